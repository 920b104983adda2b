"""Rows of a word processor's table of which each cell holds a column, its lines one below another.

Each line is a row of its own. Where cells have other counts of lines, as where blanks were left out, no figure is told.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from auditor.ingest.layout import UNREAD
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.ingest.layout import Block
    from auditor.ingest.web.nesting import Placed

# With fewer lines a cell may hold a label that was broken, beside a figure whose digits were.
_FEWEST_LINES = 4
_FEWEST_FIGURES = 4
_HEADS = 2
_FIGURE = regex(r"[-+]?\d[\d,.]*\s*[^\W\d]{0,2}")
_NOTHING = regex(r"[-—–/\s]*")


def unfolded(cells: Sequence[Placed]) -> list[Placed]:
    """The cells of a table, in rows by their lines where each cell of a row holds a column; blank lines left out."""
    reach = {cell.row + down for cell in cells if cell.rows > 1 for down in range(cell.rows)}
    found: list[Placed] = []
    more = 0
    for number, group in groupby(cells, key=lambda cell: cell.row):
        row = [cell._replace(row=number + more) for cell in group]
        columns = [] if number in reach else _columns(row)
        if columns:
            found += [
                cell._replace(row=cell.row + at, blocks=[line])
                for cell, lines in zip(row, columns, strict=True)
                for at, line in enumerate(lines)
            ]
            more += len(columns[0]) - 1
        else:
            found += [cell._replace(blocks=[block for block in cell.blocks if block != ""]) for cell in row]
    return sorted(found, key=lambda cell: cell[:2]) if more else found


def _columns(row: Sequence[Placed]) -> list[Sequence[Block]]:
    """The lines of each cell of a row of columns, as many as there are labels; none where it is a row as a rule.

    Where a cell has more or fewer, it is open which figure is whose.
    """
    columns = [_without_end(cell.blocks) for cell in row]
    count = len(columns[0])
    if count < _FEWEST_LINES or not any(map(_holds_figures, columns[1:])):
        return []
    return [lines if len(lines) == count else [UNREAD] * count for lines in columns]


def _without_end(blocks: Sequence[Block]) -> Sequence[Block]:
    end = len(blocks)
    while end and blocks[end - 1] == "":
        end -= 1
    return blocks[:end]


def _holds_figures(column: Sequence[Block]) -> bool:
    """Whether a column is figures and blanks below its heads."""
    figures = [isinstance(line, str) and _FIGURE.fullmatch(line) is not None for line in column]
    others = (line for line, figure in zip(column[_HEADS:], figures[_HEADS:], strict=True) if not figure)
    blank = all(isinstance(line, str) and _NOTHING.fullmatch(line) for line in others)
    return blank and sum(figures) >= _FEWEST_FIGURES
