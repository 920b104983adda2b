"""An audit as plain rows: what the tables, the spreadsheet and the JSON file are made of."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from typing import TypedDict

from msgspec import Struct

from auditor.diagnostics import Lang
from auditor.document import ABSENT
from auditor.document import Reading
from auditor.report.ordering import grade
from auditor.report.ordering import numbered
from auditor.report.submission.findings import explained_lines
from auditor.report.words.notes import notes_of
from auditor.report.words.notes import reason_of
from auditor.report.words.places import has_lines
from auditor.report.words.places import place_words
from auditor.report.words.places import with_lines
from auditor.results import Finding
from auditor.results import Severity
from auditor.results.by_report import laid_aside
from auditor.results.causes import Cause
from auditor.schema import Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.document import Fact
    from auditor.document import Origin
    from auditor.document import Submission
    from auditor.results import AuditResult
    from auditor.results import Evidence
    from auditor.results.by_report import Findings
    from auditor.schema import Form


class FactRow(TypedDict):
    """One figure of a table or a narrative; `measure` is its unit."""

    submission: str
    unit: str | None
    year: int | None
    form: str
    indicator: str
    member: str | None
    value: float | None
    source: str
    raw: str
    place: str
    measure: str
    reading: str
    stance: str | None
    occurrence: int
    scope: str


class EvidenceRow(TypedDict):
    """One figure of a finding."""

    name: str
    indicator: str
    member: str | None
    source: str
    value: str
    raw: str
    place: str
    quote: str
    scope: str
    cause: str
    submission: str


class FindingRow(TypedDict):
    """One finding; the columns are what others rely on."""

    finding: str
    submission: str
    unit: str | None
    year: int | None
    form: str
    rule: str
    title: str
    severity: str
    verdict: str
    trial: bool
    binding: str
    member: str | None
    indicators: list[str]
    left: str | None
    right: str | None
    difference: str | None
    formula: str
    message: str
    evidence: list[EvidenceRow]
    suspects: list[str]
    title_en: str
    message_en: str
    change: str
    answer: str
    waived: bool
    explained: str
    number: str


class SubmissionRow(TypedDict):
    """One file received."""

    submission: str
    unit: str | None
    year: int | None
    form: str | None
    status: str
    reason: str
    error: int
    warning: int
    notice: int
    unknown: int
    trial: int
    format: str | None
    digest: str
    notes: list[str]


def fact_rows(result: AuditResult) -> Iterator[FactRow]:
    """Every figure of tables and narratives, in order; head rows and mere mentions are no figures."""
    for submission in result.submissions:
        form = result.schema.forms.get(submission.form or "")
        if form is not None:
            in_lines = has_lines(submission)
            facts = (fact for fact in submission.facts if _is_figure(fact, form))
            yield from (_fact_row(submission, fact, form, in_lines=in_lines) for fact in facts)


def _is_figure(fact: Fact, form: Form) -> bool:
    indicator = form.by_code.get(fact.indicator)
    is_read = fact.stance is not Stance.MENTION and fact.doubt != ABSENT
    return indicator is not None and not indicator.is_heading and is_read


def _fact_row(submission: Submission, fact: Fact, form: Form, *, in_lines: bool) -> FactRow:
    measure = form.by_code[fact.indicator].measure
    is_figure = fact.value is not None and fact.reading in {Reading.VALUE, Reading.DOUBTFUL}
    return {
        "submission": submission.path,
        "unit": submission.unit,
        "year": submission.year,
        "form": form.code,
        "indicator": fact.indicator,
        "member": fact.member,
        "value": fact.value / measure.factor if is_figure and fact.value is not None else None,
        "source": "narrative" if fact.is_narrative else "table",
        "raw": fact.raw,
        "place": _place(fact.origin, in_lines=in_lines),
        "measure": measure.unit,
        "reading": fact.reading.value,
        "stance": fact.stance.value if fact.stance is not None else None,
        "occurrence": fact.occurrence,
        "scope": fact.scope,
    }


def _place(origin: Origin | None, *, in_lines: bool) -> str:
    """Where a figure stands; where nothing in its file tells that, the line of the page that shows its text."""
    return place_words(origin, Lang.ZH, in_lines=in_lines) or place_words(origin, Lang.ZH)


class FindingRows(Struct, frozen=True):
    """Findings as rows, which are made whenever they are gone through: all at once they take more than the audit."""

    findings: Findings
    lined: frozenset[str]

    def __iter__(self) -> Iterator[FindingRow]:
        for finding in self.findings:
            yield _finding_row(finding, self.lined)


def finding_rows(result: AuditResult) -> FindingRows:
    """Every finding, by submission, in the order in which the pages number them."""
    return FindingRows(numbered_findings(result), with_lines(result.submissions))


def numbered_findings(result: AuditResult) -> Findings:
    """The findings, those of each submission in the order in which its page numbers them."""
    causes = laid_aside(Cause, result.causes)
    return laid_aside(Finding, result.findings).made(Finding, lambda path, found: numbered(found, causes.of(path)))


def _finding_row(finding: Finding, lined: frozenset[str]) -> FindingRow:
    return {
        "finding": finding.id,
        "submission": finding.submission,
        "unit": finding.unit,
        "year": finding.year,
        "form": finding.form,
        "rule": finding.rule,
        "title": finding.title.zh,
        "severity": finding.severity.value,
        "verdict": finding.verdict.value,
        "trial": finding.trial,
        "binding": finding.binding,
        "member": finding.member,
        "indicators": list(finding.indicators),
        "left": finding.left,
        "right": finding.right,
        "difference": finding.difference,
        "formula": finding.formula,
        "message": finding.message.zh,
        "evidence": [
            _evidence_row(each, in_lines=(each.submission or finding.submission) in lined) for each in finding.evidence
        ],
        "suspects": list(finding.suspects),
        "title_en": finding.title.en,
        "message_en": finding.message.en,
        "change": finding.change.value,
        "answer": finding.explained.answer.value if finding.explained else "",
        "waived": finding.is_waived,
        "explained": "；".join(explained_lines(finding.explained, Lang.ZH)),
        "number": finding.number,
    }


def _evidence_row(evidence: Evidence, *, in_lines: bool) -> EvidenceRow:
    return {
        "name": evidence.name,
        "indicator": evidence.indicator,
        "member": evidence.member,
        "source": evidence.source,
        "value": evidence.value,
        "raw": evidence.raw,
        "place": _place(evidence.origin, in_lines=in_lines),
        "quote": evidence.quote,
        "scope": evidence.scope,
        "cause": evidence.cause,
        "submission": evidence.submission,
    }


def submission_rows(result: AuditResult) -> tuple[SubmissionRow, ...]:
    """Every file received, with its counts of findings."""
    counts: dict[str, Counter[str]] = {}
    for finding in result.findings:
        counts.setdefault(finding.submission, Counter())[grade(finding)] += 1
    return tuple(
        _submission_row(submission, counts.get(submission.path, Counter())) for submission in result.submissions
    )


def _submission_row(submission: Submission, counts: Counter[str]) -> SubmissionRow:
    return {
        "submission": submission.path,
        "unit": submission.unit,
        "year": submission.year,
        "form": submission.form,
        "status": submission.status.value,
        "reason": reason_of(submission, Lang.ZH),
        "error": counts[Severity.ERROR],
        "warning": counts[Severity.WARNING],
        "notice": counts[Severity.NOTICE],
        "unknown": counts["unknown"],
        "trial": counts["trial"],
        "format": submission.document.format if submission.document else None,
        "digest": submission.digest,
        "notes": notes_of(submission, Lang.ZH),
    }
