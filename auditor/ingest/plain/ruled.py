"""Tables drawn with signs in plain text, with lines between their rows: cells that go on over lines, and merged ones.

So converters write tables that their own markup cannot say, and old systems all of them. Places count as they are
seen: a Chinese character is as wide as two others.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.ingest.layout import Slot
from auditor.ingest.layout import one_line
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

_BOXES = frozenset(map(chr, range(0x2500, 0x2580)))
_UPRIGHT = frozenset("|│┃║¦\uff5c")
_LYING = frozenset("-=─━═—\uff0d")
_CROSSING = (_BOXES | {"+"}) - _UPRIGHT - _LYING
_FIGURE = regex(r"[-+]?\d[\d.,%]*")
_FEWEST_ROWS = 3
_MOST_LINES = 2_000
_MOST_WIDE = 2_000


class _Drawing(Struct, frozen=True):
    """Lines by their places; `xs` are those of the upright lines, `ys` the numbers of the lying ones."""

    lines: Sequence[Sequence[str]]
    xs: Sequence[int]
    ys: Sequence[int]

    def lies(self, y: int, column: int) -> bool:
        """Whether a line is drawn below or above a column."""
        within = self.lines[y][self.xs[column] + 1 : self.xs[column + 1]]
        return all(sign in _LYING or sign in _CROSSING or not sign for sign in within)

    def stands(self, row: int, column: int) -> bool:
        """Whether a line is drawn behind a column, beside all of a row."""
        x = self.xs[column + 1]
        return all(
            line[x] in _UPRIGHT or line[x] in _CROSSING for line in self.lines[self.ys[row] + 1 : self.ys[row + 1]]
        )

    def texts(self, row: int, column: int, rows: int, columns: int) -> list[str]:
        """The lines of a cell that hold something."""
        lines = self.lines[self.ys[row] + 1 : self.ys[row + rows]]
        found = ("".join(line[self.xs[column] + 1 : self.xs[column + columns]]).strip() for line in lines)
        return [text for text in found if text]


class Ruled(Struct, frozen=True):
    """A table: its cells, and in which of its lines each row begins."""

    cells: Sequence[Slot]
    begins: Sequence[int]


def read_ruled(lines: Sequence[str]) -> Ruled | None:
    """The table that lines draw; None where they draw no whole one, or none between its rows."""
    drawing = _drawing(lines, 1) or _drawing(lines, 2)
    if drawing is None:
        return None
    found: list[Slot] = []
    taken: set[tuple[int, int]] = set()
    for row in range(len(drawing.ys) - 1):
        for column in range(len(drawing.xs) - 1):
            if (row, column) in taken:
                continue
            columns = rows = 1
            while column + columns < len(drawing.xs) - 1 and not drawing.stands(row, column + columns - 1):
                columns += 1
            while row + rows < len(drawing.ys) - 1 and not drawing.lies(drawing.ys[row + rows], column):
                rows += 1
            taken.update((row + down, column + aside) for down in range(rows) for aside in range(columns))
            texts = drawing.texts(row, column, rows, columns)
            if sum(_FIGURE.fullmatch(text) is not None for text in texts) > 1:
                return None
            found.append(Slot(row, column, one_line("\n".join(texts)), rows, columns))
    return Ruled(found, [y + 1 for y in drawing.ys[:-1]])


def _drawing(lines: Sequence[str], wide: int) -> _Drawing | None:
    """The lines by their places, where all end at the same one; `wide` is how many some signs take."""
    if not _FEWEST_ROWS < len(lines) <= _MOST_LINES:
        return None
    places = [_places(line.strip(), wide) for line in lines]
    if len({len(line) for line in places}) != 1 or len(places[0]) > _MOST_WIDE:
        return None
    ys = [number for number, line in enumerate(places) if _draws(line)]
    xs = sorted(
        {x for number in ys for x, sign in enumerate(places[number]) if _crosses(places[number], x, sign, wide)}
    )
    whole = (
        len(ys) > _FEWEST_ROWS and ys[0] == 0 and ys[-1] == len(places) - 1 and all(b > a + 1 for a, b in pairwise(ys))
    )
    edged = len(xs) > 1 and xs[0] == 0 and xs[-1] == len(places[0]) - wide
    return _Drawing(places, xs, ys) if whole and edged else None


def _places(line: str, wide: int) -> list[str]:
    places: list[str] = []
    for sign in line:
        places.append(sign)
        if unicodedata.east_asian_width(sign) in ("WFA" if wide > 1 else "WF"):
            places.append("")
    return places


def _draws(line: Sequence[str]) -> bool:
    """Whether a line is drawn within a line of text, over some of its width at least."""
    return any(_crosses(line, x, sign, 1) or _crosses(line, x, sign, 2) for x, sign in enumerate(line))


def _crosses(line: Sequence[str], x: int, sign: str, wide: int) -> bool:
    beside = (*line[max(0, x - wide) : x], *line[x + 1 : x + 1 + wide])
    return sign in _CROSSING and any(each in _LYING for each in beside)
