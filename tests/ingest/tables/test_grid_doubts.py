from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from auditor.document import Fact
from auditor.document import Reading
from auditor.ingest.tables.read import read_tables
from auditor.ingest.tables.with_columns import read_form_tables
from tests.ingest.tables.grid_forms import FORM_2021
from tests.ingest.tables.grid_layouts import MEMBERS
from tests.ingest.tables.grid_layouts import PRINTED
from tests.ingest.tables.grid_layouts import document

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from tests.ingest.tables.grid_layouts import Box

HEADS = "|" + "|".join(PRINTED)
NEW = "一、本年新收政府信息公开申请数量"
CARRIED = "二、上年结转政府信息公开申请数量"
SEVEN = "1|2|3|4|5|6|21"


def table(*rows: str, wide: tuple[int, ...] = ()) -> list[Box]:
    """Boxes of cells parted by strokes; behind the first cell of the rows `wide`, each covers two columns."""
    return [
        (row, 2 * at - 1 if row in wide and at else at, text, 1, 2 if row in wide and at else 1)
        for row, line in enumerate(rows)
        for at, text in enumerate(line.split("|"))
    ]


def read(*grid: str, wide: tuple[int, ...] = ()) -> Mapping[tuple[str, str | None], list[Fact]]:
    found: dict[tuple[str, str | None], list[Fact]] = {}
    for fact in read_form_tables(document([table(*grid, wide=wide)]), FORM_2021).facts:
        found.setdefault((fact.indicator, fact.member), []).append(fact)
    return found


def doubts(found: Mapping[tuple[str, str | None], list[Fact]], code: str) -> list[str]:
    return [fact.doubt for member in MEMBERS for fact in found[code, member] if fact.reading is Reading.DOUBTFUL]


def twice(one: str, other: str) -> str:
    return "|" + "|".join((one, other) * 7)


@pytest.mark.parametrize(("one", "other"), [("件数", "比例"), ("本年", "上年"), ("2021年", "2022年")])
def test_a_head_over_two_columns_of_figures_does_not_tell_which_one_is_meant(one: str, other: str) -> None:
    row = "|".join(f"{count}|{count + 30}" for count in range(7))
    found = read(HEADS, twice(one, other), f"{NEW}|{row}", f"{CARRIED}|{row}", wide=(0,))
    assert doubts(found, "new_received") == ["columns"] * 14


def test_a_head_over_two_columns_of_which_one_is_filled_is_read() -> None:
    row = "|".join(f"|{count}" for count in range(7))
    found = read(HEADS, f"{NEW}|{row}", f"{CARRIED}|{row}", wide=(0,))
    assert [[fact.value for fact in found["carried_in", member]] for member in MEMBERS] == [[n] for n in range(7)]
    assert doubts(found, "new_received") == []


def test_a_total_and_another_total_beside_it_leave_the_total_open() -> None:
    found = read(f"{HEADS}|合计", f"{NEW}|{SEVEN}|40", f"{CARRIED}|{SEVEN}|40")
    assert [fact.doubt for fact in found["new_received", "total"]] == ["columns", "columns"]
    assert [fact.value for fact in found["new_received", "other_org"]] == [6]
    assert doubts(found, "new_received") == ["columns", "columns"]


def test_numbers_of_rows_without_a_head_of_their_own_leave_the_columns_open() -> None:
    found = read(HEADS, f"{NEW}|1|{SEVEN}", f"{CARRIED}|2|{SEVEN}")
    assert doubts(found, "new_received") == doubts(found, "carried_in") == ["columns"] * 7


def test_a_head_over_numbers_of_rows_that_are_not_there_leaves_the_columns_open() -> None:
    found = read(f"|行次{HEADS}", f"{NEW}|{SEVEN}", f"{CARRIED}|{SEVEN}")
    assert doubts(found, "new_received") == doubts(found, "carried_in") == ["columns"] * 7


def test_numbers_of_rows_under_a_head_are_no_figures() -> None:
    found = read(f"|行次{HEADS}", f"{NEW}|1|{SEVEN}", f"{CARRIED}|2|{SEVEN}")
    assert [fact.value for fact in found["carried_in", "natural_person"]] == [1]
    assert doubts(found, "new_received") == []


