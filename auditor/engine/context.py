"""What lowering works with: bounds of numbers, where figures stand in a frame, and the columns that are shared."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

import polars as pl

from auditor.engine.cells import State
from auditor.engine.frames import bare

if TYPE_CHECKING:
    from collections.abc import Hashable

    from auditor.engine.algebra import Leaf
    from auditor.engine.frames import WideFrame


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a number lies between.

    `low` and `high` hold however the blanks are filled and the words are read; `lenient_low` and `lenient_high` however
    the blanks are filled, but with a narrative figure read as suits best (1.2万 as 11,500, or as 12,500).
    """

    low: pl.Expr
    high: pl.Expr
    lenient_low: pl.Expr
    lenient_high: pl.Expr

    @property
    def is_plain(self) -> bool:
        """Whether no narrative figure plays a part, so that the lenient ends are the others."""
        return self.lenient_low is self.low and self.lenient_high is self.high


@dataclass(frozen=True, slots=True)
class Context:
    """Where expressions find their columns, what blanks mean, how large any figure is, and what columns are shared."""

    wide: WideFrame
    largest: int
    shared: Shared
    blank_is_zero: bool = False


@dataclass(frozen=True, slots=True)
class Shared:
    """Columns that many statements use, worked out once: the ends of figures first, then those of numbers.

    Filled while statements are lowered; a query is far cheaper to plan with these as columns of their own.
    """

    figures: list[pl.Expr] = field(default_factory=list)
    numbers: list[pl.Expr] = field(default_factory=list)
    bounds: dict[Hashable, Bounds] = field(default_factory=dict)

    def figure(self, end: pl.Expr) -> pl.Expr:
        """The end of a figure as a column."""
        return _as_column(end, "f", self.figures)

    def number(self, end: pl.Expr) -> pl.Expr:
        """The end of a number as a column."""
        return _as_column(end, "d", self.numbers)


def _as_column(expr: pl.Expr, prefix: str, columns: list[pl.Expr]) -> pl.Expr:
    name = f"{prefix}{len(columns)}"
    columns.append(expr.alias(name))
    return pl.col(name)


def is_blank(leaf: Leaf, context: Context) -> pl.Expr:
    """Whether the cell of a table figure is empty or holds a dash."""
    return pl.col(context.wide.states[bare(leaf)]) == State.BLANK.value
