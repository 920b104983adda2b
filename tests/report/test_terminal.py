from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from msgspec.structs import replace

from auditor.diagnostics import Diagnostic
from auditor.diagnostics import Lang
from auditor.ingest.codes import AMBIGUOUS_CELL
from auditor.ingest.codes import NOT_NAMED
from auditor.ingest.codes import UNKNOWN_UNIT
from auditor.ingest.codes import tell
from auditor.ingest.narrative.examples import WrongExample
from auditor.lang.typed import Case
from auditor.report.terminal import case_line
from auditor.report.terminal import example_lines
from auditor.report.terminal import rule_line
from auditor.report.terminal import summary
from auditor.results import AuditResult
from auditor.results import Missing
from auditor.results import Verdict
from auditor.schema import Claim
from auditor.schema import Example
from auditor.schema import Stance
from auditor.snippet import render_diagnostic
from auditor.source import Source
from auditor.source import Span
from tests.report import report_rules
from tests.report import report_samples


def test_the_summary_says_what_came_what_is_wrong_and_where_to_look() -> None:
    assert summary(report_samples.audit(), Path("audit_out"), Lang.ZH).splitlines() == [
        "审核完成：收到5份，已审核3份，不适用1份，无法读取1份",
        "发现：强制1处，核实2处，提示1处；无法判定1处",
        "有强制性问题的报告：",
        "  青山市柳河镇 2018 (乡镇/柳河镇2018年报告.txt): 强制 1 核实 2 提示 1",
        "没有审核的文件：",
        "  其他/推进情况.txt: 不是年度报告（工作进展情况）",
        "  其他/扫描件.txt: “扫描件.txt” 不是文本文件",
        "有误而未执行的规则：T-01",
        "请打开：audit_out/index.html",
    ]


def test_the_summary_counts_the_reports_that_were_not_handed_in() -> None:
    missing = (Missing("青山市公安局", 2018, "部门"), Missing("青山市民政局", 2018, "部门"))
    lines = summary(replace(report_samples.audit(), missing=missing), Path("audit_out"), Lang.ZH).splitlines()
    assert lines[1] == "未报2份：青山市公安局 2018、青山市民政局 2018"


def test_the_summary_names_whose_reports_are_of_units_not_on_the_list() -> None:
    told = report_samples.audit()
    first = next(each for each in told.submissions if each.unit == "青山市柳河镇")
    marked = replace(first, diagnostics=(tell(UNKNOWN_UNIT, first.path, unit="青山市柳河镇"),))
    others = tuple(marked if each is first else each for each in told.submissions)
    names = ("青山市柳合镇", "青山市柏河乡", "青山市林业局", "青山市教育局", "青山市水务局", "青山市气象局")
    missing = (*(Missing(name, 2018) for name in names), Missing("青山市杨河镇", 2017))
    lines = summary(replace(told, submissions=others, missing=missing), Path("audit_out"), Lang.ZH).splitlines()
    assert (
        lines[1]
        == "未报7份：青山市柳合镇 2018、青山市柏河乡 2018、青山市林业局 2018、青山市教育局 2018、青山市水务局 2018……"
    )
    at = lines.index("单位不在名单上的报告1份（名称写错，或应补进 units.csv）：")
    assert lines[at + 1] == "  青山市柳河镇 2018 (乡镇/柳河镇2018年报告.txt)：名单上相近而未报的是“青山市柳合镇”"


def test_the_summary_names_the_reports_whose_unit_cannot_be_read() -> None:
    told = report_samples.audit()
    first = next(each for each in told.submissions if each.unit == "青山市柳河镇")
    unnamed = replace(first, unit=None, diagnostics=(tell(NOT_NAMED, first.path, what="单位", what_en="unit"),))
    lines = summary(replace(told, submissions=(unnamed,)), Path("audit_out"), Lang.ZH).splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("读不出单位或年度的报告1份（把单位全称和年度写进"))
    assert lines[at + 1] == "  乡镇/柳河镇2018年报告.txt: 读不出单位，没有完整审核"


