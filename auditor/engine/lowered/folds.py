"""Many columns as one, be they expressions or at hand; of expressions in chains, one of thousands would be too deep."""

from __future__ import annotations

from functools import reduce
from operator import add
from operator import and_
from operator import or_
from typing import TYPE_CHECKING
from typing import TypeVar

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence


Columns = TypeVar("Columns", pl.Expr, pl.Series)
_Any = TypeVar("_Any")
_CHAIN = 16


def _sum_of(columns: Sequence[Columns]) -> Columns:
    """The sum of at least one column; null where any of them is."""
    return joined(columns, add)


def _difference_of(more: Sequence[Columns], less: Sequence[Columns]) -> Columns:
    """The sum of at least one column, less some others."""
    if len(less) > _CHAIN:
        return _sum_of(more) - _sum_of(less)
    total = _sum_of(more)
    for column in less:
        total = total - column
    return total


def all_but(columns: Sequence[Columns], turned: Sequence[Columns]) -> Columns:
    """Whether all of some columns hold, and none of others; at least one of either."""
    if not (columns and turned):
        return joined(columns, and_) if columns else ~joined(turned, or_)
    # NOTE: to compare bits is one step where to turn them and to join them are two.
    return joined(columns, and_) > joined(turned, or_)


def any_or_not(columns: Sequence[Columns], turned: Sequence[Columns]) -> Columns:
    """Whether any of some columns holds, or any of others does not; at least one of either."""
    if not (columns and turned):
        return joined(columns, or_) if columns else ~joined(turned, and_)
    return joined(columns, or_) >= joined(turned, and_)


def _weighed(
    columns: Sequence[Columns], factors: Sequence[int], whole: Callable[[int], Columns]
) -> tuple[list[Columns], list[Columns]]:
    """What a sum of columns times factors adds, and what it takes away; `whole` gives a number as a column."""
    more: list[Columns] = []
    less: list[Columns] = []
    for column, by in zip(columns, factors, strict=True):
        (more if by > 0 else less).append(column if abs(by) == 1 else column * whole(abs(by)))
    return more, less


def total_of(columns: Sequence[Columns], factors: Sequence[int], whole: Callable[[int], Columns]) -> Columns:
    """The sum of columns times factors, and of a constant, the last of the factors."""
    *by, constant = factors
    more, less = _weighed(columns, by, whole)
    if not more:
        return whole(constant) - _sum_of(less)
    total = _difference_of(more, less)
    return total + whole(constant) if constant else total


def outweighs(
    columns: Sequence[Columns], factors: Sequence[int], limit: int, whole: Callable[[int], Columns]
) -> Columns:
    """Whether the sum of columns times factors is above a limit."""
    *by, constant = factors
    more, less = _weighed(columns, by, whole)
    if more and less and not constant and limit in {0, -1}:
        # NOTE: to set the sides side by side saves their difference, and is as good.
        return _sum_of(more) >= _sum_of(less) if limit else _sum_of(more) > _sum_of(less)
    return total_of(columns, factors, whole) > whole(limit)


def joined(columns: Sequence[_Any], join: Callable[[_Any, _Any], _Any]) -> _Any:
    """At least one column; many are joined half by half."""
    if len(columns) <= _CHAIN:
        return reduce(join, columns)
    middle = len(columns) // 2
    return join(joined(columns[:middle], join), joined(columns[middle:], join))
