"""What is made from an audit after it does not outlive it unsaid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from auditor.report.annual.summary import Format
from auditor.report.annual.summary import write_summary
from auditor.report.files.derived import derived_files
from auditor.report.files.folder import audit_of
from auditor.report.files.folder import write_derived
from auditor.report.notices.written import write_notices
from auditor.report.write import write_report
from tests.report import report_samples

if TYPE_CHECKING:
    from pathlib import Path

RESULT = report_samples.audit()
LATER = replace(RESULT, findings=RESULT.findings[1:])


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An audit with a summary and notices made from it."""
    folder = tmp_path / "out"
    assert write_report(RESULT, folder) == ()
    write_summary(RESULT, 2018, folder, formats=(Format.HTML, Format.XLSX))
    write_notices(RESULT, folder, year=2018)
    return folder


def notices(out: Path) -> list[str]:
    return sorted(path.name for path in (out / "notices").glob("*"))


def test_the_same_audit_again_keeps_what_was_made_from_it(out: Path) -> None:
    before = {path: path.read_bytes() for path in out.rglob("*.*")}
    assert write_report(RESULT, out) == ()
    assert {path: path.read_bytes() for path in out.rglob("*.*")} == before


def test_another_audit_takes_away_what_was_made_from_the_one_before_and_names_it(out: Path) -> None:
    made = [f"notices/{name}" for name in notices(out)]
    assert write_report(LATER, out) == (*made, "summary/2018.xlsx")
    assert notices(out) == []
    assert (out / "summary" / "2018.html").is_file()
    assert derived_files(out) == {}


def test_what_somebody_put_into_a_notice_is_kept(out: Path) -> None:
    name = notices(out)[0]
    (out / "notices" / name).write_bytes(b"answered")
    write_report(LATER, out)
    assert (out / "notices" / name).read_bytes() == b"answered"


def test_a_notice_made_again_leaves_the_one_that_was_filled_in_beside_it(out: Path) -> None:
    filled = next((out / "notices").glob("*.docx"))
    fresh = filled.read_bytes()
    filled.write_bytes(b"answered")
    told: list[tuple[str, str]] = []
    write_notices(RESULT, out, year=2018, kept=lambda edited, beside: told.append((edited.name, beside.name)))
    assert filled.read_bytes() == fresh
    assert filled.with_name(f"{filled.stem}.kept.docx").read_bytes() == b"answered"
    assert told == [(filled.name, f"{filled.stem}.kept.docx")]


def test_what_was_kept_over_an_audit_is_not_written_over(out: Path) -> None:
    filled = next((out / "notices").glob("*.docx"))
    filled.write_bytes(b"answered")
    write_report(LATER, out)
    write_notices(LATER, out, year=2018)
    assert filled.with_name(f"{filled.stem}.kept.docx").read_bytes() == b"answered"


def test_each_file_is_noted_with_its_audit(out: Path) -> None:
    assert {each.audit for each in derived_files(out).values()} == {audit_of(out)}
    assert set(derived_files(out)) == {*(f"notices/{name}" for name in notices(out)), "summary/2018.xlsx"}


def test_a_note_that_cannot_be_read_makes_every_file_somebodys_own(out: Path) -> None:
    (out / "derived.json").write_text("[1]", encoding="utf-8")
    made = notices(out)
    assert write_report(LATER, out) == ()
    assert notices(out) == made


def test_nothing_is_noted_where_nothing_is_written(tmp_path: Path) -> None:
    assert write_derived(tmp_path, "a", ()) == ()
    assert list(tmp_path.iterdir()) == []
