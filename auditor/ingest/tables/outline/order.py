"""Marked tables of a form of one column as such a form is read: label, unit, figure, and nothing between.

The text of a document is its cells row by row. Where a table lies on its side, or has columns of other figures (last
year's, shares, remarks), its cells are put into the order of reading: the cells keep their places in the table, and
the text stays as long as it was.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.ingest.tables.heading_texts import without_number
from auditor.ingest.tables.outline.labels import bare_label
from auditor.ingest.tables.outline.labels import bare_labels
from auditor.ingest.tables.tabbed import fields_of
from auditor.ingest.tables.tabbed import stretches
from auditor.ingest.tables.tabbed import without_fields
from auditor.ingest.traditional import simplify
from auditor.patterns import CHINESE
from auditor.patterns import regex
from auditor.source import Source
from auditor.source import Span
from auditor.source import fold
from auditor.source import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from auditor.document import Cell
    from auditor.document import Document
    from auditor.document import Grid
    from auditor.schema import Form

_FEWEST_LABELS = 10
_HEAD_ROWS = 4
_OTHER = regex(
    r"(?:上\s*一?\s*年|去\s*年|同\s*期|[比较]上|增\s*[减长幅]).{0,8}|.{0,6}(?:占\s*比|比\s*例)|备\s*注"
    r"|(?:指\s*标|填\s*[报表]|统\s*计|数\s*据|口\s*径)?\s*(?:说\s*明|解\s*释|释\s*义|口\s*径|要\s*求|来\s*源)"
    r"|(?:指\s*标)?\s*(?:[代编]\s*码|编\s*号)|行\s*次|(?:责任|填报|报送|承办|来源)\s*(?:单位|科室|部门|处室)"
    r"|(?:差\s*[额异值]|校\s*验|核\s*对).{0,4}"
)
# Columns for parts of the year, which are other figures where one for the whole of it is there, too.
_PART_OF_YEAR = regex(r"(?:1?\d|[一二三四五六七八九十]{1,2})月份?数?|第?[一二三四1-4]季度数?|[上下]半年数?")
_WHOLE_YEAR = regex(r"(?:全年|本年度?|年度)(?:累计|合计|总计)?数?|(?:累计|合计|总计)数?")
_YEAR = regex(rf"(?<!\d)(20\d\d)\s*年?度?{CHINESE}{{0,4}}")
# `[^\S\t]*+`: from each of many tabs in a row, all that follow would be tried.
_MAY_BE_OTHER = regex(
    rf"\t[^\S\t]*+(?:{_OTHER.pattern}|{_YEAR.pattern}|{_PART_OF_YEAR.pattern})[^\S\n]*(?:\t|$)", re.MULTILINE
)

_Line = tuple["Cell", ...]


def in_reading_order(document: Document, forms: Iterable[Form]) -> Document:
    """The document with the cells of such tables of these forms in the order of reading."""
    labels = frozenset(label for form in forms for of_row in bare_labels(form) for label in of_row)
    text, grids = document.source.text, list(document.grids)
    moved: dict[int, int] = {}
    for number, grid in enumerate(document.grids):
        lines = _lines(grid, labels) if labels else None
        if lines is not None:
            text, grids[number] = _written(text, grid, lines, moved)
    if not moved:
        return document
    pages = tuple(moved.get(page, page) for page in document.pages)
    return replace(document, source=Source(document.source.path, text), grids=tuple(grids), pages=pages)


def without_other_columns(text: str) -> str:
    """The text, of the same length, without the columns of other figures that it holds between tabs.

    They are left out only where each row has a field for every head: then it is certain which figure is under which.
    """
    if not _MAY_BE_OTHER.search(text):
        return text
    for lines in stretches(text):
        named = (_others_among(enumerate(line.split("\t"))) for _, line in lines)
        at, other = next(((at, other) for at, other in enumerate(named) if other), (0, frozenset()))
        if not other or 0 in other or len(lines) - at <= _FEWEST_LABELS:
            continue
        rows = tuple(map(fields_of, lines[at:]))
        if all(len(row) == len(rows[0]) for row in rows):
            text = without_fields(text, (row[column] for row in rows for column in other))
    return text


def _lines(grid: Grid, labels: frozenset[str]) -> list[_Line] | None:
    """The lines in which the cells are read, None where that is row by row."""
    named = [cell for cell in grid.cells if _label_in(cell.text) in labels]
    if _most(cell.row for cell in named) >= _FEWEST_LABELS:
        return _in_lines(sorted(grid.cells, key=lambda cell: (cell.column, cell.row)), across=False)
    if _most(cell.column for cell in named) < _FEWEST_LABELS:
        return None
    other = _other_columns(grid, named[0].row)
    if not other:
        return None
    own = [cell for cell in grid.cells if cell.column not in other]
    return [
        *_in_lines(own, across=True),
        *_in_lines([cell for cell in grid.cells if cell.column in other], across=True),
    ]


@remembered
def _label_in(cell: str) -> str:
    """What a cell holds without the number of its row, as labels are compared."""
    return bare_label(without_number(simplify(cell)))


def _in_lines(cells: Sequence[Cell], *, across: bool) -> list[_Line]:
    return [tuple(line) for _, line in groupby(cells, key=lambda cell: cell.row if across else cell.column)]


def _most(lines: Iterable[int]) -> int:
    """How many labels stand in the row, or in the column, that has most."""
    return max(Counter(lines).values(), default=0)


def _other_columns(grid: Grid, first: int) -> frozenset[int]:
    """The columns of other figures, by their heads above the `first` row."""
    return _others_among(
        (cell.column, cell.text) for cell in grid.cells if first - _HEAD_ROWS <= cell.row < first and cell.column
    )


def _others_among(heads: Iterable[tuple[int, str]]) -> frozenset[int]:
    """The columns whose heads name other figures than the form's, an earlier year, or a part of the year."""
    read = [(column, fold(simplify(head)).strip()) for column, head in heads]
    years = {column: int(match[1]) for column, head in read if (match := _YEAR.fullmatch(head))}
    last = max(years.values(), default=0)
    others = {column for column, head in read if _OTHER.fullmatch(head)}
    if any(_WHOLE_YEAR.fullmatch(head) for _, head in read):
        others |= {column for column, head in read if _PART_OF_YEAR.fullmatch(head)}
    return frozenset(others | {column for column, year in years.items() if year < last})


def _written(text: str, grid: Grid, lines: Sequence[_Line], moved: dict[int, int]) -> tuple[str, Grid]:
    """The text with the cells of a table in other lines, and the table with its cells at their new places."""
    start = min(cell.span.start for cell in grid.cells)
    end = max(cell.span.end for cell in grid.cells)
    at = start
    cells: list[Cell] = []
    for line in lines:
        for cell in line:
            moved[cell.span.start] = at
            cells.append(replace(cell, span=Span(at, at + len(cell.text))))
            at += len(cell.text) + 1
    shown = "\n".join("\t".join(cell.text for cell in line) for line in lines)
    return f"{text[:start]}{shown}{text[end:]}", replace(grid, cells=tuple(cells))
