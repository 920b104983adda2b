"""Arithmetic and logic in which a part may not be known: None stands for that."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TypeAlias
from typing import assert_never

from auditor.lang.typed import Operator

Truth: TypeAlias = bool | None
# The Spring Festival and the National Day of 2018, by hand.
OFF = {
    *(f"2018-02-{day}" for day in (15, 16, 19, 20, 21)),
    *(f"2018-10-0{day}" for day in range(1, 6)),
}
ON = {"2018-02-11", "2018-02-24", "2018-09-29", "2018-09-30"}


def agrees(op: Operator, difference: Fraction, slack: Fraction) -> bool:
    match op:
        case Operator.EQ | Operator.NE:
            return abs(difference) <= slack
        case Operator.LE:
            return difference <= slack
        case Operator.LT:
            return difference < slack
        case Operator.GE:
            return -difference <= slack
        case Operator.GT:
            return -difference < slack
        case _ as never:
            assert_never(never)


def day_of(year: Fraction | None, month: int, day: int) -> Fraction | None:
    try:
        return None if year is None else Fraction(date(int(year), month, day).toordinal())
    except (ValueError, OverflowError):
        return None


def rounded(value: Fraction | None, step: Fraction) -> Fraction | None:
    if value is None:
        return None
    steps = int(abs(value) / step + Fraction(1, 2))
    return step * (steps if value >= 0 else -steps)


def workdays(start: Fraction | None, end: Fraction | None) -> Fraction | None:
    if start is None or end is None:
        return None
    first, last = sorted((int(start), int(end)))
    days = [date.fromordinal(day) for day in range(first + 1, last + 1)]
    worked = sum(day.isoformat() not in OFF and (day.weekday() < 5 or day.isoformat() in ON) for day in days)
    return Fraction(worked if end >= start else -worked)


def possible(given: list[Fraction | None], low: Fraction, high: Fraction) -> Truth:
    stated, scale, base = given
    if stated is None or scale is None or base is None:
        return None
    parts = range(int(base * stated / scale) + 2)
    return any((stated + low) * base <= part * scale < (stated + high) * base for part in parts)


def sum_of(values: list[Fraction | None]) -> Fraction | None:
    return None if None in values else sum((value for value in values if value is not None), Fraction(0))


def times(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    return None if left is None or right is None else left * right


def not_(it: Truth) -> Truth:
    return None if it is None else not it


def every(args: list[Truth]) -> Truth:
    if False in args:
        return False
    return None if None in args else True


def either(left: Truth, right: Truth) -> Truth:
    return not_(every([not_(left), not_(right)]))
