from __future__ import annotations

from datetime import date

import pytest

from auditor.ingest.dates import PrintedDate
from auditor.ingest.dates import find_dates
from auditor.ingest.dates import find_day
from auditor.ingest.dates import parse_date
from auditor.source import Span


def dates(text: str) -> list[tuple[str, int, int, int, bool]]:
    return [
        (text[each.span.start : each.span.end], each.year, each.month, each.day, each.is_invalid)
        for each in find_dates(text)
    ]


def test_dates_of_all_kinds_are_found_where_they_stand_in_reading_order() -> None:
    text = "自20181月1日起，二〇一八年三月十八日、2018.5.6和２０２１年１２月２０日"
    assert dates(text) == [
        ("20181月1日", 2018, 1, 1, True),
        ("二〇一八年三月十八日", 2018, 3, 18, False),
        ("2018.5.6", 2018, 5, 6, False),
        ("２０２１年１２月２０日", 2021, 12, 20, False),
    ]


@pytest.mark.parametrize(
    ("text", "year", "month", "day"),
    [
        ("二零一八年一月二日", 2018, 1, 2),
        ("二○一八年十月十日", 2018, 10, 10),
        ("一九九九年十一月二十日", 1999, 11, 20),
        ("二〇二六年十二月三十一日", 2026, 12, 31),
        ("二〇二六 年 九 月 二十九 日", 2026, 9, 29),
        ("二〇二六年四月一十五日", 2026, 4, 15),
    ],
)
def test_a_date_in_chinese_numerals_is_read(text: str, year: int, month: int, day: int) -> None:
    (found,) = find_dates(text)
    assert (found.span, found.value) == (Span(0, len(text)), date(year, month, day))


@pytest.mark.parametrize(
    "text", ["二〇一八年十一月十一二日", "二〇一八年十十月一日", "二〇一八年三四月一日", "二〇一八年二月三十日"]
)
def test_what_is_no_numeral_is_no_day_that_is_meant(text: str) -> None:
    (found,) = find_dates(text)
    assert (found.value, found.is_invalid) == (None, True)


@pytest.mark.parametrize(
    "text", ["12018年3月18日", "2018年3月181日", "2118年3月18日", "2018年3月", "201年3月18日", "共20181月12"]
)
def test_what_is_no_full_date_is_none(text: str) -> None:
    assert dates(text) == []


def test_the_first_date_that_exists_is_the_one_that_is_meant() -> None:
    assert parse_date("2018年2月30日，2018年3月1日，2018年4月1日") == date(2018, 3, 1)
    assert parse_date("2018年2月30日") is None


def test_a_day_without_its_year_is_looked_for_between_two_places() -> None:
    text = "3月1日，4月 2 日，5月3日"
    assert find_day(text, 2018, 1, len(text)) == PrintedDate(Span(5, 11), 2018, 4, 2)
    assert find_day(text, 2018, 5, 10) is None
    assert find_day("第13月1日", 2018, 0, 6) == PrintedDate(Span(1, 6), 2018, 13, 1)