def test_figures_in_a_row_without_a_label_are_not_blanks_of_the_row_above() -> None:
    blank = "|" * 6
    found = read(HEADS, f"{NEW}|{blank}", f"|{SEVEN}", f"{CARRIED}|{blank}", f"|{SEVEN}")
    assert doubts(found, "new_received") == doubts(found, "carried_in") == ["shape"] * 7


def test_an_empty_row_below_changes_nothing() -> None:
    blank = "|" * 6
    found = read(HEADS, f"{NEW}|{blank}", f"|{blank}", f"{CARRIED}|{SEVEN}")
    assert [fact.reading for fact in found["new_received", "total"]] == [Reading.BLANK]
    assert [fact.value for fact in found["carried_in", "total"]] == [21]


def test_a_row_set_in_columns_of_its_own_is_open() -> None:
    heads = [(0, 0, "项目", 1, 9), *((0, 9 + at, text, 1, 1) for at, text in enumerate(PRINTED))]
    rows: list[Box] = [*heads, (1, 0, NEW, 1, 1), (2, 0, CARRIED, 1, 9)]
    rows += [(1, 1 + at, str(at), 1, 1) for at in range(7)] + [(1, 8, "", 1, 8)]
    rows += [(2, 9 + at, str(at), 1, 1) for at in range(7)]
    found: dict[tuple[str, str | None], list[Fact]] = {}
    for fact in read_form_tables(document([rows]), FORM_2021).facts:
        found.setdefault((fact.indicator, fact.member), []).append(fact)
    assert doubts(found, "new_received") == ["columns"] * 7
    assert [fact.value for member in MEMBERS for fact in found["carried_in", member]] == list(range(7))


ROWS = [each for each in FORM_2021.indicators if each.table == "办理表" and not each.is_heading]
LABELS, CODES = [each.label for each in ROWS], [each.code for each in ROWS]


def rows_of(labels: Sequence[str]) -> list[str]:
    """A row for each label, no two with the same figures."""
    return [f"{label}|" + "|".join(str(10 * at + column) for column in range(7)) for at, label in enumerate(labels)]


@pytest.mark.parametrize("kept", [0, 3])
@pytest.mark.parametrize("at", [0, 4, len(LABELS) - 1])
def test_a_row_whose_label_is_blank_or_damaged_is_in_doubt_by_the_rows_around_it(kept: int, at: int) -> None:
    damaged = (
        "".join(sign if kept and number % kept else "口" for number, sign in enumerate(LABELS[at])) if kept else ""
    )
    found = read(HEADS, *rows_of([*LABELS[:at], damaged, *LABELS[at + 1 :]]))
    assert doubts(found, CODES[at]) == ["label"] * 7
    assert [fact.value for member in MEMBERS for fact in found[CODES[at], member]] == [10 * at + n for n in range(7)]
    assert not [code for code in CODES if code != CODES[at] and doubts(found, code)]


def test_a_row_more_than_the_form_has_is_none_of_it() -> None:
    found = read(HEADS, *rows_of([*LABELS[:4], "小计", *LABELS[5:]]))
    assert (CODES[4], "total") not in found
    assert not [code for code in CODES if code != CODES[4] and doubts(found, code)]


def test_rows_that_are_read_as_one_are_all_in_doubt_where_their_figures_differ() -> None:
    same = rows_of([*LABELS[:4], LABELS[3], *LABELS[5:]])
    found = read(HEADS, *same)
    assert doubts(found, CODES[3]) == ["label"] * 14
    assert not [code for code in CODES if code != CODES[3] and (code, "total") in found and doubts(found, code)]


@pytest.mark.parametrize("at", [0, 3, 6])
def test_figures_under_a_head_that_says_nothing_are_in_doubt_by_those_beside_them(at: int) -> None:
    heads = "|" + "|".join("" if number == at else head for number, head in enumerate(PRINTED))
    found = read(heads, *rows_of(LABELS))
    for number, code in enumerate(CODES):
        (fact,) = found[code, MEMBERS[at]]
        assert (fact.reading, fact.doubt, fact.value) == (Reading.DOUBTFUL, "label", 10 * number + at)


