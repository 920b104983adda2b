from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.document import Document
from auditor.document import Fact
from auditor.document import Origin
from auditor.document import Reading
from auditor.document import Status
from auditor.document import Submission
from auditor.engine.judge import judge
from auditor.engine.locate.causes import locate
from auditor.engine.locate.causes import with_suspects
from auditor.ingest.tabulate import tabulate
from auditor.lang.check import check_sources
from auditor.schema import Stance
from auditor.source import Source
from auditor.source import Span

if TYPE_CHECKING:
    from auditor.lang.typed import RuleBook
    from auditor.results import Finding
    from auditor.results.causes import Cause

HEAD = """规则集 试
  版本: 1.0.0
  语言: 中文
  版式: f
  空值: 试零

版式 f 「表」
  年度: 2020..

"""
# Two balances that share 办结: 收到 = 网络 + 信函, 办结 = 按时 + 延期, and 收到 = 办结.
FORM = """指标 收到 (received) : 计数 件 分为 { 网络 (online), 信函 (letter) }

指标 办结 (done) : 计数 件 分为 { 按时 (in_time), 延期 (late) }

规则 G-1 「收到等于办结」 强制
  类别: 平衡
  要求: 收到 = 办结
"""
PLAIN = {"received": 30, "online": 17, "letter": 13, "done": 30, "in_time": 21, "late": 9}
SUM = "指标 总数 (total) : 计数 件 分为 { 甲 (a), 乙 (b), 丙 (c) }\n"


def book(text: str) -> RuleBook:
    made, diagnostics = check_sources((Source("a.rules", HEAD + text),))
    assert diagnostics == ()
    return made


def fact(code: str, value: int | None, **more: object) -> Fact:
    read = Fact(code, Origin(Span(0, 0), 1), "" if value is None else str(value), value=value)
    blank = replace(read, reading=Reading.BLANK) if value is None else read
    return replace(blank, **more)


def paper(*facts: Fact, year: int = 2021, text: str = "") -> Submission:
    document = Document(f"{year}.txt", "", "text", Source(f"{year}.txt", text))
    return Submission(f"{year}.txt", "", Status.AUDITED, "甲乡", year, "f", document, facts)


def found(rules: RuleBook, *papers: Submission) -> tuple[tuple[Cause, ...], tuple[Finding, ...]]:
    findings, _ = judge(rules, tabulate(papers, rules.schema), papers)
    causes = locate(rules, papers, findings)
    return tuple(causes), tuple(with_suspects(findings, causes))


def only(rules: RuleBook, *papers: Submission) -> Cause:
    (cause,), _ = found(rules, *papers)
    return cause


def figures(cause: Cause) -> list[list[tuple[str, str, str]]]:
    return [[(it.code, it.printed, it.repaired) for it in them] for them in cause.sets]


def facts(changes: dict[str, int | None]) -> tuple[Fact, ...]:
    return tuple(fact(code, value) for code, value in {**PLAIN, **changes}.items())


def test_a_figure_in_two_failed_balances_is_named_alone_with_the_figure_that_repairs_both() -> None:
    causes, findings = found(book(FORM), paper(*facts({"done": 34})))
    (cause,) = causes
    assert figures(cause) == [[("done", "34件", "30件")]]
    assert cause.is_likely
    assert cause.is_complete
    assert set(cause.findings) == {finding.id for finding in findings}
    assert len(findings) == 2
    assert {finding.suspects for finding in findings} == {("done",)}


def test_a_message_says_which_figure_may_be_wrong_where_it_wants_to() -> None:
    wanted = FORM.replace("  要求: 收到 = 办结\n", '  要求: 收到 = 办结\n  消息: "两数不等。{疑}"\n')
    _, findings = found(book(wanted), paper(*facts({"done": 34})))
    (message,) = [finding.message.zh for finding in findings if finding.rule == "G-1"]
    assert message.startswith("两数不等。疑似“办结”由34件改为30件")


def test_a_message_says_nothing_of_suspects_where_there_are_none() -> None:
    rule = '指标 收到 (received) : 计数 件\n规则 G-1 「题」 提示\n  要求: 收到 ≤ 9 件\n  消息: "太多。{疑}"\n'
    _, (finding,) = found(book(rule), paper(fact("received", 12)))
    assert finding.message.zh == "太多。"


def test_submissions_that_balance_have_no_causes() -> None:
    assert found(book(FORM), paper(*facts({}))) == ((), ())


def test_figures_that_cannot_be_told_apart_are_all_named_and_none_is_preferred() -> None:
    causes, findings = found(book(SUM), paper(fact("total", 9), fact("a", 4), fact("b", 3), fact("c", 0)))
    (cause,) = causes
    assert figures(cause) == [
        [("a", "4件", "6件")],
        [("b", "3件", "5件")],
        [("c", "0件", "2件")],
        [("total", "9件", "7件")],
    ]
    assert not cause.is_likely
    assert cause.suspects == ()
    assert len(cause.alternatives) == 4
    assert "从表内分不出是哪一种" in cause.message.zh
    assert sorted(findings[0].suspects) == ["a", "b", "c", "total"]


def test_where_very_many_figures_may_be_wrong_no_cell_is_marked() -> None:
    parts = "甲 (a), 乙 (b), 丙 (c), 丁 (d), 戊 (e)"
    rules = book(f"指标 总数 (total) : 计数 件 分为 {{ {parts} }}\n")
    causes, findings = found(rules, paper(fact("total", 9), *(fact(code, 1) for code in "abcde")))
    assert len(causes[0].sets) == 6
    assert findings[0].suspects == ()


