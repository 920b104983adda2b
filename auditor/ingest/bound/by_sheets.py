"""Reports of several units or years in one workbook, each on a sheet or a few of its own, are told apart.

A table that only goes on from sheet to sheet, last year's figures beside the report's own, and a cover belong to one
report: another begins where a sheet names another unit or year and has tables that there are already.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING
from typing import Generic
from typing import TypeVar

from msgspec import Struct

from auditor.ingest.identity.identify import identify
from auditor.ingest.identity.units import may_be_same
from auditor.ingest.layout import assemble
from auditor.ingest.tables.read import best_reading
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from auditor.document import Document
    from auditor.ingest.layout import Block
    from auditor.schema import Schema

# Labels that stand on two sheets, of a table that is there twice.
_FEWEST_LABELS = 8
_SHORTEST_LABEL = 4
# A sheet that shows how the form is to be filled in, with figures of nobody.
_SAMPLE = regex(r"样[例表]|示[例范]|范[例本]")
_Piece = TypeVar("_Piece")


class ReportPart(Struct, Generic[_Piece], frozen=True):
    """A part of a file that may be a report: whose it is, as far as it says so, its pieces, and which tables of a form.

    Pieces are what the part consists of: blocks of sheets, stretches of a text.
    """

    name: str
    unit: str | None
    year: int | None
    pieces: tuple[_Piece, ...]
    tables: frozenset[str] = frozenset()

    def is_other(self, other: ReportPart[_Piece]) -> bool:
        """Whether two name a unit each, and not the same, or not the same year; 某县 is another than 某县水务局.

        What a government does itself is a part of what it reports: 某县本级.
        """
        if self.unit is None or other.unit is None:
            return False
        years = {self.year, other.year} - {None}
        one, another = (unit.removesuffix("本级") for unit in (self.unit, other.unit))
        return len(years) > 1 or one[-1:] != another[-1:] or not may_be_same(one, another)

    def joined(self, after: ReportPart[_Piece]) -> ReportPart[_Piece]:
        """These pieces with those behind them; they are of whom either names."""
        first, second = (self, after) if self.unit or not after.unit else (after, self)
        pieces = (*self.pieces, *after.pieces)
        return ReportPart(self.name, first.unit, first.year or second.year, pieces, self.tables | after.tables)


def joined_parts(parts: Iterable[ReportPart[_Piece]]) -> list[ReportPart[_Piece]]:
    """The parts of one report each, in their order: one alone where not all hold the same tables."""
    reports: list[ReportPart[_Piece]] = []
    for part in parts:
        if reports and not (part.tables and reports[-1].tables and part.is_other(reports[-1])):
            reports[-1] = reports[-1].joined(part)
        else:
            reports.append(part)
    return reports if all(part.tables & reports[0].tables for part in reports) else reports[:1]


def reports_apart(document: Document, data: bytes, schema: Schema) -> tuple[Document, ...]:
    """The reports in a workbook as documents, by the names of their first sheets; itself where it is one report."""
    if not _has_twice(document):
        return (document,)
    from auditor.ingest.readers.sheet import read_apart

    apart = read_apart(data)
    own = [(name, blocks) for name, blocks in apart if not _SAMPLE.search(name)]
    parts = joined_parts(_part(name, blocks, schema) for name, blocks in own)
    if len(parts) < 2:  # noqa: PLR2004
        whole = [block for _, blocks in own for block in blocks]
        return (assemble(document.path, data, "sheet", whole) if 0 < len(own) < len(apart) else document,)
    return tuple(
        assemble(f"{document.path}/{part.name.replace('/', '／')}", data + part.name.encode(), "sheet", part.pieces)
        for part in parts
    )


def tables_of(document: Document, schema: Schema) -> frozenset[str]:
    """The codes of the tables of a form that a document holds."""
    reading = best_reading(document, schema)
    if reading is None:
        return frozenset()
    by_code = schema.forms[reading.form].by_code
    return frozenset(by_code[fact.indicator].table for fact in reading.facts)


def _has_twice(document: Document) -> bool:
    """Whether two sheets have labels in common, as those of one table."""
    labels: dict[str, set[str]] = {}
    for grid in document.grids:
        words = {cell.text for cell in grid.cells if len(cell.text) >= _SHORTEST_LABEL and not cell.text.isascii()}
        labels.setdefault(grid.name, set()).update(words)
    times = Counter(chain.from_iterable(labels.values()))
    return sum(count > 1 for count in times.values()) >= _FEWEST_LABELS


def _part(name: str, blocks: Sequence[Block], schema: Schema) -> ReportPart[Block]:
    sheet = assemble(name, b"", "sheet", blocks)
    tables = tables_of(sheet, schema)
    who = identify(sheet, schema, has_tables=bool(tables))
    return ReportPart(name, who.unit, who.year, tuple(blocks), tables)
