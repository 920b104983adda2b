"""The figures of one row of running text: what they are, where they stand, and what a reading was found by."""

from __future__ import annotations

from typing import Any

import pytest

from auditor.ingest.tables.runs.figures import Figure
from auditor.ingest.tables.runs.figures import Passage
from auditor.ingest.tables.runs.figures import ReadRow
from auditor.ingest.tables.runs.figures import Zeros
from auditor.ingest.tables.runs.figures import read_row
from auditor.ingest.tables.runs.figures import zeros_of
from auditor.ingest.tables.runs.rows import Row
from auditor.ingest.tables.runs.rows import Window
from auditor.source import Span
from tests.ingest.tables.grid_forms import FORM_2019
from tests.ingest.tables.grid_forms import FORM_2021
from tests.ingest.tables.grid_forms import MEMBERS

LABEL = "收到件数"
SEVEN = tuple(("new_received", member.code) for member in MEMBERS)
LAWSUITS = tuple((it.code, None) for it in FORM_2021.indicators if it.table == "争议表")


def row(text: str, cells: Any = SEVEN, **given: Any) -> Row:  # noqa: ANN401 - whatever a row takes
    return Row(cells[0][0], cells, Span(len(LABEL), len(LABEL + text)), **given)


def read(text: str, cells: Any = SEVEN, zeros: Zeros = Zeros.PRINTED, **given: Any) -> ReadRow:  # noqa: ANN401
    form = FORM_2019 if cells[0][0] in FORM_2019.by_code and cells[0][0] not in FORM_2021.by_code else FORM_2021
    return read_row(row(text, cells, **given), Passage(LABEL + text, form), zeros)


def values(found: ReadRow) -> list[int | str | None]:
    """The value of each figure, or the doubt that it is in."""
    return [it.read.doubt if it.read.value is None and it.read.doubt else it.read.value for it in found.figures]


def under(found: ReadRow, text: str) -> list[str]:
    return [(LABEL + text)[it.span.start : it.span.end] for it in found.figures]


def test_parted_figures_are_read_where_they_stand() -> None:
    text = " 3 0 0 0 12 0 15\n"
    found = read(text)
    assert (values(found), under(found, text)) == ([3, 0, 0, 0, 12, 0, 15], text.split())
    assert {(it.read.doubt, it.derived_by) for it in found.figures} == {("", ())}
    assert found.run is None


def test_a_row_without_figures_is_blank_and_one_that_ran_into_words_is_in_doubt() -> None:
    nothing = Span(len(LABEL), len(LABEL))
    assert read(" \n ").figures == (Figure(nothing, read(" \n ").figures[0].read),) * 7
    assert values(read(" \n ")) == [None] * 7
    assert values(read(" \n ", spoilt=True)) == ["words"] * 7
    assert values(read(" 3 0 0 0 12 0 15", spoilt=True)) == ["words"] * 7
    assert values(read("", spoilt=True)) == ["words"] * 7


def test_words_behind_a_row_may_be_its_last_cell() -> None:
    text = "\t3\t0\t0\t0\t1\t0\t"
    assert values(read(text, spoilt=True)) == [3, 0, 0, 0, 1, 0, "words"]
    assert values(read(text)) == [3, 0, 0, 0, 1, 0, None]
    assert values(read("\t\t0\t0\t0\t1\t0\t3\n", spoilt=True)) == [None, 0, 0, 0, 1, 0, 3]


def test_figures_are_in_the_units_and_with_the_signs_of_their_columns() -> None:
    money = (("procurement_items", None), ("procurement_amount", None))
    assert values(read(" 2 3", money)) == [2, 3_000_000]
    assert values(read(" 2 3", money, units=("项", "元"))) == [2, 300]
    change = (("licences_items_change", None), ("licences_decided", None))
    assert values(read(" -2 3", change)) == [-2, 3]
    assert values(read(" 2 -3", change)) == [2, None]


