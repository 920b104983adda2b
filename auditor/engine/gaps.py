"""One finding for each gap: what could not be judged for want of the same row is told once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.results import Finding


def one_for_each_gap(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without those unknowns all of whose missing rows an earlier one of the submission has told.

    A row that could not be read leaves every balance over it open, column by column; the counts of the rules say so,
    and people are told once. A fail is never left out.
    """
    told: defaultdict[str, set[str]] = defaultdict(set)
    kept: list[Finding] = []
    for finding in findings:
        if finding.verdict is Verdict.UNKNOWN:
            missing = {it.indicator for it in finding.evidence if it.cause and it.indicator}
            if missing and missing <= told[finding.submission]:
                continue
            told[finding.submission] |= missing
        kept.append(finding)
    return tuple(kept)
