"""What is drawn on a PDF's page: its straight lines, images, and what may be signs drawn as outlines."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from auditor.ingest.layout import TooLargeError
from auditor.ingest.pages import calls
from auditor.ingest.pages.geometry import SAME
from auditor.ingest.pages.geometry import around
from auditor.ingest.pages.geometry import moved
from auditor.ingest.pages.geometry import placed
from auditor.ingest.pages.geometry import times
from auditor.ingest.pages.unseen import Unseen
from auditor.ingest.refusals import TooSlowError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from pypdfium2 import PdfPage

    from auditor.ingest.pages.calls import Bounds
    from auditor.ingest.pages.calls import Matrix
    from auditor.ingest.pages.geometry import Point

_THIN = 3.6
_MOST_OBJECTS = 60_000
_MOST_RULES = 6_000
_MOST_FORMS = 6
# What may be signs drawn as outlines: how wide and high, and of how many lines.
_WIDEST_SIGN = 100.0
_HIGHEST_SIGN = 30.0
_FEWEST_STROKES = 6
# After how many objects it is looked how far the visit has come.
_CHECKED = 64
_TEXT = pdfium.FPDF_PAGEOBJ_TEXT
# What may be a line: some printer drivers draw lines as images of one pixel's height.
_DRAWN = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING)


def read_drawing(page: PdfPage, deadline: float) -> Drawing:
    """The drawing of a page, in the page's own coordinates."""
    drawing = Drawing(deadline)
    drawing.visit(calls.objects(calls.address(page.raw), _MOST_OBJECTS + 1, is_form=False), SAME, 0)
    drawing.check()
    return drawing


class Drawing:
    """What is drawn on a page, in the page's own coordinates."""

    def __init__(self, deadline: float) -> None:
        self.rules: list[Bounds] = []
        self.images: list[Bounds] = []
        self.signs: list[Bounds] = []
        self.unseen = Unseen()
        self.turns: dict[int, int] = {}  # of each text: how many were painted before it
        self._deadline = deadline
        self._visited = 0

    def visit(self, items: Sequence[int], matrix: Matrix, depth: int) -> None:
        """Collect from objects whose coordinates `matrix` turns into those of the page."""
        self._visited += len(items)
        self.check()
        told = list(zip(items, calls.types(items), calls.bounds(items), strict=True))
        texts = [(item, placed(bounds, matrix)) for item, kind, bounds in told if bounds and kind == _TEXT]
        self.unseen.look(texts, matrix)
        for number, (item, kind, bounds) in enumerate(told):
            if number % _CHECKED == 0:
                self.check()
            if bounds and kind == _TEXT:
                self.turns[item] = len(self.turns)
                self.unseen.add_text(item, placed(bounds, matrix))
            elif bounds and kind in _DRAWN:
                box = placed(bounds, matrix)
                if _is_thin(box):
                    self._add_rules([box])
                elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                    self._path(item, box, matrix)
                else:
                    self.images += [box] if kind == pdfium.FPDF_PAGEOBJ_IMAGE else []
                    self.unseen.add_area(item, box, matrix, is_image=True)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MOST_FORMS:
                within = calls.objects(item, _MOST_OBJECTS + 1, is_form=True)
                self.visit(within, times(_matrix(item), matrix), depth + 1)

    def check(self) -> None:
        """Refuse what is too much, or takes too long."""
        if self._visited > _MOST_OBJECTS or len(self.rules) > _MOST_RULES:
            what = "drawings"
            raise TooLargeError(what, _MOST_RULES)
        if time.monotonic() > self._deadline:
            raise TooSlowError

    def _path(self, item: int, box: Bounds, matrix: Matrix) -> None:
        """Collect the straight lines of a path that is none itself."""
        x0, y0, x1, y1 = box
        if x1 - x0 <= _THIN and y1 - y0 <= _THIN:
            return
        is_filled, is_stroked = calls.drawn(item)
        if is_filled:
            self.unseen.add_area(item, box, matrix, is_image=False)
            if x1 - x0 <= _WIDEST_SIGN and y1 - y0 <= _HIGHEST_SIGN and calls.count_segments(item) >= _FEWEST_STROKES:
                self.signs.append(box)
        outlines = _outlines(item, times(_matrix(item), matrix))
        if is_stroked:
            self._add_rules(rule for outline in outlines for rule in _sides(outline) if _is_thin(rule))
        elif is_filled and len(outlines) > 1:
            self._add_rules(rule for outline in outlines if _is_thin(rule := around(outline)))

    def _add_rules(self, rules: Iterable[Bounds]) -> None:
        self.rules.extend(rule for rule in rules if not self.unseen.is_of_lid(rule))


def _matrix(item: int) -> Matrix:
    return calls.matrix(item) or SAME


def _is_thin(box: Bounds) -> bool:
    """Whether a box is a straight line that runs across or down."""
    x0, y0, x1, y1 = box
    width, height = x1 - x0, y1 - y0
    narrow, long = (width, height) if width < height else (height, width)
    return narrow <= _THIN and long > 2 * narrow


def _outlines(item: int, matrix: Matrix) -> list[list[Point]]:
    """The corners of each closed or open line of a path; curves count by their ends."""
    outlines: list[list[Point]] = []
    count = calls.count_segments(item)
    if count > _MOST_RULES:
        what = "drawings"
        raise TooLargeError(what, _MOST_RULES)
    for x, y, begins, closes in calls.segments(item, count):
        point = moved((x, y), matrix)
        if begins or not outlines:
            outlines.append([point])
        else:
            outlines[-1].append(point)
        if closes:
            outlines[-1].append(outlines[-1][0])
    return outlines


def _sides(outline: list[Point]) -> list[Bounds]:
    return [around([start, end]) for start, end in pairwise(outline)]
