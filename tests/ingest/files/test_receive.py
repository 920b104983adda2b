from __future__ import annotations

import hashlib
import zipfile
from typing import TYPE_CHECKING

import pytest

from auditor.diagnostics import Lang
from auditor.document import Status
from auditor.ingest.files import reading
from auditor.ingest.files import receive as receiving
from auditor.ingest.files.discover import discover
from auditor.ingest.files.receive import receive
from auditor.ingest.files.workers import Pool
from auditor.schema import Schema
from tests.ingest.forms_2014 import FIGURES
from tests.ingest.forms_2014 import FORM_2014
from tests.ingest.tables.outline_layouts import LAYOUTS
from tests.ingest.tables.outline_layouts import lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from auditor.diagnostics import Diagnostic
    from auditor.document import Document
    from auditor.document import Submission
    from auditor.ingest.files.discover import Received
    from auditor.ingest.files.workers import Task

SCHEMA = Schema(forms={FORM_2014.code: FORM_2014})
TABLE = LAYOUTS["tabs in a row"](lines({each.code: "3" for each in FIGURES}))
REPORT = (
    f"某县2018年政府信息公开工作年度报告\n\n一、概述\n公开政府信息。\n\n政府信息公开情况统计表\n（2018年度）\n{TABLE}\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "某县.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def by_path(submissions: tuple[Submission, ...]) -> dict[str, Submission]:
    return {submission.path: submission for submission in submissions}


def reasons(submission: Submission) -> list[str]:
    return [each.code.slug for each in submission.diagnostics]


def test_a_report_is_received_whole(folder: Path) -> None:
    (submission,) = receive(folder, SCHEMA)
    assert (submission.path, submission.status) == ("某县.txt", Status.AUDITED)
    assert (submission.unit, submission.year, submission.form) == ("某县", 2018, "disclosure-2014")
    assert len([fact for fact in submission.facts if not fact.is_narrative]) == len(FORM_2014.indicators)
    assert len(submission.digest) == 64


def test_a_single_file_can_be_received(folder: Path) -> None:
    (submission,) = receive(folder / "某县.txt", SCHEMA)
    assert submission.path == "某县.txt"


def test_an_empty_folder_is_no_submission(tmp_path: Path) -> None:
    assert receive(tmp_path, SCHEMA) == ()


@pytest.mark.parametrize("name", ["a.docx", "a.doc", "a.xlsx", "a.pdf", "a.zip", "a.jpg"])
def test_content_that_is_not_what_the_name_says_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(bytes(range(1, 256)) * 20)
    (submission,) = receive(tmp_path, SCHEMA)
    assert (submission.status, reasons(submission)) == (Status.UNREADABLE, ["content-differs"])
    (told,) = submission.diagnostics
    assert "  " not in told.message(Lang.EN)


def test_bad_files_cost_a_line_each_and_nothing_else(folder: Path) -> None:
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 50)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "unknown.dat").write_bytes(b"\x00\x01\x02\x03" * 40)
    (folder / "cut.docx").write_bytes(b"PK\x03\x04 cut off")
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7 cut off")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0 no photo")
    (folder / ".hidden").write_text("x", encoding="utf-8")
    found = by_path(receive(folder, SCHEMA))
    assert found.pop("某县.txt").status is Status.AUDITED
    assert {path: submission.status for path, submission in found.items()} == dict.fromkeys(
        ("binary.txt", "empty.txt", "unknown.dat", "cut.docx", "cut.pdf", "photo.jpg", ".hidden"), Status.UNREADABLE
    )
    assert all(len(submission.diagnostics) == 1 for submission in found.values())
    assert all(each.message(lang) for one in found.values() for each in one.diagnostics for lang in Lang)
    assert reasons(found["binary.txt"]) == ["not-text"]
    assert reasons(found["empty.txt"]) == ["empty-file"]
    assert reasons(found["unknown.dat"]) == ["unknown-type"]


def test_a_huge_file_is_refused_by_its_size_alone(folder: Path) -> None:
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(200 * 2**20)
    found = by_path(receive(folder, SCHEMA))
    assert reasons(found["huge.txt"]) == ["file-too-large"]
    assert found["某县.txt"].status is Status.AUDITED


