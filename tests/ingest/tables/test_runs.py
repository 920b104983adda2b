from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from auditor.document import Document
from auditor.document import Reading
from auditor.ingest.tables.with_columns import read_form_tables
from auditor.source import Source
from tests.ingest.tables.grid_forms import FORM_2019
from tests.ingest.tables.grid_forms import FORM_2021
from tests.ingest.tables.run_layouts import SEPARATORS
from tests.ingest.tables.run_layouts import Truth
from tests.ingest.tables.run_layouts import written
from tests.ingest.tables.runs_samples import HEADS
from tests.ingest.tables.runs_samples import facts
from tests.ingest.tables.runs_samples import row
from tests.ingest.tables.runs_samples import table_three
from tests.ingest.tables.runs_samples import wrong

if TYPE_CHECKING:
    from auditor.schema import Form

FORMS = st.sampled_from((FORM_2019, FORM_2021))


def unread(document: Document, form: Form, truth: Truth) -> list[object]:
    """Cells that were not found, or not read as figures."""
    read = {(fact.indicator, fact.member): fact for fact in read_form_tables(document, form).facts}
    return [key for key in truth if key not in read or read[key].reading is not Reading.VALUE]


@given(FORMS, st.integers(0, 10**6), st.sampled_from(("tabs", "lines", "blanks", "wide")))
@settings(max_examples=80, deadline=None)
def test_parted_figures_come_out_as_written(form: Form, seed: int, style: str) -> None:
    document, truth = written(form, seed, style)
    assert wrong(document, form, truth) == []
    assert unread(document, form, truth) == []


