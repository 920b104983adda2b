"""The objects of a page in the order in which they are painted, forms replaced by what they hold."""

from __future__ import annotations

import time
from itertools import repeat
from typing import TYPE_CHECKING
from typing import NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from auditor.ingest.layout import TooLargeError
from auditor.ingest.pages.geometry import SAME
from auditor.ingest.pages.geometry import placed
from auditor.ingest.pages.geometry import times
from auditor.ingest.pages.pdfium import calls
from auditor.ingest.refusals import TooSlowError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pypdfium2 import PdfPage

    from auditor.ingest.pages.pdfium.calls import Bounds
    from auditor.ingest.pages.pdfium.calls import Matrix

    Object = tuple[int, int, Bounds | None, Matrix]  # its kind, its handle, its box on the page, its coordinates

_MOST_OBJECTS = 60_000
_MOST_FORMS = 6
_TEXT, _FORM = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_FORM


class Painted(NamedTuple):
    """An object that has a place: as which one it is painted, its handle, its box on the page, its coordinates."""

    number: int
    item: int
    box: Bounds
    matrix: Matrix


class Canvas:
    """What is painted on a page: in order, each with what it is; `texts` are the handles of all texts."""

    def __init__(self, page: PdfPage, deadline: float) -> None:
        self._deadline = deadline
        self._count = 0
        items = calls.objects(calls.address(page.raw), _MOST_OBJECTS + 1, is_form=False)
        self.objects = self._unfolded(items, SAME, 0)
        self.texts = [item for kind, item, _, _ in self.objects if kind == _TEXT]

    def placed_texts(self) -> list[Painted]:
        """The texts that have a place."""
        return [
            Painted(number, item, box, matrix)
            for number, (kind, item, box, matrix) in enumerate(self.objects)
            if kind == _TEXT and box is not None
        ]

    def check(self) -> None:
        """Refuse what is too much, or takes too long."""
        if self._count > _MOST_OBJECTS:
            what = "drawings"
            raise TooLargeError(what, _MOST_OBJECTS)
        if time.monotonic() > self._deadline:
            raise TooSlowError

    def _unfolded(self, items: Sequence[int], matrix: Matrix, depth: int) -> list[Object]:
        """Objects whose coordinates `matrix` turns into those of the page, with those of the forms among them."""
        self._count += len(items)
        self.check()
        kinds, boxes = calls.types(items), calls.bounds(items)
        if matrix is not SAME:
            boxes = [box and placed(box, matrix) for box in boxes]
        found = list(zip(kinds, items, boxes, repeat(matrix)))
        if _FORM not in kinds:
            return found
        whole: list[Object] = []
        for each in found:
            if each[0] != _FORM:
                whole.append(each)
            elif depth < _MOST_FORMS:
                within = calls.objects(each[1], _MOST_OBJECTS + 1, is_form=True)
                whole += self._unfolded(within, times(calls.matrix(each[1]) or SAME, matrix), depth + 1)
        return whole
