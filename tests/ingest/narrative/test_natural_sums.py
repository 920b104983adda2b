"""Lists, shares and growth as reports tell them at length: where a list ends, what a share far from its whole is of."""

from __future__ import annotations

import pytest

from auditor.ingest.narrative.read import read_narrative
from auditor.ingest.tabulate import tabulate
from tests.ingest.narrative.test_enumerations import rates
from tests.ingest.narrative.test_enumerations import sums
from tests.ingest.narrative.test_growth import report
from tests.ingest.narrative.test_growth import said
from tests.ingest.prose import document
from tests.ingest.prose import schema


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("不予处理37件，其中信访类22件、重复申请9件；其他处理14件。", (37, (22, 9))),
        ("已审结21件，其中维持17件、纠正1件；行政诉讼案件16件。", (21, (17, 1))),
        ("直接起诉38件，其中维持22件、纠正5件、未审结8件；复议后起诉20件。", (38, (22, 5, 8))),
        ("办理代表建议126件、政协提案98件，共计234件。", (234, (126, 98))),
        ("其中全部公开612件，部分公开104件，两项合计726件，均已送达。", (726, (612, 104))),
        ("已审结7件，其中胜诉6件、败诉3件。", (7, (6, 3))),
        ("收到申请36件，其中市局本级12件，县局21件。", (36, (12, 21))),
        ("收到申请58件，其中自然人50件；结转2件。从申请方式看，网络申请40件，信函申请14件。", (58, (40, 14))),
        ("收到申请58件，结转2件。在申请形式上，网络申请40件，信函申请14件。", (58, (40, 14))),
        ("收到申请58件；上年度结转4件。申请方式：网络申请40件，信函申请14件。", (58, (40, 14))),
        ("行政诉讼9件（直接起诉4件、复议后起诉3件）。", (9, (4, 3))),
        ("收到申请58件，尚未办结3件。其中，网上提交申请40件、邮寄14件。", (58, (40, 14))),
    ],
)
def test_a_list_is_of_its_own_whole_and_ends_where_another_thing_begins(
    text: str, expected: tuple[int, tuple[int, ...]]
) -> None:
    assert sums(text) == [expected]


def test_what_was_taken_over_may_be_among_the_ways() -> None:
    assert sums("收到申请58件，结转2件。从申请方式看，网络申请45件，信函申请15件。") == []


@pytest.mark.parametrize("between", ["。", "。\n（二）办理结果。", "。全年培训2次、120人次。检查4次。抽查3次。"])
@pytest.mark.parametrize("share", ["（{}%）", "，占{}%"])
def test_shares_are_of_the_one_whole_before_that_gives_all_but_one(between: str, share: str) -> None:
    parts = ((88, "42.9"), (14, "6.8"), (16, "9.8"))
    told = "；".join(
        f"第{name}类{part}件{share.format(stated)}" for name, (part, stated) in zip("甲乙丙", parts, strict=True)
    )
    assert (16, 205, 98, 1) in rates(f"办结205件{between}其中的各类：{told}。")


@pytest.mark.parametrize(
    "text",
    [
        "办结205件。\n第甲类88件（42.1%），第乙类14件（6.1%），第丙类16件（9.8%）。",
        "办结205件。\n第甲类88件（43%），第乙类14件（7%），第丙类16件（9%）。",
        "上年办结205件，本年206件。\n第甲类2件（1.0%），第乙类6件（2.9%），第丙类16件（9.8%）。",
    ],
)
def test_shares_of_no_one_whole_are_not_judged(text: str) -> None:
    assert rates(text) == []


def test_among_problems_a_share_of_its_own_sentence_is_judged() -> None:
    assert rates("五、存在的主要问题\n74篇解读稿件中，面向企业的13篇，占20.6%。") == [(13, 74, 206, 1)]
    assert rates("五、存在的主要问题\n解读74篇。面向企业的13篇，占20.6%。") == []


def test_a_difference_and_a_ratio_beside_it_give_the_year_before() -> None:
    assert said("发布稿件326篇，较上年增加58篇，增幅21.6%。") == [(326, 268, None, 216, 1000, False)]
    assert said("主动公开稿件326篇，同比增加58篇，增长21.6%。") == [(326, 268, None, 216, 1000, False)]
    assert said("答复16件（自然人10件、企业6件），较上年增加5件，增幅45.5%。") == [(16, 11, None, 455, 1000, False)]
    assert said("收到政府信息公开申请24件，同比减少6件，下降20%。") == [
        (24, None, 6, None, 100, True),
        (24, 30, None, 20, 100, True),
    ]


def test_a_comparison_behind_the_parts_is_of_their_total() -> None:
    text = "发布稿件460篇，其中网站300篇，公开栏160篇。与2016年的400篇相比，增加60篇，增长15%。"
    assert said(text) == [(460, 400, 60, None, 100, False), (460, 400, None, 15, 100, False)]


def test_a_year_before_that_was_worked_out_is_no_quotation() -> None:
    reports = (report(2016, 18, "一、概述"), report(2017, 24, "收到政府信息公开申请24件，同比减少6件，下降20%。"))
    assert tabulate(reports, schema()).rates.select("base", "quoted").rows() == [(18, 0), (30, 0)]


@pytest.mark.parametrize(("text", "expected"), [("“同意公开”31件。", 31), ("“同意公开”栏目31个。", None)])
def test_a_kind_quoted_right_before_its_figure_is_said(text: str, expected: int | None) -> None:
    facts = read_narrative(document(f"答复申请40件，{text}"), schema().forms["disclosure-2014"], schema().claims).facts
    assert {fact.value for fact in facts if fact.indicator == "reply_granted"} == ({expected} if expected else set())
