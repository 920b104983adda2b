from __future__ import annotations

import pytest

from auditor.document import Reading
from auditor.ingest.tables.cells import read_cell
from auditor.schema import Kind
from auditor.schema import Measure

CASES = Measure(Kind.COUNT, "件", "件")
MONEY = Measure(Kind.MONEY, "万元", "元", 10**6)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9", 9),
        ("1,234", 1234),
        ("１２", 12),
        ("1，234", 1234),
        (" 5 ", 5),
        ("5件", 5),
        ("共5件", 5),
        ("6.0", 6),
        ("三", 3),
        ("十二", 12),
        ("5①", 5),
        ("5*", 5),
        ("12。", 12),
        ("1,024;", 1024),
        ("0万", 0),
    ],
)
def test_a_plain_figure_is_read_however_it_is_written(text: str, value: int) -> None:
    read = read_cell(text, CASES)
    assert (read.reading, read.value, read.note) == (Reading.VALUE, value, "")


@pytest.mark.parametrize("text", ["-", "—", "——", "/", "\\", "无", "不适用", "0.", "——  ", "N/A"])
def test_a_sign_for_nothing_is_no_zero(text: str) -> None:
    read = read_cell(text, CASES)
    assert (read.reading, read.value) == (Reading.DASH, None)


@pytest.mark.parametrize("text", ["=B4+5", "#REF!"])
def test_a_value_that_the_sheet_does_not_have_is_in_doubt_and_no_note(text: str) -> None:
    read = read_cell(text, CASES)
    assert (read.reading, read.doubt, read.note) == (Reading.DOUBTFUL, "formula", "")


@pytest.mark.parametrize("text", ["", "  ", "\u3000"])
def test_an_empty_cell_is_blank(text: str) -> None:
    assert read_cell(text, CASES).reading is Reading.BLANK


@pytest.mark.parametrize("text", ["1.5", "-5", "若干", "详见附件"])
def test_what_a_count_cannot_be_is_text(text: str) -> None:
    read = read_cell(text, CASES)
    assert (read.reading, read.value) == (Reading.TEXT, None)


@pytest.mark.parametrize(
    ("text", "note", "noted"),
    [
        ("9(县级)", "县级", ()),
        ("40(县级3次)", "县级3次", (3,)),
        ("610（县级240）", "县级240", (240,)),
        ("9（县级", "县级", ()),
    ],
)
def test_what_stands_in_brackets_behind_a_figure_is_a_note(text: str, note: str, noted: tuple[int, ...]) -> None:
    read = read_cell(text, CASES)
    assert (read.reading, read.note, read.note_values) == (Reading.VALUE, note, noted)


@pytest.mark.parametrize(
    ("text", "value", "note"), [("约30", 30, "约"), ("10余", 10, "余"), ("0.5万", 5000, "万"), ("30多件", 30, "余")]
)
def test_a_loose_figure_is_kept_and_never_judged(text: str, value: int, note: str) -> None:
    read = read_cell(text, CASES)
    assert (read.reading, read.value, read.note, read.doubt) == (Reading.DOUBTFUL, value, note, "loose")


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("5 3", "figures"),
        ("5、3", "figures"),
        ("1,23", "digits"),
        ("02", "digits"),
        ("1.2.3", "digits"),
        ("县级9", "words"),
    ],
)
def test_a_figure_that_can_be_read_in_two_ways_is_in_doubt(text: str, doubt: str) -> None:
    read = read_cell(text, CASES)
    assert (read.reading, read.doubt) == (Reading.DOUBTFUL, doubt)


def test_a_figure_too_large_for_any_report_is_in_doubt() -> None:
    assert read_cell("1" * 30, CASES).reading is Reading.DOUBTFUL


@pytest.mark.parametrize(
    ("text", "column_unit", "stored", "unit"),
    [
        ("6.6", "", 6_600_000, ""),
        ("6.6", "万元", 6_600_000, "万元"),
        ("251000元", "", 25_100_000, "元"),
        ("251000", "元", 25_100_000, "元"),
        ("0.5万", "", 500_000, "万"),
        ("0", "万", 0, "万"),
    ],
)
def test_money_is_stored_in_fen_by_the_unit_that_is_printed(
    text: str, column_unit: str, stored: int, unit: str
) -> None:
    read = read_cell(text, MONEY, column_unit=column_unit)
    assert (read.reading, read.value, read.unit) == (Reading.VALUE, stored, unit)


def test_money_finer_than_a_fen_is_in_doubt() -> None:
    read = read_cell("0.12345678", MONEY)
    assert (read.reading, read.doubt) == (Reading.DOUBTFUL, "precision")


def test_a_decrease_is_a_figure_where_the_form_allows_it() -> None:
    assert read_cell("-59", CASES, signed=True).value == -59
