"""The period that a report's figures cover, as it is printed, and dates that do not exist."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.ingest.dates import PrintedDate
from auditor.ingest.dates import find_dates
from auditor.ingest.dates import find_day
from auditor.patterns import regex
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_JOINED = regex(r"\s*(?:起|开始)?\s*(?:至|到|止|-|—|–|~)+\s*(?:20\d{2}\s*年?)?\s*")
_SPOKEN_OF = regex(r"统\s*计|期\s*限|时\s*限|数\s*据|时间\s*段|期\s*间")
_WINDOW = 60
_TO_NEXT = 12
_WRITTEN = regex(r"月")
_MONTH_AND_DAY = regex(r"(?<!\d)(?<!\d\s)(?<!年)(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日")
_MONTHS = 12
_LEAP_YEAR = 2020


class Period(Struct, frozen=True):
    """The first and the last day of a period as printed."""

    first: PrintedDate
    last: PrintedDate

    @property
    def span(self) -> Span:
        """From the first date to the end of the last."""
        return Span(self.first.span.start, self.last.span.end)


def find_period(text: str) -> Period | None:
    """The period that a text says its figures cover: one said to be of statistics, else the first one there is."""
    periods = tuple(_periods(text))
    for period in periods:
        around = text[max(0, period.span.start - _WINDOW) : period.span.end + _TO_NEXT]
        if _SPOKEN_OF.search(around):
            return period
    return next((period for period in periods if _is_long(period)), None)


def _periods(text: str) -> Iterator[Period]:
    folded = fold(text)
    dates = [found for found in find_dates(text) if _WRITTEN.search(folded[found.span.start : found.span.end])]
    for index, first in enumerate(dates):
        following = dates[index + 1] if index + 1 < len(dates) else None
        if following and _JOINED.fullmatch(folded[first.span.end : following.span.start]):
            yield Period(first, following)
            continue
        day = find_day(folded, first.year, first.span.end, first.span.end + 2 * _TO_NEXT)
        if day and _JOINED.fullmatch(folded[first.span.end : day.span.start]):
            yield Period(first, day)


def _is_long(period: Period) -> bool:
    first, last = period.first.value, period.last.value
    return first is not None and last is not None and (last - first).days > monthrange(_LEAP_YEAR, 1)[1]


def invalid_dates(text: str) -> tuple[Span, ...]:
    """Where a text prints a date that is none: a day that no month has, or a date that lost one of its signs."""
    folded = fold(text)
    whole = [found for found in find_dates(text) if _WRITTEN.search(folded[found.span.start : found.span.end])]
    spans = [found.span for found in whole if found.is_invalid]
    ends = {found.span.end for found in whole}
    spans += [
        Span(*match.span())
        for match in _MONTH_AND_DAY.finditer(folded)
        if match.end() not in ends and not _exists(int(match["month"]), int(match["day"]))
    ]
    return tuple(sorted(spans))


def _exists(month: int, day: int) -> bool:
    return 1 <= month <= _MONTHS and 1 <= day <= monthrange(_LEAP_YEAR, month)[1]