def test_heads_in_another_order_leave_all_but_equal_figures_in_doubt() -> None:
    text = " 3 0 0 0 12 0 15"
    found = read(text, ordered=False)
    assert (values(found), under(found, text)) == (["columns"] * 7, text.split())
    assert values(read(" 0 0 0 0 0 0 0", ordered=False)) == [0] * 7
    assert values(read("0000000", ordered=False)) == [0] * 7
    assert values(read("4000004", ordered=False)) == ["columns"] * 7


def test_fewer_figures_than_columns_are_lost_where_zeros_may_be_blank() -> None:
    text = "  3 12 15 "
    for zeros in (Zeros.BLANK, Zeros.UNKNOWN):
        found = read(text, zeros=zeros)
        assert (values(found), under(found, text)) == (["blanks"] * 7, ["3 12 15"] * 7)
    text = " 3 甲 15 "
    assert (values(read(text)), under(read(text), text)) == (["blanks"] * 7, ["3 甲 15"] * 7)


def test_digits_with_one_cut_are_taken_where_no_column_can_be_blank() -> None:
    found = read("4000003")
    assert values(found) == [4, 0, 0, 0, 0, 0, 3]
    assert {(it.read.doubt, it.derived_by) for it in found.figures} == {("only_cut", ())}
    assert [it.span.start - len(LABEL) for it in found.figures] == list(range(7))
    assert found.run == Span(len(LABEL), len(LABEL) + 7)
    assert values(read("4000003", zeros=Zeros.BLANK)) == ["run"] * 7
    for zeros in Zeros:
        assert values(read("0000000", zeros=zeros)) == [0] * 7


@pytest.mark.parametrize("zeros", [Zeros.PRINTED, Zeros.UNKNOWN])
def test_digits_are_cut_by_the_total_of_their_row(zeros: Zeros) -> None:
    found = read("100000010", zeros=zeros)
    assert values(found) == [10, 0, 0, 0, 0, 0, 10]
    assert {(it.read.doubt, it.derived_by) for it in found.figures} == {("row_total", ("row_total:new_received",))}
    assert values(read("110000011", zeros=zeros)) == ["run", "run", 0, 0, 0, 0, 11]
    assert values(read("100000010", zeros=Zeros.BLANK)) == ["run"] * 7
    assert found.run == Span(len(LABEL), len(LABEL) + 9)


def test_digits_in_two_tokens_are_cut_between_them() -> None:
    found = read("1000 00010")
    assert (values(found), found.run) == ([10, 0, 0, 0, 0, 0, 10], None)
    assert under(found, "1000 00010")[0] == "10"


def test_a_blank_within_digits_can_leave_one_cut() -> None:
    assert values(read("12 02", SEVEN[:3])) == [12, 0, 2]
    assert values(read("1202", SEVEN[:3])) == ["run", "run", 2]
    assert values(read("123 02", SEVEN[:4])) == ["run", "run", 0, 2]
    assert values(read("1 1000110000000000", LAWSUITS)) == [1, 10, 0, 0, 11, *[0] * 10]
    assert values(read("11000110000000000", LAWSUITS))[:2] == ["run", "run"]


def test_a_point_stands_only_in_a_column_of_money() -> None:
    cells = (("penalties_decided", None), ("fees_amount", None))
    assert values(read("31.5", cells)) == [3, 1_500_000]
    assert values(read("1.53", cells)) == ["run"] * 2


def test_a_sign_stands_only_in_a_column_of_changes() -> None:
    cells = (("licences_items_change", None), ("licences_decided", None))
    assert values(read("+31", cells)) == [3, 1]
    assert values(read("-03", cells)) == [0, 3]
    assert values(read("3-1", cells)) == ["run"] * 2
    assert values(read("5-3 1", (("licences_items_last_year", None), *cells))) == [5, -3, 1]


