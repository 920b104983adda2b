"""Cells over which something is drawn: what they say is in doubt, and what the drawings say is part of the sheet."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from auditor.ingest.faint import in_doubt
from auditor.ingest.faint import is_figure
from auditor.ingest.layout import UNREAD
from auditor.ingest.layout import Picture
from auditor.ingest.layout import Table
from auditor.ingest.office.books.prose_rows import blocks_of
from auditor.ingest.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.layout import Block
    from auditor.ingest.office.books.drawn import Box
    from auditor.ingest.rows import Row

    _Extent = tuple[int, int]
    _Texts = list[tuple[int, list[str]]]


def cover(texts: _Texts, boxes: Iterable[Box], merged: Sequence[tuple[_Extent, _Extent]]) -> None:
    """Leaves the figures and the blanks of a table that something is drawn over in doubt, in place.

    A figure that is drawn over a blank stands there, in doubt: whether it belongs there is not written.
    """
    rows = dict(texts)
    for box in boxes:
        figure = _figure_of(box)
        for number, column in _places(box, rows, merged):
            row = rows[number]
            row.extend([""] * (column + 1 - len(row)))
            if row[column]:
                row[column] = in_doubt(row[column])
            elif _is_in_table(number, column, box, rows):
                row[column] = figure + UNREAD


def _places(box: Box, rows: dict[int, list[str]], merged: Sequence[tuple[_Extent, _Extent]]) -> set[_Extent]:
    """The places of cells that a box covers, or covers a part of; those far from anything filled are left out."""
    widest = max(map(len, rows.values()), default=0)
    down, aside = range(box.top, box.bottom), range(box.left, min(box.right, widest))
    places = {(number, column) for number in down if number in rows for column in aside}
    for (top, left), (bottom, right) in merged:
        if box.top <= bottom and top < box.bottom and box.left <= right and left < box.right and top in rows:
            inside = {(row, column) for row, column in places if top <= row <= bottom and left <= column <= right}
            places = places - inside | {(top, left)}
    return places


def _is_in_table(number: int, column: int, box: Box, rows: dict[int, list[str]]) -> bool:
    """Whether a blank place is one of a table: beside a box its row says something, above or below it its column."""
    beside = any(text for at, text in enumerate(rows[number]) if not box.left <= at < box.right)
    near = chain(_block(number, rows, -1), _block(number, rows, 1))
    return beside and any(column < len(rows[at]) and rows[at][column] for at in near if not box.top <= at < box.bottom)


def _block(number: int, rows: dict[int, list[str]], step: int) -> Iterator[int]:
    """The rows that follow each other from one on, upwards or downwards."""
    while (number := number + step) in rows:
        yield number


def blocks_around(rows: Sequence[Row], boxes: Iterable[Box], name: str) -> Iterator[Block]:
    """The rows of a sheet as tables and prose, with what is drawn over it where that stands.

    What is drawn beside rows, or over them, comes behind all of them: it parts no table.
    """
    first = rows[0].number if rows else 0
    widest = max((max(row.columns, default=0) for row in rows), default=0)
    filled = {row.number for row in rows}
    at, behind = 0, []
    for box in boxes:
        if box.top > first and (box.top in filled or box.left > widest):
            behind.append(box)
            continue
        end = next((index for index, row in enumerate(rows) if row.number > box.top), len(rows))
        end = 0 if box.top <= first else end
        yield from blocks_of(Table(Rows(rows[at:end]), name=name)) if end > at else ()
        yield from _said(box)
        at = max(at, end)
    yield from blocks_of(Table(Rows(rows[at:]), name=name)) if at < len(rows) else ()
    yield from chain.from_iterable(map(_said, behind))


def _said(box: Box) -> Iterator[Block]:
    if box.is_picture:
        yield Picture()
    if not _figure_of(box):
        yield from box.lines


def _figure_of(box: Box) -> str:
    """The figure that is all that a box says; 2018年 is none."""
    alone = box.lines[0] if len(box.lines) == 1 else ""
    return alone if is_figure(alone) and "年" not in alone else ""
