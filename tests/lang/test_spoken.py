"""What beginners write is answered with what the language says for it, and that then has no mistake."""

from __future__ import annotations

import re

import pytest

from auditor.lang.check import check_sources
from auditor.source import Source
from tests.lang.spoken_samples import FORM
from tests.lang.spoken_samples import checked

_SHOWN = re.compile(r"写成“(?P<text>.*)”$")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("如果收到申请数大于0，则申请办结数大于0", "若 收到申请数 > 0 则 申请办结数 > 0"),
        ("若 收到申请数＞０，申请办结数＞０", "若 收到申请数 > 0 则 申请办结数 > 0"),
        ("当收到申请数大于0时，申请办结数大于0。", "若 收到申请数 > 0 则 申请办结数 > 0"),
        ("凡收到申请数大于0的，申请办结数应大于0", "若 收到申请数 > 0 则 申请办结数 > 0"),
        ("IF(收到申请数>0, 申请办结数>0)", "若 收到申请数 > 0 则 申请办结数 > 0"),
        (
            "IF(收到申请数>0, 申请办结数>0, 申请办结数=0)",
            "若 收到申请数 > 0 则 申请办结数 > 0 否则 申请办结数 = 0",
        ),
        ("IF(收到申请数>0, SUM(专职人员数,兼职人员数)>0)", "若 收到申请数 > 0 则 合计(专职人员数, 兼职人员数) > 0"),
        ("收到申请数 > 0，申请办结数 > 0", "收到申请数 > 0 且 申请办结数 > 0"),
        ("收到申请数 > 0 同时 申请办结数 > 0；", "收到申请数 > 0 且 申请办结数 > 0"),
        ("专职人员数 加 兼职人员数 等于 工作人员数", "专职人员数 + 兼职人员数 = 工作人员数"),
        ("专职人员数加兼职人员数应等于工作人员数", "专职人员数 + 兼职人员数 = 工作人员数"),
        ("工作人员数减去专职人员数为兼职人员数", "工作人员数 - 专职人员数 = 兼职人员数"),
        ("申请办结数 除以 收到申请数 不低于 百分之九十", "申请办结数 ÷ 收到申请数 ≥ 90%"),
        ("申请办结数 占 收到申请数 的比例 不得低于 90%", "申请办结数 ÷ 收到申请数 ≥ 90%"),
        ("收到申请数 乘以 2 必须大于 申请办结数", "收到申请数 × 2 > 申请办结数"),
        ("专职人员数与兼职人员数之和等于工作人员数", "专职人员数 + 兼职人员数 = 工作人员数"),
        ("专职人员数、兼职人员数的合计 = 工作人员数", "专职人员数 + 兼职人员数 = 工作人员数"),
        ("工作人员数 = 专职人员数 和 兼职人员数 的总和", "工作人员数 = 专职人员数 + 兼职人员数"),
        ("工作人员数与专职人员数之差 = 兼职人员数", "工作人员数 - 专职人员数 = 兼职人员数"),
        ("SUM(专职人员数, 兼职人员数) = 工作人员数", "合计(专职人员数, 兼职人员数) = 工作人员数"),
        ("总和(专职人员数、兼职人员数) = 工作人员数", "合计(专职人员数, 兼职人员数) = 工作人员数"),
        ("|收到申请数 - 申请办结数| <= 一件", "绝对值(收到申请数 - 申请办结数) ≤ 1 件"),
        ("申请办结数不得大于收到申请数", "申请办结数 ≤ 收到申请数"),
        ("申请办结数 不应当超过 收到申请数", "申请办结数 ≤ 收到申请数"),
        ("收到申请数比申请办结数多", "收到申请数 > 申请办结数"),
        ("申请办结数比收到申请数少，专职人员数大于0", "申请办结数 < 收到申请数 且 专职人员数 > 0"),
        ("收到申请数比申请办结数多不超过3件", "收到申请数 - 申请办结数 ≤ 3 件"),
        ("正文中的收到申请数等于表中的收到申请数", "正文.收到申请数 = 收到申请数"),
        ("公布日期不晚于次年1月31日", "公布日期 ≤ 日期(年度 + 1, 01-31)"),
        ("公布日期应早于当年12月5日", "公布日期 < 日期(年度, 12-05)"),
        ('单位 包含 "镇"', '包含(单位, "镇")'),
        ("单位 不含 “镇”", '非 包含(单位, "镇")'),
        ("收到申请数 => 申请办结数", "收到申请数 ≥ 申请办结数"),
        ("收到申请数 大于 或 等于 申请办结数", "收到申请数 ≥ 申请办结数"),
        ("收到申请数大于等于申请办结数", "收到申请数 ≥ 申请办结数"),
        ("收到申请数不能为零", "收到申请数 ≠ 0"),
        ("收到申请数大于二十件", "收到申请数 > 20 件"),
        ("收到申请数不大于一亿二件", "收到申请数 ≤ 120000000 件"),
        ("收到申请数不为空", "有值(收到申请数)"),
        ("收到申请数 在 0 到 100 之间", "收到申请数 介于 0 与 100 之间"),
        ("收到申请数 介于 0～100", "收到申请数 介于 0 与 100 之间"),
        ("收到申请数 ≤ 去年的收到申请数 × 2", "收到申请数 ≤ 上年(收到申请数) × 2"),
        ("收到申请数不超过上年收到申请数", "收到申请数 ≤ 上年(收到申请数)"),
        ("收到申请数比上年增长不超过50%", "同比(收到申请数) ≤ 50%"),
        ("增长率(收到申请数) ≤ 50%", "同比(收到申请数) ≤ 50%"),
        ("申请办结数 不低于 收到申请数 的 90%", "申请办结数 ≥ 收到申请数 × 90%"),
        ("收到申请数 比 上年(收到申请数) 增加 不超过 100", "收到申请数 - 上年(收到申请数) ≤ 100"),
        ("【收到申请数】 = 【申请办结数】", "收到申请数 = 申请办结数"),
        ("专职人员数、兼职人员数 都 大于 0", "最小(专职人员数, 兼职人员数) > 0"),
        ("专职人员数和兼职人员数均不为零", "最小(专职人员数, 兼职人员数) ≠ 0"),
        ("专职人员数、兼职人员数均为零", "最大(专职人员数, 兼职人员数) = 0"),
        ("工作人员数 > 0，且 专职人员数 > 0", "工作人员数 > 0 且 专职人员数 > 0"),
        ("收到申请数应与申请办结数一致", "收到申请数 = 申请办结数"),
        ("收到申请数 和 申请办结数 应 相等", "收到申请数 = 申请办结数"),
        ("收到申请数比上年增加不超过100件", "收到申请数 - 上年(收到申请数) ≤ 100 件"),
        ("三公批次 不少于 三 件", "三公批次 ≥ 3 件"),
        ("专职人员数、兼职人员数 均 不超过 工作人员数", "最大(专职人员数, 兼职人员数) ≤ 工作人员数"),
        ("专职人员数 和 兼职人员数 至少一个 大于 0", "最大(专职人员数, 兼职人员数) > 0"),
        ("专职人员数、兼职人员数 不能全为 0", "专职人员数 + 兼职人员数 > 0"),
        ("（一）收到申请数 ≥ （二）申请办结数", "收到申请数 ≥ 申请办结数"),
        ("收到申请数不少于申请办结数的十倍", "收到申请数 ≥ 申请办结数 × 10 倍"),
        (
            "如果培训班数大于零，那么培训人员数应当不少于培训班数的十倍",
            "若 培训班数 > 0 则 培训人员数 ÷ 培训班数 ≥ 10",
        ),
        ("人员之和等于工作人员数", "合计(人员) = 工作人员数"),
        ("三、（一）收到申请数 ≥ 申请办结数", "收到申请数 ≥ 申请办结数"),
        ("正文.收到申请数 = 表.收到申请数", "正文.收到申请数 = 收到申请数"),
        ("正文.收到申请数 = 统计表中的收到申请数", "正文.收到申请数 = 收到申请数"),
        ("正文。收到申请数 = 收到申请数", "正文.收到申请数 = 收到申请数"),
        ("收到申请数与正文一致", "正文.收到申请数 = 收到申请数"),
        ("正文的收到申请数与表一致", "正文.收到申请数 = 收到申请数"),
        ("新收.自然人 ≤ 新收.总计", "新收[自然人] ≤ 新收[总计]"),
        ("自然人.新收 ≤ 总计.新收", "新收[自然人] ≤ 新收[总计]"),
    ],
)
def test_the_way_to_write_it_is_shown_and_has_no_mistake(written: str, meant: str) -> None:
    said = checked(written)
    shown = [match["text"] for each in said if (match := _SHOWN.search(each or ""))]
    assert shown == [meant]
    assert checked(shown[0]) == ()


