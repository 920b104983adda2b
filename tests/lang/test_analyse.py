from __future__ import annotations

from pathlib import Path

import pytest

from auditor.diagnostics import Lang
from auditor.diagnostics import Level
from auditor.lang.analysis import solver
from auditor.lang.analysis.analyse import analyse
from auditor.lang.analysis.code import form_codes
from auditor.lang.check import check_sources
from auditor.lang.load import load_rules
from auditor.results import Severity
from auditor.source import Source

RULES = Path(__file__).parents[2] / "rules"
FORM = """\
版式 样表 「样表」
  年度: 2014..2018
指标 甲 : 计数 件
指标 乙 : 计数 件
指标 丙 : 计数 件
指标 丁 : 计数 件
"""


def said(rules: str, level: Level | None = None) -> list[str]:
    """What is said of rules, those without tests and basis aside."""
    book, diagnostics = check_sources((Source("样表.rules", FORM + rules),))
    assert diagnostics == ()
    return [
        f"{each.code.slug}: {each.message(Lang.ZH)}"
        for each in analyse(book)
        if each.code.id not in ("AUD251", "AUD254") and level in (None, each.code.level)
    ]


def test_two_rules_that_cannot_both_hold_contradict() -> None:
    assert said(
        "规则 R-1 强制\n  要求: 甲 = 乙 + 1 件\n规则 R-2 强制\n  要求: 甲 = 乙\n规则 R-3 强制\n  要求: 丙 ≤ 丁\n"
    ) == ["contradiction: 规则 R-2 与 R-1 矛盾：没有任何填报能同时满足"]


def test_a_contradiction_of_three_names_all_three_and_no_more() -> None:
    rules = """\
规则 R-1 强制
  要求: 甲 ≥ 乙 + 1 件
规则 R-2 强制
  要求: 乙 ≥ 丙 + 1 件
规则 R-3 强制
  要求: 丙 ≥ 甲 + 1 件
规则 R-4 强制
  要求: 甲 + 乙 = 丁
"""
    assert said(rules) == ["contradiction: 规则 R-3 与 R-1、R-2 矛盾：没有任何填报能同时满足"]


def test_rules_of_different_years_do_not_contradict() -> None:
    rules = """\
规则 R-1 强制
  要求: 甲 = 乙 + 1 件
  适用: 年度 2014..2015
规则 R-2 强制
  要求: 甲 = 乙
  适用: 年度 2016..
"""
    assert said(rules) == []


def test_rules_whose_years_overlap_contradict() -> None:
    rules = """\
规则 R-1 强制
  要求: 甲 = 乙 + 1 件
  适用: 年度 2014..2016
规则 R-2 强制
  要求: 甲 = 乙
  适用: 年度 2016..2018
"""
    assert said(rules) == ["contradiction: 规则 R-2 与 R-1 矛盾：没有任何填报能同时满足"]


def test_a_tolerance_that_lets_both_hold_is_no_contradiction() -> None:
    rules = "规则 R-1 强制\n  要求: 甲 = 乙 + 1 件\n  容差: 1 件\n规则 R-2 强制\n  要求: 甲 = 乙\n"
    assert said(rules, Level.WARNING) == ["redundant: 规则 R-1 多余：由 R-2 已推出"]


def test_the_same_rule_twice_is_redundant_once() -> None:
    assert said("规则 R-1 强制\n  要求: 甲 + 乙 = 丙\n规则 R-2 强制\n  要求: 丙 - 乙 = 甲\n") == [
        "redundant: 规则 R-2 多余：由 R-1 已推出"
    ]


def test_a_tree_makes_a_rule_redundant() -> None:
    rules = "指标 总数 : 计数 件 分为 { 戊, 己 }\n规则 R-1 核实\n  要求: 戊 ≤ 总数\n"
    assert said(rules) == ["redundant: 规则 R-1 多余：由 总数.分项 已推出"]


def test_what_a_milder_rule_says_does_not_make_a_stricter_one_redundant() -> None:
    assert said("规则 R-1 提示\n  要求: 甲 = 乙\n规则 R-2 强制\n  要求: 甲 ≤ 乙\n") == []


def test_a_rule_that_follows_from_several_is_only_mentioned() -> None:
    rules = (
        "规则 R-1 强制\n  要求: 甲 ≤ 乙\n规则 R-2 强制\n  要求: 乙 ≤ 丙\n规则 R-3 强制\n  要求: 若 甲 > 0 则 丙 > 0\n"
    )
    assert said(rules) == ["implied: 规则 R-3 由 R-1、R-2 推出"]
    assert said(f"{rules}  让位: R-1\n") == ["implied: 规则 R-3 由 R-1、R-2 推出"]


