from __future__ import annotations

from auditor.document import Origin
from auditor.document import Reading
from auditor.engine.judge import judge
from auditor.engine.locate.causes import locate
from auditor.ingest.tabulate import tabulate
from auditor.source import Span
from tests.engine.located_samples import FORM
from tests.engine.located_samples import PLAIN
from tests.engine.located_samples import SUM
from tests.engine.located_samples import book
from tests.engine.located_samples import fact
from tests.engine.located_samples import facts
from tests.engine.located_samples import figures
from tests.engine.located_samples import found
from tests.engine.located_samples import only
from tests.engine.located_samples import paper


def test_blanks_that_could_make_up_for_the_difference_are_no_failure_and_have_no_cause() -> None:
    assert found(book(SUM), paper(fact("total", 9), fact("a", 4), fact("b", 3), fact("c", None)))[0] == ()


def test_a_balance_that_no_filling_of_its_blanks_can_save_is_repaired_with_the_blanks_as_nothing() -> None:
    cause = only(book(SUM), paper(fact("total", 5), fact("a", 9), fact("b", 0), fact("c", None)))
    assert figures(cause) == [[("a", "9件", "5件")], [("total", "5件", "9件")]]


def test_a_repair_never_breaks_what_an_undecided_balance_still_allows() -> None:
    # 办结 is at least 按时 (40), so 办结 cannot become 30 although 收到 = 30 would have it so.
    changes: dict[str, int | None] = {"done": 45, "in_time": 40, "late": None}
    cause = only(book(FORM), paper(*facts(changes)))
    assert all(("done", "45件", "30件") not in them for them in figures(cause))


def test_a_repair_never_breaks_a_bound_that_must_hold() -> None:
    rule = "\n规则 G-2 「甲不超过乙」 强制\n  类别: 界限\n  要求: 甲 ≤ 乙\n"
    cause = only(book(SUM + rule), paper(fact("total", 9), fact("a", 3), fact("b", 3), fact("c", 0)))
    assert [them[0][0] for them in figures(cause)] == ["b", "c", "total"]


def test_a_doubtful_reading_is_never_named_and_leaves_its_balance_open() -> None:
    doubtful = fact("c", 2, reading=Reading.DOUBTFUL, doubt="run")
    assert found(book(SUM), paper(fact("total", 9), fact("a", 4), fact("b", 3), doubtful))[0] == ()


def test_a_balance_that_fails_whatever_a_doubtful_figure_is_names_the_certain_figures() -> None:
    doubtful = fact("c", 2, reading=Reading.DOUBTFUL, doubt="run")
    cause = only(book(SUM), paper(fact("total", 5), fact("a", 9), fact("b", 0), doubtful))
    assert {them[0][0] for them in figures(cause)} == {"a", "total"}


def test_a_marked_figure_whose_digits_can_be_cut_otherwise_may_be_misread() -> None:
    # The row reads 1213: as 12 | 13, or as 121 | 3.
    marked = fact("a", 12, doubt="row_total", origin=Origin(Span(0, 2), 1))
    cause = only(book(SUM), paper(fact("total", 121), marked, fact("b", 0), fact("c", 0), text="1213"))
    suspect = next(it for them in cause.sets for it in them if it.indicator == "a")
    assert suspect.is_reading
    assert figures(cause)[0] == [("a", "12件", "121件")]
    assert "先核对原文" in cause.message.zh
    assert "misread" in cause.message.en


def test_a_marked_figure_whose_digits_cannot_be_cut_otherwise_is_as_printed() -> None:
    marked = fact("a", 12, doubt="row_total", origin=Origin(Span(0, 2), 1))
    cause = only(book(SUM), paper(fact("total", 77), marked, fact("b", 0), fact("c", 0), text="1213"))
    assert not any(it.is_reading for them in cause.sets for it in them)


def test_a_balance_that_the_reading_itself_used_says_nothing() -> None:
    mark = {"derived_by": ("row_total:done",), "doubt": "row_total"}
    derived = [fact(code, PLAIN[code], **mark) for code in ("done", "in_time", "late")]
    printed = [fact(code, PLAIN[code]) for code in ("online", "letter")]
    cause = only(book(FORM), paper(fact("received", 31), *printed, *derived))
    assert figures(cause) == [[("received", "31件", "30件")]]


def test_rules_on_trial_notices_and_rules_with_a_condition_name_no_suspects() -> None:
    text = """指标 甲 (a) : 计数 件

指标 乙 (b) : 计数 件

规则 G-1 「试」 强制
  状态: 试行
  要求: 甲 = 乙

规则 G-2 「提」 提示
  要求: 甲 = 乙

规则 G-3 「当」 强制
  当: 甲 > 0
  要求: 甲 = 乙
"""
    assert found(book(text), paper(fact("a", 1), fact("b", 2)))[0] == ()


