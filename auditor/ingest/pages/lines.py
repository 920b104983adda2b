"""Glyphs become lines: which stand beside each other, where blanks are, what is raised."""

from __future__ import annotations

from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING
from typing import NamedTuple

from auditor.ingest.layout import UNREAD
from auditor.ingest.layout import is_wide
from auditor.ingest.layout import join_lines
from auditor.ingest.layout import raised
from auditor.ingest.pages.page import NO_TEXT
from auditor.ingest.pages.page import Glyph
from auditor.ingest.pages.page import Upward

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

_SAME_LINE = 0.45
_NARROW_BLANK = 0.22
_WIDE_BLANK = 0.85
_APART = 1.7
_CELL_GAP = 0.3
_FIGURES_APART = 0.8
_SMALLER = 0.78
_SMALLER_FIGURE = 0.9
_HIGHER = 0.15
# In widths of a figure: how far one reaches into the next, on one line or a little above it, that is printed over it.
_OVER = 0.55
_OVER_ASKEW = 0.15
_OF_FIGURES = frozenset("0123456789.,")
# As many Chinese characters may be the unit of a figure.
_LONGEST_UNIT = 2
_NEXT = 0.25
_LEVEL = 0.1
_LONG = 8
# What at most stays free at both sides of a cell, in points: Word leaves 5.4 at each.
_PADDING = 12.0


