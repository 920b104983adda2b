"""Figures as people read them: exact decimals in the printed unit."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from auditor.schema import Kind

if TYPE_CHECKING:
    from auditor.document import Fact
    from auditor.schema import Measure

_DIGITS = 4
_LAST_DAY = 3_652_059


def decimal(value: Fraction) -> str:
    """A number as a decimal: exact where it ends, else with four digits.

    >>> from fractions import Fraction
    >>> decimal(Fraction(-5, 4)), decimal(Fraction(2, 3))
    ('-1.25', '0.6667')
    """
    if value.denominator == 1:
        return str(value.numerator)
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return fixed(value, max(twos, fives) if rest == 1 else _DIGITS)


def fixed(value: Fraction, digits: int) -> str:
    """A number with so many decimals, half away from zero.

    >>> from fractions import Fraction
    >>> fixed(Fraction(5, 2), 0), fixed(Fraction(1, 8), 2)
    ('3', '0.13')
    """
    whole, rest = divmod(abs(value) * 10**digits, 1)
    shown = str(whole + (2 * rest >= 1)).rjust(digits + 1, "0")
    sign = "-" if value < 0 and shown.strip("0") else ""
    return sign + (f"{shown[:-digits]}.{shown[-digits:]}" if digits else shown)


def plain(value: Fraction, measure: Measure) -> str:
    """A stored figure in its printed unit, without the unit's word."""
    if measure.kind is Kind.DATE and value.denominator == 1 and 1 <= value <= _LAST_DAY:
        return date.fromordinal(int(value)).isoformat()
    return decimal(value if measure.factor == 1 else value / measure.factor)


def with_unit(value: Fraction, measure: Measure) -> str:
    """A stored figure with its unit."""
    return with_word(plain(value, measure), measure.unit)


def with_word(number: str, unit: str) -> str:
    """A number with the word of its unit, set off by a blank where that is one of letters: 12件, 12 requests."""
    blank = " " if unit[:1].isascii() and unit[:1].isalpha() else ""
    return f"{number}{blank}{unit}"


def figure_text(fact: Fact, measure: Measure) -> str:
    """A fact's figure with its unit, empty when it has none."""
    return "" if fact.value is None else with_unit(Fraction(fact.value), measure)
