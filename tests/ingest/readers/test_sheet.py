from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given

from auditor.ingest.office.books.workbooks import inspect_workbook
from auditor.ingest.office.packages import Package
from auditor.ingest.reader_codes import HIDDEN_COLUMNS
from auditor.ingest.reader_codes import HIDDEN_ROWS
from auditor.ingest.reader_codes import HIDDEN_SHEET
from auditor.ingest.reader_codes import TOO_LARGE
from auditor.ingest.reader_codes import UNCALCULATED
from auditor.ingest.readers.sheet import read
from tests.ingest.generate import books
from tests.ingest.generate.model import Box
from tests.ingest.generate.model import Rows
from tests.ingest.generate.model import boxes
from tests.ingest.generate.model import read_boxes
from tests.ingest.generate.model import tables
from tests.ingest.readers.sheet_samples import ROWS
from tests.ingest.readers.sheet_samples import book_of
from tests.ingest.readers.sheet_samples import document_of


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
