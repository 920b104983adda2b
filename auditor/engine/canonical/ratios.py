"""Quotients of polynomials: every divisor on the way is kept, so that none may be zero."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.engine.canonical.algebra import Choice
from auditor.engine.canonical.algebra import Extreme
from auditor.engine.canonical.algebra import Floor
from auditor.engine.canonical.algebra import Magnitude
from auditor.engine.canonical.algebra import Poly
from auditor.engine.canonical.algebra import atom
from auditor.engine.canonical.algebra import common_content
from auditor.engine.canonical.algebra import content
from auditor.engine.canonical.algebra import leaves
from auditor.engine.canonical.algebra import number
from auditor.engine.canonical.algebra import plus
from auditor.engine.canonical.algebra import scaled
from auditor.engine.canonical.algebra import times

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.engine.canonical.algebra import Exact
    from auditor.engine.canonical.algebra import Leaf


class Ratio(Struct, frozen=True):
    """A polynomial over a product of polynomials; without these it is a plain polynomial."""

    top: Poly
    bottom: tuple[Poly, ...] = ()


def ratio_plus(ratios: Iterable[Ratio]) -> Ratio:
    """The sum of quotients over their common denominator."""
    given = tuple(ratios)
    if not any(ratio.bottom for ratio in given):
        return Ratio(plus(ratio.top for ratio in given))
    common: Counter[Poly] = Counter()
    for ratio in given:
        common |= Counter(ratio.bottom)
    bottom = tuple(common.elements())
    return Ratio(plus(_over(ratio, common) for ratio in given), bottom)


def ratio_times(left: Ratio, right: Ratio) -> Ratio:
    """The product of two quotients."""
    return Ratio(times(left.top, right.top), left.bottom + right.bottom)


def ratio_scaled(ratio: Ratio, by: Exact) -> Ratio:
    """The quotient that many times."""
    return Ratio(scaled(ratio.top, by), ratio.bottom)


def ratio_over(left: Ratio, right: Ratio) -> Ratio:
    """The quotient of two quotients; every divisor on the way is kept, so that none may be zero."""
    constant = right.top.constant
    if constant and not right.bottom:
        return ratio_scaled(left, Fraction(1) / constant)
    share, whole = content(right.top)
    # NOTE: a divisor within the divisor is multiplied in twice and divided by once, so that it still may not be zero.
    top = times(scaled(left.top, Fraction(1) / share), *right.bottom, *right.bottom)
    return Ratio(top, (*left.bottom, whole, *right.bottom))


def ratio_magnitude(ratio: Ratio) -> Ratio:
    """The absolute value of a quotient."""
    return Ratio(_magnitude(ratio.top), tuple(_magnitude(poly) for poly in ratio.bottom))


def ratio_extreme(ratios: Iterable[Ratio], *, largest: bool) -> Ratio:
    """The largest or the smallest of some quotients."""
    given = tuple(ratios)
    common: Counter[Poly] = Counter()
    for ratio in given:
        common |= Counter(ratio.bottom)
    bottom = tuple(common.elements())
    # NOTE: multiplied by the denominator once more, what is divided by is a square and keeps the order.
    tops = tuple(times(_over(ratio, common), *bottom) for ratio in given)
    return Ratio(_extreme(tops, largest=largest), bottom + bottom)


def ratio_choice(ratio: Ratio, fallback: Ratio) -> Ratio:
    """`fallback` where any leaf of the quotient is absent."""
    found = tuple(dict.fromkeys(leaf for poly in (ratio.top, *ratio.bottom) for leaf in leaves(poly)))
    if not found:
        return ratio
    top = _choice(found, ratio.top, fallback.top)
    if not ratio.bottom and not fallback.bottom:
        return Ratio(top)
    return Ratio(top, (_choice(found, times(*ratio.bottom), times(*fallback.bottom)),))


def ratio_floor(ratio: Ratio) -> Poly:
    """The largest whole number that is not above a quotient."""
    _, (top, bottom) = common_content((ratio.top, times(*ratio.bottom)))
    constant, below = top.constant, bottom.constant
    if constant is not None and below:
        return number(Fraction(constant) // Fraction(below))
    return atom(Floor(top, bottom))


# ------------------------------------------------------------------------------------------------------------- within


def _over(ratio: Ratio, common: Counter[Poly]) -> Poly:
    return times(ratio.top, *(common - Counter(ratio.bottom)).elements())


def _magnitude(poly: Poly) -> Poly:
    constant = poly.constant
    if constant is not None:
        return number(constant if constant >= 0 else -constant)
    share, whole = content(poly)
    return atom(Magnitude(whole), share)


def _extreme(polys: tuple[Poly, ...], *, largest: bool) -> Poly:
    share, wholes = common_content(polys)
    distinct = tuple(sorted(set(wholes), key=repr))
    if len(distinct) == 1:
        return scaled(distinct[0], share)
    return atom(Extreme(distinct, largest), share)


def _choice(found: tuple[Leaf, ...], arg: Poly, fallback: Poly) -> Poly:
    share, (first, second) = common_content((arg, fallback))
    return scaled(first, share) if first == second else atom(Choice(found, first, second), share)
