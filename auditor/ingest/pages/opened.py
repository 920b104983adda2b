"""A page of a PDF as it is to be read: fields and notes drawn where they stand, text that leans set straight."""

from __future__ import annotations

import ctypes
import math
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfDocument
    from pypdfium2 import PdfPage

    from auditor.ingest.pages.calls import Bounds

_MOST_NOTES = 5_000
# What says nothing that belongs to the text, and would cover it if it were drawn.
_ASIDE = frozenset(
    (
        *(pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_TEXT),
        *(pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE, pdfium.FPDF_ANNOT_SQUIGGLY),
    )
)
# What holds a text, by the name of the entry that says it, and what strikes one out.
_TEXTS = {pdfium.FPDF_ANNOT_WIDGET: b"V", pdfium.FPDF_ANNOT_FREETEXT: b"Contents"}
_STRIKES = (pdfium.FPDF_ANNOT_STRIKEOUT, pdfium.FPDF_ANNOT_REDACT)
# A text of no characters ends with two bytes.
_EMPTY = 2


def open_page(document: PdfDocument, number: int) -> tuple[PdfPage, tuple[Bounds, ...]]:
    """A page with its fields and notes drawn as a part of it, and where those stand that say not how they look."""
    page = document[number]
    count = pdfium.FPDFPage_GetAnnotCount(page)
    if not count or count > _MOST_NOTES:
        return page, ()
    kinds = []
    without_look: list[Bounds] = []
    for index in range(count):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        kinds.append(pdfium.FPDFAnnot_GetSubtype(note))
        without_look += _without_look(note, kinds[-1])
        pdfium.FPDFPage_CloseAnnot(note)
    if _ASIDE.issuperset(kinds):
        return page, ()
    for index in reversed([index for index, kind in enumerate(kinds) if kind in _ASIDE]):
        pdfium.FPDFPage_RemoveAnnot(page, index)
    pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    return document[number], tuple(without_look)


def _without_look(note: pdfium.FPDF_ANNOTATION, kind: int) -> Iterator[Bounds]:
    """Where a note stands that holds or strikes out a text and does not say how it looks."""
    if pdfium.FPDFAnnot_GetAP(note, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > _EMPTY:
        return
    entry = _TEXTS.get(kind)
    says = entry is not None and pdfium.FPDFAnnot_GetStringValue(note, entry, None, 0) > _EMPTY
    place = pdfium.FS_RECTF()
    if (says or kind in _STRIKES) and pdfium.FPDFAnnot_GetRect(note, ctypes.byref(place)):
        yield place.left, place.bottom, place.right, place.top


def set_straight(document: PdfDocument, number: int, page: PdfPage, lean: float) -> PdfPage:
    """A page turned clockwise by so much of a circle (in radians) around its middle."""
    left, bottom, right, top = page.get_mediabox()
    x, y = (left + right) / 2, (bottom + top) / 2
    cosine, sine = math.cos(-lean), math.sin(-lean)
    moved = (x - cosine * x + sine * y, y - sine * x - cosine * y)
    matrix = pdfium.FS_MATRIX(cosine, sine, -sine, cosine, *moved)
    pdfium.FPDFPage_TransFormWithClip(page, ctypes.byref(matrix), None)
    page.close()
    return document[number]
