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
from auditor.engine.algebra import Floor
from auditor.engine.algebra import Leaf
from auditor.engine.algebra import LeafKind
from auditor.engine.algebra import Magnitude
from auditor.engine.algebra import Poly
from auditor.engine.algebra import Stepped
from auditor.engine.algebra import scaled
from auditor.engine.calendar import days_before
from auditor.engine.cells import State
from auditor.engine.context import Context
from auditor.engine.context import is_blank
from auditor.engine.folds import any_of
from auditor.engine.frames import bare
from auditor.engine.intervals import Bounds
from auditor.engine.intervals import either
from auditor.engine.intervals import extreme
from auditor.engine.intervals import magnitude
from auditor.engine.intervals import multiplied
from auditor.engine.intervals import plainly
from auditor.engine.intervals import product
from auditor.engine.intervals import shifted
from auditor.engine.intervals import summed
from auditor.engine.intervals import turned
from auditor.engine.size import bound
from auditor.engine.size import largest_allowed
from auditor.engine.steps import stepped
from auditor.lang.typed import Field

if TYPE_CHECKING:
    from collections.abc import Hashable
    from collections.abc import Mapping

    from auditor.engine.algebra import Atom
    from auditor.engine.algebra import Exact
    from auditor.engine.algebra import Monomial

_NARROW = 2**62
_INT64 = pl.Int64()
_ZERO = pl.lit(0, dtype=pl.Int64)
_LAST_YEAR = 9999
_FEBRUARY = 2


def bounds_of(polys: tuple[Poly, ...], context: Context) -> tuple[Bounds, ...]:
    """What each of some polynomials that are compared together lies between."""
    reader = _reader(polys, context)
    return tuple(_poly(poly, reader) for poly in polys)


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

    @property
    def shared(self) -> Mapping[Hashable, Bounds]:
        """The bounds that are columns already."""
        return self.context.shared.bounds

    def keep(self, key: Hashable, it: Bounds) -> Bounds:
        """Bounds as columns."""
        return self.context.shared.keep(key, it)

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
        return plainly(reader.whole(constant), reader.whole(constant), 0)
    negative = terms[0][1] < 0
    bounds = _variable(scaled(Poly(terms), -1 if negative else 1), reader)
    bounds = turned(bounds) if negative else bounds
    return shifted(bounds, reader.whole(constant)) if constant else bounds


def _variable(poly: Poly, reader: _Reader) -> Bounds:
    if len(poly.terms) == 1:
        return _term(*poly.terms[0], reader)
    key = (poly, reader.key)
    found = reader.shared.get(key)
    return found or reader.keep(
        key, summed([_term(monomial, coefficient, reader) for monomial, coefficient in poly.terms])
    )


def _term(monomial: Monomial, coefficient: Exact, reader: _Reader) -> Bounds:
    times = int(coefficient)
    bounds = _monomial(monomial, reader)
    bounds = turned(bounds) if times < 0 else bounds
    return bounds if abs(times) == 1 else multiplied(bounds, reader.whole(abs(times)))


def _monomial(monomial: Monomial, reader: _Reader) -> Bounds:
    """The product of some atoms, one column for each atom that joins."""
    key = (monomial, reader.key)
    found = reader.shared.get(key)
    if found:
        return found
    if len(monomial) == 1:
        return reader.keep(key, _atom(monomial[0], reader))
    return reader.keep(key, product(_monomial(monomial[:-1], reader), _monomial(monomial[-1:], reader)))


def _atom(it: Atom, reader: _Reader) -> Bounds:  # noqa: PLR0911 - one case an atom
    match it:
        case Leaf():
            return _leaf(it, reader)
        case Magnitude(arg):
            return magnitude(_poly(arg, reader))
        case Extreme(args, largest):
            return extreme([_poly(arg, reader) for arg in args], largest=largest)
        case Choice(found, arg, fallback):
            absent = any_of([_absent(leaf, reader.context) for leaf in found])
            return either(absent, _poly(fallback, reader), _poly(arg, reader))
        case Day():
            return _day(it, reader)
        case Floor(top, bottom):
            return _floor(_poly(top, reader), _poly(bottom, reader))
        case Stepped(steps, day):
            bounds = _poly(day, reader)
            low, high = (stepped(end, steps).cast(reader.dtype) for end in (bounds.low, bounds.high))
            return plainly(low, high, bounds.stage)
        case _ as never:
            assert_never(never)


def _floor(top: Bounds, bottom: Bounds) -> Bounds:
    by = pl.when((bottom.low == bottom.high) & (bottom.low > 0)).then(bottom.low)
    return plainly(top.low // by, top.high // by, max(top.stage, bottom.stage))


def _leaf(leaf: Leaf, reader: _Reader) -> Bounds:
    if leaf.kind is LeafKind.ITEM and leaf.code == Field.MENTION:
        first, last = _believed(pl.col("i_mention"), reader), _believed(pl.col("high"), reader)
        return Bounds(_floored(first, leaf), last, _floored(last, leaf), first)
    number = _read(leaf, reader)
    return plainly(_floored(number, leaf), number, 0)


def _read(leaf: Leaf, reader: _Reader) -> pl.Expr:
    number = pl.col(reader.context.wide.values[bare(leaf)])
    if leaf.kind is LeafKind.FIGURE and (zero := _counts_as_zero(leaf, reader.context)) is not None:
        number = pl.when(zero).then(_ZERO).otherwise(number)
    return _believed(number, reader)


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


def _absent(leaf: Leaf, context: Context) -> pl.Expr:
    """Whether nothing stands there at all; what stands there but cannot be read is not absent."""
    if leaf.kind is LeafKind.FIGURE:
        return pl.col(context.wide.states[bare(leaf)]).is_in([State.BLANK.value, State.MISSING.value])
    return pl.col(context.wide.values[bare(leaf)]).is_null()


def _day(it: Day, reader: _Reader) -> Bounds:
    year = _poly(it.year, reader)
    return plainly(_ordinal(year.low, it, reader), _ordinal(year.high, it, reader), year.stage)


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
