"""A printed percentage against the figures that it is of, by whole numbers only.

A ratio printed as S over K (97.8 % is 978 over 1000) agrees with a / b, b being positive, when

    half up     (2S − 1)·b ≤ 2K·a < (2S + 1)·b
    truncated    S·b       ≤  K·a < (S + 1)·b
    either      (2S − 1)·b ≤ 2K·a < 2(S + 1)·b
"""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from auditor.lang.typed import Absolute
from auditor.lang.typed import Comparison
from auditor.lang.typed import Condition
from auditor.lang.typed import Constant
from auditor.lang.typed import Every
from auditor.lang.typed import Field
from auditor.lang.typed import Implication
from auditor.lang.typed import ItemField
from auditor.lang.typed import Negative
from auditor.lang.typed import Number
from auditor.lang.typed import Operator
from auditor.lang.typed import Product
from auditor.lang.typed import Quotient
from auditor.lang.typed import Stated
from auditor.lang.typed import Sum
from auditor.lang.typed.shift import atoms
from auditor.lang.vocabulary.keywords import Rounding
from auditor.lang.world.measures import BARE
from auditor.lang.world.measures import PLAIN
from auditor.lang.world.measures import RATIO
from auditor.lang.world.measures import as_number
from auditor.schema import Kind


def agrees(left: Number, right: Number, rounding: Rounding) -> Condition:
    """左 ≈ 右: a printed percentage by its printed digits, any other figure exactly."""
    if _is_printed(right):
        left, right = right, left
    if not _is_printed(left) or not isinstance(left, Quotient):
        return _within_halves(left, right)
    part, base = (right.left, right.right) if isinstance(right, Quotient) else (right, _whole(1))
    within = _bounds(left.left, left.right, part, base, rounding)
    if isinstance(base, Constant):
        return within
    # NOTE: with nothing to divide by there is nothing to agree with: not applicable rather than wrong.
    return Implication(Comparison(Operator.GT, base, Constant(Fraction(), base.measure, "0")), within)


def _within_halves(left: Number, right: Number) -> Comparison:
    """Equal; where percentages of the narrative are added up, as far as their printed digits tell."""
    halves = tuple(
        as_number(replace(atom, half=True))
        for atom in (*atoms(left), *atoms(right))
        if isinstance(atom, Stated) and atom.measure.kind is Kind.RATIO
    )
    if not halves:
        return Comparison(Operator.EQ, left, right)
    apart = Absolute(Sum((left, Negative(right, right.measure)), left.measure), left.measure)
    return Comparison(Operator.LE, apart, Sum(halves, RATIO))


def as_written(comparison: Comparison) -> Comparison:
    """The two sides that were compared as far as printed digits tell; any other comparison as it is."""
    match comparison:
        case Comparison(Operator.LE, Absolute(Sum((left, Negative(right)))), Sum((Product(Stated(half=True)), *_))):
            return Comparison(Operator.EQ, left, right, comparison.tolerances)
        case _:
            return comparison


def agreement(condition: Condition) -> tuple[Number, Number, Number, Number] | None:
    """What `agrees` made a condition of: the digits of the percentage, what they stand over, the part and the base."""
    if isinstance(condition, Implication):
        return agreement(condition.consequent)
    match condition:
        case Every((Comparison(Operator.LE, Product(moved, base), middle), Comparison(Operator.LT))):
            scaled = middle.right if isinstance(middle, Product) and isinstance(middle.left, Constant) else middle
            stated = next(iter(_stated_in(moved)), None)
            if stated is None or not isinstance(scaled, Product):
                return None
            return stated, scaled.left, scaled.right, base
        case _:
            return None


def _stated_in(moved: Number) -> tuple[Number, ...]:
    match moved:
        case ItemField(Field.STATED):
            return (moved,)
        case Product(_, right):
            return _stated_in(right)
        case Sum(args):
            return _stated_in(args[0])
        case _:
            return ()


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
