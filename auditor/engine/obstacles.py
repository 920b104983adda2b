"""What stood in the way of verdicts that could not be given: counted on whole columns, never row by row."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import polars as pl

from auditor.engine.columns.cells import State
from auditor.engine.columns.frames import bare
from auditor.results.outcomes import Obstacle

if TYPE_CHECKING:
    from auditor.engine.plan import Statement
    from auditor.engine.run import Judged

_OF_STATE = {
    State.BLANK: Obstacle.BLANK,
    State.TEXT: Obstacle.TEXT,
    State.DOUBTFUL: Obstacle.DOUBTFUL,
    State.MISSING: Obstacle.MISSING,
}


def obstacles(judged: Judged, statement: Statement, places: pl.Series) -> Counter[Obstacle]:
    """What stood in the way on the rows at `places`, one obstacle a row: the gravest of its own table's figures.

    Where these are all there it is a figure of an earlier year, or else something that is no figure of a table.
    """
    states = judged.wide.names.states
    leaves = [leaf for leaf in dict.fromkeys(bare(leaf) for leaf in statement.leaves) if leaf in states]
    own, past = ([states[leaf] for leaf in leaves if bool(leaf.years_back) is earlier] for earlier in (False, True))
    if not leaves:
        return Counter({Obstacle.OTHER: places.len()})
    gravest = judged.wide.frame[own + past][places].select(own=_gravest(own), past=_gravest(past))
    found: Counter[Obstacle] = Counter()
    for (state, before), count in Counter(gravest.iter_rows()).items():
        is_earlier = before != State.VALUE.value
        found[_OF_STATE.get(state) or (Obstacle.EARLIER if is_earlier else Obstacle.OTHER)] += count
    return found


def _gravest(columns: list[str]) -> pl.Expr:
    """The gravest state of some figures; what has no state is missing."""
    if not columns:
        return pl.lit(State.VALUE.value)
    return pl.max_horizontal(pl.col(columns).fill_null(State.MISSING.value))
