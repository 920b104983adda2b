"""The facts as wide frames: one row a record (or an item of one), one column a figure, an aspect or an attribute.

Columns have generated names (`v3`, `s3`), never those of indicators: a data frame reads `^x$` as a pattern.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl
from msgspec import Struct
from msgspec.structs import replace

from auditor.document import Reading
from auditor.engine.canonical.algebra import FIRST
from auditor.engine.canonical.algebra import Leaf
from auditor.engine.canonical.algebra import LeafKind
from auditor.engine.columns.cells import State
from auditor.engine.columns.cells import as_first_published
from auditor.engine.columns.cells import facts_near
from auditor.engine.columns.cells import placed_cells
from auditor.engine.columns.cells import placed_rows
from auditor.engine.columns.cells import same
from auditor.engine.columns.cells import spread
from auditor.engine.columns.derived import Answers
from auditor.engine.columns.derived import answers_of
from auditor.engine.columns.derived import derived_columns
from auditor.lang.typed import Field
from auditor.lang.typed import Grain
from auditor.schema import RATIO_SCALE
from auditor.schema import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from pathlib import Path

    from auditor.engine.columns.cells import Place
    from auditor.facts import FactTable
    from auditor.lang.typed import Instance

# What the open end of a narrative figure (超过5件) is taken for: beyond any figure of a report, far from overflowing.
OPEN_END = 10**15
_OF = "@"
# A percentage printed with more decimals is no whole number of stored ones, and so is not read.
MOST_DECIMALS = 4

_OWN: Mapping[str, str] = MappingProxyType({"年度": "year", "版式": "form", "单位": "unit"})
SCOPES: Mapping[str, str] = MappingProxyType({"levels": "单位级别", "regions": "单位地区", "kinds": "单位类型"})


class Names(Struct, frozen=True, eq=False):
    """The names of the columns that hold each leaf.

    `values` and `states` are keyed by bare leaves (as looked up by `bare`); `texts` by the name of the attribute.
    `full` are the columns that are never null.
    """

    values: Mapping[Leaf, str]
    states: Mapping[Leaf, str]
    texts: Mapping[str, str]
    full: frozenset[str] = frozenset()


class WideFrame(Struct, frozen=True, eq=False):
    """A frame to judge on, with the names of its columns."""

    frame: pl.DataFrame
    names: Names


def bare(leaf: Leaf) -> Leaf:
    """The leaf as it is stored, without what only the reading of it needs."""
    return Leaf(leaf.kind, leaf.code, leaf.member, leaf.years_back, leaf.aspect)


class Needed(Struct, frozen=True, eq=False):
    """What is to be known of records: leaves, and the answers to those of them that look into all records."""

    leaves: tuple[Leaf, ...]
    answers: Answers

    @classmethod
    def of(cls, table: FactTable, leaves: Iterable[Leaf]) -> Needed:
        """What is to be known of records of a table."""
        wanted = tuple(dict.fromkeys(bare(leaf) for leaf in leaves))
        return cls(wanted, answers_of(table, (leaf for leaf in wanted if leaf.kind is LeafKind.DERIVED)))


def record_frame(table: FactTable, records: pl.DataFrame, needed: Needed) -> WideFrame:
    """Some records of a table with a column for each leaf that is needed."""
    wanted = needed.leaves
    table = facts_near(table, records, {leaf.years_back for leaf in wanted})
    figure_columns, values, states = _figure_columns(table, records, wanted)
    first_columns, first_values, first_states = _first_columns(table, records, wanted)
    values, states = {**values, **first_values}, {**states, **first_states}
    row_columns, rows = _row_columns(table, records, wanted)
    attribute_columns, numbers, texts = _attribute_columns(table, records, wanted)
    derived, others = derived_columns(table, records, needed.answers)
    frame = records.select("record", "unit", "year", "form", item=pl.lit(0, dtype=pl.UInt32))
    names = Names(
        MappingProxyType({**values, **rows, **numbers, **others}),
        MappingProxyType(states),
        MappingProxyType(texts),
        frozenset(states.values())
        | {column for leaf, column in (*values.items(), *rows.items()) if leaf.kind is LeafKind.ASPECT},
    )
    columns = (*figure_columns, *first_columns, *row_columns, *attribute_columns, *derived)
    return WideFrame(frame.with_columns(*columns), names)


def form_frame(wide: WideFrame, form: str, needed: Iterable[Leaf]) -> WideFrame:
    """The records of one form of a wide frame, with the columns of the leaves that are needed, and their names."""
    names, scopes = wide.names, map(scope_column, SCOPES)
    columns = [
        found
        for leaf in dict.fromkeys(needed)
        for found in (names.values.get(bare(leaf)), names.states.get(bare(leaf)), names.texts.get(leaf.code))
        if found is not None
    ]
    keys = ("record", "unit", "year", "item", *scopes)
    kept = wide.frame[list(dict.fromkeys((*keys, *columns)))]
    return WideFrame(kept.filter(wide.frame["form"] == form), names)


def item_frame(table: FactTable, grain: Grain, wide: WideFrame) -> WideFrame:
    """The items of a kind that stand in the records of a wide frame, each with its record's columns."""
    items = _items(table, grain, wide.frame["record"])
    frame = items.join(wide.frame.drop("item"), on="record", how="inner", validate="m:1").sort("record", "item")
    fields = {Leaf(LeafKind.ITEM, field): f"i_{field}" for field in Field if f"i_{field}" in frame.columns}
    names = wide.names
    return WideFrame(frame, replace(names, values=MappingProxyType({**names.values, **fields})))


