"""A PDF's pages as glyphs, rules and images with their places, turned so that the text stands upright."""

from __future__ import annotations

import ctypes
import math
from typing import TYPE_CHECKING
from typing import NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from msgspec import Struct

from auditor.ingest.layout import MOST_CHARACTERS
from auditor.ingest.layout import TooLargeError
from auditor.ingest.pages import calls
from auditor.ingest.pages.drawing import read_drawing

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

    from pypdfium2 import PdfPage

    from auditor.ingest.pages.calls import Bounds

_HUGE = 60.0
_MOST_GLYPHS = 20_000
_SAMPLES = 41
_INVISIBLE = 3
_TWICE = 0.2
_QUARTER = math.pi / 2
# How far from upright, in quarter turns, text is set aslant: stamps and marks laid over a page.
_ASLANT = 0.06
# How many times as high as most of a page's text what is laid over it is.
_LAID_OVER = 2.2
# In sizes of a glyph: how far it stands beyond the page to be lost, and how far behind the one before it.
_BEYOND = 0.3
_NEXT = 1.5
_DROPPED = frozenset("\0\r\n\ufffe\ufeff\u200b\u00ad")
# What the library gives for a hyphen at the end of a line, which in a table is a cell that holds a dash.
_HYPHEN = 2


class Glyph(NamedTuple):
    """A character with its box; y counts downwards from the top of the page."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


class Rule(NamedTuple):
    """A drawn straight line: at `at`, from `start` to `end` along the other axis."""

    at: float
    start: float
    end: float


class Page(Struct, frozen=True):
    """What stands on one page.

    `garbled` counts the glyphs whose character is not known; `cut` is whether text runs over its right edge or has no
    place, so that more of it may be lost than is seen.
    """

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    images: float
    garbled: int = 0
    recognised: bool = False
    cut: bool = False


def read_page(page: PdfPage, deadline: float) -> Page:
    """The glyphs and rules of a page, in coordinates in which its text stands upright."""
    width, height = _size(page)
    text_page = page.get_textpage()
    try:
        raw = text_page.raw
        count = pdfium.FPDFText_CountChars(raw)
        if count > _MOST_GLYPHS:
            what = "characters"
            raise TooLargeError(what, MOST_CHARACTERS)
        turn = _Turn(_angle(raw, count), width, height)
        glyphs, garbled, lost = _glyphs(raw, count, turn)
        drawing = read_drawing(page, deadline)
        images = sum(abs((x1 - x0) * (y1 - y0)) for x0, y0, x1, y1 in drawing.images) / max(1.0, width * height)
        recognised = bool(glyphs) and images > 1 / 2 and _is_mostly_invisible(raw, count)
    finally:
        text_page.close()
    across, down = turn.rules(drawing.rules)
    if turn.swaps:
        width, height = height, width
    cut = lost or _runs_over(glyphs, turn.box(*page.get_bbox())[2])
    return Page(width, height, glyphs, across, down, min(1.0, images), garbled, recognised, cut)


def _size(page: PdfPage) -> tuple[float, float]:
    """The page's size before it is turned for showing."""
    width, height = page.get_size()
    return (height, width) if page.get_rotation() % 180 else (width, height)