def test_a_rule_that_yields_to_what_it_follows_from_is_kept_on_purpose() -> None:
    two = "规则 R-1 强制\n  要求: 甲 ≤ 乙\n规则 R-2 强制\n  要求: 乙 ≤ 丙\n"
    assert said(f"{two}规则 R-3 强制\n  要求: 若 甲 > 0 则 丙 > 0\n  让位: R-1, R-2\n") == []
    assert said("规则 R-1 强制\n  要求: 甲 = 乙\n规则 R-2 强制\n  要求: 甲 ≤ 乙\n  让位: R-1\n") == []


def test_a_condition_that_other_rules_forbid_never_holds() -> None:
    rules = "规则 R-1 强制\n  要求: 甲 ≤ 乙\n规则 R-2 强制\n  当: 甲 > 乙 + 2 件\n  要求: 丙 = 丁\n"
    assert said(rules, Level.WARNING) == ["never-applies: 规则 R-2 的条件永不成立（由 R-1 推出）"]


def test_a_condition_against_itself_never_holds() -> None:
    assert said("规则 R-1 强制\n  当: 甲 > 5 件 且 甲 < 3 件\n  要求: 丙 = 丁\n", Level.WARNING) == [
        "never-applies: 规则 R-1 的条件永不成立"
    ]


def test_a_condition_with_whole_numbers_between_nothing_never_holds() -> None:
    assert said("规则 R-1 强制\n  当: 甲 > 2 件 且 甲 < 3 件\n  要求: 丙 = 丁\n", Level.WARNING) == [
        "never-applies: 规则 R-1 的条件永不成立"
    ]


def test_a_rule_that_denies_its_own_condition_cannot_be_satisfied() -> None:
    assert said("规则 R-1 强制\n  要求: 若 甲 > 5 件 则 甲 < 3 件\n", Level.WARNING) == [
        "never-holds: 规则 R-1 一旦适用就不可能满足"
    ]


def test_conditions_that_overlap_with_requirements_that_do_not_conflict() -> None:
    rules = "规则 R-1 强制\n  要求: 若 甲 > 5 件 则 乙 = 0\n规则 R-2 强制\n  要求: 若 甲 > 9 件 则 乙 > 0\n"
    assert said(rules, Level.WARNING) == ["conflict: 规则 R-2 与 R-1 的条件可以同时成立，要求却不能同时满足"]


def test_conditions_that_never_meet_do_not_conflict() -> None:
    rules = "规则 R-1 强制\n  要求: 若 甲 > 5 件 则 乙 = 0\n规则 R-2 强制\n  要求: 若 甲 < 3 件 则 乙 > 0\n"
    assert said(rules) == []


def test_what_no_figures_can_break_is_mentioned() -> None:
    assert said("规则 R-1 强制\n  要求: 甲 + 1 件 > 0\n") == ["always-holds: 规则 R-1 对任何非负数都成立"]


@pytest.mark.parametrize("number", [" × ".join(["9" * 18] * 20), " × ".join([f"0.{'0' * 17}1"] * 20)])
def test_numbers_beyond_what_a_solver_holds_are_looked_at_all_the_same(number: str) -> None:
    assert said(f"规则 R-1 强制\n  要求: 甲 ≥ {number}\n规则 R-2 强制\n  要求: 乙 ≤ {number}\n") == []


def test_a_quotient_is_not_taken_for_more_than_it_is() -> None:
    rules = "规则 R-1 强制\n  要求: 甲 / 乙 ≤ 50%\n规则 R-2 强制\n  要求: 甲 / 丙 > 50%\n"
    assert said(rules) == []


def test_mentions_of_different_indicators_are_different_things() -> None:
    rules = """\
规则 R-1 强制
  要求: 正文.甲 = 0 且 非 否定(正文.甲)
规则 R-2 强制
  当: 否定(正文.乙)
  要求: 正文.乙 = 0
"""
    assert said(rules) == []


def test_a_rule_without_tests_basis_or_year_is_told_so() -> None:
    text = FORM + "规则 R-1 强制\n  要求: 甲 = 乙\n  适用: 年度 2019..\n"
    found = analyse(check_sources((Source("样表.rules", text),))[0])
    assert [each.code.slug for each in found] == ["no-test", "no-basis", "dead-scope"]


