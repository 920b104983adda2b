"""Which cell of which table the glyphs of a page stand in, and which of them lie over a cell that is not theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.pages.lines import runs_of
from auditor.ingest.pages.page import NO_TEXT
from auditor.ingest.pages.page import Glyph
from auditor.ingest.pages.tables.laid_over import without_laid_over

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.pages.page import Page
    from auditor.ingest.pages.tables.frames import Frame

    Places = dict[tuple[int, int], list[Glyph]]
    Place = tuple[int, tuple[int, int]]

# In sizes of a glyph: how far the lines of a cell are apart.
_RUNS_ON = 1.6
_ON_LINE = 1.0


def place_glyphs(page: Page, frames: Sequence[Frame]) -> tuple[list[Places], list[Glyph]]:
    """The glyphs of a page by their frame, and row and column of its lines; then those outside of all frames."""
    inside: list[Places] = [{} for _ in frames]
    outside: list[Glyph] = []
    parts = [part for run in runs_of(page.glyphs) for part in _placed(run, frames)]
    for glyphs, place in without_laid_over(parts, frames, page.fields):
        if place is None:
            outside += glyphs
        else:
            inside[place[0]].setdefault(place[1], []).extend(glyphs)
    for sign in (Glyph(NO_TEXT, *box) for box in page.signs):
        place = _place(sign, frames)
        if place is not None and not _is_around(sign, inside[place[0]].get(place[1], ())):
            inside[place[0]].setdefault(place[1], []).append(sign)
    return inside, _without_rests(outside, frames, inside)


def _is_around(sign: Glyph, glyphs: Sequence[Glyph]) -> bool:
    """Whether a drawing is the border or the ground of a text."""
    _, x0, y0, x1, y1 = sign
    return any(x0 < (left + right) / 2 < x1 and y0 < (top + foot) / 2 < y1 for _, left, top, right, foot in glyphs)


def _placed(run: Sequence[Glyph], frames: Sequence[Frame]) -> Iterator[tuple[Sequence[Glyph], Place | None]]:
    """The glyphs of a run of text, each part with where it stands; a text too long for its cell belongs there wholly.

    Some glyph of it then stands on a line; texts of two cells have the line between them.
    """
    first = _place(run[0], frames)
    last = _place(run[-1], frames) if len(run) > 1 else first
    if first == last:
        yield run, first
    elif first and last and first[0] == last[0] and _is_on_line(run, frames[first[0]].xs):
        yield run, _place(run[0]._replace(x1=run[-1].x1), frames)
    else:
        yield from (((glyph,), _place(glyph, frames)) for glyph in run)


def _is_on_line(run: Sequence[Glyph], lines: Sequence[float]) -> bool:
    return any(glyph.x0 + _ON_LINE < line < glyph.x1 - _ON_LINE for line in lines for glyph in run)


def _place(glyph: Glyph, frames: Sequence[Frame]) -> Place | None:
    """The number of the frame in which a glyph stands, and the row and column of its lines there."""
    _, x0, y0, x1, y1 = glyph
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    for number, frame in enumerate(frames):
        place = frame.place(x, y)
        if place is not None:
            return number, place
    return None


def _without_rests(outside: list[Glyph], frames: Sequence[Frame], inside: Sequence[Places]) -> list[Glyph]:
    """What stands outside the tables, without the last lines of cells that end without a line at the foot of a page."""
    opened = [(frame, places) for frame, places in zip(frames, inside, strict=True) if frame.open_columns]
    if not opened:
        return outside
    rest = []
    for glyph in outside:
        for frame, places in opened:
            column = frame.open_column((glyph.x0 + glyph.x1) / 2)
            above = places.get((len(frame.ys) - 2, column), ()) if column is not None else ()
            if above and 0 <= glyph.y1 - above[-1].y1 < _RUNS_ON * (glyph.y1 - glyph.y0):
                above.append(glyph)
                break
        else:
            rest.append(glyph)
    return rest
