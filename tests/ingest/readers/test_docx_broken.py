from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.ingest.reader_codes import DAMAGED
from auditor.ingest.reader_codes import ENCRYPTED
from auditor.ingest.reader_codes import FORBIDDEN_MARKUP
from auditor.ingest.reader_codes import NO_TEXT
from auditor.ingest.reader_codes import TOO_DEEP
from auditor.ingest.readers.docx import read
from tests.ingest.generate import word
from tests.ingest.generate.model import plain
from tests.ingest.readers.docx_samples import text_of


@pytest.mark.parametrize("keep", [10, 100, 400, -30])
def test_a_truncated_file_is_told(keep: int) -> None:
    document, diagnostics = read("a.docx", word.package(word.paragraph("正文"))[:keep])
    assert (document, diagnostics[0].code) == (None, DAMAGED)


def test_an_encrypted_file_is_told() -> None:
    document, diagnostics = read("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000))
    assert (document, diagnostics[0].code) == (None, ENCRYPTED)


def test_an_empty_document_is_told() -> None:
    document, diagnostics = read("a.docx", word.package(word.paragraph("")))
    assert (document, diagnostics[0].code) == (None, NO_TEXT)


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    ],
)
def test_entities_are_refused(declared: str) -> None:
    package = word.package("")
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(stream, "w") as new:
        new.writestr("[Content_Types].xml", old.read("[Content_Types].xml"))
        new.writestr("word/document.xml", f'<?xml version="1.0"?>{declared}<w:document/>')
    document, diagnostics = read("a.docx", stream.getvalue())
    assert (document, diagnostics[0].code) == (None, FORBIDDEN_MARKUP)


def test_tables_nested_too_deep_are_told() -> None:
    body = "<w:tbl><w:tr><w:tc>" * 500 + word.paragraph("1") + "</w:tc></w:tr></w:tbl>" * 500
    document, diagnostics = read("a.docx", word.package(body))
    assert (document, diagnostics[0].code) == (None, TOO_DEEP)


def test_wrappers_nested_ten_thousand_deep_are_read() -> None:
    body = "<w:sdt><w:sdtContent>" * 10_000 + word.paragraph("21件") + "</w:sdtContent></w:sdt>" * 10_000
    assert text_of(body) == "21件\n"


@given(st.integers(0, 1500), st.integers(0, 255))
def test_no_changed_byte_makes_the_reader_fail(place: int, value: int) -> None:
    data = bytearray(word.package(word.table(plain([["规章", "1"], ["许可", "2"]]))))
    data[place % len(data)] = value
    document, diagnostics = read("a.docx", bytes(data))
    assert document is not None or diagnostics
