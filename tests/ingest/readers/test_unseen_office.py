from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.cell.rich_text import CellRichText  # type: ignore[import-untyped]
from openpyxl.cell.rich_text import TextBlock
from openpyxl.cell.text import InlineFont  # type: ignore[import-untyped]
from openpyxl.styles import Color  # type: ignore[import-untyped]
from openpyxl.styles import Font
from openpyxl.styles import PatternFill

from auditor.ingest.layout import UNREAD
from auditor.ingest.office.books.cell_styles import cell_styles
from auditor.ingest.readers.docx import read as read_word
from auditor.ingest.readers.sheet import read as read_sheet
from tests.ingest.generate import word
from tests.ingest.generate.books import save
from tests.ingest.readers.unseen_samples import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.cell import Cell  # type: ignore[import-untyped]


# --------------------------------------------------------------------------------------------------------------- Word


def words_of(cell: str, properties: str = "", **parts: str) -> str:
    """What a cell of a Word file says, beside two others."""
    beside = "".join(f"<w:tc>{word.paragraph(text)}</w:tc>" for text in ("行政许可", "12"))
    row = f"<w:tr>{beside}<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{cell}</w:p></w:tc></w:tr>"
    document, _ = read_word("a.docx", word.package(f"<w:tbl>{row}{row}</w:tbl>", parts))
    assert document is not None
    return document.grids[0].cells[2].text


WHITE = '<w:color w:val="FFFFFF"/>'
FAINT = (
    *(WHITE, '<w:color w:val="auto" w:themeColor="background1"/>', '<w:color w:val="FDFDFD"/>', '<w:sz w:val="2"/>'),
    *('<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>', '<w:rStyle w:val="Pale"/>'),
    '<w:color w:val="CCCCCC"/><w:shd w:val="clear" w:fill="CCCCCC"/>',
)
STYLES = word.part(
    "styles",
    f'<w:style w:type="character" w:styleId="Pale"><w:rPr>{WHITE}</w:rPr></w:style>'
    f'<w:style w:type="paragraph" w:styleId="Line"><w:rPr>{WHITE}</w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>',
)


@pytest.mark.parametrize("look", FAINT)
def test_text_of_a_word_file_that_cannot_be_seen_is_no_part_of_a_figure(look: str) -> None:
    said = {"word/styles.xml": STYLES}
    assert words_of(word.run("12") + word.run("9", look), **said) == f"12{UNREAD}"
    assert words_of(word.run("12") + word.run("甲", look), **said) == "12"
    assert words_of(word.run("甲", look) + word.run("件"), **said) == "件"
    assert words_of(word.run("12", look), **said) == f"12{UNREAD}"
    assert words_of(word.run("行政处罚", look), **said) == "行政处罚"


def test_what_the_style_of_a_paragraph_hides_is_not_seen() -> None:
    said = {"word/styles.xml": STYLES}
    for style, seen in (("Line", f"12{UNREAD}"), ("Gone", "")):
        assert words_of(f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>{word.run("12")}', **said) == seen


def test_light_words_on_a_dark_ground_of_a_word_file_are_read() -> None:
    assert words_of(word.run("12", WHITE), '<w:shd w:val="clear" w:fill="1F3864"/>') == "12"
    assert words_of(word.run("12", f'{WHITE}<w:shd w:val="clear" w:fill="000080"/>')) == "12"
    assert words_of(word.run("8") + word.run("12", WHITE), '<w:shd w:val="pct50" w:fill="1F3864"/>') == "812"


# ---------------------------------------------------------------------------------------------------------- workbooks


def shown_in(change: Callable[[Cell], None], value: object = 12) -> str:
    """What the cell of a workbook says that is changed in some way."""
    book = Workbook()
    for row in (("统计指标", "统计数"), ("行政许可", value), ("行政处罚", 3)):
        book.active.append(row)
    change(book.active["B2"])
    document, _ = read_sheet("a.xlsx", save(book))
    assert document is not None
    return document.grids[0].cells[3].text


def looking(*, ground: str = "", **font: object) -> Callable[[Cell], None]:
    def change(cell: Cell) -> None:
        cell.font = Font(**font)
        if ground:
            cell.fill = PatternFill("solid", fgColor=ground)

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (looking(color="FFFFFFFF"), f"12{UNREAD}"),
        (looking(color=Color(theme=0)), f"12{UNREAD}"),
        (looking(sz=1), f"12{UNREAD}"),
        (looking(color="FFDDEEFF", ground="FFDDEEFF"), f"12{UNREAD}"),
        (looking(color="FFFFFFFF", ground="FF1F3864"), "12"),
        (looking(color="FF000000"), "12"),
    ],
)
def test_a_figure_of_a_workbook_that_cannot_be_seen_is_in_doubt(change: Callable[[Cell], None], said: str) -> None:
    assert shown_in(change) == said
    assert shown_in(change, "许可") == "许可"


def test_a_part_of_a_cell_that_cannot_be_seen_is_no_part_of_its_figure() -> None:
    for font in (InlineFont(color="FFFFFFFF"), InlineFont(sz=1)):
        for piece, said in (("9", f"12{UNREAD}"), ("甲", "12")):
            assert shown_in(lambda _: None, CellRichText("12", TextBlock(font, piece))) == said


def test_a_light_part_of_a_cell_is_in_doubt_where_cells_have_grounds() -> None:
    value = CellRichText("12", TextBlock(InlineFont(color="FFFFFFFF"), "9"))
    assert shown_in(looking(ground="FF1F3864"), value) == f"129{UNREAD}"


@pytest.mark.parametrize(
    "fill",
    ['<patternFill patternType="solid"><fgColor theme="4"/></patternFill>', '<gradientFill degree="90"/>'],
)
def test_grounds_whose_colour_is_not_told_are_grounds(fill: str) -> None:
    fills = f"<fills><fill><patternFill/></fill><fill>{fill}</fill></fills>"
    forms = '<xf fontId="0" fillId="0"/>', '<xf fontId="0" fillId="1"/>'
    for form, is_plain in zip(forms, (True, False), strict=True):
        said = f"<styleSheet>{fills}<cellXfs>{form}</cellXfs></styleSheet>"
        assert cell_styles(said.encode()).is_plain is is_plain


@pytest.mark.parametrize("sign", [0x100000, 0x10D800, 0x10FFFD])
def test_signs_of_a_file_that_mean_nothing_never_become_others(sign: int) -> None:
    cells = "".join(f"<w:tc>{word.paragraph(word.run(text))}</w:tc>" for text in ("规章", chr(sign), f"12{chr(sign)}"))
    document, _ = read_word("a.docx", word.package(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))
    assert document is not None
    assert [cell.text for cell in document.grids[0].cells] == ["规章", UNREAD, "12"]


def test_looks_that_are_no_looks_do_not_keep_a_file_from_being_read() -> None:
    cells = '<td>行政许可</td><td>12<b style="color:rgba(0,0,0,1.2.3)">9</b></td><td style="color:#fff">8</td>'
    assert texts_of(cells)[:2] == ["行政许可", "129"]
    fonts = b'<fonts><font><color theme="0" tint="dark"/></font></fonts><cellXfs><xf fontId="0"/></cellXfs>'
    assert cell_styles(b"<styleSheet>" + fonts + b"</styleSheet>").unseen == frozenset()