def mentions_of(instance: Instance) -> str:
    """What the column `indicator` of the mentions holds for those that an instance is judged on."""
    return _OF.join(part for part in (instance.indicator, instance.column) if part)


def scope_column(name: str) -> str:
    """The column that holds what a part of a scope is matched with."""
    return f"scope_{name}"


def scan(files: Iterable[Path]) -> pl.LazyFrame:
    """The rows of Parquet files whose names may hold any sign."""
    return pl.scan_parquet(list(files), glob=False)


# ------------------------------------------------------------------------------------------------------------ within


def _figure_columns(
    table: FactTable, records: pl.DataFrame, wanted: tuple[Leaf, ...]
) -> tuple[list[pl.Series], dict[Leaf, str], dict[Leaf, str]]:
    """The figures, and what is asked of single cells."""
    leaves = [leaf for leaf in wanted if (leaf.kind is LeafKind.FIGURE and not leaf.aspect) or _is_cell(leaf)]
    places = tuple(dict.fromkeys(_place(leaf) for leaf in leaves))
    aspects = tuple(sorted({leaf.aspect for leaf in leaves if leaf.aspect}))
    placed = placed_cells(table, records, places, aspects)
    none, zero = (same(value, pl.Int64(), records.height) for value in (None, 0))
    missing = same(State.MISSING.value, pl.UInt8(), records.height)
    columns: list[pl.Series] = []
    values: dict[Leaf, str] = {}
    states: dict[Leaf, str] = {}
    for leaf in leaves:
        index = places.index(_place(leaf))
        found = placed.get(index)
        if leaf.aspect:
            values[leaf] = f"a{index}_{leaf.aspect}"
            columns.append(spread(values[leaf], found, leaf.aspect, zero))
        else:
            values[leaf], states[leaf] = f"v{index}", f"s{index}"
            columns.append(spread(values[leaf], found, "value", none))
            columns.append(spread(states[leaf], found, "state", missing))
    return columns, values, states


def _first_columns(
    table: FactTable, records: pl.DataFrame, wanted: tuple[Leaf, ...]
) -> tuple[list[pl.Series], dict[Leaf, str], dict[Leaf, str]]:
    """The figures as they were first published."""
    leaves = {
        replace(leaf, aspect=""): leaf for leaf in wanted if leaf.kind is LeafKind.FIGURE and leaf.aspect == FIRST
    }
    if not leaves:
        return [], {}, {}
    columns, values, states = _figure_columns(as_first_published(table), records, tuple(leaves))
    named = ({leaves[leaf]: f"{FIRST}_{name}" for leaf, name in names.items()} for names in (values, states))
    first_values, first_states = named
    return [column.alias(f"{FIRST}_{column.name}") for column in columns], first_values, first_states


