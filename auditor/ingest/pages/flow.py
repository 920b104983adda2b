"""Pages become blocks: what repeats at their edges is dropped, lines become paragraphs, tables go on over pages."""

from __future__ import annotations

import math
import re
import time
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.ingest.layout import Block
from auditor.ingest.layout import PageBreak
from auditor.ingest.layout import Paragraph
from auditor.ingest.layout import Picture
from auditor.ingest.layout import join_lines
from auditor.ingest.pages.columns import Row
from auditor.ingest.pages.columns import in_columns
from auditor.ingest.pages.columns import line_text
from auditor.ingest.pages.lines import cell_text
from auditor.ingest.pages.lines import is_full
from auditor.ingest.pages.lines import make_lines
from auditor.ingest.pages.page import Turned
from auditor.ingest.pages.sheets import pages_on
from auditor.ingest.pages.tables.frames import Frame
from auditor.ingest.pages.tables.frames import find_frames
from auditor.ingest.pages.tables.out_of_turn import with_doubts
from auditor.ingest.pages.tables.placing import place_glyphs
from auditor.ingest.pages.tables.printed import NUMBERED
from auditor.ingest.pages.tables.printed import PrintedCell
from auditor.ingest.pages.tables.printed import PrintedTable
from auditor.ingest.pages.tables.printed import join_tables
from auditor.ingest.pages.tables.printed import without_gaps
from auditor.ingest.pages.tables.spreadsheet_heads import without_spreadsheet_heads
from auditor.ingest.pages.tables.unruled import find_unruled
from auditor.ingest.pages.tables.unwalled import cells_without_walls
from auditor.ingest.refusals import TooSlowError
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.pages.lines import Line
    from auditor.ingest.pages.page import Glyph
    from auditor.ingest.pages.page import Page
    from auditor.ingest.pages.tables.placing import Places
    from auditor.ingest.pages.tables.unwalled import Part

_NUMBER = regex(r"[-—–·•\s]{0,6}第?\s?\d{1,4}\s?页?(?:\s?(?:[/,，]\s?共?|共)\s?\d{1,4}\s?页?)?[-—–·•\s]{0,6}")
# More figures than any cell of a form holds.
_STACKED = regex(
    r"(?<!\d)[-+]?\d[\d.,]*(?: [-+]?\d[\d.,]*){4,}(?!\S)"
    r"|^(?:(?:[-+]?\d[\d.,]*|[-—]{1,2})(?:(?:(?![年月日])[㐀-鿿]){1,2}\s?|\s|$)){5,}$"
)
_FIGURE = regex(r"\d[\d.,]*")
_EDGE = 0.13
_FULL = 2.2
_INDENT = 1.0
_SIZES = 1.25
_SPACED = 2.0
_NARROWEST = 12
_PICTURE = 0.05

Item = Row | PrintedTable


def flow(pages: Sequence[Page], deadline: float = math.inf) -> list[Block]:
    """The paragraphs and tables of all pages in reading order, with the places where pages begin."""
    laid: list[_Laid] = []
    parts: list[Page] = []
    numbers: list[int] = []
    for number, printed in enumerate(pages, 1):
        if time.monotonic() > deadline:
            raise TooSlowError
        frames = find_frames(printed.across, printed.down)
        sheet = without_spreadsheet_heads(printed, frames)
        if sheet is not printed:
            frames = find_frames(sheet.across, sheet.down)
        for page in pages_on(sheet, frames):
            own = frames if page is sheet else find_frames(page.across, page.down)
            laid.append(_lay(page, own, number))
            parts.append(page)
            numbers.append(number)
    bodies = _without_edges(laid, parts)
    sides = _sides(bodies)
    items_of: list[list[list[Item]]] = [[] for _ in pages]
    items: list[Item] = []
    for body, page, number in zip(bodies, parts, numbers, strict=True):
        above = items
        items = _items(body, number, page, sides, _aligned_end(above))
        if above and not _begins_anew(items):
            above[-1] = _with_open_end(above[-1])
        items_of[number - 1].append(items)
    return _blocks(items_of, pages)


class _Laid(Struct, frozen=True):
    """A page with its ruled tables and the lines beside them, each with where it begins."""

    tables: tuple[tuple[float, PrintedTable], ...]
    lines: tuple[Line, ...]


