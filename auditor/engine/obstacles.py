"""What stood in the way of verdicts that could not be given: counted on whole columns, never row by row."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import polars as pl

from auditor.engine.columns.cells import State
from auditor.engine.columns.frames import bare
from auditor.results.outcomes import Obstacle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.engine.run import Judged

_OF_STATE = {
    State.BLANK: Obstacle.BLANK,
    State.TEXT: Obstacle.TEXT,
    State.DOUBTFUL: Obstacle.DOUBTFUL,
    State.MISSING: Obstacle.MISSING,
}


def looked_over(judged: Judged, positions: Iterable[int]) -> pl.DataFrame:
    """Every `row` with the gravest state of what some statements speak of: `own` figures, and `past` of earlier years.

    One query for all of them: it takes as long as for one.
    """
    states = judged.wide.names.states
    columns: dict[str, pl.Expr] = {}
    for position in positions:
        leaves = dict.fromkeys(bare(leaf) for leaf in judged.step.statements[position].leaves)
        columns[f"own{position}"] = _gravest([states[it] for it in leaves if it in states and not it.years_back])
        columns[f"past{position}"] = _gravest([states[it] for it in leaves if it in states and it.years_back])
    return judged.wide.frame.select(pl.int_range(pl.len(), dtype=pl.UInt32).alias("row"), **columns)


def obstacles(looked: pl.DataFrame, position: int, places: pl.Series) -> Counter[Obstacle]:
    """What stood in the way of a statement on the rows at `places`, one obstacle a row: the gravest of its own figures.

    Where these are all there it is a figure of an earlier year, or else something that is no figure of a table.
    """
    own, past = (looked[f"{which}{position}"][places].to_list() for which in ("own", "past"))
    found: Counter[Obstacle] = Counter()
    for (state, before), count in Counter(zip(own, past, strict=True)).items():
        is_earlier = before != State.VALUE.value
        found[_OF_STATE.get(state) or (Obstacle.EARLIER if is_earlier else Obstacle.OTHER)] += count
    return found


def _gravest(columns: list[str]) -> pl.Expr:
    """The gravest state of some figures; what has no state is missing."""
    if not columns:
        return pl.lit(State.VALUE.value)
    return pl.max_horizontal(pl.col(columns).fill_null(State.MISSING.value))
