"""Many expressions as one, in balanced trees: a chain of thousands would be too deep."""

from __future__ import annotations

from operator import add
from operator import and_
from operator import or_
from typing import TYPE_CHECKING
from typing import TypeVar

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence


_Expr = TypeVar("_Expr")


def sum_of(exprs: Sequence[pl.Expr]) -> pl.Expr:
    """The sum of at least one expression; null where any of them is."""
    return balanced(exprs, add)


def all_of(exprs: Sequence[pl.Expr]) -> pl.Expr:
    """Whether all hold."""
    return balanced(exprs, and_) if exprs else pl.lit(value=True)


def any_of(exprs: Sequence[pl.Expr]) -> pl.Expr:
    """Whether any holds."""
    return balanced(exprs, or_) if exprs else pl.lit(value=False)


def balanced(exprs: Sequence[_Expr], join: Callable[[_Expr, _Expr], _Expr]) -> _Expr:
    """At least one expression, joined two by two."""
    if len(exprs) == 1:
        return exprs[0]
    middle = len(exprs) // 2
    return join(balanced(exprs[:middle], join), balanced(exprs[middle:], join))
