"""Marked tables of which each stands under its own name: the head over all of its columns is the line above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.tables.grid_matrix import Matrix
from auditor.ingest.tables.grid_matrix import Place
from auditor.ingest.tables.grid_matrix import Role
from auditor.ingest.tables.grid_words import Axis
from auditor.ingest.tables.grid_words import Heading
from auditor.patterns import regex
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.document import Document
    from auditor.document import Grid
    from auditor.ingest.tables.grid_words import Words

_LONGEST = 30
_BRACKET = regex(r"[(\[【]([^()\[\]【】]+)[)\]】]")
_SENTENCE = regex(r"[。;,\d\t]")


def under_caption(matrix: Matrix, grid: Grid, document: Document, words: Words) -> Matrix:
    """The matrix under the head that the line above the table names, where it has heads below such a one and none."""
    kinds = {heading.axis for row in matrix.rows for place in row for heading in place.headings}
    if Axis.LEAF not in kinds or Axis.GROUP in kinds:
        return matrix
    headings = tuple(_groups(_line_above(document.source.text, grid), words))
    if not headings:
        return matrix
    number = next(place.grid for row in matrix.rows for place in row if place.cell is not None)
    head = Place(None, number, Role.HEADING, headings)
    return Matrix(((head,) * matrix.width, *matrix.rows), matrix.transposed)


def _line_above(text: str, grid: Grid) -> str:
    above = text[: min(cell.span.start for cell in grid.cells)].rstrip()
    return fold(above[above.rfind("\n") + 1 :]).strip()


def _groups(line: str, words: Words) -> Iterator[Heading]:
    """What a short line names, and what its bracket narrows that to: 行政诉讼（复议后起诉）."""
    if len(line) > _LONGEST or _SENTENCE.search(line):
        return
    inner = _BRACKET.search(line)
    within = [each for each in words.headings(inner[1]) if each.axis is Axis.GROUP] if inner else []
    for heading in words.headings(line):
        if heading.axis is Axis.GROUP:
            narrowed = next((each.codes for each in within if each.codes < heading.codes), heading.codes)
            yield Heading(heading.table, Axis.GROUP, narrowed)
