"""Writes PDF files: text, lines and images at places, on pages that may be turned."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Protocol
from typing import TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.ingest.generate.model import Box
    from tests.ingest.generate.model import Rows

WIDTH, HEIGHT = 595, 842
LEFT = 60
_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts["
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
    b"/Supplement 2>>/DW 1000/W[1 95 500]/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4"
    b"/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>"
)


@dataclass
class Sheet:
    """A page being written; y counts downwards."""

    width: int = WIDTH
    height: int = HEIGHT
    rotate: int = 0
    parts: list[str] = field(default_factory=list)
    shrunk: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list)

    def write(self, x: float, y: float, text: str, size: float = 12, *, invisible: bool = False) -> None:
        """Text whose base line begins at a place."""
        mode = 3 if invisible else 0
        code = text.encode("utf-16-be").hex()
        self.parts.append(f"BT /F {size} Tf {mode} Tr 1 0 0 1 {x:.2f} {self.height - y:.2f} Tm <{code}> Tj ET")

    def write_upwards(self, x: float, y: float, text: str, size: float = 12) -> None:
        """Text that runs from the bottom to the top."""
        code = text.encode("utf-16-be").hex()
        self.parts.append(f"BT /F {size} Tf 0 1 -1 0 {x:.2f} {self.height - y:.2f} Tm <{code}> Tj ET")

    def write_aslant(self, x: float, y: float, text: str, size: float = 12) -> None:
        """Text that rises by three in four, as marks laid over a page do."""
        code = text.encode("utf-16-be").hex()
        self.parts.append(f"BT /F {size} Tf .8 .6 -.6 .8 {x:.2f} {self.height - y:.2f} Tm <{code}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A stroked line."""
        self.parts.append(f"0.5 w {x0:.2f} {self.height - y0:.2f} m {x1:.2f} {self.height - y1:.2f} l S")

    def bar(self, x: float, y: float, width: float, height: float) -> None:
        """A filled rectangle."""
        self.parts.append(f"{x:.2f} {self.height - y - height:.2f} {width:.2f} {height:.2f} re f")

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        """A stroked rectangle."""
        self.parts.append(f"{x:.2f} {self.height - y - height:.2f} {width:.2f} {height:.2f} re S")

    def note(self, x: float, y: float, width: float, entries: str, look: str = "") -> None:
        """A field or a note, 12 high, with entries of its own; `look` is what it draws, from its lower left corner."""
        self.notes.append((f"/Rect[{x} {self.height - y - 12} {x + width} {self.height - y}]{entries}", look))

    def image(self, x: float, y: float, width: float, height: float) -> None:
        """A grey image."""
        self.parts.append(f"q {width} 0 0 {height} {x} {self.height - y - height} cm /I Do Q")


def pdf(sheets: Sequence[Sheet], *, encrypted: bool = False, title: str = "") -> bytes:
    """The file of some pages, with a layer `Shown` and one `Shut`; `title` is what the file says of itself."""
    image = zlib.compress(b"\x80")
    objects = [b"", b"", _FONT]
    objects.append(
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
        b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(image), image)
    )
    objects += [b"<</Type/OCG/Name(shown)>>", b"<</Type/OCG/Name(shut)>>"]
    pages = []
    for sheet in sheets:
        drawn = "\n".join(sheet.parts).encode("ascii")
        form = 0
        if sheet.shrunk:
            drawn = _within_a_form(objects, drawn)
            form = len(objects)
        notes = b"".join(_note(objects, *note) for note in sheet.notes)
        content = zlib.compress(drawn)
        objects.append(b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(content), content))
        pages.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Rotate %d/Resources<</Font<</F 3 0 R>>"
            b"/XObject<</I 4 0 R/X %d 0 R>>/Properties<</Shown 5 0 R/Shut 6 0 R>>>>/Annots[%s]/Contents %d 0 R>>"
            % (sheet.width, sheet.height, sheet.rotate, form or 4, notes, len(objects))
        )
    objects[0] = b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[5 0 R 6 0 R]/D<</OFF[6 0 R]>>>>>>"
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids)
    locked = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<00><00>]" % (b"11" * 32, b"22" * 32)
    objects.append(b"<</Title<FEFF%s>>>" % title.encode("utf-16-be").hex().encode())
    return file_of(objects, b"/Info %d 0 R%s" % (len(objects), locked if encrypted else b""))