@pytest.mark.parametrize(
    ("verdict", "slug"), [("通过", "no-failing-test"), ("不通过", "no-passing-test"), ("无法判定", "no-failing-test")]
)
def test_tests_should_show_both_verdicts(verdict: str, slug: str) -> None:
    rules = f'规则 R-1 强制\n  要求: 甲 = 乙\n  依据: "某文"\n测试 R-1\n  | 甲 | 结果 |\n  | 1 | {verdict} |\n'
    found = analyse(check_sources((Source("样表.rules", FORM + rules),))[0])
    assert [each.code.slug for each in found] == [slug]


@pytest.mark.parametrize(
    ("condition", "named", "near"),
    [
        ("年度 = 2108", "= 2108", "是否指“2018”？"),
        ("年度 ≥ 2107 且 乙 > 0", "≥ 2107", "是否指“2017”？"),
        ("年度 = 2015 或 年度 = 2106", "= 2106", "是否指“2016”？"),
        ("非 2019 ≤ 年度", "≥ 2019", "是否指“2018”“2017”“2016”？"),
    ],
)
def test_a_year_that_no_report_of_the_form_is_of_is_questioned(condition: str, named: str, near: str) -> None:
    text = FORM + f"规则 R-1 强制\n  当: {condition}\n  要求: 甲 = 乙\n"
    found = [each for each in analyse(check_sources((Source("样表.rules", text),))[0]) if each.code.id == "AUD257"]
    assert [each.message(Lang.ZH) for each in found] == [
        f"规则 R-1 的条件“年度 {named}”永不成立：版式 样表 的年度是 2014..2018"
    ]
    assert [each.help(Lang.ZH) for each in found] == [near]


@pytest.mark.parametrize(
    "condition", ["年度 = 2018", "年度 ≠ 2108", "年度 < 2108", "年度 ≥ 2014", "年度 > 2013 且 乙 > 0"]
)
def test_a_year_that_some_report_of_the_form_is_of_is_not(condition: str) -> None:
    assert said(f"规则 R-1 强制\n  当: {condition}\n  要求: 甲 = 乙\n", Level.WARNING) == []


@pytest.mark.parametrize(("year", "times"), [(2108, 1), (2031, 0)])
def test_a_form_without_an_end_is_of_years_that_somebody_may_report_for(year: int, times: int) -> None:
    for line, slug in ((f"当: 年度 = {year}", "no-such-year"), (f"适用: 年度 {year}..", "dead-scope")):
        text = FORM.replace("2014..2018", "2021..") + f"规则 R-1 强制\n  {line}\n  要求: 甲 = 乙\n"
        found = analyse(check_sources((Source("样表.rules", text),))[0])
        assert [each.code.slug for each in found].count(slug) == times


def test_a_rule_of_two_forms_need_not_apply_in_both() -> None:
    other = "版式 新表 「新表」\n  年度: 2019..\n指标 甲 : 计数 件\n指标 乙 : 计数 件\n"
    rules = "规则集 两表\n  版式: 样表, 新表\n规则 R-1 强制\n  要求: 甲 = 乙\n  适用: 年度 2019..\n"
    sources = (Source("a.rules", FORM), Source("b.rules", other), Source("c.rules", rules))
    assert "dead-scope" not in [each.code.slug for each in analyse(check_sources(sources)[0])]


def test_the_shipped_rules_lack_nothing_and_do_not_contradict_or_repeat_each_other() -> None:
    found = analyse(load_rules(RULES)[0])
    assert [each.message(Lang.ZH) for each in found] == []


def test_the_equalities_of_the_shipped_forms_detect_and_locate_what_they_should() -> None:
    codes = {code.form: code for code in form_codes(load_rules(RULES)[0], frozenset({Severity.ERROR}))}
    figures = {
        name: (len(code.cells), code.share(code.detected), code.share(len(code.located)), len(code.blind))
        for name, code in codes.items()
        if name in ("disclosure-2014", "disclosure-2021")
    }
    assert figures == {"disclosure-2014": (58, 59, 2, 24), "disclosure-2021": (200, 95, 88, 10)}
    assert codes["disclosure-2014"].located == (("reply_denied", None),)
    assert [len(group) for group in codes["disclosure-2021"].groups] == [5, 5, 5]


