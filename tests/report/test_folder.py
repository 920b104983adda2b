from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.report import write
from auditor.report.files.folder import replace_folder
from auditor.report.write import write_report
from auditor.results import AuditResult
from tests.report import report_rules
from tests.report import report_samples


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def empty() -> AuditResult:
    return AuditResult((), (), (), (), report_rules.SCHEMA)


def break_down(*_: object) -> bytes:
    raise OSError(28, "no space left on device")


def test_an_audit_is_written_with_all_its_files(tmp_path: Path) -> None:
    write_report(report_samples.audit(), tmp_path / "out")
    names = {name for name in contents(tmp_path / "out") if "/" not in name}
    assert names == {
        "index.html",
        "changes.csv",
        "run.html",
        "run.json",
        "facts.parquet",
        "findings.parquet",
        "findings.csv",
        "findings.zh.csv",
        "findings.json",
        "submissions.parquet",
    }


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    write_report(report_samples.audit(), tmp_path / "one")
    write_report(report_samples.audit(), tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_second_run_over_the_first_changes_nothing(tmp_path: Path) -> None:
    write_report(report_samples.audit(), tmp_path / "out")
    before = contents(tmp_path / "out")
    write_report(report_samples.audit(), tmp_path / "out")
    assert contents(tmp_path / "out") == before


def test_pages_of_submissions_that_are_gone_are_gone(tmp_path: Path) -> None:
    write_report(report_samples.audit(), tmp_path / "out")
    write_report(empty(), tmp_path / "out")
    assert [name for name in contents(tmp_path / "out") if name.startswith("units/")] == []


def test_a_failure_leaves_the_old_audit_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_report(report_samples.audit(), tmp_path / "out")
    before = contents(tmp_path / "out")
    monkeypatch.setattr(write, "findings_csv", break_down)
    with pytest.raises(OSError, match="no space"):
        write_report(empty(), tmp_path / "out")
    assert contents(tmp_path / "out") == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_failure_of_the_swap_itself_puts_the_old_audit_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_report(report_samples.audit(), tmp_path / "out")
    before = contents(tmp_path / "out")
    rename = Path.rename

    def refuse_the_new(self: Path, target: Path) -> Path:
        if self.name.endswith("-new"):
            raise OSError(16, "busy")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse_the_new)
    with pytest.raises(OSError, match="busy"):
        write_report(empty(), tmp_path / "out")
    assert contents(tmp_path / "out") == before


def test_a_run_killed_between_the_two_steps_is_mended_by_the_next(tmp_path: Path) -> None:
    write_report(report_samples.audit(), tmp_path / "out")
    (tmp_path / "out" / "备忘.docx").write_bytes(b"mine")
    (tmp_path / "out").rename(tmp_path / ".out.auditor-old")
    write_report(report_samples.audit(), tmp_path / "out")
    assert (tmp_path / "out" / "备忘.docx").read_bytes() == b"mine"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_people_put_into_the_folder_is_kept(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / ".gitkeep").touch()
    write_report(report_samples.audit(), out)
    (out / "units" / "批注.txt").write_text("mine", encoding="utf-8")
    (out / "letters").mkdir()
    (out / "letters" / "a.docx").write_bytes(b"mine too")
    (out / "empty").mkdir()
    write_report(empty(), out)
    assert (out / "units" / "批注.txt").read_text(encoding="utf-8") == "mine"
    assert (out / "letters" / "a.docx").read_bytes() == b"mine too"
    assert (out / ".gitkeep").exists()
    assert (out / "empty").is_dir()


def test_a_file_of_the_audit_that_people_changed_is_kept_under_another_name(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_report(report_samples.audit(), out)
    (out / "findings.csv").write_bytes(b"with my remarks")
    write_report(report_samples.audit(), out)
    assert (out / "findings.kept.csv").read_bytes() == b"with my remarks"
    assert (out / "findings.csv").read_bytes() != b"with my remarks"


def test_a_stranger_s_page_of_the_same_name_is_kept(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"my own site")
    (tmp_path / "index.kept.html").write_bytes(b"older")
    write_report(empty(), tmp_path)
    kept = sorted(path.read_bytes() for path in tmp_path.glob("index.kept*.html"))
    assert kept == [b"my own site", b"older"]


def test_a_record_that_lies_cannot_make_us_drop_files_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "precious.txt").write_bytes(b"x")
    out = tmp_path / "out"
    out.mkdir()
    (out / "run.json").write_text(json.dumps({"files": {"../precious.txt": "0"}}), encoding="utf-8")
    write_report(empty(), out)
    assert (tmp_path / "precious.txt").read_bytes() == b"x"


@pytest.mark.parametrize("record", ["", "[]", "{", '{"files": 3}', '{"files": {"a": null}}', "\x00"])
def test_a_record_that_cannot_be_read_owns_nothing(tmp_path: Path, record: str) -> None:
    (tmp_path / "run.json").write_text(record, encoding="utf-8")
    write_report(empty(), tmp_path)
    assert "versions" in json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))


def test_a_link_in_the_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "link").symlink_to(tmp_path / "elsewhere")
    write_report(empty(), tmp_path / "out")
    assert (tmp_path / "out" / "link").is_symlink()


@pytest.mark.parametrize("is_there", [True, False])
def test_an_audit_written_through_a_link_stands_where_the_link_leads(tmp_path: Path, *, is_there: bool) -> None:
    target, link = tmp_path / "disk" / "audits", tmp_path / "out"
    target.parent.mkdir()
    if is_there:
        target.mkdir()
        (target / "备忘.docx").write_bytes(b"mine")
    link.symlink_to(target)
    for audit in (report_samples.audit(), empty()):
        write_report(audit, link)
        assert link.is_symlink()
        assert (target / "index.html").is_file()
        assert (target / "备忘.docx").exists() is is_there
        assert [path.name for path in target.parent.iterdir()] == ["audits"]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(NotADirectoryError):
        write_report(empty(), tmp_path / "out")


def test_a_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    replace_folder(tmp_path / "a" / "b", lambda folder: (folder / "x").touch())
    assert (tmp_path / "a" / "b" / "x").exists()


def test_a_file_that_another_command_wrote_before_is_not_kept_twice(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "summary").mkdir(parents=True)
    (out / "summary" / "2018.html").write_text("同一页", encoding="utf-8")

    def fill(folder: Path) -> None:
        (folder / "summary").mkdir()
        (folder / "summary" / "2018.html").write_text("同一页", encoding="utf-8")

    replace_folder(out, fill)
    assert [path.name for path in (out / "summary").iterdir()] == ["2018.html"]
