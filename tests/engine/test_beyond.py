from __future__ import annotations

import dataclasses

import polars as pl
import pytest
from msgspec.structs import replace

from auditor.engine.canonical.algebra import Leaf
from auditor.engine.canonical.algebra import LeafKind
from auditor.engine.columns.derived import answers_of
from auditor.engine.columns.derived import derived_columns
from auditor.engine.judge import judge
from auditor.ingest.tabulate import tabulate
from auditor.registry import RegisteredUnit
from auditor.registry import Registry
from auditor.results import Finding
from auditor.results import Verdict
from tests.engine.small_audits import Report
from tests.engine.small_audits import audit
from tests.engine.small_audits import book_of
from tests.engine.small_audits import submission_of

FORM = """
指标 收到件数 (received) : 计数 件
指标 办结件数 (closed) : 计数 件
指标 甲数 (a) : 计数 件
指标 乙数 (b) : 计数 件
指标 丙数 (c) : 计数 件
组 各数 = { 收到件数, 办结件数, 甲数, 乙数, 丙数 }
参数 最小同级数 = 3
"""
SUM = """
规则 R-1 「汇总」 强制
  当: 下级个数(应报) > 0
  要求: 收到件数 = 下级合计(收到件数)
"""
UNITS = (
    RegisteredUnit("甲县"),
    RegisteredUnit("乙镇", "甲县"),
    RegisteredUnit("丙镇", "甲县"),
    RegisteredUnit("丁镇", "甲县", last=735598),  # the last day of 2014
)


def findings_of(rules: str, units: tuple[RegisteredUnit, ...], *reports: Report) -> tuple[Finding, ...]:
    book = book_of(FORM + rules)
    schema = replace(book.schema, registry=Registry(units))
    submissions = tuple(submission_of(report) for report in reports)
    return tuple(judge(replace(book, schema=schema), tabulate(submissions, schema), submissions)[0])


def received(unit: str, count: int, year: int = 2017) -> Report:
    return Report(unit, year, {"received": count})


def test_a_sum_over_the_units_below_shows_each_of_them() -> None:
    (finding,) = findings_of(SUM, UNITS, received("甲县", 9), received("乙镇", 3), received("丙镇", 4))
    assert (finding.left, finding.right, finding.difference) == ("9", "7", "2")
    assert finding.formula == "9 ≠ 7"
    assert [(it.name, it.value, it.submission) for it in finding.evidence[1:4]] == [
        ("下级合计(收到件数)", "7件", ""),
        ("丙镇：收到件数", "4件", "丙镇2017.txt"),
        ("乙镇：收到件数", "3件", "乙镇2017.txt"),
    ]


def test_a_unit_that_did_not_report_is_named_where_nothing_can_be_said_without_it() -> None:
    (finding,) = findings_of(SUM, UNITS, received("甲县", 9), received("乙镇", 3))
    assert finding.verdict is Verdict.UNKNOWN
    assert "丙镇：收到件数（下级未报）" in finding.message.zh


def test_less_than_what_was_reported_is_wrong_whatever_the_others_report() -> None:
    (finding,) = findings_of(SUM, UNITS, received("甲县", 2), received("乙镇", 3))
    assert finding.verdict is Verdict.FAIL
    assert finding.formula == "2 ≠ 至少3"
    assert (
        finding.message.en
        == "received (2件) should equal the sum of received over the units below (at least 3件): 2 ≠ at least 3"
    )


def test_a_unit_that_is_no_longer_there_is_not_waited_for() -> None:
    reports = [received(unit, count, 2014) for unit, count in (("甲县", 7), ("乙镇", 3), ("丙镇", 4))]
    (finding,) = findings_of(SUM, UNITS, *reports)
    assert finding.verdict is Verdict.UNKNOWN
    assert "丁镇" in finding.message.zh
    assert findings_of(SUM, UNITS, *(dataclasses.replace(report, year=2015) for report in reports)) == ()


def test_who_did_not_report_is_listed() -> None:
    rule = """
规则 R-1 「报齐」 核实
  要求: 下级个数(已报) = 下级个数(应报)
  消息: "应报 {右}，已报 {左}，缺 {缺}"
"""
    (finding,) = findings_of(rule, UNITS, received("甲县", 9), received("乙镇", 3))
    assert finding.message.zh == "应报 2，已报 1，缺 丙镇（未报）"


def test_a_second_report_of_a_unit_and_year_names_the_other() -> None:
    book = book_of(FORM + "规则 R-1 「唯一」 核实\n  要求: 唯一(单位, 年度)\n")
    findings, _ = audit(
        book,
        dataclasses.replace(received("甲县", 1), path="一.txt"),
        dataclasses.replace(received("甲县", 2), path="二.txt"),
    )
    assert [(it.submission, it.evidence[1].submission) for it in findings] == [
        ("一.txt", "二.txt"),
        ("二.txt", "一.txt"),
    ]
    assert findings[0].formula == "单位、年度相同的报告数 ≠ 1"


@pytest.mark.parametrize(("written", "shown"), [("上级, 年度", "上级单位、年度"), ("层级, 年度", "单位级别、年度")])
def test_what_peers_have_in_common_can_be_unique_in_the_same_words(written: str, shown: str) -> None:
    book = book_of(FORM + f"规则 R-1 「唯一」 核实\n  要求: 唯一({written})\n")
    places: tuple[dict[str, str | int], ...] = (
        {"上级单位": "丙县", "单位级别": "乡镇"},
        {"上级单位": "丙县", "单位级别": "乡镇"},
        {"上级单位": "丁县", "单位级别": "县级"},
    )
    reports = (
        dataclasses.replace(received(f"{name}镇", 1), attributes=place)
        for name, place in zip("甲乙丙", places, strict=True)
    )
    findings, _ = audit(book, *reports)
    assert {(it.unit, it.formula) for it in findings} == {(f"{name}镇", f"{shown}相同的报告数 ≠ 1") for name in "甲乙"}


