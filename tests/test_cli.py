"""Options of the command line: where they may stand, and what is said."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from auditor.cli import main
from auditor.cli.commands.every import app
from auditor.cli.commands.notices import printed_day
from auditor.cli.output import WRONG
from auditor.cli.output import in_few
from auditor.cli.remembered import opened_here
from auditor.diagnostics import Diagnostic
from auditor.diagnostics import Lang
from auditor.diagnostics import reason_of
from auditor.lang.syntax_codes import UNEXPECTED
from auditor.ledger.codes import UNKNOWN_STATUS
from auditor.source import Source
from auditor.source import Span

ROOT = Path(__file__).parents[1]
RULE = "规则集 样表\n指标 收到件数 : 计数 件\n规则 R-1 「有收件」 强制\n  要求: 收到件数 > 0\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ("--lang en rules list", "Error"),
        ("rules --lang en list", "Error"),
        ("rules list --lang en", "Error"),
        ("--lang zh rules list --lang en", "Error"),
        ("--lang en rules list --lang zh", "强制"),
    ],
)
def test_the_language_may_stand_before_a_command_and_what_stands_after_it_counts(
    args: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "a.rules").write_text(RULE, encoding="utf-8")
    assert said in CliRunner().invoke(app, [*args.split(), str(tmp_path)]).stdout


def test_whoever_begins_in_the_current_folder_is_not_sent_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = CliRunner().invoke(app, ["init", "--no-examples"]).stdout
    assert (tmp_path / "rules").is_dir()
    assert "cd" not in said


def test_whoever_begins_by_start_py_stays_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDITOR_PROGRAM", "python3 start.py")
    said = CliRunner().invoke(app, ["init", "--no-examples", "新 目录"]).stdout
    assert "cd " not in said
    assert 'python3 start.py audit "新 目录/reports_in" --rules "新 目录/rules" --out "新 目录/audit_out"' in said


def test_what_is_not_there_names_the_program_that_makes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDITOR_PROGRAM", "python3 start.py")
    assert "先运行 python3 start.py init 新目录" in CliRunner().invoke(app, ["audit", "没有的目录"]).stderr


def test_an_audit_shows_of_one_kind_of_warning_the_first_and_counts_the_rest() -> None:
    source = Source("县.csv", "甲\n" * 9)
    warnings = [Diagnostic(UNKNOWN_STATUS, source, Span(at, at + 1), {"found": "甲"}) for at in range(0, 18, 2)]
    errors = [Diagnostic(UNEXPECTED, source, Span(at, at + 1), {"found": "甲"}) for at in range(0, 18, 2)]
    said = in_few((*warnings, *errors), Lang.ZH)
    assert [said.count(code.id) for code in (UNKNOWN_STATUS, UNEXPECTED)] == [4, 9]
    assert "另有 6 处同样的提示 [AUD914 explanation-status]" in said
    assert "另有" not in in_few(warnings[:3], Lang.ZH)


@pytest.mark.parametrize("out", ["in", "rules", "rules/结果", ".", "rules/a.rules", "/"])
def test_results_never_lie_among_what_they_are_made_from(
    out: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (("rules/a.rules", RULE), ("in/青屏县2018.txt", "青屏县2018年政府信息公开工作年度报告\n")):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    ran = CliRunner().invoke(app, ["audit", "in", "--rules", "rules", "--out", out])
    assert ran.exit_code == 2
    assert ran.stderr.startswith(("结果不能写到", "结果目录"))
    assert ran.stderr.count("\n") == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_of_explanations_is_told_by_the_path_that_opens_it() -> None:
    told = [
        Diagnostic(UNKNOWN_STATUS, Source(path, "")) for path in ("o.ledger/explanations/甲.csv", "rules/o.rules", "")
    ]
    opened = opened_here([*told, Diagnostic(UNKNOWN_STATUS)], Path("../别处/o.ledger"))
    assert [each.source and each.source.path for each in opened] == [
        "../别处/o.ledger/explanations/甲.csv",
        "rules/o.rules",
        "",
        None,
    ]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no file system at hand that nobody can write to")
def test_an_out_that_cannot_be_written_is_told_by_its_own_option(tmp_path: Path) -> None:
    for name, text in (("rules/a.rules", RULE), ("in/青屏县2018.txt", "青屏县2018年政府信息公开工作年度报告\n")):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, encoding="utf-8")
    args = ["audit", str(tmp_path / "in"), "--rules", str(tmp_path / "rules"), "--out"]
    for out in ("/proc/结果", str(tmp_path / "in" / "青屏县2018.txt" / "结果")):
        ran = CliRunner().invoke(app, [*args, out])
        assert ran.exit_code == WRONG
        assert re.fullmatch(rf"结果不能写到“{out}”（.+）。请用 --out 指定别处。\n", ran.stderr)


def test_results_below_the_reports_are_none_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDITOR_CACHE", str(tmp_path.parent / "cache"))
    for name, text in (("rules/a.rules", RULE), ("in/青屏县2018.txt", "青屏县2018年政府信息公开工作年度报告\n")):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "in")
    said = [CliRunner().invoke(app, ["audit", ".", "--rules", "../rules", "--out", "结果"]) for _ in range(2)]
    assert [(each.exit_code, "收到1份" in each.stdout) for each in said] == [(0, True)] * 2
    assert sorted(path.name for path in (tmp_path / "in").iterdir()) == ["结果", "结果.ledger", "青屏县2018.txt"]


def test_the_tables_beside_the_rules_are_checked_with_them(tmp_path: Path) -> None:
    (tmp_path / "a.rules").write_text("规则集 样表\n", encoding="utf-8")
    (tmp_path / "scores.csv").write_text("项目,级别,分值\n满分,,4\n强制问题,强制,零点二\n", encoding="utf-8")
    (tmp_path / "units.csv").write_text("单位,起\n甲县,二零一四\n", encoding="utf-8")
    ran = CliRunner().invoke(app, ["rules", "check", str(tmp_path)])
    assert ran.exit_code == WRONG
    assert "scores.csv:3:9: 错误" in ran.stderr
    assert "units.csv:2:4: 错误" in ran.stderr
    assert "2 处错误" in ran.stdout
    assert "没有错误" not in ran.stdout


@pytest.mark.parametrize("named", ['  当: 单位级别 属于 { "县级" }\n', "  适用: 层级 县级\n"])
def test_a_level_of_the_list_that_no_rule_names_is_told_with_the_one_that_is_meant(named: str, tmp_path: Path) -> None:
    (tmp_path / "a.rules").write_text(RULE.replace("  要求", f"{named}  要求"), encoding="utf-8")
    (tmp_path / "units.csv").write_text("单位,级别\n甲县,县级\n乙县,县及\n", encoding="utf-8")
    ran = CliRunner().invoke(app, ["rules", "check", str(tmp_path)])
    assert "units.csv:3:4: 提醒[AUD468 list-level]: 单位名单第 3 行：没有规则提到级别“县及”" in ran.stderr
    assert "是不是“县级”？" in ran.stderr


def test_a_template_that_is_no_word_document_is_told(tmp_path: Path) -> None:
    template = tmp_path / "notice.docx"
    template.write_bytes(b"PK\x03\x04 {{\xe5\x8d\x95}}")
    ran = CliRunner().invoke(app, ["notices", "--template", str(template)])
    assert (ran.exit_code, ran.stderr) == (
        WRONG,
        f"模板不是 Word 文档（DOCX）：{template}。请用 Word 或 WPS 另存为 .docx\n",
    )


@pytest.mark.parametrize("text", ["明天", "6月30日", "2019年2月30日"])
def test_a_deadline_that_is_no_day_is_refused_with_an_example(text: str) -> None:
    ran = CliRunner().invoke(app, ["notices", "--deadline", text])
    said = f"--deadline 应为日期，如 2019年6月30日 或 2019-06-30，写的是“{text}”\n"
    assert (ran.exit_code, ran.stderr) == (WRONG, said)


@pytest.mark.parametrize("text", ["2019-6-30", "2019年6月30日", "二〇一九年六月三十日", "30 June 2019"])
def test_a_deadline_is_printed_in_one_way_however_it_was_typed(text: str) -> None:
    assert printed_day(text, Lang.ZH) == "2019年6月30日"
    assert printed_day(text, Lang.EN) == "30 June 2019"


def test_a_retired_rule_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "a.rules").write_text(RULE.replace("  要求", "  状态: 停用\n  要求", 1), encoding="utf-8")
    name = re.search(r"规则 (\S+)", RULE)
    assert name is not None
    said = CliRunner().invoke(app, ["rules", "explain", name[1], "--rules", str(tmp_path)]).output
    assert said.endswith("这条规则已停用，审核和测试都不运行它；要用时，把“状态: 停用”一行删去\n")


def test_whoever_names_a_file_of_rules_is_told_the_folder(tmp_path: Path) -> None:
    (tmp_path / "a.rules").write_text(RULE, encoding="utf-8")
    said = CliRunner().invoke(app, ["rules", "fmt", str(tmp_path / "a.rules")])
    assert said.exit_code != 0
    assert f"a.rules”是文件，这里要写它所在的目录：{tmp_path}\n" in said.output


def test_the_audit_made_alone_is_the_one_among_all_commands(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["auditor", "audit", "--help"])
    monkeypatch.setenv("AUDITOR_PROGRAM", "auditor")
    with pytest.raises(SystemExit) as stopped:
        main()
    assert not stopped.value.code
    among_all = CliRunner().invoke(app, ["audit", "--help"], prog_name="auditor").output
    assert capsys.readouterr().out.split() == among_all.split()  # lines are as wide as where they are shown


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOENT, "没有这个文件或目录 no such file or folder"),
        (errno.EACCES, "没有权限，或正被别的程序打开 no permission, or open in another program"),
        (errno.EXDEV, "Invalid cross-device link"),
    ],
)
def test_what_the_system_refuses_is_said_in_chinese_too(number: int, said: str) -> None:
    assert reason_of(OSError(number, os.strerror(number))) == said


def test_one_file_alone_is_not_looked_for_among_the_units(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    ran = CliRunner().invoke(app, ["diff", str(tmp_path / "a.txt")])
    assert (ran.exit_code, ran.stderr[:7]) == (WRONG, "要写两个文件：")


@pytest.mark.parametrize("within", ["", ".DS_Store", "下级/Thumbs.db"])
def test_an_audit_of_nothing_is_refused_and_the_results_of_before_stand(tmp_path: Path, within: str) -> None:
    rules, reports, out = (tmp_path / name for name in ("rules", "reports_in", "audit_out"))
    for folder in (rules, reports / "下级", out):
        folder.mkdir(parents=True)
    (rules / "a.rules").write_text(RULE, encoding="utf-8")
    (out / "index.html").write_text("上次的", encoding="utf-8")
    if within:
        (reports / within).touch()
    ran = CliRunner().invoke(app, ["audit", str(reports), "--rules", str(rules), "--out", str(out)])
    assert ran.exit_code == WRONG
    assert ran.stderr.startswith(f"{reports} 中没有报告，没有审核；原有的结果没有改动。")
    assert "Word（doc、docx" in ran.stderr
    assert [path.name for path in tmp_path.rglob("*.*") if "out" in str(path)] == ["index.html"]


def test_an_audit_in_which_nothing_can_be_read_is_refused_and_the_results_of_before_stand(tmp_path: Path) -> None:
    rules, out = tmp_path / "rules", tmp_path / "out"
    rules.mkdir()
    (rules / "a.rules").write_text(RULE, encoding="utf-8")
    for name in ("好", "坏"):
        (tmp_path / name).mkdir()
    (tmp_path / "好" / "甲县.txt").write_text("收到件数：3件", encoding="utf-8")
    (tmp_path / "坏" / "乙县.pdf").write_bytes(b"\0\1\2" * 99)
    told = ("--rules", str(rules), "--out", str(out))
    assert CliRunner().invoke(app, ["audit", str(tmp_path / "好"), *told]).exit_code == 0
    before = (out / "run.json").read_bytes()
    ran = CliRunner().invoke(app, ["audit", str(tmp_path / "坏"), *told])
    assert ran.exit_code == WRONG
    assert "乙县.pdf: 扩展名是 .pdf" in ran.stderr
    assert ran.stderr.endswith("收到 1 份，没有一份能读，没有审核；原有的结果没有改动。\n")
    assert (out / "run.json").read_bytes() == before


def test_a_folder_without_rules_is_refused_as_every_report_would_look_right(tmp_path: Path) -> None:
    (tmp_path / "我的规则.rules.txt").write_text("规则 L-01 核实\n", encoding="utf-8")
    for command in (["audit", str(tmp_path)], ["rules", "check"], ["rules", "test"], ["rules", "list"]):
        told = CliRunner().invoke(app, [*command, *(["--rules"] if command[0] == "audit" else []), str(tmp_path)])
        assert told.exit_code == 2
        assert "里没有规则文件" in told.output
    assert CliRunner().invoke(app, ["rules", "new", "L-01", "--rules", str(tmp_path)]).exit_code == 0


def test_errors_are_shown_without_the_reminders_which_are_counted(tmp_path: Path) -> None:
    text = "指标 a : 计数 件\n规则 R-1 核实\n  要求: a ≥ 1\n规则 R-2 核实\n  要求: b ≥ 1\n"
    (tmp_path / "a.rules").write_text(text, encoding="utf-8")
    told = CliRunner().invoke(app, ["rules", "check", str(tmp_path)])
    assert told.exit_code == 2
    assert "unknown-name" in told.output
    assert "no-test" not in told.output
    assert "1 处错误（另有 2 处提醒" in told.output
    (tmp_path / "a.rules").write_text("规则 R-2 核实\n  要求: b ≥ 1\n", encoding="utf-8")
    alone = CliRunner().invoke(app, ["rules", "check", str(tmp_path)])
    assert "1 处错误；" in alone.output


def test_a_ledger_with_nothing_in_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "out.ledger").mkdir()
    (tmp_path / "out.ledger" / "ledger.sqlite").write_bytes(b"")
    report = tmp_path / "in"
    report.mkdir()
    (report / "a.txt").write_text("某县2018年政府信息公开工作年度报告\n主动公开政府信息3条。\n", encoding="utf-8")
    told = CliRunner().invoke(
        app, ["audit", str(report), "--rules", str(ROOT / "rules"), "--out", str(tmp_path / "out")]
    )
    assert "台账是空的" in told.output


def test_a_table_that_is_no_parquet_file_is_told_where_it_belongs(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text("单位,年度\n某县,2018\n", encoding="utf-8")
    told = CliRunner().invoke(app, ["table", str(tmp_path / "f.csv"), "--rules", str(ROOT / "rules")])
    assert told.exit_code == 2
    assert told.output.strip() == "“f.csv”不是 Parquet 文件；Excel、CSV 的表请用 auditor audit 审核"
