"""Workbooks made of rows, read as a user's are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook  # type: ignore[import-untyped]

from auditor.ingest.readers.sheet import read
from tests.ingest.generate.model import places_hold
from tests.ingest.generate.model import plain

if TYPE_CHECKING:
    from auditor.document import Document


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


ROWS = plain([["规章", "1"], ["许可", "2"], ["处罚", "3"]])
