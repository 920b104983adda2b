from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from auditor.document import Reading
from auditor.ingest.tables.outline.read import read_outline
from tests.ingest.forms_2014 import FORM_2014
from tests.ingest.tables.outline_layouts import LAYOUTS
from tests.ingest.tables.outline_layouts import document
from tests.ingest.tables.outline_layouts import lines
from tests.ingest.tables.outline_layouts import with_label
from tests.ingest.tables.outline_layouts import with_value
from tests.ingest.tables.outline_layouts import without
from tests.ingest.tables.outline_samples import PRINTED
from tests.ingest.tables.outline_samples import ROWS
from tests.ingest.tables.outline_samples import STORED
from tests.ingest.tables.outline_samples import facts_of
from tests.ingest.tables.outline_samples import read
from tests.ingest.tables.outline_samples import values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.document import Fact

EVERY_LAYOUT = pytest.mark.parametrize("layout", LAYOUTS)


@EVERY_LAYOUT
def test_every_layout_gives_every_figure(layout: str) -> None:
    facts = read(layout, ROWS)
    assert values(facts) == STORED
    assert {facts[code].reading for code in STORED} == {Reading.VALUE}
    assert len(facts) == len(FORM_2014.indicators)


@EVERY_LAYOUT
def test_what_a_fact_quotes_stands_at_its_place(layout: str) -> None:
    text = LAYOUTS[layout](ROWS)
    for fact in facts_of(text):
        assert text[fact.origin.span.start : fact.origin.span.end] == fact.raw
        assert fact.origin.line == text.count("\n", 0, fact.origin.span.start) + 1


@EVERY_LAYOUT
def test_a_table_is_read_within_a_page(layout: str) -> None:
    before = (
        "首页 > 政府信息公开\n某县2018年政府信息公开工作年度报告\n一、概述\n2018年，我县收到申请数3件。\n附件：统计表\n"
    )
    after = "\n扫一扫在手机打开当前页\n版权所有 2019\n"
    facts = {fact.indicator: fact for fact in facts_of(before + LAYOUTS[layout](ROWS) + after)}
    assert values(facts) == STORED


@EVERY_LAYOUT
def test_parts_may_be_numbered_behind_of_which(layout: str) -> None:
    parts = [each.code for each in FORM_2014.indicators if each.part_of == "reply_denied"]
    numbers = {code: f"{'其中：' if place == 1 else ''}{place}." for place, code in enumerate(parts, 1)}
    rows = tuple(replace(row, number=numbers.get(row.code, row.number)) for row in ROWS)
    assert values(read(layout, rows)) == STORED
    facts = read(layout, with_value(rows, "denied_privacy", "—"))
    assert {facts[code].reading for code in STORED} == {Reading.VALUE, Reading.DASH}


@EVERY_LAYOUT
@pytest.mark.parametrize("printed", ["", "—", "/", "无"])
def test_a_cell_without_a_figure_stays_without(layout: str, printed: str) -> None:
    facts = read(layout, with_value(ROWS, "requests_fax", printed))
    assert facts["requests_fax"].reading in {Reading.BLANK, Reading.DASH}
    assert values(facts) == {**STORED, "requests_fax": None}


@EVERY_LAYOUT
def test_a_note_in_a_cell_is_kept(layout: str) -> None:
    rows = with_value(ROWS, "trainings", "40(县级3次)")
    fact = read(layout, rows)["trainings"]
    assert (fact.value, fact.note, fact.note_values) == (40, "县级3次", (3,))
    assert fact.raw in {"40(县级3次)", "40次(县级3次)"}
    assert fact.raw in LAYOUTS[layout](rows)


@EVERY_LAYOUT
def test_a_figure_in_a_head_row_is_kept(layout: str) -> None:
    fact = read(layout, with_value(ROWS, "heading_response_channels", "34"))["heading_response_channels"]
    assert (fact.reading, fact.value) == (Reading.VALUE, 34)


@EVERY_LAYOUT
@pytest.mark.parametrize("printed", ["1,234", "\uff11\uff12\uff13\uff14", "1，234"])
def test_figures_are_read_however_they_are_written(layout: str, printed: str) -> None:
    assert values(read(layout, with_value(ROWS, "channel_website", printed))) == {**STORED, "channel_website": 1234}


@EVERY_LAYOUT
def test_missing_rows_leave_the_others_alone(layout: str) -> None:
    gone = ("channel_weibo", "reviews_corrected", "lawsuits_upheld", "heading_requests", "staff_total")
    facts = read(layout, without(ROWS, *gone))
    assert values(facts) == {code: value for code, value in STORED.items() if code not in gone}


