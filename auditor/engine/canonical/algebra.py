"""Polynomials over the figures, with exact fractions as coefficients: what a number is canonically (`ratios`).

A comparison is decided on this form, so that `x - x` cancels and a blank `x` does not matter where it cancels. What
is no polynomial (a magnitude, a largest, a default, a day of a year) is an atom that holds polynomials of its own.
"""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from fractions import Fraction
from math import gcd
from math import lcm
from typing import TYPE_CHECKING
from typing import TypeAlias
from typing import assert_never

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

_MOST_TERMS = 50_000
_HEAVIEST = 200_000
# A coefficient: whole ones are plain integers, which are much faster than fractions.
Exact: TypeAlias = Fraction | int


class TooLargeError(Exception):
    """A rule whose canonical form outgrows all sense."""


# The aspect of a figure that is meant as it was first published.
FIRST = "first"


class LeafKind(StrEnum):
    """Where a leaf is looked up."""

    FIGURE = "figure"
    ATTRIBUTE = "attribute"
    ASPECT = "aspect"
    ITEM = "item"
    DERIVED = "derived"


class Leaf(Struct, frozen=True, cache_hash=True):
    """One unknown: a figure of a table, an attribute, an aspect of a cell, or a field of the item that is judged.

    `left_out_beside` are the other figures of the sum that a blank figure is left out of (空值: 跳过).
    """

    kind: LeafKind
    code: str
    member: str | None = None
    years_back: int = 0
    aspect: str = ""
    non_negative: bool = True
    left_out_beside: tuple[Leaf, ...] = ()


class Magnitude(Struct, frozen=True):
    """The absolute value of a polynomial."""

    arg: Poly


class Extreme(Struct, frozen=True):
    """The largest or the smallest of some polynomials."""

    args: tuple[Poly, ...]
    largest: bool


class Choice(Struct, frozen=True):
    """`fallback` where any of the leaves is absent, else `arg`."""

    leaves: tuple[Leaf, ...]
    arg: Poly
    fallback: Poly


class Day(Struct, frozen=True):
    """The ordinal of a day of the year that a polynomial gives."""

    year: Poly
    month: int
    day: int


class Floor(Struct, frozen=True):
    """The largest whole number that is not above a quotient; unknown unless its positive divisor is known."""

    top: Poly
    bottom: Poly


class Steps(StrEnum):
    """A function of a day that never falls: its year, or the working days up to and with it."""

    YEAR = "year"
    WORKDAYS = "workdays"


class Stepped(Struct, frozen=True):
    """Such a function of the day whose ordinal a polynomial gives."""

    steps: Steps
    day: Poly


class Call(Struct, frozen=True):
    """A function of another package, of polynomials with whole coefficients; unknown unless all of them are known."""

    function: str
    args: tuple[Poly, ...]


Atom: TypeAlias = Leaf | Magnitude | Extreme | Choice | Day | Floor | Stepped | Call
Monomial: TypeAlias = tuple[Atom, ...]


class Poly(Struct, frozen=True, cache_hash=True):
    """A sum of products of atoms: each monomial stands once, none has the coefficient zero."""

    terms: tuple[tuple[Monomial, Exact], ...] = ()

    @property
    def constant(self) -> Exact | None:
        """The value, where the polynomial is but a number."""
        if not self.terms:
            return 0
        monomial, coefficient = self.terms[0]
        return coefficient if len(self.terms) == 1 and not monomial else None


def number(value: Exact) -> Poly:
    """The polynomial that is this number."""
    return Poly((((), _whole(value)),)) if value else Poly()


def atom(it: Atom, coefficient: Exact = 1) -> Poly:
    """The polynomial that is this one atom, as many times as said."""
    _weigh(it)
    return Poly((((it,), coefficient),)) if coefficient else Poly()


def plus(polys: Iterable[Poly]) -> Poly:
    """The sum of polynomials."""
    return _gathered(term for poly in polys for term in poly.terms)


