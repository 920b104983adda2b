"""Marked-up tables, which may hold others: cells find their columns, and layout tables dissolve into their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from auditor.ingest.layout import MOST_CELLS
from auditor.ingest.layout import MOST_COLUMNS
from auditor.ingest.layout import Block
from auditor.ingest.layout import Slot
from auditor.ingest.layout import Table
from auditor.ingest.layout import TooLargeError
from auditor.ingest.layout import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

_PROSE = 600
_FORM_WIDTH = 3


class Inside(NamedTuple):
    """A cell as markup gives it: what it holds and how far it reaches, its column still to be found."""

    blocks: Sequence[Block]
    rows: int = 1
    columns: int = 1


class Placed(NamedTuple):
    """A cell with its place in the table, holding text and perhaps tables."""

    row: int
    column: int
    blocks: Sequence[Block]
    rows: int = 1
    columns: int = 1


def place(rows: Sequence[Sequence[Inside]]) -> list[Placed]:
    """The cells of marked-up rows at their true columns, around the cells that reach down from rows above."""
    placed: list[Placed] = []
    reach: dict[int, int] = {}
    covered = 0
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while reach and reach.get(column, 0) > number:
                column += 1
            if cell.columns == cell.rows == 1:
                covered += 1
                placed.append(Placed(number, column, cell.blocks))
                column += 1
            else:
                height = max(1, min(cell.rows, len(rows) - number))
                width = _free_width(reach, number, column, min(cell.columns, MOST_COLUMNS))
                covered += width * height
                placed.append(Placed(number, column, cell.blocks, height, width))
                if height > 1:
                    reach.update(dict.fromkeys(range(column, column + width), number + height))
                column += width
            if covered > 4 * MOST_CELLS or column > 2 * MOST_COLUMNS:
                what = "cells"
                raise TooLargeError(what, MOST_CELLS)
    return placed


def _free_width(reach: Mapping[int, int], row: int, column: int, width: int) -> int:
    return next((step for step in range(1, width) if reach.get(column + step, 0) > row), max(1, width))


def settle(cells: Sequence[Placed], *, name: str = "") -> list[Block]:
    """What a table comes to: itself with the tables in its cells behind it, or, if it only lays out, its parts."""
    texts = [own_text(cell.blocks) for cell in cells]
    inner = [block for cell in cells for block in cell.blocks if isinstance(block, Table)]
    if _only_lays_out(cells, texts, nested=bool(inner)):
        return [block for cell in cells for block in cell.blocks]
    slots = tuple(
        Slot(cell.row, cell.column, text, cell.rows, cell.columns) for cell, text in zip(cells, texts, strict=True)
    )
    return [Table(slots, name=name), *inner]


def own_text(blocks: Sequence[Block]) -> str:
    """The text of a cell in one line, without the tables in it."""
    if not blocks:
        return ""
    if len(blocks) == 1 and isinstance(blocks[0], str):
        return one_line(blocks[0])
    return one_line("\n".join(block for block in blocks if isinstance(block, str)))


def _only_lays_out(cells: Sequence[Placed], texts: Iterable[str], *, nested: bool) -> bool:
    """Whether a table only arranges a page: one column, or prose, or tables with hardly a row around them."""
    filled = [(cell, text) for cell, text in zip(cells, texts, strict=True) if text]
    if not any(cell.column for cell, _ in filled):
        return len({cell.column for cell in cells}) == 1 or nested
    widest = max(cell.column for cell, _ in filled) + 1
    if widest < _FORM_WIDTH and any(len(text) >= _PROSE for _, text in filled):
        return True
    if not nested:
        return False
    counts: dict[int, int] = {}
    for cell, _ in filled:
        counts[cell.row] = counts.get(cell.row, 0) + 1
    return sum(count > 1 for count in counts.values()) < 2  # noqa: PLR2004 - one row of two may be a bar of links
