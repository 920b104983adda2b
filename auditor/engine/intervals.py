"""Arithmetic on what numbers lie between, as polars expressions; null is no bound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from auditor.engine.folds import all_of
from auditor.engine.folds import sum_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_MINUS_ONE = pl.lit(-1)
_ZERO = pl.lit(0)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a number lies between.

    `low` and `high` hold however the blanks are filled and the words are read; `lenient_low` and `lenient_high` however
    the blanks are filled, but with a narrative figure read as suits best (1.2万 as 11,500, or as 12,500). `stage` is
    how many stages of shared columns come before these expressions can be worked out.
    """

    low: pl.Expr
    high: pl.Expr
    lenient_low: pl.Expr
    lenient_high: pl.Expr
    stage: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether no narrative figure plays a part, so that the lenient ends are the others."""
        return self.lenient_low is self.low and self.lenient_high is self.high


def plainly(low: pl.Expr, high: pl.Expr, stage: int) -> Bounds:
    """Bounds in which no narrative figure plays a part."""
    return Bounds(low, high, low, high, stage)


def turned(it: Bounds) -> Bounds:
    """The contrary of a number."""
    if it.is_plain:
        return plainly(_minus(it.high), _minus(it.low), it.stage)
    return Bounds(_minus(it.high), _minus(it.low), _minus(it.lenient_high), _minus(it.lenient_low), it.stage)


def shifted(it: Bounds, by: pl.Expr) -> Bounds:
    """A number and a constant."""
    if it.is_plain:
        return plainly(it.low + by, it.high + by, it.stage)
    return Bounds(it.low + by, it.high + by, it.lenient_low + by, it.lenient_high + by, it.stage)


def multiplied(it: Bounds, by: pl.Expr) -> Bounds:
    """A number times a positive constant."""
    if it.is_plain:
        return plainly(it.low * by, it.high * by, it.stage)
    return Bounds(it.low * by, it.high * by, it.lenient_low * by, it.lenient_high * by, it.stage)


def summed(terms: Sequence[Bounds]) -> Bounds:
    """The sum of at least one number."""
    stage = max(term.stage for term in terms)
    low, high = sum_of([term.low for term in terms]), sum_of([term.high for term in terms])
    if all(term.is_plain for term in terms):
        return plainly(low, high, stage)
    lenient_low = sum_of([term.lenient_low for term in terms])
    return Bounds(low, high, lenient_low, sum_of([term.lenient_high for term in terms]), stage)


def product(left: Bounds, right: Bounds) -> Bounds:
    """The product of two numbers."""
    corners = [left.low * right.low, left.low * right.high, left.high * right.low, left.high * right.high]
    bounded = all_of([end.is_not_null() for end in (left.low, left.high, right.low, right.high)])
    rising = ((left.low >= 0) & (right.low >= 0)).fill_null(value=False)
    none = ((left.high == 0) | (right.high == 0)).fill_null(value=False)
    low = pl.when(rising).then(corners[0]).when(bounded).then(pl.min_horizontal(corners))
    risen = pl.when(none).then(_ZERO).otherwise(corners[3])
    high = pl.when(rising).then(risen).when(bounded).then(pl.max_horizontal(corners))
    stage = max(left.stage, right.stage)
    if left.is_plain and right.is_plain:
        return plainly(low, high, stage)
    # NOTE: words may be read as suits only where all else is known; else they are an unknown like the others.
    known = (_known_but_for_words(left) & _known_but_for_words(right)).fill_null(value=False)
    lenient_low, lenient_high = pl.when(known).then(high).otherwise(low), pl.when(known).then(low).otherwise(high)
    return Bounds(low, high, lenient_low, lenient_high, stage)


def magnitude(it: Bounds) -> Bounds:
    """The absolute value of a number."""
    contrary = turned(it)
    low = pl.when(it.low >= 0).then(it.low).when(it.high <= 0).then(contrary.low).otherwise(_ZERO)
    high = pl.when(it.low.is_not_null() & it.high.is_not_null()).then(pl.max_horizontal(contrary.high, it.high))
    if it.is_plain:
        return plainly(low, high, it.stage)
    ends = it.lenient_low.is_not_null() & it.lenient_high.is_not_null()
    lenient = pl.when(ends).then(pl.max_horizontal(_ZERO, it.lenient_high, contrary.lenient_high))
    return Bounds(low, high, low, lenient, it.stage)


def extreme(args: Sequence[Bounds], *, largest: bool) -> Bounds:
    """The largest or the smallest of some numbers."""
    lows, highs = [arg.low for arg in args], [arg.high for arg in args]
    stage = max(arg.stage for arg in args)
    # NOTE: the horizontal functions ignore nulls: right for the end where no bound cannot matter, wrong for the other.
    if largest:
        high = pl.when(all_of([end.is_not_null() for end in highs])).then(pl.max_horizontal(highs))
        return plainly(pl.max_horizontal(lows), high, stage)
    low = pl.when(all_of([end.is_not_null() for end in lows])).then(pl.min_horizontal(lows))
    return plainly(low, pl.min_horizontal(highs), stage)


def either(first: pl.Expr, one: Bounds, other: Bounds) -> Bounds:
    """One number where a condition holds, else another."""
    stage = max(one.stage, other.stage)
    ends = [
        pl.when(first).then(mine).otherwise(yours)
        for mine, yours in (
            (one.low, other.low),
            (one.high, other.high),
            (one.lenient_low, other.lenient_low),
            (one.lenient_high, other.lenient_high),
        )
    ]
    if one.is_plain and other.is_plain:
        return plainly(ends[0], ends[1], stage)
    return Bounds(ends[0], ends[1], ends[2], ends[3], stage)


def _minus(number: pl.Expr) -> pl.Expr:
    # NOTE: polars has no negation of 128 bits.
    return number * _MINUS_ONE


def _known_but_for_words(it: Bounds) -> pl.Expr:
    return (it.lenient_low == it.high) & (it.lenient_high == it.low)