class Piece(NamedTuple):
    """A run of text on one line without a wide gap; `places` are where each of its characters begins and ends."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    places: tuple[tuple[float, float], ...] = ()

    @property
    def size(self) -> float:
        """The height of the type."""
        return self.y1 - self.y0

    def part(self, start: int, end: int) -> Piece:
        """The characters from `start` to before `end` as a piece."""
        places = self.places[start:end]
        return self._replace(text=self.text[start:end], x0=places[0][0], x1=places[-1][1], places=places)

    def words(self) -> Iterator[Piece]:
        """The parts between blanks; the piece itself where it is not known where they stand."""
        if " " not in self.text or len(self.places) != len(self.text):
            yield self
            return
        start = 0
        for word in self.text.split(" "):
            if word:
                yield self.part(start, start + len(word))
            start += len(word) + 1

    def parts(self, edges: Sequence[float]) -> Iterator[Piece]:
        """The parts between those gaps in which an edge lies: texts of cells that stand close to each other."""
        start = 0
        for at, ((_, end), (begin, _)) in enumerate(pairwise(self.places), 1):
            if begin - end > _CELL_GAP * self.size and any(end - 1 <= edge <= begin + 1 for edge in edges):
                yield self.part(start, at)
                start = at
        yield self.part(start, len(self.text)) if start else self

    def apart(self) -> Iterator[Piece]:
        """The parts between all gaps that are wider than those between the characters of a text."""
        start = 0
        for at, ((_, end), (begin, _)) in enumerate(pairwise(self.places), 1):
            if begin - end > _CELL_GAP * self.size:
                yield self.part(start, at)
                start = at
        yield self.part(start, len(self.text)) if start else self


Line = tuple[Piece, ...]


def make_lines(glyphs: Iterable[Glyph]) -> tuple[Line, ...]:
    """The lines from the top, each as its pieces from the left."""
    rows: list[list[Glyph]] = []
    middle = size = 0.0
    for glyph in sorted(glyphs, key=_height):
        _, _, top, _, foot = glyph
        height = foot - top
        centre = (top + foot) / 2
        if rows and abs(centre - middle) <= _SAME_LINE * min(height, size):
            rows[-1].append(glyph)
            if height > size:
                middle, size = centre, height
        else:
            rows.append([glyph])
            middle, size = centre, height
    return tuple(_pieces(sorted(row, key=_left)) for row in _reunited(rows))


def runs_of(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """The glyphs, in the order in which they are drawn, in runs of those that stand right behind each other."""
    run: list[Glyph] = []
    last_end = last_top = 0.0
    for glyph in glyphs:
        _, left, top, end, foot = glyph
        size = foot - top
        if run and (abs(left - last_end) > _NEXT * size or abs(top - last_top) > _LEVEL * size):
            yield run
            run = []
        run.append(glyph)
        last_end, last_top = end, top
    if run:
        yield run


def _height(glyph: Glyph) -> float:
    return glyph[2] + glyph[4]


_left = itemgetter(1)


def _reunited(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """Rows of which one holds only raised or lowered characters of the other, put together."""
    united: list[list[Glyph]] = []
    for row in rows:
        if united and _is_script_of(row, united[-1]):
            united[-1].extend(row)
        elif united and _is_script_of(united[-1], row):
            united[-1] = [*united[-1], *row]
        else:
            united.append(row)
    return united


def _is_script_of(small: Sequence[Glyph], large: Sequence[Glyph]) -> bool:
    size = max(glyph.y1 - glyph.y0 for glyph in large)
    if max(glyph.y1 - glyph.y0 for glyph in small) > _SMALLER * size:
        return False
    top, bottom = min(glyph.y0 for glyph in large), max(glyph.y1 for glyph in large)
    return all(top - size / 3 <= (glyph.y0 + glyph.y1) / 2 <= bottom for glyph in small)


def _pieces(glyphs: Sequence[Glyph]) -> Line:
    pieces: list[Piece] = []
    run: list[Glyph] = [glyphs[0]]
    for before, glyph in pairwise(glyphs):
        gap = glyph[1] - before[3]
        if gap > 0:
            apart = _FIGURES_APART if before.text.isdigit() and glyph.text.isdigit() else _APART
            if gap > apart * max(before.y1 - before.y0, glyph.y1 - glyph.y0):
                pieces.append(_piece(run))
                run = []
        run.append(glyph)
    pieces.append(_piece(run))
    return tuple(pieces)


def _piece(glyphs: Sequence[Glyph]) -> Piece:
    """The text of glyphs side by side, with where each character of it stands, blanks between them included.

    Their gaps say where blanks are: blanks of the file itself only fill lines. Where figures are printed over each
    other, or go on in another size, it is open what they are together.
    """
    before = glyphs[0]
    full: Glyph | None = None  # the last one that is no note mark
    texts: list[str] = []
    places: list[tuple[float, float]] = []
    size, foot = _first_size(glyphs)  # of that one
    end = before.x0
    for glyph in glyphs:
        text, x0, y0, x1, y1 = glyph
        if x0 > end and _is_blank(before, glyph):
            texts.append(" ")
            places.append((end, x0))
        if y1 - y0 != size and _is_note_mark(before, glyph, size, foot):
            texts.append(raised(text))
        else:
            if full is not None and (y1 - y0 != size or end - x0 > _LEVEL * size) and _is_open(full, glyph):
                texts.append(UNREAD)
                places.append((x0, x0))
            texts.append(text)
            full, size, foot = glyph, y1 - y0, y1
        places += [(x0, x1)] * len(text)
        before, end = glyph, x1
    _, _, tops, ends, feet = zip(*glyphs, strict=True)
    return Piece("".join(texts), glyphs[0].x0, min(tops), max(ends), max(feet), tuple(places))


def _first_size(glyphs: Sequence[Glyph]) -> tuple[float, float]:
    """The height and the foot of the type in which glyphs begin: of the first that is no note mark before a figure."""
    first = glyphs[0]
    size, foot = first.y1 - first.y0, first.y1
    if first.text.isdigit():
        for glyph in glyphs:
            if glyph.text.isdigit() and _is_note_mark(glyph, first, glyph.y1 - glyph.y0, glyph.y1):
                return glyph.y1 - glyph.y0, glyph.y1
    return size, foot


def _is_note_mark(before: Glyph, glyph: Glyph, size: float, foot: float) -> bool:
    """Whether a glyph is smaller than the type beside it and stands higher; figures are told by less."""
    figures = before.text.isdigit() and glyph.text.isdigit()
    least = _SMALLER_FIGURE if figures else _SMALLER
    return glyph.y1 - glyph.y0 < least * size and foot - glyph.y1 > _HIGHER * size


def _is_open(before: Glyph, glyph: Glyph) -> bool:
    """Whether two figures are printed over each other, or of type so unlike that one may be a note of the other."""
    if not (before.text in _OF_FIGURES and glyph.text in _OF_FIGURES):
        return False
    one, other = before.y1 - before.y0, glyph.y1 - glyph.y0
    if min(one, other) < _SMALLER * max(one, other):
        return True
    reach = before.x1 - glyph.x0
    is_askew = abs(before.y0 - glyph.y0) > _LEVEL * other
    return reach > (_OVER_ASKEW if is_askew else _OVER) * min(before.x1 - before.x0, glyph.x1 - glyph.x0)


def told(text: str) -> str:
    """A text in which what is no text is said to be unread beside a figure, and left out among words."""
    if NO_TEXT not in text:
        return text
    words = sum(map(is_wide, text))
    is_figure = not words or (words <= _LONGEST_UNIT and any(map(str.isdigit, text)))
    return text.replace(NO_TEXT, UNREAD) if is_figure else " ".join(text.replace(NO_TEXT, " ").split())


def _is_blank(before: Glyph, after: Glyph) -> bool:
    """Whether the gap between two glyphs is wide enough to be a blank."""
    size = max(before.y1 - before.y0, after.y1 - after.y0)
    least = _WIDE_BLANK if is_wide(before.text) or is_wide(after.text) else _NARROW_BLANK
    return after.x0 - before.x1 > least * size


def cell_text(glyphs: Sequence[Glyph], width: float) -> str:
    """The text of a cell so wide, in which some glyphs stand, in one line, the pieces of its lines joined by blanks."""
    if _is_plain(glyphs):  # as most cells are
        return told("".join([glyph[0] for glyph in glyphs]))
    if all(isinstance(glyph, Upward) for glyph in glyphs):
        glyphs = [Glyph(text, -y1, x0, -y0, x1) for text, x0, y0, x1, y1 in glyphs]
    lines = make_lines(glyphs)
    texts = [" ".join([piece.text for piece in line]) for line in lines]
    return "".join(texts) if _is_one_figure(lines, texts, width) else told(join_lines(texts))


def is_full(glyphs: Sequence[Glyph], width: float) -> bool:
    """Whether the last line of a cell so wide has no room for another character, a long one for one and a comma."""
    foot = max(glyph.y1 for glyph in glyphs)
    last = [glyph for glyph in glyphs if foot - glyph.y1 < _SAME_LINE * (glyph.y1 - glyph.y0)]
    taken = max(glyph.x1 for glyph in last) - min(glyph.x0 for glyph in last)
    least = 1 if len(last) < _LONG else 2
    return width - _PADDING < taken + least * max(glyph.x1 - glyph.x0 for glyph in last)


def _is_plain(glyphs: Sequence[Glyph]) -> bool:
    """Whether glyphs of one size stand right behind each other on one line."""
    _, end, top, _, foot = glyphs[0]
    size = foot - top
    over, blank = -_LEVEL * size, _NARROW_BLANK * size
    for _, x0, y0, x1, y1 in glyphs:
        if y0 != top or y1 != foot or not over <= x0 - end <= blank:
            return False
        end = x1
    return not isinstance(glyphs[0], Upward) or len(glyphs) == 1


def _is_one_figure(lines: Sequence[Line], texts: Sequence[str], width: float) -> bool:
    """Whether lines of nothing but digits are one figure that its cell is too narrow for: each but the last is full."""
    first, *rest = texts
    if not rest or not "".join(texts).isdecimal() or len(rest[-1]) > len(first):
        return False
    sizes = [piece.size for line in lines for piece in line]
    if min(sizes) < _SMALLER * max(sizes):
        return False
    alike = all(len(text) == len(first) for text in rest[:-1])
    digit = max(line[-1].x1 - line[0].x0 for line in lines[:-1]) / len(first)
    return alike and width - _PADDING < (len(first) + 1) * digit