def times(*polys: Poly) -> Poly:
    """The product of polynomials."""
    result = number(1)
    for poly in polys:
        if len(result.terms) * len(poly.terms) > _MOST_TERMS:
            message = f"{len(result.terms)} × {len(poly.terms)} terms"
            raise TooLargeError(message)
        result = _gathered(
            (_sorted((*left, *right)), first * second) for left, first in result.terms for right, second in poly.terms
        )
    return result


def scaled(poly: Poly, by: Exact) -> Poly:
    """The polynomial that many times."""
    return Poly(tuple((monomial, coefficient * by) for monomial, coefficient in poly.terms)) if by else Poly()


def content(poly: Poly) -> tuple[Exact, Poly]:
    """The polynomial as a positive fraction times one with whole coefficients that share no factor, in fixed order."""
    if not poly.terms:
        return 1, poly
    bottom = lcm(*(coefficient.denominator for _, coefficient in poly.terms))
    wholes = [(monomial, int(coefficient * bottom)) for monomial, coefficient in poly.terms]
    top = gcd(*(coefficient for _, coefficient in wholes))
    terms = [(monomial, coefficient // top) for monomial, coefficient in wholes]
    return _whole(Fraction(top, bottom)), Poly(tuple(sorted(terms, key=_term_order)))


def common_content(polys: tuple[Poly, ...]) -> tuple[Exact, tuple[Poly, ...]]:
    """The polynomials with whole coefficients, and what all of them are to be multiplied with."""
    bottom = lcm(*(coefficient.denominator for poly in polys for _, coefficient in poly.terms))
    wholes = tuple(
        Poly(tuple(sorted(((it, int(share * bottom)) for it, share in poly.terms), key=_term_order))) for poly in polys
    )
    return _whole(Fraction(1, bottom)), wholes


def leaves(poly: Poly) -> Iterator[Leaf]:
    """All leaves of a polynomial, those within its atoms too, with repetitions."""
    for monomial, _ in poly.terms:
        for it in monomial:
            yield from _atom_leaves(it)


# ------------------------------------------------------------------------------------------------------------- within


def _whole(value: Exact) -> Exact:
    return value.numerator if value.denominator == 1 else value


def _gathered(terms: Iterable[tuple[Monomial, Exact]]) -> Poly:
    sums: defaultdict[Monomial, Exact] = defaultdict(int)
    for monomial, coefficient in terms:
        sums[monomial] += coefficient
    if len(sums) > _MOST_TERMS:
        message = f"{len(sums)} terms"
        raise TooLargeError(message)
    return Poly(tuple((monomial, total) for monomial, total in sums.items() if total))


def _sorted(monomial: Monomial) -> Monomial:
    return tuple(sorted(monomial, key=repr)) if len(monomial) > 1 else monomial


def _term_order(term: tuple[Monomial, Exact]) -> str:
    return repr(term[0])


def _weigh(it: Atom) -> int:
    """How many leaves an atom holds, written out in full; a refusal where these are too many."""
    weight = 1 + sum(_weigh(part) for poly in _held(it) for monomial, _ in poly.terms for part in monomial)
    if weight > _HEAVIEST:
        message = f"{weight} figures"
        raise TooLargeError(message)
    return weight


def _atom_leaves(it: Atom) -> Iterator[Leaf]:
    if isinstance(it, Leaf):
        yield it
    elif isinstance(it, Choice):
        yield from it.leaves
    for poly in _held(it):
        yield from leaves(poly)


def _held(it: Atom) -> tuple[Poly, ...]:
    """The polynomials that an atom holds."""
    match it:
        case Leaf():
            return ()
        case Magnitude(arg) | Day(arg):
            return (arg,)
        case Extreme(args) | Call(_, args):
            return args
        case Choice(_, arg, fallback):
            return (arg, fallback)
        case Floor(top, bottom):
            return (top, bottom)
        case Stepped(_, day):
            return (day,)
        case _ as never:
            assert_never(never)
