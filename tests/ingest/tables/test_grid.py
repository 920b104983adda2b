from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from msgspec.structs import replace

from auditor.document import Reading
from auditor.ingest.tables.heading_texts import unit_in
from auditor.ingest.tables.with_columns import layout_of
from auditor.ingest.tables.with_columns import read_form_tables
from tests.ingest.tables.grid_forms import FORM_2019
from tests.ingest.tables.grid_forms import FORM_2021
from tests.ingest.tables.grid_layouts import Box
from tests.ingest.tables.grid_layouts import Layout
from tests.ingest.tables.grid_layouts import document
from tests.ingest.tables.grid_layouts import handled
from tests.ingest.tables.grid_layouts import made
from tests.ingest.tables.grid_samples import HEADS
from tests.ingest.tables.grid_samples import read
from tests.ingest.tables.grid_samples import table
from tests.ingest.tables.grid_samples import values

if TYPE_CHECKING:
    from auditor.schema import Form

FORMS = st.sampled_from((FORM_2019, FORM_2021))


@given(FORMS, st.integers(0, 10**6))
@example(FORM_2021, 101967)  # the last row is missing, and the one row of the next table has no label
@example(FORM_2021, 13261)  # a sum of rows stands where a row is missing, and shares half of the signs of its label
@settings(max_examples=200, deadline=None)
def test_every_figure_comes_out_as_written_in_any_layout(form: Form, seed: int) -> None:
    source, truth = made(form, seed)
    facts = read_form_tables(source, form).facts
    found = {(fact.indicator, fact.member): fact.value for fact in facts if fact.occurrence == 1}
    assert found == truth


