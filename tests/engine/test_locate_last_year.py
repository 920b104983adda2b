from __future__ import annotations

from auditor.engine.judge import judge
from auditor.engine.locate.causes import locate
from auditor.ingest.tabulate import tabulate
from tests.engine.small_audits import Report
from tests.engine.small_audits import book_of
from tests.engine.small_audits import submission_of

RULES = """
指标 收到件数 (received) : 计数 件
指标 上年结转 (carried_in) : 计数 件
指标 办结件数 (closed) : 计数 件
指标 按时件数 (on_time) : 计数 件
指标 延期件数 (late) : 计数 件
指标 结转下年 (carried_out) : 计数 件
规则 R-1 「平衡」 强制
  要求: 收到件数 + 上年结转 = 办结件数 + 结转下年
规则 R-2 「分项」 强制
  要求: 办结件数 = 按时件数 + 延期件数
规则 R-3 「衔接」 核实
  要求: 上年结转 = 上年(结转下年)
规则 R-4 「办结数衔接」 核实
  要求: 办结件数 ≤ 上年(办结件数) + 70
"""
CODES = ("received", "carried_in", "closed", "on_time", "late", "carried_out")


def said(first: tuple[int, ...], second: tuple[int, ...]) -> dict[str, list[str]]:
    book = book_of(RULES)
    submissions = tuple(
        submission_of(Report("甲县", year, dict(zip(CODES, figures, strict=True))))
        for year, figures in ((2017, first), (2016, second))
    )
    findings = judge(book, tabulate(submissions, book.schema), submissions)[0]
    found: dict[str, list[str]] = {"2016": [], "2017": []}
    for each in locate(book, submissions, findings):
        assert all(not them for them in each.sets) or each.submission == "甲县2016.txt"
        found[each.submission[2:6]].append(each.message.zh)
    return found


def test_a_finding_that_the_repair_of_last_year_settles_is_last_years() -> None:
    found = said((130, 2, 130, 128, 2, 2), (71, 0, 17, 68, 1, 2))
    assert found["2016"] == ["疑似“办结件数”由17件改为69件；改正后这2处全部成立。"]
    assert found["2017"] == [
        "疑似是上年的报告填错：上年的“办结件数”由17件改为69件；上年的报告改正后这一处成立，本年的数不必改。"
    ]


def test_a_finding_that_stays_with_last_year_put_right_is_not() -> None:
    assert said((60, 5, 63, 61, 2, 2), (71, 0, 17, 68, 1, 2))["2017"] == []


def test_nothing_is_said_of_last_year_where_nothing_tells_which_of_its_figures_is_wrong() -> None:
    found = said((130, 3, 131, 129, 2, 2), (71, 0, 69, 68, 1, 3))
    assert len(found["2016"]) == 1
    assert found["2017"] == []
