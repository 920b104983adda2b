from __future__ import annotations

import pytest

from auditor.document import Reading
from auditor.ingest.tables.cells import read_cell
from auditor.schema import Kind
from auditor.schema import Measure

CASES = Measure(Kind.COUNT, "件", "件")


@pytest.mark.parametrize(
    "text", ["O", "l", "I", "o", "IO", "〇○", "ー", "①", "⑴", "⒈", "❶", "㈠", "Ⅻ", "〡", "\u041e", "B"]
)
def test_signs_typed_for_digits_are_in_doubt(text: str) -> None:
    assert read_cell(text, CASES).reading is Reading.DOUBTFUL


@pytest.mark.parametrize("text", ["**12**", "__12__", "`12`", "*12件*"])
def test_marks_of_emphasis_are_no_part_of_a_figure(text: str) -> None:
    assert read_cell(text, CASES).value == 12


@pytest.mark.parametrize("text", ["9（更正为7）", "9(应为7)", "9（改为7）"])
def test_a_figure_that_is_corrected_beside_it_is_in_doubt(text: str) -> None:
    assert read_cell(text, CASES).reading is Reading.DOUBTFUL


@pytest.mark.parametrize(
    ("printed", "note"), [("1 7 8 2", ""), ("3 . 5", ""), ("12 13", "12 13"), ("3 至 5", "3 至 5")]
)
def test_digits_that_are_set_apart_are_in_doubt_without_words_beside_them(printed: str, note: str) -> None:
    read = read_cell(printed, CASES)
    assert (read.reading, read.note) == (Reading.DOUBTFUL, note)


@pytest.mark.parametrize("text", ["\ue8a3\ue8a7", "1\ue8a3", "\uf031"])
def test_signs_that_only_a_font_of_their_own_shows_are_in_doubt(text: str) -> None:
    assert read_cell(text, CASES).doubt == "unread"


@pytest.mark.parametrize(
    ("text", "note"), [("12件（其中网络申请1件）", ""), ("12（其中13件转办）", "其中13件转办"), ("12(含1件)", "含1件")]
)
def test_how_much_of_a_figure_is_of_a_kind_leaves_no_doubt_which_figure_is_meant(text: str, note: str) -> None:
    read = read_cell(text, CASES)
    assert (read.value, read.note) == (12, note)
