"""Rules that would only confirm how a figure was read: a row cut so that its total holds proves nothing of it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import polars as pl
from msgspec.structs import replace

from auditor.engine.verdict_codes import NOT_APPLICABLE
from auditor.engine.verdict_codes import column
from auditor.lang.typed import Grain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.document import Submission
    from auditor.engine.plan import Statement
    from auditor.engine.run import Judged
    from auditor.facts import FactTable

_Marks = dict[tuple[str, str | None], frozenset[str]]


def without_circular(
    judged: tuple[Judged, ...], table: FactTable, submissions: tuple[Submission, ...]
) -> tuple[Judged, ...]:
    """The verdicts, not applicable where the reading of all figures of a statement used one and the same equation."""
    marks = _marks(judged, table, submissions)
    return tuple(_without(step, marks) for step in judged) if marks else judged


def _marks(judged: tuple[Judged, ...], table: FactTable, submissions: tuple[Submission, ...]) -> Mapping[int, _Marks]:
    """The equations that the figures of the records that were judged were read by."""
    by_path = {submission.path: submission for submission in submissions}
    found: defaultdict[int, _Marks] = defaultdict(dict)
    records = {record for step in judged for record in step.codes["record"].to_list()}
    for record, path in table.records.select("record", "submission").iter_rows():
        for fact in by_path[path].facts if record in records and path in by_path else ():
            if fact.derived_by:
                found[record][fact.indicator, fact.member] = frozenset(fact.derived_by)
    return found


def _without(judged: Judged, marks: Mapping[int, _Marks]) -> Judged:
    if judged.step.grain is not Grain.RECORD:
        return judged
    changed: list[pl.Expr] = []
    for index, statement in enumerate(judged.step.statements):
        records = [record for record, of in marks.items() if _is_circular(statement, of)]
        if records:
            code = pl.when(pl.col("record").is_in(records)).then(pl.lit(NOT_APPLICABLE, dtype=pl.UInt8))
            changed.append(code.otherwise(pl.col(column(index))).alias(column(index)))
    return replace(judged, codes=judged.codes.with_columns(changed)) if changed else judged


def _is_circular(statement: Statement, marks: _Marks) -> bool:
    figures = statement.figures
    # NOTE: an equation has more than one figure; what is said of one alone was no part of the reading.
    if len(figures) <= 1 or any(leaf.years_back for leaf in figures):
        return False
    shared = [marks.get((leaf.code, leaf.member), frozenset()) for leaf in figures]
    return bool(frozenset.intersection(*shared))
