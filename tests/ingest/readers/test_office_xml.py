"""Documents and workbooks saved as one XML file."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from auditor.ingest.files.discover import recognise
from auditor.ingest.reader_codes import DAMAGED
from auditor.ingest.readers.office_xml import read
from tests.ingest.generate import word
from tests.ingest.generate.model import Box
from tests.ingest.generate.model import Rows
from tests.ingest.generate.model import boxes
from tests.ingest.generate.model import places_hold
from tests.ingest.generate.model import read_boxes
from tests.ingest.generate.model import tables

if TYPE_CHECKING:
    from auditor.document import Document

HEAD = '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="{}"?>'
PARTS = "http://schemas.microsoft.com/office/2006/xmlPackage"
OLD_WORD = "http://schemas.microsoft.com/office/word/2003/wordml"
HINTS = "http://schemas.microsoft.com/office/word/2003/auxHint"
SHEETS = "urn:schemas-microsoft-com:office:spreadsheet"


def document_of(text: str) -> Document:
    document, _ = read("a.doc", text.encode())
    assert document is not None
    assert places_hold(document)
    return document


def in_parts(rows: Rows) -> str:
    main = word.part("document", f"<w:body>{word.paragraph('概述')}{word.table(rows)}</w:body>").partition("?>")[2]
    part = f'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData>{main}</pkg:xmlData></pkg:part>'
    return f'{HEAD.format("Word.Document")}<pkg:package xmlns:pkg="{PARTS}">{part}</pkg:package>'


def of_2003(rows: Rows) -> str:
    table = word.table(rows).replace("vMerge", "vmerge")
    body = f"<wx:sect><wx:sub-section>{word.paragraph('概述')}{table}</wx:sub-section></wx:sect>"
    names = f'xmlns:w="{OLD_WORD}" xmlns:wx="{HINTS}"'
    return f"{HEAD.format('Word.Document')}<w:wordDocument {names}><w:body>{body}</w:body></w:wordDocument>"


def workbook(rows: Rows) -> str:
    lines = "".join(
        f'<Row ss:Index="{number + 1}">' + "".join(map(cell, line)) + "</Row>" for number, line in enumerate(rows)
    )
    sheet = f'<Worksheet ss:Name="统计"><Table>{lines}</Table></Worksheet>'
    return f'{HEAD.format("Excel.Sheet")}<Workbook xmlns="{SHEETS}" xmlns:ss="{SHEETS}">{sheet}</Workbook>'


def cell(box: Box) -> str:
    merged = f'ss:MergeDown="{box.rows - 1}" ss:MergeAcross="{box.columns - 1}"'
    return f'<Cell ss:Index="{box.column + 1}" {merged}><Data ss:Type="String">{escape(box.text)}</Data></Cell>'


@given(tables(), st.sampled_from([in_parts, of_2003, workbook]))
def test_a_table_comes_out_as_it_was_written(rows: Rows, write: object) -> None:
    assert callable(write)
    document = document_of(write(rows))
    assert read_boxes(document.grids[0]) == boxes(rows)
    assert document.source.text.startswith("概述\n") == (document.format == "docx")


def test_they_are_told_by_their_content() -> None:
    rows = [[Box(0, 0, "规章"), Box(0, 1, "3")], [Box(1, 0, "处罚"), Box(1, 1, "4")]]
    found = {
        recognise(name, write(rows).encode()) for write in (in_parts, of_2003, workbook) for name in ("a.doc", "a.xls")
    }
    assert found == {"office_xml"}


def test_a_file_that_ends_early_is_told() -> None:
    document, diagnostics = read("a.xls", workbook([[Box(0, 0, "规章"), Box(0, 1, "3")]])[:200].encode())
    assert (document, diagnostics[0].code) == (None, DAMAGED)
