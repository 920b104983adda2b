"""What PDFium is asked of every character and object of a page, as calls that take and give plain numbers.

The functions of the package make an object for every pointer, which takes longer than what is asked. Handles are
addresses here. The lock of the interpreter is kept: none of these calls takes time.
"""

from __future__ import annotations

import ctypes
from ctypes import c_float
from ctypes import c_int
from ctypes import c_uint
from ctypes import c_void_p
from itertools import repeat
from math import isfinite
from struct import iter_unpack
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Sequence

    Bounds = tuple[float, float, float, float]
    Matrix = tuple[float, float, float, float, float, float]

_FLOAT = ctypes.sizeof(c_float)
_BOX = 4 * _FLOAT


def _plain(function: object, result: type, *arguments: type) -> Callable[..., int]:
    made: Callable[..., int] = ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, c_void_p).value)  # type: ignore[arg-type]
    return made


_unicode = _plain(pdfium.FPDFText_GetUnicode, c_uint, c_void_p, c_int)
_is_unmapped = _plain(pdfium.FPDFText_HasUnicodeMapError, c_int, c_void_p, c_int)
_loose_box = _plain(pdfium.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
angle: Callable[[int, int], float] = _plain(pdfium.FPDFText_GetCharAngle, c_float, c_void_p, c_int)
_count_objects = _plain(pdfium.FPDFPage_CountObjects, c_int, c_void_p)
_object = _plain(pdfium.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
_count_of_form = _plain(pdfium.FPDFFormObj_CountObjects, c_int, c_void_p)
_object_of_form = _plain(pdfium.FPDFFormObj_GetObject, c_void_p, c_void_p, c_int)
_type = _plain(pdfium.FPDFPageObj_GetType, c_int, c_void_p)
_bounds = _plain(pdfium.FPDFPageObj_GetBounds, c_int, *[c_void_p] * 5)
_matrix = _plain(pdfium.FPDFPageObj_GetMatrix, c_int, c_void_p, c_void_p)
_draw_mode = _plain(pdfium.FPDFPath_GetDrawMode, c_int, c_void_p, c_void_p, c_void_p)
count_segments = _plain(pdfium.FPDFPath_CountSegments, c_int, c_void_p)
_segment = _plain(pdfium.FPDFPath_GetPathSegment, c_void_p, c_void_p, c_int)
_point = _plain(pdfium.FPDFPathSegment_GetPoint, c_int, c_void_p, c_void_p, c_void_p)
_segment_type = _plain(pdfium.FPDFPathSegment_GetType, c_int, c_void_p)
_closes = _plain(pdfium.FPDFPathSegment_GetClose, c_int, c_void_p)


def address(handle: object) -> int:
    """Where what a handle of the package stands for lies."""
    return ctypes.cast(handle, c_void_p).value or 0  # type: ignore[arg-type]


def codes(text: int, count: int) -> list[int]:
    """The characters of a text page."""
    return list(map(_unicode, repeat(text), range(count)))


def unmapped(text: int, count: int) -> list[int]:
    """For each character 1 where it is not known, and what is given for it is its number in its font."""
    return list(map(_is_unmapped, repeat(text), range(count)))


def loose_boxes(text: int, count: int) -> list[Bounds | None]:
    """The left, top, right and bottom of each character of a text page, where it has a place."""
    room = (c_float * (4 * count))()
    start = ctypes.addressof(room)
    given = map(_loose_box, repeat(text), range(count), range(start, start + _BOX * count, _BOX))
    return _places(list(given), bytes(room))


def objects(holder: int, most: int, *, is_form: bool) -> list[int]:
    """The first objects of a page, or of a form on it."""
    count, of = (_count_of_form, _object_of_form) if is_form else (_count_objects, _object)
    return list(map(of, repeat(holder), range(min(count(holder), most))))


def types(items: Sequence[int]) -> list[int]:
    """What each object is."""
    return list(map(_type, items))


def bounds(items: Sequence[int]) -> list[Bounds | None]:
    """The left, bottom, right and top of each object, where it has a place."""
    room = (c_float * (4 * len(items)))()
    start = ctypes.addressof(room)
    sides = (range(start + side, start + side + _BOX * len(items), _BOX) for side in range(0, _BOX, _FLOAT))
    given = map(_bounds, items, *sides)
    return _places(list(given), bytes(room))


def matrix(item: int) -> Matrix | None:
    """How an object's coordinates become those of what holds it; None where it does not say."""
    room = (c_float * 6)()
    if not _matrix(item, ctypes.addressof(room)):
        return None
    a, b, c, d, e, f = room
    return (a, b, c, d, e, f)


def drawn(item: int) -> tuple[bool, bool]:
    """Whether a path is filled, and whether it is stroked."""
    room = (c_int * 2)()
    start = ctypes.addressof(room)
    _draw_mode(item, start, start + ctypes.sizeof(c_int))
    return bool(room[0]), bool(room[1])


def segments(item: int, count: int) -> Iterator[tuple[float, float, bool, bool]]:
    """The ends of a path's lines and curves: where each lies, whether a new line begins there, whether one closes."""
    items = list(map(_segment, repeat(item), range(count)))
    room = (c_float * (2 * count))()
    for number, each in enumerate(items):
        start = ctypes.addressof(room) + 2 * _FLOAT * number
        _point(each, start, start + _FLOAT)
        begins = _segment_type(each) == pdfium.FPDF_SEGMENT_MOVETO
        yield room[2 * number], room[2 * number + 1], begins, bool(_closes(each))


def _places(given: list[int], room: bytes) -> list[Bounds | None]:
    """The places that were given, of four numbers each; what lies beyond all numbers has none."""
    found = [box if is_given else None for is_given, box in zip(given, iter_unpack("4f", room), strict=True)]
    if isfinite(sum(memoryview(room).cast("f"))):
        return found
    return [box if box is not None and isfinite(sum(box)) else None for box in found]
