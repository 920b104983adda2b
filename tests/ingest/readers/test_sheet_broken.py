from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook  # type: ignore[import-untyped]

from auditor.diagnostics import Lang
from auditor.ingest.reader_codes import DAMAGED
from auditor.ingest.reader_codes import FORBIDDEN_MARKUP
from auditor.ingest.reader_codes import NO_SHEET
from auditor.ingest.reader_codes import NO_TEXT
from auditor.ingest.reader_codes import TOO_LARGE
from auditor.ingest.readers.sheet import read
from tests.ingest.generate import books
from tests.ingest.generate.model import boxes
from tests.ingest.generate.model import read_boxes
from tests.ingest.readers.sheet_samples import ROWS
from tests.ingest.readers.sheet_samples import book_of
from tests.ingest.readers.sheet_samples import document_of


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