def _lay(page: Page, frames: Sequence[Frame], number: int) -> _Laid:
    if not frames:
        return _Laid((), make_lines(with_doubts(page.glyphs, page.fields)))
    inside, outside = place_glyphs(page, frames)
    tables = [_printed(frame, places, number) for frame, places in zip(frames, inside, strict=True)]
    stacked = [_is_stacked(table) for table in tables]
    if any(stacked):
        return _lay(page, [frame for frame, is_one in zip(frames, stacked, strict=True) if not is_one], number)
    held = ((frame.ys[0], table) for frame, table, places in zip(frames, tables, inside, strict=True) if places)
    return _Laid(tuple(held), make_lines(with_doubts(outside, page.fields)))


def _is_stacked(table: PrintedTable) -> bool:
    """Whether most figures of a table stand in cells with many others: there are no lines between its rows."""
    texts = [cell.text for cell in table.cells]
    stacks = sum(len(_FIGURE.findall(text)) for text in texts if _STACKED.search(text))
    return stacks > sum(text.isdecimal() for text in texts)


def _printed(frame: Frame, places: Places, number: int) -> PrintedTable:
    cells = []
    full = set()
    rows = len(frame.ys) - 1
    for top, left, bottom, right in frame.regions:
        parts: Sequence[Part]
        if right == left + 1:
            parts = ((left, right, _standing(places, top, bottom, left)),)
        else:
            columns = [_standing(places, top, bottom, column) for column in range(left, right)]
            parts = cells_without_walls(columns, left)
        for start, end, glyphs in parts:
            width = frame.xs[end] - frame.xs[start]
            cells.append(PrintedCell(top, start, bottom, end, cell_text(glyphs, width) if glyphs else ""))
            if bottom == rows and glyphs and is_full(glyphs, width):
                full.add((start, end))
    turned = sum(isinstance(glyphs[0], Turned) for glyphs in places.values())
    ruled = 2 * turned <= len(places)  # of a table that is turned on its page, what seems blank need not be
    table = PrintedTable(number, frame.xs, rows, tuple(cells), frame.open_bottom, ruled=ruled, full=frozenset(full))
    return without_gaps(table)


def _standing(places: Places, top: int, bottom: int, column: int) -> Sequence[Glyph]:
    """What stands in some rows of a column of lines."""
    if bottom == top + 1:
        return places.get((top, column), ())
    return [glyph for row in range(top, bottom) for glyph in places.get((row, column), ())]


