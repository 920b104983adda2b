"""Many expressions as one: in chains, which are worked out in place; one of thousands would be too deep."""

from __future__ import annotations

from functools import reduce
from operator import add
from operator import and_
from operator import or_
from operator import sub
from typing import TYPE_CHECKING
from typing import TypeVar

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence


_Expr = TypeVar("_Expr")
_CHAIN = 16


def sum_of(exprs: Sequence[pl.Expr]) -> pl.Expr:
    """The sum of at least one expression; null where any of them is."""
    return joined(exprs, add)


def difference_of(more: Sequence[pl.Expr], less: Sequence[pl.Expr]) -> pl.Expr:
    """The sum of at least one expression, less some others."""
    if len(less) <= _CHAIN:
        return reduce(sub, less, sum_of(more))
    return sum_of(more) - sum_of(less)


def all_of(exprs: Sequence[pl.Expr]) -> pl.Expr:
    """Whether all hold."""
    return joined(exprs, and_) if exprs else pl.lit(value=True)


def any_of(exprs: Sequence[pl.Expr]) -> pl.Expr:
    """Whether any holds."""
    return joined(exprs, or_) if exprs else pl.lit(value=False)


def joined(exprs: Sequence[_Expr], join: Callable[[_Expr, _Expr], _Expr]) -> _Expr:
    """At least one expression; many are joined half by half."""
    if len(exprs) <= _CHAIN:
        return reduce(join, exprs)
    middle = len(exprs) // 2
    return join(joined(exprs[:middle], join), joined(exprs[middle:], join))
