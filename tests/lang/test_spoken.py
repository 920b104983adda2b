"""What beginners write is answered with what the language says for it, and that then has no mistake."""

from __future__ import annotations

import re

import pytest

from auditor.diagnostics import Lang
from auditor.lang.check import check_sources
from auditor.source import Source

FORM = """\
指标 收到申请数 : 计数 件
指标 申请办结数 : 计数 件
指标 专职人员数 : 计数 人
指标 兼职人员数 : 计数 人
指标 工作人员数 : 计数 人
指标 三公批次 : 计数 件
指标 培训班数 : 计数 次
指标 培训人员数 : 计数 人次
指标 办结率 : 比率 %
组 人员 = { 专职人员数, 兼职人员数 }
表 办理表
  列: 自然人, 法人, 总计
指标 新收 (received) : 计数 件 于 办理表
  栏目: 本年新收申请的数量
指标 许可数 (permits) : 计数 件
  栏目: 许可
指标 许可决定数 (permits_decided) : 计数 件
  栏目: 许可
"""
_SHOWN = re.compile(r"写成“(?P<text>.*)”$")


def checked(require: str) -> tuple[str | None, ...]:
    rules = f"{FORM}规则 R 「核对」 强制\n  要求: {require}\n"
    return tuple(each.help(Lang.ZH) for each in check_sources((Source("例.rules", rules),))[1])


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


@pytest.mark.parametrize(
    ("head", "hint"),
    [
        ("规则 R 「核对」 强制性", "是否指“强制”？"),
        ("规则 R 「核对」 警告", "是否指“核实”？"),
        ("规则 R 「核对」", "写在行末：强制（必须改正）、核实（改正或书面说明）、提示（请注意）"),
        ("规则：R 「核对」 强制", "写成“规则 R”；rules fmt 会改好"),
        ("规则 “R” 「核对」 强制", "编号不加引号：R"),
    ],
)
def test_heads_of_beginners(head: str, hint: str) -> None:
    source = Source("例.rules", f"{FORM}{head}\n  要求: 收到申请数 > 0\n")
    assert [each.help(Lang.ZH) for each in check_sources((source,))[1]] == [hint]


@pytest.mark.parametrize(
    ("clause", "hint"),
    [
        ("条件: 收到申请数 > 0", "是否指“当”？"),
        ("允许误差: 1 件", "是否指“容差”？"),
        ("法律依据: 某文", "是否指“依据”？"),
        ("容差: 不超过 1 件", "只写一个数和单位，如 1 件"),
        ("分级: 差额 大于 10 为强制", "写成 条件 → 强制; 其他 → 提示"),
        ("适用: 2018年", "写成 年度 2018"),
        ("适用: 2018年以后", "写成 年度 2018.."),
        ("适用: 2018年及以前", "写成 年度 ..2018"),
        ("适用: 2016年至2018年", "写成 年度 2016..2018"),
        ("空值: 按零处理", "可填：无法判定、试零、视为零、跳过、不通过"),
    ],
)
def test_clauses_in_other_words(clause: str, hint: str) -> None:
    source = Source("例.rules", f"{FORM}规则 R 强制\n  要求: 收到申请数 = 申请办结数\n  {clause}\n")
    assert [each.help(Lang.ZH) for each in check_sources((source,))[1]] == [hint]


def test_a_condition_without_its_keyword_is_told_to_have_one() -> None:
    source = Source("例.rules", f"{FORM}规则 R 强制\n  收到申请数 = 申请办结数\n")
    hints = [each.help(Lang.ZH) for each in check_sources((source,))[1]]
    assert hints == ["补写一行：要求: …", "这一行前面写 要求:"]


def test_a_claim_without_quotes_is_shown_with_them() -> None:
    source = Source("例.rules", f"{FORM}陈述 收到申请数\n  写法: 共收到申请{{数}}件\n")
    assert [each.help(Lang.ZH) for each in check_sources((source,))[1]] == ['写成 "共收到申请{数}件"']


def test_a_cell_of_a_test_says_what_it_takes() -> None:
    rules = "规则 R 强制\n  要求: 收到申请数 > 0\n测试 R\n  | 收到申请数 | 结果 |\n  | 一件 | 通过 |\n"
    found = check_sources((Source("例.rules", FORM + rules),))[1]
    assert [each.help(Lang.ZH) for each in found] == ["填数，如 12 或 12 件；没有填的填 空"]


