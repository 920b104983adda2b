from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.cell.rich_text import CellRichText  # type: ignore[import-untyped]
from openpyxl.cell.rich_text import TextBlock
from openpyxl.cell.text import InlineFont  # type: ignore[import-untyped]
from openpyxl.styles import Font  # type: ignore[import-untyped]

from auditor.diagnostics import Lang
from auditor.ingest.office.packages import Package
from auditor.ingest.office.workbooks import inspect_workbook
from auditor.ingest.reader_codes import DAMAGED
from auditor.ingest.reader_codes import FORBIDDEN_MARKUP
from auditor.ingest.reader_codes import HIDDEN_COLUMNS
from auditor.ingest.reader_codes import HIDDEN_ROWS
from auditor.ingest.reader_codes import HIDDEN_SHEET
from auditor.ingest.reader_codes import NO_SHEET
from auditor.ingest.reader_codes import NO_TEXT
from auditor.ingest.reader_codes import TOO_LARGE
from auditor.ingest.reader_codes import UNCALCULATED
from auditor.ingest.readers.sheet import read
from tests.ingest.generate import books
from tests.ingest.generate.model import Box
from tests.ingest.generate.model import Rows
from tests.ingest.generate.model import boxes
from tests.ingest.generate.model import places_hold
from tests.ingest.generate.model import plain
from tests.ingest.generate.model import read_boxes
from tests.ingest.generate.model import tables

if TYPE_CHECKING:
    from auditor.document import Document

ROWS = plain([["规章", "1"], ["许可", "2"], ["处罚", "3"]])


def document_of(data: bytes) -> Document:
    document, _ = read("a.xlsx", data)
    assert document is not None
    assert places_hold(document)
    return document


def book_of(**values: object) -> Workbook:
    book = Workbook()
    assert book.active is not None
    book.active["A1"], book.active["B1"], book.active["A2"] = "规章", 1, "许可"
    for place, value in values.items():
        book.active[place] = value
    return book


@given(tables())
def test_filled_cells_come_out_as_they_were_written(rows: Rows) -> None:
    written = {box for box in boxes(rows) if box.text}
    found = {box for box in read_boxes(document_of(books.workbook(rows)).grids[0]) if box.text}
    assert {(box.row, box.column, box.text) for box in found} == {(box.row, box.column, box.text) for box in written}
    assert found == written or any(not box.text for box in boxes(rows))


def test_a_merged_head_stands_once() -> None:
    rows = [[Box(0, 0, "统计表", 1, 2)], *[[box._replace(row=box.row + 1) for box in line] for line in ROWS]]
    assert read_boxes(document_of(books.workbook(rows)).grids[0]) == boxes(rows)


def test_numbers_are_shown_as_a_sheet_shows_them() -> None:
    book = book_of(B1=7730.28, B2=21.0, B3="0021", B4=0.1 + 0.2, B5=1234567, B6=-3, B7=True, B8=dt.date(2024, 1, 31))
    texts = [cell.text for cell in document_of(books.save(book)).grids[0].cells if cell.column == 1]
    assert texts == ["7730.28", "21", "0021", "0.3", "1234567", "-3", "TRUE", "2024-01-31"]


def test_each_sheet_is_a_table_with_its_name() -> None:
    book = book_of()
    book.create_sheet("申请")["C5"] = 21
    grids = document_of(books.save(book)).grids
    assert [grid.name for grid in grids] == ["Sheet", "申请"]
    assert read_boxes(grids[1]) == {Box(4, 2, "21")}


