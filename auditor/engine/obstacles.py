"""What stood in the way of verdicts that could not be given: counted on whole columns, never row by row."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import polars as pl

from auditor.engine.columns.cells import State
from auditor.engine.columns.frames import bare
from auditor.outcomes import Obstacle

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
    own = _gravest(judged, [states[leaf] for leaf in leaves if not leaf.years_back], places)
    past = _gravest(judged, [states[leaf] for leaf in leaves if leaf.years_back], places)
    found = Counter({_OF_STATE[state]: int((own == state.value).sum()) for state in _OF_STATE})
    rest = own == State.VALUE.value
    found[Obstacle.EARLIER] = int((rest & (past != State.VALUE.value)).sum())
    found[Obstacle.OTHER] = int(rest.sum()) - found[Obstacle.EARLIER]
    return +found


def _gravest(judged: Judged, columns: list[str], places: pl.Series) -> pl.Series:
    """The gravest state of some figures on each row; what has no state is missing."""
    if not columns:
        return pl.Series([State.VALUE.value], dtype=pl.UInt8).new_from_index(0, places.len())
    states = judged.wide.frame[columns][places]
    return states.select(pl.max_horizontal(pl.all().fill_null(State.MISSING.value))).to_series()
