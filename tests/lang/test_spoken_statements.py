from __future__ import annotations

import pytest

from auditor.diagnostics import Lang
from auditor.lang.check import check_sources
from auditor.source import Source
from tests.lang.spoken_samples import FORM
from tests.lang.spoken_samples import checked


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
        ("要求: 公布日期 <= 2月1日", "次年的写 日期(年度 + 1, 02-01)，本年度的写 日期(年度, 02-01)"),
        ("要求: 新收[总计] ≥ 0.5倍 国家秘密[总计]", "可写成“新收[总计] ≥ 0.5 × 国家秘密[总计]”"),
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


def test_a_requirement_behind_its_loop_is_told_to_stand_on_a_line_of_its_own() -> None:
    text = f"{GRID}规则 R-1 强制\n  对每个 列 于 法人或其他组织: 新收[列] ≥ 0\n"
    said = {each.code.slug: each.help(Lang.ZH) for each in check_sources((Source("样.rules", text),))[1]}
    assert said["unexpected"] == "另起一行写 要求: 新收[列] ≥ 0"
