from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from auditor.ingest.office import convert
from auditor.ingest.office import libreoffice
from auditor.ingest.readers import doc
from auditor.ingest.readers import sheet
from tests.ingest.generate import books
from tests.ingest.generate import word
from tests.ingest.generate.model import plain

if TYPE_CHECKING:
    from pathlib import Path

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD = MARK + bytes(16) + b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0" + bytes(500)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for LibreOffice is a script")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for LibreOffice: a script named like it, alone on the path; its lines are written by the test."""
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return program


def test_without_an_office_program_the_file_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(libreoffice, "_USUAL_PLACES", ())
    document, diagnostics = doc.read("甲局.doc", OLD)
    assert (document, diagnostics[0].code.slug) == (None, "office-missing")


@pytest.mark.parametrize("data", [MARK, MARK + b"\xa7\x11" * 900, OLD[:300]])
@pytest.mark.parametrize("name", ["甲局.doc", "甲局.wps", "甲局.ppt"])
def test_bytes_behind_the_mark_of_old_documents_are_told_and_not_converted(
    name: str, data: bytes, office: Path, tmp_path: Path
) -> None:
    office.write_text(f"#!/bin/sh\ntouch {tmp_path}/called\n")
    document, diagnostics = doc.read(name, data)
    assert (document, diagnostics[0].code.slug) == (None, "document-damaged")
    assert not (tmp_path / "called").exists()


@pytest.mark.parametrize(
    ("name", "ending"), [("甲局.doc", "doc"), ("甲局.WPS", "wps"), ("a.rtf", "rtf"), ("--help", "doc")]
)
def test_what_the_office_program_makes_is_read(name: str, ending: str, office: Path, tmp_path: Path) -> None:
    (tmp_path / "made.docx").write_bytes(word.package(word.paragraph("收到申请21件")))
    lines = (
        "#!/bin/sh",
        'while [ "$1" != --outdir ]; do shift; done',
        f'case "$3" in */report.{ending}) ;; *) exit 9;; esac',
        f'mkdir -p "$2" && cp {tmp_path}/made.docx "$2/report.docx"',
    )
    office.write_text("\n".join(lines))
    document, diagnostics = doc.read(name, OLD)
    assert document is not None
    assert (document.source.text, document.path, diagnostics) == ("收到申请21件\n", name, ())


def test_a_flat_workbook_is_read_as_the_office_program_makes_it(office: Path, tmp_path: Path) -> None:
    (tmp_path / "made.xlsx").write_bytes(books.workbook(plain([["规章", "1"], ["许可", "2"]])))
    lines = (
        "#!/bin/sh",
        'while [ "$1" != --outdir ]; do shift; done',
        f'mkdir -p "$2" && cp {tmp_path}/made.xlsx "$2/report.xlsx"',
    )
    office.write_text("\n".join(lines))
    document, _ = sheet.read("a.fods", b"<?xml version='1.0'?><office:document/>")
    assert document is not None
    assert document.source.text == "规章\t1\n许可\t2\n"
    office.write_text("#!/bin/sh\nexit 3\n")
    _, diagnostics = sheet.read("a.fods", b"<office:document/>")
    assert diagnostics[0].code.slug == "office-failed"


@pytest.mark.parametrize(("line", "why"), [("exit 3", "exit 3"), ("exit 0", "no output")])
def test_a_conversion_that_fails_is_told(line: str, why: str, office: Path) -> None:
    office.write_text(f"#!/bin/sh\n{line}\n")
    document, diagnostics = doc.read("甲局.doc", OLD)
    assert (document, diagnostics[0].code.slug, diagnostics[0].values["why"]) == (None, "office-failed", why)


def test_a_conversion_that_hangs_is_ended(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "_SECONDS", 0.2)
    office.write_text("#!/bin/sh\nsleep 60 &\nsleep 60\n")
    document, diagnostics = doc.read("甲局.doc", OLD)
    assert (document, diagnostics[0].code.slug) == (None, "office-failed")
