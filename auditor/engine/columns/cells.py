"""The cells of the tables: for each wanted cell what was found in which report, and what is known of it."""

from __future__ import annotations

from enum import IntEnum
from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import TypeAlias

import polars as pl
from msgspec.structs import replace

from auditor.document import Reading
from auditor.facts import WORD
from auditor.lang.typed import Aspect

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.facts import FactTable

Cell: TypeAlias = tuple[str, str | None]
Place: TypeAlias = tuple[str, str | None, int]


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
        Aspect.ROWS: pl.col("reading").is_not_null(),
        Aspect.BLANKS: pl.col("reading").is_in(_BLANKS),
        Aspect.NOTES: pl.col("noted"),
        Aspect.TEXTS: pl.col("reading") == Reading.TEXT.value,
        Aspect.STRAY: pl.col("stray_unit"),
        Aspect.DISORDERED: ~pl.col("in_order"),
        Aspect.FILLED: pl.col("reading") == Reading.VALUE.value,
    }
)


def placed_cells(
    table: FactTable, records: pl.DataFrame, places: tuple[Place, ...], aspects: tuple[str, ...]
) -> Mapping[int, pl.DataFrame]:
    """By the position of a wanted cell: `value`, `state` and aspects, with the row of the frame that they belong in.

    Rows that repeat an indicator and say the same are one; when they differ, none of them is believed.
    """
    if not places:
        return {}
    found = _rows_found(table, records, places, aspects)
    spot = pl.col("key").cast(pl.Int64) * records.height + pl.col("place")
    repeated = found.select(spot.is_duplicated()).to_series()
    if repeated.any():
        found = pl.concat([found.filter(~repeated), _merged(found.filter(repeated), aspects)])
    return by_key(found)


def placed_rows(
    table: FactTable, records: pl.DataFrame, places: tuple[Place, ...], aspects: tuple[str, ...]
) -> Mapping[int, pl.DataFrame]:
    """By the position of a wanted row of a table: its aspects over all its columns.

    A row counts once however many columns it has; what is said of its cells adds up.
    """
    if not places:
        return {}
    once = (Aspect.ROWS, Aspect.DISORDERED)
    whole = _keys(places).drop("member").lazy()
    found = (
        table.figures.lazy()
        .filter(pl.col("source") == "table")
        .join(whole, on="indicator", how="inner")
        .join(_belonging(table, records, places).lazy(), on=["record", "years_back"], how="inner")
        .group_by("key", "place", "member")
        .agg(_ASPECTS[aspect].cast(pl.Int64).sum().alias(aspect) for aspect in aspects)
        .group_by("key", "place")
        .agg(pl.col(aspect).max() if aspect in once else pl.col(aspect).sum() for aspect in aspects)
        .collect()
    )
    return by_key(found)


def keyed(cells: Iterable[Cell]) -> pl.DataFrame:
    """`key`, `indicator` and `member`: some cells with their positions."""
    return pl.DataFrame(
        [(index, *cell) for index, cell in enumerate(cells)],
        schema={"key": pl.UInt32, "indicator": WORD, "member": WORD},
        orient="row",
    )


def by_key(found: pl.DataFrame) -> Mapping[int, pl.DataFrame]:
    """What was found of each, by its position."""
    # NOTE: to part a frame in as many as there are keys takes ten times as long as to sort it and to cut it up.
    found = found.sort("key", maintain_order=True)
    lengths = found.group_by("key", maintain_order=True).len().rows()
    starts = accumulate((length for _, length in lengths), initial=0)
    return {key: found.slice(start, length) for start, (key, length) in zip(starts, lengths, strict=False)}


def same(value: int | None, dtype: pl.DataType, height: int) -> pl.Series:
    """A column that says the same everywhere."""
    return pl.Series([value], dtype=dtype).new_from_index(0, height)


def spread(name: str, found: pl.DataFrame | None, column: str, base: pl.Series) -> pl.Series:
    """A column with what was found put at its `place`."""
    if found is None:
        return base.alias(name)
    # NOTE: scattering changes the series itself, hence the copy.
    return base.clone().scatter(found["place"], found[column]).alias(name)


