from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from auditor.ingest.extract import extract
from auditor.ingest.narrative.read import read_narrative
from auditor.ingest.tabulate import tabulate
from tests.ingest.forms_2014 import FIGURES
from tests.ingest.prose import document
from tests.ingest.prose import schema
from tests.ingest.tables import outline_layouts

if TYPE_CHECKING:
    from auditor.document import Growth
    from auditor.document import Submission

YEAR = 2017


def growths(text: str) -> tuple[Growth, ...]:
    known = schema()
    return read_narrative(document(text), known.forms["disclosure-2014"], known.claims, (), YEAR).growths


def said(text: str) -> list[tuple[int | None, int | None, int | None, int | None, int, bool]]:
    """What each comparison says: now, before, change, the ratio and what it stands over, and whether it falls."""
    return [(it.now, it.before, it.change, it.stated, it.scale, it.falls) for it in growths(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年收到政府信息公开申请24件，比2016年增长14.3%。", (24, None, None, 143, 1000, False)),
        ("全年收到政府信息公开申请24件，较上年增加3件。", (24, None, 3, None, 100, False)),
        ("全年收到政府信息公开申请24件，与2016年（21件）相比增加3件。", (24, 21, 3, None, 100, False)),
        ("全年收到政府信息公开申请24件，同比2016年的21件增长14.3%。", (24, 21, None, 143, 1000, False)),
        ("全年收到政府信息公开申请24件（2016年为21件），同比增长14.3%。", (24, 21, None, 143, 1000, False)),
        ("全年收到政府信息公开申请24件，同比下降20%。", (24, None, None, 20, 100, True)),
        ("全年收到政府信息公开申请24件（比去年减少6件）。", (24, None, 6, None, 100, True)),
        ("全年收到政府信息公开申请24件，是上年的1.5倍。", (24, None, None, 15, 10, False)),
        ("全年收到政府信息公开申请24件，与上年相比增长2倍。", (24, None, None, 2, 1, False)),
        ("全年主动公开政府信息1,200条，同比增幅为9.1%。", (1200, None, None, 91, 1000, False)),
        ("全年收到政府信息公开申请24件，同比增长9%（上年22件）。", (24, 22, None, 9, 100, False)),
        ("全年收到政府信息公开申请24件，较2016年减少4%（2016年为25件）。", (24, 25, None, 4, 100, True)),
        ("全年收到政府信息公开申请24件，增长9%（2016年22件）。", (24, 22, None, 9, 100, False)),
        ("全年收到政府信息公开申请24件。比上年的22件增长9%。", (24, 22, None, 9, 100, False)),
        ("全年收到政府信息公开申请24件。上年为22件，同比增长9%。", (24, 22, None, 9, 100, False)),
        ("全年收到政府信息公开申请24件。同比增长9%。", (24, None, None, 9, 100, False)),
        ("收到政府信息公开申请24件，其中当面7件、来信18件。较去年的22件多3件。", (24, 22, 3, None, 100, False)),
        (
            "2016年收到政府信息公开申请21件，2017年收到政府信息公开申请24件，增长14.3%。",
            (24, 21, None, 143, 1000, False),
        ),
    ],
)
def test_a_comparison_with_the_year_before_is_read(
    text: str, expected: tuple[int, int | None, int | None, int | None, int, bool]
) -> None:
    assert said(text) == [expected]


def test_the_figure_of_the_year_before_may_stand_in_the_comparison_itself() -> None:
    assert said("全年收到政府信息公开申请24件，比上年的21件增加3件，增长14.3%。") == [
        (24, 21, 3, None, 100, False),
        (24, 21, None, 143, 1000, False),
    ]


def test_the_year_before_in_brackets_behind_two_comparisons_is_that_of_both() -> None:
    assert said("全年收到政府信息公开申请24件，比上年增加2件，增长9%（上年22件）。") == [
        (24, 22, 2, None, 100, False),
        (24, 22, None, 9, 100, False),
    ]


def test_what_the_form_does_not_count_is_compared_where_the_sentence_gives_both_years() -> None:
    text = "发布稿件460篇，比2016年的400篇增加60篇，增长15%。"
    assert said(text) == [(460, 400, 60, None, 100, False), (460, 400, None, 15, 100, False)]
    assert said("发布稿件460篇，比2016年增加60篇。") == []
    assert said("刊登120篇、推送280篇，比2016年的350篇增加50篇。") == []


