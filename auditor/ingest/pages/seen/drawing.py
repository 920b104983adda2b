"""What is drawn on a PDF's page: its straight lines, images, and what may be signs drawn as outlines."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from auditor.ingest.layout import TooLargeError
from auditor.ingest.pages.geometry import SAME
from auditor.ingest.pages.geometry import around
from auditor.ingest.pages.geometry import moved
from auditor.ingest.pages.geometry import times
from auditor.ingest.pages.pdfium import calls
from auditor.ingest.pages.seen.painted import Painted
from auditor.ingest.pages.seen.strokes import THIN
from auditor.ingest.pages.seen.strokes import is_sign
from auditor.ingest.pages.seen.strokes import is_thin
from auditor.ingest.pages.seen.strokes import straight_sides
from auditor.ingest.pages.seen.unseen import Unseen

if TYPE_CHECKING:
    from auditor.ingest.pages.geometry import Point
    from auditor.ingest.pages.pdfium.calls import Bounds
    from auditor.ingest.pages.seen.painted import Canvas

_MOST_RULES = 6_000
# What may be a line: some printer drivers draw lines as images of one pixel's height.
_DRAWN = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING)


class Drawing:
    """What is drawn on a page, in the page's own coordinates."""

    def __init__(self, canvas: Canvas) -> None:
        self.images: list[Bounds] = []
        self.signs: list[Bounds] = []
        self.turns = {item: turn for turn, item in enumerate(canvas.texts)}  # how many texts were painted before each
        self.unseen = Unseen(canvas)
        self._lines: list[tuple[int, Bounds]] = []  # each with the number of what it is a part of
        self._canvas = canvas
        pale = self.unseen.pale
        for number, (kind, item, box, matrix) in enumerate(canvas.objects):
            if kind in _DRAWN and box is not None:
                if is_thin(box):
                    self._lines.append((number, box))
                else:
                    self._add(kind, Painted(number, item, box, matrix))
            elif pale and item in pale and box is not None:
                self.unseen.add_pale(Painted(number, item, box, matrix))
        self._check()
        self.rules = self.unseen.not_of_lids(self._lines)

    def _check(self) -> None:
        """Refuse what is too much, or takes too long."""
        if len(self._lines) > _MOST_RULES:
            what = "drawings"
            raise TooLargeError(what, _MOST_RULES)
        self._canvas.check()

    def _add(self, kind: int, area: Painted) -> None:
        """Add what is no straight line itself."""
        self._check()
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._add_path(area)
            return
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self.images.append(area.box)
        self.unseen.add_area(area, is_image=True)

    def _add_path(self, path: Painted) -> None:
        """Add a path, and the straight lines that it consists of."""
        x0, y0, x1, y1 = path.box
        if x1 - x0 <= THIN and y1 - y0 <= THIN:
            return
        is_filled, is_stroked = calls.drawn(path.item)
        if not is_filled and not is_stroked:
            return
        count = calls.count_segments(path.item)
        if is_filled:
            self.unseen.add_area(path, is_image=False)
            if is_sign(path.box, count):
                self.signs.append(path.box)
        outlines = _outlines(path, count)
        if is_stroked:
            parts = [side for outline in outlines for side in straight_sides(outline)]
        else:
            parts = list(filter(is_thin, map(around, outlines))) if len(outlines) > 1 else []
        self._lines += zip(repeat(path.number), parts)


def _outlines(path: Painted, count: int) -> list[list[Point]]:
    """The corners of each closed or open line of a path of so many segments; curves count by their ends."""
    if count > _MOST_RULES:
        what = "drawings"
        raise TooLargeError(what, _MOST_RULES)
    points, begins, closes = calls.segments(path.item, count)
    matrix = calls.matrix(path.item) or SAME
    matrix = path.matrix if matrix == SAME else times(matrix, path.matrix)
    if matrix != SAME:
        points = [moved(point, matrix) for point in points]
    outlines: list[list[Point]] = []
    for point, is_begun, is_closed in zip(points, begins, closes, strict=True):
        if is_begun or not outlines:
            outlines.append([point])
        else:
            outlines[-1].append(point)
        if is_closed:
            outlines[-1].append(outlines[-1][0])
    return outlines
