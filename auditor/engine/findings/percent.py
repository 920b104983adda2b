"""Comparisons of percentages: what both sides come to, as people read them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.engine.findings.wording.printed import decimal
from auditor.engine.findings.wording.printed import fixed
from auditor.engine.findings.wording.spoken import Name
from auditor.lang import typed
from auditor.lang.typed import Field
from auditor.lang.typed import Grain
from auditor.lang.typing.rounding import agreement

if TYPE_CHECKING:
    from auditor.engine.findings.row import Row
    from auditor.engine.findings.wording.statements import Writer

_RATE = (Field.STATED, Field.SCALE, Field.PART, Field.BASE)


class Sides(Struct, frozen=True):
    """The two sides of a comparison as exact decimals in the printed unit; None where a blank leaves them open."""

    left: str | None = None
    right: str | None = None
    difference: str | None = None
    share: str | None = None
    unit: str = ""


def is_in_percent(it: typed.Comparison) -> bool:
    """Whether a comparison is with a percentage as such: 同比(项) ≤ 30%."""
    sides = (it.left, it.right)
    return any(isinstance(side, typed.Constant) and side.printed.endswith("%") for side in sides)


def compared(it: typed.Comparison, row: Row, writer: Writer) -> str:
    """A comparison with its figures; beside a percentage the other side as one, too: `16 ÷ 18 = 88.9% < 95%`."""
    if not is_in_percent(it):
        return writer.condition(it)
    sides = percent_sides(row.value(it.left), row.value(it.right))
    return f"{_as_percent(it.left, sides.left, writer)} {it.op} {_as_percent(it.right, sides.right, writer)}"


def _as_percent(side: typed.Number, percent: str | None, writer: Writer) -> str:
    text = writer.number(side)
    if percent is None or (text.endswith("%") and " " not in text):
        return text
    return f"{percent}%" if isinstance(side, Name) else f"{text} = {percent}%"


def percent_sides(left: Fraction | None, right: Fraction | None) -> Sides:
    """Percentages with one decimal, or with as many as it takes to tell them apart."""
    if left is None or right is None:
        first, second = (None if side is None else decimal(side * 100) for side in (left, right))
        return Sides(first, second, unit="%")
    told = next((digits for digits in (1, 2, 3) if fixed(left * 100, digits) != fixed(right * 100, digits)), 4)
    texts = [fixed(value * 100, told).removesuffix(".0") for value in (left, right, left - right)]
    return Sides(texts[0], texts[1], texts[2], unit="%")


class Rate(Struct, frozen=True):
    """A percentage as stated and as its part and base give it, with two digits more; both in percent."""

    given: str
    found: str
    difference: str
    part: Fraction
    base: Fraction

    @property
    def sides(self) -> Sides:
        """What was stated, and what should have been."""
        return Sides(self.given, self.found, self.difference, unit="%")

    @property
    def formula(self) -> str:
        """As `97.9% ≠ 89 ÷ 91 = 97.802%`."""
        return f"{self.given}% ≠ {decimal(self.part)} ÷ {decimal(self.base)} = {self.found}%"


def rate_of(row: Row) -> Rate | None:
    """The percentage that a statement is about, where it compares one with its part and base and all are known."""
    parts = _rate_parts(row)
    if parts is None:
        return None
    stated, scale, part, base = parts
    if stated is None or scale is None or part is None or not base:
        return None
    digits = max(0, len(str(scale)) - 3)  # of times (1.5倍) the scale is 10
    given, found = stated * 100 / scale, part * 100 / base
    return Rate(fixed(given, digits), fixed(found, digits + 2), fixed(given - found, digits + 2), part, base)


def _rate_parts(row: Row) -> tuple[Fraction | None, ...] | None:
    """The printed percentage without its point, what it stands over, the part and the base."""
    parts = agreement(row.statement.instance.require)
    if parts is not None:
        return tuple(row.value(number) for number in parts)
    if row.statement.rule.grain is not Grain.RATE:
        return None
    numbers = {leaf.code: Fraction(value) for leaf, value in row.known.numbers.items() if value is not None}
    return tuple(numbers.get(field) for field in _RATE)