@pytest.mark.parametrize("hide", [b'hidden="1"', b'ht="0" customHeight="1"'])
def test_hidden_figures_that_stand_nowhere_else_are_in_doubt(hide: bytes) -> None:
    data = books.save(book_of(A3="行政许可", B3=12, A4="行政处罚", B4=7, A5="行政处罚", B5=9, A6="本年收到5件。"))
    part = books.part_of(data, "xl/worksheets/sheet1.xml")
    for row in (b"3", b"5", b"6"):
        part = part.replace(b'<row r="%s"' % row, b'<row r="%s" %s' % (row, hide))
    document, diagnostics = read("a.xlsx", books.with_part(data, "xl/worksheets/sheet1.xml", part))
    assert document is not None
    assert document.source.text == "规章\t1\n许可\t\n行政许可\t12\ufffd\n行政处罚\t7\n"
    assert [item.code for item in diagnostics] == [HIDDEN_ROWS]


def test_hidden_rows_columns_and_sheets_are_left_out_and_told() -> None:
    book = book_of(A3="藏", C1="列")
    assert book.active is not None
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["C"].hidden = True
    book.create_sheet("旧").sheet_state = "hidden"
    document, diagnostics = read("a.xlsx", books.save(book))
    assert document is not None
    assert document.source.text == "规章\t1\n许可\t\n"
    assert [item.code for item in diagnostics] == [HIDDEN_ROWS, HIDDEN_COLUMNS, HIDDEN_SHEET]
    assert diagnostics[0].values["rows"] == "3"


def test_a_column_of_no_width_is_hidden() -> None:
    data = books.save(book_of(C1="列", C2=9))
    part = books.part_of(data, "xl/worksheets/sheet1.xml")
    part = part.replace(b"<sheetData>", b'<cols><col min="3" max="3" width="0" customWidth="1"/></cols><sheetData>')
    document, diagnostics = read("a.xlsx", books.with_part(data, "xl/worksheets/sheet1.xml", part))
    assert document is not None
    assert document.source.text == "规章\t1\n许可\t\n"
    assert [item.code for item in diagnostics] == [HIDDEN_COLUMNS]


@pytest.mark.parametrize(("said", "hidden"), [("'false'", 0), ('"0"', 0), ('"1"', 2), (" 'true'", 2)])
def test_a_sheet_is_looked_through_only_where_something_in_it_is_hidden(said: str, hidden: int) -> None:
    data = books.save(book_of(B2=12))
    part = books.part_of(data, "xl/worksheets/sheet1.xml").replace(b"<row ", f"<row hidden ={said} ".encode())
    part = part.replace(b"</worksheet>", b"<headerFooter><firstHeader/></headerFooter></worksheet>")
    with Package(books.with_part(data, "xl/worksheets/sheet1.xml", part)) as package:
        notes, _ = inspect_workbook(package)
    assert [len(sheet.hidden_rows) for sheet in notes.values()] == ([hidden] if hidden else [])


def test_a_formula_without_a_result_is_no_blank() -> None:
    document, diagnostics = read("a.xlsx", books.save(book_of(B2="=SUM(B1:B1)")))
    assert document is not None
    assert Box(1, 1, "=SUM(B1:B1)") in read_boxes(document.grids[0])
    assert [item.code for item in diagnostics] == [UNCALCULATED]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<f>SUM(A1:A2)</f><v></v>", "=SUM(A1:A2)"),
        ("<f>SUM(A1:A2)</f><v> </v>", "=SUM(A1:A2)"),
        ('<f t="array" ref="B2">SUM(A1:A2)</f>', "=SUM(A1:A2)"),
        ('<f t="shared" si="0"/>', "=?"),
        ("<f/>", "=?"),
        ("<f>A1</f><v>0</v>", "0"),
    ],
)
def test_a_formula_without_a_result_is_no_blank_however_it_is_written(cell: str, text: str) -> None:
    assert Box(1, 1, text) in read_boxes(document_of(with_cell(f'<c r="B2">{cell}</c>')).grids[0])


@pytest.mark.parametrize(("formula", "text"), [("A1&amp;A2", "=A1&A2"), ('IF(A1="","",A1)', ""), ('"" &amp; A1', "")])
def test_a_formula_whose_result_is_no_text_has_said_so_where_it_can(formula: str, text: str) -> None:
    for value in ("<v></v>", "<v/>", ""):
        cell = f'<c r="B2" t="str"><f>{formula}</f>{value}</c>'
        assert Box(1, 1, text) in read_boxes(document_of(with_cell(cell)).grids[0])


