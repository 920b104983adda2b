"""The facts of many submissions as tables: the names and types of their columns, and nothing that changes them.

`records` has one row a submission that is audited, `figures` one row a figure (table or narrative), `attributes`,
`enumerations` and `rates` one row each of what the document says; after the percentages of a document `rates` has its
comparisons with the year before. `record` is the row number that joins them.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import TypeAlias

import polars as pl
from msgspec import Struct
from msgspec import field
from polars.io.plugins import register_io_source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from io import BytesIO
    from pathlib import Path

    from auditor.disk.scratch import Scratch

# A word out of few: it is kept once, and a column has but its number, a quarter of what a text takes.
WORD = pl.Categorical()

RECORDS: Mapping[str, pl.DataType] = MappingProxyType(
    {
        "record": pl.UInt32(),
        "submission": pl.String(),
        "unit": pl.String(),
        "year": pl.Int32(),
        "form": pl.String(),
    }
)
FIGURES: Mapping[str, pl.DataType] = MappingProxyType(
    {
        "record": pl.UInt32(),
        "fact": pl.UInt32(),  # position within the submission's facts, for evidence
        "indicator": WORD,
        "member": WORD,
        "source": WORD,  # table | narrative
        "stored": pl.Int64(),  # exact integer, see schema.Measure.factor; null where there is no figure
        "reading": WORD,  # document.Reading
        "low": pl.Int64(),
        "high": pl.Int64(),
        "digits": pl.Int64(),  # printed decimals of a narrative figure
        "stance": WORD,
        "scoped": pl.Boolean(),
        "noted": pl.Boolean(),
        "stray_unit": pl.Boolean(),
        "in_order": pl.Boolean(),
        "agrees_elsewhere": pl.Boolean(),
    }
)
ATTRIBUTES: Mapping[str, pl.DataType] = MappingProxyType(
    {"record": pl.UInt32(), "name": pl.String(), "number": pl.Int64(), "text": pl.String()}
)
ENUMERATIONS: Mapping[str, pl.DataType] = MappingProxyType(
    {
        "record": pl.UInt32(),
        "item": pl.UInt32(),
        "total": pl.Int64(),
        "sum": pl.Int64(),
        "largest": pl.Int64(),
        "count": pl.Int64(),
        "complete": pl.Int64(),
        "overlapping": pl.Int64(),
        "carried": pl.Int64(),
        "by_way": pl.Int64(),
    }
)
RATES: Mapping[str, pl.DataType] = MappingProxyType(
    {
        "record": pl.UInt32(),
        "item": pl.UInt32(),
        "part": pl.Int64(),
        "base": pl.Int64(),
        "stated": pl.Int64(),
        "scale": pl.Int64(),  # 100 × 10^digits: stated/scale is the ratio
        "growth": pl.Int64(),  # 1 a ratio to the year before (the part is what it grew by), 2 a comparison without one
        "change": pl.Int64(),  # by how much it grew, as stated, 0 where that is not stated
        "quoted": pl.Int64(),  # the figure of the year before as this report quotes it, 0 where it quotes none
        "reported": pl.Int64(),  # and as that year's own report has it
        "base_alone": pl.Int64(),  # 1 where a percentage is printed with its base and without its part
    }
)


# What the report of a record that was published first had in its table, where another was published since.
FIRST: Mapping[str, pl.DataType] = MappingProxyType(
    {
        "record": pl.UInt32(),
        "submission": pl.String(),  # the path of that report
        "indicator": WORD,
        "member": WORD,
        "stored": pl.Int64(),
        "reading": WORD,
    }
)
# Where each figure stands in its report's text: `start` to `end` of `length` characters.
ORIGINS: Mapping[str, pl.DataType] = MappingProxyType(
    {
        "record": pl.UInt32(),
        "fact": pl.UInt32(),
        "raw": pl.String(),
        "start": pl.Int64(),
        "end": pl.Int64(),
        "length": pl.Int64(),
    }
)
UNITS: Mapping[str, pl.DataType] = MappingProxyType(
    {
        "unit": pl.String(),
        "parent": pl.String(),
        "level": pl.String(),
        "region": pl.String(),
        "kind": pl.String(),
        "first": pl.Int64(),  # the ordinal of its first day, null where it was always there
        "last": pl.Int64(),
        "predecessor": pl.String(),
    }
)
# The units and years of which a report was handed in that cannot be read.
UNREAD: Mapping[str, pl.DataType] = MappingProxyType({"unit": pl.String(), "year": pl.Int32()})


# A table that may be in memory, or in a file that is read anew by each query: its `lazy()` can be asked in both cases.
Rows: TypeAlias = pl.DataFrame | pl.LazyFrame


class FactTable(Struct, frozen=True, eq=False):
    """The tables of one run. Never changed once made.

    `units` is the registry of those that are to report, `unread` has those whose report cannot be read, each once;
    `first` has the figures of reports that another took the place of. `place` holds the files of the tables that are
    too large for memory.
    """

    records: pl.DataFrame
    figures: Rows
    attributes: Rows
    enumerations: pl.DataFrame
    rates: pl.DataFrame
    units: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=dict(UNITS)))
    unread: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=dict(UNREAD)))
    first: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=dict(FIRST)))
    place: Scratch | None = None


def no_facts() -> FactTable:
    """The tables without a row."""
    frames = [pl.DataFrame(schema=dict(each)) for each in (RECORDS, FIGURES, ATTRIBUTES, ENUMERATIONS, RATES)]
    return FactTable(frames[0], frames[1], frames[2], frames[3], frames[4])


def write_parquet(
    frames: Iterable[pl.DataFrame], columns: Mapping[str, pl.DataType], target: Path | BytesIO, group: int
) -> None:
    """Writes frames as one table, each of them gone when it is written: all of them at once grow with the reports.

    `group` rows stand together in the file, and are kept until these are there.
    """

    def given(*_: object) -> Iterator[pl.DataFrame]:
        return iter(frames)

    table = register_io_source(given, schema=pl.Schema(columns))
    table.sink_parquet(target, compression="zstd", statistics=True, row_group_size=group, engine="streaming")
