"""The very same audit is not made again; whatever is changed, it is."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from auditor import again
from auditor.cli.commands import audits
from auditor.cli.commands.every import app
from auditor.ingest.office.libreoffice import libreoffice
from auditor.report.files.folder import write_derived

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer.testing import Result

ROOT = Path(__file__).parents[2]
RULES = """规则集 本地
  版式: disclosure-2014

规则 L-01 「办结不超过收到」 强制
  要求: 申请办结数 < 收到申请数
"""
REPORT = "青屏县2017年政府信息公开工作年度报告.txt"


class MadeAgainError(Exception):
    """An audit is made."""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a report and rules, audited; another audit raises."""
    monkeypatch.setenv("AUDITOR_CACHE", str(tmp_path / "cache"))
    (tmp_path / "in").mkdir()
    (tmp_path / "rules").mkdir()
    shutil.copy(ROOT / "reports_in" / REPORT, tmp_path / "in")
    shutil.copy(ROOT / "rules" / "disclosure-2014" / "form.rules", tmp_path / "rules")
    (tmp_path / "rules" / "own.rules").write_text(RULES, encoding="utf-8")
    assert audit(tmp_path).exit_code == 0

    def refuse(*_: object, **__: object) -> None:
        raise MadeAgainError

    monkeypatch.setattr(audits, "audited", refuse)
    return tmp_path


def audit(place: Path, *options: str) -> Result:
    folders = (str(place / "in"), "--rules", str(place / "rules"), "--out", str(place / "out"))
    return CliRunner().invoke(app, ["audit", *folders, *options])


def test_the_same_audit_says_the_same_and_is_not_made_again(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = audit(place)
    assert (said.exit_code, said.exception) == (0, None)
    assert "审核完成：收到1份，已审核1份" in said.output
    assert audit(place, "--fail-on", "error").exit_code == 1
    monkeypatch.undo()
    monkeypatch.setenv("AUDITOR_CACHE", str(place / "elsewhere"))
    assert audit(place).output == said.output


def another_report(place: Path) -> None:
    (place / "in" / "新来.txt").write_text("新", encoding="utf-8")


def a_changed_report(place: Path) -> None:
    with (place / "in" / REPORT).open("a", encoding="utf-8") as file:
        file.write("附注\n")


def a_hidden_file(place: Path) -> None:
    (place / "in" / ".隐藏").touch()


def a_changed_rule(place: Path) -> None:
    (place / "rules" / "own.rules").write_text(RULES.replace("<", "<="), encoding="utf-8")


def a_list_of_units(place: Path) -> None:
    (place / "rules" / "units.csv").write_text("单位\n青屏县\n", encoding="utf-8")


def an_explanation(place: Path) -> None:
    (place / "out.ledger" / "explanations").mkdir()
    (place / "out.ledger" / "explanations" / "青屏县.csv").write_text("问题编号,说明\n", encoding="utf-8")


def a_page_changed_by_hand(place: Path) -> None:
    (place / "out" / "index.html").write_text("好", encoding="utf-8")


def a_table_taken_away(place: Path) -> None:
    (place / "out" / "facts.parquet").unlink()


def a_summary_of_another_audit(place: Path) -> None:
    write_derived(place / "out", "another", [("summary/2017.xlsx", b"")])


def no_results(place: Path) -> None:
    shutil.rmtree(place / "out")


def no_ledger(place: Path) -> None:
    shutil.rmtree(place / "out.ledger")


@pytest.mark.parametrize(
    "change",
    [
        another_report,
        a_changed_report,
        a_hidden_file,
        a_changed_rule,
        a_list_of_units,
        an_explanation,
        a_page_changed_by_hand,
        a_table_taken_away,
        a_summary_of_another_audit,
        no_results,
        no_ledger,
    ],
)
def test_whatever_is_changed_the_audit_is_made_again(place: Path, change: Callable[[Path], None]) -> None:
    change(place)
    assert isinstance(audit(place).exception, MadeAgainError)


@pytest.mark.parametrize("options", [("--lang", "en"), ("--name", "复审"), ("--engine", "duckdb")])
def test_other_options_make_it_again(place: Path, options: tuple[str, ...]) -> None:
    assert isinstance(audit(place, *options).exception, MadeAgainError)


def test_another_program_makes_it_again(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = list(again._program())  # noqa: SLF001
    assert any(line.startswith("report/templates/submission.html ") for line in program)
    assert any(line.startswith("report/locale/en.po ") for line in program)
    monkeypatch.setattr(again, "_program", lambda: [*program[:-1], "auditor-9.dist-info"])
    assert isinstance(audit(place).exception, MadeAgainError)


def test_a_converter_that_was_not_there_makes_it_again(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = None if libreoffice() else "/usr/bin/soffice"
    monkeypatch.setattr(again, "libreoffice", lambda: other)
    assert isinstance(audit(place).exception, MadeAgainError)


def test_what_a_package_of_others_takes_part_in_is_always_made_again(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = type("Theirs", (), {"package": "theirs"})
    monkeypatch.setattr(again, "plugins", lambda _: (theirs,))
    assert isinstance(audit(place).exception, MadeAgainError)
