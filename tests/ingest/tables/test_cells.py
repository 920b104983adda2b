from __future__ import annotations

import pytest

from auditor.document import Reading
from auditor.ingest.tables.cells import CellReading
from auditor.ingest.tables.cells import doubtful
from auditor.ingest.tables.cells import figures_in
from auditor.ingest.tables.cells import is_nothing
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
        ("5注¹", 5),
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
    ("text", "value", "note"),
    [
        ("约30", 30, "约"),
        ("近30", 30, "近"),
        ("超30", 30, "超过"),
        ("10余", 10, "余"),
        ("0.5万", 5000, "万"),
        ("2百", 200, "百"),
        ("3千", 3000, "千"),
        ("1.2亿", 120_000_000, "亿"),
        ("1万亿", 10**12, "万亿"),
        ("近2万", 20_000, "万近"),
        ("30多件", 30, "余"),
        ("0.00005万", None, "万"),
        ("123456789012345万亿", None, "万亿"),
    ],
)
def test_a_loose_figure_is_kept_and_never_judged(text: str, value: int | None, note: str) -> None:
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


@pytest.mark.parametrize("text", ["-59", "'-59"])
def test_a_decrease_is_a_figure_where_the_form_allows_it(text: str) -> None:
    assert read_cell(text, CASES, signed=True) == value(-59)


def value(stored: int, unit: str = "", note: str = "", noted: tuple[int, ...] = ()) -> CellReading:
    return CellReading(Reading.VALUE, stored, note, noted, unit)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("", CellReading(Reading.BLANK, unit="件")),
        ("—", CellReading(Reading.DASH, unit="件")),
        ("=B4", doubtful("formula", unit="件")),
        ("若干", CellReading(Reading.TEXT, unit="件")),
        ("9" * 121, doubtful("words", unit="件")),
        ("详" * 121, doubtful("words", unit="件")),
        ("详" * 120, CellReading(Reading.TEXT, unit="件")),
        ("02", doubtful("digits", unit="件")),
        ("-05", doubtful("digits", unit="件")),
        ("02人次", doubtful("digits", unit="人次")),
        ("5", value(5, "件")),
        ("5 人次", value(5, "人次")),
        ("人次", CellReading(Reading.TEXT, unit="件")),
        ("1.5", CellReading(Reading.TEXT, unit="件")),
        ("-5条", CellReading(Reading.TEXT, unit="条")),
        ("约30", doubtful("loose", 30, "约", "件")),
        ("约30条(估计)", doubtful("loose", 30, "约估计", "条")),
        ("5、3", doubtful("figures", note="5、3", unit="件")),
        ("县级9", doubtful("words", 9, "县级9", "件")),
        ("县级1.5", doubtful("words", note="县级1.5", unit="件")),
        ("1,23", doubtful("digits", unit="件")),
    ],
)
def test_all_that_a_cell_says_is_told_with_the_unit_of_its_row(text: str, reading: CellReading) -> None:
    assert read_cell(text, CASES, column_unit="件") == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("9 ( 县级3 )", value(9, note="县级3", noted=(3,))),
        ("9[县级]", value(9, note="县级")),
        ("9(X类)", value(9, note="X类")),
        ("9【省级】", value(9, note="省级")),
        ("9*(县级)", value(9, note="县级")),
        ("9件(\n县级1,234，市级5,)", value(9, "件", "县级1,234,市级5,", (1234, 5))),
        ("9(其中1.5)", value(9, note="其中1.5")),
        ("共计 9", value(9)),
        ("合计9", value(9)),
        ("计9件", value(9, "件")),
        ("12人次", value(12, "人次")),
        ("共12人次。", value(12, "人次")),
        ("", CellReading(Reading.BLANK)),
        ("无", CellReading(Reading.DASH)),
        ("#N/A", doubtful("formula")),
    ],
)
def test_a_figure_its_unit_and_its_note_are_told_apart(text: str, reading: CellReading) -> None:
    assert read_cell(text, CASES) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("三", doubtful("words", unit="件")),
        ("详见附件", doubtful("words", unit="件")),
        ("5", value(5, "件")),
        ("5条", value(5, "条")),
        ("5 条", value(5, "条")),
        ("6.0", value(6, "件")),
        ("12。", doubtful("words", 12, "12。", "件")),
    ],
)
def test_what_is_no_cell_of_its_own_is_believed_only_in_digits(text: str, reading: CellReading) -> None:
    assert read_cell(text, CASES, column_unit="件", alone=False) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("1.2", doubtful("loose", 12_000, unit="万")),
        ("3", doubtful("loose", 30_000, unit="万")),
        ("0", value(0, "万")),
        ("5件", value(5, "件")),
    ],
)
def test_a_count_in_a_column_of_ten_thousands_is_loose(text: str, reading: CellReading) -> None:
    assert read_cell(text, CASES, column_unit="万") == reading


@pytest.mark.parametrize(
    ("text", "column_unit", "reading"),
    [
        ("6.6(其中1.5)", "", value(6_600_000, note="其中1.5", noted=(1_500_000,))),
        ("1.5", "亿元", value(15 * 10**9, "亿元")),
        ("1.5亿元", "万元", value(15 * 10**9, "亿元")),
        ("3", "万", value(3_000_000, "万")),
        ("0.1234567", "万元", doubtful("precision", 123_457, unit="万元")),
        ("0.001", "元", doubtful("precision", 0, unit="元")),
        ("99999999999999", "万元", doubtful("large", unit="万元")),
        ("99999999999999", "元", value(9_999_999_999_999_900, "元")),
        ("县级9", "元", doubtful("words", 900, "县级9", "元")),
        ("县级9", "", doubtful("words", 9_000_000, "县级9")),
        ("县级99999999999999", "", doubtful("words", note="县级99999999999999")),
        ("县级0.00000001", "", doubtful("words", note="县级0.00000001")),
        ("1.5亿", "", value(15 * 10**9, "亿")),
    ],
)
def test_all_that_a_cell_of_money_says_is_told(text: str, column_unit: str, reading: CellReading) -> None:
    assert read_cell(text, MONEY, column_unit=column_unit) == reading


def test_the_unit_of_an_indicator_is_known_where_it_is_not_common() -> None:
    assert read_cell("5台", Measure(Kind.COUNT, "台", "台")) == value(5, "台")
    assert read_cell("5台", CASES) == doubtful("words", 5, "5台")


@pytest.mark.parametrize("text", [*"-—–―─﹣_/\\~", "空", "空白", "NA", "n/a", "Nil", " — — "])
def test_every_sign_for_nothing_is_known(text: str) -> None:
    assert is_nothing(text)


@pytest.mark.parametrize("text", ["", "  ", "0", "无法", "-5", "nill"])
def test_what_says_something_is_no_sign_for_nothing(text: str) -> None:
    assert not is_nothing(text)


def test_the_figures_of_a_note_are_those_that_are_whole() -> None:
    assert figures_in("县级1,234,市级5.,镇级0.5,另有-3", CASES) == (1234, 5, -3)
    assert figures_in("含1.5和0.00000001", MONEY) == (1_500_000,)