def test_no_name_commands_the_terminal() -> None:
    hostile = "清\x1b[2J\x1b]0;x\x07河\u202e县"
    told = report_samples.audit()
    told = replace(told, submissions=tuple(replace(each, unit=hostile) for each in told.submissions))
    said = summary(told, Path("audit_out"), Lang.ZH)
    assert "清\ufffd[2J\ufffd]0;x\ufffd河\ufffd县 2018" in said
    diagnostic = Diagnostic(AMBIGUOUS_CELL, Source("a.txt", hostile), Span(0, 9), MappingProxyType({"name": hostile}))
    assert not {"\x1b", "\x07", "\u202e"} & set(said + render_diagnostic(diagnostic))


def test_the_summary_of_a_large_audit_stays_short() -> None:
    lines = summary(report_samples.large(200), Path("audit_out"), Lang.EN).splitlines()
    assert len(lines) < 20
    assert "  … and 161 more" in lines


@dataclass(frozen=True)
class Tried:
    case: Case
    got: Verdict


def test_a_test_that_does_not_hold_is_shown_with_its_place() -> None:
    case = Case("A-B07", "f", (), (), (), (), Verdict.PASS, "a.rules", Span(3, 4))
    source = Source("a.rules", "规则\n  0 | 1")
    assert (
        case_line(Tried(case, Verdict.FAIL), Lang.ZH, (source,))
        == "a.rules:2:1: 规则A-B07的测试不符：应为“通过”，实为“不通过”"
    )
    assert case_line(Tried(case, Verdict.FAIL), Lang.EN) == "a.rules: test of A-B07: expected `pass`, got `fail`"


def test_an_example_that_does_not_hold_is_shown_in_the_printed_unit() -> None:
    example = Example("经费6.6万元。", 6_600_000, "a.rules", Span(3, 4))
    wrong = WrongExample("disclosure-2014", Claim("budget", {}), example, (66_000_000,))
    said, advice = example_lines(wrong, Lang.ZH, report_rules.SCHEMA, (Source("a.rules", "陈述\n例句"),)).split("\n")
    assert said == "a.rules:2:1: 陈述“政府信息公开专项经费”的例句不符：应读出6.6万元，实际66万元：经费6.6万元。"
    assert "写法读的是另一个数" in advice


def test_an_example_that_gives_nothing_says_so() -> None:
    wrong = WrongExample("disclosure-2014", Claim("x", {}), Example("收到3件。", 3), ())
    said, advice = example_lines(wrong, Lang.EN, report_rules.SCHEMA).split("\n")
    assert said == "example of `x`: expected 3, found nothing: 收到3件。"
    assert advice.startswith("    help: no wording fits")


def test_a_counterexample_that_gives_a_figure_is_called_one() -> None:
    wrong = WrongExample("disclosure-2014", Claim("budget", {}), Example("经费6.6万元。", None), (6_600_000,))
    said, advice = example_lines(wrong, Lang.ZH, report_rules.SCHEMA).split("\n")
    assert said == "陈述“政府信息公开专项经费”的反例不符：应读不出数，实际读出6.6万元：经费6.6万元。"
    assert "排除" in advice


def test_an_example_of_a_mere_mention_speaks_of_no_figure() -> None:
    claim = Claim("通知", {Stance.MENTION: ()})
    wrong = WrongExample("disclosure-2014", claim, Example("见通知。", 1), ())
    assert "应读出“提到”，实际无" in example_lines(wrong, Lang.ZH, report_rules.SCHEMA)


def test_the_summary_of_nothing_still_says_where_to_look() -> None:
    nothing = AuditResult((), (), (), (), report_rules.SCHEMA)
    assert summary(nothing, Path("out"), Lang.EN).endswith("Open: out/index.html")


def test_a_rule_stands_on_one_line() -> None:
    trial = next(info for info in report_rules.RULES if info.id == "T-01")
    assert rule_line(trial, Lang.ZH) == "T-01       核实     培训人次不少于班数 (试行)"
