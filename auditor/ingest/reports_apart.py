"""Reports of several units or years in one workbook, each on a sheet or a few of its own, are told apart.

A table that only goes on from sheet to sheet, last year's figures beside the report's own, and a cover belong to one
report: another begins where a sheet names another unit or year and has tables that there are already.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.ingest.identity.identify import identify
from auditor.ingest.identity.identify import may_be_same
from auditor.ingest.layout import assemble
from auditor.ingest.tables import best_reading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from auditor.document import Document
    from auditor.ingest.layout import Block
    from auditor.schema import Schema

# Labels that stand on two sheets, of a table that is there twice.
_FEWEST_LABELS = 8
_SHORTEST_LABEL = 4


class _Part(Struct, frozen=True):
    """The sheets of one report: whose it is, as far as they say so, what they hold, and which tables of a form."""

    name: str
    unit: str | None
    year: int | None
    blocks: tuple[Block, ...]
    tables: frozenset[str] = frozenset()

    def is_other(self, other: _Part) -> bool:
        """Whether two name a unit each, and not the same, or not the same year; 某县 is another than 某县水务局."""
        if self.unit is None or other.unit is None:
            return False
        years = {self.year, other.year} - {None}
        return len(years) > 1 or self.unit[-1] != other.unit[-1] or not may_be_same(self.unit, other.unit)

    def joined(self, after: _Part) -> _Part:
        """These sheets with those behind them; they are of whom either names."""
        first, second = (self, after) if self.unit or not after.unit else (after, self)
        blocks = (*self.blocks, *after.blocks)
        return _Part(self.name, first.unit, first.year or second.year, blocks, self.tables | after.tables)


def reports_apart(document: Document, data: bytes, schema: Schema) -> tuple[Document, ...]:
    """The reports in a workbook as documents, by the names of their first sheets; itself where it is one report."""
    if not _has_twice(document):
        return (document,)
    from auditor.ingest.readers.sheet import read_apart

    parts: list[_Part] = []
    for part in (_part(name, blocks, schema) for name, blocks in read_apart(data)):
        if parts and not (part.tables and parts[-1].tables and part.is_other(parts[-1])):
            parts[-1] = parts[-1].joined(part)
        else:
            parts.append(part)
    if len(parts) == 1 or not all(part.tables & parts[0].tables for part in parts):
        return (document,)
    return tuple(
        assemble(f"{document.path}/{part.name.replace('/', '／')}", data + part.name.encode(), "sheet", part.blocks)
        for part in parts
    )


def _has_twice(document: Document) -> bool:
    """Whether two sheets have labels in common, as those of one table."""
    labels: dict[str, set[str]] = {}
    for grid in document.grids:
        words = {cell.text for cell in grid.cells if len(cell.text) >= _SHORTEST_LABEL and not cell.text.isascii()}
        labels.setdefault(grid.name, set()).update(words)
    times = Counter(chain.from_iterable(labels.values()))
    return sum(count > 1 for count in times.values()) >= _FEWEST_LABELS


def _part(name: str, blocks: Sequence[Block], schema: Schema) -> _Part:
    sheet = assemble(name, b"", "sheet", blocks)
    reading = best_reading(sheet, schema)
    who = identify(sheet, schema, has_tables=reading is not None)
    tables: Iterable[str] = ()
    if reading is not None:
        by_code = schema.forms[reading.form].by_code
        tables = (by_code[fact.indicator].table for fact in reading.facts)
    return _Part(name, who.unit, who.year, tuple(blocks), frozenset(tables))
