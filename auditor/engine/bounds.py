"""Canonical numbers as polars expressions: what each lies between.

A number is bounded from both sides, null being no bound. Everything is whole numbers, 128 bits wide where 64 could
overflow.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import assert_never

import polars as pl

from auditor.engine.algebra import Choice
from auditor.engine.algebra import Day
from auditor.engine.algebra import Extreme
from auditor.engine.algebra import Leaf
from auditor.engine.algebra import LeafKind
from auditor.engine.algebra import Magnitude
from auditor.engine.algebra import Poly
from auditor.engine.algebra import leaves
from auditor.engine.algebra import scaled
from auditor.engine.calendar import days_before
from auditor.engine.cells import State
from auditor.engine.context import Bounds
from auditor.engine.context import Context
from auditor.engine.context import is_blank
from auditor.engine.folds import all_of
from auditor.engine.folds import any_of
from auditor.engine.folds import sum_of
from auditor.engine.frames import bare
from auditor.engine.size import bound
from auditor.engine.size import largest_allowed
from auditor.lang.typed import Field

if TYPE_CHECKING:
    from collections.abc import Hashable

    from auditor.engine.algebra import Atom
    from auditor.engine.algebra import Exact
    from auditor.engine.algebra import Monomial

_NARROW = 2**62
_INT64 = pl.Int64()
_MINUS_ONE = pl.lit(-1)
_ZERO = pl.lit(0, dtype=pl.Int64)
_LAST_YEAR = 9999
_FEBRUARY = 2


def bounds_of(polys: tuple[Poly, ...], context: Context) -> tuple[Bounds, ...]:
    """What each of some polynomials that are compared together lies between."""
    reader = _reader(polys, context)
    return tuple(_poly(poly, reader) for poly in polys)


def turned(it: Bounds) -> Bounds:
    """What the contrary of a number lies between."""
    if it.is_plain:
        return _plainly(_minus(it.high), _minus(it.low))
    return Bounds(_minus(it.high), _minus(it.low), _minus(it.lenient_high), _minus(it.lenient_low))


# ------------------------------------------------------------------------------------------------------------- within


@dataclass(frozen=True, slots=True)
class _Reader:
    """A context for one comparison: how wide its numbers are, and beyond which a figure is not believed."""

    context: Context
    dtype: pl.DataType
    limit: int | None

    @property
    def key(self) -> Hashable:
        """What tells the columns made by one reader from those made by another."""
        return (self.context.blank_is_zero, str(self.dtype), self.limit)

    def whole(self, value: int) -> pl.Expr:
        # NOTE: an integer without a type takes that of the column, and is far cheaper to make.
        return pl.lit(value) if self.dtype == _INT64 else pl.lit(value, dtype=self.dtype)


def _reader(polys: tuple[Poly, ...], context: Context) -> _Reader:
    if all(bound(poly, context.largest) < _NARROW for poly in polys):
        return _Reader(context, _INT64, None)
    limit = largest_allowed(polys)
    return _Reader(context, pl.Int128(), None if context.largest <= limit else limit)


def _poly(poly: Poly, reader: _Reader) -> Bounds:
    """The bounds of a polynomial: its constant, and once for all statements its variable part or the contrary of it."""
    constant = int(sum(coefficient for monomial, coefficient in poly.terms if not monomial))
    terms = tuple(term for term in poly.terms if term[0])
    if not terms:
        return _exactly(reader.whole(constant))
    negative = terms[0][1] < 0
    bounds = _variable(scaled(Poly(terms), -1 if negative else 1), reader)
    return _plus(turned(bounds) if negative else bounds, constant, reader)


def _variable(poly: Poly, reader: _Reader) -> Bounds:
    if len(poly.terms) == 1:
        return _term(*poly.terms[0], reader)
    shared = reader.context.shared
    key = (poly, reader.key)
    if key in shared.bounds:
        return shared.bounds[key]
    terms = [_term(monomial, coefficient, reader) for monomial, coefficient in poly.terms]
    low, high = sum_of([term.low for term in terms]), sum_of([term.high for term in terms])
    if any(_is_mention(leaf) for leaf in leaves(poly)):
        lenient_low = sum_of([term.lenient_low for term in terms])
        return Bounds(low, high, lenient_low, sum_of([term.lenient_high for term in terms]))
    if not all(isinstance(it, Leaf) for monomial, _ in poly.terms for it in monomial):
        # NOTE: such a number may be made of shared columns itself, and columns of one stage cannot use each other.
        return _plainly(low, high)
    low, high = shared.number(low), shared.number(high)
    shared.bounds[key] = _plainly(low, high)
    return shared.bounds[key]


def _plus(it: Bounds, constant: int, reader: _Reader) -> Bounds:
    if not constant:
        return it
    by = reader.whole(constant)
    if it.is_plain:
        return _plainly(it.low + by, it.high + by)
    return Bounds(it.low + by, it.high + by, it.lenient_low + by, it.lenient_high + by)


def _term(monomial: Monomial, coefficient: Exact, reader: _Reader) -> Bounds:
    result = _atom(monomial[0], reader)
    for it in monomial[1:]:
        result = _product(result, _atom(it, reader))
    return _many(result, int(coefficient), reader)


def _many(it: Bounds, times: int, reader: _Reader) -> Bounds:
    if times == 1:
        return it
    if times == -1:
        return turned(it)
    by = reader.whole(times)
    if it.is_plain:
        return _plainly(it.low * by, it.high * by) if times > 0 else _plainly(it.high * by, it.low * by)
    if times > 0:
        return Bounds(it.low * by, it.high * by, it.lenient_low * by, it.lenient_high * by)
    return Bounds(it.high * by, it.low * by, it.lenient_high * by, it.lenient_low * by)


def _atom(it: Atom, reader: _Reader) -> Bounds:
    match it:
        case Leaf():
            return _leaf(it, reader)
        case Magnitude(arg):
            return _magnitude(_poly(arg, reader), reader)
        case Extreme(args, largest):
            return _extreme([_poly(arg, reader) for arg in args], largest=largest)
        case Choice():
            return _choice(it, reader)
        case Day():
            return _day(it, reader)
        case _ as never:
            assert_never(never)


def _leaf(leaf: Leaf, reader: _Reader) -> Bounds:
    if _is_mention(leaf):
        return _mention(leaf, reader)
    shared = reader.context.shared
    key = (leaf, reader.key)
    if key not in shared.bounds:
        high = shared.figure(_read(leaf, reader))
        low = shared.figure(_floored(_read(leaf, reader), leaf)) if leaf.non_negative else high
        shared.bounds[key] = _plainly(low, high)
    return shared.bounds[key]


def _read(leaf: Leaf, reader: _Reader) -> pl.Expr:
    number = pl.col(reader.context.wide.values[bare(leaf)])
    if leaf.kind is LeafKind.FIGURE and (zero := _counts_as_zero(leaf, reader.context)) is not None:
        number = pl.when(zero).then(_ZERO).otherwise(number)
    return _believed(number, reader)


def _is_mention(leaf: Leaf) -> bool:
    return leaf.kind is LeafKind.ITEM and leaf.code == Field.MENTION


def _mention(leaf: Leaf, reader: _Reader) -> Bounds:
    first, last = _believed(pl.col("i_mention"), reader), _believed(pl.col("high"), reader)
    return Bounds(_floored(first, leaf), last, _floored(last, leaf), first)


def _floored(number: pl.Expr, leaf: Leaf) -> pl.Expr:
    return number.fill_null(0) if leaf.non_negative else number


def _counts_as_zero(leaf: Leaf, context: Context) -> pl.Expr | None:
    if context.blank_is_zero:
        return is_blank(leaf, context)
    if not leaf.left_out_beside:
        return None
    others = [pl.col(context.wide.states[bare(other)]) == State.VALUE.value for other in leaf.left_out_beside]
    return is_blank(leaf, context) & any_of(others)


def _believed(number: pl.Expr, reader: _Reader) -> pl.Expr:
    """The figure in the width of its comparison; one so large that it would overflow is as good as unread."""
    if reader.dtype != _INT64:
        number = number.cast(reader.dtype)
    if reader.limit is None:
        return number
    return pl.when(number.is_between(reader.whole(-reader.limit), reader.whole(reader.limit))).then(number)


def _product(left: Bounds, right: Bounds) -> Bounds:
    corners = [left.low * right.low, left.low * right.high, left.high * right.low, left.high * right.high]
    bounded = all_of([end.is_not_null() for end in (left.low, left.high, right.low, right.high)])
    rising = ((left.low >= 0) & (right.low >= 0)).fill_null(value=False)
    none = ((left.high == 0) | (right.high == 0)).fill_null(value=False)
    low = pl.when(rising).then(corners[0]).when(bounded).then(pl.min_horizontal(corners))
    high = (
        pl.when(rising)
        .then(pl.when(none).then(pl.lit(0)).otherwise(corners[3]))
        .when(bounded)
        .then(pl.max_horizontal(corners))
    )
    return _lenient_product(left, right, low, high)


def _lenient_product(left: Bounds, right: Bounds, low: pl.Expr, high: pl.Expr) -> Bounds:
    """A figure of the narrative may be read as suits where all else is known; else it is an unknown like others."""
    known = _known_but_for_words(left) & _known_but_for_words(right)
    return Bounds(
        low,
        high,
        pl.when(known.fill_null(value=False)).then(high).otherwise(low),
        pl.when(known.fill_null(value=False)).then(low).otherwise(high),
    )


def _known_but_for_words(it: Bounds) -> pl.Expr:
    return (it.lenient_low == it.high) & (it.lenient_high == it.low)


def _magnitude(it: Bounds, reader: _Reader) -> Bounds:
    zero = reader.whole(0)
    low = pl.when(it.low >= 0).then(it.low).when(it.high <= 0).then(_minus(it.high)).otherwise(zero)
    high = pl.when(it.low.is_not_null() & it.high.is_not_null()).then(pl.max_horizontal(_minus(it.low), it.high))
    ends = it.lenient_low.is_not_null() & it.lenient_high.is_not_null()
    lenient = pl.when(ends).then(pl.max_horizontal(zero, it.lenient_high, _minus(it.lenient_low)))
    return Bounds(low, high, low, lenient)


def _extreme(args: list[Bounds], *, largest: bool) -> Bounds:
    lows, highs = [arg.low for arg in args], [arg.high for arg in args]
    # NOTE: the horizontal functions ignore nulls: right for the end where no bound cannot matter, wrong for the other.
    if largest:
        low: pl.Expr = pl.max_horizontal(lows)
        high: pl.Expr = pl.when(all_of([end.is_not_null() for end in highs])).then(pl.max_horizontal(highs))
    else:
        low = pl.when(all_of([end.is_not_null() for end in lows])).then(pl.min_horizontal(lows))
        high = pl.min_horizontal(highs)
    return _plainly(low, high)


def _choice(it: Choice, reader: _Reader) -> Bounds:
    absent = any_of([_absent(leaf, reader.context) for leaf in it.leaves])
    arg, fallback = _poly(it.arg, reader), _poly(it.fallback, reader)
    if arg.is_plain and fallback.is_plain:
        low = pl.when(absent).then(fallback.low).otherwise(arg.low)
        return _plainly(low, pl.when(absent).then(fallback.high).otherwise(arg.high))
    return Bounds(
        pl.when(absent).then(fallback.low).otherwise(arg.low),
        pl.when(absent).then(fallback.high).otherwise(arg.high),
        pl.when(absent).then(fallback.lenient_low).otherwise(arg.lenient_low),
        pl.when(absent).then(fallback.lenient_high).otherwise(arg.lenient_high),
    )


def _absent(leaf: Leaf, context: Context) -> pl.Expr:
    """Whether nothing stands there at all; what stands there but cannot be read is not absent."""
    if leaf.kind is LeafKind.FIGURE:
        return pl.col(context.wide.states[bare(leaf)]).is_in([State.BLANK.value, State.MISSING.value])
    return pl.col(context.wide.values[bare(leaf)]).is_null()


def _day(it: Day, reader: _Reader) -> Bounds:
    year = _poly(it.year, reader)
    low, high = (_ordinal(end, it, reader) for end in (year.low, year.high))
    return _plainly(low, high)


def _ordinal(year: pl.Expr, it: Day, reader: _Reader) -> pl.Expr:
    """The ordinal of the day; none where the calendar has no such year, or the year no 29th of February."""
    whole = pl.when(year.is_between(1, _LAST_YEAR)).then(year).cast(pl.Int64)
    past = whole - 1
    leap = ((whole % 4 == 0) & (whole % 100 != 0)) | (whole % 400 == 0)
    start = past * 365 + past // 4 - past // 100 + past // 400 + days_before(it.month) + it.day
    ordinal = start + (leap & pl.lit(it.month > _FEBRUARY)).cast(pl.Int64)
    if (it.month, it.day) == (_FEBRUARY, 29):
        ordinal = pl.when(leap).then(ordinal)
    return ordinal.cast(reader.dtype)


def _plainly(low: pl.Expr, high: pl.Expr) -> Bounds:
    return Bounds(low, high, low, high)


def _exactly(number: pl.Expr) -> Bounds:
    return _plainly(number, number)


def _minus(number: pl.Expr) -> pl.Expr:
    # NOTE: polars has no negation of 128 bits.
    return number * _MINUS_ONE
