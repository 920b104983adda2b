"""A PDF's pages as glyphs, rules and images with their places, turned so that the text stands upright."""

from __future__ import annotations

import ctypes
import math
from itertools import repeat
from operator import itemgetter
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from auditor.ingest.layout import MOST_CHARACTERS
from auditor.ingest.layout import UNREAD
from auditor.ingest.layout import TooLargeError
from auditor.ingest.pages.page import ASLANT
from auditor.ingest.pages.page import NO_TEXT
from auditor.ingest.pages.page import PRIVATE
from auditor.ingest.pages.page import Glyph
from auditor.ingest.pages.page import Page
from auditor.ingest.pages.page import Rule
from auditor.ingest.pages.page import Turned
from auditor.ingest.pages.page import Upward
from auditor.ingest.pages.pdfium import calls
from auditor.ingest.pages.pdfium.opened import Notes
from auditor.ingest.pages.seen.drawing import Drawing
from auditor.ingest.pages.seen.false_signs import false_signs
from auditor.ingest.pages.seen.marked import in_place
from auditor.ingest.pages.seen.marked import show_glyphs
from auditor.ingest.pages.seen.marked import shut_away
from auditor.ingest.pages.seen.painted import Canvas
from auditor.ingest.pages.seen.strokes import is_small_image
from auditor.ingest.pages.seen.struck import without_removed
from auditor.ingest.pages.seen.struck import without_struck
from auditor.ingest.pages.seen.told import joined
from auditor.ingest.pages.seen.told import on_paper
from auditor.ingest.pages.seen.told import once
from auditor.ingest.pages.seen.told import runs_over
from auditor.ingest.pages.seen.told import without_marks
from auditor.ingest.pages.seen.unseen import Unseen

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Collection
    from collections.abc import Sequence

    from pypdfium2 import PdfPage

    from auditor.ingest.pages.pdfium.calls import Bounds

_NO_NOTES = Notes()
_HUGE = 60.0
_MOST_GLYPHS = 20_000
_SAMPLES = 41
# As many figures tell how a page is turned: heads over them may be turned themselves, and be longer.
_FEWEST = 5
_QUARTER = math.pi / 2
# How much lines rise at least to be set straight, and how much of a page they are.
_LEAST_LEAN = 0.0015
_MOSTLY = 2 / 3
_DROPPED = frozenset("\0\r\n\ufffe\ufeff\u200b\u00ad")
# What the library gives for a hyphen at the end of a line, which in a table is a cell that holds a dash.
_HYPHEN = "\2"
_SPECIAL = frozenset(("\0", _HYPHEN))
# What characters are by the quarter turns in which their line rises.
_KINDS = (Glyph, Upward, Turned, Turned)
# Makes one of thousands of named tuples without a call of Python's own.
_made = tuple.__new__


def read_page(page: PdfPage, deadline: float, notes: Notes = _NO_NOTES) -> Page:
    """The glyphs and rules of a page, in coordinates in which its text stands upright."""
    width, height = _size(page)
    canvas = Canvas(page, deadline)
    text_page = page.get_textpage()
    try:
        raw = text_page.raw
        count = pdfium.FPDFText_CountChars(raw)
        if count > _MOST_GLYPHS:
            what = "characters"
            raise TooLargeError(what, MOST_CHARACTERS)
        text = calls.address(raw)
        codes, objects = calls.codes(text, count), calls.text_objects(text, count)
        digits = {code for code in set(codes) if chr(code).isdigit()}
        figures = {item for item, code in zip(objects, codes, strict=True) if item and code in digits}
        if show_glyphs(figures):
            return read_page(page, deadline, notes)
        angles = _angles(raw, range(count))
        standing = [index for index, code in enumerate(codes) if code in digits and objects[index]]
        turn = _Turn(_quarters(_angles(raw, standing) if len(standing) >= _FEWEST else angles), width, height)
        drawing = Drawing(canvas)
        drawing.unseen.hidden |= shut_away(page, canvas, figures)
        images = sum(abs((x1 - x0) * (y1 - y0)) for x0, y0, x1, y1 in drawing.images) / max(1.0, width * height)
        recognised = images > 1 / 2 and _is_mostly_among(drawing.unseen.hidden, objects)
        characters = _signs(raw, codes, objects, Unseen() if recognised else drawing.unseen)
        for index in () if recognised else false_signs(text, codes, objects):
            characters[index] = UNREAD if characters[index] != NO_TEXT else NO_TEXT
        turns = list(map(drawing.turns.get, objects, repeat(0)))
        boxes = in_place(calls.loose_boxes(text, count), objects, canvas)
        glyphs, garbled, lost = _glyphs(raw, (characters, boxes, turns), turn)
        if _is_mirrored(text, standing or range(count)):
            garbled = len(glyphs)
    finally:
        text_page.close()
    across, down = turn.rules(drawing.rules)
    glyphs, across = without_struck(glyphs, across)
    glyphs = without_removed(glyphs, [turn.box(*box) for box in notes.removed])
    glyphs += tuple(Glyph(NO_TEXT, *turn.box(*box)) for box in notes.without_look)
    if turn.swaps:
        width, height = height, width
    paper = turn.box(*page.get_bbox())
    cut = lost or runs_over(glyphs, paper[2])
    glyphs = on_paper(glyphs, paper)
    small = filter(is_small_image, drawing.images)
    said = drawing.unseen.hidden.union(objects)  # the library passes over a text that it takes for one printed twice
    texts = () if said.issuperset(canvas.texts) else canvas.placed_texts()
    unsaid = (text.box for text in texts if text.item not in said and _has_ink(text.box))
    signs = tuple(turn.box(*box) for box in (*drawing.signs, *small, *unsaid))
    fields = tuple(turn.box(*box) for box in notes.drawn)
    return Page(
        width, height, glyphs, across, down, min(1.0, images), garbled, recognised, cut, signs, fields, _lean(angles)
    )


