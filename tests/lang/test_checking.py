"""Rules checked: names, units, constants, loops, parameters."""

from __future__ import annotations

from fractions import Fraction

import pytest

from auditor.diagnostics import Lang
from auditor.diagnostics import Level
from auditor.lang import typed
from auditor.lang.check import check_sources
from auditor.lang.typed import Grain
from auditor.lang.typed import Missing
from auditor.lang.typed import Operator
from auditor.lang.typed import Tolerance
from auditor.lang.typed.shift import figures
from auditor.results import Severity
from auditor.results import State
from auditor.schema import Years
from auditor.source import Source
from tests.lang.lang_worlds import FORM
from tests.lang.lang_worlds import rule_of
from tests.lang.lang_worlds import said
from tests.lang.lang_worlds import sound


def comparison(text: str) -> typed.Comparison:
    require = rule_of(f"规则 R-1 强制\n  要求: {text}\n").instances[0].require
    assert isinstance(require, typed.Comparison)
    return require


def constant(text: str) -> Fraction:
    right = comparison(text).right
    assert isinstance(right, typed.Constant)
    return right.value


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("收到件数 > 3", 3),
        ("收到件数 > 3 件", 3),
        ("收到件数 > 1.2万", 12_000),
        ("专项经费 > 3", 3_000_000),
        ("专项经费 > 3 元", 300),
        ("专项经费 > 0.5 亿元", 5_000_000_000),
        ("零星费用 > 3", 300),
        ("收到件数 / 办结件数 > 60%", Fraction(3, 5)),
        ("收到件数 / 办结件数 > 1.5", Fraction(3, 2)),
        ("收到件数 > 2 * 3 + 1", 7),
        ("收到件数 > 7 / 2", Fraction(7, 2)),
        ("公布日期 > 2024-01-31", 738916),
    ],
)
def test_a_constant_is_in_stored_integers_of_the_other_side(text: str, stored: Fraction) -> None:
    assert constant(text) == stored


def test_names_aliases_and_codes_are_one_indicator() -> None:
    assert comparison("收到件数 = 收件数") == comparison("received = received")


def test_chinese_and_english_give_the_same_rule() -> None:
    chinese = rule_of("规则 R-1 「t」 强制\n  当: 上年(received) > 3 件\n  要求: 若 合计(方式) > 0 则 办结件数 ≥ 1\n")
    english = rule_of(
        'rule R-1 "t" error\n  when: prev(received) > 3 cases\n  require: if sum(方式) > 0 then closed >= 1\n'
    )
    assert [(each.require, each.when) for each in chinese.instances] != []
    assert str(chinese.instances).replace("3 件", "3 cases") == str(english.instances)


def test_a_loop_gives_an_instance_for_each_member_of_its_group() -> None:
    rule = rule_of("规则 R-1 强制\n  对每个 方 于 方式:\n  要求: 方 ≤ 收到件数\n")
    assert [(each.binding, each.bound) for each in rule.instances] == [
        ("in_person", (("方", "当面件数"),)),
        ("online", (("方", "网络件数"),)),
    ]


def test_two_loops_give_every_pair() -> None:
    rule = rule_of("规则 R-1 强制\n  对每个 a 于 方式:\n  对每个 b 于 {收到件数, 办结件数}:\n  要求: a ≤ b\n")
    assert [each.binding for each in rule.instances] == [
        "in_person.received",
        "in_person.closed",
        "online.received",
        "online.closed",
    ]


def test_a_builtin_group_is_all_indicators_of_its_kinds() -> None:
    rule = rule_of("规则 R-1 强制\n  对每个 x 于 全部指标:\n  要求: 行数(x) = 1\n")
    assert len(rule.instances) == 6


def test_last_year_moves_every_figure_back() -> None:
    left = comparison("上年(收到件数 - 办结件数) > 0").left
    assert {figure.years_back for figure in figures(typed.Comparison(Operator.GT, left, left))} == {1}


def test_the_mean_is_a_sum_by_a_constant() -> None:
    left = comparison("平均(当面件数, 网络件数) > 0").left
    assert isinstance(left, typed.Product)
    assert isinstance(left.right, typed.Constant)
    assert left.right.value == Fraction(1, 2)


