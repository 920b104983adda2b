"""Figures outside of ruled tables that are drawn out of their turn: digits added to others, marks on a line of text.

Programs draw a page from its top to its foot, or column after column, and each figure at once.
"""

from __future__ import annotations

from bisect import bisect_left
from bisect import bisect_right
from bisect import insort
from collections import defaultdict
from typing import TYPE_CHECKING

from auditor.ingest.layout import UNREAD
from auditor.ingest.layout import is_wide
from auditor.ingest.pages.geometry import holds
from auditor.ingest.pages.lines import runs_of
from auditor.ingest.pages.page import Turned

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.pages.page import Glyph
    from auditor.ingest.pages.pdfium.calls import Bounds

    Run = Sequence[Glyph]

# In sizes of a glyph: how far behind the end of a digit one begins, or before it, that is read as the next one.
_NEXT = 0.3
_SAME_LINE = 0.45
# In sizes of a glyph: how near to the line of a text a mark stands that may be read as a part of its row.
_IN_ROW = 1.5
# In points: what is looked for within a few of them is kept together.
_STEP = 20.0
# Cells of a row are drawn some lines up and down. A mark is drawn before as many texts above it, or after those below.
_AWAY = 6.0
_FEWEST = 10
# How much of a page's texts, and of its figures, such marks are at most.
_MOST = 0.1


def with_doubts(glyphs: Iterable[Glyph], fields: Sequence[Bounds] = ()) -> list[Glyph]:
    """Glyphs in the order in which they are drawn, something unread being behind figures that are drawn out of turn.

    So it is between a digit and one right behind it where others were drawn between the two. Figures of `fields` are
    drawn last wherever they stand.
    """
    runs = list(runs_of(glyphs))
    open_ended = {*_in_rows_of_others(runs, fields), *_continued(runs)}
    told: list[Glyph] = []
    for number, run in enumerate(runs):
        told += run
        if number in open_ended:
            told.append(run[-1]._replace(text=UNREAD))
    return told


def _continued(runs: Sequence[Run]) -> Collection[int]:
    """The runs whose last digit has a digit right behind it that was not drawn next."""
    ends: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number, run in enumerate(runs):
        if run[-1].text.isdigit():
            ends[_step(run[-1].x1, run[-1])].append(number)
    found: set[int] = set()
    for number, run in enumerate(runs):
        if run[0].text.isdigit():
            x, y = _step(run[0].x0, run[0])
            near = (before for across in (x - 1, x, x + 1) for up in (y - 1, y, y + 1) for before in ends[across, up])
            found.update(before for before in near if abs(number - before) > 1 and _is_next(runs[before][-1], run[0]))
    return found


def _step(x: float, glyph: Glyph) -> tuple[int, int]:
    return int(x // _STEP), int(_middle(glyph) // _STEP)


def _middle(glyph: Glyph) -> float:
    return (glyph.y0 + glyph.y1) / 2


def _size(glyph: Glyph) -> float:
    return glyph.y1 - glyph.y0


def _is_next(before: Glyph, glyph: Glyph) -> bool:
    is_near = abs(glyph.x0 - before.x1) <= _NEXT * max(_size(before), _size(glyph))
    return is_near and _aside(before, glyph) <= _SAME_LINE


def _aside(one: Glyph, other: Glyph) -> float:
    """How far the middle of a glyph is above or below that of another, in sizes of the smaller one."""
    return abs(_middle(one) - _middle(other)) / max(1.0, min(_size(one), _size(other)))


def _in_rows_of_others(runs: Sequence[Run], fields: Sequence[Bounds]) -> Collection[int]:
    """The figures that are drawn before or after all else and stand in a row of it."""
    across = [number for number, run in enumerate(runs) if not isinstance(run[0], Turned)]
    figures = {number for number in across if _is_figure(runs[number])}
    apart = {
        number
        for part in _drawn_apart([runs[number][0] for number in across])
        for number in map(across.__getitem__, part)
    }
    marks = {number for number in apart & figures if not _is_in_a_field(runs[number][0], fields)}
    if not marks or len(marks) > max(1, _MOST * len(figures)):
        return ()
    others = [runs[number][0] for number in across if number not in apart]
    return {number for number in marks if any(_aside(runs[number][0], other) <= _IN_ROW for other in others)}


def _is_figure(run: Run) -> bool:
    return any(glyph.text.isdigit() for glyph in run) and not any(is_wide(glyph.text) for glyph in run)


def _is_in_a_field(glyph: Glyph, fields: Sequence[Bounds]) -> bool:
    return any(holds(field, (glyph.x0 + glyph.x1) / 2, _middle(glyph)) for field in fields)


def _drawn_apart(starts: Sequence[Glyph]) -> Iterator[range]:
    """The few first and last of texts that are drawn long before their turn or after it; their first glyphs tell."""
    most = int(_MOST * len(starts))
    end = len(starts)
    late = next(_passed(starts, -1), end)
    if end - late <= most:
        yield range(late, end)
    early = next(_passed(starts[::-1], 1), end)
    if end - early <= most:
        yield range(end - early)


def _passed(starts: Sequence[Glyph], way: int) -> Iterator[int]:
    """The places of texts before which many are drawn that stand well below them (-1) or above (1)."""
    drawn: list[float] = []
    for at, glyph in enumerate(starts):
        middle, away = _middle(glyph), _AWAY * _size(glyph)
        below = len(drawn) - bisect_right(drawn, middle + away)
        if (below if way < 0 else bisect_left(drawn, middle - away)) >= _FEWEST:
            yield at
        insort(drawn, middle)
