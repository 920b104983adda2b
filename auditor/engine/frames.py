"""The facts as wide frames: one row a record (or an item of one), one column a figure, an aspect or an attribute.

Columns have generated names (`v3`, `s3`), never those of indicators: a data frame reads `^x$` as a pattern.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl

from auditor.document import Reading
from auditor.engine.algebra import Leaf
from auditor.engine.algebra import LeafKind
from auditor.lang.typed import Aspect
from auditor.lang.typed import Field
from auditor.lang.typed import Grain
from auditor.schema import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.facts import FactTable

# What the open end of a narrative figure (超过5件) is taken for: beyond any figure of a report, far from overflowing.
OPEN_END = 10**15


class State(IntEnum):
    """What is known of a table figure. Only a BLANK (an empty cell or a dash) may ever be tried as zero."""

    VALUE = 0
    BLANK = 1
    TEXT = 2
    DOUBTFUL = 3
    MISSING = 4


_BLANKS = (Reading.BLANK.value, Reading.DASH.value)
_ASPECTS: Mapping[str, pl.Expr] = MappingProxyType(
    {
        Aspect.ROWS: pl.len(),
        Aspect.BLANKS: pl.col("reading").is_in(_BLANKS).sum(),
        Aspect.NOTES: pl.col("noted").sum(),
        Aspect.TEXTS: (pl.col("reading") == Reading.TEXT.value).sum(),
        Aspect.STRAY: pl.col("stray_unit").sum(),
        Aspect.DISORDERED: (~pl.col("in_order")).sum(),
        Aspect.FILLED: (~pl.col("reading").is_in(_BLANKS)).sum(),
    }
)
_OWN: Mapping[str, str] = MappingProxyType({"年度": "year", "版式": "form", "单位": "unit"})
_SCOPES: Mapping[str, str] = MappingProxyType({"levels": "单位级别", "regions": "单位地区", "kinds": "单位类型"})


@dataclass(frozen=True, slots=True, eq=False)
class WideFrame:
    """A frame to judge on, with the names of the columns that hold each leaf.

    `values` and `states` are keyed by bare leaves (as looked up by `bare`); `texts` by the name of the attribute.
    """

    frame: pl.DataFrame
    values: Mapping[Leaf, str]
    states: Mapping[Leaf, str]
    texts: Mapping[str, str]


def bare(leaf: Leaf) -> Leaf:
    """The leaf as it is stored, without what only the reading of it needs."""
    return Leaf(leaf.kind, leaf.code, leaf.member, leaf.years_back, leaf.aspect)


def cells(figures: pl.LazyFrame) -> pl.LazyFrame:
    """One row a cell of a table: its figure, what is known of it, and its aspects.

    Rows that repeat an indicator and say the same are one; when they differ, none of them is believed.
    """
    read = (pl.col("reading") == Reading.VALUE.value) & pl.col("stored").is_not_null()
    stored = pl.when(read).then(pl.col("stored"))
    agreed = (read.sum() == pl.len()) & (stored.min() == stored.max())
    state = (
        pl.when(agreed)
        .then(_state(State.VALUE))
        .when(pl.col("reading").is_in(_BLANKS).all())
        .then(_state(State.BLANK))
        .when((pl.col("reading") == Reading.TEXT.value).all())
        .then(_state(State.TEXT))
        .otherwise(_state(State.DOUBTFUL))
    )
    return (
        figures.filter(pl.col("source") == "table")
        .group_by("record", "indicator", "member")
        .agg(
            pl.when(agreed).then(stored.min()).alias("value"),
            state.alias("state"),
            *(expr.cast(pl.Int64).alias(aspect) for aspect, expr in _ASPECTS.items()),
        )
    )


def previous(records: pl.DataFrame, years_back: int) -> pl.DataFrame:
    """`record` and `past`: for each record the unit's record so many years before, by the year and never by the row.

    Of several submissions of one unit and year the last by its path counts.
    """
    known = records.filter(pl.col("unit").is_not_null() & pl.col("year").is_not_null())
    past = (
        known.sort("submission")
        .unique(["unit", "year"], keep="last", maintain_order=True)
        .select(past="record", unit="unit", year=pl.col("year") + years_back)
    )
    return known.join(past, on=["unit", "year"], how="inner", validate="m:1").select("record", "past")


def record_frame(table: FactTable, form: str, needed: Iterable[Leaf]) -> WideFrame:
    """The records of a form with a column for each leaf that is needed."""
    wanted = tuple(dict.fromkeys(bare(leaf) for leaf in needed))
    records = table.records.filter(pl.col("form") == form)
    cell_columns, values, states = _cell_columns(table, records, wanted)
    attribute_columns, numbers, texts = _attribute_columns(table, records, wanted)
    frame = records.select("record", "unit", "year", item=pl.lit(0, dtype=pl.UInt32))
    return WideFrame(
        frame.with_columns(*cell_columns, *attribute_columns),
        MappingProxyType({**values, **numbers}),
        MappingProxyType(states),
        MappingProxyType(texts),
    )


def item_frame(table: FactTable, grain: Grain, wide: WideFrame) -> WideFrame:
    """The items of a kind that stand in the records of a wide frame, each with its record's columns."""
    items = _items(table, grain)
    frame = items.join(wide.frame.drop("item"), on="record", how="inner", validate="m:1").sort("record", "item")
    fields = {Leaf(LeafKind.ITEM, field): f"i_{field}" for field in Field if f"i_{field}" in frame.columns}
    return WideFrame(frame, MappingProxyType({**wide.values, **fields}), wide.states, wide.texts)