def test_nothing_is_concluded_from_a_rule_that_cannot_hold() -> None:
    found = said(
        "规则 R-1 强制\n  要求: 若 甲 > 100 则 乙 ≥ 10\n"
        "规则 R-2 强制\n  要求: 若 甲 > 50 则 乙 < 10\n"
        "规则 R-3 强制\n  要求: 甲 > 5 且 甲 < 3\n"
    )
    assert found == [
        "conflict: 规则 R-2 与 R-1 的条件可以同时成立，要求却不能同时满足",
        "never-holds: 规则 R-3 一旦适用就不可能满足",
    ]


@pytest.mark.parametrize(
    ("requirement", "count"),
    [
        ("甲 / 乙 ≥ 90", 1),
        ("100 ≥ 甲 / (乙 + 丙)", 1),
        ("若 丙 > 0 则 甲 / 乙 ≤ 50", 1),
        ("甲 / 乙 ≥ 90%", 0),
        ("甲 × 100 / 乙 ≥ 90", 0),
        ("甲 / 乙 ≤ 5", 0),
        ("甲 / 乙 ≤ 0.9", 0),
        ("甲 / 上年(甲) ≤ 10", 0),
        ("同比(甲) ≤ 50", 1),
        ("同比(甲) ≤ 50%", 0),
        ("同比(甲) ≤ 5", 0),
        ("甲 ≤ 90 × 乙", 0),
    ],
)
def test_a_share_that_is_compared_with_percent_without_the_sign_is_mentioned(requirement: str, count: int) -> None:
    mentioned = [each for each in said(f"规则 R-1 强制\n  要求: {requirement}\n") if each.startswith("no-percent")]
    assert len(mentioned) == count


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("", ["no-table: 指标“戊”没有写在哪张表里，读报表时找不到它的数"]),
        ('陈述 戊\n  写法: "戊有{数}件"\n', []),
    ],
)
def test_an_indicator_that_no_report_can_give_is_told_in_a_form_with_tables(more: str, told: list[str]) -> None:
    form = "版式 样表\n表 一\n指标 甲 : 计数 件 于 一 分为 { 乙, 丙 }\n指标 乙 : 计数 件 于 一\n指标 戊 : 计数 件\n"
    book, diagnostics = check_sources((Source("样表.rules", form + more),))
    assert diagnostics == ()
    assert [f"{each.code.slug}: {each.message(Lang.ZH)}" for each in analyse(book)] == told


def test_a_form_most_of_whose_figures_are_in_no_table_is_read_by_a_reader_of_its_own() -> None:
    book, _ = check_sources((Source("样表.rules", f"{FORM}表 一\n指标 戊 : 计数 件 于 一\n"),))
    assert [each.code.slug for each in analyse(book)] == []


def test_a_form_without_tables_is_read_by_a_reader_of_its_own_and_nothing_is_said() -> None:
    book, _ = check_sources((Source("样表.rules", FORM),))
    assert analyse(book) == ()


def test_of_many_rules_that_bound_one_figure_a_proof_looks_at_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []

    def counted(wanted: solver.Program) -> solver.Solution:
        sizes.append(len(wanted.columns))
        return solver.solve(wanted)

    monkeypatch.setattr("auditor.lang.analysis.linear.solve", counted)
    rules = "".join(f"规则 R-{at} 核实\n  要求: 甲 ≤ {100 + at * 7 % 50}\n" for at in range(50))
    found = said(rules)
    assert len(found) == 49
    assert "redundant: 规则 R-49 多余：由 R-0 已推出" in found
    assert max(sizes) <= 4


def test_a_stricter_rule_of_another_file_is_named_with_its_place_and_how_a_mistake_is_told_once() -> None:
    shipped = Source("rules/自带.rules", f"{FORM}规则 R-1 核实\n  要求: 甲 ≤ 乙\n  依据: 文\n")

    def told(own: str) -> list[str]:
        book, diagnostics = check_sources((shipped, Source("rules/本县.rules", own)))
        assert diagnostics == ()
        return [each.hint.zh for each in analyse(book) if each.code.slug == "redundant" and each.hint]

    own = "规则集 本县\n  版式: 样表\n规则 L-1 核实\n  要求: 甲 ≤ 乙 × 0.5\n  依据: 文\n"
    hint = "L-1（rules/本县.rules:3）更严，一处错报两次：在 L-1 里写一行 让位: R-1 就只报一次；或这里写 状态: 停用"
    assert told(own) == [hint]
    assert told(f"{own}  让位: R-1\n") == []
