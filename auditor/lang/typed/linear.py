"""The canonical linear form of a comparison: exact coefficients over what cannot be taken apart further.

`a + b = c`, `c = b + a` and `2·a + 2·b − 2·c = 0` are one and the same; `x − x` is nothing.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd
from math import lcm

from msgspec import Struct

from auditor.lang.typed import Comparison
from auditor.lang.typed import Constant
from auditor.lang.typed import Figure
from auditor.lang.typed import Negative
from auditor.lang.typed import Number
from auditor.lang.typed import Operator
from auditor.lang.typed import Product
from auditor.lang.typed import Quotient
from auditor.lang.typed import Sum

# The weights of atoms, none of them zero, and a constant.
_Parts = tuple[dict[Number, Fraction], Fraction]
_ONE, _ZERO = Fraction(1), Fraction()
_SYMMETRIC = frozenset({Operator.EQ, Operator.NE})


class Linear(Struct, frozen=True):
    """Σ coefficient·atom + constant; atoms are figures and whatever is not linear, in a stable order."""

    terms: tuple[tuple[Number, Fraction], ...]
    constant: Fraction = Fraction()

    def times(self, factor: Fraction) -> Linear:
        """Everything multiplied by a number other than zero."""
        if factor == 1:
            return self
        return Linear(tuple((atom, weight * factor) for atom, weight in self.terms), self.constant * factor)


class Canonical(Struct, frozen=True):
    """A comparison with zero: `form op 0`, the operator one of =, ≠, ≤, <, the coefficients coprime integers."""

    op: Operator
    form: Linear


def linear(number: Number) -> Linear:
    """The linear form of a number."""
    weights, constant = _parts(number)
    return Linear(tuple(sorted(weights.items(), key=_order)), constant)


def _order(term: tuple[Number, Fraction]) -> tuple[str, str, int]:
    """A stable order of what a number is made of: figures by their places, all else by what it says."""
    match term[0]:
        case Figure(indicator=indicator, member=member, years_back=years):
            return indicator, member or "", years
        case other:
            return repr(other), "", 0


def difference(comparison: Comparison) -> Linear:
    """The left side less the right."""
    left, right = comparison.left, comparison.right
    return linear(Sum((left, Negative(right, right.measure)), left.measure))


def canonical(comparison: Comparison) -> Canonical:
    """The one form that all ways of writing a comparison share."""
    op, form = comparison.op, difference(comparison)
    if op in {Operator.GE, Operator.GT}:
        op, form = op.mirrored, form.times(Fraction(-1))
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


def _parts(number: Number) -> _Parts:
    """What a number is made of; each part is looked at once, however deep it lies."""
    match number:
        case Constant(value=value):
            return {}, value
        case Sum(args=args):
            return _summed([_parts(arg) for arg in args])
        case Negative(arg=arg):
            weights, constant = _parts(arg)
            return {atom: -weight for atom, weight in weights.items()}, -constant
        case Product(left=left, right=right):
            one, other = _parts(left), _parts(right)
            for scale, scaled in ((other, one), (one, other)):
                if not scale[0]:
                    return _scaled(scaled, scale[1])
        case Quotient(left=left, right=right):
            weights, divisor = _parts(right)
            if divisor and not weights:
                return _scaled(_parts(left), 1 / divisor)
        case _:
            pass
    return {number: _ONE}, _ZERO


def _summed(parts: list[_Parts]) -> _Parts:
    weights: dict[Number, Fraction] = {}
    for each, _ in parts:
        for atom, weight in each.items():
            weights[atom] = weights[atom] + weight if atom in weights else weight
    constants = [constant for _, constant in parts if constant]
    return {atom: weight for atom, weight in weights.items() if weight}, sum(constants, _ZERO)


def _scaled(parts: _Parts, factor: Fraction) -> _Parts:
    weights, constant = parts
    return {atom: weight * factor for atom, weight in weights.items() if factor}, constant * factor
