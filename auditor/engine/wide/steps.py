"""Columns worked out step by step on the rows of a wide table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    import polars as pl


class Steps(Struct, frozen=True, eq=False):
    """The columns of each step are made of those of earlier ones, and of a frame's own.

    With each step stand the columns that no later one has a use for: a thousand rules make thousands.
    """

    steps: tuple[tuple[tuple[pl.Expr, ...], tuple[str, ...]], ...]

    @classmethod
    def of(cls, steps: Sequence[tuple[pl.Expr, ...]], asked: Iterable[str]) -> Steps:
        """Steps of which some columns are asked for in the end."""
        made = {column.meta.output_name() for step in steps for column in step}
        kept = set(asked)
        found: list[tuple[tuple[pl.Expr, ...], tuple[str, ...]]] = []
        for step in reversed(steps):
            used = {name for column in step for name in column.meta.root_names()}
            found.append((step, tuple(sorted(used & made - kept))))
            kept |= used
        return cls(tuple(reversed(found)))

    def on(self, frame: pl.DataFrame) -> pl.LazyFrame:
        """A frame with the columns that are asked for besides its own."""
        lazy = frame.lazy()
        # NOTE: a constant would make a frame of one row, so that columns are added, not chosen.
        for step, done in self.steps:
            lazy = lazy.with_columns(step).drop(done)
        return lazy
