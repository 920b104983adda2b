"""Which part of a page a finding belongs to, and in which order findings are numbered."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from auditor.report.grouping import clusters
from auditor.results import SEVERITIES
from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.results import Evidence
    from auditor.results import Finding
    from auditor.results.causes import Cause

_ZERO = re.compile(r"0(?![\d.])")


def section(finding: Finding) -> str:
    """Which part of a page a finding belongs to: fail, unknown, or trial."""
    if finding.trial:
        return "trial"
    return "unknown" if finding.verdict is Verdict.UNKNOWN else "fail"


def grade(finding: Finding) -> str:
    """The severity that is shown: that of a trial or an undecided rule does not count."""
    part = section(finding)
    return finding.severity.value if part == "fail" else part


def numbered(findings: Iterable[Finding], causes: Iterable[Cause] = ()) -> tuple[Finding, ...]:
    """Findings in the order in which they are numbered: what must be corrected first, what is only tried last.

    Findings that have one cause or share cells follow each other, at the place of the gravest of them.
    """
    ordered = sorted(findings, key=lambda each: (SEVERITIES.index(each.severity), each.rule, each.binding, each.id))
    parts: dict[str, list[Finding]] = {"fail": [], "unknown": [], "trial": []}
    for finding in ordered:
        parts[section(finding)].append(finding)
    return (*chain.from_iterable(clusters(parts["fail"], causes)), *parts["unknown"], *parts["trial"])


def telling_first(finding: Finding) -> tuple[Evidence, ...]:
    """The figures of a finding in the order in which they are shown: those that make a sum, blanks, then zeros.

    The first one stays, as it is mostly the whole; what is undecided keeps its order, as there the blanks tell.
    """
    if finding.verdict is Verdict.UNKNOWN:
        return finding.evidence
    return (*finding.evidence[:1], *sorted(finding.evidence[1:], key=_weight))


def _weight(evidence: Evidence) -> int:
    return 2 if _ZERO.match(evidence.value) else int(not evidence.value)
