"""Where everything of an audit stands: the addresses of pages, and of findings on them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote

from msgspec import Struct

from auditor.report.data.records import causes_by_submission
from auditor.report.data.records import findings_by_submission
from auditor.report.messages import say
from auditor.report.places import place_words
from auditor.report.places import rule_slugs
from auditor.report.places import sign
from auditor.report.places import slugs
from auditor.report.places import with_lines
from auditor.report.views.view import Link

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.diagnostics import Lang
    from auditor.document import Submission
    from auditor.results import AuditResult
    from auditor.results import Cause
    from auditor.results import Evidence
    from auditor.results import Finding
    from auditor.results import Outcome


class Site(Struct, frozen=True, dict=True):
    """The audit with its findings numbered and its pages named.

    `names` are the file names of submissions' pages without their ending, in the order of the submissions; `rules`
    those of rules' pages. `lined` are the paths of the files that have lines of their own.
    """

    result: AuditResult
    lang: Lang
    by_submission: Mapping[str, tuple[Finding, ...]]
    names: tuple[str, ...]
    by_path: Mapping[str, str]
    rules: Mapping[str, str]
    outcomes: Mapping[str, Outcome]
    causes: Mapping[str, tuple[Cause, ...]]
    lined: frozenset[str]

    @cached_property
    def paths_of(self) -> Mapping[str, tuple[str, ...]]:
        """The submissions of each unit, by its name."""
        found: dict[str, tuple[str, ...]] = {}
        for submission in self.result.submissions:
            unit = submission.unit or ""
            found[unit] = (*found.get(unit, ()), submission.path)
        return found

    def page_of(self, path: str, up: str = "../") -> str:
        """The address of a submission's page, seen from a page of another folder; empty when it has none."""
        name = self.by_path.get(path)
        return f"{up}units/{quote(name)}.html" if name else ""

    def rule_page(self, rule: str, up: str = "../") -> str:
        """The address of a rule's page; empty for a rule that is not known."""
        name = self.rules.get(rule)
        return f"{up}rules/{quote(name)}.html" if name else ""

    def place_of(self, finding: Finding, evidence: Evidence) -> str:
        """Where a figure of a finding stands in its file, in words; a line only where the file has lines."""
        in_lines = (evidence.submission or finding.submission) in self.lined
        return place_words(evidence.origin, self.lang, in_lines=in_lines)

    def numbered(self, up: str = "../") -> Iterator[tuple[Finding, Link]]:
        """Every finding with the link to it on its submission's page."""
        for submission in self.result.submissions:
            page = self.page_of(submission.path, up)
            for number, finding in enumerate(self.by_submission.get(submission.path, ()), start=1):
                yield finding, Link(f"{page}#f{number}", sign(number), say("to_finding", self.lang, number=number))

    def link_to(self, submission: Submission, up: str = "../") -> Link:
        """A submission by its unit and year."""
        return Link(self.page_of(submission.path, up), who(submission), submission.path)


def site_of(result: AuditResult, lang: Lang) -> Site:
    """Numbers the findings and names the pages."""
    names = slugs(result.submissions)
    causes = causes_by_submission(result.causes)
    return Site(
        result,
        lang,
        findings_by_submission(result.findings, causes),
        names,
        {submission.path: name for submission, name in zip(result.submissions, names, strict=True)},
        rule_slugs(info.id for info in result.rules),
        {outcome.rule: outcome for outcome in result.outcomes},
        causes,
        with_lines(result.submissions),
    )


def who(submission: Submission) -> str:
    """A submission by its unit and year, or by its file name."""
    unit = submission.unit or submission.path.rsplit("/", 1)[-1]
    return f"{unit} {submission.year}" if submission.year is not None else unit