def _without_edges(laid: Sequence[_Laid], pages: Sequence[Page]) -> list[_Laid]:
    """The pages without page numbers and without what stands at the same edge of several pages."""
    edges = [_edge_lines(page_laid.lines, page.height) for page_laid, page in zip(laid, pages, strict=True)]
    repeated = Counter(mark for marks in edges for mark in {_mark(line) for line in marks})
    least = max(2, len(pages) // 3)

    bodies = []
    for one, marks in zip(laid, edges, strict=True):
        outermost = {one.lines[0], one.lines[-1]} if one.lines else set()
        dropped = {line for line in marks if repeated[_mark(line)] >= least}
        dropped |= {line for line in outermost.intersection(marks) if _NUMBER.fullmatch(line_text(line))}
        bodies.append(_Laid(one.tables, tuple(line for line in one.lines if line not in dropped)))
    return bodies


def _edge_lines(lines: Sequence[Line], height: float) -> tuple[Line, ...]:
    return tuple(line for line in lines if line[0].y1 < _EDGE * height or line[0].y0 > (1 - _EDGE) * height)


def _mark(line: Line) -> tuple[str, int]:
    """What a line says but for its numbers, and about where."""
    return re.sub(r"\d+", "#", line_text(line)), round(line[0].y0 / 8)


def _sides(laid: Sequence[_Laid]) -> tuple[float, float]:
    """Between which sides the running text stands: where most of its long lines begin and end."""
    lines = [(line[0].x0, line[-1].x1) for page in laid for line in page.lines]
    widest = max((x1 - x0 for x0, x1 in lines), default=0.0)
    if widest <= 0:
        return (0.0, 0.0)
    long = [(x0, x1) for x0, x1 in lines if x1 - x0 > widest / 2]
    starts, ends = sorted(x0 for x0, _ in long), sorted(x1 for _, x1 in long)
    return starts[len(starts) // 10], ends[-1 - len(ends) // 10]


def _aligned_end(items: Sequence[Item]) -> PrintedTable | None:
    """The table without lines with which a page ends, if all its places are certain."""
    last = items[-1] if items else None
    return last if isinstance(last, PrintedTable) and last.labels else None


def _begins_anew(items: Sequence[Item]) -> bool:
    """Whether a page begins with a row or a heading of its own, not with the rest of what the page before ends with."""
    first = items[0] if items else None
    if isinstance(first, PrintedTable):
        return first.labels > 0
    return first is None or NUMBERED.match(first.text) is not None


def _with_open_end(item: Item) -> Item:
    """A table whose last row may go on on the next page in a way that was not understood; anything else as it is."""
    return replace(item, ruled=False) if isinstance(item, PrintedTable) and item.labels else item


def _items(body: _Laid, number: int, page: Page, sides: tuple[float, float], above: PrintedTable | None) -> list[Item]:
    """A page's paragraphs' lines and tables from the top, columns one after the other; `above` may go on in it."""
    tops = sorted(body.tables, key=lambda table: table[0])
    items: list[Item] = []
    rest = list(body.lines)
    for top, table in tops:
        before = [line for line in rest if line[0].y0 < top]
        rest = rest[len(before) :]
        items.extend(_band(before, number, page, sides, above if not items else None))
        items.append(table)
    items.extend(_band(rest, number, page, sides, above if not items else None))
    return items


def _band(
    lines: Sequence[Line], number: int, page: Page, sides: tuple[float, float], above: PrintedTable | None
) -> Iterator[Item]:
    """The lines between two ruled tables: running text, columns, and tables without rules."""
    at = 0
    for stretch in find_unruled(lines, number, max(1.0, sides[1] - sides[0]), page.signs, above):
        yield from in_columns(lines[at : stretch.start], page.width, sides)
        yield stretch.table
        at = stretch.end
    yield from in_columns(lines[at:], page.width, sides)


def _blocks(items_of: Sequence[Sequence[Sequence[Item]]], sheets: Sequence[Page]) -> list[Block]:
    """The items of all pages on all sheets as blocks; what a page's end cut in two is put together."""
    joining = _Joining()
    for on_it, sheet in zip(items_of, sheets, strict=True):
        full = [items for items in on_it if items]
        if not full:
            joining.end()
            joining.blocks.append(PageBreak())
        for at, items in enumerate(full):
            joining.add_page(items, begins=at == 0)
        if sheet.images > _PICTURE:
            joining.end()
            joining.blocks.append(Picture())
    joining.end()
    return joining.blocks


class _Joining:
    """The blocks so far, with the paragraph or the table that may still go on."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._rows: list[Row] = []
        self._starts: set[int] = set()
        self._table: PrintedTable | None = None

    def add_page(self, items: Sequence[Item], *, begins: bool) -> None:
        """Add what stands on a page, with which a sheet may begin."""
        for index, item in enumerate(items):
            if isinstance(item, PrintedTable):
                self.add_table(item, is_first=index == 0, begins=begins)
            else:
                self.add_row(item, is_first=index == 0, begins=begins)

    def add_table(self, table: PrintedTable, *, is_first: bool, begins: bool) -> None:
        """Add a table, which may be the rest of the one that ended the page before."""
        joined = join_tables(self._table, table) if self._table is not None and is_first else None
        if joined is None or self._table is None or joined.breaks == self._table.breaks:
            self.end()
            if is_first and begins:
                self.blocks.append(PageBreak())
        elif not begins:
            joined = replace(joined, breaks=self._table.breaks)
        self._table = joined or table

    def add_row(self, row: Row, *, is_first: bool, begins: bool) -> None:
        """Add a line of running text."""
        if self._table is not None or (self._rows and not _goes_on(self._rows[-1], row, over_page=is_first)):
            self.end()
        if is_first and begins:
            self._starts.add(len(self._rows))
        self._rows.append(row)

    def end(self) -> None:
        """Close what is open."""
        if self._rows:
            self.blocks.append(_paragraph(self._rows, self._starts))
            self._rows, self._starts = [], set()
        if self._table is not None:
            self.blocks.append(self._table.as_block())
            self._table = None


def _paragraph(rows: Sequence[Row], starts: set[int]) -> Paragraph:
    """Lines as one paragraph, with the places in it at which pages begin."""
    text = ""
    breaks: list[int] = []
    for index, row in enumerate(rows):
        joined = join_lines([text, row.text]) if text else row.text
        if index in starts:
            breaks.append(len(joined) - len(row.text))
        text = joined
    return Paragraph(text, tuple(breaks))


def _goes_on(above: Row, below: Row, *, over_page: bool) -> bool:
    """Whether a line goes on with the paragraph of the line above."""
    size = max(above.size, below.size)
    if size > _SIZES * min(above.size, below.size):
        return False
    if above.right - above.left < _NARROWEST * size:
        return False
    if above.right - above.x1 > _FULL * size or below.x0 - below.left > _INDENT * size:
        return False
    new_column = below.y0 < above.y0
    return over_page or new_column or below.y0 - above.y1 < _SPACED * size
