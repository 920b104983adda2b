"""Units above and below one another: by the registry as it stands at the end of the reported year.

Looking begins with the registry, never with the reports, so that a unit that did not report is not forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from auditor.document import Reading
from auditor.lang.typed import Kin

if TYPE_CHECKING:
    from auditor.engine.algebra import Leaf
    from auditor.facts import FactTable

# What a registry calls the entry of what a unit does itself, beside those below it.
OWN_PART = "本级"
_SCOPES = {"level": "单位级别", "region": "单位地区", "kind": "单位类型"}


@dataclass(frozen=True, slots=True, eq=False)
class Kinship:
    """Who belongs to whom.

    `places` has for each record `unit`, `year`, `level`, `region`, `kind` and `parent`, and whether it is the report
    that counts of its unit and year. `below` has for each of these records (`record`) one row a unit below it: `child`,
    `own` for its own part, `report`, the record of that unit in the same year, null where there is none, and
    `received`, whether it handed in a report, be it one that cannot be read.
    """

    places: pl.DataFrame
    below: pl.DataFrame

    @classmethod
    def of(cls, table: FactTable) -> Kinship:
        """The kinship of all records."""
        places = _places(table)
        return cls(places, _below(table, places))

    def looked_up(self, table: FactTable, leaf: Leaf) -> pl.DataFrame:
        """`record` and `value` of a question about units above or below."""
        match leaf.aspect:
            case "children_expected" | "children_reported":
                return self._counted(reported=leaf.aspect == "children_reported")
            case Kin.PARENT:
                return self._above(figures_of(table, leaf.code, leaf.member))
            case Kin.OWN:
                own = self.below.filter(pl.col("own"))
                return _joined(own, figures_of(table, leaf.code, leaf.member)).select("record", "value")
            case _:
                return self._summed(table, leaf)

    def _counted(self, *, reported: bool) -> pl.DataFrame:
        children = self.below.filter(~pl.col("own"))
        value = pl.col("received").sum() if reported else pl.len()
        counts = children.group_by("record").agg(value.cast(pl.Int64).alias("value"))
        # NOTE: a unit with nobody below it has none to wait for; that is known, not unknown.
        return (
            self.places.select("record")
            .join(counts, on="record", how="left")
            .with_columns(pl.col("value").fill_null(0))
        )

    def _above(self, figures: pl.DataFrame) -> pl.DataFrame:
        parents = self.places.filter("counts").select("year", parent="unit", report="record")
        return _joined(self.places.join(parents, on=["parent", "year"], how="inner", validate="m:1"), figures).select(
            "record", "value"
        )

    def _summed(self, table: FactTable, leaf: Leaf) -> pl.DataFrame:
        children = _joined(self.below.filter(~pl.col("own")), figures_of(table, leaf.code, leaf.member))
        value = pl.col("value")
        all_known = value.is_not_null().all()
        made = {
            Kin.CHILDREN_SUM.value: value.sum(),
            "children_open": pl.when(all_known).then(0),
            Kin.CHILDREN_MAX.value: value.max(),
            "children_max_open": pl.when(all_known).then(value.max()),
            Kin.CHILDREN_MIN.value: value.min(),
            "children_min_open": pl.when(all_known).then(value.min()),
        }[leaf.aspect]
        found = children.group_by("record").agg(made.cast(pl.Int64).alias("value"))
        if leaf.aspect not in {Kin.CHILDREN_SUM.value, "children_open"}:
            return found
        return (
            self.places.select("record")
            .join(found, on="record", how="left")
            .with_columns(
                pl.when(pl.col("record").is_in(found["record"].implode())).then("value").otherwise(0).alias("value")
            )
        )


def figures_of(table: FactTable, indicator: str, member: str | None) -> pl.DataFrame:
    """`report` and `value`: the figure of a cell in each record that has it, and has it only one way."""
    column = pl.col("member").is_null() if member is None else pl.col("member") == member
    read = (pl.col("reading") == Reading.VALUE.value) & pl.col("stored").is_not_null()
    return (
        table.figures.lazy()
        .filter((pl.col("source") == "table") & (pl.col("indicator") == indicator) & column)
        .group_by("record")
        .agg(
            pl.when(read.all() & (pl.col("stored").n_unique() == 1)).then(pl.col("stored").first()).alias("value"),
        )
        .select(report="record", value="value")
        .collect()
    )


def children_of(kinship: Kinship, record: int) -> tuple[tuple[str, int | None, bool], ...]:
    """The units below a record's, with the record of each that reported, and whether it handed in anything."""
    rows = kinship.below.filter((pl.col("record") == record) & ~pl.col("own")).select("child", "report", "received")
    return tuple(rows.sort("child").iter_rows())


# ------------------------------------------------------------------------------------------------------------- within


def _joined(rows: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    return rows.join(figures, on="report", how="left", validate="m:1")


def _places(table: FactTable) -> pl.DataFrame:
    records = table.records.select("record", "submission", "unit", "year", "form")
    attributes = table.attributes.filter(pl.col("name").is_in(list(_SCOPES.values())) & pl.col("text").is_not_null())
    for name, attribute in _SCOPES.items():
        texts = attributes.filter(pl.col("name") == attribute).unique("record", keep="first", maintain_order=True)
        records = records.join(texts.select("record", pl.col("text").alias(name)), on="record", how="left")
    known = pl.col("unit").is_not_null() & pl.col("year").is_not_null()
    latest = records.filter(known).sort("submission").unique(["unit", "year"], keep="last", maintain_order=True)
    records = records.join(_valid(table, records), on=["unit", "year"], how="left", validate="m:1")
    return records.with_columns(counts=pl.col("record").is_in(latest["record"].implode()))


def _valid(table: FactTable, records: pl.DataFrame) -> pl.DataFrame:
    """`unit`, `year`, `parent`: the registry's entries for the years of the records."""
    years = records.select("year").drop_nulls().unique()
    last_day = pl.date(pl.col("year"), 12, 31).cast(pl.Int64) + _EPOCH
    entries = table.units.lazy().join(years.lazy(), how="cross").with_columns(day=last_day)
    covers = (pl.col("first").is_null() | (pl.col("first") <= pl.col("day"))) & (
        pl.col("last").is_null() | (pl.col("day") <= pl.col("last"))
    )
    return (
        entries.filter(covers)
        .select("unit", "year", "parent", "kind")
        .unique(["unit", "year"], keep="first", maintain_order=True)
        .rename({"kind": "sort"})
        .collect()
    )


_EPOCH = 719_163


def _below(table: FactTable, places: pl.DataFrame) -> pl.DataFrame:
    entries = _valid(table, places)
    reports = places.filter("counts").select("unit", "year", report="record")
    unread = table.unread.with_columns(unread=pl.lit(value=True))
    both = entries.join(reports, on=["unit", "year"], how="left", validate="1:1")
    children = both.join(unread, on=["unit", "year"], how="left", validate="1:1").select(
        "year",
        "parent",
        "report",
        child="unit",
        own=(pl.col("sort") == OWN_PART).fill_null(value=False),
        received=pl.col("report").is_not_null() | pl.col("unread").fill_null(value=False),
    )
    return (
        places.select("record", "year", parent="unit")
        .join(children.filter(pl.col("parent").is_not_null()), on=["parent", "year"], how="inner")
        .select("record", "child", "own", "report", "received")
    )
