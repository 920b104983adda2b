"""One report a unit and year is judged; the others say which one took their place, why, and what differs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.document import Reading
from auditor.document import Status
from auditor.ingest.codes import LESS_COMPLETE
from auditor.ingest.codes import ORDER_UNKNOWN
from auditor.ingest.codes import SAME_UNIT_TWICE
from auditor.ingest.codes import SUPERSEDED
from auditor.ingest.codes import tell
from auditor.ingest.halves import day_of
from auditor.ingest.halves import has_table
from auditor.ingest.halves import is_table
from auditor.ingest.halves import order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.diagnostics import Diagnostic
    from auditor.document import Submission
    from auditor.schema import Schema

_MOST_DIFFERENCES = 8


def one_a_year(submissions: Sequence[Submission], schema: Schema) -> tuple[Submission, ...]:
    """Of several reports of a unit and year the most complete is judged, and of those the latest.

    A table of ready-made figures does not take the place of a text.
    """
    groups: dict[tuple[str | int | bool, ...], list[int]] = {}
    for index, each in enumerate(submissions):
        if each.status is not Status.AUDITED:
            continue
        whose = (each.unit, each.year, each.document is None) if each.unit and each.year is not None else (each.digest,)
        groups.setdefault(whose, []).append(index)
    settled = list(submissions)
    for group in groups.values():
        judged = max(group, key=lambda index: (_completeness(submissions[index]), *order(submissions[index])))
        for index in group:
            if index != judged:
                settled[index] = _passed_over(submissions[index], submissions[judged], schema)
    return tuple(settled)


def _completeness(submission: Submission) -> int:
    return 0 if not has_table(submission) else 1 if is_table(submission) else 2


def _passed_over(submission: Submission, judged: Submission, schema: Schema) -> Submission:
    """A report that another one took the place of, with that as its reason."""
    reason = _reason(submission, judged, schema)
    return replace(submission, status=Status.NOT_APPLICABLE, diagnostics=(reason, *submission.diagnostics))


def _reason(submission: Submission, judged: Submission, schema: Schema) -> Diagnostic:
    if submission.digest == judged.digest:
        return tell(SAME_UNIT_TWICE, submission.path, path=judged.path)
    said = {
        "unit": judged.unit or "?",
        "year": str(judged.year),
        "path": judged.path,
        "differences": _differences(submission, judged, schema),
    }
    if _completeness(submission) < _completeness(judged):
        return tell(LESS_COMPLETE, submission.path, None, **said)
    day, other = day_of(submission), day_of(judged)
    if day is None or other is None:
        return tell(ORDER_UNKNOWN, submission.path, None, why="没有写明公布日期 no day of publication", **said)
    if day == other:
        return tell(ORDER_UNKNOWN, submission.path, None, why="公布日期相同 the same day", **said)
    return tell(SUPERSEDED, submission.path, None, **said)


def _differences(earlier: Submission, later: Submission, schema: Schema) -> str:
    """The cells in which two reports differ, by name: 收到申请数 3→5."""
    before, after = _cells(earlier), _cells(later)
    if not before or not after:
        return "其中一份没有统计表 one of them has no table"
    form = schema.forms.get(later.form or "") or schema.forms.get(earlier.form or "")
    found = []
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            indicator = form.by_code.get(key[0]) if form else None
            member = f"[{key[1]}]" if key[1] else ""
            name = (indicator.name if indicator else key[0]) + member
            found.append(f"{name} {before.get(key, '∅') or '∅'}→{after.get(key, '∅') or '∅'}")
    if not found:
        return "表中各数相同 the tables agree"
    more = len(found) - _MOST_DIFFERENCES
    return "；".join(found[:_MOST_DIFFERENCES]) + (f"；… +{more}" if more > 0 else "")


def _cells(submission: Submission) -> dict[tuple[str, str | None], str]:
    """The figures of the tables as printed, those in doubt left out."""
    return {
        (fact.indicator, fact.member): "".join(fact.raw.split())
        for fact in submission.facts
        if not fact.is_narrative and fact.occurrence == 1 and fact.reading is not Reading.DOUBTFUL
    }
