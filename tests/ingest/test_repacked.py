"""A workbook written anew for its library reads as the file itself does, and is written only where that is sure."""

from __future__ import annotations

import io
import random
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from auditor.ingest.office.repacked import Unpacked
from auditor.ingest.office.workbooks import inspect_workbook
from auditor.ingest.readers.sheet import read
from tests.ingest.generate import books

if TYPE_CHECKING:
    from auditor.diagnostics import Diagnostic
    from auditor.document import Document

SHEET, RELATIONS = "xl/worksheets/sheet1.xml", "_rels/.rels"
PARTS = (SHEET, RELATIONS, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml")
# What may stand anywhere in a damaged part.
PIECES = (b"<", b">", b'"', b"&", b"]]>", b"<!--", b"<![CDATA[", b"</row>", b"<sheetData>", b"</worksheet>")


def book() -> bytes:
    made = Workbook()
    assert made.active is not None
    made.active.append(["事项", None])
    made.active.append(["许可", 12])
    made.active["A4"] = "处罚"
    made.active.merge_cells("A1:B1")
    return bytes(books.save(made))


def repacked(data: bytes) -> bytes | None:
    with Unpacked(data) as package:
        inspect_workbook(package)
        return package.repacked()


def read_itself(data: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    with monkeypatch.context() as patched:
        patched.setattr(Unpacked, "repacked", lambda _: None)
        return read("a.xlsx", data)


def test_only_what_is_read_is_written_anew() -> None:
    data, whole = repacked(book()), book()
    assert data is not None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == set(PARTS)
        assert all(archive.read(name) == books.part_of(whole, name) for name in PARTS)


def test_a_damaged_workbook_reads_as_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    dice, data = random.Random(1), book()  # noqa: S311 - damage, no secret
    for _ in range(150):
        name = dice.choice(PARTS)
        part = books.part_of(data, name)
        at = dice.randrange(len(part))
        damaged = part[:at] + dice.choice(PIECES) + part[at + dice.choice((0, 0, 1, 12, 60)) :]
        told = books.with_part(data, name, damaged)
        assert read("a.xlsx", told) == read_itself(told, monkeypatch), damaged


def test_a_large_workbook_is_not_written_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.ingest.office.repacked._MOST", 100)
    assert repacked(book()) is None


@pytest.mark.parametrize("target", ["book/workbook.xml", "xl/workbook2.xml"])
def test_a_workbook_in_another_place_is_not_written_anew(target: str) -> None:
    data = book()
    relations = books.part_of(data, RELATIONS).replace(b"xl/workbook.xml", target.encode())
    assert repacked(books.with_part(data, RELATIONS, relations)) is None


def test_parts_of_one_name_are_not_written_anew() -> None:
    stream = io.BytesIO(book())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(SHEET.upper(), b"<worksheet/>")
    assert repacked(stream.getvalue()) is None