def test_what_is_no_annual_report_has_no_figures(folder: Path) -> None:
    (folder / "情况.txt").write_text(
        "某县推进政务公开试点工作情况\n\n一、基本情况\n已开展培训3次。\n", encoding="utf-8"
    )
    submission = by_path(receive(folder, SCHEMA))["情况.txt"]
    assert (submission.status, submission.facts, reasons(submission)) == (
        Status.NOT_APPLICABLE,
        (),
        ["not-an-annual-report"],
    )


def test_a_reader_that_breaks_costs_its_file_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "b.md").write_text("# x", encoding="utf-8")
    real = reading.read_document

    def breaking(path: str, data: bytes, kind: str | None) -> tuple[Document | None, tuple[Diagnostic, ...]]:
        if kind == "markdown":
            raise RecursionError(path)
        return real(path, data, kind)

    monkeypatch.setattr(reading, "read_document", breaking)
    found = by_path(receive(folder, SCHEMA))
    assert reasons(found["b.md"]) == ["reader-failed"]
    assert found["某县.txt"].status is Status.AUDITED


def test_the_members_of_an_archive_are_submissions(folder: Path) -> None:
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.writestr("a/某镇.txt", REPORT.replace("某县", "某县某镇"))
        archive.writestr("empty.txt", "")
    found = by_path(receive(folder, SCHEMA))
    assert (found["all.zip/a/某镇.txt"].unit, found["all.zip/a/某镇.txt"].status) == ("某县某镇", Status.AUDITED)
    assert reasons(found["all.zip/empty.txt"]) == ["empty-file"]


def test_progress_counts_to_the_end(folder: Path) -> None:
    (folder / "b.txt").write_text(REPORT, encoding="utf-8")
    told: list[tuple[int, int]] = []
    receive(folder, SCHEMA, lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_many_files_are_read_side_by_side_with_the_same_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(REPORT.replace("\t3", f"\t{number}"), encoding="utf-8")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 50)
    alone = receive(tmp_path, SCHEMA)
    monkeypatch.setattr(receiving, "MANY", 2)
    told: list[tuple[int, int]] = []
    together = receive(tmp_path, SCHEMA, lambda done, total: told.append((done, total)))
    assert together == alone
    assert told[-1] == (7, 7)


def after_it_was_found(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Lets something happen between the moment the files of a folder are listed and the one they are read."""

    def found(folder: Path) -> tuple[tuple[Received, ...], tuple[Diagnostic, ...]]:
        files = discover(folder)
        happens()
        return files

    monkeypatch.setattr(receiving, "discover", found)


@pytest.mark.parametrize("name", ["临时.txt", "临时.docx", "临时.zip"])
def test_a_file_that_vanishes_costs_a_line_and_no_more(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (folder / name).write_bytes(b"PK\x03\x04 soon gone")
    after_it_was_found(monkeypatch, (folder / name).unlink)
    found = by_path(receive(folder, SCHEMA))
    assert (found[name].status, reasons(found[name])) == (Status.UNREADABLE, ["not-a-file"])
    assert found["某县.txt"].status is Status.AUDITED


def test_a_file_that_vanishes_while_it_waits_for_a_process_costs_a_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = folder / "临时.docx"
    place.write_bytes(b"PK\x03\x04 soon gone")
    real = Pool.submit

    def submit(pool: Pool, task: Task) -> None:
        task.place.unlink()
        real(pool, task)

    monkeypatch.setattr(Pool, "submit", submit)
    found = by_path(receive(folder, SCHEMA))
    assert (found["临时.docx"].status, reasons(found["临时.docx"])) == (Status.UNREADABLE, ["not-a-file"])
    assert found["某县.txt"].status is Status.AUDITED


def test_of_a_file_that_changes_the_digest_is_that_of_what_was_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = REPORT.replace("\t3", "\t4")
    after_it_was_found(monkeypatch, lambda: (folder / "某县.txt").write_text(later, encoding="utf-8"))
    (submission,) = receive(folder, SCHEMA)
    assert submission.digest == hashlib.sha256((folder / "某县.txt").read_bytes()).hexdigest()
    values = {fact.value for fact in submission.facts if not fact.is_narrative}
    assert (3 in values, 4 in values) == (False, True)