def _row_columns(
    table: FactTable, records: pl.DataFrame, wanted: tuple[Leaf, ...]
) -> tuple[list[pl.Series], dict[Leaf, str]]:
    """What is asked of whole rows of a table."""
    leaves = [leaf for leaf in wanted if leaf.kind is LeafKind.ASPECT and not _is_cell(leaf)]
    places = tuple(dict.fromkeys(_place(leaf) for leaf in leaves))
    aspects = tuple(sorted({leaf.aspect for leaf in leaves}))
    placed = placed_rows(table, records, places, aspects)
    zero = same(0, pl.Int64(), records.height)
    names = {leaf: f"r{places.index(_place(leaf))}_{leaf.aspect}" for leaf in leaves}
    columns = [spread(name, placed.get(places.index(_place(leaf))), leaf.aspect, zero) for leaf, name in names.items()]
    return columns, names


def _is_cell(leaf: Leaf) -> bool:
    return leaf.kind is LeafKind.ASPECT and leaf.member is not None


def _place(leaf: Leaf) -> Place:
    return (leaf.code, leaf.member, leaf.years_back)


def _attribute_columns(
    table: FactTable, records: pl.DataFrame, wanted: tuple[Leaf, ...]
) -> tuple[list[pl.Series], dict[Leaf, str], dict[str, str]]:
    leaves = [leaf for leaf in wanted if leaf.kind is LeafKind.ATTRIBUTE]
    names = tuple(dict.fromkeys(leaf.code for leaf in leaves))
    place = records.select("record").with_row_index("place")
    found = (
        table.attributes.lazy()
        .filter(pl.col("name").is_in([*names, *SCOPES.values()]))
        .collect()
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
        _attribute(records, found.get((name,)), name, "text", scope_column(part)) for part, name in SCOPES.items()
    ]
    return columns, numbers, texts


def _attribute(records: pl.DataFrame, found: pl.DataFrame | None, name: str, column: str, alias: str) -> pl.Series:
    dtype = pl.Int64() if column == "number" else pl.String()
    own = _OWN.get(name)
    if own is not None and (own == "year") == (column == "number"):
        return records[own].cast(dtype).alias(alias)
    return spread(alias, found, column, same(None, dtype, records.height))


def _items(table: FactTable, grain: Grain, records: pl.Series) -> pl.DataFrame:
    match grain:
        case Grain.MENTION:
            return _mentions(table, records)
        case Grain.ENUMERATION:
            return _with_fields(table.enumerations)
        case _:
            return _with_fields(table.rates)


def _with_fields(items: pl.DataFrame) -> pl.DataFrame:
    """Items with their fields under the names that `Field` gives them."""
    fields = (field for field in Field if field in items.columns)
    return items.select("record", "item", *(pl.col(field).alias(f"i_{field}") for field in fields))


def _mentions(table: FactTable, records: pl.Series) -> pl.DataFrame:
    """The mentions of some records that state something, with the bounds of what their words can mean.

    A mention that is read doubtfully has none.
    """
    known = pl.col("stored").is_not_null() & (pl.col("reading") == Reading.VALUE.value)
    exact = pl.col("low").is_null() & pl.col("high").is_null()
    low = pl.when(exact).then(pl.col("stored")).otherwise(pl.col("low").fill_null(-OPEN_END))
    high = pl.when(exact).then(pl.col("stored")).otherwise(pl.col("high").fill_null(OPEN_END))
    ten = pl.lit(10, dtype=pl.Int64).pow(pl.col("digits").fill_null(0).clip(0, MOST_DECIMALS)).cast(pl.Int64)
    states = (pl.col("source") == "narrative") & (pl.col("stance") != Stance.MENTION.value)
    mentions = (
        table.figures.lazy()
        .filter(states & pl.col("record").is_in(records.implode()))
        .select(
            "record",
            pl.col("fact").alias("item"),
            pl.concat_str("indicator", "member", separator=_OF, ignore_nulls=True).alias("indicator"),
            pl.when(known).then(low).alias("i_mention"),
            pl.when(known).then(high).alias("high"),
            pl.when(known).then(pl.col("stored") * ten // (RATIO_SCALE // 100)).alias("i_stated"),
            (100 * ten).alias("i_scale"),
            (pl.col("stance") == Stance.DENIAL.value).cast(pl.Int64).alias("i_denied"),
            (pl.col("stance") == Stance.UNIVERSAL.value).cast(pl.Int64).alias("i_universal"),
            pl.col("scoped").fill_null(value=False).cast(pl.Int64).alias("i_scoped"),
            pl.col("agrees_elsewhere").fill_null(value=False).cast(pl.Int64).alias("i_agrees_elsewhere"),
        )
    )
    return mentions.collect()
