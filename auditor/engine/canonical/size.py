"""How large a polynomial can get, so that no calculation overflows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.engine.canonical.algebra import Call
from auditor.engine.canonical.algebra import Choice
from auditor.engine.canonical.algebra import Day
from auditor.engine.canonical.algebra import Extreme
from auditor.engine.canonical.algebra import Floor
from auditor.engine.canonical.algebra import Leaf
from auditor.engine.canonical.algebra import Magnitude
from auditor.engine.canonical.algebra import Stepped
from auditor.engine.canonical.algebra import TooLargeError
from auditor.engine.canonical.applied import function_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.engine.canonical.algebra import Atom
    from auditor.engine.canonical.algebra import Poly

_WIDE = 2**126
_LAST_DAY = 3_652_060


def bound(poly: Poly, size: Callable[[Leaf], int]) -> int:
    """The largest absolute value that the polynomial and all on the way to it can have, given that of the leaves."""
    total = 0
    for monomial, coefficient in poly.terms:
        most = abs(coefficient.numerator)
        for it in monomial:
            most *= max(1, _atom_bound(it, size))
        total += most
    return total


def call_bound(call: Call, size: Callable[[Leaf], int]) -> int:
    """The largest absolute value that a function of another package can have, as it says itself; 1 at least."""
    return max(1, function_named(call.function).bound(tuple(bound(arg, size) for arg in call.args)))


def largest_allowed(polys: tuple[Poly, ...]) -> int:
    """The largest figure with which the polynomials still fit into 128 bits."""

    def fits(limit: int) -> bool:
        return all(bound(poly, lambda _: limit) < _WIDE for poly in polys)

    limit = 2**63
    while limit and not fits(limit):
        limit //= 2
    if not limit:
        message = "its constants do not fit into 128 bits"
        raise TooLargeError(message)
    return limit


def _atom_bound(it: Atom, size: Callable[[Leaf], int]) -> int:  # noqa: PLR0911 - one case an atom
    match it:
        case Leaf():
            return size(it)
        case Magnitude(arg):
            return bound(arg, size)
        case Extreme(args):
            return max(bound(arg, size) for arg in args)
        case Choice(_, arg, fallback):
            return max(bound(arg, size), bound(fallback, size))
        case Day(year):
            return max(_LAST_DAY, bound(year, size))
        case Floor(top, bottom):
            return max(bound(top, size), bound(bottom, size))
        case Call():
            return max((call_bound(it, size), *(bound(arg, size) for arg in it.args)))
        case Stepped(_, day):
            return max(_LAST_DAY, bound(day, size))
