"""Many expressions as one, in balanced trees: a chain of thousands would be too deep."""

from __future__ import annotations

from operator import add
from operator import and_
from operator import or_
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence


def sum_of(exprs: Sequence[pl.Expr]) -> pl.Expr:
    """The sum of at least one expression; null where any of them is."""
    return _balanced(exprs, add)


def all_of(exprs: Sequence[pl.Expr]) -> pl.Expr:
    """Whether all hold."""
    return _balanced(exprs, and_) if exprs else pl.lit(value=True)


def any_of(exprs: Sequence[pl.Expr]) -> pl.Expr:
    """Whether any holds."""
    return _balanced(exprs, or_) if exprs else pl.lit(value=False)


def _balanced(exprs: Sequence[pl.Expr], join: Callable[[pl.Expr, pl.Expr], pl.Expr]) -> pl.Expr:
    if len(exprs) == 1:
        return exprs[0]
    middle = len(exprs) // 2
    return join(_balanced(exprs[:middle], join), _balanced(exprs[middle:], join))