def _angle(raw: pdfium.FPDF_TEXTPAGE, count: int) -> int:
    """In how many quarter turns most of the text runs."""
    step = max(1, count // _SAMPLES)
    text = calls.address(raw)
    turns = [round(calls.angle(text, index) / _QUARTER) % 4 for index in range(0, count, step)]
    return max(range(4), key=turns.count)


class _Turn:
    """How places of the page, which count upwards, become places of upright text, which count downwards."""

    def __init__(self, quarters: int, width: float, height: float) -> None:
        self.swaps = quarters % 2 == 1
        self.is_upright = not quarters
        self.height = height
        ways: tuple[Callable[[float, float], tuple[float, float]], ...] = (
            lambda x, y: (x, height - y),
            lambda x, y: (height - y, width - x),
            lambda x, y: (width - x, y),
            lambda x, y: (y, x),
        )
        self.point = ways[quarters]

    def box(self, left: float, bottom: float, right: float, top: float) -> Bounds:
        """A box of the page as a box of the upright text."""
        if self.is_upright and left <= right and bottom <= top:
            return left, self.height - top, right, self.height - bottom
        ax, ay = self.point(left, bottom)
        bx, by = self.point(right, top)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def rules(self, rules: Sequence[Bounds]) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
        """The rules that run across and down in the upright text."""
        across: list[Rule] = []
        down: list[Rule] = []
        for left, bottom, right, top in rules:
            if self.is_upright and left <= right and bottom <= top:
                x0, y0, x1, y1 = left, self.height - top, right, self.height - bottom
            else:
                x0, y0, x1, y1 = self.box(left, bottom, right, top)
            if y1 - y0 <= x1 - x0:
                across.append(Rule((y0 + y1) / 2, x0, x1))
            else:
                down.append(Rule((x0 + x1) / 2, y0, y1))
        return tuple(across), tuple(down)


def _glyphs(raw: pdfium.FPDF_TEXTPAGE, count: int, turn: _Turn) -> tuple[tuple[Glyph, ...], int, bool]:
    found: list[Glyph] = []
    garbled, lost = 0, False
    upright, height = turn.is_upright, turn.height
    text = calls.address(raw)
    told = zip(calls.codes(text, count), calls.unmapped(text, count), calls.loose_boxes(text, count), strict=True)
    last_bottom = last_left = -math.inf
    aslant = False
    for index, (code, is_unmapped, box) in enumerate(told):
        # NOTE: where no character is known, the number of a glyph in its font is given, which can look like a figure.
        char = "\ufffd" if is_unmapped == 1 else "-" if code == _HYPHEN else chr(code)
        if char in _DROPPED or char.isspace():
            continue
        if box is None:
            lost = True
            continue
        left, top, right, bottom = box
        if bottom != last_bottom and left != last_left:  # not on the line of the glyph before
            aslant = _is_aslant(text, index)
        last_bottom, last_left = bottom, left
        if aslant:
            continue
        if top - bottom > _HUGE:
            left, top, right, bottom = _tight(raw, index) or box
        if "\ue000" <= char <= "\uf8ff" or char == "\ufffd":
            garbled += 1
            char = "\ufffd"
        if upright:
            found.append(Glyph(char, left, height - top, right, height - bottom))
        else:
            found.append(Glyph(char, *turn.box(left, bottom, right, top)))
    return _without_marks(_once(_joined(found))), garbled, lost


def _is_aslant(text: int, index: int) -> bool:
    turns = calls.angle(text, index) / _QUARTER
    return abs(turns - round(turns)) > _ASLANT


def _tight(raw: pdfium.FPDF_TEXTPAGE, index: int) -> Bounds | None:
    """The box that a glyph really fills, for fonts that claim far more room than they use."""
    sides = [ctypes.c_double() for _ in range(4)]
    if not pdfium.FPDFText_GetCharBox(raw, index, *map(ctypes.byref, sides)):
        return None
    left, right, bottom, top = (ctypes.c_float(side.value).value for side in sides)  # as all other places are
    return left, top, right, bottom


def _joined(glyphs: list[Glyph]) -> list[Glyph]:
    """Halves of characters beyond the basic plane put together."""
    if not any("\ud800" <= glyph.text <= "\udfff" for glyph in glyphs):
        return glyphs
    whole: list[Glyph] = []
    for glyph in glyphs:
        if whole and "\ud800" <= whole[-1].text <= "\udbff" and "\udc00" <= glyph.text <= "\udfff":
            pair = (whole[-1].text + glyph.text).encode("utf-16", "surrogatepass").decode("utf-16")
            whole[-1] = whole[-1]._replace(text=pair)
        else:
            whole.append(glyph)
    return [glyph for glyph in whole if not "\ud800" <= glyph.text <= "\udfff"]


def _once(glyphs: list[Glyph]) -> tuple[Glyph, ...]:
    """Each glyph once: some programs print bold by printing twice, a hair's breadth apart."""
    kept: list[Glyph] = []
    seen: dict[tuple[str, int, int], Glyph] = {}
    last_top = last_foot = -math.inf
    size, rows = 1.0, _near(0.0)
    for glyph in glyphs:
        text, left, top, _, foot = glyph
        if top != last_top or foot != last_foot:  # not on the line of the glyph before
            size = max(1.0, foot - top)
            rows = _near(top / size)
            last_top, last_foot = top, foot
        columns = _near(left / size)
        for column in columns:
            for row in rows:
                other = seen.get((text, column, row))
                if other is not None and _is_same_place(glyph, other, size):
                    break
            else:
                continue
            break
        else:
            seen[text, columns[0], rows[0]] = glyph
            kept.append(glyph)
    return tuple(kept)


def _near(place: float) -> tuple[int, ...]:
    """The step in which a place lies, and the next one where it is near."""
    step = int(place)
    part = place - step
    if part < _TWICE:
        return (step, step - 1)
    return (step, step + 1) if part > 1 - _TWICE else (step,)


def _is_same_place(one: Glyph, other: Glyph, size: float) -> bool:
    return abs(one.x0 - other.x0) < _TWICE * size and abs(one.y0 - other.y0) < _TWICE * size


def _without_marks(glyphs: tuple[Glyph, ...]) -> tuple[Glyph, ...]:
    """The glyphs without those that are far larger than most and over whose middle others stand: marks over the page.

    Some fonts claim far more room than they use: their glyphs reach over the lines beside them, not over their middle.
    """
    least = _LAID_OVER * _usual_height(glyphs) if glyphs else 0.0
    large = [glyph for glyph in glyphs if glyph.y1 - glyph.y0 > least]
    if not large:
        return glyphs
    centres = [((x0 + x1) / 2, (y0 + y1) / 2) for _, x0, y0, x1, y1 in glyphs if y1 - y0 <= least]
    laid_over = {
        round(y1 - y0)
        for _, x0, y0, x1, y1 in large
        if any(x0 < x < x1 and abs(y - (y0 + y1) / 2) < (y1 - y0) / 4 for x, y in centres)
    }
    return tuple(
        glyph for glyph in glyphs if glyph.y1 - glyph.y0 <= least or round(glyph.y1 - glyph.y0) not in laid_over
    )


def _runs_over(glyphs: Sequence[Glyph], edge: float) -> bool:
    """Whether a line of text that begins on the page goes on beyond its right edge; marks beside it are no text."""
    beyond = [glyph for glyph in glyphs if glyph.x1 - edge > _BEYOND * (glyph.y1 - glyph.y0)]
    if not beyond:
        return False
    most = _LAID_OVER * _usual_height(glyphs)
    ends = [glyph for glyph in glyphs if glyph.x0 < edge <= glyph.x1 + (glyph.y1 - glyph.y0)]
    return any(
        abs(one.y0 - other.y0) < _TWICE * (one.y1 - one.y0) and 0 <= one.x0 - other.x0 < _NEXT * (one.y1 - one.y0)
        for one in beyond
        for other in ends
        if one is not other and one.y1 - one.y0 <= most
    )


def _usual_height(glyphs: Sequence[Glyph]) -> float:
    heights = sorted(glyph.y1 - glyph.y0 for glyph in glyphs)
    return heights[len(heights) // 2]


def _is_mostly_invisible(raw: pdfium.FPDF_TEXTPAGE, count: int) -> bool:
    """Whether the text is laid invisibly over an image, as character recognition does."""
    sampled = range(0, count, max(1, count // _SAMPLES))
    modes = [pdfium.FPDFTextObj_GetTextRenderMode(pdfium.FPDFText_GetTextObject(raw, index)) for index in sampled]
    return modes.count(_INVISIBLE) > len(modes) / 2
