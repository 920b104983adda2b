"""Which of a page's glyphs are its text: each once, without marks laid over it, and whether some of it is lost."""

from __future__ import annotations

import math
from collections import defaultdict
from operator import itemgetter
from operator import sub
from typing import TYPE_CHECKING

from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.ingest.pages.page import Glyph
    from auditor.ingest.pages.pdfium.calls import Bounds

_TEXT = itemgetter(0)
_HALF = regex("[\ud800-\udfff]")
_TWICE = 0.2
# How many times as high as most of a page's text what is laid over it is.
_LAID_OVER = 2.2
# In sizes of a glyph: how far it stands beyond the page to be lost, and how far behind the one before it.
_BEYOND = 0.3
_NEXT = 1.5


def joined(glyphs: list[Glyph]) -> list[Glyph]:
    """Halves of characters beyond the basic plane put together."""
    if not _HALF.search("".join(map(_TEXT, glyphs))):
        return glyphs
    whole: list[Glyph] = []
    for glyph in glyphs:
        if whole and "\ud800" <= whole[-1].text <= "\udbff" and "\udc00" <= glyph.text <= "\udfff":
            pair = (whole[-1].text + glyph.text).encode("utf-16", "surrogatepass").decode("utf-16")
            whole[-1] = whole[-1]._replace(text=pair)
        else:
            whole.append(glyph)
    return [glyph for glyph in whole if not "\ud800" <= glyph.text <= "\udfff"]


def once(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """Each glyph once: some programs print bold by printing twice, a hair's breadth apart."""
    crowded = _crowded(glyphs)
    if not crowded:
        return tuple(glyphs)
    kept: list[Glyph] = []
    seen: dict[tuple[str, int, int], Glyph] = {}
    for glyph in glyphs:
        text, left, top, _, foot = glyph
        if (top, foot) not in crowded:
            kept.append(glyph)
            continue
        size = max(1.0, foot - top)
        columns, rows = _near(left / size), _near(top / size)
        others = [seen.get((text, column, row)) for column in columns for row in rows]
        if not any(other is not None and _is_same_place(glyph, other, size) for other in others):
            seen[text, columns[0], rows[0]] = glyph
            kept.append(glyph)
    return tuple(kept)


def _crowded(glyphs: Sequence[Glyph]) -> set[tuple[float, float]]:
    """The tops and feet of the lines, and of those near them, in which some glyph begins where another one does."""
    lines: defaultdict[tuple[float, float], list[float]] = defaultdict(list)
    last, of_line = (math.nan, math.nan), lines[math.nan, math.nan]
    for _, left, top, _, foot in glyphs:
        if (top, foot) != last:  # most stand on the line of the one before
            last = top, foot
            of_line = lines[last]
        of_line.append(left)
    crowded: set[tuple[float, float]] = set()
    near: list[tuple[float, float]] = []
    reach = size = 0.0
    for line in [*sorted(lines), (math.inf, math.inf)]:
        if line[0] >= reach:
            lefts = sorted([left for each in near for left in lines[each]])
            if min(map(sub, lefts[1:], lefts), default=math.inf) < _TWICE * size:
                crowded.update(near)
            near, size = [], 1.0
        near.append(line)
        size = max(size, line[1] - line[0])
        reach = max(reach, line[0] + _TWICE * size)
    return crowded


def _near(place: float) -> tuple[int, ...]:
    """The step in which a place lies, and the next one where it is near."""
    step = int(place)
    part = place - step
    if part < _TWICE:
        return (step, step - 1)
    return (step, step + 1) if part > 1 - _TWICE else (step,)


def _is_same_place(one: Glyph, other: Glyph, size: float) -> bool:
    return abs(one.x0 - other.x0) < _TWICE * size and abs(one.y0 - other.y0) < _TWICE * size


def without_marks(glyphs: tuple[Glyph, ...]) -> tuple[Glyph, ...]:
    """The glyphs without those that are far larger than most and over whose middle others stand: marks over the page.

    Some fonts claim far more room than they use: their glyphs reach over the lines beside them, not over their middle.
    """
    heights = _heights(glyphs)
    least = _LAID_OVER * heights[len(heights) // 2] if heights else 0.0
    if not heights or heights[-1] <= least:
        return glyphs
    large = [glyph for glyph in glyphs if glyph.y1 - glyph.y0 > least]
    centres = [((x0 + x1) / 2, (y0 + y1) / 2) for _, x0, y0, x1, y1 in glyphs if y1 - y0 <= least]
    laid_over = {
        round(y1 - y0)
        for _, x0, y0, x1, y1 in large
        if any(x0 < x < x1 and abs(y - (y0 + y1) / 2) < (y1 - y0) / 4 for x, y in centres)
    }
    return tuple(
        glyph for glyph in glyphs if glyph.y1 - glyph.y0 <= least or round(glyph.y1 - glyph.y0) not in laid_over
    )


def runs_over(glyphs: Sequence[Glyph], edge: float) -> bool:
    """Whether a line of text that begins on the page goes on beyond its right edge; marks beside it are no text."""
    beyond = [glyph for glyph in glyphs if glyph[3] - edge > _BEYOND * (glyph[4] - glyph[2])]
    if not beyond:
        return False
    heights = _heights(glyphs)
    most = _LAID_OVER * heights[len(heights) // 2]
    ends = [glyph for glyph in glyphs if glyph.x0 < edge <= glyph.x1 + (glyph.y1 - glyph.y0)]
    return any(
        abs(one.y0 - other.y0) < _TWICE * (one.y1 - one.y0) and 0 <= one.x0 - other.x0 < _NEXT * (one.y1 - one.y0)
        for one in beyond
        for other in ends
        if one is not other and one.y1 - one.y0 <= most
    )


def on_paper(glyphs: tuple[Glyph, ...], paper: Bounds) -> tuple[Glyph, ...]:
    """The glyphs without those beyond the edges of the page that is shown."""
    x0, y0, x1, y1 = paper
    if all(x0 <= left and right <= x1 and y0 <= top and foot <= y1 for _, left, top, right, foot in glyphs):
        return glyphs
    return tuple(
        glyph for glyph in glyphs if x0 <= (glyph.x0 + glyph.x1) / 2 <= x1 and y0 <= (glyph.y0 + glyph.y1) / 2 <= y1
    )


def _heights(glyphs: Sequence[Glyph]) -> list[float]:
    """The heights of glyphs from the least on; the one in the middle is that of most of them."""
    return sorted([foot - top for _, _, top, _, foot in glyphs])
