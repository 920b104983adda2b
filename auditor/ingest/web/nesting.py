"""Marked-up tables, which may hold others: cells find their columns, and layout tables dissolve into their parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import NamedTuple

from auditor.ingest.layout import MOST_CELLS
from auditor.ingest.layout import MOST_COLUMNS
from auditor.ingest.layout import Block
from auditor.ingest.layout import Table
from auditor.ingest.layout import TooLargeError
from auditor.ingest.layout import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

_PROSE = 600
_FORM_WIDTH = 3


# What a cell holds: a text in one line, or blocks, tables among them.
Content = str | Sequence[Block]
# A cell as markup gives it: what it holds and how far it reaches, its column still to be found.
Inside = tuple[Content, int, int]


class Placed(NamedTuple):
    """A cell with its place in the table; a plain tuple of the same does as well."""

    row: int
    column: int
    blocks: Sequence[Block]
    rows: int = 1
    columns: int = 1


_Placed = tuple[int, int, Content, int, int]


def place(rows: Sequence[Sequence[Inside]]) -> list[_Placed]:
    """The cells of marked-up rows at their true columns, around the cells that reach down from rows above."""
    placed: list[_Placed] = []
    reach: dict[int, int] = {}
    covered = 0
    for number, row in enumerate(rows):
        column = 0
        for content, down, aside in row:
            while reach and reach.get(column, 0) > number:
                column += 1
            if aside == down == 1:
                covered += 1
                placed.append((number, column, content, 1, 1))
                column += 1
            else:
                height = max(1, min(down, len(rows) - number))
                width = _free_width(reach, number, column, min(aside, MOST_COLUMNS))
                covered += width * height
                placed.append((number, column, content, height, width))
                if height > 1:
                    reach.update(dict.fromkeys(range(column, column + width), number + height))
                column += width
            if covered > 4 * MOST_CELLS or column > 2 * MOST_COLUMNS:
                what = "cells"
                raise TooLargeError(what, MOST_CELLS)
    return placed


def _free_width(reach: Mapping[int, int], row: int, column: int, width: int) -> int:
    return next((step for step in range(1, width) if reach.get(column + step, 0) > row), max(1, width))


def settle(cells: Sequence[_Placed]) -> list[Block]:
    """What a table comes to: itself with the tables in its cells behind it, or, if it only lays out, its parts."""
    texts = [content if isinstance(content, str) else _own_text(content) for _, _, content, _, _ in cells]
    within = [content for _, _, content, _, _ in cells if not isinstance(content, str)]
    inner = [block for blocks in within for block in blocks if isinstance(block, Table)]
    if _only_lays_out(cells, texts, nested=bool(inner)):
        return _blocks(cells)
    slots = [(row, column, text, down, aside) for (row, column, _, down, aside), text in zip(cells, texts, strict=True)]
    return [Table(slots), *inner]


def _blocks(cells: Sequence[_Placed]) -> list[Block]:
    """All that cells hold."""
    return [
        block
        for _, _, content, _, _ in cells
        if content
        for block in ((content,) if isinstance(content, str) else content)
    ]


def _own_text(content: Sequence[Block]) -> str:
    """The text of a cell in one line, without the tables in it."""
    return one_line("\n".join(block for block in content if isinstance(block, str)))


def _only_lays_out(cells: Sequence[_Placed], texts: Sequence[str], *, nested: bool) -> bool:
    """Whether a table only arranges a page: one column, or prose, or tables with hardly a row around them."""
    filled = [(cell[0], cell[1]) for cell, text in zip(cells, texts, strict=True) if text]
    widest = max((column for _, column in filled), default=0) + 1
    if widest == 1:
        return len({cell[1] for cell in cells}) == 1 or nested
    if widest < _FORM_WIDTH and any(len(text) >= _PROSE for text in texts):
        return True
    if not nested:
        return False
    counts = Counter(row for row, _ in filled)
    return sum(count > 1 for count in counts.values()) < 2  # noqa: PLR2004 - one row of two may be a bar of links
