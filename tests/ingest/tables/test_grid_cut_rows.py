"""Rows that the end of a page cut in two."""

from __future__ import annotations

import pytest

from auditor.document import Reading
from auditor.ingest.pages.tables.printed import PrintedCell
from auditor.ingest.pages.tables.printed import PrintedTable
from auditor.ingest.pages.tables.printed import join_tables
from tests.ingest.tables.grid_samples import HEADS
from tests.ingest.tables.grid_samples import read
from tests.ingest.tables.grid_samples import table
from tests.ingest.tables.grid_samples import values

BEFORE = "2.其他法律行政法规禁止公开|4|0|0|0|0|1|5"
AFTER = "4.保护第三方合法权益|2|0|0|1|0|0|3"
CUT = "3|0|1|0|0|0|4"
NONE = "|".join([""] * 7)


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("1.属于国家秘密", "denied_state_secret"),
        ("2.没有现成信息需要另行制作", "unable_to_be_made"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "partially_granted"),
        ("5.要求行政机关确认或重新出具已获取信息", "refused_reissue"),
    ],
)
@pytest.mark.parametrize("figures_first", [True, False])
def test_a_label_cut_anywhere_is_one_row_with_its_figures(label: str, code: str, *, figures_first: bool) -> None:
    upper, lower = (CUT, NONE) if figures_first else (NONE, CUT)
    for at in range(3, len(label)):
        found = read(table(HEADS, BEFORE, f"{label[:at]}|{upper}", f"{label[at:]}|{lower}", AFTER))
        assert values(found, code) == [3, 0, 1, 0, 0, 0, 4], (label[:at], label[at:])
        assert values(found, "denied_by_law") == [4, 0, 0, 0, 0, 1, 5]
        assert values(found, "denied_third_party") == [2, 0, 0, 1, 0, 0, 3]
        assert {each.occurrence for each in found.values()} == {1}


def test_a_row_that_was_left_blank_stays_one_of_its_own() -> None:
    found = read(table(HEADS, "1.属于国家秘密|1|0|0|0|0|0|1", f"2.其他法律行政法规禁止公开|{NONE}", AFTER))
    assert values(found, "denied_state_secret") == [1, 0, 0, 0, 0, 0, 1]
    assert found["denied_by_law", "company"].reading is Reading.BLANK


def test_the_rest_of_a_label_is_no_heading() -> None:
    found = read(table(HEADS, BEFORE, "其他情形）|1|0|0|0|0|0|1", "（六）其他处理|2|0|0|0|0|0|2"))
    assert values(found, "other_handling") == [2, 0, 0, 0, 0, 0, 2]


def test_a_row_is_cut_within_a_note_and_beside_a_blank() -> None:
    found = read(table(HEADS, BEFORE, "1.属|||0|0|0（县|0|0", "于国家秘密|||||级）||", AFTER))
    assert values(found, "denied_state_secret") == [None, None, 0, 0, 0, 0, 0]
    assert {each.occurrence for each in found.values()} == {1}


def test_heads_cut_in_two_are_heads() -> None:
    rows = (
        "行政复议|行政复议|行政复议|行政复议|行政复议",
        "结果维|结果|其他|尚未审|总计",
        "持|纠正|结果|结|",
        "4|1|0|2|7",
    )
    found = read(table(*rows))
    codes = ("upheld", "corrected", "other", "pending", "total")
    assert [found[f"reviews_{code}", None].value for code in codes] == [4, 1, 0, 2, 7]