def answered(answers: Mapping[int, int]) -> pl.DataFrame:
    """`record` and `value`: a number for each of some records."""
    return pl.DataFrame(
        {"record": list(answers), "value": list(answers.values())}, schema={"record": pl.UInt32, "value": pl.Int64}
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


def facts_near(table: FactTable, records: pl.DataFrame, distances: Iterable[int]) -> FactTable:
    """The table with the facts of some records and of their units' so many years before, and no others."""
    if records.height == table.records.height:
        return table
    past = (previous(table.records, back).join(records, on="record", how="semi") for back in set(distances) - {0})
    near = pl.col("record").is_in(pl.concat([records["record"], *(pairs["past"] for pairs in past)]).unique().implode())
    parts = ("figures", "attributes", "enumerations", "rates", "first")
    return replace(table, **{name: getattr(table, name).lazy().filter(near).collect() for name in parts})


def as_first_published(table: FactTable) -> FactTable:
    """The tables of the reports as they were first published, for looking up single cells."""
    columns = ("record", "indicator", "member", "source", "stored", "reading")
    latest = table.figures.lazy().filter(pl.col("source") == "table").join(table.first.lazy(), on="record", how="anti")
    first = table.first.lazy().with_columns(source=pl.lit("table", dtype=WORD))
    return replace(table, figures=pl.concat([latest.select(columns), first.select(columns)]))


def _rows_found(
    table: FactTable, records: pl.DataFrame, places: tuple[Place, ...], aspects: tuple[str, ...]
) -> pl.DataFrame:
    read = (pl.col("reading") == Reading.VALUE.value) & pl.col("stored").is_not_null()
    state = (
        pl.when(read)
        .then(_state(State.VALUE))
        .when(pl.col("reading").is_in(_BLANKS))
        .then(_state(State.BLANK))
        .when(pl.col("reading") == Reading.TEXT.value)
        .then(_state(State.TEXT))
        .otherwise(_state(State.DOUBTFUL))
    )
    return (
        table.figures.lazy()
        .filter(pl.col("source") == "table")
        .join(_keys(places).lazy(), on=["indicator", "member"], how="inner", nulls_equal=True)
        .join(_belonging(table, records, places).lazy(), on=["record", "years_back"], how="inner")
        .select(
            "key",
            "place",
            pl.when(read).then(pl.col("stored")).alias("value"),
            state.alias("state"),
            *(_ASPECTS[aspect].cast(pl.Int64).alias(aspect) for aspect in aspects),
        )
        .collect()
    )


def _keys(places: tuple[Place, ...]) -> pl.DataFrame:
    back = pl.Series("years_back", [place[2] for place in places], dtype=pl.Int32)
    return keyed(place[:2] for place in places).with_columns(back)


def _merged(rows: pl.DataFrame, aspects: tuple[str, ...]) -> pl.DataFrame:
    """Several rows of one cell as one."""
    state, value = pl.col("state"), pl.col("value")
    agreed = (state == State.VALUE.value).all() & (value.min() == value.max())
    told = (state == state.first()).all() & (state.first() != State.VALUE.value)
    return rows.group_by("key", "place").agg(
        pl.when(agreed).then(value.min()).alias("value"),
        pl.when(agreed | told).then(state.first()).otherwise(_state(State.DOUBTFUL)).alias("state"),
        *(pl.col(aspect).sum() for aspect in aspects),
    )


def _belonging(table: FactTable, records: pl.DataFrame, places: tuple[Place, ...]) -> pl.DataFrame:
    """`record`, `years_back`, `place`: which record's cells belong in which row, for each distance in years."""
    own = records.select("record").with_row_index("place")
    parts = [own.select("record", "place", years_back=pl.lit(0, dtype=pl.Int32))]
    parts += [
        own.join(previous(table.records, back), on="record", how="inner").select(
            record="past", place="place", years_back=pl.lit(back, dtype=pl.Int32)
        )
        for back in sorted({place[2] for place in places} - {0})
    ]
    return pl.concat(parts)


def _state(state: State) -> pl.Expr:
    return pl.lit(state.value, dtype=pl.UInt8)
