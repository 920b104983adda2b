"""A page of a PDF as it is to be read: fields and notes drawn where they stand, text that leans set straight."""

from __future__ import annotations

import ctypes
import math
from typing import TYPE_CHECKING
from typing import NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfDocument
    from pypdfium2 import PdfPage

    from auditor.ingest.pages.pdfium.calls import Bounds

_MOST_NOTES = 5_000
# What says nothing that belongs to the text, and would cover it if it were drawn.
_ASIDE = frozenset(
    (
        *(pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_TEXT),
        *(pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE, pdfium.FPDF_ANNOT_SQUIGGLY),
        pdfium.FPDF_ANNOT_REDACT,
    )
)
# What holds a text, by the name of the entry that says it.
_TEXTS = {pdfium.FPDF_ANNOT_WIDGET: b"V", pdfium.FPDF_ANNOT_FREETEXT: b"Contents"}
# A text of no characters ends with two bytes.
_EMPTY = 2


class Notes(NamedTuple):
    """Where fields and notes stand on a page: those that are drawn as a part of it, and those that say not how.

    `removed` is what someone has marked to be taken out, and not yet taken out.
    """

    drawn: tuple[Bounds, ...] = ()
    without_look: tuple[Bounds, ...] = ()
    removed: tuple[Bounds, ...] = ()


def open_page(document: PdfDocument, number: int) -> tuple[PdfPage, Notes]:
    """A page with its fields and notes drawn as a part of it."""
    page = document[number]
    count = pdfium.FPDFPage_GetAnnotCount(page)
    if not count or count > _MOST_NOTES:
        return page, Notes()
    kinds = []
    drawn: list[Bounds] = []
    without_look: list[Bounds] = []
    removed: list[Bounds] = []
    for index in range(count):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        kinds.append(pdfium.FPDFAnnot_GetSubtype(note))
        if kinds[-1] == pdfium.FPDF_ANNOT_REDACT:
            removed += _place(note)
        elif pdfium.FPDFAnnot_GetAP(note, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > _EMPTY:
            drawn += _place(note)
        elif _says(note, kinds[-1]):
            without_look += _place(note)
        pdfium.FPDFPage_CloseAnnot(note)
    if _ASIDE.issuperset(kinds):
        return page, Notes(removed=tuple(removed))
    for index in reversed([index for index, kind in enumerate(kinds) if kind in _ASIDE]):
        pdfium.FPDFPage_RemoveAnnot(page, index)
    pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    return document[number], Notes(tuple(drawn), tuple(without_look), tuple(removed))


def _says(note: pdfium.FPDF_ANNOTATION, kind: int) -> bool:
    """Whether a note holds a text, or strikes one out."""
    entry = _TEXTS.get(kind)
    holds = entry is not None and pdfium.FPDFAnnot_GetStringValue(note, entry, None, 0) > _EMPTY
    return holds or bool(kind == pdfium.FPDF_ANNOT_STRIKEOUT)


def _place(note: pdfium.FPDF_ANNOTATION) -> Iterator[Bounds]:
    place = pdfium.FS_RECTF()
    if pdfium.FPDFAnnot_GetRect(note, ctypes.byref(place)):
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
