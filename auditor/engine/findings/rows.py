"""Single rows of a judged frame, for the few that become findings."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Any

from auditor.engine.canonical.algebra import Leaf
from auditor.engine.canonical.algebra import LeafKind
from auditor.engine.columns.cells import State
from auditor.engine.columns.frames import bare
from auditor.engine.findings.exact import Known
from auditor.lang.typed import Field
from auditor.lang.typed import Missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from auditor.engine.plan import Statement
    from auditor.engine.run import Judged

_MENTION = Leaf(LeafKind.ITEM, Field.MENTION)


def known_rows(judged: Judged, statement: Statement, places: pl.Series) -> Iterator[Known]:
    """What is known on some rows of a frame, of all that a statement and its grades speak of."""
    wide, names = judged.wide, judged.wide.names
    leaves = [bare(leaf) for leaf in (*statement.leaves, *statement.graded_leaves)]
    numbers = {leaf: names.values[leaf] for leaf in leaves if leaf in names.values}
    states = {leaf: names.states[leaf] for leaf in leaves if leaf in names.states}
    texts = {leaf.code: names.texts[leaf.code] for leaf in leaves if leaf.code in names.texts}
    ends = ["i_mention", "high"] if _MENTION in numbers else []
    columns = list(dict.fromkeys(["record", *numbers.values(), *states.values(), *texts.values(), *ends]))
    as_zero = statement.rule.missing is Missing.ZERO
    for row in wide.frame[columns][places].iter_rows(named=True):
        yield Known(
            MappingProxyType({leaf: row[column] for leaf, column in numbers.items()}),
            MappingProxyType({leaf: State(row[column]) for leaf, column in states.items()}),
            MappingProxyType({name: row[column] for name, column in texts.items()}),
            _mention(row) if ends else None,
            as_zero,
        )


def _mention(row: dict[str, Any]) -> tuple[int, int] | None:
    low, high = row["i_mention"], row["high"]
    return None if low is None or high is None else (low, high)
