"""Tables beside each other in one grid of cells, as two reports on one sheet are, become grids of their own."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.ingest.bound.heads import labels_again
from auditor.ingest.layout import Slot
from auditor.ingest.layout import Table
from auditor.ingest.layout import assemble
from auditor.source import Source
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.document import Cell
    from auditor.document import Document
    from auditor.document import Grid

# What is a text of its cells' texts; elsewhere cells stand within lines that cannot be set otherwise.
_FORMATS = frozenset({"csv", "docx", "html", "sheet"})
# Labels that stand again beside themselves, as far apart each time; shorter ones stand twice in one table, too.
_FEWEST_LABELS, _SHORTEST_LABEL = 8, 6
# How much lower one of two tables may begin, and how many times a label is looked at.
_ROWS_APART, _MOST_TIMES = 3, 60
# In parts of the long labels of the left table: how many the one beside it has, too.
_MOSTLY = 0.8


def tables_apart(document: Document) -> Document:
    """The document with tables that stand beside each other below each other; itself where none do."""
    if document.format not in _FORMATS or not labels_again(document.source.text):
        return document
    for at in reversed(range(len(document.grids))):
        bands = _bands(document.grids[at])
        if len(bands) > 1:
            document = _set_below(document, at, bands)
    return document


def _bands(grid: Grid) -> Sequence[Sequence[Cell]]:
    """The cells of each table that stands in a grid, from the left on."""
    labels: dict[str, list[Cell]] = {}
    for cell in grid.cells:
        if len(cell.text) >= _SHORTEST_LABEL and not cell.text.isascii():
            labels.setdefault(cell.text, []).append(cell)
    pairs = [pair for cells in labels.values() for pair in permutations(cells[:_MOST_TIMES], 2) if _are_beside(*pair)]
    apart = Counter((other.column - one.column, other.row - one.row) for one, other in pairs)
    way = max(apart, key=lambda each: (apart[each], -each[0], -abs(each[1])), default=(0, 0))
    again = [one for one, other in pairs if (other.column - one.column, other.row - one.row) == way]
    if len(again) < _FEWEST_LABELS:
        return ()
    first, step = min(cell.column for cell in again), way[0]
    left = sum(cell.column < first + step for cells in labels.values() for cell in cells)
    if sum(cell.column < first + step for cell in again) < _MOSTLY * left:
        return ()
    bands: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        bands.setdefault(max(0, cell.column - first) // step, []).append(cell)
    return [bands[at] for at in sorted(bands)]


def _are_beside(one: Cell, other: Cell) -> bool:
    return one.column < other.column and abs(one.row - other.row) <= _ROWS_APART


def _set_below(document: Document, at: int, bands: Sequence[Sequence[Cell]]) -> Document:
    """The document with the tables of a grid below each other in its place."""
    grid = document.grids[at]
    tables = [
        Table(
            [Slot(cell.row, cell.column, cell.text, cell.rows, cell.columns) for cell in band],
            grid.page,
            grid.name,
            ruled=grid.ruled,
        )
        for band in bands
    ]
    apart = assemble(document.path, b"", document.format, tables)
    text, start, end = document.source.text, grid.cells[0].span.start, grid.cells[-1].span.end + 1
    by = len(apart.source.text) - (end - start)
    return replace(
        document,
        source=Source(document.path, text[:start] + apart.source.text + text[end:]),
        grids=(
            *document.grids[:at],
            *(moved(each, start) for each in apart.grids),
            *(moved(each, by) for each in document.grids[at + 1 :]),
        ),
        pages=tuple(_moved_place(page, start, end, by) for page in document.pages),
        pictures=tuple(_moved_place(picture, start, end, by) for picture in document.pictures),
    )


def _moved_place(place: int, start: int, end: int, by: int) -> int:
    """A place behind the grid with what follows it, one within it at its beginning."""
    return place + by if place >= end else min(place, start)


def moved(grid: Grid, by: int) -> Grid:
    """A table whose text stands elsewhere in its document."""
    cells = tuple(replace(cell, span=Span(cell.span.start + by, cell.span.end + by)) for cell in grid.cells)
    return replace(grid, cells=cells)