def _within_a_form(objects: list[bytes], drawn: bytes) -> bytes:
    """What draws a form that holds what was drawn twice as large, at half its size."""
    doubled = b"2 0 0 2 0 0 cm\n" + drawn
    objects.append(
        b"<</Type/XObject/Subtype/Form/BBox[0 0 2000 2000]/Matrix[.5 0 0 .5 0 0]/Resources<</Font<</F 3 0 R>>"
        b"/XObject<</I 4 0 R>>>>/Length %d>>stream\n%s\nendstream" % (len(doubled), doubled)
    )
    return b"q 1 0 0 1 10 -20 cm /X Do Q"


def _note(objects: list[bytes], entries: str, look: str) -> bytes:
    """A field or a note within a page's list, what it looks like being an object of its own."""
    if look:
        objects.append(
            b"<</Type/XObject/Subtype/Form/BBox[0 0 200 50]/Resources<</Font<</F 3 0 R>>>>/Length %d>>"
            b"stream\n%s\nendstream" % (len(look), look.encode("ascii"))
        )
        entries += f"/AP<</N {len(objects)} 0 R>>"
    return f"<</Type/Annot/F 4{entries}>>".encode("ascii")


def file_of(objects: Sequence[bytes], extra: bytes) -> bytes:
    out = bytearray(b"%PDF-1.5\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, extra, start)
    return bytes(out)


class Board(Protocol):
    """A page on which texts and tables are drawn, of whatever format."""

    def write(self, x: float, y: float, text: str, size: float = ...) -> None: ...
    def line(self, x0: float, y0: float, x1: float, y1: float) -> None: ...
    def bar(self, x: float, y: float, width: float, height: float) -> None: ...
    def frame(self, x: float, y: float, width: float, height: float) -> None: ...


SheetT = TypeVar("SheetT", bound=Board)


def draw_table(  # noqa: PLR0913 - a table is drawn in one call
    sheet: Board, rows: Rows, top: float, widths: Sequence[float], *, height: float = 24, style: str = "lines"
) -> float:
    """Draw a table, its cells' outlines as lines, bars or frames; gives where it ends."""
    marks: list[float] = [LEFT]
    for width in widths:
        marks.append(marks[-1] + width)
    for line in rows:
        for box in line:
            x0, x1 = marks[box.column], marks[box.column + box.columns]
            y0, y1 = top + box.row * height, top + (box.row + box.rows) * height
            _outline(sheet, (x0, y0, x1, y1), style)
            _fill(sheet, box, (x0, y0, x1, y1))
    return top + len(rows) * height


def _outline(sheet: Board, corners: tuple[float, float, float, float], style: str) -> None:
    x0, y0, x1, y1 = corners
    if style == "frames":
        sheet.frame(x0, y0, x1 - x0, y1 - y0)
        return
    for ax, ay, bx, by in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
        if style == "lines":
            sheet.line(ax, ay, bx, by)
        elif style == "bars":
            sheet.bar(ax, ay, max(bx - ax, 0.5), max(by - ay, 0.5))


def _fill(sheet: Board, box: Box, corners: tuple[float, float, float, float], size: float = 9) -> None:
    """The text of a cell, broken at the cell's width and set in its middle."""
    x0, y0, x1, y1 = corners
    lines = [""]
    for char in box.text:
        if char == "\n" or _width(lines[-1] + char, size) > x1 - x0 - 4:
            lines.append("")
        lines[-1] += char.strip("\n")
    top = (y0 + y1) / 2 - len(lines) * size / 2
    for number, line in enumerate(lines):
        if line:
            sheet.write((x0 + x1 - _width(line, size)) / 2, top + (number + 0.85) * size, line, size)


def _width(text: str, size: float) -> float:
    return sum(size / 2 if char.isascii() else size for char in text)