@pytest.mark.parametrize(
    "written",
    [
        "收到申请数 加 乘以 申请办结数 > 0",
        "收到申请数申请办结数之和 > 0",  # two names side by side
        "收到申请数 吗",
        "专职人员数、兼职人员数 均 等于 3",  # as no function says it
    ],
)
def test_what_cannot_be_told_is_not_guessed(written: str) -> None:
    assert [each for each in checked(written) if _SHOWN.search(each or "")] == []


@pytest.mark.parametrize(
    ("written", "condition", "clauses"),
    [
        ("收到申请数 = 申请办结数 * 0.9 ± 10%", "收到申请数 = 申请办结数 × 0.9", ["容差: 相对 10%"]),
        ("收到申请数 = 申请办结数 ±1", "收到申请数 = 申请办结数", ["容差: 1"]),
        ("收到申请数 ± 一件 = 申请办结数", "收到申请数 = 申请办结数", ["容差: 1 件"]),
        ("收到申请数 = 申请办结数，误差不超过 1", "收到申请数 = 申请办结数", ["容差: 1"]),
        ("收到申请数=申请办结数误差不超过1件", "收到申请数 = 申请办结数", ["容差: 1 件"]),
        ("收到申请数 = 申请办结数 容差 10%", "收到申请数 = 申请办结数", ["容差: 相对 10%"]),
        ("收到申请数 = 申请办结数（容差：相对 10%）", "收到申请数 = 申请办结数", ["容差: 相对 10%"]),
        ("收到申请数与申请办结数相差不超过1", "收到申请数 = 申请办结数", ["容差: 1"]),
        (
            "工作人员数 与 专职人员数、兼职人员数 之和 相差 不超过 2 人",
            "工作人员数 = 专职人员数 + 兼职人员数",
            ["容差: 2 人"],
        ),
        ("工作人员数与人员之和相差不超过1", "工作人员数 = 合计(人员)", ["容差: 1"]),
        ("办结率 = 90% ± 1%", "办结率 = 90%", ["容差: 相对 1%", "容差: 1 个百分点"]),
    ],
)
def test_a_tolerance_on_the_line_is_shown_as_a_clause_that_has_no_mistake(
    written: str, condition: str, clauses: list[str]
) -> None:
    told = f"容差另写一行：这一行写成“{condition}”，下面加一行“{'”或“'.join(clauses)}”"
    assert checked(written) == (told,)
    assert [checked(f"{condition}\n  {clause}") for clause in clauses] == [()] * len(clauses)