def test_tolerances_are_stored_integers_or_shares() -> None:
    rule = rule_of("规则 R-1 强制\n  要求: 专项经费 = 零星费用\n  容差: 0.5 元, 相对 2%\n")
    require = rule.instances[0].require
    assert isinstance(require, typed.Comparison)
    assert require.tolerances == (Tolerance(Fraction(50)), Tolerance(Fraction(1, 50), relative=True))


def test_a_tolerance_is_not_for_the_conditions_of_a_rule() -> None:
    rule = rule_of("规则 R-1 强制\n  要求: 若 收到件数 = 1 则 办结件数 = 1\n  容差: 1 件\n")
    require = rule.instances[0].require
    assert isinstance(require, typed.Implication)
    assert isinstance(require.antecedent, typed.Comparison)
    assert isinstance(require.consequent, typed.Comparison)
    assert (len(require.antecedent.tolerances), len(require.consequent.tolerances)) == (0, 1)


def test_a_dated_parameter_gives_an_instance_for_each_range_of_years() -> None:
    rule = rule_of("参数 上限\n  ..2018: 5\n  2019..: 7\n规则 R-1 强制\n  要求: 收到件数 ≤ 上限\n")
    assert len(rule.instances) == 2
    assert len({each.binding for each in rule.instances}) == 1
    assert all(isinstance(each.when, typed.Comparison) for each in rule.instances)


def test_years_without_a_value_are_not_judged() -> None:
    text = "参数 上限\n  2015..2016: 5\n  2019..: 7\n规则 R-1 强制\n  要求: 收到件数 ≤ 上限\n"
    assert len(rule_of(text).instances) == 2


def test_a_header_speaks_for_all_rules_of_its_file() -> None:
    header = "规则集 x\n  空值: 试零\n  依据: 某文\n  适用: 年度 2014..2018\n  状态: 试行\n"
    book = sound(f"{header}指标 a : 计数 件\n规则 R 提示\n  要求: a = 1\n规则 S 提示\n  要求: a = 1\n  空值: 跳过\n")
    first, second = book.rules
    assert (first.missing, second.missing) == (Missing.TRY_ZERO, Missing.SKIP)
    assert (first.info.basis, first.info.state, first.info.severity) == ("某文", State.TRIAL, Severity.NOTICE)
    assert first.scope.years == (Years(2014, 2018),)


def test_the_statement_is_what_the_rule_file_says() -> None:
    rule = rule_of("规则 R-1 强制\n  当: 收到件数 > 0\n  要求: 办结件数\n    ≥ 1\n")
    assert rule.info.statement == "当 收到件数 > 0：办结件数 ≥ 1"


def test_a_rule_on_mentions_knows_whose_they_are() -> None:
    rule = rule_of("规则 R-1 强制\n  对每个 x 于 方式:\n  当: 非 否定(正文.x)\n  要求: 正文.x = x\n")
    assert rule.grain is Grain.MENTION
    assert [each.indicator for each in rule.instances] == ["in_person", "online"]


def test_severity_can_be_computed_from_the_difference() -> None:
    rule = rule_of(
        "规则 R-1 核实\n  要求: 收到件数 = 办结件数\n"
        "  分级: 相对差额 > 10% → 强制; 绝对值(差额) > 2 → 核实; 其他 → 提示\n"
    )
    assert [grade.severity for grade in rule.grades] == [Severity.ERROR, Severity.WARNING, Severity.NOTICE]
    assert rule.grades == rule.instances[0].grades


def test_placeholders_are_written_in_their_one_spelling() -> None:
    rule = rule_of(
        '规则 R-1 核实\n  要求: 收到件数 = 办结件数\n  消息: "{received}与{closed}：{formula}，{prev.收件数}"\n'
    )
    assert rule.message is not None
    assert rule.message.zh == "{收到件数}与{办结件数}：{算式}，{上年.收到件数}"
    assert rule.message.en == ""


def test_a_message_without_chinese_words_is_that_of_both_languages() -> None:
    rule = rule_of('规则 R-1 核实\n  要求: 收到件数 = 办结件数\n  消息: "{收到件数} must be {办结件数}"\n')
    assert rule.message is not None
    assert rule.message.en == rule.message.zh == "{收到件数} must be {办结件数}"


