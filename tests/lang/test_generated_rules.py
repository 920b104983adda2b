"""What trees say without being written."""

from __future__ import annotations

from auditor.lang.typed import Missing
from auditor.results import Severity
from tests.lang.lang_worlds import sound

SUM = "指标 总 (all) : 计数 件 分为 { 甲 (a), 乙 (b) }\n"
PART = "指标 总 (all) : 计数 件 其中 { 甲 (a), 乙 (b) }\n"


def ids(text: str) -> list[tuple[str, list[str]]]:
    return [(rule.info.id, [each.binding for each in rule.instances]) for rule in sound(text).rules]


def test_parts_sum_to_their_whole() -> None:
    (rule,) = sound(f"规则集 x\n  空值: 试零\n{SUM}").rules
    assert (rule.info.id, rule.info.severity, rule.missing) == ("总.分项", Severity.ERROR, Missing.TRY_ZERO)
    assert (rule.info.path, rule.info.line) == ("0.rules", 3)


def test_a_part_of_which_is_no_more_than_its_whole() -> None:
    assert ids(PART) == [("总.其中", ["a", "b"])]


def test_a_written_rule_takes_the_place_of_the_same_equation() -> None:
    assert ids(f"{SUM}规则 R 核实\n  要求: 2 * 总 - 甲 = 乙 + 总\n") == [("R", [""])]


def test_a_written_rule_takes_the_place_of_its_part_only() -> None:
    assert ids(f"{PART}规则 R 核实\n  要求: 总 ≥ 甲\n") == [("R", [""]), ("总.其中", ["b"])]


def test_another_equation_takes_no_place() -> None:
    assert [name for name, _ in ids(f"{SUM}规则 R 核实\n  要求: 甲 + 乙 ≤ 总\n")] == ["R", "总.分项"]


def test_a_rule_for_one_column_leaves_the_others() -> None:
    table = "表 t\n  列: p, q\n指标 总 (all) : 计数 件 于 t 分为 { 甲 (a), 乙 (b) }\n"
    assert ids(f"{table}规则 R 核实\n  要求: 甲[p] + 乙[p] = 总[p]\n") == [("R", [""]), ("总.分项", ["q"])]


def test_a_retired_rule_still_stands_for_its_equation() -> None:
    assert ids(f"{SUM}规则 R 核实\n  要求: 甲 + 乙 = 总\n  状态: 停用\n") == []
