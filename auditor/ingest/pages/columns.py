"""Running text in reading order, where it stands in one column and where in two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.ingest.pages.lines import told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.pages.lines import Line

_GUTTER_LINES = 5
_COLUMN_TEXT = 8


class Row(Struct, frozen=True):
    """A line of running text within the sides of its column."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    left: float
    right: float

    @property
    def size(self) -> float:
        """The height of the type."""
        return self.y1 - self.y0


def line_text(line: Line) -> str:
    """The pieces of a line, blanks between."""
    return told(" ".join(piece.text for piece in line))


def in_columns(lines: Sequence[Line], width: float, sides: tuple[float, float]) -> Iterator[Row]:
    """Lines in reading order: where two columns of text stand beside each other, the left one first."""
    gutter = _gutter(lines, width)
    if gutter is None:
        yield from (_row(line, sides) for line in lines)
        return
    run: list[Line] = []
    for line in lines:
        if _crosses(line, gutter):
            yield from _two(run, gutter)
            run = []
            yield _row(line, sides)
        else:
            run.append(line)
    yield from _two(run, gutter)


def _row(line: Line, sides: tuple[float, float]) -> Row:
    y0, y1 = min(piece.y0 for piece in line), max(piece.y1 for piece in line)
    return Row(line_text(line), line[0].x0, y0, line[-1].x1, y1, *sides)


def _two(lines: Sequence[Line], gutter: float) -> Iterator[Row]:
    for is_left in (True, False):
        column = [tuple(piece for piece in line if (piece.x0 < gutter) is is_left) for line in lines]
        column = [line for line in column if line]
        if column:
            sides = (min(line[0].x0 for line in column), max(line[-1].x1 for line in column))
            yield from (_row(line, sides) for line in column)


def _gutter(lines: Sequence[Line], width: float) -> float | None:
    """Where the gap between two columns of running text lies, None if there is one column."""
    beside = [line for line in lines if len(line) == 2 and min(len(piece.text) for piece in line) >= _COLUMN_TEXT]  # noqa: PLR2004
    if len(beside) < _GUTTER_LINES:
        return None
    left, right = max(line[0].x1 for line in beside), min(line[1].x0 for line in beside)
    middle = (left + right) / 2
    if left >= right or not width / 4 < middle < 3 * width / 4:
        return None
    crossing = sum(_crosses(line, middle) for line in lines)
    return middle if crossing <= len(lines) / 3 else None


def _crosses(line: Line, gutter: float) -> bool:
    return any(piece.x0 < gutter < piece.x1 for piece in line)
