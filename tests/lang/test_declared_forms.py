"""Forms, tables, indicators and units as the files declare them."""

from __future__ import annotations

from auditor.diagnostics import Lang
from auditor.lang.check import check_sources
from auditor.schema import Kind
from auditor.schema import Measure
from auditor.schema import Split
from auditor.schema import Years
from auditor.source import Source
from tests.lang.lang_worlds import said
from tests.lang.lang_worlds import sound


def test_indicators_stand_in_the_order_of_their_declaration() -> None:
    text = "指标 总 : 计数 件 分为 { 甲, 乙 }\n指标 中 : 计数 次\n指标 甲 (a) : 计数 件\n"
    form = sound(text).schema.forms[""]
    assert [each.name for each in form.indicators] == ["总", "乙", "中", "甲"]


def test_a_unit_of_measure_that_is_new_is_to_be_declared() -> None:
    told = {
        "指标 床 : 计数 只\n": "计量单位 只",
        "计量单位 打 = 12\n": "如 计量单位 打 = 12 件",
        "指标 钱 : 金额 万圆\n": "是否指“万元”？",
    }
    for text, advice in told.items():
        (found,) = check_sources((Source("样.rules", text),))[1]
        assert found.code.slug == "unknown-unit"
        assert advice in (found.help(Lang.ZH) or "")


def test_a_form_is_meant_by_its_year() -> None:
    text = (
        "规则集 县\n  版式: 2021\n\n版式 报告-2019\n指标 甲 : 计数 件\n版式 报告-2021\n规则 R-1 强制\n  要求: 1 = 1\n"
    )
    found = next(each for each in check_sources((Source("样.rules", text),))[1] if each.code.slug == "unknown-form")
    assert found.help(Lang.ZH) == "是否指“报告-2021”？"


def test_a_part_declared_by_its_tree_takes_unit_and_table_of_its_whole() -> None:
    text = "表 t\n  列: 一, 二\n指标 总 (all) : 金额 万元 于 t 其中 { 甲 (a) }\n"
    part = sound(text).schema.forms[""].by_code["a"]
    assert (part.measure.unit, part.table, part.members, part.part_of, part.split) == (
        "万元",
        "t",
        ("一", "二"),
        "all",
        Split.OF_WHICH,
    )


def test_an_indicator_keeps_what_the_form_prints() -> None:
    text = (
        "版式 f 「某表」\n  年度: 2014..2018\n"
        "指标 危及安全稳定 (s) : 计数 件 可负\n  位置: 三（三）4其中\n  栏目: 危及国家安全、公共安全，等\n"
        "  列目: 本年增/减\n  别名: 甲数, 乙数\n  可信: 2\n  适用: 年度 2015..\n  英文: safety\n"
    )
    form = sound(text).schema.forms["f"]
    indicator = form.by_code["s"]
    assert (form.title, form.years) == ("某表", Years(2014, 2018))
    assert (indicator.number, indicator.label, indicator.column) == (
        "三（三）4其中",
        "危及国家安全、公共安全，等",
        "本年增/减",
    )
    assert (indicator.aliases, indicator.trust, indicator.signed) == (("甲数", "乙数"), 2, True)
    assert (indicator.years, indicator.english) == (Years(2015, None), "safety")


def test_a_column_may_have_other_words() -> None:
    text = "表 t 「三」\n  列: 自然人 (p), 法人 (c)\n  列别名: 公民 (p), 单位 (法人), 个人 (p)\n指标 x : 计数 件 于 t\n"
    table = sound(text).schema.forms[""].tables[0]
    assert [member.aliases for member in table.members] == [("公民", "个人"), ("单位",)]


def test_a_table_keeps_the_heads_over_its_columns() -> None:
    text = "表 t 「三」\n  列: 自然人 (p), 法人 (c)\n  表头: 申请人情况（类）, 组织\n指标 x : 计数 件 于 t\n"
    assert sound(text).schema.forms[""].tables[0].heads == ("申请人情况(类)", "组织")


def test_a_total_column_is_the_whole_of_the_others() -> None:
    text = "表 t 「三」\n  列: 自然人 (p), 法人 (c), 总计 (all)\n  合计列: 总计\n指标 x : 计数 件 于 t\n"
    members = sound(text).schema.forms[""].tables[0].members
    assert [(member.code, member.part_of) for member in members] == [("p", "all"), ("c", "all"), ("all", None)]


def test_a_heading_is_an_indicator_without_a_figure() -> None:
    form = sound("指标 甲 (h) : 标题\n指标 乙 : 计数 件\n").schema.forms[""]
    assert form.by_code["h"].is_heading
    assert [each.name for each in form.figures] == ["乙"]


def test_what_every_submission_has_is_no_row_of_a_form() -> None:
    assert [each.name for each in sound("指标 公布日期 : 日期\n指标 乙 : 计数 件\n").schema.forms[""].indicators] == [
        "乙"
    ]


def test_units_are_stored_in_their_smallest_part() -> None:
    units = sound(
        "计量单位 元\n计量单位 万元 = 10000 元\n计量单位 角 = 0.1 元\n计量单位 万件 = 10000 件\n"
    ).schema.units
    assert units["万元"] == Measure(Kind.MONEY, "万元", "元", 1_000_000)
    assert units["角"] == Measure(Kind.MONEY, "角", "元", 10)
    assert units["万件"] == Measure(Kind.COUNT, "万件", "件", 10_000)


def test_a_unit_can_be_made_equal_to_another() -> None:
    text = "计量单位 条 = 1 件\n指标 a : 计数 件\n指标 b : 计数 条\n规则 R 强制\n  要求: a = b\n"
    assert [rule.info.id for rule in sound(text).rules] == ["R"]


def test_a_unit_too_small_to_be_stored_is_refused() -> None:
    assert said("计量单位 厘 = 0.001 元\n") == ("AUD312@1:10",)


def test_two_indicators_may_share_an_alias_until_it_is_used() -> None:
    text = "指标 a : 计数 件\n  别名: 其他数\n指标 b : 计数 件\n  别名: 其他数\n"
    assert said(text) == ()
    assert said(f"{text}规则 R 强制\n  要求: 其他数 = 1\n") == ("AUD203@6:7",)


def test_a_name_wins_over_an_alias() -> None:
    text = "指标 a : 计数 件\n  别名: b\n指标 b : 计数 条\n规则 R 强制\n  要求: b = 1 条\n"
    assert said(text) == ()


def test_a_tree_that_leads_back_to_itself_is_refused() -> None:
    assert "AUD214@2:18" in said("指标 a : 计数 件 分为 { b }\n指标 b : 计数 件 分为 { a }\n")


def test_an_imported_file_must_be_there() -> None:
    assert said('引用 "没有.rules"\n') == ("AUD215@1:4",)
    assert said('引用 "1.rules"\n', "") == ()


def test_a_form_may_have_other_titles() -> None:
    form = sound("版式 f 「某表」\n  年度: 2014..\n  别名: 某报表, 某情况表\n指标 甲 : 计数 件\n").schema.forms["f"]
    assert form.aliases == ("某报表", "某情况表")
