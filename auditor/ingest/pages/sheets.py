"""Pages that stand on one sheet: two beside each other, printed so or as columns of a text, or four."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING
from typing import NamedTuple

from msgspec.structs import replace

from auditor.ingest.layout import is_wide
from auditor.ingest.pages.page import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.pages.page import Glyph
    from auditor.ingest.pages.page import Page
    from auditor.ingest.pages.tables.frames import Frame

# In parts of a sheet: how far from its middle pages meet, and over how much of its height they stand side by side.
_MIDDLE = 0.1
_BESIDE = 0.5
# How much further up on its page, in parts of the sheet, one page may begin than the one above it.
_ALIKE = 0.015
# In widths of the gap, to each side: text may stand out a little beyond its tables.
_NEAR = 0.25
# A table has two columns at least.
_LEAST_LINES = 3
# Of a sheet of two pages without lines between columns: how much wider than high it is, how much of its width is free
# between them, how alike, in parts of it, their margins are, and in how many lines of each words of so many characters
# stand, where the margins are alike and where not.
_WIDE = 1.2
_FREE = 0.03
_SAME_MARGIN = 0.01
_FEWEST_LINES, _MORE_LINES = 2, 8
_FEWEST_WORDS = 4


class _Area(NamedTuple):
    """A part of a sheet."""

    x0: float = -math.inf
    y0: float = -math.inf
    x1: float = math.inf
    y1: float = math.inf

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x < self.x1 and self.y0 <= y < self.y1


def pages_on(sheet: Page, frames: Sequence[Frame]) -> tuple[Page, ...]:
    """The pages on a sheet in reading order, each moved to the place of the first; the sheet itself where it is one.

    Two pages have ruled tables beside each other, and over half of the sheet's height nothing runs over the gap between
    them. What runs over it above and below stands before and behind them.
    """
    middle = sheet.width / 2
    reach = _MIDDLE * sheet.width
    tables = [frame for frame in frames if len(frame.xs) >= _LEAST_LINES]
    left = [frame for frame in tables if frame.xs[-1] < middle + reach]
    right = [frame for frame in tables if frame.xs[0] > middle - reach]
    if not left or not right:
        return _without_columns(sheet, frames)
    end, start = max(frame.xs[-1] for frame in left), min(frame.xs[0] for frame in right)
    gap = (start + end) / 2
    if end > start or abs(gap - middle) > reach:
        return (sheet,)
    top, foot = _clear(sheet, frames, gap, _NEAR * (start - end), _beside(left, right))
    if foot - top < _BESIDE * sheet.height:
        return (sheet,)
    aside = start - min(frame.xs[0] for frame in left)
    return tuple(_parts(sheet, gap, aside, top, foot))


def _without_columns(sheet: Page, frames: Sequence[Frame]) -> tuple[Page, ...]:
    """The pages on a sheet without tables that are ruled beside each other: two that meet in the middle of a wide one.

    Each of both has words of its own over half of the height, which the columns of figures of a table do not have.
    """
    if sheet.width < _WIDE * sheet.height:
        return (sheet,)
    middle = sheet.width / 2
    top, foot = _clear(sheet, frames, middle, _FREE * sheet.width / 2, sheet.height / 2)
    shown = [glyph for glyph in sheet.glyphs if top < glyph.y0 < foot]
    left, right = ([glyph for glyph in shown if (glyph.x0 < middle) is is_left] for is_left in (True, False))
    if foot - top < _BESIDE * sheet.height or not left or not right:
        return (sheet,)
    margins = min(glyph.x0 for glyph in left), min(glyph.x0 for glyph in right) - middle
    is_alike = abs(margins[1] - margins[0]) < _SAME_MARGIN * sheet.width
    fewest = min(_lines_of_words(left), _lines_of_words(right))
    if fewest < (_FEWEST_LINES if is_alike else _MORE_LINES):
        return (sheet,)
    return tuple(_parts(sheet, middle, middle, top, foot))


def _lines_of_words(glyphs: Iterable[Glyph]) -> int:
    """In how many lines words stand."""
    words = Counter(round(glyph.y1) for glyph in glyphs if is_wide(glyph.text))
    return sum(count >= _FEWEST_WORDS for count in words.values())


def _parts(sheet: Page, gap: float, aside: float, top: float, foot: float) -> Iterator[Page]:
    half = sheet.height / 2
    is_four = _begins_again(sheet, half, gap)
    rows = ((top, half, 0.0), (half, foot, half)) if is_four else ((top, foot, 0.0),)
    areas = [(_Area(y1=top), 0.0, 0.0)]
    for y0, y1, down in rows:
        areas += [(_Area(y0=y0, y1=y1, x1=gap), 0.0, down), (_Area(y0=y0, y1=y1, x0=gap), aside, down)]
    areas.append((_Area(y0=foot), 0.0, 0.0))
    size = replace(sheet, width=sheet.width / 2, height=half if is_four else sheet.height)
    yield from (part for part in (_part(size, *area) for area in areas) if part.glyphs)


def _beside(left: Iterable[Frame], right: Sequence[Frame]) -> float:
    """At which height tables stand beside each other, infinite where none do."""
    shared = (
        (min(one.ys[-1], other.ys[-1]) - max(one.ys[0], other.ys[0]), max(one.ys[0], other.ys[0]))
        for one in left
        for other in right
    )
    length, top = max(shared)
    return top + length / 2 if length > 0 else math.inf


def _clear(sheet: Page, frames: Iterable[Frame], gap: float, reach: float, at: float) -> tuple[float, float]:
    """From where to where, around a height, nothing stands at a gap, or so near to it that a line may run over it."""
    over = [(rule.at, rule.at) for rule in sheet.across if rule.start < gap < rule.end]
    over += [(frame.ys[0], frame.ys[-1]) for frame in frames if frame.xs[0] < gap < frame.xs[-1]]
    over += [(y0, y1) for _, x0, y0, x1, y1 in sheet.glyphs if x0 < gap + reach and x1 > gap - reach]
    if math.isinf(at) or any(y0 <= at <= y1 for y0, y1 in over):
        return at, at
    above, below = [y1 for _, y1 in over if y1 < at], [y0 for y0, _ in over if y0 > at]
    return max(above, default=-math.inf), min(below, default=math.inf)


def _begins_again(sheet: Page, half: float, gap: float) -> bool:
    """Whether what stands in the lower half of a sheet begins as far from its top as what stands in the upper one."""
    reach = _ALIKE * sheet.height
    marks = [(glyph.x0, glyph.y0, glyph.y1) for glyph in sheet.glyphs]
    marks += [(rule.start, rule.at, rule.at) for rule in sheet.across]
    if any(y0 - reach < half < y1 + reach for _, y0, y1 in marks):
        return False
    columns = ([mark for mark in marks if (mark[0] < gap) is is_left] for is_left in (True, False))
    tops = [
        [min((y for _, y, _ in column if (y > half) is low), default=None) for low in (False, True)]
        for column in columns
    ]
    return tops[0][1] is not None and all(
        upper is not None and (lower is None or abs(lower - half - upper) <= reach) for upper, lower in tops
    )


def _part(sheet: Page, area: _Area, aside: float, down: float) -> Page:
    """What of a sheet lies in an area, moved to the left and up."""
    return replace(
        sheet,
        glyphs=tuple(
            glyph._replace(x0=glyph.x0 - aside, y0=glyph.y0 - down, x1=glyph.x1 - aside, y1=glyph.y1 - down)
            for glyph in sheet.glyphs
            if area.holds((glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2)
        ),
        across=tuple(
            Rule(at - down, start - aside, end - aside)
            for at, start, end in sheet.across
            if area.holds((start + end) / 2, at)
        ),
        down=tuple(
            Rule(at - aside, start - down, end - down)
            for at, start, end in sheet.down
            if area.holds(at, (start + end) / 2)
        ),
        signs=_boxes(sheet.signs, area, aside, down),
        fields=_boxes(sheet.fields, area, aside, down),
    )


_Boxes = tuple[tuple[float, float, float, float], ...]


def _boxes(boxes: _Boxes, area: _Area, aside: float, down: float) -> _Boxes:
    return tuple(
        (x0 - aside, y0 - down, x1 - aside, y1 - down)
        for x0, y0, x1, y1 in boxes
        if area.holds((x0 + x1) / 2, (y0 + y1) / 2)
    )