def test_a_message_can_be_said_in_english_too() -> None:
    rule = rule_of('规则 R-1 核实\n  要求: 收到件数 = 办结件数\n  消息: "应相等"\n  message_en: "must be equal"\n')
    assert rule.message is not None
    assert (rule.message.zh, rule.message.en) == ("应相等", "must be equal")


def test_a_retired_rule_is_kept_for_reading_and_does_not_run() -> None:
    book = sound(f"{FORM}规则 R-1 核实\n  要求: 收到件数 = 1\n  状态: 停用\n")
    assert book.rules == ()
    assert [info.id for info in book.infos] == ["R-1"]


def test_a_rule_that_is_wrong_is_broken_and_the_others_run() -> None:
    text = f"{FORM}规则 A 核实\n  要求: 收道 = 1\n规则 B 核实\n  要求: 收到件数 = 1\n"
    assert said(text) == ("AUD201@11:7",)


def test_names_resolve_in_each_form_of_the_file() -> None:
    forms = "版式 f1 「一」\n版式 f2 「二」\n"
    one = "规则集 a\n  版式: f1\n指标 甲 (a) : 计数 件\n"
    two = "规则集 b\n  版式: f2\n指标 甲 (b) : 计数 条\n"
    rules = "规则集 c\n  版式: f1, f2\n规则 R 强制\n  要求: 甲 ≥ 1\n"
    book = sound(forms, one, two, rules)
    assert [(rule.form, rule.info.forms) for rule in book.rules] == [("f1", ("f1", "f2")), ("f2", ("f1", "f2"))]


def test_a_group_without_a_form_is_seen_by_all() -> None:
    shared = "规则集 s\n参数 门槛 = 3\n"
    one = "规则集 a\n  版式: f1\n版式 f1 「一」\n指标 甲 : 计数 件\n规则 R 强制\n  要求: 甲 ≥ 门槛\n"
    assert [rule.info.id for rule in sound(shared, one).rules] == ["R"]


def test_the_order_of_files_changes_no_rule() -> None:
    rules = "规则集 c\n规则 R-1 强制\n  要求: 合计(方式) = 收到件数\n"
    assert sound(FORM, rules).rules[0].instances == sound(rules, FORM).rules[0].instances


@pytest.mark.parametrize(
    ("name", "meant"), [("收到", ""), ("收到申请件术", "是否指“收到申请件数”？"), ("全然无关的话", "")]
)
def test_rules_that_name_no_form_are_told_to_name_one(name: str, meant: str) -> None:
    form = Source(
        "表.rules", "版式 f 「样表」\n规则集 样表\n  版式: f\n指标 收到 : 计数 件\n指标 收到申请件数 : 计数 件\n"
    )
    rules = Source("例.rules", f"规则 R-1 强制\n  要求: {name} > 1\n")
    _, diagnostics = check_sources((form, rules))
    (hint,) = (each.hint for each in diagnostics if each.code.slug == "unknown-name")
    assert hint is not None
    assert hint.zh == f"{meant}规则没有写明版式；文件开头写 规则集 名称，下一行写 版式: f"
    named = Source("例.rules", f"规则集 例\n  版式: f\n{rules.text.replace(name, '收到')}")
    assert [each for each in check_sources((form, named))[1] if each.code.level is Level.ERROR] == []


@pytest.mark.parametrize(
    ("word", "digits"), [("百分之六十", "60%"), ("三十", "30"), ("两万", "20000"), ("一件事", None)]
)
def test_a_number_in_numerals_is_told_in_digits(word: str, digits: str | None) -> None:
    _, (told, *_) = check_sources(
        (Source("a.rules", f"{FORM}参数 起点 = {word}\n规则 R-1 强制\n  要求: 收到件数 > 起点\n"),)
    )
    help_text = told.help(Lang.ZH) or ""
    assert (f"数用数字写：{digits}" == help_text) if digits else "数字" not in help_text


def test_a_rule_whose_head_is_wrong_is_no_unknown_rule_to_those_that_yield_to_it() -> None:
    text = "指标 甲 : 计数 件\n规则 R-1 警告\n  要求: 甲 > 0\n规则 R-2 强制\n  要求: 甲 > 1\n  让位: R-1\n"
    assert [each.code.slug for each in check_sources((Source("样.rules", text),))[1]] == ["expected"]
