"""Functions of a day that never fall: its year, and the working days up to and with it.

Which days are free is data (`holidays.csv`): one line a day that is off though its weekday says otherwise (休), or on
(班). Only years that stand there are known: the working days of another year are no guess of ours.
"""

from __future__ import annotations

import csv
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl

from auditor.engine.canonical.algebra import Steps

if TYPE_CHECKING:
    from collections.abc import Mapping

_SATURDAY = 5
EPOCH = 719_163  # the ordinal of 1970-01-01
LAST_DAY = 3_652_059
_OFF = "休"


def step(day: int, steps: Steps) -> Fraction | None:
    """The value for a day, given as its ordinal."""
    if not 1 <= day <= LAST_DAY:
        return None
    found = date.fromordinal(day).year if steps is Steps.YEAR else workdays_up_to().get(day)
    return None if found is None else Fraction(found)


def stepped(day: pl.Expr, steps: Steps) -> pl.Expr:
    """The value for each day of a column."""
    known = pl.when(day.is_between(1, LAST_DAY)).then(day).cast(pl.Int64)
    if steps is Steps.YEAR:
        return (known - EPOCH).cast(pl.Int32).cast(pl.Date).dt.year().cast(pl.Int64)
    table = workdays_up_to()
    return known.replace_strict(
        pl.Series(list(table), dtype=pl.Int64), pl.Series(list(table.values()), dtype=pl.Int64), default=None
    )


@cache
def workdays_up_to() -> Mapping[int, int]:
    """For each day of the known years how many working days there were since the first of them, that day included."""
    said = _said()
    years = {day.year for day in said}
    first, last = min(years), max(years)
    if len(years) != last - first + 1:
        message = "holidays.csv leaves out a year"
        raise ValueError(message)
    total = 0
    found: dict[int, int] = {}
    for ordinal in range(date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal() + 1):
        day = date.fromordinal(ordinal)
        total += said.get(day, day.weekday() < _SATURDAY)
        found[ordinal] = total
    return MappingProxyType(found)


def _said() -> Mapping[date, bool]:
    text = files("auditor.engine").joinpath("holidays.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {date.fromisoformat(row["day"]): row["kind"] != _OFF for row in rows}
