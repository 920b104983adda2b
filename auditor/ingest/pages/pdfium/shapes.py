"""What PDFium is asked of the shapes of characters, as calls that take and give plain numbers; see `calls`."""

from __future__ import annotations

import ctypes
from ctypes import c_double
from ctypes import c_float
from ctypes import c_int
from ctypes import c_uint
from ctypes import c_void_p
from itertools import repeat
from math import hypot
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from auditor.ingest.pages.pdfium.calls import plain

if TYPE_CHECKING:
    from collections.abc import Callable

_FLOAT, _DOUBLE = ctypes.sizeof(c_float), ctypes.sizeof(c_double)
# The size of type in which outlines are given in parts of it; and how many of their bends are looked at.
_EM = 1000.0
_MOST_BENDS = 500

_font = plain(pdfium.FPDFTextObj_GetFont, c_void_p, c_void_p)
_font_size = plain(pdfium.FPDFTextObj_GetFontSize, c_int, *[c_void_p] * 2)
is_embedded: Callable[[int], int] = plain(pdfium.FPDFFont_GetIsEmbedded, c_int, c_void_p)
_box = plain(pdfium.FPDFText_GetCharBox, c_int, c_void_p, c_int, *[c_void_p] * 4)
_matrix = plain(pdfium.FPDFText_GetMatrix, c_int, c_void_p, c_int, c_void_p)
_outline = plain(pdfium.FPDFFont_GetGlyphPath, c_void_p, c_void_p, c_uint, c_float)
_count_bends = plain(pdfium.FPDFGlyphPath_CountGlyphSegments, c_int, c_void_p)
_bend = plain(pdfium.FPDFGlyphPath_GetGlyphPathSegment, c_void_p, c_void_p, c_int)
_point = plain(pdfium.FPDFPathSegment_GetPoint, c_int, c_void_p, c_void_p, c_void_p)
_kind = plain(pdfium.FPDFPathSegment_GetType, c_int, c_void_p)


def font(item: int) -> int:
    """The font of a text object, 0 where it has none."""
    return _font(item) or 0


def drawn_size(text: int, index: int, item: int) -> tuple[float, float]:
    """How wide and high a character of a text object is drawn, in parts of its type; nothing where it is not told."""
    room, matrix, size = (c_double * 4)(), (c_float * 6)(), c_float()
    start = ctypes.addressof(room)
    told = _box(text, index, *range(start, start + 4 * _DOUBLE, _DOUBLE))
    told = told and _matrix(text, index, ctypes.addressof(matrix)) and _font_size(item, ctypes.addressof(size))
    across, up = hypot(matrix[0], matrix[1]) * size.value, hypot(matrix[2], matrix[3]) * size.value
    if not (told and across and up):
        return 0.0, 0.0
    wide, high = room[1] - room[0], room[3] - room[2]
    if abs(matrix[0]) < abs(matrix[1]):
        wide, high = high, wide
    return wide / across, high / up


def outline(font: int, code: int) -> tuple[int, float]:
    """Of how many closed lines a font draws a character, and how wide it is, in parts of its type."""
    path = _outline(font, code, _EM)
    count = min(_count_bends(path), _MOST_BENDS) if path else 0
    if count <= 0:
        return 0, 0.0
    bends = list(map(_bend, repeat(path), range(count)))
    room = (c_float * (2 * count))()
    start = ctypes.addressof(room)
    for at, bend in enumerate(bends):
        _point(bend, start + 2 * at * _FLOAT, start + (2 * at + 1) * _FLOAT)
    places = room[::2]
    return list(map(_kind, bends)).count(pdfium.FPDF_SEGMENT_MOVETO), max(places) - min(places)
