"""The canonical linear form of a comparison: exact coefficients over what cannot be taken apart further.

`a + b = c`, `c = b + a` and `2·a + 2·b − 2·c = 0` are one and the same; `x − x` is nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from math import lcm
from typing import TYPE_CHECKING

from auditor.lang.typed import Comparison
from auditor.lang.typed import Constant
from auditor.lang.typed import Negative
from auditor.lang.typed import Number
from auditor.lang.typed import Operator
from auditor.lang.typed import Product
from auditor.lang.typed import Quotient
from auditor.lang.typed import Sum

if TYPE_CHECKING:
    from collections.abc import Mapping

_MIRRORED: Mapping[Operator, Operator] = {Operator.GE: Operator.LE, Operator.GT: Operator.LT}
_SYMMETRIC = frozenset({Operator.EQ, Operator.NE})


@dataclass(frozen=True, slots=True)
class Linear:
    """Σ coefficient·atom + constant; atoms are figures and whatever is not linear, in a stable order."""

    terms: tuple[tuple[Number, Fraction], ...]
    constant: Fraction = Fraction()

    def times(self, factor: Fraction) -> Linear:
        """Everything multiplied by a number other than zero."""
        return Linear(tuple((atom, weight * factor) for atom, weight in self.terms), self.constant * factor)


@dataclass(frozen=True, slots=True)
class Canonical:
    """A comparison with zero: `form op 0`, the operator one of =, ≠, ≤, <, the coefficients coprime integers."""

    op: Operator
    form: Linear


def linear(number: Number) -> Linear:
    """The linear form of a number."""
    weights: dict[Number, Fraction] = {}
    constant = _gather(number, Fraction(1), weights)
    terms = sorted(((atom, weight) for atom, weight in weights.items() if weight), key=lambda term: repr(term[0]))
    return Linear(tuple(terms), constant)


def difference(comparison: Comparison) -> Linear:
    """The left side less the right."""
    left, right = comparison.left, comparison.right
    return linear(Sum((left, Negative(right, right.measure)), left.measure))


def canonical(comparison: Comparison) -> Canonical:
    """The one form that all ways of writing a comparison share."""
    op, form = comparison.op, difference(comparison)
    if op in _MIRRORED:
        op, form = _MIRRORED[op], form.times(Fraction(-1))
    if op in _SYMMETRIC and form.terms and form.terms[0][1] < 0:
        form = form.times(Fraction(-1))
    return Canonical(op, form.times(_scale(form)))


def _scale(form: Linear) -> Fraction:
    """What makes the coefficients whole and without a common divisor."""
    weights = [weight for _, weight in form.terms]
    if not weights:
        return Fraction(1)
    common = lcm(*(weight.denominator for weight in weights))
    return Fraction(common, gcd(*(int(weight * common) for weight in weights)))


def _gather(number: Number, factor: Fraction, weights: dict[Number, Fraction]) -> Fraction:
    """Adds what a number is made of to `weights`, gives its constant."""
    match number:
        case Constant(value=value):
            return value * factor
        case Sum(args=args):
            return sum((_gather(arg, factor, weights) for arg in args), Fraction())
        case Negative(arg=arg):
            return _gather(arg, -factor, weights)
        case Product(left=left, right=right):
            for scale, other in ((_constant(right), left), (_constant(left), right)):
                if scale is not None:
                    return _gather(other, factor * scale, weights)
        case Quotient(left=left, right=right):
            divisor = _constant(right)
            if divisor:
                return _gather(left, factor / divisor, weights)
        case _:
            pass
    weights[number] = weights.get(number, Fraction()) + factor
    return Fraction()


def _constant(number: Number) -> Fraction | None:
    """The value of a number that no figure changes."""
    if isinstance(number, Constant):
        return number.value
    form = linear(number) if isinstance(number, (Sum, Negative, Product)) else None
    return form.constant if form is not None and not form.terms else None