@given(FORMS, st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_every_figure_says_where_it_stands(form: Form, seed: int) -> None:
    source, _ = made(form, seed)
    for fact in read_form_tables(source, form).facts:
        cell = next(
            each
            for each in source.grids[(fact.origin.table or 0) - 1].cells
            if (each.row + 1, each.column + 1) == (fact.origin.row, fact.origin.column)
        )
        assert (fact.raw, fact.origin.span) == (cell.text, cell.span)
        assert source.source.slice(fact.origin.span) == fact.raw


@given(st.integers(0, 10**6))
@example(1015)  # the page opens with 总计, which stands in several tables, above heads that are said again
@settings(max_examples=60, deadline=None)
def test_a_table_cut_by_a_page_goes_on_under_its_heads(seed: int) -> None:
    layout = Layout(random.Random(seed))  # noqa: S311
    boxes = handled(FORM_2021, layout)
    starts = sorted({row for row, column, *_ in boxes if column == 0} - {0, 1, 2, 3})
    at = layout.rng.choice(starts)
    first = [box for box in boxes if box[0] < at]
    rest = [(row - at, *others) for row, *others in boxes if row >= at]
    found = read(first, rest, pages=True)  # type: ignore[arg-type]
    assert {key: fact.value for key, fact in found.items() if fact.occurrence == 1} == layout.truth


@pytest.mark.parametrize(("label", "doubts"), [("本市目录以外的事项", {"shape"}), ("行政处罚", set())])
def test_what_is_missing_from_a_printed_table_is_in_doubt_where_figures_of_it_are_left(
    label: str, doubts: set[str]
) -> None:
    rules = table("信息内容|本年制发件数|本年废止件数|现行有效件数", "规章|1|2|3", "行政规范性文件|4|5|6")
    printed = replace(document([rules, table("信息内容|本年处理决定数量", f"{label}|7", "行政强制|8")]), format="pdf")
    missing = [fact for fact in read_form_tables(printed, FORM_2021).facts if fact.indicator == "licences_decided"]
    assert {fact.doubt for fact in missing} == doubts


def test_rows_without_side_heads_on_the_next_page_are_read() -> None:
    first = table(HEADS, "（四）无法提供 1.本机关不掌握相关政府信息|10|0|0|0|0|0|10")
    second = table("3.补正后申请内容仍不明确|1|0|0|0|0|0|1", "（七）总计|11|0|0|0|0|0|11")
    found = read(first, second, pages=True)
    assert values(found, "unable_unclear") == [1, 0, 0, 0, 0, 0, 1]
    assert found["processed_total", "total"].origin.page == 2
    assert found["processed_total", "total"].origin.table == 2


def test_a_subtotal_row_is_no_row_of_the_form() -> None:
    found = read(table(HEADS, "（一）予以公开|1|0|0|0|0|0|1", "小计|5|5|5|5|5|5|5", "（七）总计|1|0|0|0|0|0|1"))
    assert set(found) == {
        (code, m.code) for code in ("granted", "processed_total") for m in FORM_2021.tables[1].members
    }


def test_a_row_under_a_side_head_that_is_not_of_the_form_is_left_out() -> None:
    found = read(
        [
            *table(HEADS.replace("|", "||", 1)),
            (1, 0, "（三）不予公开", 1, 1),
            (1, 1, "其他情况说明", 1, 1),
            (1, 2, "3", 1, 1),
        ]
    )
    assert found == {}


def test_the_other_results_in_one_row_stand_for_their_parts() -> None:
    found = read(table(HEADS, "（六）其他处理|2|0|0|0|0|0|2", "（七）总计|2|0|0|0|0|0|2"))
    assert values(found, "other_handling") == [2, 0, 0, 0, 0, 0, 2]
    assert values(found, "other_unpaid") == [0] * 7
    assert {found["other_unpaid", "total"].doubt, found["other_handling", "total"].doubt} == {"merged_row"}


def test_a_head_row_over_its_parts_holds_no_figure_of_theirs() -> None:
    found = read(
        table(
            HEADS,
            "（六）其他处理|9|9|9|9|9|9|9",
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请|1|0|0|0|0|0|1",
        )
    )
    assert values(found, "other_not_corrected") == [1, 0, 0, 0, 0, 0, 1]
    assert ("other_unpaid", "total") not in found


def test_a_figure_in_a_cell_over_several_columns_is_in_doubt() -> None:
    boxes = [*table(HEADS), (1, 0, "（一）予以公开", 1, 1), (1, 1, "0", 1, 1), (1, 2, "0", 1, 5), (1, 7, "0", 1, 1)]
    found = read([*boxes, *[(2, *rest[1:]) for rest in table("（七）总计|0|0|0|0|0|0|0")]])
    assert found["granted", "company"].doubt == "merged_cell"
    assert found["granted", "company"].reading is Reading.DOUBTFUL
    assert found["granted", "natural_person"].value == 0


def test_one_cell_over_two_rows_is_in_doubt_for_both() -> None:
    boxes = table(HEADS, "（一）予以公开||0|0|0|0|0|3", "（七）总计||0|0|0|0|0|3")
    merged = [box for box in boxes if box[1] != 1 or box[0] == 0]
    found = read([*merged, (1, 1, "3", 2, 1)])
    assert {found[code, "natural_person"].doubt for code in ("granted", "processed_total")} == {"merged_cell"}


def test_words_and_signs_in_cells_keep_their_text() -> None:
    found = read(table(HEADS, "（一）予以公开|详见附件|-||约30|1.5|0|3", "（七）总计|1|0|0|0|0|0|1"))
    readings = [found["granted", member.code].reading for member in FORM_2021.tables[1].members]
    assert readings[:4] == [Reading.TEXT, Reading.DASH, Reading.BLANK, Reading.DOUBTFUL]
    assert found["granted", "natural_person"].raw == "详见附件"
    assert found["granted", "legal_service"].reading is Reading.TEXT


def test_the_number_before_a_heading_is_no_unit() -> None:
    assert [unit_in(text) for text in ("（一）予以公开", "二、(三)其他", "(八)收费金额（万元）")] == ["", "", "万元"]


def test_a_unit_in_the_head_converts_money() -> None:
    yuan = read(table("信息内容|本年收费金额（单位：元）", "行政事业性收费|251000"))
    wan = read(table("信息内容|本年收费金额（单位：万元）", "行政事业性收费|25.1"))
    assert yuan["fees_amount", None].value == wan["fees_amount", None].value == 25_100_000


def test_a_change_may_be_negative() -> None:
    found = read(table("信息内容|上一年项目数量|本年增/减|处理决定数量", "行政许可|156|-59|97"), form=FORM_2019)
    assert [
        found[code, None].value for code in ("licences_items_last_year", "licences_items_change", "licences_decided")
    ] == [
        156,
        -59,
        97,
    ]


def test_a_row_label_alone_names_the_only_figure_of_its_row() -> None:
    found = read(table("行政处罚|4119", "行政强制|195"))
    assert [found[code, None].value for code in ("penalties_decided", "coercions_decided")] == [4119, 195]


def test_a_single_row_without_a_head_is_no_table_of_the_form() -> None:
    assert read(table("行政强制|195")) == {}


def test_a_small_table_of_another_kind_does_not_hide_the_printed_one() -> None:
    rows = (
        "信息内容本年处理决定数量行政处罚54行政强制7第二十条第（八）项信息内容本年收费金额（单位：万元）行政事业性收费3"
    )
    source = document([table("信息内容|本年处理决定数量", "行政许可|195")], between="\n" + rows)
    found = {fact.indicator: fact.value for fact in read_form_tables(source, FORM_2021).facts}
    assert found == {"penalties_decided": 54, "coercions_decided": 7, "fees_amount": 3_000_000}


def test_a_label_with_several_columns_says_nothing_without_their_heads() -> None:
    assert read(table("规章|1|2|3")) == {}


def test_columns_of_another_meaning_are_left_out() -> None:
    found = read(table(f"序号{HEADS}|备注", "1|（一）予以公开|1|0|0|0|0|0|1".replace("1|", "", 1) + "|无"))
    assert len(found) == 7


def test_heads_split_by_a_stray_line_are_still_told_apart() -> None:
    leaves = "结果维持|结果纠正|其他结果|尚未审结|总计"
    boxes = table("||||||||||||||", "||||||||||||||", "|".join([leaves] * 3), "|".join(str(n) for n in range(15)))
    heads: list[Box] = [(0, 0, "行政复议", 1, 5), (0, 5, "", 1, 3), (0, 8, "行政诉讼", 1, 7)]
    decks: list[Box] = [(1, 0, "", 1, 5), (1, 5, "未经复议直接起诉", 1, 5), (1, 10, "复议后起诉", 1, 5)]
    found = read([*heads, *decks, *[box for box in boxes if box[0] > 1]])
    assert [found[each.code, None].value for each in FORM_2021.indicators if each.table == "争议表"] == list(range(15))


def test_the_layout_is_told_by_headings_that_only_it_has() -> None:
    old, _ = made(FORM_2019, 0)
    new, _ = made(FORM_2021, 0)
    assert layout_of(old, (FORM_2021, FORM_2019)) is FORM_2019
    assert layout_of(new, (FORM_2019, FORM_2021)) is FORM_2021


def test_what_both_forms_print_tells_no_layout() -> None:
    shared = document([table(HEADS, "一、本年新收政府信息公开申请数量|4|0|0|0|0|0|4")])
    assert layout_of(shared, (FORM_2019, FORM_2021)) is None


@given(st.integers(0, 10**6), st.data())
@settings(max_examples=60, deadline=None)
def test_any_cells_are_read_without_failing(seed: int, data: st.DataObject) -> None:
    source, _ = made(FORM_2021, seed)
    grid = source.grids[0]
    kept = data.draw(st.lists(st.sampled_from(grid.cells), max_size=40))
    moved = tuple(
        replace(cell, row=data.draw(st.integers(0, 9)), columns=data.draw(st.integers(0, 9))) for cell in kept
    )
    broken = replace(source, grids=(replace(grid, cells=moved),))
    assert isinstance(read_form_tables(broken, FORM_2021).facts, tuple)