def largest_number(table: FactTable) -> int:
    """A bound on the size of everything that can be calculated with."""
    frames = (
        table.figures.select("stored", "low", "high"),
        table.attributes.select("number"),
        table.enumerations.drop("record", "item"),
        table.rates.drop("record", "item"),
    )
    ends = [
        abs(end)
        for frame in frames
        for row in (frame.max().row(0), frame.min().row(0))
        for end in row
        if isinstance(end, int)
    ]
    return max(*ends, table.figures.height, OPEN_END if _has_open_end(table) else 0, 10_000)


def scope_column(name: str) -> tuple[str, str]:
    """The attribute that a part of a scope is matched with, and the column that holds its text."""
    return _SCOPES[name], f"scope_{name}"


# ------------------------------------------------------------------------------------------------------------ within


def _state(state: State) -> pl.Expr:
    return pl.lit(state.value, dtype=pl.UInt8)


def _cell_columns(
    table: FactTable, records: pl.DataFrame, wanted: tuple[Leaf, ...]
) -> tuple[list[pl.Series], dict[Leaf, str], dict[Leaf, str]]:
    of_cells = [leaf for leaf in wanted if leaf.kind in {LeafKind.FIGURE, LeafKind.ASPECT}]
    places = tuple(dict.fromkeys((leaf.code, leaf.member, leaf.years_back) for leaf in of_cells))
    number_of = {place: index for index, place in enumerate(places)}
    placed = _placed_cells(table, records, places)
    columns: list[pl.Series] = []
    values: dict[Leaf, str] = {}
    states: dict[Leaf, str] = {}
    for leaf in of_cells:
        index = number_of[leaf.code, leaf.member, leaf.years_back]
        found = placed.get(index)
        if leaf.kind is LeafKind.ASPECT:
            values[leaf] = f"a{index}_{leaf.aspect}"
            columns.append(
                _spread(values[leaf], found, leaf.aspect, pl.repeat(0, records.height, dtype=pl.Int64, eager=True))
            )
        else:
            values[leaf], states[leaf] = f"v{index}", f"s{index}"
            none = pl.repeat(None, records.height, dtype=pl.Int64, eager=True)
            missing = pl.repeat(State.MISSING.value, records.height, dtype=pl.UInt8, eager=True)
            columns += [_spread(values[leaf], found, "value", none), _spread(states[leaf], found, "state", missing)]
    return columns, values, states


def _spread(name: str, found: pl.DataFrame | None, column: str, base: pl.Series) -> pl.Series:
    """A column with what was found put at its places."""
    return (base if found is None else base.scatter(found["place"], found[column])).alias(name)


def _placed_cells(
    table: FactTable, records: pl.DataFrame, places: tuple[tuple[str, str | None, int], ...]
) -> dict[int, pl.DataFrame]:
    """For each wanted cell what was found, and at which row of the frame it belongs."""
    if not places:
        return {}
    keys = pl.DataFrame(
        [(index, *place) for index, place in enumerate(places)],
        schema={"key": pl.UInt32, "indicator": pl.String, "member": pl.String, "years_back": pl.Int32},
        orient="row",
    )
    rows = _rows(table, records, {place[2] for place in places})
    wanted = keys.select("indicator", "member").unique().lazy()
    figures = (
        table.figures.lazy()
        .join(wanted, on=["indicator", "member"], how="semi", nulls_equal=True)
        .join(rows.lazy(), on="record", how="semi")
    )
    found = (
        cells(figures)
        .join(keys.lazy(), on=["indicator", "member"], how="inner", nulls_equal=True)
        .join(rows.lazy(), on=["record", "years_back"], how="inner")
        .collect()
    )
    return {index: part for (index,), part in found.partition_by("key", as_dict=True).items() if isinstance(index, int)}


