"""Whole audits of a few reports written by hand, from the text of a rule file to the findings."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from auditor.document import Attribute
from auditor.document import Document
from auditor.document import Fact
from auditor.document import Origin
from auditor.document import Reading
from auditor.document import Status
from auditor.document import Submission
from auditor.engine.judge import judge
from auditor.ingest.tabulate import tabulate
from auditor.lang.check import check_sources
from auditor.source import Source
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from auditor.lang.typed import RuleBook
    from auditor.results import Finding
    from auditor.results.outcomes import Outcome

ORIGIN = Origin(Span(0, 1), 1)


@dataclass(frozen=True)
class Report:
    """One report: its figures by the code of the indicator (None is a blank), its attributes by their names."""

    unit: str
    year: int
    figures: Mapping[str, int | None] = field(default_factory=dict)
    attributes: Mapping[str, int | str] = field(default_factory=dict)
    path: str = ""
    form: str = ""


def book_of(rules: str, sources: tuple[Source, ...] = ()) -> RuleBook:
    """A rule file that must be right."""
    book, diagnostics = check_sources((*sources, Source("例.rules", rules)))
    assert diagnostics == ()
    return book


def submission_of(report: Report) -> Submission:
    """The report as the readers would give it."""
    path = report.path or f"{report.unit}{report.year}.txt"
    return Submission(
        path,
        path,
        Status.AUDITED,
        report.unit,
        report.year,
        report.form,
        Document(path, path, "text", Source(path, "　")),
        tuple(
            Fact(
                code,
                ORIGIN,
                "" if value is None else str(value),
                Reading.BLANK if value is None else Reading.VALUE,
                value,
            )
            for code, value in report.figures.items()
        ),
        tuple(
            Attribute(name, text=value) if isinstance(value, str) else Attribute(name, number=value)
            for name, value in report.attributes.items()
        ),
    )


def audit(
    book: RuleBook, *reports: Report, on: date | None = None
) -> tuple[tuple[Finding, ...], Mapping[str, Outcome]]:
    """The findings, and the outcomes by rule."""
    submissions = tuple(submission_of(report) for report in reports)
    findings, outcomes = judge(book, tabulate(submissions, book.schema), submissions, on)
    return tuple(findings), {outcome.rule: outcome for outcome in outcomes}
