from __future__ import annotations

import pytest
from openpyxl.cell.rich_text import CellRichText  # type: ignore[import-untyped]
from openpyxl.cell.rich_text import TextBlock
from openpyxl.cell.text import InlineFont  # type: ignore[import-untyped]
from openpyxl.styles import Font  # type: ignore[import-untyped]

from tests.ingest.generate import books
from tests.ingest.generate.model import Box
from tests.ingest.generate.model import read_boxes
from tests.ingest.readers.sheet_samples import book_of
from tests.ingest.readers.sheet_samples import document_of

# Of a figure that is struck out a sign is left where nothing stands beside it in its cell.
LOOKS = {Box(0, 1, "1"), Box(1, 1, "2³"), Box(2, 1, "\ufffd"), Box(3, 1, "8")}


def test_what_is_struck_out_in_the_old_format_is_no_part_of_a_figure() -> None:
    assert read_boxes(document_of(books.OLD_LOOKS).grids[0]) >= LOOKS


@pytest.mark.parametrize("shared", [False, True])
def test_what_is_struck_out_is_no_part_of_a_figure(shared: bool) -> None:  # noqa: FBT001
    struck, high = InlineFont(strike=True), InlineFont(vertAlign="superscript")
    book = book_of(
        B1=CellRichText(TextBlock(struck, "4"), "1"),
        B2=CellRichText("2", TextBlock(high, "3")),
        A3="许可",
        B3="7件",
        B4=CellRichText("8", TextBlock(struck, "9")),
        A5="处罚",
        B5=9,
        B6=CellRichText("5", TextBlock(InlineFont(sz=6), "2")),
        B7=CellRichText(TextBlock(struck, "6")),
    )
    assert book.active is not None
    for place in ("B3", "A5", "B5"):
        book.active[place].font = Font(strike=True)
    data = books.save(book)
    found = read_boxes(document_of(books.with_shared_strings(data) if shared else data).grids[0])
    assert found >= LOOKS | {Box(5, 1, "5²"), Box(6, 1, "\ufffd")}
    assert not [box for box in found if box.row == 4]


def test_what_is_struck_out_in_an_open_document_is_no_part_of_a_figure() -> None:
    looks = {"T1": 'text-line-through-style="solid"', "T2": 'text-position="super 58%"', "T3": 'font-weight="bold"'}
    styles = "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties style:{look}/></style:style>'
        for name, look in looks.items()
    )
    figures = (("T1", "4", "1"), ("T2", "", "2"), ("T3", "5", "6"))
    rows = "".join(
        '<table:table-row><table:table-cell office:value-type="string"><text:p>'
        f'<text:span text:style-name="{name}">{before}</text:span>{figure}<text:span text:style-name="T2">3</text:span>'
        "</text:p></table:table-cell></table:table-row>"
        for name, before, figure in figures
    )
    assert read_boxes(document_of(books.open_document(rows, styles)).grids[0]) == {
        Box(0, 0, "1³"),
        Box(1, 0, "2³"),
        Box(2, 0, "56³"),
    }


def test_figures_of_an_old_workbook_that_cannot_be_seen_or_are_shown_otherwise_are_in_doubt() -> None:
    texts = [cell.text for cell in document_of(books.OLD_FAINT).grids[0].cells if cell.column == 1]
    assert texts == ["统计数", "12\ufffd", "12", "12\ufffd", "12\ufffd", "12!.3万≠12345", "7"]


def of_open_document(value: str, printed: str, style: str = "", times: int = 1) -> list[str]:
    """What the cells of an ODS file say that hold a value and show it in some way."""
    shown = f"<text:p>{printed}</text:p>" if printed else ""
    cell = (
        f'<table:table-cell table:number-columns-repeated="{times}" table:style-name="C" office:value-type="float" '
        f'office:value="{value}">{shown}</table:table-cell>'
    )
    label = '<table:table-cell office:value-type="string"><text:p>规章</text:p></table:table-cell>'
    looks = f'<style:style style:name="C" style:family="table-cell">{style}</style:style>'
    data = books.open_document(f"<table:table-row>{label}{cell}</table:table-row>", looks)
    return [each.text for each in document_of(data).grids[0].cells][1:]


@pytest.mark.parametrize(
    ("value", "printed", "text"),
    [
        ("12345", "1.2万", "1.2万≠12345"),
        ("12", "0", "0≠12"),
        ("12", "", "12\ufffd"),
        ("12", "1200%", "1200%"),
        ("12", "12万", "12万"),
        ("12345", "12,345", "12345"),
        ("12", "12件", "12"),
        ("5.631", "5.63", "5.63≠5.631"),
    ],
)
def test_figures_that_an_open_document_shows_otherwise_are_in_doubt(value: str, printed: str, text: str) -> None:
    assert of_open_document(value, printed) == [text]
    assert of_open_document(value, printed, times=2) == [text, text]


@pytest.mark.parametrize(
    ("look", "ground", "text"),
    [
        ('color="#ffffff"', "", "12\ufffd"),
        ('font-size="1pt"', "", "12\ufffd"),
        ('color="#ffffff"', "#1f3864", "12"),
        ('color="#000000"', "", "12"),
    ],
)
def test_figures_of_an_open_document_that_cannot_be_seen_are_in_doubt(look: str, ground: str, text: str) -> None:
    below = f'<style:table-cell-properties fo:background-color="{ground}"/>' if ground else ""
    assert of_open_document("12", "12", f"{below}<style:text-properties fo:{look}/>") == [text]