@EVERY_LAYOUT
def test_a_row_in_the_wrong_place_is_read_and_told(layout: str) -> None:
    rows = list(ROWS)
    rows.insert(3, rows.pop(next(place for place, row in enumerate(rows) if row.code == "complaints")))
    facts = read(layout, tuple(rows))
    assert facts["complaints"].in_order is False
    certain = {code: fact.value for code, fact in facts.items() if code in STORED and fact.reading is Reading.VALUE}
    assert certain.items() <= STORED.items()
    assert len(certain) >= len(STORED) - 1


@EVERY_LAYOUT
def test_a_row_printed_twice_is_its_second_occurrence(layout: str) -> None:
    rows = [row for row in ROWS for _ in range(2 if row.code == "requests_letter" else 1)]
    found = [fact for fact in facts_of(LAYOUTS[layout](rows)) if fact.indicator == "requests_letter"]
    assert [fact.occurrence for fact in found] == [1, 2]


@EVERY_LAYOUT
def test_of_two_tables_the_first_is_read_or_that_of_the_latest_year(layout: str) -> None:
    own, other = LAYOUTS[layout](ROWS), LAYOUTS[layout](lines(dict.fromkeys(STORED, "7")))
    last_year = f"政府信息公开情况统计表\n（2017年度）\n{other}\n"
    this_year = f"政府信息公开情况统计表\n（2018年度）\n{own}\n"
    of_all = f"附件2\n汇总表\n{other}\n"
    for text in (own + "\n" + last_year, own + "\n" + of_all, this_year + of_all, last_year + this_year):
        reading = read_outline(document(text), FORM_2014)
        assert (reading.count, len(reading.spans)) == (2, 2)
        found = {fact.indicator: fact.value for fact in reading.facts if fact.occurrence == 1}
        assert {code: found[code] for code in STORED} == STORED
        assert {fact.occurrence for fact in reading.facts} == {1}


@EVERY_LAYOUT
@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("lawsuits_upheld", "维护具体行政行为或者驳回原告诉讼请求数"),
        ("lawsuits_upheld", "维持具体行政行为或驳回原告诉讼请求数"),
        ("channel_other", "其它方式公开政府信息数"),
        ("requests_fax", "传真申请"),
        ("reviews_total", "行政复议数"),
        ("interpretations", "政策解读搞件发布数"),
        ("social_responses", "微博、微信回应事件"),
        ("denied_other", "法律、法规规定其他情形"),
        ("requests_completed", "申请\n办结数"),
        ("denied_security", "危及国家安全、公共安全、\n经济安全和社会稳定"),
        ("channel_wechat", "政务微信公开政府信息数量"),
    ],
)
def test_a_label_in_other_words_is_the_same_row(layout: str, code: str, label: str) -> None:
    assert values(read(layout, with_label(ROWS, code, label))) == STORED


@EVERY_LAYOUT
@pytest.mark.parametrize("label", ["当面申请数（公开栏2处）", "当面申请数（件）", "当面申请数(不含2017年结转)"])
def test_brackets_behind_a_label_are_no_figure(layout: str, label: str) -> None:
    assert values(read(layout, with_label(ROWS, "requests_in_person", label))) == STORED


@pytest.mark.parametrize("layout", ["a cell a line", "glued with unit", "tabs on lines", "tabs in a row", "flattened"])
def test_money_in_another_unit_is_converted(layout: str) -> None:
    fact = read(layout, with_value(ROWS, "budget", "251000", "元"))["budget"]
    assert (fact.value, fact.unit) == (25_100_000, "元")


def test_a_row_that_the_form_does_not_have_is_passed_over() -> None:
    text = LAYOUTS["tabs in a row"](ROWS).replace("二、回应解读情况", "6.小计\t条\t575\n二、回应解读情况")
    facts = {fact.indicator: fact for fact in facts_of(text)}
    assert values(facts) == STORED


def test_column_heads_repeated_on_a_new_page_are_passed_over() -> None:
    again = "统计指标\t单位\t统计数\n三、依申请公开情况"
    facts = facts_of(LAYOUTS["tabs in a row"](ROWS).replace("三、依申请公开情况", again))
    assert values({fact.indicator: fact for fact in facts}) == STORED


def test_words_in_a_cell_are_text() -> None:
    fact = read("tabs in a row", with_value(ROWS, "requests_fax", "若干"))["requests_fax"]
    assert (fact.reading, fact.raw) == (Reading.TEXT, "若干")