def test_a_count_is_never_repaired_to_less_than_nothing() -> None:
    cause = only(book(SUM), paper(fact("total", 0), fact("a", 10), fact("b", 1), fact("c", 0)))
    assert figures(cause) == [[("total", "0件", "11件")]]
    assert cause.sets[0][0].slip is not None
    assert cause.sets[0][0].slip.zh == "总数填了0，而分项不为0"


def test_a_signed_figure_may_be_repaired_to_less_than_nothing() -> None:
    rules = book(SUM.replace("甲 (a), ", "甲, ") + "\n指标 甲 (a) : 计数 件\n  可负: 是\n")
    cause = only(rules, paper(fact("total", 0), fact("a", 10), fact("b", 1), fact("c", 0)))
    assert [("a", "10件", "-1件")] in figures(cause)


def test_a_total_that_the_narrative_repeats_is_not_suspected() -> None:
    said = fact("total", 9, stance=Stance.FIGURE)
    cause = only(book(SUM), paper(fact("total", 9), fact("a", 4), fact("b", 3), fact("c", 0), said))
    assert [them[0][0] for them in figures(cause)] == ["a", "b", "c"]


def test_a_repair_to_the_narratives_figure_is_likely_and_the_others_are_still_named() -> None:
    said = fact("total", 7, stance=Stance.FIGURE)
    cause = only(book(SUM), paper(fact("total", 9), fact("a", 4), fact("b", 3), fact("c", 0), said))
    assert cause.is_likely
    assert figures(cause)[0] == [("total", "9件", "7件")]
    assert len(cause.alternatives) == 3
    assert "正文写的是7件" in cause.message.zh
    assert "另有3种改法同样小" in cause.message.zh


TWICE = """指标 总数 (total) : 计数 件 分为 { 甲 (a), 乙 (b) }

指标 丙 (c) : 计数 件

指标 丁 (d) : 计数 件

规则 G-2 「另一种分法」 强制
  类别: 平衡
  要求: 总数 = 丙 + 丁
"""


def test_a_repair_against_the_narrative_is_not_the_only_one_named() -> None:
    said = fact("total", 9, stance=Stance.FIGURE)
    plain = fact("total", 9), fact("a", 5), fact("b", 3), fact("c", 1), fact("d", 7)
    alone, cause = only(book(TWICE), paper(*plain)), only(book(TWICE), paper(*plain, said))
    assert (alone.is_likely, cause.is_likely) == (True, False)
    assert figures(cause)[0] == [("total", "9件", "8件")] == figures(alone)[0]
    assert sorted("".join(sorted(name for name, *_ in them)) for them in figures(cause)[1:]) == ["ac", "ad", "bc", "bd"]
    assert "正文写的也是9件，不支持这样改" in cause.message.zh
    assert "the narrative says 9件, which speaks against it" in cause.message.en


def test_a_repair_to_a_figure_that_is_neither_the_tables_nor_the_narratives_says_so() -> None:
    said = fact("received", 33, stance=Stance.FIGURE)
    cause = only(book(FORM), paper(*(fact(code, value) for code, value in {**PLAIN, "received": 31}.items()), said))
    assert "由31件改为30件" in cause.message.zh
    assert "正文写的是33件，不支持这样改" in cause.message.zh


def test_a_finding_on_the_narrative_that_the_repair_settles_is_a_symptom_of_the_same_cause() -> None:
    rules = book(SUM + "\n规则 N-1 「正文与表」 强制\n  类别: 文表\n  要求: 正文.总数 = 总数\n")
    said = fact("total", 7, stance=Stance.FIGURE)
    causes, findings = found(rules, paper(fact("total", 9), fact("a", 4), fact("b", 3), fact("c", 0), said))
    assert len({it.rule for it in findings}) == 2
    assert set(causes[0].findings) == {it.id for it in findings}


def test_a_figure_with_two_digits_swapped_is_likely_among_those_that_would_do() -> None:
    cause = only(book(SUM), paper(fact("total", 144), fact("a", 123), fact("b", 10), fact("c", 2)))
    assert cause.is_likely
    assert figures(cause)[0] == [("a", "123件", "132件")]
    assert cause.message.zh.startswith("疑似“甲”由123件改为132件（相邻两位数字颠倒）")
    assert cause.message.en.startswith("Likely a from 123件 to 132件 (two neighbouring digits swapped)")


def test_far_from_each_other_two_wrong_figures_are_two_causes() -> None:
    other = "\n指标 人数 (staff) : 计数 人 分为 { 专职 (full), 兼职 (part) }\n"
    more = (fact("staff", 0), fact("full", 1), fact("part", 1))
    causes, _ = found(book(FORM + other), paper(*facts({"done": 34}), *more))
    assert [figures(cause)[0][0][0] for cause in causes] == ["done", "staff"]


def test_two_wrong_figures_of_one_table_that_share_no_balance_are_two_causes() -> None:
    causes, _ = found(book(FORM), paper(*facts({"online": 71, "late": 90})))
    assert [len(cause.sets[0]) for cause in causes] == [1, 1]
    assert [("online", "71件", "17件")] in figures(causes[0])
    assert [("late", "90件", "9件")] in figures(causes[1])


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
