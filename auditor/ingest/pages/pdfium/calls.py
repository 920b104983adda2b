"""What PDFium is asked of every character and object of a page, as calls that take and give plain numbers.

The functions of the package make an object for every pointer, which takes longer than what is asked. Handles are
addresses here. The lock of the interpreter is kept: none of these calls takes time. What is asked of every character is
asked by calls that are made half as fast again, since nothing is said of what they take and so nothing is made of it.
"""

from __future__ import annotations

import codecs
import ctypes
import sys
from collections import deque
from ctypes import byref
from ctypes import c_char_p
from ctypes import c_float
from ctypes import c_int
from ctypes import c_size_t
from ctypes import c_uint
from ctypes import c_ulong
from ctypes import c_void_p
from functools import partial
from itertools import repeat
from math import atan2
from math import isfinite
from struct import iter_unpack
from struct import pack
from struct import unpack_from
from typing import TYPE_CHECKING
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    Bounds = tuple[float, float, float, float]
    Matrix = tuple[float, float, float, float, float, float]

_FLOAT = ctypes.sizeof(c_float)
_BOX = 4 * _FLOAT
_Six = c_float * 6
_Two = c_int * 2
# Where the highest byte of a number stands, and what it is of numbers beyond all, and of what is no number.
_TOP = _FLOAT - 1 if sys.byteorder == "little" else 0
_ENDLESS = (b"\x7f", b"\xff")
_BLACK = pack("4I", 0, 0, 0, 255)
# How many corners a rectangle is told to have: the first may come again at its end.
_RECTANGLE = (4, 5)
# A curve is told by so many points, the last of them its end.
_CURVE = 3
# How many bytes of what a mark says are looked at.
_LONGEST = 1_024


def plain(function: object, result: type, *arguments: type) -> Callable[..., int]:
    """A function of the library that takes and gives plain numbers."""
    made: Callable[..., int] = ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, c_void_p).value)  # type: ignore[arg-type]
    return made


def bare(function: object, result: type) -> Callable[..., int]:
    """A function of the library that takes what stands for addresses, by `pointer` or `byref`, and small numbers.

    No other: nothing tells it what it is given, so that an address that is a number would be cut off.
    """
    return plain(function, result)


pointer: Callable[[int], object] = c_void_p.from_param

_unicode = bare(pdfium.FPDFText_GetUnicode, c_uint)
_is_unmapped = bare(pdfium.FPDFText_HasUnicodeMapError, c_int)
_loose_box = bare(pdfium.FPDFText_GetLooseCharBox, c_int)
_matrix_of_text = bare(pdfium.FPDFText_GetMatrix, c_int)
_text_object = bare(pdfium.FPDFText_GetTextObject, c_size_t)
_render_mode = plain(pdfium.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)
has_transparency: Callable[[int], int] = plain(pdfium.FPDFPageObj_HasTransparency, c_int, c_void_p)
_fill_colour = bare(pdfium.FPDFPageObj_GetFillColor, c_int)
_clip = plain(pdfium.FPDFPageObj_GetClipPath, c_void_p, c_void_p)
_count_clips = plain(pdfium.FPDFClipPath_CountPaths, c_int, c_void_p)
_count_of_clip = plain(pdfium.FPDFClipPath_CountPathSegments, c_int, c_void_p, c_int)
_segment_of_clip = plain(pdfium.FPDFClipPath_GetPathSegment, c_void_p, c_void_p, c_int, c_int)
_count_objects = plain(pdfium.FPDFPage_CountObjects, c_int, c_void_p)
_object = bare(pdfium.FPDFPage_GetObject, c_size_t)
_count_of_form = plain(pdfium.FPDFFormObj_CountObjects, c_int, c_void_p)
_object_of_form = bare(pdfium.FPDFFormObj_GetObject, c_size_t)
_type = plain(pdfium.FPDFPageObj_GetType, c_int, c_void_p)
_bounds = bare(pdfium.FPDFPageObj_GetBounds, c_int)
_matrix = plain(pdfium.FPDFPageObj_GetMatrix, c_int, c_void_p, c_void_p)
_draw_mode = plain(pdfium.FPDFPath_GetDrawMode, c_int, c_void_p, c_void_p, c_void_p)
count_segments = plain(pdfium.FPDFPath_CountSegments, c_int, c_void_p)
_segment = bare(pdfium.FPDFPath_GetPathSegment, c_size_t)
_point = bare(pdfium.FPDFPathSegment_GetPoint, c_int)
_segment_type = bare(pdfium.FPDFPathSegment_GetType, c_int)
_closes = bare(pdfium.FPDFPathSegment_GetClose, c_int)
_count_marks = plain(pdfium.FPDFPageObj_CountMarks, c_int, c_void_p)
_mark = plain(pdfium.FPDFPageObj_GetMark, c_void_p, c_void_p, c_int)
_mark_name = plain(pdfium.FPDFPageObjMark_GetName, c_int, *[c_void_p] * 2, c_ulong, c_void_p)
_mark_entry = plain(pdfium.FPDFPageObjMark_GetParamBlobValue, c_int, c_void_p, c_char_p, c_void_p, c_ulong, c_void_p)
remove_mark: Callable[[int, int], int] = plain(pdfium.FPDFPageObj_RemoveMark, c_int, *[c_void_p] * 2)
_set_active = plain(pdfium.FPDFPageObj_SetIsActive, c_int, c_void_p, c_int)