def _rows(table: FactTable, records: pl.DataFrame, years: set[int]) -> pl.DataFrame:
    """`record`, `years_back`, `place`: which record's cells belong in which row, for each distance in years."""
    own = records.select("record").with_row_index("place")
    parts = [own.select("record", "place", years_back=pl.lit(0, dtype=pl.Int32))]
    parts += [
        own.join(previous(table.records, back), on="record", how="inner").select(
            record="past", place="place", years_back=pl.lit(back, dtype=pl.Int32)
        )
        for back in sorted(years - {0})
    ]
    return pl.concat(parts)


def _attribute_columns(
    table: FactTable, records: pl.DataFrame, wanted: tuple[Leaf, ...]
) -> tuple[list[pl.Series], dict[Leaf, str], dict[str, str]]:
    leaves = [leaf for leaf in wanted if leaf.kind is LeafKind.ATTRIBUTE]
    names = tuple(dict.fromkeys(leaf.code for leaf in leaves))
    place = records.select("record").with_row_index("place")
    found = (
        table.attributes.filter(pl.col("name").is_in([*names, *_SCOPES.values()]))
        .unique(["record", "name"], keep="first", maintain_order=True)
        .join(place, on="record", how="inner")
        .partition_by("name", as_dict=True)
    )
    numbers = {leaf: f"n{names.index(leaf.code)}" for leaf in leaves if leaf.aspect != "text"}
    texts = {name: f"t{index}" for index, name in enumerate(names)}
    columns = [
        _attribute(records, found.get((leaf.code,)), leaf.code, "number", name) for leaf, name in numbers.items()
    ]
    columns += [_attribute(records, found.get((name,)), name, "text", column) for name, column in texts.items()]
    columns += [
        _attribute(records, found.get((name,)), name, "text", f"scope_{part}") for part, name in _SCOPES.items()
    ]
    return columns, numbers, texts


def _attribute(records: pl.DataFrame, found: pl.DataFrame | None, name: str, column: str, alias: str) -> pl.Series:
    dtype = pl.Int64 if column == "number" else pl.String
    own = _OWN.get(name)
    if own is not None and (own == "year") == (column == "number"):
        return records[own].cast(dtype).alias(alias)
    return _spread(alias, found, column, pl.repeat(None, records.height, dtype=dtype, eager=True))


def _items(table: FactTable, grain: Grain) -> pl.DataFrame:
    match grain:
        case Grain.MENTION:
            return _mentions(table)
        case Grain.ENUMERATION:
            return _with_fields(table.enumerations)
        case _:
            return _with_fields(table.rates)


def _with_fields(items: pl.DataFrame) -> pl.DataFrame:
    """Items with their fields under the names that `Field` gives them."""
    fields = (field for field in Field if field in items.columns)
    return items.select("record", "item", *(pl.col(field).alias(f"i_{field}") for field in fields))


def _mentions(table: FactTable) -> pl.DataFrame:
    """The mentions that state something, with the bounds of what their words can mean; none when read doubtfully."""
    known = pl.col("stored").is_not_null() & (pl.col("reading") == Reading.VALUE.value)
    exact = pl.col("low").is_null() & pl.col("high").is_null()
    low = pl.when(exact).then(pl.col("stored")).otherwise(pl.col("low").fill_null(-OPEN_END))
    high = pl.when(exact).then(pl.col("stored")).otherwise(pl.col("high").fill_null(OPEN_END))
    return table.figures.filter((pl.col("source") == "narrative") & (pl.col("stance") != Stance.MENTION.value)).select(
        "record",
        pl.col("fact").alias("item"),
        "indicator",
        pl.when(known).then(low).alias("i_mention"),
        pl.when(known).then(high).alias("high"),
        (pl.col("stance") == Stance.DENIAL.value).cast(pl.Int64).alias("i_denied"),
        (pl.col("stance") == Stance.UNIVERSAL.value).cast(pl.Int64).alias("i_universal"),
        pl.col("scoped").fill_null(value=False).cast(pl.Int64).alias("i_scoped"),
        pl.col("agrees_elsewhere").fill_null(value=False).cast(pl.Int64).alias("i_agrees_elsewhere"),
    )


def _has_open_end(table: FactTable) -> bool:
    narrative = table.figures.filter(pl.col("source") == "narrative")
    return narrative.filter(pl.col("low").is_null() != pl.col("high").is_null()).height > 0
