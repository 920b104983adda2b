from __future__ import annotations

from fractions import Fraction

import cn2an  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.document import Hedge
from auditor.ingest.figures import Number
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
        ("1234567890.12345", Fraction(123456789012345, 10**5)),
        ("3百", 300),
        ("4千", 4000),
        ("1万亿", 10**12),
        ("-1,234.5", Fraction(-2469, 2)),
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
        "1234567890.123456",
        "-三",
        "+三",
        "千",
        "百万",
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
        ("约18", Hedge.ABOUT, 17, 19),
        ("近18", Hedge.NEARLY, 17, 18),
        ("近百", Hedge.NEARLY, 95, 100),
        ("超过300", Hedge.OVER, 300, None),
        ("300以上", Hedge.OVER, 300, None),
        ("430余", Hedge.ODD, 430, None),
        ("二十多", Hedge.ODD, 20, None),
        ("十几", Hedge.ODD, 10, None),
        ("3万多", Hedge.ODD, 30000, None),
        ("10余万", Hedge.ODD, 100000, None),
        ("大约200", Hedge.ABOUT, 190, 210),
        ("约为200", Hedge.ABOUT, 190, 210),
        ("约有200", Hedge.ABOUT, 190, 210),
        ("约计200", Hedge.ABOUT, 190, 210),
        ("200上下", Hedge.ABOUT, 190, 210),
        ("-100左右", Hedge.ABOUT, -105, -95),
        ("约1万", Hedge.ABOUT, 5000, 15000),
        ("约1.2万", Hedge.ABOUT, 11400, 12600),
        ("近1.2万", Hedge.NEARLY, 11400, 12000),
        ("近3万", Hedge.NEARLY, 25000, 30000),
        ("将近200", Hedge.NEARLY, 190, 200),
        ("接近200", Hedge.NEARLY, 190, 200),
        ("近万", Hedge.NEARLY, 9500, 10000),
        ("超出200", Hedge.OVER, 200, None),
        ("突破200", Hedge.OVER, 200, None),
        ("逾200", Hedge.OVER, 200, None),
        ("超 200", Hedge.OVER, 200, None),
        ("200之多", Hedge.OVER, 200, None),
        ("超过1.2万", Hedge.OVER, 12000, None),
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
        ("0万", 0, 0),
        ("0.0", Fraction("-0.05"), Fraction("0.05")),
        ("2百", 150, 250),
        ("1.5万亿", 1_450_000_000_000, 1_550_000_000_000),
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


@pytest.mark.parametrize(
    ("text", "scale", "rounded", "stored"),
    [
        ("744", 1, False, (744, 744, 744)),
        ("744", 100, True, (74_400, 74_350, 74_450)),
        ("0", 100, True, (0, 0, 0)),
        ("0.0", 10, False, (0, 0, 0)),
        ("1.2", 10, False, (12, 12, 12)),
        ("1.2万", 1, False, (12_000, 11_500, 12_500)),
        ("约101", 1, False, (101, 96, 106)),
        ("近101", 1, False, (101, 96, 101)),
        ("超过101", 1, False, (101, 101, None)),
        ("10余", 100, True, (1_000, 1_000, None)),
        ("3", Fraction(1, 3), False, (1, 1, 1)),
        ("3", Fraction(1, 2), False, None),
    ],
)
def test_the_stored_figure_has_the_whole_bounds_within_what_it_can_mean(
    text: str, scale: Fraction | int, *, rounded: bool, stored: tuple[int, int, int | None] | None
) -> None:
    number = parse_number(text)
    assert number is not None
    assert number.scaled(scale, rounded=rounded) == stored


def test_a_plain_figure_is_stored_exactly_where_its_unit_is_not_said_to_be_coarse() -> None:
    number = parse_number("744")
    assert number is not None
    assert number.scaled(100) == (74_400, 74_400, 74_400)


def test_all_that_a_figure_says_is_told() -> None:
    assert parse_number("-1.25万") == Number(Fraction(-12500), 2, 10**4, None)
    assert parse_number("两百余") == Number(Fraction(200), 0, 1, Hedge.ODD)
    assert parse_number("7") == Number(Fraction(7))


@given(st.integers(0, 10**12))
def test_thousands_separators_change_nothing(value: int) -> None:
    number = parse_number(f"{value:,}")
    assert number is not None
    assert number.value == value


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    number = parse_number(text)
    assert number is None or number.high is None or number.low <= number.high


def test_a_numeral_digit_by_digit_is_exact_unless_a_word_loosens_it() -> None:
    assert parse_number("一〇二") == Number(Fraction(102))
    assert parse_number("约一〇二") == Number(Fraction(102), hedge=Hedge.ABOUT)
    assert parse_number("一〇二左右") == Number(Fraction(102), hedge=Hedge.ABOUT)
    assert parse_number("一〇二三四五六七八九一二三四五") == Number(Fraction(102345678912345))
    assert parse_number("一〇二三四五六七八九一二三四五六") is None


DIGITS = st.sampled_from("一二两三四五六七八九")
SECTIONS = st.one_of(
    DIGITS,
    st.builds("{}十{}".format, st.one_of(st.just(""), DIGITS), st.one_of(st.just(""), DIGITS)),
    st.builds("{}百{}".format, DIGITS, st.one_of(st.just(""), DIGITS, st.builds("零{}".format, DIGITS))),
    st.builds("{}百{}十{}".format, DIGITS, DIGITS, st.one_of(st.just(""), DIGITS)),
    st.builds("{}千{}百{}十".format, DIGITS, DIGITS, DIGITS),
    st.builds("{}千零{}".format, DIGITS, DIGITS),
)

WHOLE = SECTIONS.filter(
    lambda text: text[-1] in "十百千" or "零" in text or not set(text) & set("百千") or "十" in text
)
# NOTE: the library knows no 十 without a figure before it but at the beginning.
REST = st.one_of(st.just(""), SECTIONS.filter(lambda text: not text.startswith("十")))


@given(st.one_of(SECTIONS, st.builds("{}万{}".format, WHOLE, REST)))
def test_numerals_say_what_a_library_for_them_reads(numeral: str) -> None:
    number = parse_number(numeral)
    assert number is not None
    assert number.value == cn2an.cn2an(numeral, "normal")


def test_a_digit_that_may_be_of_either_unit_makes_no_figure() -> None:
    assert parse_number("三百五万") is None
    assert parse_number("三百五") == Number(Fraction(350))
    assert parse_number("三亿五万") == Number(Fraction(300_050_000))


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("廿", 20), ("廿三", 23), ("三百卅五", 335), ("一万十一", 10_011), ("两千二十亿十二万", 202_000_120_000)],
)
def test_numerals_that_the_library_does_not_know_are_read(numeral: str, value: int) -> None:
    number = parse_number(numeral)
    assert number is not None
    assert number.value == value
