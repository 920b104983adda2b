"""What an audit gives: verdicts, findings with their evidence and what became of them, how each rule fared."""

from __future__ import annotations

from auditor.results.audited import AuditResult
from auditor.results.audited import Missing
from auditor.results.findings import OTHER_REPORT
from auditor.results.findings import Change
from auditor.results.findings import Evidence
from auditor.results.findings import Finding
from auditor.results.findings import Verdict
from auditor.results.findings import number_of
from auditor.results.past import Gone
from auditor.results.past import Past
from auditor.results.past import Then
from auditor.results.rule_info import SEVERITIES
from auditor.results.rule_info import RuleInfo
from auditor.results.rule_info import Severity
from auditor.results.rule_info import State

__all__ = [
    "OTHER_REPORT",
    "SEVERITIES",
    "AuditResult",
    "Change",
    "Evidence",
    "Finding",
    "Gone",
    "Missing",
    "Past",
    "RuleInfo",
    "Severity",
    "State",
    "Then",
    "Verdict",
    "number_of",
]