def test_a_label_without_the_unit_that_the_others_print_is_no_certain_blank() -> None:
    rows = tuple(replace(row, unit="", value="") if row.code == "hot_topics" else row for row in ROWS)
    facts = read("a cell a line", with_value(rows, "requests_fax", ""))
    assert facts["hot_topics"].reading is Reading.DOUBTFUL
    assert facts["requests_fax"].reading is Reading.BLANK


@pytest.mark.parametrize("layout", ["a cell a line", "tabs on lines"])
def test_the_figure_of_a_numbered_row_that_is_not_known_is_none_of_the_row_above(layout: str) -> None:
    rows = with_label(with_value(ROWS, "requests_letter", "—"), "requests_completed", "申请办")
    assert read(layout, rows)["requests_letter"].value is None


def test_two_figures_in_a_row_are_in_doubt() -> None:
    fact = read("tabs in a row", with_value(ROWS, "requests_fax", "3\t5"))["requests_fax"]
    assert (fact.reading, fact.doubt) == (Reading.DOUBTFUL, "figures")


def renumbered(numbers: Iterable[str]) -> dict[str, Fact]:
    """What is read of a table without separators whose Arabic numbers are printed otherwise."""
    counted = iter(numbers)
    rows = (replace(row, number=next(counted)) if row.number[:1].isdigit() else row for row in ROWS)
    return {fact.indicator: fact for fact in facts_of(LAYOUTS["flattened"](rows))}


def test_numbers_counted_through_the_table_put_the_figures_before_them_in_doubt() -> None:
    facts = renumbered(f"{number}." for number in range(1, 60))
    assert {facts[code].reading for code in ("requests_in_person", "reply_granted", "social_responses")} == {
        Reading.DOUBTFUL
    }
    certain = {code: fact.value for code, fact in facts.items() if fact.reading is Reading.VALUE}
    assert certain.items() <= STORED.items()


def test_numbers_without_a_point_put_the_figures_before_them_in_doubt() -> None:
    facts = renumbered(row.number[:-1] for row in ROWS if row.number[:1].isdigit())
    assert {facts[code].reading for code in ("requests_in_person", "requests_fax", "requests_online")} == {
        Reading.DOUBTFUL
    }
    certain = {code: fact.value for code, fact in facts.items() if fact.reading is Reading.VALUE}
    assert certain.items() <= STORED.items()


def test_the_number_of_the_next_row_is_no_part_of_a_figure() -> None:
    facts = read("flattened", with_value(with_value(ROWS, "channel_gazette", "0"), "channel_website", "1683"))
    assert (facts["channel_gazette"].value, facts["channel_website"].value) == (0, 1683)


def test_a_date_that_runs_into_the_last_figure_puts_it_in_doubt() -> None:
    facts = {fact.indicator: fact for fact in facts_of(LAYOUTS["flattened"](ROWS) + "2019年3月1日")}
    assert facts["trainees"].reading is Reading.DOUBTFUL


def test_a_table_on_its_side_is_not_guessed() -> None:
    head = "\t".join(row.label for row in ROWS if row.code in STORED)
    body = "\t".join(PRINTED.values())
    certain = [fact for fact in facts_of(f"政府信息公开情况统计表\n{head}\n{body}\n") if fact.reading is Reading.VALUE]
    assert certain == []


@pytest.mark.parametrize("layout", ["tabs on lines", "a cell a line", "spaced"])
def test_blank_cells_beside_their_units_are_certain_however_many(layout: str) -> None:
    filled = {"requests_received": "3", "requests_online": "3", "reply_granted": "2"}
    facts = read(layout, lines({code: filled.get(code, "") for code in PRINTED}))
    read_as = {facts[code].reading for code in STORED if code not in filled}
    assert read_as == {Reading.BLANK}
    assert [facts[code].value for code in filled] == [3, 3, 2]


def test_labels_in_running_text_are_no_table() -> None:
    text = (
        "2018年，我镇主动公开政府信息数为222条，其中主动公开规范性文件3条。收到申请数5件，当面申请数2件，网络申请数3件；"
        "申请办结数5件，按时办结数5件。行政复议数量为0，行政诉讼数量为0。"
    )
    assert facts_of(text) == ()


def test_a_table_ends_with_its_last_figure() -> None:
    text = LAYOUTS["tabs in a row"](ROWS) + "\n\n2019年1月，我局共收到申请12件。"
    (span,) = read_outline(document(text), FORM_2014).spans
    assert text[: span.end].endswith(ROWS[-1].value)
