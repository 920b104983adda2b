"""The straight lines and the images that are drawn on a PDF's page."""

from __future__ import annotations

import ctypes
import time
from itertools import pairwise
from typing import TYPE_CHECKING
from typing import NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from auditor.ingest.layout import TooLargeError
from auditor.ingest.refusals import TooSlowError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfPage

_THIN = 3.6
_MOST_OBJECTS = 60_000
_MOST_RULES = 6_000
_MOST_FORMS = 6
# After how many objects it is looked how far the visit has come.
_CHECKED = 64


class Box(NamedTuple):
    """A rectangle on a page."""

    x0: float
    y0: float
    x1: float
    y1: float


_Point = tuple[float, float]
_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_drawing(page: PdfPage, deadline: float) -> Drawing:
    """The drawing of a page, in the page's own coordinates."""
    drawing = Drawing(deadline)
    drawing.visit(_objects_of_page(page), _SAME, 0)
    drawing.check()
    return drawing


def _objects_of_page(page: PdfPage) -> Iterator[pdfium.FPDF_PAGEOBJECT]:
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        yield pdfium.FPDFPage_GetObject(page.raw, index)


def _objects_of_form(form: pdfium.FPDF_PAGEOBJECT) -> Iterator[pdfium.FPDF_PAGEOBJECT]:
    for index in range(pdfium.FPDFFormObj_CountObjects(form)):
        yield pdfium.FPDFFormObj_GetObject(form, index)


class Drawing:
    """The straight lines and the images of a page, in the page's own coordinates."""

    def __init__(self, deadline: float) -> None:
        self.rules: list[Box] = []
        self.images: list[Box] = []
        self._deadline = deadline
        self._visited = 0

    def visit(self, objects: Iterator[pdfium.FPDF_PAGEOBJECT], matrix: _Matrix, depth: int) -> None:
        """Collect from objects whose coordinates `matrix` turns into those of the page."""
        for item in objects:
            self._visited += 1
            if self._visited % _CHECKED == 0:
                self.check()
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(item, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._image(item, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MOST_FORMS:
                self.visit(_objects_of_form(item), _times(_matrix(item), matrix), depth + 1)

    def check(self) -> None:
        """Refuse what is too much, or takes too long."""
        if self._visited > _MOST_OBJECTS or len(self.rules) > _MOST_RULES:
            what = "drawings"
            raise TooLargeError(what, _MOST_RULES)
        if time.monotonic() > self._deadline:
            raise TooSlowError

    def _image(self, item: pdfium.FPDF_PAGEOBJECT, matrix: _Matrix) -> None:
        box = _bounds(item, matrix)
        if box is not None:
            # NOTE: some printer drivers draw lines as images of one pixel's height.
            (self.rules if _is_thin(box) else self.images).append(box)

    def _path(self, item: pdfium.FPDF_PAGEOBJECT, matrix: _Matrix) -> None:
        box = _bounds(item, matrix)
        if box is None:
            return
        if _is_thin(box):
            self.rules.append(box)
            return
        if box.x1 - box.x0 <= _THIN and box.y1 - box.y0 <= _THIN:
            return
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(filled), ctypes.byref(stroked))
        outlines = _outlines(item, _times(_matrix(item), matrix))
        if stroked.value:
            self.rules.extend(rule for outline in outlines for rule in _sides(outline) if _is_thin(rule))
        elif filled.value and len(outlines) > 1:
            self.rules.extend(rule for outline in outlines if _is_thin(rule := _around(outline)))


def _matrix(item: pdfium.FPDF_PAGEOBJECT) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):
        return _SAME
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _moved(point: _Point, matrix: _Matrix) -> _Point:
    x, y = point
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


# Where the library writes to, made once: a page has thousands of objects. Each process reads one document at a time.
_SIDES = tuple(ctypes.c_float() for _ in range(4))
_TO_SIDES = tuple(ctypes.byref(side) for side in _SIDES)


def _bounds(item: pdfium.FPDF_PAGEOBJECT, matrix: _Matrix) -> Box | None:
    if not pdfium.FPDFPageObj_GetBounds(item, *_TO_SIDES):
        return None
    left, bottom, right, top = _SIDES[0].value, _SIDES[1].value, _SIDES[2].value, _SIDES[3].value
    if matrix is _SAME:
        return Box(left, bottom, right, top)
    return _around([_moved(corner, matrix) for corner in ((left, bottom), (right, bottom), (left, top), (right, top))])


def _around(points: list[_Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _is_thin(box: Box) -> bool:
    """Whether a box is a straight line that runs across or down."""
    x0, y0, x1, y1 = box
    width, height = x1 - x0, y1 - y0
    narrow, long = (width, height) if width < height else (height, width)
    return narrow <= _THIN and long > 2 * narrow


def _outlines(item: pdfium.FPDF_PAGEOBJECT, matrix: _Matrix) -> list[list[_Point]]:
    """The corners of each closed or open line of a path; curves count by their ends."""
    outlines: list[list[_Point]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    count = pdfium.FPDFPath_CountSegments(item)
    if count > _MOST_RULES:
        what = "drawings"
        raise TooLargeError(what, _MOST_RULES)
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = _moved((x.value, y.value), matrix)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO or not outlines:
            outlines.append([point])
        else:
            outlines[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            outlines[-1].append(outlines[-1][0])
    return outlines


def _sides(outline: list[_Point]) -> list[Box]:
    return [_around([start, end]) for start, end in pairwise(outline)]