def address(handle: object) -> int:
    """Where what a handle of the package stands for lies."""
    return ctypes.cast(handle, c_void_p).value or 0  # type: ignore[arg-type]


def codes(text: int, count: int) -> list[int]:
    """The characters of a text page."""
    return list(map(_unicode, repeat(pointer(text)), range(count)))


def unmapped(text: int, count: int) -> list[int]:
    """For each character 1 where it is not known, and what is given for it is its number in its font."""
    return list(map(_is_unmapped, repeat(pointer(text)), range(count)))


def loose_boxes(text: int, count: int) -> list[Bounds | None]:
    """The left, top, right and bottom of each character of a text page, where it has a place."""
    room = (c_float * (4 * count))()
    given = map(_loose_box, repeat(pointer(text)), range(count), _steps(room, _BOX))
    return _places(list(given), bytes(room))


def text_objects(text: int, count: int) -> list[int]:
    """The text object that each of the characters of a text page is a part of; 0 for what only fills lines."""
    return list(map(_text_object, repeat(pointer(text)), range(count)))


def angles_of(text: int) -> Callable[[int], float]:
    """What tells by how much the line rises that a character stands on, in radians; slanted type is no such line."""
    room = _Six()
    of, told = pointer(text), byref(room)

    def angle(index: int) -> float:
        return atan2(room[1], room[0]) if _matrix_of_text(of, index, told) else 0.0

    return angle


def are_mirrored(text: int, indices: Iterable[int]) -> list[bool]:
    """Of some characters, whether each is drawn as a mirror shows it, from the right to the left."""
    room = _Six()
    of, told = pointer(text), byref(room)
    return [bool(_matrix_of_text(of, index, told)) and room[0] < 0 < room[3] for index in indices]


def objects(holder: int, most: int, *, is_form: bool) -> list[int]:
    """The first objects of a page, or of a form on it."""
    count, of = (_count_of_form, _object_of_form) if is_form else (_count_objects, _object)
    return list(map(of, repeat(pointer(holder)), range(min(count(holder), most))))


def types(items: Sequence[int]) -> list[int]:
    """What each object is."""
    return list(map(_type, items))


def bounds(items: Sequence[int]) -> list[Bounds | None]:
    """The left, bottom, right and top of each object, where it has a place."""
    room = (c_float * (4 * len(items)))()
    given = map(_bounds, map(pointer, items), *(_steps(room, _BOX, side) for side in range(0, _BOX, _FLOAT)))
    return _places(list(given), bytes(room))


def matrix(item: int) -> Matrix | None:
    """How an object's coordinates become those of what holds it; None where it does not say."""
    room = _Six()
    if not _matrix(item, ctypes.addressof(room)):
        return None
    a, b, c, d, e, f = unpack_from("6f", room)
    return (a, b, c, d, e, f)


def drawn(item: int) -> tuple[bool, bool]:
    """Whether a path is filled, and whether it is stroked."""
    room = _Two()
    start = ctypes.addressof(room)
    _draw_mode(item, start, start + ctypes.sizeof(c_int))
    is_filled, is_stroked = unpack_from("2i", room)
    return bool(is_filled), bool(is_stroked)


def colours(items: Sequence[int]) -> list[tuple[int, int, int, int]]:
    """How red, green, blue and opaque each object is filled, each of 255; black where it does not say."""
    room = (c_uint * (4 * len(items))).from_buffer_copy(_BLACK * len(items))
    sides = (_steps(room, _BOX, side) for side in range(0, _BOX, _FLOAT))
    deque(map(_fill_colour, map(pointer, items), *sides), maxlen=0)
    return list(iter_unpack("4I", bytes(room)))