def test_one_result_of_reviews_whose_head_is_damaged_is_in_doubt() -> None:
    leaves = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    below = "|".join(["维持", *leaves[1:], *leaves, *leaves])
    tops: list[Box] = [(0, 0, "行政复议", 1, 5), (0, 5, "行政诉讼", 1, 10)]
    decks: list[Box] = [(1, 0, "", 1, 5), (1, 5, "未经复议直接起诉", 1, 5), (1, 10, "复议后起诉", 1, 5)]
    rest = table("", "", below, "|".join(str(n) for n in range(15)))[2:]
    facts = read_form_tables(document([[*tops, *decks, *rest]]), FORM_2021).facts
    found = {fact.indicator: fact for fact in facts}
    assert (found["reviews_upheld"].doubt, found["reviews_upheld"].value) == ("label", 0)
    assert [fact.indicator for fact in facts if fact.doubt] == ["reviews_upheld"]


FILLED = (f"{NEW}|{SEVEN}", f"{CARRIED}|8|0|0|0|3|0|11", "（一）予以公开|5|0|12|0|0|0|17")


def test_what_two_copies_of_a_table_say_differently_is_in_doubt() -> None:
    other = [row.replace("|21", "|20") for row in FILLED]
    found = read(HEADS, *FILLED, "", HEADS, *other)
    assert [fact.doubt for fact in found["new_received", "total"]] == ["copies"]
    assert {key for key, facts in found.items() if facts[0].doubt} == {("new_received", "total")}


def test_a_table_of_other_figures_says_nothing_of_the_first() -> None:
    other = (f"{NEW}|9|8|7|6|5|4|39", f"{CARRIED}|1|0|0|0|1|0|2", "（一）予以公开|30|2|0|0|0|0|32")
    found = read(HEADS, *FILLED, "", HEADS, *other)
    assert [fact.value for fact in found["new_received", "total"]] == [21]
    assert not any(fact.doubt for facts in found.values() for fact in facts)


def test_a_row_that_ends_before_its_heads_is_in_doubt_though_all_its_figures_are_zero() -> None:
    found = read(HEADS, f"{NEW}|{SEVEN}", f"{CARRIED}|0|0|0|0|0|0")
    assert doubts(found, "carried_in") == ["columns"] * len(doubts(found, "carried_in")) != []
    assert doubts(found, "new_received") == []


def test_a_row_that_is_longer_than_others_is_in_doubt() -> None:
    found = read(
        HEADS, f"{NEW}|1|234|0|0|0|0|0|1|234", f"{CARRIED}|2|000|0|0|0|0|0|2|000", "（一）予以公开|1|0|0|0|0|0|1"
    )
    assert doubts(found, "new_received") == doubts(found, "carried_in") == ["columns"] * 7
    assert doubts(found, "granted") == []


def test_numbers_of_rows_before_the_labels_change_nothing() -> None:
    found = read(f"10|{HEADS}", f"11|{NEW}|{SEVEN}", f"12|{CARRIED}|{SEVEN}")
    assert [fact.value for member in MEMBERS for fact in found["new_received", member]] == [1, 2, 3, 4, 5, 6, 21]
    assert doubts(found, "carried_in") == []


ISSUED = "信息内容|本年制发件数|本年废止件数|现行有效件数"


@pytest.mark.parametrize("row", ["行政规范性文件|3|20", "行政规范性文件|3|1|234|7"])
def test_a_row_of_files_that_is_as_long_as_its_heads_are_not_is_in_doubt(row: str) -> None:
    found = read(ISSUED, "规章|0|0|0", row)
    assert {fact.reading for facts in found.values() for fact in facts if fact.indicator.startswith("normative")} == {
        Reading.DOUBTFUL
    }
    assert [fact.value for fact in found["rules_issued", None]] == [0]


