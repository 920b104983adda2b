"""What stood in the way of verdicts that could not be given: counted on whole columns, never row by row."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import polars as pl

from auditor.engine.cells import State
from auditor.engine.frames import bare
from auditor.results import Obstacle

if TYPE_CHECKING:
    from auditor.engine.plan import Statement
    from auditor.engine.run import Judged

_OF_STATE = {
    State.BLANK: Obstacle.BLANK,
    State.TEXT: Obstacle.TEXT,
    State.DOUBTFUL: Obstacle.DOUBTFUL,
    State.MISSING: Obstacle.MISSING,
}
_EARLIER = len(State)


def obstacles(judged: Judged, statement: Statement, places: pl.Series) -> Counter[Obstacle]:
    """What stood in the way on the rows at `places`, one obstacle a row: the gravest of its own table's figures.

    Where these are all there it is a figure of an earlier year, or else something that is no figure of a table.
    """
    states = judged.wide.names.states
    leaves = [leaf for leaf in dict.fromkeys(bare(leaf) for leaf in statement.leaves) if leaf in states]
    own = [pl.col(states[leaf]).fill_null(State.MISSING.value) for leaf in leaves if not leaf.years_back]
    past = [pl.col(states[leaf]).fill_null(State.MISSING.value) for leaf in leaves if leaf.years_back]
    none = pl.lit(State.VALUE.value, dtype=pl.UInt8)
    earlier = pl.when(pl.max_horizontal(none, *past) > State.VALUE.value).then(_EARLIER).otherwise(State.VALUE.value)
    gravest = pl.max_horizontal(none, *own)
    code = pl.when(gravest > State.VALUE.value).then(gravest).otherwise(earlier).cast(pl.UInt8)
    # NOTE: with `record`, since of a statement without figures the code is a constant, which alone is a single row.
    found = judged.wide.frame[places].select("record", code.alias("code"))["code"].value_counts()
    return Counter({_named(code): count for code, count in found.iter_rows()})


def _named(code: int) -> Obstacle:
    if code == _EARLIER:
        return Obstacle.EARLIER
    return Obstacle.OTHER if code == State.VALUE else _OF_STATE[State(code)]
