from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from auditor.document import Status
from auditor.document import Submission
from auditor.engine.waiving import default_date
from auditor.engine.waiving import explained
from auditor.engine.waiving import of_nobody
from auditor.results import Severity
from auditor.results import Verdict
from auditor.results.explanations import Explanation
from tests.engine.small_audits import Report
from tests.engine.small_audits import audit
from tests.engine.small_audits import book_of

if TYPE_CHECKING:
    from auditor.results import Evidence

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


@pytest.mark.parametrize(
    ("unit", "meant"),
    [
        ("青屏县", []),
        ("青屏 县", []),
        ("青屏县人民政府", []),
        ("屏县", ["青屏县"]),
        ("清屏县", ["青屏县"]),
        ("青屏", ["青屏县"]),
        ("青屏县白荷镇", []),  # whose report may be in another audit
        ("岚州市民政局", []),
    ],
)
def test_a_waiver_for_a_misspelt_unit_is_told(unit: str, meant: list[str]) -> None:
    received = (Submission("甲.txt", "0", Status.AUDITED, "青屏县", 2017, None),)
    said = of_nobody(book_of(FORM + RULE + WAIVER.replace("青屏县", unit)), received)
    assert [each.values["near"] for each in said] == meant


def test_a_waived_finding_stays_with_its_explanation() -> None:
    findings, outcomes = audit(book_of(FORM + RULE + WAIVER), REPORT)
    assert [finding.is_waived for finding in findings] == [True]
    assert findings[0].explained == Explanation("含上年结转件", "市政务公开办", "2018-12-31")
    assert outcomes["R-1"].failed == 1


def test_a_waiver_is_for_its_unit_and_its_years() -> None:
    assert explanation(WAIVER, Report("望川区", 2017, REPORT.figures)) is None
    assert explanation(WAIVER, Report("青屏县", 2016, REPORT.figures)) is None
    assert explanation(WAIVER.replace("2017", "2016..2018")) is not None


def test_a_waiver_names_its_unit_as_reports_and_the_list_may() -> None:
    assert explanation(WAIVER.replace("青屏县", "青屏县人民政府")) is not None
    assert explanation(WAIVER.replace("青屏县", "县人民政府")) is None


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


TABLE = """
表 办理表 「办理情况」
  列: 总计 (total), 其他 (other)
指标 件数 (items) : 计数 件 于 办理表
"""


def test_a_waiver_names_a_mention_a_cell_a_row_or_a_column() -> None:
    book = book_of(FORM + TABLE + RULE + WAIVER)
    findings, _ = audit(book, REPORT)
    mention = replace(findings[0], binding="items.total#2", explained=None)

    def is_about(named: str) -> bool:
        narrow = replace(book, waivers=(dataclasses.replace(book.waivers[0], binding=named),))
        return explained((mention,), narrow, None)[0].explained is not None

    assert all(is_about(it) for it in ("items.total#2", "items.total", "items", "total", "件数", "总计"))
    assert not any(is_about(it) for it in ("其他", "other", "received", "2", "items.total#1"))


def test_a_waiver_without_an_end_says_none_and_keeps_its_figures() -> None:
    found = explanation(WAIVER.replace("  有效至: 2018-12-31\n", "") + "  数值: 收到件数 = 3")
    assert found is not None
    assert (found.until, found.figures, found.counts) == ("", (("收到件数", "3"),), True)


def test_of_several_waivers_one_that_counts_goes_first_and_then_the_later() -> None:
    other = WAIVER.replace("含上年结转件", "另一说明")
    for waivers, reason in (
        (WAIVER + other, "另一说明"),
        (other + WAIVER, "含上年结转件"),
        (WAIVER + other.replace("2018-12-31", "2018-01-31"), "含上年结转件"),
    ):
        found = explanation(waivers, on=date(2018, 12, 31))
        assert found is not None
        assert found.reason == reason


def test_what_is_not_decided_and_what_has_no_waiver_stays_as_it_is() -> None:
    book = book_of(FORM + RULE + WAIVER)
    findings, _ = audit(book, REPORT)
    undecided = replace(findings[0], verdict=Verdict.UNKNOWN, explained=None)
    assert explained((undecided,), book, None) == (undecided,)
    assert explanation("") is None


def test_an_explained_figure_is_the_same_however_it_is_written() -> None:
    book = book_of(FORM + RULE + WAIVER)
    findings, _ = audit(book, REPORT)

    def is_same(then: str, now: str) -> bool:
        waiver = dataclasses.replace(book.waivers[0], figures=(("收到件数", then),))
        evidence = tuple(replace(it, value=now) if it.name == "收到件数" else it for it in findings[0].evidence)
        (found,) = explained((replace(findings[0], evidence=evidence),), replace(book, waivers=(waiver,)), None)
        assert found.explained is not None
        return not found.explained.changed

    assert all(is_same(*it) for it in (("1,003", "1003件"), ("1003", "1,003件"), ("3.0", "3"), ("空白", "空 白")))
    others = (("1003人", "1003件"), ("空白", "无法识别"), ("空白", "0"), ("0", "空白"))
    assert not any(is_same(*it) for it in others)


def test_a_figure_is_known_by_its_code_in_the_table_of_the_report_itself_alone() -> None:
    book = book_of(FORM + RULE + WAIVER)
    findings, _ = audit(book, REPORT)
    received = next(it for it in findings[0].evidence if it.indicator == "received")

    def changed(name: str, *evidence: Evidence) -> tuple[tuple[str, str, str], ...]:
        narrow = replace(book, waivers=(dataclasses.replace(book.waivers[0], figures=((name, "3"),)),))
        (found,) = explained((replace(findings[0], evidence=evidence),), narrow, None)
        assert found.explained is not None
        return found.explained.changed

    assert changed("received", received) == ()
    gone = (("received", "3", ""),)
    assert changed("received", replace(received, source="narrative")) == gone
    assert changed("received", replace(received, submission="去年.txt")) == gone
    assert changed("received", replace(received, member="total")) == gone
    assert changed("received", replace(received, indicator="")) == gone
    assert changed("正文.收到件数", replace(received, name="正文：收到件数")) == ()
    others = (replace(received, value="4件"), replace(received, value="5件"))
    assert changed("收到件数", *others) == (("收到件数", "3", "4件、5件"),)


def test_the_day_of_an_audit_is_the_end_of_the_year_after_the_last() -> None:
    assert default_date([2016, None, 2017]) == date(2018, 12, 31)
    assert default_date([None]) is None


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
