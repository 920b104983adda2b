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
_VALUE = regex(r"[-+]?\d[\d,.，．]*\s*[^\W\d]{0,2}|[-—–/\s]*|无")


def unfolded(cells: Sequence[Placed]) -> list[Placed]:
    """The cells of a table, in rows by their lines where each cell of a row holds a column; blank lines left out.

    A table that has one such row has no others: what a row of it says in several lines is several rows, too.
    """
    reach = {cell.row + down for cell in cells if cell.rows > 1 for down in range(cell.rows)}
    rows = [list(group) for _, group in groupby(cells, key=lambda cell: cell.row)]
    if not any(row[0].row not in reach and _holds_columns(row) for row in rows):
        return [cell._replace(blocks=[block for block in cell.blocks if block != ""]) for cell in cells]
    found: list[Placed] = []
    more = 0
    for row in rows:
        columns = _columns(row) if row[0].row not in reach else [[*cell.blocks] for cell in row]
        parted = row[0].row not in reach and len(columns[0]) > 1
        for cell, lines in zip(row, columns, strict=True):
            moved = cell._replace(row=cell.row + more)
            if parted:
                found += [moved._replace(row=moved.row + at, blocks=[line]) for at, line in enumerate(lines)]
            else:
                found.append(moved._replace(blocks=[block for block in lines if block != ""]))
        more += len(columns[0]) - 1 if parted else 0
    return sorted(found, key=lambda cell: cell[:2])


def _holds_columns(row: Sequence[Placed]) -> bool:
    columns = [_without_end(cell.blocks) for cell in row]
    return len(columns[0]) >= _FEWEST_LINES and any(map(_holds_figures, columns[1:]))


def _columns(row: Sequence[Placed]) -> list[Sequence[Block]]:
    """The lines of each cell of a row, as many as there are labels; where a cell has others, they are not read."""
    columns = [_without_end(cell.blocks) for cell in row]
    count = len(columns[0])
    return [lines if len(lines) == count else [UNREAD] * count for lines in columns]


def _without_end(blocks: Sequence[Block]) -> Sequence[Block]:
    end = len(blocks)
    while end and blocks[end - 1] == "":
        end -= 1
    return blocks[:end]


def _holds_figures(column: Sequence[Block]) -> bool:
    """Whether a column is figures, signs for none and blanks below its heads."""
    values = [isinstance(line, str) and _VALUE.fullmatch(line) is not None for line in column]
    filled = sum(value and line != "" for value, line in zip(values, column, strict=True))
    has_figure = any(value and any(map(str.isdecimal, str(line))) for value, line in zip(values, column, strict=True))
    return all(values[_HEADS:]) and has_figure and filled >= _FEWEST_FIGURES
