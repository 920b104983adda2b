"""Where everything of an audit stands: the addresses of pages, and of findings on them."""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING
from typing import NamedTuple
from urllib.parse import quote

from msgspec import Struct

from auditor.file_names import rule_slugs
from auditor.file_names import slugs
from auditor.report.data.records import numbered_findings
from auditor.report.ordering import section
from auditor.report.views.view import Link
from auditor.report.words.messages import say
from auditor.report.words.places import place_words
from auditor.report.words.places import sign
from auditor.report.words.places import with_lines
from auditor.results import Severity
from auditor.results.by_report import laid_aside
from auditor.results.causes import Cause

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.diagnostics import Lang
    from auditor.document import Submission
    from auditor.results import AuditResult
    from auditor.results import Evidence
    from auditor.results import Finding
    from auditor.results.by_report import Causes
    from auditor.results.by_report import Findings
    from auditor.results.outcomes import Outcome


class Tally(NamedTuple):
    """The findings in the reports of a year that count: by severity, by rule, and the reports that have errors."""

    severities: Counter[str]
    rules: Counter[str]
    reports: set[str]

    @property
    def wrong(self) -> int:
        """How many reports have errors."""
        return len(self.reports)


class Site(Struct, frozen=True, dict=True):
    """The audit with its findings numbered and its pages named.

    `names` are the file names of submissions' pages without their ending, in the order of the submissions; `rules`
    those of rules' pages. `lined` are the paths of the files that have lines of their own.
    """

    result: AuditResult
    lang: Lang
    findings: Findings
    names: tuple[str, ...]
    by_path: Mapping[str, str]
    rules: Mapping[str, str]
    outcomes: Mapping[str, Outcome]
    causes: Causes
    lined: frozenset[str]

    @cached_property
    def paths_of(self) -> Mapping[str, tuple[str, ...]]:
        """The submissions of each unit, by its name."""
        found: dict[str, tuple[str, ...]] = {}
        for submission in self.result.submissions:
            unit = submission.unit or ""
            found[unit] = (*found.get(unit, ()), submission.path)
        return found

    def tally(self, year: int) -> Tally:
        """What was found in the reports of a year."""
        return self._tallies.get(year) or _nothing()

    @cached_property
    def _tallies(self) -> Mapping[int | None, Tally]:
        years = {each.path: each.year for each in self.result.submissions}
        found: defaultdict[int | None, Tally] = defaultdict(_nothing)
        for finding in self.result.findings:
            if section(finding) == "fail":
                tally = found[years.get(finding.submission)]
                tally.severities[finding.severity.value] += 1
                tally.rules[finding.rule] += 1
                if finding.severity is Severity.ERROR:
                    tally.reports.add(finding.submission)
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

    def numbered(
        self, up: str = "../", submissions: Iterable[Submission] | None = None
    ) -> Iterator[tuple[Finding, Link]]:
        """Every finding, or those of some submissions, with the link to it on its submission's page."""
        for submission in self.result.submissions if submissions is None else submissions:
            for number, finding in enumerate(self.findings.of(submission.path), start=1):
                yield finding, self.link_of(submission.path, number, up)

    def link_of(self, submission: str, number: int, up: str = "../") -> Link:
        """A finding by its number on the page of its submission."""
        page = self.page_of(submission, up)
        return Link(f"{page}#f{number}", sign(number), say("to_finding", self.lang, number=number))

    def link_to(self, submission: Submission) -> Link:
        """A submission by its unit and year, for pages beside the overview."""
        return Link(self.page_of(submission.path, ""), who(submission), submission.path)


def _nothing() -> Tally:
    return Tally(Counter(), Counter(), set())


def site_of(result: AuditResult, lang: Lang) -> Site:
    """Numbers the findings and names the pages."""
    names = slugs(result.submissions)
    return Site(
        result,
        lang,
        numbered_findings(result),
        names,
        {submission.path: name for submission, name in zip(result.submissions, names, strict=True)},
        rule_slugs(info.id for info in result.rules),
        {outcome.rule: outcome for outcome in result.outcomes},
        laid_aside(Cause, result.causes),
        with_lines(result.submissions),
    )


def who(submission: Submission) -> str:
    """A submission by its unit and year, or by its file name."""
    unit = submission.unit or submission.path.rsplit("/", 1)[-1]
    return f"{unit} {submission.year}" if submission.year is not None else unit
