"""Rows of a table of which each cell holds the lines of several rows, or of a whole column, one below another.

Each line is a row of its own. Where cells have other counts of lines, as where blanks were left out, no figure is told.
"""

from __future__ import annotations

from itertools import groupby
from itertools import takewhile
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
# So few lines are rows where each cell has as many; two, where three cells have.
_LINES_ALIKE, _CELLS_ALIKE = 3, 3
_VALUE = regex(r"[-+]?\d[\d,.，．]*\s*[^\W\d]{0,2}|[-—–/\s]*|无")


def unfolded(cells: Sequence[Placed]) -> list[Placed]:
    """The cells of a table, in rows by their lines where each cell of a row holds several; blank lines left out.

    A table that has one row of columns has no others: what a row of it says in several lines is several rows, too.
    """
    reach = {cell.row + down for cell in cells if cell.rows > 1 for down in range(cell.rows)}
    rows = [list(group) for _, group in groupby(cells, key=lambda cell: cell.row)]
    of_columns = any(row[0].row not in reach and _holds_columns(row) for row in rows)
    found: list[Placed] = []
    more = 0
    for row in rows:
        count = 0 if row[0].row in reach else len(_without_end(row[0].blocks)) if of_columns else _lines_alike(row)
        for cell in row:
            moved = cell._replace(row=cell.row + more) if more else cell
            if count > 1:
                found += [
                    moved._replace(row=moved.row + at, blocks=[line])
                    for at, line in enumerate(_lines_of(cell.blocks, count))
                ]
            elif "" in cell.blocks:
                found.append(moved._replace(blocks=[block for block in cell.blocks if block != ""]))
            else:
                found.append(moved)
        more += max(count, 1) - 1
    return sorted(found, key=lambda cell: cell[:2])


def _holds_columns(row: Sequence[Placed]) -> bool:
    columns = [_without_end(cell.blocks) for cell in row]
    return len(columns[0]) >= _FEWEST_LINES and any(map(_holds_figures, columns[1:]))


def _lines_alike(row: Sequence[Placed]) -> int:
    """How many lines each cell of a row has that says anything, figures among them; 0 where that may be chance."""
    cells = [cell.blocks for cell in row if any(block != "" for block in cell.blocks)]
    count = max((len(_without_end(blocks)) for blocks in cells), default=0)
    is_many = count >= _LINES_ALIKE or (count == _LINES_ALIKE - 1 and len(cells) >= _CELLS_ALIKE)
    if not is_many or not all(count in (len(blocks), len(_without_end(blocks))) for blocks in cells):
        return 0
    return count if any(map(_are_mostly_figures, cells)) else 0


def _lines_of(blocks: Sequence[Block], count: int) -> Sequence[Block]:
    """The lines of a cell that has so many, or none at all; where it has others, it is open which is whose."""
    ended = _without_end(blocks)
    if not ended or count in (len(ended), len(blocks)):
        return ended if len(ended) == count else [*blocks, *[""] * count][:count]
    heads = list(takewhile(lambda line: not _is_value(line), ended[:_HEADS]))
    return [*heads, *[UNREAD] * (count - len(heads))]


def _without_end(blocks: Sequence[Block]) -> Sequence[Block]:
    end = len(blocks)
    while end and blocks[end - 1] == "":
        end -= 1
    return blocks[:end]


def _holds_figures(column: Sequence[Block]) -> bool:
    """Whether a column is figures, signs for none and blanks below its heads."""
    values = list(map(_is_value, column))
    filled = sum(value and line != "" for value, line in zip(values, column, strict=True))
    return all(values[_HEADS:]) and any(map(_is_figure, column)) and filled >= _FEWEST_FIGURES


def _are_mostly_figures(lines: Sequence[Block]) -> bool:
    """Whether lines are figures, under heads perhaps: two at least, and half of them."""
    filled = [line for line in lines if line != ""]
    figures = sum(map(_is_figure, filled))
    return figures > 1 and figures * 2 >= len(filled)


def _is_value(line: Block) -> bool:
    return isinstance(line, str) and _VALUE.fullmatch(line) is not None


def _is_figure(line: Block) -> bool:
    return _is_value(line) and any(map(str.isdecimal, str(line)))
