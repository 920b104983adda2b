"""The straight lines and the images that are drawn on a PDF's page."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from auditor.ingest.layout import TooLargeError
from auditor.ingest.pages import calls
from auditor.ingest.refusals import TooSlowError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pypdfium2 import PdfPage

    from auditor.ingest.pages.calls import Bounds
    from auditor.ingest.pages.calls import Matrix

_THIN = 3.6
_MOST_OBJECTS = 60_000
_MOST_RULES = 6_000
_MOST_FORMS = 6
# After how many objects it is looked how far the visit has come.
_CHECKED = 64
# What may be a line: some printer drivers draw lines as images of one pixel's height.
_DRAWN = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE)

_Point = tuple[float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_drawing(page: PdfPage, deadline: float) -> Drawing:
    """The drawing of a page, in the page's own coordinates."""
    drawing = Drawing(deadline)
    drawing.visit(calls.objects(calls.address(page.raw), _MOST_OBJECTS + 1, is_form=False), _SAME, 0)
    drawing.check()
    return drawing


class Drawing:
    """The straight lines and the images of a page, in the page's own coordinates."""

    def __init__(self, deadline: float) -> None:
        self.rules: list[Bounds] = []
        self.images: list[Bounds] = []
        self._deadline = deadline
        self._visited = 0

    def visit(self, items: Sequence[int], matrix: Matrix, depth: int) -> None:
        """Collect from objects whose coordinates `matrix` turns into those of the page."""
        self._visited += len(items)
        self.check()
        for number, (item, kind, bounds) in enumerate(zip(items, calls.types(items), calls.bounds(items), strict=True)):
            if number % _CHECKED == 0:
                self.check()
            if bounds and kind in _DRAWN:
                box = bounds if matrix is _SAME else _placed(bounds, matrix)
                if _is_thin(box):
                    self.rules.append(box)
                elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                    self.images.append(box)
                else:
                    self._path(item, box, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MOST_FORMS:
                within = calls.objects(item, _MOST_OBJECTS + 1, is_form=True)
                self.visit(within, _times(_matrix(item), matrix), depth + 1)

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
        outlines = _outlines(item, _times(_matrix(item), matrix))
        if is_stroked:
            self.rules.extend(rule for outline in outlines for rule in _sides(outline) if _is_thin(rule))
        elif is_filled and len(outlines) > 1:
            self.rules.extend(rule for outline in outlines if _is_thin(rule := _around(outline)))


def _matrix(item: int) -> Matrix:
    return calls.matrix(item) or _SAME


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _moved(point: _Point, matrix: Matrix) -> _Point:
    x, y = point
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def _placed(bounds: Bounds, matrix: Matrix) -> Bounds:
    left, bottom, right, top = bounds
    return _around([_moved(corner, matrix) for corner in ((left, bottom), (right, bottom), (left, top), (right, top))])


def _around(points: list[_Point]) -> Bounds:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _is_thin(box: Bounds) -> bool:
    """Whether a box is a straight line that runs across or down."""
    x0, y0, x1, y1 = box
    width, height = x1 - x0, y1 - y0
    narrow, long = (width, height) if width < height else (height, width)
    return narrow <= _THIN and long > 2 * narrow


def _outlines(item: int, matrix: Matrix) -> list[list[_Point]]:
    """The corners of each closed or open line of a path; curves count by their ends."""
    outlines: list[list[_Point]] = []
    count = calls.count_segments(item)
    if count > _MOST_RULES:
        what = "drawings"
        raise TooLargeError(what, _MOST_RULES)
    for x, y, begins, closes in calls.segments(item, count):
        point = _moved((x, y), matrix)
        if begins or not outlines:
            outlines.append([point])
        else:
            outlines[-1].append(point)
        if closes:
            outlines[-1].append(outlines[-1][0])
    return outlines


def _sides(outline: list[_Point]) -> list[Bounds]:
    return [_around([start, end]) for start, end in pairwise(outline)]
