from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.document import Fact
from auditor.document import Reading
from auditor.report.submission.form_layout import layout_of
from auditor.report.submission.form_table import lay_out
from auditor.report.submission.form_table import table_views
from tests.report import report_rules
from tests.report import report_samples
from tests.report import report_written

if TYPE_CHECKING:
    from auditor.report.views.submission import CellView
    from auditor.report.views.submission import TableRow
    from auditor.schema import Form

FORM = report_rules.FORM_2014


def rows(facts: tuple[Fact, ...], form: Form = FORM) -> tuple[TableRow, ...]:
    return tuple(row for table in table_views(lay_out(layout_of(form), facts), {}, Lang.ZH) for row in table.rows)


def cell(indicator: str, fact: Fact) -> CellView:
    place = [each.code for each in FORM.indicators].index(indicator)
    return rows((replace(fact, indicator=indicator),))[place].cells[0]


FACT = report_written.fact_of(report_samples.clean(), "disclosed_total")


def test_rows_stand_in_the_order_of_the_form_with_its_outline() -> None:
    shown = [(row.head.marker, row.head.label, row.head.depth) for row in rows(())[:6]]
    assert shown == [
        ("一、", "主动公开情况", 0),
        ("（一）", "主动公开政府信息数", 1),
        ("其中：", "主动公开规范性文件数", 2),
        ("", "制发规范性文件总数", 2),
        ("（二）", "通过不同渠道和方式公开政府信息的情况", 1),
        ("1.", "政府公报公开政府信息数", 2),
    ]


def test_rows_that_are_only_counted_have_their_number_before_the_label() -> None:
    counted = [replace(each, number=str(at)) for at, each in enumerate(FORM.indicators[1:4], 1)]
    heads = [row.head for row in rows((), replace(FORM, indicators=tuple(counted)))]
    assert [(head.marker, head.is_article) for head in heads] == [("1.", False), ("2.", False), ("3.", False)]


def test_rows_that_the_form_does_not_number_stand_alike() -> None:
    plain = replace(FORM, indicators=tuple(replace(each, number="") for each in FORM.indicators[1:4]))
    assert [row.head.depth for row in rows((), plain)] == [0, 0, 0]


def test_a_row_that_is_not_there_is_told_and_a_head_row_is_not() -> None:
    shown = rows(())
    assert (shown[0].cells[0].state, shown[0].cells[0].text) == ("none", "")
    assert (shown[1].cells[0].state, shown[1].cells[0].text) == ("missing", "未见此行")


def test_each_reading_is_shown_as_what_it_is() -> None:
    blank = cell("offices", replace(FACT, reading=Reading.BLANK, value=None, raw=""))
    dash = cell("offices", replace(FACT, reading=Reading.DASH, value=None, raw="—"))
    words = cell("offices", replace(FACT, reading=Reading.TEXT, value=None, raw="无 数据"))
    doubt = cell("offices", replace(FACT, reading=Reading.DOUBTFUL, value=8, raw="B", doubt="image"))
    cut = cell("offices", replace(FACT, reading=Reading.DOUBTFUL, value=None, raw="2014", doubt="run"))
    note = cell("offices", replace(FACT, value=9, raw="9(县级)"))
    assert (blank.state, blank.text) == ("blank", "空白")
    assert (dash.state, dash.text) == ("dash", "—")
    assert (words.state, words.text, words.remark) == ("text", "无 数据", "不是数")
    assert (doubt.state, doubt.text, doubt.raw, doubt.remark) == ("doubtful", "8", "B", "由图像识别得到")
    assert (cut.state, cut.text, cut.raw, cut.remark) == ("doubtful", "2014", "", "数字连写，无法确定如何拆分")
    assert (note.state, note.text, note.raw) == ("value", "9", "9(县级)")


def test_a_table_says_how_many_of_its_figures_are_in_doubt() -> None:
    doubtful = replace(FACT, reading=Reading.DOUBTFUL, doubt="run")
    expected = len([each for each in FORM.indicators if not each.is_heading])
    (table,) = table_views(lay_out(layout_of(FORM), (doubtful,)), {}, Lang.ZH)
    assert table.summary == f"应有{expected}个数，读到1个，其中1个存疑"


def test_a_unit_word_that_is_not_the_form_s_is_told() -> None:
    assert cell("fees_collected", replace(FACT, value=0, raw="0", unit="元")).remark == "元"
    assert cell("fees_collected", replace(FACT, value=0, raw="0", unit="万元")).remark == ""


def test_a_row_that_occurs_twice_stands_twice() -> None:
    twice = (FACT, replace(FACT, occurrence=2, value=9, raw="9"))
    shown = [(row.head.label, row.remark, row.cells[0].text) for row in rows(twice)[1:3]]
    assert shown == [("主动公开政府信息数", "", "744"), ("主动公开政府信息数", "第2次出现", "9")]


def test_a_form_with_several_tables_has_each_apart() -> None:
    tables = table_views(lay_out(layout_of(report_rules.FORM_2021), report_samples.modern().facts), {}, Lang.ZH)
    assert [table.title for table in tables] == ["二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"]
    assert [(table.is_matrix, table.has_columns) for table in tables] == [(False, True), (True, False)]
    assert [each.text for each in tables[1].rows[0].cells] == ["4", "5", "6", "7", "8", "9", "10"]
    assert [row.head.label for row in tables[0].rows] == ["规章", ""]
