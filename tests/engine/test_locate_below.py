from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.engine.judge import judge
from auditor.engine.locate.causes import locate
from auditor.ingest.tabulate import tabulate
from auditor.registry import RegisteredUnit
from auditor.registry import Registry
from tests.engine.small_audits import Report
from tests.engine.small_audits import book_of
from tests.engine.small_audits import submission_of

if TYPE_CHECKING:
    from auditor.results.causes import Cause

RULES = """
指标 收到件数 (received) : 计数 件
指标 办结件数 (closed) : 计数 件
指标 会议次数 (meetings) : 计数 次
组 可加 = { 收到件数, 办结件数, 会议次数 }
规则 R-1 「汇总」 强制
  对每个 项 于 可加:
  当: 下级个数(应报) > 1
  要求: 项 = 本级(项) + 下级合计(项)
"""
UNITS = (
    RegisteredUnit("甲县"),
    RegisteredUnit("甲县本级", "甲县", kind="本级"),
    RegisteredUnit("乙镇", "甲县"),
    RegisteredUnit("丙镇", "甲县"),
)
BELOW = {"甲县本级": (5, 4, 1), "乙镇": (30, 20, 2), "丙镇": (7, 6, 3)}


def causes(*totals: int) -> tuple[Cause, ...]:
    book = book_of(RULES)
    book = replace(book, schema=replace(book.schema, registry=Registry(UNITS)))
    units = {"甲县": totals, **BELOW}
    submissions = tuple(
        submission_of(Report(unit, 2017, dict(zip(("received", "closed", "meetings"), figures, strict=True))))
        for unit, figures in units.items()
    )
    findings = judge(book, tabulate(submissions, book.schema), submissions)[0]
    return tuple(locate(book, submissions, findings))


def said(*totals: int) -> list[str]:
    return [each.message.zh for each in causes(*totals)]


def test_totals_that_lack_just_what_one_unit_has_left_it_out() -> None:
    (cause,) = causes(35, 24, 3)
    assert cause.message.zh == "疑似漏加了“丙镇”：这3处少的都正好是它的数，加上后全部成立。"
    assert [(each.printed, each.repaired) for each in cause.suspects] == [
        ("24件", "30件"),
        ("3次", "6次"),
        ("35件", "42件"),
    ]


def test_totals_that_have_too_much_just_what_one_unit_has_hold_it_twice() -> None:
    assert said(72, 50, 8) == ["疑似把“乙镇”加了两次：这3处多的都正好是它的数，减去后全部成立。"]


def test_totals_that_are_the_units_own_figures_left_all_others_out() -> None:
    assert said(5, 4, 1) == ["疑似没有加下级：这3处填的都正好是本级自己的数，加上下级后全部成立。"]


def test_differences_of_several_reasons_or_a_single_one_say_nothing() -> None:
    assert said(35, 24, 7) == []
    assert said(35, 30, 6) == []
    assert said(42, 30, 6) == []