def test_zeros_that_a_program_wrote_for_results_to_be_worked_out_are_none() -> None:
    data = with_cell('<c r="B2"><f>A1+A2</f><v>0</v></c>', later=True)
    assert Box(1, 1, "=A1+A2") in read_boxes(document_of(data).grids[0])


def with_cell(cell: str, *, later: bool = False) -> bytes:
    """A workbook with a cell as it is written."""
    data = books.save(book_of(B2=7))
    sheet, book = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
    part = re.sub(rb'<c r="B2".*?</c>', cell.encode(), books.part_of(data, sheet))
    said = re.sub(rb' fullCalcOnLoad="1"', b"", books.part_of(data, book)) if not later else books.part_of(data, book)
    return books.with_part(books.with_part(data, sheet, part), book, said)


def test_figures_in_per_cent_stand_as_the_sheet_shows_them() -> None:
    formats = {"B2": "0%", "B3": "0.00%", "B4": '0"%"', "B5": "[红色]0.0%", "B6": "0%", "B7": "0%", "B8": "0"}
    values = {"B2": 12, "B3": 0.07, "B4": 5, "B5": 1, "B6": 0, "B7": "无", "B8": 3}
    book = book_of(**values)
    for place, code in formats.items():
        book.active[place].number_format = code
    texts = [cell.text for cell in document_of(books.save(book)).grids[0].cells if cell.column == 1]
    assert texts == ["1", "1200%", "7%", "5", "100%", "0", "无", "3"]


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        (";;;", 12, "12\ufffd"),
        ('"略"', 12, "12\ufffd"),
        ("#,##0,", 12000, "12≠12000"),
        ('0\\.0,"万"', 12345, "1.2万≠12345"),
        ("0;0,", -4000, "4≠-4000"),
        ("0;0,", 4000, "4000"),
        ("#,##0", 12000, "12000"),
        ('_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', 12000, "12000"),
        ('0"，件"', 12, "12"),
        ("0.0", 12, "12"),
        ("@", 12, "12"),
        ('0"."0,"万"', 12345, "1.2万≠12345"),
        ("0.00,,", 12345678, "12.35≠12345678"),
        ('0"万"', 12, "12万"),
        ('"共"0"件"', 12, "12"),
        ('0"0"', 12, "120≠12"),
        ('[>=10000]0!.0,"万";0', 123, "123"),
        ('[>=10000]0!.0,"万";0', 12345, "1.2万≠12345"),
        ("0", 12.5, "13≠12.5"),
        ("0.00", 12.5, "12.5"),
        ("[White]0", 12, "12\ufffd"),
        ("0E+00", 12345, "1.23E+04≠12345"),
        ("0;0", -4, "4≠-4"),
        ("0_);(0)", -4, "-4"),
        (";;;", 0, "0"),
        (";;;", "无", "无"),
    ],
)
def test_figures_that_a_format_hides_or_shows_in_thousands_are_not_read_for_sure(
    code: str, value: object, shown: str
) -> None:
    book = book_of(B2=value)
    book.active["B2"].number_format = code
    assert [cell.text for cell in document_of(books.save(book)).grids[0].cells if cell.column == 1] == ["1", shown]


def test_figures_in_per_cent_are_found_however_a_program_quotes_the_formats_of_cells() -> None:
    book = book_of(B2=12)
    book.active["B2"].number_format = "0%"
    with Package(books.save(book)) as package:
        part = "xl/worksheets/sheet1.xml"
        requoted = (package.part(part) or b"").replace(b' s="1"', b"\n s = '1'")
        assert b"s = '1'" in requoted
        document = document_of(package.with_parts({part: requoted}))
    assert [cell.text for cell in document.grids[0].cells if cell.column == 1] == ["1", "1200%"]