@given(FORMS, st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_blanks_that_left_their_separator_are_blanks(form: Form, seed: int) -> None:
    document, truth = written(form, seed, "tabs", sparse=True)
    assert wrong(document, form, truth) == []
    assert unread(document, form, {key: value for key, value in truth.items() if value}) == []


@given(FORMS, st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_an_empty_line_that_may_be_a_cell_or_none_leaves_its_row_in_doubt(form: Form, seed: int) -> None:
    document, truth = written(form, seed, "lines", sparse=True)
    read = {(fact.indicator, fact.member): fact.reading for fact in read_form_tables(document, form).facts}
    assert wrong(document, form, truth) == []
    figures: Truth = {key: value for key, value in truth.items() if value}
    assert {read[key] for key in unread(document, form, figures) if isinstance(key, tuple)} <= {Reading.DOUBTFUL}


@given(FORMS, st.integers(0, 10**6), st.sampled_from(tuple(SEPARATORS)), st.booleans())
@settings(max_examples=80, deadline=None)
def test_nothing_is_read_as_what_was_not_written_without_a_mark(
    form: Form,
    seed: int,
    style: str,
    sparse: bool,  # noqa: FBT001
) -> None:
    document, truth = written(form, seed, style, sparse=sparse)
    read = {(fact.indicator, fact.member): fact for fact in read_form_tables(document, form).facts}
    unmarked = {key: value for key, value in truth.items() if key in read and not read[key].derived_by}
    assert wrong(document, form, unmarked) == []
    assert set(read) <= set(truth)


@given(st.text("规章000一、本年新收政府信息公开申请数量予以公开4\n\t|（三）1.自然人总计结果维持行政复议", max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read_without_failing(text: str) -> None:
    assert isinstance(facts(HEADS + text), dict)


def test_the_number_of_the_next_row_is_no_figure() -> None:
    found = facts(
        HEADS + "（三）不予公开1.属于国家秘密00000002.其他法律行政法规禁止公开10000013.危及“三安全一稳定”0000000"
    )
    assert row(found, "denied_state_secret") == [0] * 7
    assert row(found, "denied_by_law") == [1, 0, 0, 0, 0, 0, 1]
    assert row(found, "denied_security") == [0] * 7


FILLED = "二、上年结转政府信息公开申请数量0000000（一）予以公开0000000（二）部分公开0000000"


def test_a_cut_by_the_total_says_so() -> None:
    found = facts(HEADS + "一、本年新收政府信息公开申请数量100000010" + FILLED)
    assert row(found, "new_received") == [10, 0, 0, 0, 0, 0, 10]
    assert found["new_received", "total"].doubt == "row_total"
    assert found["new_received", "company"].derived_by == ("row_total:new_received",)


def test_a_row_with_one_cut_is_judged_by_its_total() -> None:
    found = facts(HEADS + "一、本年新收政府信息公开申请数量4000003" + FILLED)
    assert row(found, "new_received") == [4, 0, 0, 0, 0, 0, 3]
    assert found["new_received", "total"].derived_by == ()


def test_a_row_with_two_fitting_cuts_is_in_doubt_where_they_differ() -> None:
    found = facts(HEADS + "一、本年新收政府信息公开申请数量110000011" + FILLED)
    assert found["new_received", "natural_person"].reading is Reading.DOUBTFUL
    assert found["new_received", "company"].reading is Reading.DOUBTFUL
    assert found["new_received", "total"].value == 11


def test_blank_zeros_make_every_glued_row_doubtful() -> None:
    sparse = "一、本年新收政府信息公开申请数量22二、上年结转政府信息公开申请数量（一）予以公开22（七）总计22"
    found = facts(HEADS + sparse, FORM_2019)
    assert {found["granted", member.code].reading for member in FORM_2019.tables[1].members} == {Reading.DOUBTFUL}
    assert found["carried_in", "total"].reading is Reading.BLANK


@pytest.mark.parametrize("unit", ["", "件"])
def test_a_table_told_by_its_columns_leaves_no_blank_certain(unit: str) -> None:
    labels = "一、本年新收政府信息公开申请数量\n二、上年结转政府信息公开申请数量\n（一）予以公开\n（二）部分公开\n"
    columns = "\n".join(f"{figure}{unit}" for figure in 7 * (5, 0, 2, 3))
    text = f"{HEADS}\n{labels}{columns}\n（七）总计 9 0 0 0 0 0 9\n四、结转下年度继续办理 1 0 0 0 0 0 1\n"
    assert {fact.reading for fact in facts(text).values()} == {Reading.DOUBTFUL}


@pytest.mark.parametrize(("spoilt", "reading"), [(3, Reading.DOUBTFUL), (1, Reading.BLANK)])
def test_a_row_without_figures_is_in_doubt_where_many_others_may_have_theirs_elsewhere(
    spoilt: int, reading: Reading
) -> None:
    rows = (
        *("二、上年结转政府信息公开申请数量", "（一）予以公开", "1.属于国家秘密", "2.其他法律行政法规禁止公开"),
        *("3.危及“三安全一稳定”", "4.保护第三方合法权益", "（七）总计", "四、结转下年度继续办理"),
    )
    told = "".join(f"{label}  {'见附' if at < spoilt else '5 4 0 0 0 0 9'} \n" for at, label in enumerate(rows))
    found = facts(f"{HEADS}\n一、本年新收政府信息公开申请数量\n{told}")
    assert {found["new_received", member.code].reading for member in FORM_2021.tables[1].members} == {reading}


def test_a_table_without_a_figure_beyond_its_rows_has_certain_blanks() -> None:
    rows = "二、上年结转政府信息公开申请数量\n予以公开5 4 0 0 0 0 1\n（七）总计5 4 0 0 0 0 1\n"
    found = facts(f"{HEADS}\n一、本年新收政府信息公开申请数量5 4 0 0 0 0 1\n{rows}- 3 -\n")
    assert found["carried_in", "total"].reading is Reading.BLANK
    assert row(found, "granted") == [5, 4, 0, 0, 0, 0, 1]


def test_a_label_said_again_without_figures_is_no_second_row() -> None:
    rows = "予以公开 5 4 0 0 0 0 9\n（七）总计 5 4 0 0 0 0 9\n予以公开\n四、结转下年度继续办理 1 0 0 0 0 0 1\n"
    document = Document("report.txt", "0", "text", Source("report.txt", f"{HEADS}\n{rows}"))
    read = [fact for fact in read_form_tables(document, FORM_2021).facts if fact.indicator == "granted"]
    assert [fact.value for fact in read] == [5, 4, 0, 0, 0, 0, 9]


@pytest.mark.parametrize("row", ["873 1\n项", "45 -3"])
def test_a_row_with_fewer_figures_than_columns_has_none_that_is_certain(row: str) -> None:
    heads = "信息内容 上一年项目数量 本年增/减 处理决定数量\n"
    found = facts(f"{heads}行政许可 12 0 30\n其他对外管理服务事 {row}\n", FORM_2019)
    codes = ("items_last_year", "items_change", "decided")
    assert all(found[f"other_services_{code}", None].doubt for code in codes)
    assert [found[f"licences_{code}", None].value for code in codes] == [12, 0, 30]


def test_a_head_that_begins_above_the_head_of_the_labels_leaves_the_order_open() -> None:
    text = "第二十条第（九）项\n采购总金额\n信息内容 采购项目数量\n（单位：万元）\n政府集中采购 1024 7\n"
    found = facts(f"{text}行政事业性收费 12 -1\n", FORM_2019)
    assert found["procurement_items", None].doubt == found["procurement_amount", None].doubt == "columns"
    swapped = text.replace(
        "采购总金额\n信息内容 采购项目数量\n（单位：万元）", "信息内容 采购总金额（万元） 采购项目数量"
    )
    assert facts(swapped, FORM_2019)["procurement_items", None].value == 7


def test_heads_in_another_order_leave_the_figures_in_doubt() -> None:
    heads = "总计自然人商业企业科研机构社会公益组织法律服务机构其他\n"
    text = (
        "一、本年新收政府信息公开申请数量 5 4 0 0 0 0 1\n"
        "二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0\n予以公开 5 4 0 0 0 0 1\n"
    )
    found = facts(heads + text)
    assert found["new_received", "total"].doubt == "columns"
    assert row(found, "carried_in") == [0] * 7


def test_a_mention_in_the_narrative_is_no_row() -> None:
    text = "全年予以公开3件，部分公开1件，属于国家秘密0件，重复申请2件，总计6件。行政许可12件，规章3件。"
    assert facts(text) == {}


def test_a_page_number_between_rows_is_no_figure() -> None:
    text = HEADS + (
        "\n一、本年新收政府信息公开申请数量 3 0 0 0 0 0 3\n- 4 -\n"
        "二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0\n予以公开 3 0 0 0 0 0 3"
    )
    document = Document("a.pdf", "0", "pdf", Source("a.pdf", text), (), (0, text.index("- 4 -")))
    found = {(fact.indicator, fact.member): fact for fact in read_form_tables(document, FORM_2021).facts}
    assert row(found, "new_received") == [3, 0, 0, 0, 0, 0, 3]


def test_a_head_row_that_is_filled_in_stands_for_its_parts() -> None:
    found = facts(
        HEADS
        + "\n予以公开 1 0 0 0 0 0 1\n部分公开 0 0 0 0 0 0 0\n（六）其他处理 2 0 0 0 0 0 2\n（七）总计 3 0 0 0 0 0 3"
    )
    assert row(found, "other_handling") == [2, 0, 0, 0, 0, 0, 2]
    assert row(found, "other_unpaid") == [0] * 7
    assert found["other_unpaid", "total"].doubt == "merged_row"


@pytest.mark.parametrize(
    ("label", "code"),
    [("本年度处理决定数量", "licences_decided"), ("本年处理决定数", "licences_decided")],
)
def test_column_heads_may_be_worded_otherwise(label: str, code: str) -> None:
    assert facts(f"第二十条第（五）项信息内容{label}行政许可273第二十条第（六）项")[code, None].value == 273


@pytest.mark.parametrize("page", ["- 4 -", "—12—", "第3页 共8页", "第 3 页"])
def test_a_page_number_in_a_line_of_its_own_is_no_figure_of_the_row_above(page: str) -> None:
    text = table_three(granted=FIRST).replace("0" * 7 + "\n", "0" * 7 + f"\n{page}\n")
    assert page in text
    assert row(facts(text), "partially_granted") == [0] * 7
    assert row(facts(text), "denied_state_secret") == [0] * 7


def test_a_sentence_between_a_heading_and_its_table_in_one_line_is_no_row() -> None:
    heading, said = "三、收到和处理政府信息公开申请情况", "予以公开14件，部分公开5件。"
    text = "规章信息内容本年制发件数0" + heading + said + table_three(granted=FIRST).replace("\n", "")
    reading = read_form_tables(Document("report.txt", "0", "text", Source("report.txt", text)), FORM_2021)
    assert {fact.occurrence for fact in reading.facts} == {1}
    assert row(facts(text), "partially_granted") == [0] * 7


@pytest.mark.parametrize("blank", ["\u3000\u3000", ""])
def test_a_sentence_glued_to_the_table_of_one_row_leaves_its_figures(blank: str) -> None:
    leaves = "结果维持结果纠正其他结果尚未审结总计"
    heads = f"行政复议行政诉讼{leaves}未经复议直接起诉复议后起诉{leaves}{leaves}"
    said = "2023年，被申请行政复议7件，其中尚未审结2件；行政诉讼1件。五、存在的主要问题"
    found = facts(f"{heads}501061000100000{blank}{said}")
    codes = [each.code for each in FORM_2021.figures if each.table == "争议表"]
    assert [found[code, None].value for code in codes] == [5, 0, 1, 0, 6, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0]


FIRST, SECOND, FIXED = (1, 10, 0, 0, 0, 0, 11), (0, 0, 1, 10, 0, 0, 11), (0, 50, 0, 50, 0, 0, 100)


def test_rows_that_ran_together_are_cut_so_that_all_columns_balance() -> None:
    whole = (1, 60, 1, 60, 0, 0, 122)
    text = table_three(granted=FIRST, denied_by_law=SECOND, refused_repeat=FIXED, processed_total=whole)
    found = facts(text)
    assert row(found, "granted") == list(FIRST)
    assert row(found, "denied_by_law") == list(SECOND)
    assert found["granted", "company"].derived_by == ("row_total:granted", "column_total:processed_total[company]")
    assert "column_total:processed_total[company]" in found["refused_repeat", "company"].derived_by


@pytest.mark.parametrize("whole", [(1, 60, 1, 62, 0, 0, 124), (1, 10, 1, 10, 0, 0, 22)])
def test_rows_that_no_choice_or_several_balance_stay_open(whole: tuple[int, ...]) -> None:
    fixed = FIXED if whole[1] == 60 else (0,) * 7
    found = facts(table_three(granted=FIRST, denied_by_law=SECOND, refused_repeat=fixed, processed_total=whole))
    assert row(found, "granted") == [None, None, 0, 0, 0, 0, 11]
    assert row(found, "denied_by_law") == [0, 0, None, None, 0, 0, 11]


def test_lines_of_which_one_has_no_empty_line_before_it_are_looked_at_once() -> None:
    """However many ways there are to take them apart: with as many lines, trying all would not end."""
    spaced = "".join(f"\n\n{figure}" for figure in range(100_001, 100_031))
    found = facts(f"{HEADS}\n一、本年新收政府信息公开申请数量{spaced}\n100031\n{FILLED}")
    assert {found["new_received", member.code].reading for member in FORM_2021.tables[1].members} == {Reading.DOUBTFUL}


def test_lines_with_an_empty_line_before_each_are_figures() -> None:
    spaced = "".join(f"\n\n{figure}" for figure in (5, 4, 0, 0, 0, 0, 9))
    assert row(facts(f"{HEADS}\n一、本年新收政府信息公开申请数量{spaced}\n\n{FILLED}"), "new_received") == [
        5,
        4,
        0,
        0,
        0,
        0,
        9,
    ]


def test_figures_behind_the_last_of_all_labels_may_be_those_of_any() -> None:
    labels = (
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "（一）予以公开",
        "（二）部分公开",
    )
    found = facts("\n".join((HEADS, *labels, "四、结转下年度继续办理", "1", "1", "1")))
    assert {fact.reading for fact in found.values()} == {Reading.DOUBTFUL}


@pytest.mark.parametrize("sign", ["、", "^", "~", "/"])
def test_signs_between_figures_are_no_figures_of_a_row(sign: str) -> None:
    row_of_seven = f"{sign} 130 {sign} 0 {sign}0{sign}0{sign} 0 {sign}10{sign}140"
    found = facts(
        f"{HEADS}\n一、本年新收政府信息公开申请数量{row_of_seven}\n二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0"
    )
    members = FORM_2021.tables[1].members
    assert {found["new_received", each.code].reading for each in members} == {Reading.DOUBTFUL}


@pytest.mark.parametrize("above", ["1\t—\t无\t4\t5\t6\t16\n", "3 1\n"])
def test_figures_above_the_first_label_are_those_of_rows_set_above_their_labels(above: str) -> None:
    labels = ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开")
    found = facts(f"{HEADS}\n{above}" + "\n0\t1\n".join(labels))
    assert {fact.reading for fact in found.values()} == {Reading.DOUBTFUL}


def test_figures_between_the_heads_of_a_parted_table_leave_it_in_doubt() -> None:
    ends = "\n结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n"
    heads = (
        "行政复议",
        "\n7\n\n\n7\n行政诉讼\n未经复议直接起诉",
        "\n" * 5 + "复议后起诉",
        "\n" * 5 + "五、存在的主要问题",
    )
    assert {fact.reading for fact in facts(ends.join(heads)).values()} == {Reading.DOUBTFUL}
