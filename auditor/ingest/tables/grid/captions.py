"""Marked tables of which each stands under its own name: the head over all of its columns is the line above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.tables.grid.matrix import Matrix
from auditor.ingest.tables.grid.matrix import Place
from auditor.ingest.tables.grid.matrix import Role
from auditor.ingest.tables.headings import Axis
from auditor.patterns import regex
from auditor.source import fold

if TYPE_CHECKING:
    from auditor.document import Document
    from auditor.document import Grid
    from auditor.ingest.tables.headings import Lexicon

_LONGEST = 30
_NUMBER = regex(r"^\(?\d{1,2}[.、)]")
_SENTENCE = regex(r"[。;,\d\t]")


def under_caption(matrix: Matrix, grid: Grid, document: Document, lexicon: Lexicon) -> Matrix:
    """The matrix under the head that the line above the table names, where it has heads below such a one and none."""
    kinds = {heading.axis for row in matrix.rows for place in row for heading in place.headings}
    if Axis.LEAF not in kinds or Axis.GROUP in kinds:
        return matrix
    line = _line_above(document.source.text, grid)
    is_caption = len(line) <= _LONGEST and not _SENTENCE.search(line)
    headings = tuple(each for each in lexicon.headings(line) if each.axis is Axis.GROUP) if is_caption else ()
    if not headings:
        return matrix
    number = next(place.grid for row in matrix.rows for place in row if place.cell is not None)
    head = Place(None, number, Role.HEADING, headings)
    return Matrix(((head,) * matrix.width, *matrix.rows), matrix.transposed)


def _line_above(text: str, grid: Grid) -> str:
    above = text[: min(cell.span.start for cell in grid.cells)].rstrip()
    return _NUMBER.sub("", fold(above[above.rfind("\n") + 1 :]).strip())
