"""Text laid over the cells of a table that is not theirs: boxes of a web page that stay where they are, marks, stamps.

Programs draw tables cell by cell, row after row. What lies over a page is drawn before all of it, or after.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from auditor.ingest.layout import is_wide
from auditor.ingest.pages.page import NO_TEXT

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.ingest.pages.page import Glyph
    from auditor.ingest.pages.pdfium.calls import Bounds
    from auditor.ingest.pages.tables.frames import Frame

    Part = tuple[Sequence[Glyph], tuple[int, tuple[int, int]] | None]
    # A cell: where its frame begins, and the line above and left of it.
    Key = tuple[float, int, int, int]

_FEWEST = 10
_MOST = 0.15
_SMALLER = 0.78


def without_laid_over(parts: Sequence[Part], frames: Sequence[Frame], fields: Sequence[Bounds] = ()) -> list[Part]:
    """The parts of runs of text as they are drawn, figures laid over a cell being no text and words over others gone.

    Texts of `fields` are drawn last and are not laid over. A figure to which digits are added later, when other cells
    have been drawn, is in doubt: it ends with no text.
    """
    keys = _keys(parts, frames)
    visits = _visits(keys)
    laid = _drawn_apart(visits, keys)
    laid = {number for number in laid if not _is_in_a_field(parts[number], fields)} if fields else laid
    late = _added(visits, keys, parts)
    if not laid and not late:
        return list(parts)
    own: dict[Key, float] = {}  # the height of the type in which cells are drawn in their turn
    for number in (number for number in keys if number not in laid):
        own[keys[number]] = max(own.get(keys[number], 0.0), _height(parts[number]))
    told: list[Part] = []
    for number, (glyphs, place) in enumerate(parts):
        if number in laid:
            told.append((tuple(_over(glyphs, own.get(keys[number]))), place))
        elif number in late:
            told.append(((*glyphs, glyphs[-1]._replace(text=NO_TEXT)), place))
        else:
            told.append((glyphs, place))
    return [part for part in told if part[0]]


def _over(glyphs: Sequence[Glyph], own: float | None) -> Iterator[Glyph]:
    """What is left of a text laid over a cell with type so high, or alone in it.

    Figures are in doubt, and words only in the way; smaller figures are told from those of the cell, as note marks are.
    """
    has_words = any(is_wide(glyph.text) for glyph in glyphs)
    is_small = own is not None and not has_words and all(glyph.y1 - glyph.y0 < _SMALLER * own for glyph in glyphs)
    if own is None or is_small:
        yield from glyphs
    if not (is_small or (own is None and has_words)):
        yield from (glyph._replace(text=NO_TEXT) for glyph in glyphs if glyph.text.isdigit() or glyph.text == NO_TEXT)


def _is_in_a_field(part: Part, fields: Sequence[Bounds]) -> bool:
    _, left, top, right, foot = part[0][0]
    x, y = (left + right) / 2, (top + foot) / 2
    return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in fields)


def _height(part: Part) -> float:
    return max(glyph.y1 - glyph.y0 for glyph in part[0])


def _keys(parts: Sequence[Part], frames: Sequence[Frame]) -> Mapping[int, Key]:
    """The cell of each part that stands in one."""
    regions = [frame.region_of for frame in frames]
    keys: dict[int, Key] = {}
    for number, (_, place) in enumerate(parts):
        if place is not None:
            at, region = place[0], regions[place[0]][place[1]]
            keys[number] = (frames[at].ys[0], at, region.top, region.left)
    return keys


def _visits(keys: Mapping[int, Key]) -> list[list[int]]:
    """The parts of cells, those together that are drawn one after the other in the same one."""
    visits: list[list[int]] = []
    last: Key | None = None
    for number, key in keys.items():
        if key == last:
            visits[-1].append(number)
        else:
            visits.append([number])
        last = key
    return visits


def _drawn_apart(visits: Sequence[Sequence[int]], keys: Mapping[int, Key]) -> Collection[int]:
    """The few parts that are drawn before all cells, or after them, where these come in the order of rows."""
    order = [keys[visit[0]] for visit in visits]
    most = int(_MOST * len(order))
    if len(order) < _FEWEST or not most:
        return ()
    tail = next((at for at in range(1, len(order)) if order[at] < order[at - 1]), len(order))
    head = next((at for at in range(len(order) - 1, 0, -1) if order[at] < order[at - 1]), 0)
    if tail < len(order) and len(order) - tail <= most:
        return {number for visit in visits[tail:] for number in visit}
    return {number for visit in visits[:head] for number in visit} if head <= most else ()


def _added(visits: Sequence[Sequence[int]], keys: Mapping[int, Key], parts: Sequence[Part]) -> Collection[int]:
    """The last parts of cells to which figures are added after others were drawn."""
    figures: dict[Key, list[int]] = defaultdict(list)
    for visit in visits:
        if any(map(str.isdigit, [glyph[0] for number in visit for glyph in parts[number][0]])):
            figures[keys[visit[0]]].append(visit[-1])
    return {numbers[-1] for numbers in figures.values() if len(numbers) > 1}
