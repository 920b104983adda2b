"""Draws tables with rows as high as their texts, with rules or without: texts stand in the middle of their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ingest.generate import printer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from tests.ingest.generate.model import Box
    from tests.ingest.generate.model import Rows
    from tests.ingest.generate.printer import SheetT

SIZE = 9.0
_PITCH = 12.0
_PADDING = 3.0
_LONG = 8
_BOTTOM = printer.HEIGHT - 60


def draw(sheets: list[SheetT], rows: Rows, top: float, widths: Sequence[float], *, ruled: bool = False) -> float:
    """Draws a table from `top` of the last page, on over further pages; gives where it ends."""
    xs = [float(printer.LEFT)]
    for width in widths:
        xs.append(xs[-1] + width)
    heights = _heights(rows, xs)
    ys: dict[int, float] = {}
    for number, height in enumerate(heights):
        if top + height > _BOTTOM:
            _write(sheets[-1], rows, xs, heights, ys, ruled=ruled)
            sheets.append(type(sheets[-1])())
            top, ys = 60.0, {}
        ys[number] = top
        top += height
    _write(sheets[-1], rows, xs, heights, ys, ruled=ruled)
    return top


def _heights(rows: Rows, xs: Sequence[float]) -> list[float]:
    heights = [
        2 * _PADDING + _PITCH * max((len(_wrapped(box, xs)) for box in line if box.rows == 1), default=1)
        for line in rows
    ]
    for box in (box for line in rows for box in line if box.rows > 1):
        lacking = len(_wrapped(box, xs)) * _PITCH + 2 * _PADDING - sum(heights[box.row : box.row + box.rows])
        heights[box.row] += max(0.0, lacking)
    return heights


def _write(  # noqa: PLR0913 - a page of a table is written in one call
    sheet: printer.Board,
    rows: Rows,
    xs: Sequence[float],
    heights: Sequence[float],
    ys: dict[int, float],
    *,
    ruled: bool,
) -> None:
    """The cells that begin in the rows of one page; one that goes on from the page before has only its outline."""
    for box in (box for line in rows for box in line):
        here = [row for row in range(box.row, box.row + box.rows) if row in ys]
        if here and ruled:
            end = ys[here[-1]] + heights[here[-1]]
            sheet.frame(xs[box.column], ys[here[0]], xs[box.column + box.columns] - xs[box.column], end - ys[here[0]])
        if box.row not in ys:
            continue
        middle = (ys[box.row] + ys[here[-1]] + heights[here[-1]]) / 2
        lines = _wrapped(box, xs)
        left, right = xs[box.column], xs[box.column + box.columns]
        for number, text in enumerate(lines):
            centred = (left + right - _width(text)) / 2
            x = left + _PADDING if len(box.text) > _LONG else centred
            sheet.write(x, middle + SIZE + _PITCH * (number - len(lines) / 2), text, SIZE)


def _wrapped(box: Box, xs: Sequence[float]) -> list[str]:
    return list(_lines(box.text, xs[box.column + box.columns] - xs[box.column] - 2 * _PADDING)) or [""]


def _lines(text: str, room: float) -> Iterator[str]:
    line = ""
    for char in text:
        if line and (char == "\n" or _width(line + char) > room):
            yield line
            line = ""
        line += char.strip("\n")
    if line:
        yield line


def _width(text: str) -> float:
    return sum(SIZE if ord(char) > 0xFF else SIZE / 2 for char in text)