def render_modes(items: Sequence[int]) -> list[int]:
    """How each text is painted."""
    return list(map(_render_mode, items))


def clip_paths(items: Sequence[int]) -> list[tuple[int, int]]:
    """What limits each object to areas of the page, and how many they are, below 1 where nothing does."""
    clips = list(map(_clip, items))
    return list(zip(clips, map(_count_clips, clips), strict=True))


def clip_corners(clip: int, area: int, most: int) -> list[tuple[float, float]]:
    """The corners of an area, or two that lie opposite where it may be a rectangle; so many at most."""
    count = _count_of_clip(clip, area)
    room = (c_float * 2)()
    across, up = byref(room), byref(room, _FLOAT)
    corners = []
    for at in (0, 2) if count in _RECTANGLE else range(min(most, count)):
        _point(pointer(_segment_of_clip(clip, area, at)), across, up)
        corners.append((room[0], room[1]))
    return corners


def marked(items: Iterable[int]) -> list[int]:
    """The objects that the file marks with something."""
    return [item for item in items if _count_marks(item) > 0]


def marks(item: int) -> list[int]:
    """What the file marks an object with, the innermost first."""
    return [_mark(item, at) for at in reversed(range(_count_marks(item)))]


def mark_name(mark: int) -> str:
    """What a mark is called."""
    return _told(partial(_mark_name, mark)).decode("utf-16-le", "replace").rstrip("\0")


def actual_text(mark: int) -> str:
    """The text that a mark says an object stands for, none where it says nothing of it."""
    told = _told(partial(_mark_entry, mark, b"ActualText"))
    return told.decode("utf-16" if told.startswith(codecs.BOM_UTF16_BE) else "latin-1", "replace")


def _told(ask: Callable[[int, int, int], int]) -> bytes:
    """What is told into room for it, given how many bytes that has, and a place for how many it takes."""
    room, length = ctypes.create_string_buffer(_LONGEST), c_ulong()
    is_told = ask(ctypes.addressof(room), _LONGEST, ctypes.addressof(length))
    return room.raw[: length.value] if is_told else b""


def set_active(items: Sequence[int], *, is_active: bool) -> None:
    """Has objects painted, or not."""
    deque(map(_set_active, items, repeat(is_active)), maxlen=0)


def segments(item: int, count: int) -> tuple[list[tuple[float, float]], list[bool], list[int]]:
    """The ends of a path's lines and curves: where they lie, where a new line begins, and where one closes."""
    items = list(map(pointer, map(_segment, repeat(pointer(item)), range(count))))
    kinds = list(map(_segment_type, items))
    if pdfium.FPDF_SEGMENT_BEZIERTO in kinds:
        ends = list(_ends(kinds))
        items, kinds = [items[at] for at in ends], [kinds[at] for at in ends]
    room = (c_float * (2 * len(items)))()
    deque(map(_point, items, _steps(room, 2 * _FLOAT), _steps(room, 2 * _FLOAT, _FLOAT)), maxlen=0)
    begins = [kind == pdfium.FPDF_SEGMENT_MOVETO for kind in kinds]
    return list(iter_unpack("2f", room)), begins, list(map(_closes, items))


def _ends(kinds: Sequence[int]) -> Iterator[int]:
    """The places of all points but those before the end of a curve, which it does not pass."""
    bends = 0
    for at, kind in enumerate(kinds):
        bends = (bends + 1) % _CURVE if kind == pdfium.FPDF_SEGMENT_BEZIERTO else 0
        if not bends:
            yield at


def _steps(room: ctypes.Array[Any], step: int, first: int = 0) -> Iterator[object]:
    """What stands for the places in a room, so many bytes apart from the first."""
    return map(byref, repeat(room), range(first, ctypes.sizeof(room), step))


def _places(given: list[int], room: bytes) -> list[Bounds | None]:
    """The places that were given, of four numbers each; what lies beyond all numbers has none."""
    found: list[Bounds | None] = list(iter_unpack("4f", room))
    tops = room[_TOP::_FLOAT]
    if all(given) and not any(top in tops for top in _ENDLESS):
        return found
    return [
        box if is_given and box is not None and isfinite(sum(box)) else None
        for is_given, box in zip(given, found, strict=True)
    ]
