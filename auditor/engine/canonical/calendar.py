"""Days as ordinals."""

from __future__ import annotations

from datetime import date

_COMMON_YEAR = 2001


def days_before(month: int) -> int:
    """The days of a common year before a month."""
    return date(_COMMON_YEAR, month, 1).timetuple().tm_yday - 1


def ordinal(year: int, month: int, day: int) -> int | None:
    """The ordinal of a day, None when the calendar has no such day."""
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return None