@pytest.mark.parametrize(
    "written", ["± 1 = 收到申请数", "收到申请数 = 申请办结数 ± 申请办结数", "收到申请数 相差 不超过 1"]
)
def test_what_is_no_tolerance_is_not_shown_as_one(written: str) -> None:
    assert [each for each in checked(written) if "容差" in (each or "")] == []


@pytest.mark.parametrize(
    ("written", "near", "meant"),
    [
        (
            "当培训班大于0时，培训人员数不能为零",
            "培训班数",
            "若 培训班数 > 0 则 培训人员数 ≠ 0",
        ),
        ("收到申请书不能为零", "收到申请数", "收到申请数 ≠ 0"),
        ("如果收到申请书大于零，那么申请办结数大于零", "收到申请数", "若 收到申请数 > 0 则 申请办结数 > 0"),
    ],
)
def test_a_strange_name_in_a_sentence_is_told_with_the_nearest(written: str, near: str, meant: str) -> None:
    (told,) = checked(written)
    assert told is not None
    assert f"是否指“{near}" in told
    assert told.endswith(f"名称改好后，可写成“{meant}”")
    assert checked(meant) == ()


def test_a_sentence_that_reads_as_something_wrong_is_told_what_is_wrong_and_not_offered() -> None:
    (told,) = checked("培训人员数不得大于培训班数")
    assert told is not None
    assert told.startswith("读作“培训人员数 ≤ 培训班数”，还有不对：单位不符")


def test_a_strange_name_in_a_sentence_has_its_own_place() -> None:
    source = Source("例.rules", f"{FORM}规则 R 强制\n  要求: 当培训斑数大于0时，培训人员数不能为零\n")
    (found,) = check_sources((source,))[1]
    assert found.code.id == "AUD201"
    assert found.span is not None
    assert source.slice(found.span) == "培训斑数"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("本年新收申请的数量[总计] > 0", "是否指“新收”？"),
        ("本年新收申请的数量.总计 > 0", "是否指“新收”？名称改好后，可写成“新收[总计] > 0”"),
        ("许可 > 0", "是否指“许可数”“许可决定数”？"),
    ],
)
def test_what_the_form_prints_is_answered_with_what_rules_call_it(written: str, hint: str) -> None:
    assert checked(written) == (hint,)


def test_a_column_of_what_has_none_is_told_so() -> None:
    assert checked("收到申请数.外国人 > 0") == ("指标后面不加点：不分列的只写指标，分列的写成 指标[列]",)


def test_a_figure_held_to_a_percentage_is_told_that_it_takes_two() -> None:
    assert checked("申请办结数 ≥ 60%") == ("百分比是一个数占另一个数的多少：写成 甲 ÷ 乙 ≥ 60% 那样",)


def test_a_clause_that_is_there_but_wrong_is_not_called_missing() -> None:
    waiver = "豁免 R\n  单位: 某县\n  年度: 二〇一七\n  理由: 已说明\n"
    source = Source("例.rules", f"{FORM}规则 R 核实\n  要求: 收到申请数 ≥ 申请办结数\n{waiver}")
    assert [each.code.slug for each in check_sources((source,))[1]] == ["bad-years"]


def test_a_word_for_a_sign_is_told_where_the_rest_makes_no_sense() -> None:
    assert checked("收到申请数 加 乘以 申请办结数 > 0") == ("“加”写成 +",)


def test_a_misspelt_name_is_told_after_the_words_around_it() -> None:
    told = "是否指“收到申请数”？名称改好后，可写成“收到申请数 + 申请办结数 > 0”"
    assert checked("收到申请书 加 申请办结数 > 0") == (told,)
    assert checked("收到申请书 + 申请办结数 > 0") == ("是否指“收到申请数”？",)
