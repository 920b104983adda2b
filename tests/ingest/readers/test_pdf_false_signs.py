"""PDFs whose fonts say of their figures that they are others: none of them is read."""

from __future__ import annotations

import struct

import pytest

from auditor.ingest.layout import UNREAD
from auditor.ingest.pages.pdfium.fonts import _font_file
from auditor.ingest.readers.pdf import read
from tests.ingest.generate.printer import file_of

# Of how many lines figures are drawn, and how wide: the one is slim.
_LINES = (2, 1, 1, 1, 2, 1, 2, 1, 3, 2)
_WIDTHS = (400, 200, 410, 420, 430, 440, 450, 460, 470, 480)
_HIGH = 700
_DESCENDANT = (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A+F/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
    b"/Supplement 0>>/FontDescriptor 7 0 R/DW 600/CIDToGIDMap/Identity>>"
)
_DESCRIPTOR = (
    b"<</Type/FontDescriptor/FontName/A+F/Flags 4/FontBBox[0 -140 1000 860]/Ascent 860/Descent -140/FontFile2 8 0 R>>"
)


def glyph(lines: int, width: int) -> bytes:
    """A box, with others in it."""
    boxes = [(50, 0, 50 + width, _HIGH)]
    boxes += [(80, 100 + 300 * at, 20 + width, 300 + 300 * at) for at in range(lines - 1)]
    points = [point for x0, y0, x1, y1 in boxes for point in ((x0, y0), (x0, y1), (x1, y1), (x1, y0))]
    made = struct.pack(">5h", lines, 50, 0, 50 + width, _HIGH)
    made += struct.pack(f">{lines}H", *range(3, 4 * lines, 4)) + struct.pack(">H", 0) + b"\1" * len(points)
    for axis in (0, 1):
        places = [point[axis] for point in points]
        made += struct.pack(
            f">{len(places)}h", *(at - before for before, at in zip((0, *places), places, strict=False))
        )
    return made + b"\0" * (-len(made) % 4)


def font() -> bytes:
    """A font of the ten figures, told by their numbers in it: the nought is the first."""
    glyphs = [glyph(lines, width) for lines, width in zip(_LINES, _WIDTHS, strict=True)]
    places = [0, 0]
    for each in glyphs:
        places.append(places[-1] + len(each))
    head = struct.pack(
        ">IIIIHHqqhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 50, 0, 550, _HIGH, 0, 8, 2, 1, 0
    )
    return _font_file(
        {
            "glyf": b"".join(glyphs),
            "head": head,
            "hhea": struct.pack(">Ihhh12hH", 0x10000, 800, -200, 0, 600, 0, 0, 550, 1, 0, 0, 0, 0, 0, 0, 0, 11),
            "hmtx": b"".join(struct.pack(">Hh", 600, 50) for _ in range(11)),
            "loca": struct.pack(">12I", *places),
            "maxp": struct.pack(">IH13H", 0x10000, 11, 12, 3, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        }
    )


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(content), more, content)


def pdf(drawn: str, said: str) -> bytes:
    """A page with figures far from each other, of which the file says that the ten are others."""
    shown = b"\n".join(
        b"BT /A 12 Tf %d %d Td <%04x> Tj ET" % (60 + 60 * (at % 8), 700 - 40 * (at // 8), int(figure) + 1)
        for at, figure in enumerate(drawn)
    )
    signs = b" ".join(b"<%04x> <%04x>" % (number, ord(sign)) for number, sign in enumerate(said, 1))
    mapped = b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 10 beginbfchar %b endbfchar endcmap"
    program = font()
    return file_of(
        (
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</A 5 0 R>>>>>>",
            stream(shown),
            b"<</Type/Font/Subtype/Type0/BaseFont/A+F/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 9 0 R>>",
            _DESCENDANT,
            _DESCRIPTOR,
            stream(program, b"/Length1 %d" % len(program)),
            stream(b"12 dict begin %b end" % (mapped % signs)),
        ),
        b"",
    )


FIGURES = "0123456789"
SHIFTED = FIGURES[1:] + "0"


def figures(drawn: str, said: str = FIGURES) -> str:
    document, _ = read("a.pdf", pdf(drawn, said))
    return "".join(document.source.text.split()) if document else ""


def test_figures_are_read_as_the_font_says() -> None:
    assert figures("31415926535897932384") == "31415926535897932384"


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        pytest.param(FIGURES, SHIFTED, id="each the next"),
        pytest.param("0369", SHIFTED, id="without a one"),
        pytest.param("2317", "0723456189", id="one and seven changed"),
        pytest.param("2358", "0128456739", id="three and eight changed"),
        pytest.param("24682468", "1" * 10, id="all the same"),
        pytest.param("2468", " " * 10, id="blanks"),
    ],
)
def test_figures_that_are_others_than_the_font_says_are_unread(drawn: str, said: str) -> None:
    assert set(figures(drawn, said)) <= {UNREAD}


def test_one_figure_with_another_outline_is_another_way_to_draw_it() -> None:
    assert figures("1357") == "1357"