def _size(page: PdfPage) -> tuple[float, float]:
    """The page's size before it is turned for showing."""
    width, height = page.get_size()
    return (height, width) if page.get_rotation() % 180 else (width, height)


def _angles(raw: pdfium.FPDF_TEXTPAGE, indices: Sequence[int]) -> list[float]:
    """By how much the lines of some of the characters rise, in radians; what only fills lines stands on none."""
    angle = calls.angles_of(calls.address(raw))
    return [angle(index) for index in _sampled(indices) if not pdfium.FPDFText_IsGenerated(raw, index)]


def _sampled(indices: Sequence[int]) -> Sequence[int]:
    return indices[:: max(1, len(indices) // _SAMPLES)]


def _is_mirrored(text: int, indices: Sequence[int]) -> bool:
    """Whether most of a page's text is printed the wrong way round, so that its figures read from the right."""
    told = calls.are_mirrored(text, _sampled(indices))
    return 2 * sum(told) > len(told)


def _has_ink(box: Bounds) -> bool:
    left, bottom, right, top = box
    return left < right and bottom < top


def _quarters(angles: Sequence[float]) -> int:
    """In how many quarter turns most of some text falls."""
    turns = [round(-angle / _QUARTER) % 4 for angle in angles]
    return max(range(4), key=turns.count)


def _lean(angles: Sequence[float]) -> float:
    """By how much nearly all lines of a page rise, or fall, a little: it was laid askew."""
    rests = sorted(angle - round(angle / _QUARTER) * _QUARTER for angle in angles)
    middle = rests[len(rests) // 2] if rests else 0.0
    alike = sum(abs(rest - middle) < _LEAST_LEAN for rest in rests)
    is_askew = _LEAST_LEAN < abs(middle) < ASLANT * _QUARTER
    return middle if is_askew and alike > _MOSTLY * len(rests) else 0.0


class _Turn:
    """How places of the page, which count upwards, become places of upright text, which count downwards."""

    def __init__(self, quarters: int, width: float, height: float) -> None:
        self.quarters = quarters
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
        is_upright, height = self.is_upright, self.height
        for left, bottom, right, top in rules:
            if is_upright and left <= right and bottom <= top:
                x0, y0, x1, y1 = left, height - top, right, height - bottom
            else:
                x0, y0, x1, y1 = self.box(left, bottom, right, top)
            if y1 - y0 <= x1 - x0:
                across.append(_made(Rule, ((y0 + y1) / 2, x0, x1)))
            else:
                down.append(_made(Rule, ((x0 + x1) / 2, y0, y1)))
        return tuple(across), tuple(down)


def _glyphs(
    raw: pdfium.FPDF_TEXTPAGE, characters: tuple[list[str], Sequence[Bounds | None], list[int]], turn: _Turn
) -> tuple[tuple[Glyph, ...], int, bool]:
    """The glyphs of a page as they are painted, how many of them are not known, and whether some have no place.

    Characters are given line by line; then their boxes, and when the text of each is painted.
    """
    found: list[Glyph] = []
    painted: list[int] = []
    lost = False
    upright, height = turn.is_upright, turn.height
    angle = calls.angles_of(calls.address(raw))
    nothing = {sign for sign in set(characters[0]) if sign in _DROPPED or sign.isspace()}
    last_bottom = last_left = -math.inf
    aslant, kind = False, Glyph
    for index, (sign, box, number) in enumerate(zip(*characters, strict=True)):
        if sign in nothing:
            continue
        if box is None:
            lost = True
            continue
        left, top, right, bottom = box
        if kind is not Glyph or (bottom != last_bottom and left != last_left):  # not on the line of the glyph before
            rise = angle(index) / _QUARTER
            aslant, kind = abs(rise - round(rise)) > ASLANT, _KINDS[(round(rise) + turn.quarters) % 4]
        last_bottom, last_left = bottom, left
        if aslant:
            continue
        if top - bottom > _HUGE:
            left, top, right, bottom = _tight(raw, index) or box
        painted.append(number)
        if upright and kind is Glyph:
            found.append(_made(Glyph, (sign, left, height - top, right, height - bottom)))
        else:
            found.append(kind(sign, *turn.box(left, bottom, right, top)))
    garbled = list(map(itemgetter(0), found)).count(UNREAD)
    return without_marks(once(joined(_as_painted(found, painted)))), garbled, lost


def _as_painted(glyphs: list[Glyph], turns: list[int]) -> list[Glyph]:
    if turns == sorted(turns):
        return glyphs
    return [glyph for _, glyph in sorted(zip(turns, glyphs, strict=True), key=itemgetter(0))]


def _signs(raw: pdfium.FPDF_TEXTPAGE, codes: Sequence[int], objects: Sequence[int], unseen: Unseen) -> list[str]:
    """The characters of a page; figures that are not seen are no text, words only where they are covered.

    `objects` are the texts that they are parts of.
    """
    unmapped = calls.unmapped(calls.address(raw), len(codes))
    signs = list(map(chr, codes))
    # NOTE: where no character is known, the number of a glyph in its font is given, which can look like a figure.
    unknown = {code for code in set(codes) if code in PRIVATE}
    if unknown or any(unmapped):
        told = zip(signs, codes, unmapped, strict=True)
        signs = [UNREAD if is_unmapped == 1 or code in unknown else sign for sign, code, is_unmapped in told]
    for index, sign in enumerate(signs) if not _SPECIAL.isdisjoint(signs) else ():
        if sign == _HYPHEN:
            signs[index] = "-"
        elif sign == "\0" and _is_drawn(raw, index):
            signs[index] = UNREAD
    if unseen.hidden or unseen.covered or unseen.cut:
        _strike(signs, objects, unseen)
    return signs


def _strike(signs: list[str], objects: Sequence[int], unseen: Unseen) -> None:
    """Takes from the characters what is not seen."""
    ends: dict[int, int] = {}
    for index, item in enumerate(objects):
        if item in unseen.hidden or item in unseen.covered:
            signs[index] = NO_TEXT if signs[index].isdigit() else "\0" if item in unseen.hidden else signs[index]
        elif item in unseen.cut and not signs[index].isspace():
            ends[item] = index
    for index in (index for index in ends.values() if signs[index].isdigit()):
        signs[index] = NO_TEXT  # the edge of its box runs through it, or more is lost behind it


def _is_drawn(raw: pdfium.FPDF_TEXTPAGE, index: int) -> bool:
    left, top, right, bottom = _tight(raw, index) or (0.0,) * 4
    return _has_ink((left, bottom, right, top))


def _tight(raw: pdfium.FPDF_TEXTPAGE, index: int) -> Bounds | None:
    """The box that a glyph really fills, for fonts that claim far more room than they use."""
    sides = [ctypes.c_double() for _ in range(4)]
    if not pdfium.FPDFText_GetCharBox(raw, index, *map(ctypes.byref, sides)):
        return None
    left, right, bottom, top = (ctypes.c_float(side.value).value for side in sides)  # as all other places are
    return left, top, right, bottom


def _is_mostly_among(hidden: Collection[int], objects: Sequence[int]) -> bool:
    """Whether the text is laid invisibly over an image, as character recognition does."""
    return 2 * sum(item in hidden for item in objects) > len(objects)
