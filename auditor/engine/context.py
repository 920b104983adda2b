"""What lowering works with: where figures stand in a frame, what blanks mean, and the columns that are shared."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

import polars as pl

from auditor.engine.cells import State
from auditor.engine.frames import bare
from auditor.engine.intervals import Bounds

if TYPE_CHECKING:
    from collections.abc import Hashable

    from auditor.engine.algebra import Leaf
    from auditor.engine.frames import WideFrame


@dataclass(frozen=True, slots=True)
class Context:
    """Where expressions find their columns, what blanks mean, how large any figure is, and what columns are shared."""

    wide: WideFrame
    largest: int
    shared: Shared
    blank_is_zero: bool = False


@dataclass(frozen=True, slots=True)
class Shared:
    """Columns that many statements use, worked out once, stage by stage: those of a stage use only earlier ones.

    Filled while statements are lowered. A query is far cheaper to plan with these as columns of their own, and a
    number within a number within a number stays small.
    """

    stages: list[list[pl.Expr]] = field(default_factory=list)
    bounds: dict[Hashable, Bounds] = field(default_factory=dict)

    def keep(self, key: Hashable, it: Bounds) -> Bounds:
        """Bounds as columns, to be found again under a key."""
        while len(self.stages) <= it.stage:
            self.stages.append([])
        columns = self.stages[it.stage]
        made: dict[int, pl.Expr] = {}
        for end in (it.low, it.high, it.lenient_low, it.lenient_high):
            if id(end) not in made:
                name = f"x{it.stage}_{len(columns)}"
                columns.append(end.alias(name))
                made[id(end)] = pl.col(name)
        low, high, lenient_low, lenient_high = (
            made[id(end)] for end in (it.low, it.high, it.lenient_low, it.lenient_high)
        )
        self.bounds[key] = Bounds(low, high, lenient_low, lenient_high, it.stage + 1)
        return self.bounds[key]


def is_blank(leaf: Leaf, context: Context) -> pl.Expr:
    """Whether the cell of a table figure is empty or holds a dash."""
    return pl.col(context.wide.states[bare(leaf)]) == State.BLANK.value