@pytest.mark.parametrize(("others", "is_open"), [("2|3|4|5|6|21", True), ("二|三|四|五|六|二十一", False)])
def test_a_stroke_alone_is_a_one_only_among_numerals(others: str, is_open: bool) -> None:  # noqa: FBT001
    heads = table(HEADS, f"{NEW}|一|{others}", f"{CARRIED}|0|0|0|0|0|0|0")
    found = {(fact.indicator, fact.member): fact for fact in read_tables(document([heads]), FORM_2021).facts}
    assert (found["new_received", MEMBERS[0]].reading is Reading.DOUBTFUL) == is_open
    assert found["new_received", MEMBERS[1]].value == 2


def test_a_column_whose_head_stands_apart_is_in_doubt_and_one_without_a_head_is_missing() -> None:
    heads = table(f"|{PRINTED[0]}||", f"||{PRINTED[1]}|{PRINTED[2]}", f"{NEW}|1|2|3", f"{CARRIED}|4|5|6")
    found = {(fact.indicator, fact.member): fact for fact in read_tables(document([heads]), FORM_2021).facts}
    assert found["new_received", MEMBERS[0]].reading is Reading.DOUBTFUL
    assert found["new_received", MEMBERS[1]].value == 2
    assert ("new_received", MEMBERS[3]) not in found


def test_heads_over_others_that_do_not_reach_over_them_leave_all_figures_open() -> None:
    ends = "结果维持|结果纠正|其他结果|尚未审结|总计"
    figures = "|".join(str(at) for at in range(15))
    found = read("行政复议|行政诉讼", f"{ends}|未经复议直接起诉|复议后起诉", f"|||||{ends}|{ends}", figures)
    suits = [each.code for each in FORM_2021.indicators if each.table == "争议表"]
    assert [(found[code, None][0].value, found[code, None][0].reading) for code in suits] == [
        (at, Reading.DOUBTFUL) for at in range(15)
    ]


@pytest.mark.parametrize("shown", ["“{}”", "（{}）", "＝{}", "=SUM(B{0}:B9)", "#REF!{0}"])
def test_a_table_of_one_row_whose_figures_are_all_in_doubt_is_there(shown: str) -> None:
    results = "结果维持|结果纠正|其他结果|尚未审结|总计"
    heads = ["行政复议||||", results, "|".join(shown.format(count) for count in (1, 2, 0, 1, 4))]
    found = read(*heads)
    assert [fact.reading for facts in found.values() for fact in facts] == [Reading.DOUBTFUL] * 5


@pytest.mark.parametrize("moved", ["|1|2|3|4|5|6|21", "|||3|4|||7"])
def test_a_row_that_stands_further_right_than_its_heads_is_in_doubt(moved: str) -> None:
    results = [f"|（{each}|||1|2|3|4|5|6|21" for each in ("一）予以公开", "二）部分公开", "七）总计")]
    last = "四、结转下年度继续办理"
    found = read(f"{HEADS}|||", f"{NEW}|{SEVEN}|||", *results, f"{last}||{moved}|")
    assert doubts(found, "carried_out") == ["columns"] * 7


def test_a_row_with_a_figure_below_the_border_of_two_heads_is_in_doubt() -> None:
    ends = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    begins = [0, *range(2, 42, 3), 43]
    heads = [(0, 0, "行政复议", 1, 14), (0, 14, "行政诉讼", 1, 29)]
    heads += [(1, 14, "未经复议直接起诉", 1, 15), (1, 29, "复议后起诉", 1, 14)]
    heads += [
        (1 + (at >= 5), start, ends[at % 5], 1 + (at < 5), end - start)
        for at, (start, end) in enumerate(pairwise(begins))
    ]
    figures = [(3, at + at // 2, "000000000030307"[at : at + 1], 1, 1 + at % 2) for at in range(29)]
    facts = read_form_tables(document([[*heads, *figures]]), FORM_2021).facts
    assert not [fact for fact in facts if fact.reading is Reading.VALUE]


@pytest.mark.parametrize("figures", ["1 1|||||| 1 1", "—|1 2||||1|1"])
def test_a_cell_with_several_labels_does_not_tell_whose_the_figures_beside_it_are(figures: str) -> None:
    labels = f"{NEW}{CARRIED}（一）予以公开（二）部分公开（七）总计四、结转下年度继续办理"
    found = read(HEADS, f"{labels}|{figures}")
    assert {fact.reading for facts in found.values() for fact in facts} <= {Reading.DOUBTFUL}
