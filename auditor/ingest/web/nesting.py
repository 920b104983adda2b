"""Marked-up tables, which may hold others: cells find their columns, and layout tables dissolve into their parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import cast

from auditor.ingest.layout import MOST_CELLS
from auditor.ingest.layout import MOST_COLUMNS
from auditor.ingest.layout import UNREAD
from auditor.ingest.layout import Block
from auditor.ingest.layout import Picture
from auditor.ingest.layout import Table
from auditor.ingest.layout import TooLargeError
from auditor.ingest.layout import one_line
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.ingest.rows import AnySlot

_FIGURE = regex(r"[-+]?\d[\d,. ]{0,30}[^\W\d]{0,2}")
_PROSE = 600
_FORM_WIDTH = 3
_MOST_COVERED, _MOST_WIDTH = 4 * MOST_CELLS, 2 * MOST_COLUMNS


# What a cell holds: a text in one line, or blocks, tables among them.
Content = str | Sequence[Block]
# A cell as markup gives it: what it holds, and how many rows and columns it covers; its column is still to be found.
Inside = tuple[Content, tuple[int, int]]
ALONE = (1, 1)


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
        for content, extent in row:
            while reach and reach.get(column, 0) > number:
                column += 1
            if extent is ALONE:
                placed.append((number, column, content, 1, 1))
                column += 1
                continue
            height = max(1, min(extent[0], len(rows) - number))
            width = _free_width(reach, number, column, min(extent[1], MOST_COLUMNS))
            if height > 1:
                reach.update(dict.fromkeys(range(column, column + width), number + height))
            placed.append((number, column, content, height, width))
            covered += width * height
            column += width
            _check_size(covered, column)
        covered += len(row)
        _check_size(covered, column)
    return placed


def as_placed(cells: Sequence[_Placed]) -> list[Placed]:
    """Cells whose texts in one line are blocks, as others are."""
    return [
        Placed(row, column, ([content] if content else []) if isinstance(content, str) else content, rows, columns)
        for row, column, content, rows, columns in cells
    ]


def _check_size(covered: int, column: int) -> None:
    if covered > _MOST_COVERED or column > _MOST_WIDTH:
        what = "cells"
        raise TooLargeError(what, MOST_CELLS)


def _free_width(reach: Mapping[int, int], row: int, column: int, width: int) -> int:
    return next((step for step in range(1, width) if reach.get(column + step, 0) > row), max(1, width))


def settle(cells: Sequence[_Placed]) -> list[Block]:
    """What a table comes to: itself with the tables in its cells behind it, or, if it only lays out, its parts."""
    if all(isinstance(content, str) for _, _, content, _, _ in cells):  # as in most tables
        texts = cast("Sequence[AnySlot]", cells)
        return _blocks(cells) if _only_lays_out(texts, nested=False) else [Table(texts)]
    cells = [part for cell in cells for part in _columns_within(cell)]
    within = [content for _, _, content, _, _ in cells if not isinstance(content, str)]
    inner = [block for blocks in within for block in blocks if isinstance(block, Table)]
    slots = [
        (row, column, content if isinstance(content, str) else _own_text(content), down, aside)
        for row, column, content, down, aside in cells
    ]
    if _only_lays_out(slots, nested=bool(inner)):
        return _blocks(cells)
    if inner or any(isinstance(block, Picture) for blocks in within for block in blocks):
        slots = [
            (row, column, _with_unread(text, content), down, aside)
            for (row, column, text, down, aside), (_, _, content, _, _) in zip(slots, cells, strict=True)
        ]
    return [Table(slots), *inner]


def _columns_within(cell: _Placed) -> Sequence[_Placed]:
    """A cell as the columns that it covers, where a table of one row within gives each of them a cell of its own."""
    row, column, content, rows, columns = cell
    if columns == 1 or isinstance(content, str) or len(content) != 1 or not isinstance(content[0], Table):
        return (cell,)
    parts = sorted(content[0].slots)
    if [(below, aside, width) for below, aside, _, _, width in parts] != [(0, at, 1) for at in range(columns)]:
        return (cell,)
    return [(row, column + aside, text, rows, 1) for _, aside, text, _, _ in parts]


def _with_unread(text: str, content: Content) -> str:
    """The text of a cell, with a sign for what cannot be read: a picture, or a table within that may be its figure.

    Beside words a picture is a sign of its own.
    """
    if isinstance(content, str) or not any(isinstance(block, (Picture, Table)) for block in content):
        return text
    if not text:
        return UNREAD
    is_part = _FIGURE.fullmatch(text) and any(isinstance(block, Picture) for block in content)
    return text + UNREAD if is_part else text


def _blocks(cells: Sequence[_Placed]) -> list[Block]:
    """All that cells hold."""
    return [
        block
        for _, _, content, _, _ in cells
        if content
        for block in ((content,) if isinstance(content, str) else content)
        if block and (not isinstance(block, Picture) or block.is_large)
    ]


def _own_text(content: Sequence[Block]) -> str:
    """The text of a cell in one line, without the tables in it."""
    return one_line("\n".join(block for block in content if isinstance(block, str)))


def _only_lays_out(slots: Sequence[AnySlot], *, nested: bool) -> bool:
    """Whether a table only arranges a page: one column, or prose, or tables with hardly a row around them."""
    widest = max([column for _, column, text, _, _ in slots if text], default=0) + 1
    if widest == 1:
        return len({column for _, column, _, _, _ in slots}) == 1 or nested
    if widest < _FORM_WIDTH and any(len(text) >= _PROSE for _, _, text, _, _ in slots):
        return True
    if not nested:
        return False
    counts = Counter(row for row, _, text, _, _ in slots if text)
    return sum(count > 1 for count in counts.values()) < 2  # noqa: PLR2004 - one row of two may be a bar of links
