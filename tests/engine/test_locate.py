from __future__ import annotations

import pytest

from auditor.schema import Stance
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


KINDS = """指标 直诉 (direct) : 计数 件 分为 { 直诉维持 (direct_upheld), 直诉纠正 (direct_corrected) }

指标 复诉 (after) : 计数 件

规则 G-2 「诉讼」 核实
  要求: 正文.直诉 = 直诉 + 复诉 或 正文.直诉 = 直诉
"""


@pytest.mark.parametrize(
    ("after", "named"),
    [(1, ["direct", "direct_corrected", "direct_upheld"]), (0, ["direct_corrected", "direct_upheld"])],
)
def test_a_figure_of_the_narrative_that_may_be_of_two_kinds_vouches_for_one_where_the_other_is_none(
    after: int, named: list[str]
) -> None:
    table = (fact("direct", 3), fact("direct_upheld", 2), fact("direct_corrected", 0), fact("after", after))
    cause = only(book(KINDS), paper(*table, fact("direct", 3, stance=Stance.FIGURE), text="行政诉讼3件。"))
    assert [it.indicator for them in cause.sets for it in them] == named


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