def test_figures_in_per_cent_of_an_old_workbook_stand_as_it_shows_them() -> None:
    texts = [cell.text for cell in document_of(books.OLD_PERCENTS).grids[0].cells if cell.column == 1]
    assert texts == ["统计数", "1200%", "0", "7%", "7", "5"]


def test_a_formula_with_a_result_counts_by_it_and_an_error_shows() -> None:
    data = books.save(book_of(B2="=B1", B3="=B1/0"))
    part = books.part_of(data, "xl/worksheets/sheet1.xml")
    part = part.replace(b"<f>B1</f><v></v>", b"<f>B1</f><v>1</v>").replace(b"<f>B1</f><v />", b"<f>B1</f><v>1</v>")
    part = part.replace(b'r="B3"', b'r="B3" t="e"').replace(b"<f>B1/0</f><v></v>", b"<f>B1/0</f><v>#DIV/0!</v>")
    part = part.replace(b"<f>B1/0</f><v />", b"<f>B1/0</f><v>#DIV/0!</v>")
    document = document_of(books.with_part(data, "xl/worksheets/sheet1.xml", part))
    assert {Box(1, 1, "1"), Box(2, 1, "#DIV/0!")} <= read_boxes(document.grids[0])


def test_the_old_format_is_read_with_what_it_hides() -> None:
    document, diagnostics = read("a.xls", books.OLD)
    assert document is not None
    assert document.source.text == "统计表\n规章\t21\t0021\n收费\t7730.28\t\n误\t#REF!\t\n5\n"
    assert [(grid.name, grid.cells[0].columns) for grid in document.grids] == [("统计", 3), ("申请", 1)]
    assert [item.code for item in diagnostics] == [HIDDEN_ROWS, HIDDEN_COLUMNS, HIDDEN_SHEET, HIDDEN_ROWS]


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


def test_what_an_open_document_hides_is_left_out_and_told() -> None:
    cells = "".join(
        f"<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>" for text in "甲乙丙"
    )
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
    hidden = ' table:visibility="filter" table:number-rows-repeated="2"'
    rows = "".join(f"<table:table-row{how}>{cells}</table:table-row>" for how in ("", hidden, ""))
    document, diagnostics = read("a.ods", books.open_document(columns + rows))
    assert document is not None
    assert read_boxes(document.grids[0]) == {
        Box(row, column, text) for row in (0, 3) for column, text in ((0, "甲"), (2, "丙"))
    }
    assert [item.code for item in diagnostics] == [HIDDEN_ROWS, HIDDEN_COLUMNS]


def test_an_open_document_is_read_and_its_repeats_are_not_believed() -> None:
    cell = '<table:table-cell office:value-type="float" office:value="21"{}><text:p>21</text:p></table:table-cell>'
    document = document_of(books.open_document(f"<table:table-row>{cell.format('')}</table:table-row>"))
    assert (document.grids[0].name, read_boxes(document.grids[0])) == ("统计", {Box(0, 0, "21")})
    many = cell.format(' table:number-columns-repeated="16000"')
    for row in (
        f'<table:table-row table:number-rows-repeated="1000000">{cell.format("")}</table:table-row>',
        f"<table:table-row>{many}</table:table-row>",
    ):
        refused, diagnostics = read("a.ods", books.open_document(row))
        assert (refused, diagnostics[0].code) == (None, TOO_LARGE)


def test_a_million_empty_rows_cost_nothing() -> None:
    data = books.workbook(ROWS)
    part = books.part_of(data, "xl/worksheets/sheet1.xml")
    empty = b"".join(b'<row r="%d" ht="15"/>' % row for row in range(10, 1_000_001))
    filled = part.replace(b"</sheetData>", empty + b"</sheetData>")
    assert read_boxes(document_of(books.with_part(data, "xl/worksheets/sheet1.xml", filled)).grids[0]) == boxes(ROWS)


