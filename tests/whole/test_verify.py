"""`auditor verify`: an audit that is whole fits, and whatever is changed is named."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from auditor.audit import audit_folder
from auditor.cli.commands.every import app
from auditor.report.annual.summary import Format
from auditor.report.annual.summary import write_summary
from auditor.report.write import write_report
from auditor.verify import Flaw
from auditor.verify import Mismatch
from auditor.verify import verify

ROOT = Path(__file__).parents[2]
REPORT = "青屏县2017年政府信息公开工作年度报告.txt"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a submission, an archive with another, the rules of one form, and their audit."""
    inputs, rules = tmp_path / "in", tmp_path / "rules"
    inputs.mkdir()
    rules.mkdir()
    shutil.copy(ROOT / "reports_in" / REPORT, inputs)
    (tmp_path / "packed").mkdir()
    (tmp_path / "packed" / "某镇.txt").write_text("某镇2018年政府信息公开工作年度报告\n没有内容。\n", encoding="utf-8")
    shutil.make_archive(str(inputs / "其余"), "zip", tmp_path / "packed")
    for name in ("form", "pack-a-balance"):
        shutil.copy(ROOT / "rules" / "disclosure-2014" / f"{name}.rules", rules)
    (rules / "units.csv").write_text("单位,级别\n青屏县,县级\n", encoding="utf-8")
    result, book = audit_folder((inputs,), rules)
    write_report(result, tmp_path / "out", book=book)
    return tmp_path


def check(place: Path) -> tuple[Mismatch, ...]:
    return verify(place / "out", (place / "in",), place / "rules")


def test_an_audit_fits_what_it_was_made_from(place: Path) -> None:
    assert check(place) == ()


def test_whatever_was_changed_since_is_named(place: Path) -> None:
    (place / "out" / "index.html").write_text("<p>好", encoding="utf-8")
    (place / "out" / "findings.csv").unlink()
    (place / "in" / REPORT).write_text("别的", encoding="utf-8")
    (place / "in" / "其余.zip").unlink()
    (place / "in" / "新来.txt").write_text("新", encoding="utf-8")
    with (place / "rules" / "units.csv").open("a", encoding="utf-8") as units:
        units.write("某镇,乡级\n")
    assert {(each.flaw, each.subject) for each in check(place)} == {
        (Flaw.FILE_CHANGED, "index.html"),
        (Flaw.FILE_MISSING, "findings.csv"),
        (Flaw.INPUT_CHANGED, REPORT),
        (Flaw.INPUT_MISSING, "其余.zip/某镇.txt"),
        (Flaw.INPUT_NEW, "新来.txt"),
        (Flaw.RULES_CHANGED, "rules"),
    }


@pytest.mark.parametrize("number", [0, 1])
def test_the_audit_of_other_submissions_is_told_in_a_line(place: Path, number: int) -> None:
    others = place / "others"
    others.mkdir()
    for each in range(number):
        (others / f"另一份{each}.txt").write_text("别的", encoding="utf-8")
    ran = CliRunner().invoke(app, ["verify", str(others), "--out", str(place / "out"), "--rules", str(place / "rules")])
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr == (
        f"{place / 'out'} 中是另一批报告的审核结果，不是 {others} 的；请在命令后写明那批报告所在的目录。\n"
    )


def test_a_submission_that_was_moved_or_written_anew_is_none_of_others(place: Path) -> None:
    (place / "in" / "其余.zip").unlink()
    (place / "in" / REPORT).write_text("别的", encoding="utf-8")
    assert {each.flaw for each in check(place)} == {Flaw.INPUT_CHANGED, Flaw.INPUT_MISSING}


@pytest.mark.parametrize("text", ["", "[]", '{"files": 3}', "\x00"])
def test_a_folder_without_a_record_is_no_audit(place: Path, text: str) -> None:
    (place / "out" / "run.json").write_text(text, encoding="utf-8")
    assert check(place) == (Mismatch(Flaw.NO_RECORD, "run.json"),)


def test_a_record_that_was_tampered_with_reads_nothing_elsewhere(place: Path) -> None:
    record = place / "out" / "run.json"
    told = json.loads(record.read_text(encoding="utf-8"))
    told["files"]["../in/" + REPORT] = "0"
    record.write_text(json.dumps(told), encoding="utf-8")
    assert check(place) == (Mismatch(Flaw.FILE_CHANGED, "run.json"),)


def test_the_command_says_so_and_exits_with_it(place: Path) -> None:
    call = ["verify", str(place / "in"), "--rules", str(place / "rules"), "--out", str(place / "out"), "--lang", "zh"]
    whole = CliRunner().invoke(app, call)
    assert (whole.exit_code, "完整" in whole.output) == (0, True)
    (place / "out" / "run.html").unlink()
    flawed = CliRunner().invoke(app, call)
    assert (flawed.exit_code, "结果文件缺失: run.html" in flawed.output) == (1, True)


@pytest.mark.parametrize("command", [["notices"], ["export", "sarif"]])
def test_nothing_is_added_to_an_audit_of_other_submissions(place: Path, command: list[str]) -> None:
    others = place / "others"
    others.mkdir()
    shutil.copy(ROOT / "reports_in" / REPORT, others / "别县.txt")
    text = (others / "别县.txt").read_text(encoding="utf-8").replace("青屏县", "别县")
    (others / "别县.txt").write_text(text, encoding="utf-8")
    before = {path for path in place.rglob("*") if "others" not in path.parts}
    options = ["--rules", str(place / "rules"), "--out", str(place / "out"), "--lang", "zh"]
    refused = CliRunner().invoke(app, [*command, str(others), *options])
    assert (refused.exit_code, "另一批报告" in refused.output) == (2, True)
    assert {path for path in place.rglob("*") if "others" not in path.parts} == before
    allowed = CliRunner().invoke(app, [*command, str(place / "in"), *options])
    assert allowed.exit_code == 0


def test_a_summary_of_another_audit_is_named(place: Path) -> None:
    result, book = audit_folder((place / "in",), place / "rules")
    write_summary(result, 2017, place / "out", rules_digest=book.digest, formats=(Format.XLSX,))
    assert check(place) == ()
    write_summary(result, 2017, place / "out", rules_digest="other rules", formats=(Format.XLSX,))
    assert check(place) == (Mismatch(Flaw.STALE, "summary/2017.xlsx"),)
