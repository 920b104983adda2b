"""One finding for each gap: what could not be judged for want of the same row is told once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.results import Evidence
    from auditor.results import Finding

# How evidence says that another unit, or the unit itself in another year, has handed in no report.
_NOT_REPORTED, _NO_REPORT = frozenset({"下级未报", "下级报告无法读取"}), "没有"


def one_for_each_gap(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without those unknowns all of whose missing rows an earlier one of the submission has told.

    A row that could not be read leaves every balance over it open, column by column; the counts of the rules say so,
    and people are told once. A fail is never left out.
    """
    told: defaultdict[str, set[str]] = defaultdict(set)
    kept: list[Finding] = []
    for finding in findings:
        if finding.verdict is Verdict.UNKNOWN:
            missing = {_gap(it) for it in finding.evidence if it.cause and it.indicator}
            if missing and missing <= told[finding.submission]:
                continue
            told[finding.submission] |= missing
        kept.append(finding)
    return tuple(kept)


def _gap(it: Evidence) -> str:
    """What is missing: a row of the table, or the whole report of another unit or year, whichever row of it."""
    if it.cause in _NOT_REPORTED:
        return f"{it.name.partition('：')[0]} {it.cause}"
    return it.cause if it.cause.startswith(_NO_REPORT) else it.indicator
