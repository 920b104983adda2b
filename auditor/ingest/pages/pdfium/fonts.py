"""Fonts that a PDF names and does not bring along: the same stand-in on every computer.

PDFium looks for them among the fonts of the computer and leaves out, without a word, a piece of text of which it can
draw nothing. What a report says must not depend on the computer it is read on: here every such font is one made on the
spot, in which every character is a small box. How wide characters are set is written in the PDF itself.
"""

from __future__ import annotations

import ctypes
import struct
from functools import cache
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Mapping

_EM = 1000
_BOX = (50, 0, 450, 700)
# Blanks have no glyph: a piece of text of blanks alone is none.
_CHARACTERS = ((0x21, 0x9F), (0xA1, 0x1FFF), (0x2010, 0x202E), (0x2030, 0x205E), (0x2070, 0x2FFF), (0x3001, 0x10FFFF))
# The fonts that every PDF program has, and how wide their characters are: PDFium brings them along.
_EVERYWHERE = ("arial", "courier", "helvetica", "symbol", "times", "zapfdingbats")
_HANDLE = 1


@cache
def use_stand_in() -> pdfium.FPDF_SYSFONTINFO:
    """Makes PDFium take the stand-in for every font that it misses; once a process."""
    font = _stand_in()
    types = dict(pdfium.FPDF_SYSFONTINFO._fields_)

    def choose(_info: object, _weight: int, _italic: int, _charset: int, _pitch: int, face: int, _exact: object) -> int:
        name = ctypes.string_at(face).lower() if face else b""
        return 0 if name.decode("latin-1").startswith(_EVERYWHERE) else _HANDLE

    def give(_info: object, _font: int, table: int, buffer: int, size: int) -> int:
        if table:
            return 0
        if buffer and size >= len(font):
            ctypes.memmove(buffer, font, len(font))
        return len(font)

    info = pdfium.FPDF_SYSFONTINFO()
    info.version = 1
    info.EnumFonts = types["EnumFonts"](lambda _info, _mapper: None)
    info.MapFont = types["MapFont"](choose)
    info.GetFont = types["GetFont"](lambda _info, _face: 0)
    info.GetFontData = types["GetFontData"](give)
    info.DeleteFont = types["DeleteFont"](lambda _info, _font: None)
    pdfium.FPDF_SetSystemFontInfo(info)
    return info


def _stand_in() -> bytes:
    """A TrueType font in which every character but blanks is the same box (OpenType 1.9, character map 13)."""
    x0, y0, x1, y1 = _BOX
    glyph = struct.pack(">5h", 1, x0, y0, x1, y1)
    glyph += struct.pack(">HH4B", 3, 0, 1, 1, 1, 1)
    glyph += struct.pack(">8h", x0, 0, x1 - x0, 0, y0, y1 - y0, 0, y0 - y1)
    groups = b"".join(struct.pack(">3I", first, last, 1) for first, last in _CHARACTERS)
    many_to_one = struct.pack(">HHIII", 13, 0, 16 + len(groups), 0, len(_CHARACTERS)) + groups
    return _font_file(
        {
            "cmap": struct.pack(">HHHHI", 0, 1, 3, 10, 12) + many_to_one,
            "glyf": glyph,
            "head": struct.pack(
                ">IIIIHHqqhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, 0, 0, *_BOX, 0, 8, 2, 1, 0
            ),
            "hhea": struct.pack(">Ihhh12hH", 0x10000, 800, -200, 0, _EM, 0, 0, x1, 1, 0, 0, 0, 0, 0, 0, 0, 1),
            "hmtx": struct.pack(">Hhh", _EM, 0, x0),
            "loca": struct.pack(">3I", 0, 0, len(glyph)),
            "maxp": struct.pack(">IH13H", 0x10000, 2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        }
    )


def _font_file(tables: Mapping[str, bytes]) -> bytes:
    """The tables of a font as a file; sums of them are not checked by anyone."""
    offset = 12 + 16 * len(tables)
    heads, bodies = [], []
    for tag, table in sorted(tables.items()):
        heads.append(struct.pack(">4s3I", tag.encode(), 0, offset, len(table)))
        bodies.append(table.ljust(-(-len(table) // 4) * 4, b"\0"))
        offset += len(bodies[-1])
    most = len(tables).bit_length() - 1
    search = 16 << most
    return struct.pack(">IHHHH", 0x10000, len(tables), search, most, 16 * len(tables) - search) + b"".join(
        heads + bodies
    )
