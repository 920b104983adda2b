"""A page of OFD as glyphs, rules and images with their places, turned so that its text stands upright."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from typing import NamedTuple

from auditor.ingest.layout import MOST_CHARACTERS
from auditor.ingest.layout import UNREAD
from auditor.ingest.layout import TooLargeError
from auditor.ingest.ofd.objects import OPAQUE
from auditor.ingest.ofd.objects import POINTS
from auditor.ingest.ofd.objects import is_near
from auditor.ingest.ofd.objects import limits
from auditor.ingest.ofd.objects import painted
from auditor.ingest.ofd.paths import outlines
from auditor.ingest.ofd.texts import signs_of
from auditor.ingest.pages.geometry import SAME
from auditor.ingest.pages.geometry import around
from auditor.ingest.pages.geometry import holds
from auditor.ingest.pages.geometry import middle
from auditor.ingest.pages.geometry import placed
from auditor.ingest.pages.page import NO_TEXT
from auditor.ingest.pages.page import Glyph
from auditor.ingest.pages.page import Page
from auditor.ingest.pages.page import Rule
from auditor.ingest.pages.page import Turned
from auditor.ingest.pages.page import Upward
from auditor.ingest.pages.seen.strokes import THIN
from auditor.ingest.pages.seen.strokes import is_sign
from auditor.ingest.pages.seen.strokes import is_small_image
from auditor.ingest.pages.seen.strokes import is_thin
from auditor.ingest.pages.seen.strokes import straight_sides
from auditor.ingest.pages.seen.struck import without_struck
from auditor.ingest.pages.seen.told import once
from auditor.ingest.pages.seen.told import runs_over
from auditor.ingest.pages.seen.told import without_marks
from auditor.ingest.refusals import TooSlowError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.ofd.objects import Painted
    from auditor.ingest.ofd.parts import Sheet
    from auditor.ingest.ofd.texts import Sign
    from auditor.ingest.pages.pdfium.calls import Bounds
    from auditor.ingest.pages.pdfium.calls import Matrix

_MOST_GLYPHS = 20_000
_MOST_RULES = 6_000
_MOST_LIDS = 200
# As many figures tell how a page is turned: heads over them may be turned themselves, and be longer.
_FEWEST = 5
# A rectangle has at most so many corners, the first again at its end.
_CORNERS = 5
# How much of a page an image fills that may be a scan; it fills the unit square of its own places.
_SCAN = 0.5
_UNIT = (0.0, 0.0, 1.0, 1.0)
# What characters are by the quarter turns in which their line falls.
_KINDS = (Glyph, Turned, Turned, Upward)


class _Written(NamedTuple):
    """A sign with when it is painted and what is not seen of it."""

    sign: Sign
    order: int
    is_hidden: bool
    is_pale: bool


class _Areas(NamedTuple):
    """What is drawn on a page beside its text, each with when it is painted."""

    lines: list[Bounds]
    grounds: list[tuple[int, Bounds]]
    lids: list[tuple[int, Bounds]]
    images: list[tuple[int, Bounds]]
    signs: list[Bounds]


def read_page(sheet: Sheet, deadline: float) -> Page:
    """The glyphs and rules of a page, in points; `deadline` is when it takes too long."""
    width, height = sheet.width * POINTS, sheet.height * POINTS
    items = list(painted(sheet.layers, sheet.resources, sheet.left, sheet.top))
    written = list(_written(items, deadline))
    areas = _drawn(items, deadline)
    scanned = any(_share(box, width, height) > _SCAN for _, box in areas.images)
    recognised = scanned and 2 * sum(_is_unseen(each, areas, width, height) for each in written) > len(written)
    if not recognised:
        written = [_as_seen(each, areas) for each in written]
    quarters = _turn_of(written)
    turn = _matrix(quarters, width, height)
    glyphs = once([_glyph(each.sign, turn, quarters) for each in written if each.sign.text])
    if quarters % 2:
        width, height = height, width
    across, down = _rules(placed(line, turn) for line in areas.lines)
    glyphs, across = without_struck(without_marks(glyphs), across)
    return Page(
        width,
        height,
        glyphs,
        across,
        down,
        min(1.0, sum(_share(box, width, height) for _, box in areas.images)),
        garbled=sum(glyph.text == UNREAD for glyph in glyphs),
        recognised=recognised,
        cut=runs_over(glyphs, width),
        signs=tuple(placed(box, turn) for box in areas.signs),
    )


def scan_of(sheet: Sheet) -> str:
    """The part of the image that fills most of a page; nothing where none fills half of it."""
    items = painted(sheet.layers, sheet.resources, sheet.left, sheet.top)
    width, height = sheet.width * POINTS, sheet.height * POINTS
    images = [item for item in items if item.kind == "ImageObject"]
    shares = [_share(placed(_UNIT, item.matrix), width, height) for item in images]
    if max(shares, default=0.0) <= _SCAN:
        return ""
    return sheet.resources.images.get(images[shares.index(max(shares))].element.get("ResourceID", ""), "")


def _written(items: Sequence[Painted], deadline: float) -> Iterator[_Written]:
    count = 0
    for order, item in enumerate(items):
        if item.kind != "TextObject":
            continue
        if time.monotonic() > deadline:
            raise TooSlowError
        bounds = list(limits(item))
        for sign in (sign for sign in signs_of(item) if is_near(sign.box)):
            count += 1
            if count > _MOST_GLYPHS:
                what = "characters"
                raise TooLargeError(what, MOST_CHARACTERS)
            x, y = middle(sign.box)
            is_away = not all(holds(limit, x, y) for limit in bounds)
            is_hidden = is_away or not (item.fill or item.stroke)
            yield _Written(sign, order, is_hidden, item.is_pale and not item.stroke)


def _drawn(items: Sequence[Painted], deadline: float) -> _Areas:
    areas = _Areas([], [], [], [], [])
    for order, item in enumerate(items):
        if item.kind == "ImageObject" and item.fill:
            _add_image(areas, order, item)
        elif item.kind == "PathObject" and (item.fill or item.stroke):
            _add_path(areas, order, item)
        if len(areas.lines) > _MOST_RULES:
            what = "drawings"
            raise TooLargeError(what, _MOST_RULES)
        if time.monotonic() > deadline:
            raise TooSlowError
    return areas


def _add_image(areas: _Areas, order: int, item: Painted) -> None:
    box = placed(_UNIT, item.matrix)
    if not is_near(box):
        return
    if is_thin(box):
        areas.lines.append(box)
        return
    areas.images.append((order, box))
    areas.grounds.append((order, box))
    if is_small_image(box):
        areas.signs.append(box)


def _add_path(areas: _Areas, order: int, item: Painted) -> None:
    lines = [line for line in outlines(item.element, item.matrix) if len(line) > 1 and is_near(around(line))]
    if not lines:
        return
    box = around([point for line in lines for point in line])
    if item.fill and not is_thin(box) and max(box[2] - box[0], box[3] - box[1]) > THIN:
        strokes = sum(map(len, lines))
        if not item.is_pale:
            areas.grounds.append((order, box))
        if item.fill >= OPAQUE and strokes <= _CORNERS and len(areas.lids) < _MOST_LIDS:
            areas.lids.append((order, box))
        if is_sign(box, strokes):
            areas.signs.append(box)
    if item.stroke:
        areas.lines.extend(side for line in lines for side in straight_sides(line))
    else:
        areas.lines.extend(filter(is_thin, map(around, lines)))


def _as_seen(each: _Written, areas: _Areas) -> _Written:
    """A sign as it is seen: a figure that is not is no text, other signs are none where nothing was painted."""
    x, y = middle(each.sign.box)
    is_figure = each.sign.text.isdigit()
    grounds = () if not each.is_pale else areas.grounds
    is_hidden = each.is_hidden or (
        each.is_pale and not any(order < each.order and holds(ground, x, y) for order, ground in grounds)
    )
    if is_hidden:
        return each._replace(sign=each.sign._replace(text=NO_TEXT if is_figure else ""))
    if is_figure and any(order > each.order and holds(lid, x, y) for order, lid in areas.lids):
        return each._replace(sign=each.sign._replace(text=NO_TEXT))
    return each


def _is_unseen(each: _Written, areas: _Areas, width: float, height: float) -> bool:
    """Whether a sign is invisible, or lies below an image that fills most of the page."""
    x, y = middle(each.sign.box)
    scans = [order for order, box in areas.images if _share(box, width, height) > _SCAN and holds(box, x, y)]
    return each.is_hidden or any(order > each.order for order in scans)


def _turn_of(written: Sequence[_Written]) -> int:
    """In how many quarter turns most text of a page falls; its figures tell, where there are some."""
    figures = [each.sign.quarters for each in written if each.sign.text.isdigit()]
    turns = figures if len(figures) >= _FEWEST else [each.sign.quarters for each in written]
    return max(range(4), key=turns.count)


def _matrix(quarters: int, width: float, height: float) -> Matrix:
    """What turns a page back whose text falls in so many quarter turns."""
    return (
        SAME,
        (0.0, -1.0, 1.0, 0.0, 0.0, width),
        (-1.0, 0.0, 0.0, -1.0, width, height),
        (0.0, 1.0, -1.0, 0.0, height, 0.0),
    )[quarters]


def _glyph(sign: Sign, turn: Matrix, quarters: int) -> Glyph:
    return _KINDS[(sign.quarters - quarters) % 4](sign.text, *placed(sign.box, turn))


def _rules(lines: Iterable[Bounds]) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The lines that run across and down."""
    across: list[Rule] = []
    down: list[Rule] = []
    for x0, y0, x1, y1 in lines:
        if y1 - y0 <= x1 - x0:
            across.append(Rule((y0 + y1) / 2, x0, x1))
        else:
            down.append(Rule((x0 + x1) / 2, y0, y1))
    return tuple(across), tuple(down)


def _share(box: Bounds, width: float, height: float) -> float:
    return (box[2] - box[0]) * (box[3] - box[1]) / max(1.0, width * height)
