"""Word documents and workbooks saved as one XML file, as office programs of 2003 and many web systems write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.codes import tell
from auditor.ingest.layout import MOST_BYTES
from auditor.ingest.layout import Slot
from auditor.ingest.layout import Table
from auditor.ingest.layout import TooLargeError
from auditor.ingest.layout import assemble
from auditor.ingest.layout import clean
from auditor.ingest.layout import one_line
from auditor.ingest.office.word.flat import blocks_of
from auditor.ingest.office.word.flat import parse_flat
from auditor.ingest.reader_codes import NO_TEXT
from auditor.ingest.refusals import REFUSALS
from auditor.ingest.refusals import explain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from auditor.diagnostics import Diagnostic
    from auditor.document import Document
    from auditor.ingest.layout import Block

_SHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"
_SIZE = "bytes"


def read(path: str, data: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The text and the tables of a document, or the visible sheets of a workbook."""
    try:
        if len(data) > MOST_BYTES:
            raise TooLargeError(_SIZE, MOST_BYTES)
        root = parse_flat(data)
        is_book = root.tag == f"{_SHEET}Workbook"
        blocks = list(_sheets(root)) if is_book else blocks_of(root)
        document = assemble(path, data, "sheet" if is_book else "docx", blocks)
    except REFUSALS as error:
        return None, (explain(path, "XML", error),)
    if not document.source.text.strip():
        return None, (tell(NO_TEXT, path),)
    return document, ()


def _sheets(root: Element) -> Iterator[Block]:
    for sheet in root.findall(f"{_SHEET}Worksheet"):
        shown = sheet.findtext(f"{_EXCEL}WorksheetOptions/{_EXCEL}Visible", "")
        table = sheet.find(f"{_SHEET}Table")
        if table is not None and "Hidden" not in shown:
            yield Table(tuple(_slots(table)), name=sheet.get(f"{_SHEET}Name", ""))


def _slots(table: Element) -> Iterator[Slot]:
    """The cells of a sheet; rows and cells that say nothing of their place follow the one before."""
    number = -1
    for row in table.findall(f"{_SHEET}Row"):
        number = _place(row, number)
        column = -1
        for cell in row.findall(f"{_SHEET}Cell"):
            column = _place(cell, column)
            data = cell.find(f"{_SHEET}Data")
            text = "" if data is None else one_line(clean("".join(data.itertext())))
            down, aside = _count(cell, "MergeDown"), _count(cell, "MergeAcross")
            if row.get(f"{_SHEET}Hidden") != "1":
                yield Slot(number, column, text, down + 1, aside + 1)
            column += aside


def _place(element: Element, last: int) -> int:
    return _count(element, "Index") - 1 if element.get(f"{_SHEET}Index") else last + 1


def _count(element: Element, name: str) -> int:
    digits = element.get(_SHEET + name, "0")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 0  # noqa: PLR2004
