"""What is drawn over the cells of a workbook, or shown by a condition: no figure below it looks certain."""

from __future__ import annotations

import pytest
from openpyxl.formatting.rule import CellIsRule  # type: ignore[import-untyped]
from openpyxl.formatting.rule import DataBarRule
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font  # type: ignore[import-untyped]
from openpyxl.styles import PatternFill

from tests.ingest.generate import books
from tests.ingest.readers.sheet_samples import book_of
from tests.ingest.readers.sheet_samples import document_of

PICTURE, FRAME = "<xdr:pic/>", "<xdr:sp><xdr:spPr><a:noFill/></xdr:spPr></xdr:sp>"
LINE = '<xdr:sp><xdr:spPr><a:prstGeom prst="line"/><a:solidFill/></xdr:spPr></xdr:sp>'
HIDDEN = '<xdr:sp><xdr:nvSpPr><xdr:cNvPr hidden="1"/></xdr:nvSpPr><xdr:spPr><a:solidFill/></xdr:spPr></xdr:sp>'


def figures(data: bytes) -> list[str]:
    """The second column of a workbook's table."""
    return [cell.text for cell in document_of(data).grids[0].cells if cell.column == 1]


@pytest.mark.parametrize(
    ("shape", "found"),
    [
        (books.text_box("12"), ["1", "12\ufffd", "3"]),
        (books.text_box("见附表"), ["1", "\ufffd", "3"]),
        (PICTURE, ["1", "\ufffd", "3"]),
        (LINE, ["1", "", "3"]),
        (FRAME, ["1", "", "3"]),
        (HIDDEN, ["1", "", "3"]),
    ],
)
def test_a_blank_with_something_drawn_over_it_is_in_doubt(shape: str, found: list[str]) -> None:
    data = books.save(book_of(A2="许可", A3="处罚", B3=3))
    assert figures(books.with_drawing(data, books.anchor((1, 1), (2, 2), shape))) == found


@pytest.mark.parametrize(
    ("shape", "found"),
    [
        (books.text_box("12"), "2\ufffd"),
        (books.text_box("12", fill="<a:noFill/>"), "2\ufffd"),
        (PICTURE, "2\ufffd"),
        (LINE, "2"),
        (FRAME, "2"),
    ],
)
def test_a_figure_with_something_drawn_over_it_is_in_doubt(shape: str, found: str) -> None:
    data = books.save(book_of(B2=2))
    drawn = books.with_drawing(data, books.anchor((1, 0), (2, 2), shape))
    assert figures(drawn) == ["1", found]
    assert [cell.text for cell in document_of(drawn).grids[0].cells if cell.column == 0] == ["规章", "许可"]


def test_merged_cells_are_covered_by_what_is_drawn_over_any_of_their_places() -> None:
    book = book_of(B2=2)
    assert book.active is not None
    book.active.merge_cells("B2:D2")
    assert figures(books.with_drawing(books.save(book), books.anchor((1, 2), (2, 3), PICTURE))) == ["1", "2\ufffd"]


def test_what_only_touches_a_cell_does_not_cover_it() -> None:
    shape = books.anchor((0, 1), (1, 2), PICTURE).replace(
        "</xdr:row></xdr:to>", "</xdr:row><xdr:rowOff>9525</xdr:rowOff></xdr:to>"
    )
    assert figures(books.with_drawing(books.save(book_of(B2=2)), shape)) == ["1\ufffd", "2"]


def test_a_text_box_above_a_table_is_its_title_and_one_beside_it_comes_behind() -> None:
    book = book_of(B2=2)
    assert book.active is not None
    book.active.insert_rows(1, 2)
    boxes = books.text_box("2018年度", "统计表"), books.text_box("填表说明")
    drawn = books.with_drawing(
        books.save(book), books.anchor((0, 0), (2, 2), boxes[0]), books.anchor((3, 5), (4, 7), boxes[1])
    )
    assert document_of(drawn).source.text == "2018年度\n统计表\n规章\t1\n许可\t2\n填表说明\n"


def test_a_text_box_between_two_tables_stands_between_them() -> None:
    data = books.save(book_of(B2=2, A5="处罚", B5=3))
    drawn = books.with_drawing(data, books.anchor((2, 0), (4, 2), books.text_box("二、表")))
    assert document_of(drawn).source.text == "规章\t1\n许可\t2\n二、表\n处罚\t3\n"