def test_a_page_number_is_no_figure_of_the_row_above_the_break() -> None:
    text = " 3 0 0 0 12 0 15\n- 4 -\n"
    passage = Passage(LABEL + text, FORM_2021, (len(LABEL + text),))
    assert values(read_row(row(text), passage, Zeros.PRINTED)) == [3, 0, 0, 0, 12, 0, 15]
    assert values(read(text)) == ["run"] * 7


def test_a_row_that_does_not_end_with_its_total_is_not_cut_by_it() -> None:
    assert values(read("100000010", (*SEVEN[1:], SEVEN[0]))) == ["run", 0, 0, 0, 0, "run", "run"]


def test_a_row_of_groups_is_cut_by_the_total_of_each() -> None:
    found = read("100010000010001", LAWSUITS)
    assert values(found) == [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1]
    longer = read("1000010000001200012", LAWSUITS)
    assert values(longer) == [10, 0, 0, 0, 10, 0, 0, 0, 0, 0, 12, 0, 0, 0, 12]
    wholes = ("reviews_total", "suits_direct_total", "suits_after_review_total")
    assert [it.derived_by for it in longer.figures] == [(f"row_total:{it}",) for it in wholes for _ in range(5)]
    several = values(read("110000110000010001", LAWSUITS))
    assert (several.count("run"), several[-1]) == (11, 1)


def test_groups_of_another_length_are_no_groups() -> None:
    for cells in (LAWSUITS[:9], LAWSUITS[1:10], (*LAWSUITS[:5], LAWSUITS[5], *LAWSUITS[10:])):
        digits = "1000010000001200012"[: len(cells) + 2]
        assert all(not it.derived_by for it in read(digits, cells).figures)


def test_how_a_table_shows_its_zeros_is_told_by_its_rows() -> None:
    def shown(*texts: str, **given: Any) -> Zeros:  # noqa: ANN401 - whatever a row takes
        text, rows = LABEL, []
        for each in texts:
            rows.append(Row("new_received", SEVEN, Span(len(text), len(text + each)), **given))
            text += each + LABEL
        return zeros_of(Window("办理表", tuple(rows), Span(0, len(text))), Passage(text, FORM_2021))

    assert shown("0000000") is Zeros.PRINTED
    assert shown("100000010") is Zeros.UNKNOWN
    assert shown("0000000", "22") is Zeros.BLANK
    assert shown("22", "0000000") is Zeros.BLANK
    assert shown("0000000", "  ") is Zeros.BLANK
    assert shown("22", "", spoilt=True) is Zeros.UNKNOWN
    assert shown("0000000", spoilt=True) is Zeros.UNKNOWN
    assert shown(" 3 0 0 0 12 0 15") is Zeros.UNKNOWN
    assert shown("100000010", "0000000", "110000011") is Zeros.PRINTED


def test_a_head_row_counts_what_its_parts_do() -> None:
    passage = Passage("", FORM_2021)
    assert passage.measure("heading_denied") == passage.measure("denied_state_secret")
    assert passage.measure("fees_amount") == FORM_2021.by_code["fees_amount"].measure


def test_digits_between_tabs_did_not_run_together() -> None:
    assert values(read("\t3\t20\t11")) == ["blanks"] * 7
    assert values(read("\t0000000")) == [0] * 7


def test_figures_in_the_line_below_blank_fields_may_be_those_of_the_row() -> None:
    assert values(read("\t\t\t\t\t\t\t\n\t3\t0\t0\t0\t12\t0\t15\n")) == ["blanks"] * 7
    assert values(read("\t\t\t\t\t\t\t\n")) == [None] * 7


def test_a_letter_typed_for_a_digit_leaves_its_row_in_doubt() -> None:
    figures = "\t\t\t123\t17\t0\t3\t"
    cut = Row("new_received", SEVEN, Span(len(LABEL), len(LABEL + figures)), spoilt=True)
    assert values(read_row(cut, Passage(f"{LABEL}{figures}I0\tI3\t166\n", FORM_2021), Zeros.PRINTED)) == ["words"] * 7