def test_heads_over_two_decks_cut_in_two_are_heads_of_their_columns() -> None:
    upper = ["行政复议"] * 5 + ["行政诉讼"] * 5
    middle = ["结", "结果", "其他", "尚未", "总", *["未经复议直接起诉"] * 5]
    lower = ["果维持", "纠正", "结果", "审结", "计", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    found = read(table(*map("|".join, (upper, middle, lower, "4102718039"))))
    codes = ("upheld", "corrected", "other", "pending", "total")
    assert [found[f"reviews_{code}", None].value for code in codes] == [4, 1, 0, 2, 7]
    assert [found[f"suits_direct_{code}", None].value for code in codes] == [1, 8, 0, 3, 9]


def printed(*rows: tuple[str, str, str]) -> PrintedTable:
    cells = [
        PrintedCell(top, left, top + 1, left + 1, text) for top, row in enumerate(rows) for left, text in enumerate(row)
    ]
    return PrintedTable(1, (0.0, 100.0, 130.0, 160.0), len(rows), tuple(cells))


def joined(above: tuple[str, str, str], below: tuple[str, str, str]) -> list[tuple[str, ...]]:
    table = join_tables(printed(above), printed(below, ("2.兼职人员数", "人", "7")))
    assert table is not None
    return [tuple(cell.text for cell in table.row(number)) for number in range(table.rows)]


def test_the_rest_of_a_label_whose_unit_stands_above_belongs_to_it() -> None:
    assert joined(("（三）从事政府信息公开工", "人", "9"), ("作人员数", "", "")) == [
        ("（三）从事政府信息公开工作人员数", "人", "9"),
        ("2.兼职人员数", "人", "7"),
    ]


@pytest.mark.parametrize("below", [("涉及商业秘密", "件", ""), ("（不同方式回应同一热点计1次）", "", "")])
def test_a_row_with_its_unit_and_a_note_are_no_rest(below: tuple[str, str, str]) -> None:
    assert joined(("涉及国家秘密", "件", "1"), below)[1] == below


def test_a_misspelt_label_takes_nothing_from_the_blank_row_below() -> None:
    found = read(table(HEADS, "1.属于国家密|1|0|0|0|0|0|1", f"2.其他法律行政法规禁止公开|{NONE}", AFTER))
    assert found["denied_by_law", "company"].reading is Reading.BLANK


def test_rows_are_no_halves_where_each_holds_figures_of_its_own() -> None:
    rows = (HEADS, BEFORE, "1.属|||||||15", "于国家秘密|3|0|1|0|0|0|", "|||||||6", AFTER)
    found = read(table(*rows))
    assert values(found, "denied_state_secret")[-1] != 15


def test_a_figure_that_may_go_on_in_a_row_without_a_label_is_in_doubt() -> None:
    found = read(table(HEADS, BEFORE, "1.属于国家秘密|0|45|0|0|0|0|45", "||3|||||", AFTER))
    assert found["denied_state_secret", "company"].doubt
    assert not found["denied_by_law", "company"].doubt
    assert not found["denied_third_party", "company"].doubt


def test_a_figure_cut_with_its_label_is_in_doubt_and_its_neighbours_are_no_blanks() -> None:
    found = read(table(HEADS, BEFORE, "5.属于三类内部|0|12|1|0|2|0|12", "事务信息||0|||||3", AFTER))
    assert [fact.value for fact in found.values() if fact.indicator == "denied_internal"] == [0, None, 1, 0, 2, 0, None]
    assert found["denied_internal", "company"].doubt
    assert found["denied_internal", "total"].doubt
    assert {each.occurrence for each in found.values()} == {1}


def test_only_the_column_that_may_go_on_is_in_doubt_also_beside_the_rest_of_a_head() -> None:
    lines = (f"|{HEADS}", f"（三）不予公|{BEFORE}", "|1.属于国家秘密|12|0|0|0|0|1|13", "开||0||||||7", f"|{AFTER}")
    found = read(table(*lines))
    in_doubt = [member for (code, member), fact in found.items() if code == "denied_state_secret" and fact.doubt]
    assert in_doubt == ["natural_person", "total"]
    assert found["denied_state_secret", "other_org"].value == 1


def test_a_row_whose_label_stands_further_left_is_no_rest_of_the_one_above() -> None:
    found = read(table(f"|{HEADS}", "|5.要求行政机关确认或重新出具已获取信息|0|8|0|0|0|0|8", "（七）总计||0|9|||||9"))
    assert not any(fact.doubt for fact in found.values())


def test_a_number_within_the_rest_begins_a_row_of_its_own() -> None:
    found = read(table(HEADS, "（二）部分公开（区分处理|7|0|0|0|0|0|7", "这一情形1.属于国家秘密|1|0|0|0|0|2|3", AFTER))
    assert values(found, "denied_third_party") == [2, 0, 0, 1, 0, 0, 3]
    assert found["denied_state_secret", "total"].value == 3
