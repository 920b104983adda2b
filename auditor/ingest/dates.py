"""Dates as documents print them: 2018年3月18日, 2018.3.18, 2018-03-18, 二〇一八年三月十八日, and the damaged ones."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.patterns import regex
from auditor.source import Span
from auditor.source import fold
from auditor.source import remembered

if TYPE_CHECKING:
    import re

_NUMERALS = {char: index for index, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_TENS = {"": 0, "十": 10, "一十": 10, "二十": 20, "三十": 30}
_SMALL = {
    f"{tens}{one}": ten + index for tens, ten in _TENS.items() for index, one in enumerate(("", *"一二三四五六七八九"))
}
# A copy may have broken a line within the day: 12月3 / 1日.
_DAY = r"(?P<day>\d\s+\d(?=\s*日)|\d{1,2}(?!\d))"
_FULL = regex(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*(?P<mark>[-年./])\s*"
    rf"(?P<month>\d{{1,2}})\s*(?:月|[-./])\s*{_DAY}\s*日?"
)
_LOST_YEAR_MARK = regex(r"(?<!\d)(?P<year>20\d{2})(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日")
_CHINESE = regex(
    r"(?P<year>[一二][〇零○一二三四五六七八九]{3})\s*年\s*(?P<month>[一二三四五六七八九十]{1,2})\s*月\s*(?P<day>[一二三四五六七八九十]{1,3})\s*日"
)
_DAY_ONLY = regex(rf"(?<!\d)(?P<month>\d{{1,2}})\s*月\s*{_DAY}\s*日")
YEAR = regex(r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*(?:年度?|度)")


class PrintedDate(Struct, frozen=True):
    """A date as printed. `value` is None where no such day exists; `damaged` where a sign is missing (20181月1日)."""

    span: Span
    year: int
    month: int
    day: int
    damaged: bool = False

    @property
    def value(self) -> date | None:
        """The day that is meant."""
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def is_invalid(self) -> bool:
        """Whether the date as printed is none."""
        return self.damaged or self.value is None


@remembered
def find_dates(text: str) -> tuple[PrintedDate, ...]:
    """The full dates of a text in reading order."""
    folded = fold(text)
    found = [_printed(match) for match in _FULL.finditer(folded)]
    found += [_printed(match, damaged=True) for match in _LOST_YEAR_MARK.finditer(folded)]
    found += [_from_chinese(match) for match in _CHINESE.finditer(text)]
    return tuple(sorted(found, key=lambda each: each.span))


def parse_date(text: str) -> date | None:
    """The first day that a text prints in full."""
    return next((found.value for found in find_dates(text) if found.value), None)


def find_day(folded: str, year: int, start: int, end: int) -> PrintedDate | None:
    """The first month and day printed without a year between two offsets, in the year that went before."""
    match = _DAY_ONLY.search(folded, start, end)
    return PrintedDate(Span(*match.span()), year, int(match["month"]), _number(match["day"])) if match else None


def _number(digits: str) -> int:
    return int("".join(digits.split()))


def _printed(match: re.Match[str], *, damaged: bool = False) -> PrintedDate:
    year, month, day = (_number(match[part]) for part in ("year", "month", "day"))
    return PrintedDate(Span(*match.span()), year, month, day, damaged)


def _from_chinese(match: re.Match[str]) -> PrintedDate:
    year = int("".join(str(_NUMERALS[char]) for char in match["year"]))
    # NOTE: what is no numeral (十一二) becomes 0, which is no month and no day.
    return PrintedDate(Span(*match.span()), year, _SMALL.get(match["month"], 0), _SMALL.get(match["day"], 0))