def test_the_title_in_the_head_of_the_printed_pages_is_read() -> None:
    book = book_of()
    assert book.active is not None
    book.active.oddHeader.center.text = "某县2018年报告"
    book.active.oddHeader.center.size = 14
    book.active.oddHeader.right.text = "第 &P 页"
    assert document_of(books.save(book)).source.text.startswith("某县2018年报告\n规章")


WHITE, RED, DARK = Font(color="FFFFFFFF"), Font(color="FFFF0000"), PatternFill(bgColor="FF1F3864")


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        (CellIsRule("greaterThan", ["5"], font=WHITE), ["1", "7\ufffd", "0"]),
        (CellIsRule("between", ["1", "2"], font=WHITE), ["1\ufffd", "7", "0"]),
        (CellIsRule("equal", ["0"], font=WHITE), ["1", "7", "0"]),
        (CellIsRule("greaterThan", ["$C$1"], font=WHITE), ["1\ufffd", "7\ufffd", "0"]),
        (CellIsRule("greaterThan", ["5"], font=WHITE, fill=DARK), ["1", "7", "0"]),
        (CellIsRule("greaterThan", ["5"], font=RED), ["1", "7", "0"]),
        (FormulaRule(["B1>5"], font=WHITE), ["1\ufffd", "7\ufffd", "0"]),
        (FormulaRule(["ISERROR(B1)"], font=WHITE), ["1", "7", "0"]),
        (DataBarRule("min", 0, "max", 0, color="FF638EC6", showValue=False), ["1\ufffd", "7\ufffd", "0"]),
        (DataBarRule("min", 0, "max", 0, color="FF638EC6"), ["1", "7", "0"]),
    ],
)
def test_figures_that_a_condition_hides_are_in_doubt(rule: object, found: list[str]) -> None:
    book = book_of(B2=7, A3="处罚", B3=0)
    assert book.active is not None
    book.active.conditional_formatting.add("B1:B9", rule)
    assert figures(books.save(book)) == found


@pytest.mark.parametrize(("height", "is_seen"), [(0.75, False), (9, True)])
def test_a_row_too_low_to_be_seen_is_hidden(height: float, is_seen: bool) -> None:  # noqa: FBT001
    book = book_of(A2="行政许可", B2=2)
    assert book.active is not None
    book.active.row_dimensions[2].height = height
    assert figures(books.save(book)) == ["1", "2" if is_seen else "2\ufffd"]


TEXT_BOX = (
    '<draw:custom-shape table:end-cell-address="统计.B2" table:end-x="0.5in" table:end-y="0.1in">'
    "<text:p>12</text:p></draw:custom-shape>"
)
LARGE_BOX = '<draw:frame svg:width="2cm" svg:height="4mm"><draw:image/></draw:frame>'
STROKE = '<draw:line svg:width="2cm" svg:height="4mm"/>'


def open_row(label: str, cell: str) -> str:
    """A row of an ODS file."""
    head = f'<table:table-cell office:value-type="string"><text:p>{label}</text:p></table:table-cell>'
    return f"<table:table-row>{head}{cell}</table:table-row>"


def open_figure(figure: str, drawn: str = "") -> str:
    """A cell of an ODS file that holds a figure, with something drawn over it."""
    value = f'<table:table-cell office:value-type="float" office:value="{figure}"><text:p>{figure}</text:p>'
    return f"{value}{drawn}</table:table-cell>"


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (f"<table:table-cell>{TEXT_BOX}</table:table-cell>", "12\ufffd"),
        (open_figure("2", TEXT_BOX), "2\ufffd"),
        (open_figure("2", LARGE_BOX), "2\ufffd"),
        (open_figure("2", STROKE), "2"),
        (open_figure("2", "<office:annotation><text:p>上年9件</text:p></office:annotation>"), "2"),
    ],
)
def test_what_is_drawn_over_the_cells_of_an_open_document_leaves_them_in_doubt(cell: str, found: str) -> None:
    rows = open_row("规章", open_figure("1")) + open_row("许可", cell)
    assert figures(books.open_document(rows)) == ["1", found]


def test_an_error_of_an_open_document_is_no_blank() -> None:
    cell = '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error">'
    rows = open_row("规章", f"{cell}<text:p>#DIV/0!</text:p></table:table-cell>")
    assert figures(books.open_document(rows)) == ["#DIV/0!"]
