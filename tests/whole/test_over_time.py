"""The ledger from the command line: audits that follow each other, compared, explained, and told apart."""

from __future__ import annotations

import csv
import errno
import io
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from auditor.cli.commands.every import app
from auditor.cli.output import refusal

if TYPE_CHECKING:
    from typer.testing import Result

ROOT = Path(__file__).parents[2]
REPORT = "青屏县2017年政府信息公开工作年度报告.txt"
FORM = "青屏县.csv"
RULES = """
规则集 试
  版式: disclosure-2014
规则 T-1 「专职多于总数」 核实
  要求: 专职人员数 > 从事政府信息公开工作人员数
规则 T-2 「兼职多于总数」 强制
  要求: 兼职人员数 > 从事政府信息公开工作人员数
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two audits of one report with the rules of one form, the second of a version with another figure."""
    place = tmp_path_factory.mktemp("over_time")
    (place / "in").mkdir()
    (place / "rules").mkdir()
    text = (ROOT / "reports_in" / REPORT).read_text(encoding="utf-8")
    (place / "in" / REPORT).write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "rules" / "disclosure-2014" / "form.rules", place / "rules")
    (place / "rules" / "试.rules").write_text(RULES, encoding="utf-8")
    assert run(place, "audit", "in", "--name", "初审").exit_code == 0
    return place


def run(place: Path, command: str, *arguments: str, folder: str = "out") -> Result:
    where = [str(place / each) if (place / each).exists() else each for each in arguments]
    return CliRunner().invoke(
        app, [command, *where, "--out", str(place / folder), "--rules", str(place / "rules"), "--lang", "zh"]
    )


def compare(place: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["compare", *arguments, "--out", str(place / "out"), "--lang", "zh"])


def findings(place: Path) -> list[dict[str, str]]:
    text = (place / "out" / "findings.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_audit_again_gives_the_same_bytes_also_of_the_ledger(place: Path) -> None:
    before, ledger = files(place / "out"), (place / "out.ledger" / "ledger.sqlite").read_bytes()
    assert run(place, "audit", "in").exit_code == 0
    assert files(place / "out") == before
    assert (place / "out.ledger" / "ledger.sqlite").read_bytes() == ledger
    assert {each["change"] for each in findings(place)} == {"new"}


def test_explanations_are_handed_out_filled_in_and_shown_over_audits(place: Path) -> None:
    told = run(place, "explanations", "in")
    form = place / "out.ledger" / "explanations" / FORM
    assert str(form) in told.output
    rows = list(csv.reader(io.StringIO(form.read_text(encoding="utf-8-sig"))))
    mine = next(row for row in rows if row[4] == "T-1")
    mine[7:10] = ["认可", "编制数与实有数口径不同", "王五"]
    with form.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows(rows)
    shutil.rmtree(place / "out")
    assert "已说明1处，其中认可1处" in run(place, "audit", "in").output
    explained = next(each for each in findings(place) if each["rule"] == "T-1")
    assert (explained["answer"], explained["waived"]) == ("accepted", "1")
    assert explained["explained"] == "编制数与实有数口径不同；说明人：王五"
    page = next((place / "out" / "units").glob("青屏县*.html")).read_text(encoding="utf-8")
    assert "已说明，认可" in page
    summary = (place / "out" / "summary" / "2017.html").read_text(encoding="utf-8")
    assert "整改与说明情况" in summary


def test_another_version_is_set_beside_the_audit_before(place: Path) -> None:
    rules = place / "rules" / "试.rules"
    rules.write_text(rules.read_text(encoding="utf-8").replace("人员数 > 从事", "人员数 ≥ 从事"), encoding="utf-8")
    (place / "in" / REPORT).write_text((place / "in" / REPORT).read_text(encoding="utf-8") + "\n", encoding="utf-8")
    told = run(place, "audit", "in", "--name", "复审", "--fail-on", "never")
    assert told.exit_code == 0
    assert "与审核 1 初审" in told.output
    assert "与审核 1 初审" in (place / "out" / "index.html").read_text(encoding="utf-8")
    shown = compare(place)
    assert shown.exit_code == 0
    assert "1 初审" in shown.output
    assert "仍存在 " in shown.output
    assert (place / "out" / "compare" / "1-2.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert "两次审核的比较" in (place / "out" / "compare" / "1-2.html").read_text(encoding="utf-8")
    assert compare(place, "--list").output.count("处问题") == 2
    notice = run(place, "notices", "in")
    assert notice.exit_code == 0
    assert "被人改动过" not in notice.output
    edited = next((place / "out" / "notices").glob("*.docx"))
    edited.write_bytes(b"")
    assert f"已改名为 {edited.stem}.kept.docx" in run(place, "notices", "in").output
    assert edited.with_name(f"{edited.stem}.kept.docx").read_bytes() == b""
    diff = CliRunner().invoke(app, ["diff", "青屏县", "--out", str(place / "out"), "--lang", "zh"])
    assert diff.output.startswith("各数没有改动。")


def test_an_audit_that_is_not_kept_ends_with_a_line_and_status_2(place: Path) -> None:
    told = compare(place, "终审")
    assert (told.exit_code, told.output.startswith("台账中没有“终审”这次审核。有：1 初审")) == (2, True)
    nowhere = CliRunner().invoke(app, ["compare", "--out", str(place / "none"), "--lang", "en"])
    assert (nowhere.exit_code, "there is no ledger yet" in nowhere.output) == (2, True)


def test_two_files_are_compared_without_a_ledger(place: Path) -> None:
    other = place / "改后.txt"
    text = (place / "in" / REPORT).read_text(encoding="utf-8")
    other.write_text(text, encoding="utf-8")
    told = run(place, "diff", str(place / "in" / REPORT), str(other), folder="elsewhere")
    assert told.exit_code == 0
    assert told.output.startswith("各数没有改动。")
    assert not (place / "elsewhere.ledger").exists()


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [
        (errno.ENOSPC, "磁盘已满", "The disk is full"),
        (errno.EROFS, "不能写入：/x/out", "Not writable: /x/out"),
        (errno.EACCES, "不能写入：/x/out", "Not writable: /x/out"),
        (errno.EIO, "系统拒绝：/x/out", "The system refused: /x/out"),
    ],
)
def test_what_the_system_refuses_is_one_line_in_both_languages(number: int, zh: str, en: str) -> None:
    told = refusal(OSError(number, "reason", "/x/.out.auditor-new"))
    assert zh in told
    assert en in told
    assert "\n" not in told
