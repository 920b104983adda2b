"""A whole audit: what was received, what was missing, what does not add up, and how each rule fared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.diagnostics import Diagnostic
    from auditor.document import Submission
    from auditor.results.causes import Cause
    from auditor.results.findings import Finding
    from auditor.results.outcomes import Outcome
    from auditor.results.past import Past
    from auditor.results.rule_info import RuleInfo
    from auditor.schema import Schema
    from auditor.scoring import Scoring


class Missing(Struct, frozen=True):
    """A report that the list of units wants and that was not received."""

    unit: str
    year: int
    level: str = ""
    region: str = ""
    kind: str = ""
    parent: str = ""


class AuditResult(Struct, frozen=True):
    """A whole audit: what was received, what does not add up, and how each rule fared."""

    submissions: tuple[Submission, ...]
    findings: Sequence[Finding]
    outcomes: tuple[Outcome, ...]
    rules: tuple[RuleInfo, ...]
    schema: Schema
    diagnostics: tuple[Diagnostic, ...] = ()
    causes: Sequence[Cause] = ()
    missing: tuple[Missing, ...] = ()
    scoring: Scoring | None = None
    past: Past | None = None