@pytest.mark.parametrize(
    ("rows", "before"),
    [
        pytest.param('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', True, id="two corners"),
        pytest.param('<row r="9000"><c r="ZZ9000"><v>1</v></c></row>', False, id="one alone"),
        pytest.param('<row r="400"><c r="ZZZZ400"><v>1</v></c></row>', True, id="a column that no sheet has"),
        pytest.param('<row r="9000"><c r = "ZZ9000"><v>1</v></c></row>', True, id="blanks"),
        pytest.param('<row r="6000000"><c s="1" ><v>1</v></c></row>', True, id="the row alone says it"),
        pytest.param('<row r="900000">' + "<c><v>1</v></c>" * 8 + "</row>", True, id="a row of many"),
    ],
)
def test_cells_far_out_are_refused(rows: str, before: bool) -> None:  # noqa: FBT001
    data = books.workbook(ROWS)
    part = books.part_of(data, "xl/worksheets/sheet1.xml")
    held = part[part.index(b"<sheetData>") : part.index(b"</sheetData>")]
    told = part.replace(held, (held if before else b"<sheetData>") + rows.encode())
    document, diagnostics = read("a.xlsx", books.with_part(data, "xl/worksheets/sheet1.xml", told))
    assert (document, diagnostics[0].code) == (None, TOO_LARGE)


def test_a_long_sheet_whose_cells_do_not_say_where_they_stand_is_read() -> None:
    data = books.workbook(ROWS)
    part = books.part_of(data, "xl/worksheets/sheet1.xml")
    rows = "".join(f'<row r="{row}"><c><v>{row}</v></c><c><v>1</v></c></row>' for row in range(1000, 3000))
    told = part.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
    assert len(document_of(books.with_part(data, "xl/worksheets/sheet1.xml", told)).grids[0].cells) == 4000 + 6


def test_a_bomb_of_shared_words_is_refused() -> None:
    data = books.workbook(ROWS)
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>' + b"x" * 5_000_000
    data = books.with_part(data, "xl/sharedStrings.xml", strings + b"</t></si></sst>")
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(10, 1000))
    part = books.part_of(data, "xl/worksheets/sheet1.xml").replace(b"</sheetData>", cells + b"</sheetData>")
    document, diagnostics = read("a.xlsx", books.with_part(data, "xl/worksheets/sheet1.xml", part))
    assert (document, diagnostics[0].code) == (None, TOO_LARGE)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (books.workbook(ROWS)[:300], DAMAGED),
        (books.OLD[:700], DAMAGED),
        (b"PK\x03\x04 no archive", DAMAGED),
        (books.save(Workbook()), NO_TEXT),
    ],
)
def test_a_file_that_cannot_be_read_is_told(data: bytes, code: object) -> None:
    document, diagnostics = read("a.xlsx", data)
    assert (document, diagnostics[0].code) == (None, code)
    assert "zip" not in diagnostics[0].message(Lang.ZH)


def test_a_book_of_hidden_sheets_is_told() -> None:
    data = books.save(book_of())
    part = books.part_of(data, "xl/workbook.xml").replace(b'state="visible"', b'state="hidden"')
    document, diagnostics = read("a.xlsx", books.with_part(data, "xl/workbook.xml", part))
    assert (document, diagnostics[0].code) == (None, NO_SHEET)


def test_entities_are_refused() -> None:
    data = books.with_part(books.workbook(ROWS), "xl/workbook.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><workbook/>')
    document, diagnostics = read("a.xlsx", data)
    assert (document, diagnostics[0].code) == (None, FORBIDDEN_MARKUP)


@given(st.integers(0, 6000), st.integers(0, 255))
def test_no_changed_byte_makes_the_reader_fail(place: int, value: int) -> None:
    data = bytearray(books.OLD)
    data[place % len(data)] = value
    document, diagnostics = read("a.xls", bytes(data))
    assert document is not None or diagnostics