def test_a_number_in_another_unit_is_told_the_one_of_the_indicator() -> None:
    assert checked("收到申请数 ≥ 10 条") == ("数以件计：写成 10 件",)


TAKEN = "规则集 样\n版式 f\n指标 甲 : 计数 件\n规则 R-1 强制\n  要求: 甲 > 0\n"


@pytest.mark.parametrize(
    ("written", "code", "advice"),
    [
        ("停用 R-1\n", "unknown-statement", "到 样.rules:4，在规则 R-1 下面加一行 状态: 停用；这一行删去"),
        ("规则集 县\n  停用: R-1\n", "unknown-clause", "到 样.rules:4，在规则 R-1 下面加一行 状态: 停用；这一行删去"),
        ("规则 R-1\n  状态: 停用\n", "duplicate-rule", "要改或不用那一条的，到 样.rules:4 去改"),
        ("规则 R-1 「收」 强制\n  状态: 停用\n", "duplicate-rule", "要改或不用那一条的，到 样.rules:4 去改"),
        ("规则 R-2 强制\n  要求: 甲 > 0\n  停用\n", "unexpected", "在这条规则下面写一行“状态: 停用”"),
        ("规则 R-2 强制\n  要求: 甲 > 0\n  状态: 不用\n", "unknown-choice", "是否指“停用”？"),
        ("规则 R-2 强制\n  要求: 甲 > 0\n  状态: 停用。\n", "unknown-choice", "是否指“停用”？"),
        ("规则 R-2 强制\n  要求: 甲 > 0\n  空值: 0\n", "unknown-choice", "是否指“视为零”？"),
        ("豁免 R-1\n  年度: 2020\n", "missing-clause", "补写这几行：单位: …；理由: …"),
    ],
)
def test_whoever_switches_a_rule_off_elsewhere_is_told_once_where_to_do_it(
    written: str, code: str, advice: str
) -> None:
    book, found = check_sources((Source("样.rules", TAKEN), Source("县.rules", written)))
    said = [each for each in found if each.code.slug != "waived-error"]
    assert [each.code.slug for each in said] == [code]
    assert advice in (said[0].help(Lang.ZH) or "")
    assert "R-1" not in book.broken


GRID = (
    "版式 f\n表 t\n  列: 自然人, 商业企业, 科研机构, 总计\n组 法人或其他组织 = { 商业企业, 科研机构 }\n"
    "指标 新收 : 计数 件 于 t\n指标 不予公开 : 标题 于 t\n  位置: 三（三）\n"
    "指标 国家秘密 : 计数 件 于 t\n  位置: 三（三）1\n指标 内部事务 : 计数 件 于 t\n  位置: 三（三）2\n"
)


@pytest.mark.parametrize(
    ("rule", "advice"),
    [
        ("要求: 新收[总计] ≥ 新收[法人]", "是否指“法人或其他组织”？"),
        ("要求: 新收[总计] ≥ 新收[公民]", "有这些列：自然人、商业企业、科研机构、总计、法人或其他组织"),
        ("要求: 新收[总计] ≥ 不予公开[总计]", "指它下面各行之和的，写成 国家秘密[总计] + 内部事务[总计]"),
        ("要求: 单位级别 = 县级", '文字要加引号："县级"'),
        ("要求: 新收[总计]与国家秘密[总计]之和不超过新收", "写成 新收[总计]，或 新收[*] 表示每一列"),
        ("要求: 新收[总计] > 0\n测试 R-1\n  | 上年新收[总计] | 结果 |\n  | 1 | 通过 |", "可写成“上年.新收”"),
    ],
)
def test_what_is_wrong_is_answered_with_what_to_write(rule: str, advice: str) -> None:
    _, (found,) = check_sources((Source("样.rules", f"{GRID}规则 R-1 强制\n  {rule}\n"),))
    assert advice in (found.help(Lang.ZH) or "")


@pytest.mark.parametrize(
    ("written", "meant"), [("2022年", "2022"), ("2018年以后", "2018.."), ("2018年前", "..2018"), ("2014年", "2014")]
)
def test_years_as_people_say_them_are_answered_with_how_they_are_written(written: str, meant: str) -> None:
    rules = f"指标 甲 : 计数 件\n规则 R-1 核实\n  适用: 年度 {written}\n  要求: 甲 > 0\n"
    (found,) = check_sources((Source("样.rules", rules),))[1]
    assert (found.code.slug, found.help(Lang.ZH)) == ("bad-years", f"写成 {meant}")
