"""Arithmetic on checked numbers: constants are folded, bare numbers take the unit of what they stand with.

The units of the arguments are known to fit (`measures.misfit`) except where a function says otherwise.
"""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from auditor.lang.typed import Constant
from auditor.lang.typed import Negative
from auditor.lang.typed import Number
from auditor.lang.typed import Product
from auditor.lang.typed import Quotient
from auditor.lang.typed import Sum
from auditor.lang.world.measures import BARE
from auditor.lang.world.measures import DATE
from auditor.lang.world.measures import DAYS
from auditor.lang.world.measures import RATIO
from auditor.lang.world.measures import fit
from auditor.lang.world.measures import is_bare
from auditor.lang.world.measures import leading
from auditor.schema import Kind
from auditor.schema import Measure

# Joins the units of numbers that are multiplied.
TIMES = "·"


def fitted(numbers: tuple[Number, ...]) -> tuple[Number, ...]:
    """The numbers with the bare ones in the unit of the first that has one."""
    measure = leading(numbers)
    return tuple(fit(number, measure) for number in numbers)


def add(numbers: tuple[Number, ...]) -> Number:
    """The sum of numbers whose units fit."""
    args = fitted(numbers)
    measure = _sum_measure(args)
    if len(args) == 1:
        return args[0]
    if all(isinstance(arg, Constant) for arg in args):
        value = sum((arg.value for arg in args if isinstance(arg, Constant)), Fraction())
        return Constant(value, measure, _printed(value))
    flat = tuple(term for arg in args for term in (arg.args if isinstance(arg, Sum) else (arg,)))
    return Sum(flat, measure)


def _sum_measure(args: tuple[Number, ...]) -> Measure:
    """The unit of a sum: day and days make a day, a day less a day makes days."""
    dates = [isinstance(arg, Negative) for arg in args if arg.measure.kind is Kind.DATE]
    if dates:
        return DATE if dates.count(False) > dates.count(True) else DAYS
    return leading(args)


def negate(number: Number) -> Number:
    """The number with its sign changed."""
    match number:
        case Constant():
            return replace(number, value=-number.value, printed=f"-{number.printed}")
        case Negative():
            return number.arg
        case _:
            return Negative(number, number.measure)


def multiply(left: Number, right: Number) -> Number:
    """The product; a bare number or a ratio leaves the other's unit."""
    if isinstance(left, Constant) and isinstance(right, Constant):
        value = left.value * right.value
        return Constant(value, _product_measure(left, right), _printed(value))
    return Product(left, right, _product_measure(left, right))


def _product_measure(left: Number, right: Number) -> Measure:
    if is_bare(right) or right.measure.base == RATIO.base:
        return left.measure if not is_bare(left) else right.measure
    if is_bare(left) or left.measure.base == RATIO.base:
        return right.measure
    base = TIMES.join(sorted((left.measure.base, right.measure.base)))
    return Measure(left.measure.kind, base, base, left.measure.factor * right.measure.factor)


def divide(left: Number, right: Number) -> Number:
    """The quotient: of the same base a ratio, by a constant the unit of the dividend, else so much a unit."""
    if isinstance(right, Constant) and (is_bare(right) or right.measure.base == RATIO.base):
        share = Constant(1 / right.value, RATIO, f"1/{right.printed}")
        if isinstance(left, Constant):
            return Constant(left.value * share.value, left.measure, _printed(left.value * share.value))
        return Product(left, share, left.measure)
    if left.measure.base == right.measure.base or is_bare(left):
        return Quotient(left, right, RATIO)
    quotient = Quotient(left, right, left.measure)
    if right.measure.factor == 1:
        return quotient
    # NOTE: 件 / 万元 is so many a 万元 printed, not a stored 分.
    return Product(quotient, Constant(Fraction(right.measure.factor), RATIO, ""), left.measure)


def bare(value: Fraction | int, printed: str = "") -> Constant:
    """A number without a unit."""
    return Constant(Fraction(value), BARE, printed or _printed(Fraction(value)))


def _printed(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    whole = value.denominator
    for prime in (2, 5):
        while whole % prime == 0:
            whole //= prime
    return str(float(value)) if whole == 1 else f"{value.numerator}/{value.denominator}"
