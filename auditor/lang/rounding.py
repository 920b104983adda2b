"""A printed percentage against the figures that it is of, by whole numbers only.

A ratio printed as S over K (97.8 % is 978 over 1000) agrees with a / b, b being positive, when

    half up     (2S − 1)·b ≤ 2K·a < (2S + 1)·b
    truncated    S·b       ≤  K·a < (S + 1)·b
    either      (2S − 1)·b ≤ 2K·a < 2(S + 1)·b
"""

from __future__ import annotations

from fractions import Fraction

from auditor.lang.keywords import Rounding
from auditor.lang.measures import BARE
from auditor.lang.measures import PLAIN
from auditor.lang.typed import Comparison
from auditor.lang.typed import Condition
from auditor.lang.typed import Constant
from auditor.lang.typed import Every
from auditor.lang.typed import Field
from auditor.lang.typed import Implication
from auditor.lang.typed import ItemField
from auditor.lang.typed import Number
from auditor.lang.typed import Operator
from auditor.lang.typed import Product
from auditor.lang.typed import Quotient
from auditor.lang.typed import Sum


def agrees(left: Number, right: Number, rounding: Rounding) -> Condition:
    """左 ≈ 右: a printed percentage by its printed digits, any other figure exactly."""
    if _is_printed(right):
        left, right = right, left
    if not _is_printed(left) or not isinstance(left, Quotient):
        return Comparison(Operator.EQ, left, right)
    part, base = (right.left, right.right) if isinstance(right, Quotient) else (right, _whole(1))
    within = _bounds(left.left, left.right, part, base, rounding)
    if isinstance(base, Constant):
        return within
    # NOTE: with nothing to divide by there is nothing to agree with: not applicable rather than wrong.
    return Implication(Comparison(Operator.GT, base, Constant(Fraction(), base.measure, "0")), within)


def stated_of(number: Number) -> tuple[Number, Number] | None:
    """The digits of a printed percentage and what they stand over; None where the number is none."""
    return (number.left, number.right) if isinstance(number, Quotient) and _is_printed(number) else None


def _is_printed(number: Number) -> bool:
    return isinstance(number, Quotient) and isinstance(number.left, ItemField) and number.left.field is Field.STATED


def _bounds(stated: Number, scale: Number, part: Number, base: Number, rounding: Rounding) -> Condition:
    unit = 1 if rounding is Rounding.TRUNCATE else 2
    below = 0 if rounding is Rounding.TRUNCATE else -1
    above = {Rounding.HALF_UP: 1, Rounding.TRUNCATE: 1, Rounding.ANY: 2}[rounding]
    low = Product(_moved(stated, unit, below), base, PLAIN)
    high = Product(_moved(stated, unit, above), base, PLAIN)
    scaled = Product(scale, part, PLAIN)
    middle = scaled if unit == 1 else Product(_whole(unit), scaled, PLAIN)
    return Every((Comparison(Operator.LE, low, middle), Comparison(Operator.LT, middle, high)))


def _moved(stated: Number, unit: int, by: int) -> Number:
    scaled = stated if unit == 1 else Product(_whole(unit), stated, PLAIN)
    return scaled if by == 0 else Sum((scaled, _whole(by)), PLAIN)


def _whole(value: int) -> Constant:
    return Constant(Fraction(value), BARE, str(value))
