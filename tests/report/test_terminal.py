from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from msgspec.structs import replace

from auditor.diagnostics import Diagnostic
from auditor.diagnostics import Lang
from auditor.ingest.codes import AMBIGUOUS_CELL
from auditor.ingest.narrative.examples import WrongExample
from auditor.lang.typed import Case
from auditor.report.terminal import case_line
from auditor.report.terminal import example_line
from auditor.report.terminal import rule_line
from auditor.report.terminal import summary
from auditor.results import AuditResult
from auditor.results import Missing
from auditor.results import Verdict
from auditor.schema import Claim
from auditor.schema import Example
from auditor.snippet import render_diagnostic
from auditor.source import Source
from auditor.source import Span
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
    assert lines[1] == "未报2份"


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
    claim = Claim("budget", {})
    wrong = WrongExample("disclosure-2014", claim, Example("经费6.6万元。", 6_600_000), (66_000_000,))
    assert (
        example_line(wrong, Lang.ZH, report_samples.SCHEMA)
        == "陈述“budget”的例句不符：应读出6.6万元，实际66万元：经费6.6万元。"
    )


def test_an_example_that_gives_nothing_says_so() -> None:
    wrong = WrongExample("f", Claim("x", {}), Example("收到3件。", 3), ())
    assert example_line(wrong, Lang.EN) == "example of `x`: expected 3, found nothing: 收到3件。"


def test_the_summary_of_nothing_still_says_where_to_look() -> None:
    nothing = AuditResult((), (), (), (), report_samples.SCHEMA)
    assert summary(nothing, Path("out"), Lang.EN).endswith("Open: out/index.html")


def test_a_rule_stands_on_one_line() -> None:
    trial = next(info for info in report_samples.RULES if info.id == "T-01")
    assert rule_line(trial, Lang.ZH) == "T-01       核实     培训人次不少于班数 (试行)"