def test_a_year_before_of_what_no_report_counts_is_not_looked_for_in_its_report() -> None:
    reports = (report(2016, 18, "一、概述"), report(2017, 21, "发布稿件460篇，比上年的400篇增加60篇。"))
    assert tabulate(reports, schema()).rates.select("part", "base", "change", "quoted", "reported").rows() == [
        (60, 400, 60, 0, None)
    ]


def test_a_figure_of_the_year_before_is_quoted_without_a_comparison() -> None:
    assert said("去年我县收到政府信息公开申请21件。今年收到政府信息公开申请24件。") == [
        (None, 21, None, None, 100, False)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "全年收到政府信息公开申请24件，比上年增长近三成。",
        "全年收到政府信息公开申请24件，比上年增长约30%。",
        "全年收到政府信息公开申请24件，比2014年增长300%。",
        "全年收到政府信息公开申请24件，网站访问量同比增长50%。",
        "全年收到政府信息公开申请24件，与上年持平。",
        "承接上年转来的3件，收到政府信息公开申请24件。",
        "承接上年3件，收到政府信息公开申请24件。",
        "全年收到政府信息公开申请24件，办结率提高3个百分点。",
        "全年收到政府信息公开申请24件，其中网络申请比上年增加3件。",
        "上半年收到政府信息公开申请24件，其中增长较快的是征地类，占30%。",
        "计划2018年主动公开政府信息比上年增加200条。",
        "全年收到政府信息公开申请24件，增长14.3%。",
        "收到政府信息公开申请24件，办结22件。同比增长14.3%。",
        "收到政府信息公开申请24件，办结22件。较上年的20件增长10%。",
        "收到政府信息公开申请24件，其中网络申请20件，制发文件5件。较上年的4件增长25%。",
        "收到政府信息公开申请24件，培训70人。同比增长75%。",
        "收到政府信息公开申请24件。与2014年的6件相比增长300%。",
        "收到政府信息公开申请24件。与上年相比，网站访问量增长75%。",
    ],
)
def test_what_is_loose_or_about_something_else_is_no_comparison(text: str) -> None:
    assert said(text) == []


def report(year: int, received: int, prose: str) -> Submission:
    figures = {each.code: "0" for each in FIGURES} | {"requests_received": str(received)}
    table = outline_layouts.LAYOUTS["tabs in a row"](outline_layouts.lines(figures))
    text = f"青屏县{year}年政府信息公开工作年度报告\n{prose}\n政府信息公开情况统计表\n（{year}年度）\n{table}"
    return replace(extract(document(text), schema()), path=f"{year}.txt")


def test_the_two_reports_say_what_the_sentence_leaves_out() -> None:
    reports = (report(2016, 18, "一、概述"), report(2017, 21, "收到政府信息公开申请21件，比上年增加3件，增长16.7%。"))
    rates = tabulate(reports, schema()).rates.drop("record", "item").rows(named=True)
    common = {"part": 3, "base": 18, "growth": 1, "quoted": 0, "reported": 18, "base_alone": 0}
    assert rates == [
        {**common, "stated": None, "scale": 100, "growth": 2, "change": 3},
        {**common, "stated": 167, "scale": 1000, "change": 0},
    ]


def test_without_the_report_of_the_year_before_nothing_is_known() -> None:
    alone = (report(2017, 21, "收到政府信息公开申请21件，比上年增加3件。"),)
    assert tabulate(alone, schema()).rates.select("part", "base", "reported").row(0) == (None, None, None)


def test_a_year_before_that_is_quoted_twice_is_compared_with_its_report_once() -> None:
    twice = (report(2017, 24, "收到政府信息公开申请24件，比上年的21件增加3件，增长14.3%。"),)
    assert tabulate(twice, schema()).rates["quoted"].to_list() == [21, 0]


def test_a_year_before_that_is_only_quoted_is_compared_with_its_report() -> None:
    for words in ("收到政府信息公开申请24件，上年为21件。", "收到政府信息公开申请24件（2016年度为21件），均已办结。"):
        quoted = (report(2016, 18, "一、概述"), report(2017, 24, words))
        rows = tabulate(quoted, schema()).rates.select("growth", "change", "quoted", "reported").rows()
        assert rows == [(2, 0, 21, 18)]
