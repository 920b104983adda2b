"""PDFs whose fonts are not embedded read the same on every computer."""

from __future__ import annotations

import pytest

from auditor.ingest.reader_codes import GARBLED
from auditor.ingest.readers.pdf import read

_DESCRIPTOR = b"<</Type/FontDescriptor/FontName/SimSun/Flags 32/FontBBox[0 -140 1000 860]/Ascent 860/Descent -140>>"
_FIGURES = b"/Encoding/WinAnsiEncoding/FirstChar 48/LastChar 57/Widths[500 500 500 500 500 500 500 500 500 500]"
_TO_UNICODE = (
    b"12 dict begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange "
    b"2 beginbfchar <0010> <7532> <0011> <4e59> endbfchar endcmap end"
)


def stream(content: bytes) -> bytes:
    return b"<</Length %d>>stream\n%b\nendstream" % (len(content), content)


def composed(encoding: bytes, ordering: bytes, more: bytes = b"") -> tuple[bytes, bytes]:
    """A font of many characters that the file does not bring along, and the one that it is made of."""
    of = b"<</Registry(Adobe)/Ordering(%b)/Supplement 0>>" % ordering
    return (
        b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/%b/DescendantFonts[7 0 R]%b>>" % (encoding, more),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo%b/FontDescriptor 8 0 R/DW 1000>>" % of,
    )


def pdf(fonts: tuple[bytes, bytes], *shown: bytes) -> bytes:
    """A page on which every text stands alone, with the figure 12 below them in a font of figures."""
    lines = [b"BT /A 12 Tf 100 %d Td %b Tj ET" % (700 - 50 * line, text) for line, text in enumerate(shown)]
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</A 6 0 R/B 5 0 R>>>>>>",
        stream(b"\n".join((*lines, b"BT /B 12 Tf 100 100 Td (12) Tj ET"))),
        b"<</Type/Font/Subtype/TrueType/BaseFont/SimSun/FontDescriptor 8 0 R%b>>" % _FIGURES,
        *fonts,
        _DESCRIPTOR,
        stream(_TO_UNICODE),
    )
    made = b"%PDF-1.4\n"
    for number, content in enumerate(objects, 1):
        made += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    return made + b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF" % (len(objects) + 1)


@pytest.mark.parametrize(
    "data",
    [
        pdf(composed(b"GBK-EUC-H", b"GB1"), b"<bcd7>", b"<d2d2>"),
        pdf(composed(b"UniGB-UCS2-H", b"GB1"), b"<7532>", b"<4e59>"),
        pdf(composed(b"Identity-H", b"Identity", b"/ToUnicode 9 0 R"), b"<0010>", b"<0011>"),
    ],
    ids=["GBK", "Unicode", "glyph numbers"],
)
def test_text_in_a_font_that_is_nowhere_is_read(data: bytes) -> None:
    document, diagnostics = read("a.pdf", data)
    assert document is not None
    assert document.source.text.split() == ["甲", "乙", "12"]
    assert not diagnostics


def test_the_fonts_of_this_computer_are_not_looked_at() -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    glyphs = pytest.importorskip("auditor.ingest.pages.seen.glyphs")
    data = pdf(composed(b"GBK-EUC-H", b"GB1"), b"<bcd7>")
    read("a.pdf", data)
    page = pypdfium2.PdfDocument(data)[0]
    first = glyphs.read_page(page, float("inf")).glyphs[0]
    assert (first.x0, round(first.y1 - first.y0, 3), first.x1) == (100, 12, 112)


def test_numbers_of_glyphs_are_not_taken_for_characters() -> None:
    document, diagnostics = read("a.pdf", pdf(composed(b"Identity-H", b"Identity"), b"<00310032>"))
    assert document is not None
    assert document.source.text.split() == ["��", "12"]
    assert [each.code for each in diagnostics] == [GARBLED]
    assert document.doubt == "text-garbled"
