"""Units above and below one another: by the registry as it stands at the end of the reported year.

Looking begins with the registry, never with the reports, so that a unit that did not report is not forgotten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from msgspec import Struct
from msgspec.structs import replace

from auditor.document import Reading
from auditor.engine.columns.cells import by_key
from auditor.engine.columns.cells import keyed
from auditor.lang.typed import Kin

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.engine.canonical.algebra import Leaf
    from auditor.engine.columns.cells import Cell
    from auditor.facts import FactTable

# What a registry calls the entry of what a unit does itself, beside those below it.
OWN_PART = "本级"
# What is asked of figures above and below, by the aspect of a leaf.
OF_KIN = frozenset(
    {*Kin, *(f"{what}_{part}" for what in ("children", "children_max", "children_min") for part in ("open", "unread"))}
)
_SCOPES = {"level": "单位级别", "region": "单位地区", "kind": "单位类型"}


class Kinship(Struct, frozen=True, eq=False):
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

    def counted(self, *, reported: bool) -> pl.DataFrame:
        """`record` and `value`: how many units are below a record's, or of how many of them something was received."""
        children = self.below.filter(~pl.col("own"))
        value = pl.col("received").sum() if reported else pl.len()
        counts = children.group_by("record").agg(value.cast(pl.Int64).alias("value"))
        # NOTE: a unit with nobody below it has none to wait for; that is known, not unknown.
        return (
            self.places.select("record")
            .join(counts, on="record", how="left")
            .with_columns(pl.col("value").fill_null(0))
        )

    def looked_up(self, table: FactTable, leaves: Iterable[Leaf]) -> Mapping[Leaf, pl.DataFrame]:
        """`record` and `value` of each question about figures of units above or below: one query a relation."""
        asked = tuple(leaves)
        cells = tuple(dict.fromkeys((leaf.code, leaf.member) for leaf in asked))
        kin = pl.concat([self.below["record"], self.below["report"]]).drop_nulls().unique()
        theirs = table.figures.lazy().filter(pl.col("record").is_in(kin.implode()))
        figures = figures_of(replace(table, figures=theirs), cells)
        found = {
            relation: by_key(self._related(relation, figures, len(cells)).collect())
            for relation in dict.fromkeys(map(_relation, asked))
        }
        alone = self._of_nobody()
        answers: dict[Leaf, pl.DataFrame] = {}
        for leaf in asked:
            part = found[_relation(leaf)].get(cells.index((leaf.code, leaf.member)))
            parts = (part, None if _relation(leaf) else alone)
            known = [_answer(each, leaf.aspect) for each in parts if each is not None]
            if known:
                answers[leaf] = pl.concat(known)
        return answers

    def _related(self, relation: str, figures: pl.LazyFrame, cells: int) -> pl.LazyFrame:
        """`key`, `record`, and a column for each aspect of a relation."""
        places, below = self.places.lazy(), self.below.lazy()
        match relation:
            case Kin.OWN:
                reports = below.filter("own")
            case Kin.PARENT:
                parents = places.filter("counts").select("year", parent="unit", report="record")
                reports = places.join(parents, on=["parent", "year"], how="inner", validate="m:1")
            case _:
                keys = pl.LazyFrame({"key": range(cells)}, schema={"key": pl.UInt32})
                children = below.filter(~pl.col("own"))
                return _summed(children.join(keys, how="cross").join(figures, on=["key", "report"], how="left"))
        return reports.join(figures, on="report", how="inner").select("key", "record", pl.col("value").alias(relation))

    def _of_nobody(self) -> pl.DataFrame:
        """What is asked of those below, for the records with nobody below them: the same whatever the cell."""
        # NOTE: nearly all records are such. A row for each of them and each cell would be the most that is looked up.
        below = self.below.lazy().filter(~pl.col("own"))
        nobody = {
            "key": pl.lit(0, pl.UInt32),
            "child": pl.lit(None, pl.String),
            "value": pl.lit(None, pl.Int64),
            "unread": pl.lit(value=False),
        }
        return _summed(self.places.lazy().join(below, on="record", how="anti").select("record", **nobody)).collect()


def figures_of(table: FactTable, cells: tuple[Cell, ...]) -> pl.LazyFrame:
    """`key`, `report` and `value`: each cell, by its position, in records that have it only one way.

    `unread` is whether something stands there that is no one figure.
    """
    read = (pl.col("reading") == Reading.VALUE.value) & pl.col("stored").is_not_null()
    nothing = pl.col("reading").is_in([Reading.BLANK.value, Reading.DASH.value])
    low, high = pl.col("stored").min(), pl.col("stored").max()
    value = pl.when(read.all() & (low == high)).then(low)
    return (
        table.figures.lazy()
        .filter(pl.col("source") == "table")
        .join(keyed(cells).lazy(), on=["indicator", "member"], how="inner", nulls_equal=True)
        .group_by("key", "record")
        .agg(value.alias("value"), (value.is_null() & ~nothing.all()).alias("unread"))
        .select("key", "value", "unread", report="record")
    )


def children_of(kinship: Kinship, record: int) -> tuple[tuple[str, int | None, bool], ...]:
    """The units below a record's, with the record of each that reported, and whether it handed in anything."""
    rows = kinship.below.filter((pl.col("record") == record) & ~pl.col("own")).select("child", "report", "received")
    return tuple(rows.sort("child").iter_rows())


# ------------------------------------------------------------------------------------------------------------- within


def _answer(found: pl.DataFrame, aspect: str) -> pl.DataFrame:
    """`record` and `value`: to name the column takes a fifth of what choosing it anew takes."""
    return pl.DataFrame([found["record"], found[aspect].alias("value")])


def _relation(leaf: Leaf) -> str:
    """Which units a question is about: the own part, the one above, or else those below, whatever is asked of them."""
    return leaf.aspect if leaf.aspect in {Kin.OWN, Kin.PARENT} else ""


def _summed(children: pl.LazyFrame) -> pl.LazyFrame:
    """What is asked of those below; a record with nobody below it has a single row without a `child`."""
    value = pl.col("value")
    all_known = (value.is_not_null() | pl.col("child").is_null()).all()
    all_read = ~pl.col("unread").fill_null(value=False).any()
    return children.group_by("key", "record").agg(
        value.sum().alias(Kin.CHILDREN_SUM),
        value.max().alias(Kin.CHILDREN_MAX),
        value.min().alias(Kin.CHILDREN_MIN),
        children_open=pl.when(all_known).then(0),
        children_max_open=pl.when(all_known).then(value.max()),
        children_min_open=pl.when(all_known).then(value.min()),
        children_unread=pl.when(all_read).then(0),
        children_max_unread=pl.when(all_read).then(value.max()),
        children_min_unread=pl.when(all_read).then(value.min()),
    )


def _places(table: FactTable) -> pl.DataFrame:
    records = table.records.select("record", "submission", "unit", "year", "form")
    said = pl.col("name").is_in(list(_SCOPES.values())) & pl.col("text").is_not_null()
    attributes = table.attributes.lazy().filter(said).collect()
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
