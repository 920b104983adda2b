from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from auditor.document import Fact
from auditor.document import Reading
from auditor.ingest.tables.grid_form import read_form_tables
from tests.ingest.grid_forms import FORM_2021
from tests.ingest.grid_layouts import MEMBERS
from tests.ingest.grid_layouts import PRINTED
from tests.ingest.grid_layouts import document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.ingest.grid_layouts import Box

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