def test_a_unit_far_from_its_peers_is_shown_with_the_score() -> None:
    book = book_of(FORM + "规则 R-1 「离群」 提示\n  按: 年度\n  要求: 同级偏离(收到件数) ≤ 3.5\n")
    (finding,) = audit(book, *(received(f"{count}镇", count) for count in (1, 2, 3, 4, 20)))[0]
    assert finding.unit == "20镇"
    assert finding.left == "11.4665"
    assert [(it.name, it.value) for it in finding.evidence] == [
        ("收到件数", "20件"),
        ("同级偏离(收到件数)", "11.4665"),
        ("同级个数(收到件数)", "5"),
    ]


def test_a_message_says_a_number_as_the_rule_writes_it_and_a_share_as_a_percentage() -> None:
    peers = """
规则 R-1 「离群」 提示
  按: 年度
  对每个 项 于 { 收到件数 }:
  当: 同级个数(项) ≥ 3
  要求: 项 ≤ 3 × 同级中位数(项)
  消息: "{本年.项}，{同级个数(项)} 个同级的中位数是 {同级中位数(项)}"

规则 R-2 「占比」 提示
  按: 年度
  当: 收到件数 = 20
  要求: (收到件数 - 同级中位数(收到件数)) ÷ 收到件数 ≤ 30%
  消息: "占 {左}，超过 {右}"
"""
    findings = audit(book_of(FORM + peers), *(received(f"{count}镇", count) for count in (1, 2, 3, 4, 20)))[0]
    assert [it.message.zh for it in findings] == ["20件，5 个同级的中位数是 3件", "占 85%，超过 30%"]


def test_units_with_the_very_same_figures_name_each_other() -> None:
    book = book_of(FORM + "规则 R-1 「相同」 核实\n  要求: 同级相同个数(各数) = 0\n")
    same = {"received": 5, "closed": 4, "a": 3, "b": 2, "c": 1}
    findings, outcomes = audit(
        book, *(Report(unit, 2017, same) for unit in "甲乙"), Report("丙", 2017, {**same, "c": 2})
    )
    assert {(it.unit, it.evidence[1].value) for it in findings} == {("甲", "乙"), ("乙", "甲")}
    assert outcomes["R-1"].passed == 1


def test_a_text_that_another_unit_has_too_names_the_unit_however_many_there_are() -> None:
    book = book_of(FORM + "规则 R-1 「雷同」 核实\n  要求: 同级相似度(正文) < 90%\n")
    texts = {
        unit: "".join(f"{unit}在第{at}项工作中做了很多{unit * 3}事情，" for at in range(40)) for unit in "甲乙丙丁戊"
    }
    texts["己"] = texts["丙"].replace("很多", "许多")
    findings, outcomes = audit(book, *(Report(unit, 2017, {}, {"正文": text}) for unit, text in texts.items()))
    assert [(it.unit, it.evidence[1].value) for it in findings] == [("丙", "己"), ("己", "丙")]
    assert outcomes["R-1"].passed == 4


def test_the_longest_text_is_shown_by_its_beginning_only() -> None:
    book = book_of(FORM + '规则 R-1 「写明」 核实\n  要求: 包含(正文, "收费")\n')
    (finding,) = audit(book, Report("甲", 2017, {}, {"正文": "没有" * 500}))[0]
    assert len(finding.evidence[0].value) == 61
    assert finding.formula == "正文未含“收费”"


def test_however_much_is_asked_of_other_units_is_one_query_a_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    schema = replace(book_of(FORM).schema, registry=Registry(UNITS))
    reports = [Report(unit, 2017, {"received": count, "closed": 1}) for unit, count in (("乙镇", 3), ("丙镇", 4))]
    table = tabulate(tuple(submission_of(report) for report in (received("甲县", 9), *reports)), schema)
    aspects = ("children_sum", "children_max", "own", "parent", "peer_count|year", "peer_median|year")
    queries: list[pl.LazyFrame] = []
    collect = pl.LazyFrame.collect

    def counted(query: pl.LazyFrame) -> object:
        queries.append(query)
        return collect(query)

    monkeypatch.setattr(pl.LazyFrame, "collect", counted)

    def asked(*codes: str) -> tuple[dict[tuple[str, str], list[int | None]], int]:
        before = len(queries)
        leaves = [Leaf(LeafKind.DERIVED, code, aspect=aspect) for code in codes for aspect in aspects]
        columns, names = derived_columns(table, table.records, answers_of(table, leaves))
        by_name = {column.name: column.to_list() for column in columns}
        return {(leaf.code, leaf.aspect): by_name[name] for leaf, name in names.items()}, len(queries) - before

    one, few = asked("received")
    five, more = asked("received", "closed", "a", "b", "c")
    assert few == more > 0
    assert one.items() <= five.items()
    assert one["received", "children_sum"] == [7, 0, 0]
    assert five["closed", "children_max"] == [1, None, None]
    assert one["received", "parent"] == [None, 9, 9]
    assert (one["received", "peer_count|year"], one["received", "peer_median|year"]) == ([3, 3, 3], [8, 8, 8])
    assert five["closed", "peer_count|year"] == [2, 2, 2]
