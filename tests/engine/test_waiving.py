from __future__ import annotations

from datetime import date

from auditor.results import Explanation
from auditor.results import Severity
from tests.engine.small_audits import Report
from tests.engine.small_audits import audit
from tests.engine.small_audits import book_of

FORM = """
指标 收到件数 (received) : 计数 件
指标 办结件数 (closed) : 计数 件
指标 答复件数 (replied) : 计数 件
"""
RULE = """
规则 R-1 「办结不超过收到」 核实
  要求: 办结件数 ≤ 收到件数
"""
WAIVER = """
豁免 R-1
  单位: 青屏县
  年度: 2017
  理由: "含上年结转件"
  批准: 市政务公开办
  有效至: 2018-12-31
"""
REPORT = Report("青屏县", 2017, {"received": 3, "closed": 4})


def explanation(waiver: str, report: Report = REPORT, on: date | None = None, rule: str = RULE) -> Explanation | None:
    findings, _ = audit(book_of(FORM + rule + waiver), report, on=on)
    return findings[0].explained


def test_a_waived_finding_stays_with_its_explanation() -> None:
    findings, outcomes = audit(book_of(FORM + RULE + WAIVER), REPORT)
    assert [finding.is_waived for finding in findings] == [True]
    assert findings[0].explained == Explanation("含上年结转件", "市政务公开办", "2018-12-31")
    assert outcomes["R-1"].failed == 1


def test_a_waiver_is_for_its_unit_and_its_years() -> None:
    assert explanation(WAIVER, Report("望川区", 2017, REPORT.figures)) is None
    assert explanation(WAIVER, Report("青屏县", 2016, REPORT.figures)) is None
    assert explanation(WAIVER.replace("2017", "2016..2018")) is not None


def test_a_waiver_counts_to_its_last_day_and_no_longer() -> None:
    expired = explanation(WAIVER, on=date(2019, 1, 1))
    assert expired is not None
    assert expired.is_expired
    assert not expired.counts
    assert explanation(WAIVER, on=date(2018, 12, 31)) == explanation(WAIVER)


def test_a_waiver_goes_stale_when_a_figure_that_it_explained_changes() -> None:
    stale = explanation(WAIVER + "  数值: 收到件数 = 3, 办结件数 = 5件")
    assert stale is not None
    assert stale.changed == (("办结件数", "5件", "4件"),)
    assert not stale.counts


def test_a_waiver_that_names_its_figures_counts_as_long_as_they_stand() -> None:
    kept = explanation(WAIVER + "  数值: received = 3, 办结件数 = 4件")
    assert kept is not None
    assert kept.counts


def test_a_figure_that_the_finding_does_not_speak_of_makes_a_waiver_stale() -> None:
    stale = explanation(WAIVER + "  数值: 答复件数 = 0")
    assert stale is not None
    assert stale.changed == (("答复件数", "0", ""),)


LOOP = """
组 结果 = { 办结件数, 答复件数 }
规则 R-1 「不超过收到」 核实
  对每个 项 于 结果:
  要求: 项 ≤ 收到件数
"""


def test_a_waiver_can_be_for_one_binding() -> None:
    book = book_of(FORM + LOOP + WAIVER + "  对象: 办结件数")
    findings, _ = audit(book, Report("青屏县", 2017, {"received": 3, "closed": 4, "replied": 5}))
    assert {finding.binding: finding.is_waived for finding in findings} == {"closed": True, "replied": False}


def test_a_finding_that_is_graded_an_error_is_not_waived() -> None:
    graded = RULE + "  分级: 绝对值(差额) > 2 → 强制; 其他 → 提示\n"
    book = book_of(FORM + graded + WAIVER)
    small, _ = audit(book, REPORT)
    large, _ = audit(book, Report("青屏县", 2017, {"received": 3, "closed": 9}))
    assert [(it.severity, it.is_waived) for it in (*small, *large)] == [
        (Severity.NOTICE, True),
        (Severity.ERROR, False),
    ]


def test_the_figure_of_the_year_before_is_explained_under_any_of_its_names() -> None:
    rule = "规则 R-1 「不减少」 核实\n  要求: 收到件数 ≥ 上年(收到件数)\n"
    book = book_of(FORM + rule + WAIVER + "  数值: 上年.收到件数 = 9, 收到件数 = 3")
    findings, _ = audit(book, REPORT, Report("青屏县", 2016, {"received": 9}))
    assert [finding.is_waived for finding in findings] == [True]


def test_clauses_about_the_rule_are_kept() -> None:
    rule = RULE + "  版本: 1.2\n  相关: R-2\n  分级: 差额 > 2 → 核实; 其他 → 提示\n  按: 年度, 层级\n"
    info = book_of(FORM + rule + RULE.replace("R-1", "R-2")).infos[0]
    assert (info.version, info.related, info.peers) == ("1.2", ("R-2",), ("年度", "层级"))
    assert info.grading == "差额 > 2 → 核实; 其他 → 提示"