def test_of_rules_that_need_only_an_explanation_the_cause_says_so() -> None:
    text = "指标 甲 (a) : 计数 件\n\n指标 乙 (b) : 计数 件\n\n规则 G-1 「核」 核实\n  要求: 甲 = 乙\n"
    cause = only(book(text), paper(fact("a", 10), fact("b", 20)))
    assert cause.message.zh.startswith("如果确属填错：")
    assert cause.message.en.startswith("If a figure is wrong at all: ")


def test_last_years_figure_is_recognised() -> None:
    before = paper(*facts({"done": 34, "in_time": 25, "received": 34, "online": 21}), year=2020)
    cause = only(book(FORM), before, paper(*facts({"done": 34})))
    slip = cause.sets[0][0].slip
    assert slip is not None
    assert slip.zh == "与上年的数相同，可能沿用了上年数"


def test_money_is_named_in_its_unit_to_the_last_digit() -> None:
    rules = book("指标 经费 (money) : 金额 万元 分为 { 甲 (a), 乙 (b) }\n")
    read = (fact("money", 3_250_000), fact("a", 1_000_000), fact("b", 2_000_000))
    assert figures(only(rules, paper(*read))) == [
        [("a", "1万元", "1.25万元")],
        [("b", "2万元", "2.25万元")],
        [("money", "3.25万元", "3万元")],
    ]


def test_the_identity_of_a_cause_does_not_depend_on_its_figures() -> None:
    first, second = only(book(FORM), paper(*facts({"done": 34}))), only(book(FORM), paper(*facts({"done": 99})))
    assert first.id == second.id


def test_two_figures_in_each_others_place_are_named_as_exchanged() -> None:
    other = """
规则 G-2 「按时等于网络加四」 强制
  要求: 按时 = 网络 + 4 件

规则 G-3 「延期等于信函减四」 强制
  要求: 延期 = 信函 - 4 件
"""
    swapped = only(book(FORM + other), paper(*facts({"online": 13, "letter": 17})))
    assert swapped.is_likely
    assert sorted(figures(swapped)[0]) == [("letter", "17件", "13件"), ("online", "13件", "17件")]
    assert "互换了位置" in swapped.message.zh


def test_two_figures_of_different_balances_in_each_others_place_are_one_mistake() -> None:
    other = "\n指标 次数 (times) : 计数 件 分为 { 上半 (first), 下半 (second) }\n"
    more = (fact("times", 60), fact("first", 17), fact("second", 35))
    cause = only(book(FORM + other), paper(*facts({"online": 25}), *more))
    assert cause.is_likely
    assert cause.mistakes == 1
    assert sorted(figures(cause)[0]) == [("first", "17件", "25件"), ("online", "25件", "17件")]
    assert len(cause.findings) == 2
    assert "与“上半”的数互换了位置" in cause.message.zh


def test_figures_that_may_have_changed_places_with_several_others_are_not_joined() -> None:
    other = "\n指标 次数 (times) : 计数 件 分为 { 上半 (first), 下半 (second) }\n"
    more = (fact("times", 42), fact("first", 17), fact("second", 17))
    causes, _ = found(book(FORM + other), paper(*facts({"online": 25}), *more))
    assert len(causes) == 2


def test_rules_out_of_their_scope_say_nothing() -> None:
    scoped = FORM.replace("  类别: 平衡\n", "  类别: 平衡\n  适用: 层级 乡镇\n")
    cause = only(book(scoped), paper(*facts({"done": 34})))
    assert {them[0][0] for them in figures(cause)} == {"done", "in_time", "late"}


def test_rows_that_contradict_each_other_are_not_believed() -> None:
    twice = (fact("c", 2), fact("c", 3, occurrence=2))
    assert found(book(SUM), paper(fact("total", 9), fact("a", 4), fact("b", 3), *twice))[0] == ()


def test_nothing_that_was_read_is_changed() -> None:
    rules, received = book(FORM), paper(*facts({"done": 34}))
    findings, _ = judge(rules, tabulate((received,), rules.schema), (received,))
    locate(rules, (received,), findings)
    assert {it.indicator: it.value for it in received.facts}["done"] == 34


def test_a_rule_that_demands_more_than_its_balance_is_settled_by_no_change_that_leaves_the_rest() -> None:
    rule = "规则 L-1 「专职与兼职」 强制\n  要求: 甲 + 乙 + 丙 = 总数 且 甲 ≥ 30\n"
    whole = {"total": 9, "a": 2, "b": 4, "c": 0}
    (cause,), findings = found(book(SUM + rule), paper(*(fact(*it) for it in whole.items())))
    assert {it.rule for it in findings} == {"L-1", "总数.分项"}
    assert [it.rule for it in findings if it.id in cause.findings] == ["总数.分项"]
    assert "这一处就全部成立" in cause.message.zh
