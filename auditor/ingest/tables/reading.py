"""What the reading of a document's tables gives, whichever form they have, and where in the document things stand."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from typing import TypeVar

from auditor.document import Origin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.diagnostics import Diagnostic
    from auditor.document import Attribute
    from auditor.document import Cell
    from auditor.document import Document
    from auditor.document import Fact
    from auditor.source import Span


@dataclass(frozen=True, slots=True)
class TableReading:
    """The tables of one form within a document.

    `spans` is the text that they take up, which is no narrative; `count` how many tables of the form there are, a
    table broken over pages being one.
    """

    form: str
    facts: tuple[Fact, ...] = ()
    spans: tuple[Span, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    count: int = 0


_Copy = TypeVar("_Copy")


def latest(copies: Sequence[_Copy], years: Sequence[int | None]) -> _Copy:
    """The copy of a table that is the report's own: the first, unless its title names an earlier year than another's.

    The others are last year's for comparison, or of the whole place beside that of the office itself.
    """
    if years[0] is None:
        return copies[0]
    return copies[max(range(len(copies)), key=lambda at: (years[at] or 0, -at))]


def digits_below(folded: str, start: int, most: int) -> int:
    """How many digits follow on a table within the next `most` characters, up to the first sentence."""
    return sum(char.isdigit() for char in folded[start : start + most].partition("。")[0])


@dataclass(frozen=True)
class Places:
    """The places of a document: spans become origins."""

    document: Document

    def origin(self, span: Span, table: int | None = None, row: int | None = None) -> Origin:
        """Where a span stands: its page, and its cell where the file itself marks one.

        Without a marked cell, `table` and `row` are where the reader counted it (from 1).
        """
        line = self.document.source.position(span.start).line
        page = bisect_right(self.document.pages, span.start) or None
        found = self._cell_at(span)
        if found is None:
            return Origin(span, line, page, table, row)
        grid, cell = found
        page = page or self.document.grids[grid].page
        return Origin(span, line, page, grid + 1, cell.row + 1, cell.column + 1)

    def _cell_at(self, span: Span) -> tuple[int, Cell] | None:
        starts, cells = self._cells
        index = bisect_right(starts, span.start) - 1
        if index < 0 or span.end > cells[index][1].span.end:
            return None
        return cells[index]

    @cached_property
    def _cells(self) -> tuple[tuple[int, ...], tuple[tuple[int, Cell], ...]]:
        grids = enumerate(self.document.grids)
        cells = sorted(
            ((number, cell) for number, grid in grids for cell in grid.cells if cell.text),
            key=lambda each: each[1].span.start,
        )
        return tuple(cell.span.start for _, cell in cells), tuple(cells)
