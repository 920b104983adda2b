from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.document import Hedge
from auditor.ingest.figures import parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("１２", 12),
        ("1,234", 1234),
        ("１，２００", 1200),
        ("1,234,567", 1234567),
        ("3.50", Fraction(7, 2)),
        ("1.2万", 12000),
        ("2 亿", 200_000_000),
        ("-3", -3),
        ("+82", 82),
        (" 7 ", 7),
        ("123456789012345", 123456789012345),
    ],
)
def test_a_printed_figure_is_read_exactly(text: str, value: Fraction | int) -> None:
    number = parse_number(text)
    assert number is not None
    assert number.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三", 3),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十一", 21),
        ("一百零五", 105),
        ("两千三百", 2300),
        ("一万二千", 12000),
        ("〇", 0),
        ("零", 0),
        ("二〇一八", 2018),
    ],
)
def test_chinese_numerals_are_figures(text: str, value: int) -> None:
    number = parse_number(text)
    assert number is not None
    assert number.value == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "—",
        "无",
        "万",
        "百",
        "三四",
        "七八十",
        "12,34",
        "1,2345",
        "1.2.3",
        "1 683",
        "9(县级)",
        "1234567890123456",
        "12件",
    ],
)
def test_what_is_no_single_figure_is_refused(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "hedge", "low", "high"),
    [
        ("约100", Hedge.ABOUT, 95, 105),
        ("100左右", Hedge.ABOUT, 95, 105),
        ("近百", Hedge.NEARLY, 95, 100),
        ("超过300", Hedge.OVER, 300, None),
        ("300以上", Hedge.OVER, 300, None),
        ("430余", Hedge.ODD, 430, None),
        ("二十多", Hedge.ODD, 20, None),
        ("十几", Hedge.ODD, 10, None),
        ("3万多", Hedge.ODD, 30000, None),
    ],
)
def test_a_hedge_loosens_the_bounds(text: str, hedge: Hedge, low: int, high: int | None) -> None:
    number = parse_number(text)
    assert number is not None
    assert number.hedge is hedge
    assert number.low == low
    assert number.high == high


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("744", 744, 744),
        ("1.2万", 11500, 12500),
        ("3万", 25000, 35000),
        ("6.60", Fraction("6.595"), Fraction("6.605")),
    ],
)
def test_decimals_and_multipliers_say_that_a_figure_was_rounded(
    text: str, low: Fraction | int, high: Fraction | int
) -> None:
    number = parse_number(text)
    assert number is not None
    assert (number.low, number.high) == (low, high)


def test_half_a_case_is_no_whole_number_of_cases() -> None:
    number = parse_number("2.5")
    assert number is not None
    assert number.scaled(1) is None


def test_money_is_stored_in_hundredths_of_a_yuan() -> None:
    number = parse_number("6.6")
    assert number is not None
    assert number.scaled(1_000_000, rounded=True) == (6_600_000, 6_550_000, 6_650_000)


@given(st.integers(0, 10**12))
def test_thousands_separators_change_nothing(value: int) -> None:
    number = parse_number(f"{value:,}")
    assert number is not None
    assert number.value == value


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    number = parse_number(text)
    assert number is None or number.high is None or number.low <= number.high
