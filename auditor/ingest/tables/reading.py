"""What the reading of a document's tables gives, whichever form they have, and where in the document things stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING
from typing import TypeVar

from msgspec import Struct

from auditor.document import Origin
from auditor.ingest.dates import YEAR
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.diagnostics import Diagnostic
    from auditor.document import Attribute
    from auditor.document import Cell
    from auditor.document import Document
    from auditor.document import Fact
    from auditor.source import Span


class TableReading(Struct, frozen=True):
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


Year = Callable[[], "int | None"]
_LONGEST_CAPTION = 40
_LINES_ABOVE = 3
_PART = regex(r"\s*[一二三四五六七八九]、[^\t\d\n]{0,40}(?:情况|问题|事项|概述|概况)\s*$", re.MULTILINE)
_SENTENCE = regex("[。;,]")  # what a sentence says of another year is no title
_CAPTION = regex(r"统\s*计|附\s*[件表:]|[情况]表")
# A line that says no more than the year: 2019年度, 2019年数据(供对照).
_YEAR_ALONE = regex(r"\s*(?:19|20)\d{2}\s*(?:年度?|度)\s*(?:数据|数字|情况|报表)?\s*(?:\([^()\n]{0,20}\))?\s*:?\s*")


def year_above(folded: str, start: int, end: int, before: int | None) -> int | None:
    """The year that a table is of which begins at `end`, by the lines above it; `start` is where the last one ended.

    A short line right above that is no sentence names it, or a caption further up. Without one it is that of the table
    `before`, unless a part of the report begins between them.
    """
    near = True
    for number, line in enumerate(reversed(folded[start:end].rstrip().split("\n"))):
        if _PART.match(line):
            return None
        near = near and number < _LINES_ABOVE and len(line) <= _LONGEST_CAPTION and not _SENTENCE.search(line)
        match = YEAR.search(line) if len(line) <= _LONGEST_CAPTION else None
        if match and (near or _is_caption(line)):
            return int(match["year"])
    return before


def _is_caption(line: str) -> bool:
    return _CAPTION.search(line) is not None or _YEAR_ALONE.fullmatch(line) is not None


def years_within(folded: str, start: int, end: int) -> tuple[tuple[int, int | None], ...]:
    """Where captions and headings of parts stand within a stretch of the text, each with the year that it names."""
    marks: dict[int, int | None] = {match.start(): None for match in _PART.finditer(folded, start, end)}
    for match in YEAR.finditer(folded, start, end):
        first = max(start, folded.rfind("\n", start, match.start()) + 1)
        line = folded[first:end].partition("\n")[0].strip()
        if len(line) <= _LONGEST_CAPTION and _is_caption(line):
            marks[match.start()] = int(match["year"])
    return tuple(sorted(marks.items()))


_Copy = TypeVar("_Copy")


def latest(copies: Sequence[_Copy], years: Sequence[int | None]) -> _Copy:
    """The copy of a table that is the report's own: the first, unless its title names an earlier year than another's.

    The others are last year's for comparison, or of the whole place beside that of the office itself.
    """
    if years[0] is None:
        return copies[0]
    return copies[max(range(len(copies)), key=lambda at: (years[at] or 0, -at))]


def filled_in(copies: Sequence[_Copy], is_filled: Callable[[_Copy], bool]) -> list[_Copy]:
    """The copies of a table without blank ones, which were handed out to be filled in, where others are left."""
    return [copy for copy in copies if is_filled(copy)] or list(copies)


def of_own_year(parts: Sequence[_Copy], years: Sequence[int | None], year: Year | None) -> list[_Copy]:
    """The parts of tables without those whose title names another year than the report's, where others are left."""
    named = set(years) - {None}
    own = year() if year and (len(named) > 1 or None in years) and named else None
    kept = [part for part, of in zip(parts, years, strict=True) if own is None or of in {own, None}]
    return kept or list(parts)


def digits_below(folded: str, start: int, most: int) -> int:
    """How many digits follow on a table within the next `most` characters, up to the first sentence."""
    return sum(char.isdecimal() for char in folded[start : start + most].partition("。")[0])


class Places(Struct, frozen=True, dict=True):
    """The places of a document: spans become origins."""

    document: Document

    def origin(self, span: Span, table: int | None = None, row: int | None = None, column: int | None = None) -> Origin:
        """Where a span stands: its page, and its cell where the file itself marks one.

        Without a marked cell, `table` and `row` are where the reader counted it (from 1); `column` is that always.
        """
        line = self.document.source.position(span.start).line
        page = bisect_right(self.document.pages, span.start) or None
        found = self._cell_at(span)
        if found is None:
            return Origin(span, line, page, table, row, column)
        number, cell = found
        grid = self.document.grids[number]
        return Origin(span, line, page or grid.page, number + 1, cell.row + 1, column or cell.column + 1, grid.name)

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
