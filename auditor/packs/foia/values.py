"""What the characters of one element say: a figure, a date, `N/A`, or nothing that its indicator can take."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.document import Reading
from auditor.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.schema import Indicator

_NONE = re.compile(r"n\.?\s*/?\s*a\.?|-+|—+", re.IGNORECASE)
_NUMBER = re.compile(r"-?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)", re.ASCII)
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:Z|[+-]\d{2}:\d{2})?", re.ASCII)
_LESS = re.compile(r"<\s*(?:\d+(?:\.\d+)?|\.\d+)", re.ASCII)
_MOST_DIGITS = 15
# The sign of its measure may stand beside a figure: $1,250.50, 0.10%.
_SIGNS: Mapping[Kind, tuple[str, str]] = MappingProxyType({Kind.MONEY: ("$", ""), Kind.RATIO: ("", "%")})


def read_value(text: str, indicator: Indicator) -> tuple[Reading, int | None, str]:
    """The reading of some characters, the stored integer, and why that is in doubt.

    `<1` is a figure that is not known exactly: nothing is judged by its amount.
    """
    if not text:
        return Reading.BLANK, None, ""
    if _NONE.fullmatch(text):
        return Reading.DASH, None, ""
    return _date(text) if indicator.measure.kind is Kind.DATE else _number(text, indicator)


def is_below(text: str) -> bool:
    """Whether a figure is only said to be below another: `<1`."""
    return text.startswith("<")


def _number(printed: str, indicator: Indicator) -> tuple[Reading, int | None, str]:
    before, behind = _SIGNS.get(indicator.measure.kind, ("", ""))
    text = printed.removeprefix(before).removesuffix(behind).strip()
    if _LESS.fullmatch(text):
        return Reading.DOUBTFUL, None, "loose"
    if not _NUMBER.fullmatch(text) or len(text) > _MOST_DIGITS or (text.startswith("-") and not indicator.signed):
        return Reading.TEXT, None, ""
    number = Decimal(text.replace(",", "")) * indicator.measure.factor
    if number == number.to_integral_value():
        return Reading.VALUE, int(number), ""
    is_whole = indicator.measure.factor == 1
    return (Reading.TEXT, None, "") if is_whole else (Reading.DOUBTFUL, None, "precision")


def _date(text: str) -> tuple[Reading, int | None, str]:
    found = _DATE.fullmatch(text)
    if found is None:
        return Reading.TEXT, None, ""
    try:
        return Reading.VALUE, date(*map(int, found.groups())).toordinal(), ""
    except ValueError:
        return Reading.TEXT, None, ""
