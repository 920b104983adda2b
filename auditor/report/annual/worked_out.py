"""The summary of a year worked out: one computation, whatever it is printed on."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.document import Status
from auditor.report.ordering import grade
from auditor.report.ordering import section
from auditor.report.words.messages import say
from auditor.results import Finding
from auditor.results import Severity
from auditor.results.by_report import laid_aside

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.document import Submission
    from auditor.report.site import Site
    from auditor.report.views.view import Link
    from auditor.results import AuditResult
    from auditor.results import RuleInfo

SEVERITIES = tuple(severity.value for severity in Severity)
# The kind of the rules that tell when a report is due.
_DEADLINE = "时限"


class Expected(Struct, frozen=True):
    """A unit of the list of those that must report."""

    unit: str
    level: str = ""
    region: str = ""


def listed(result: AuditResult, year: int) -> tuple[Expected, ...]:
    """Who must report for a year by the list of units: those that have, and those that have not."""
    registry = result.schema.registry
    reported = {each.unit: registry.find(each.unit, each.year) for each in result.submissions if each.year == year}
    here = [Expected(each.name, each.level, each.region) for each in reported.values() if each is not None]
    gone = [Expected(each.unit, each.level, each.region) for each in result.missing if each.year == year]
    return tuple(sorted((*here, *gone), key=lambda each: each.unit))


class Annual(Struct, frozen=True, dict=True):
    """One year of an audit, with what is asked of it."""

    site: Site
    year: int
    expected: tuple[Expected, ...] = ()

    @cached_property
    def submissions(self) -> tuple[Submission, ...]:
        """What was received of the year."""
        return tuple(each for each in self.site.result.submissions if each.year == self.year)

    @cached_property
    def audited(self) -> tuple[Submission, ...]:
        """What was audited of it."""
        return tuple(each for each in self.submissions if each.status is Status.AUDITED)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """All years of which something was audited."""
        audited = (each for each in self.site.result.submissions if each.status is Status.AUDITED)
        return tuple(sorted({each.year for each in audited if each.year is not None}))

    def _of(self, year: int) -> Iterator[Finding]:
        """The findings in the reports of a year."""
        found = laid_aside(Finding, self.site.result.findings)
        for path in sorted(each.path for each in self.site.result.submissions if each.year == year):
            yield from found.of(path)

    @cached_property
    def _own(self) -> tuple[Finding, ...]:
        return tuple(self._of(self.year))

    @cached_property
    def fails(self) -> tuple[Finding, ...]:
        """The findings of the year that count."""
        return tuple(each for each in self._own if section(each) == "fail")

    @cached_property
    def fails_in(self) -> Mapping[str, tuple[Finding, ...]]:
        """The findings of the year that count, by the path of their report."""
        found: dict[str, list[Finding]] = {}
        for finding in self.fails:
            found.setdefault(finding.submission, []).append(finding)
        return {path: tuple(each) for path, each in found.items()}

    @cached_property
    def unknown(self) -> tuple[Finding, ...]:
        """What could not be judged in the year."""
        return tuple(each for each in self._own if section(each) == "unknown")

    @cached_property
    def links(self) -> Mapping[str, Link]:
        """The way to each finding of the year, by its id, in the order in which the pages number them."""
        return {finding.id: link for finding, link in self.site.numbered(submissions=self.submissions)}

    @cached_property
    def rules(self) -> Mapping[str, RuleInfo]:
        """The rules by id."""
        return {info.id: info for info in self.site.result.rules}

    @cached_property
    def has_last_year(self) -> bool:
        """Whether reports of the year before were audited too, of some of the same units: others do not compare."""
        return bool(self.units_of(self.year) & self.units_of(self.year - 1))

    def units_of(self, year: int) -> frozenset[str]:
        """The units of which a report of a year was audited."""
        reports = (each for each in self.site.result.submissions if each.year == year)
        return frozenset(each.unit for each in reports if each.unit and each.status is Status.AUDITED)

    @cached_property
    def repeated(self) -> tuple[tuple[Finding, Finding], ...]:
        """The findings that a unit had the year before as well, each with last year's."""
        wanted = {_what(each) for each in self.fails if each.unit}
        past = (each for each in self._of(self.year - 1) if section(each) == "fail" and _what(each) in wanted)
        before = {_what(each): each for each in past}
        return tuple((each, before[_what(each)]) for each in self.fails if _what(each) in before)

    @cached_property
    def levels(self) -> Mapping[str, str]:
        """The level of each report by its path: as the list of units has it, or else as the report says."""
        listed = {each.unit: each.level for each in self.expected if each.level}
        return {each.path: listed.get(each.unit or "") or each.text_of("单位级别") for each in self.audited}

    @cached_property
    def regions(self) -> Mapping[str, str]:
        """The region of each report by its path, where the list of units says one."""
        listed = {each.unit: each.region for each in self.expected if each.region}
        return {each.path: listed.get(each.unit or "", "") for each in self.audited} if listed else {}

    @cached_property
    def has_deadlines(self) -> bool:
        """Whether a rule tells when the reports of the year are due; without one, none can be called late."""
        forms = {each.form for each in self.audited}
        return any(info.kind == _DEADLINE and forms & set(info.forms) for info in self.rules.values())

    @cached_property
    def late(self) -> tuple[Finding, ...]:
        """The findings of the reports that were public after the day by which a rule wants them, one each."""
        kinds = {info.id: info.kind for info in self.rules.values()}
        found = {each.submission: each for each in reversed(self.fails) if kinds.get(each.rule) == _DEADLINE}
        return tuple(each for each in self.fails if found.get(each.submission) is each)

    @cached_property
    def missing(self) -> tuple[Expected, ...]:
        """The units of the list of which nothing was received."""
        known = {each.unit for each in self.submissions}
        return tuple(each for each in self.expected if each.unit not in known)


def _what(finding: Finding) -> tuple[str, str, str]:
    """What a finding of one year has in common with that of another."""
    return finding.unit, finding.rule, finding.binding


def counts(findings: Iterable[Finding]) -> Counter[str]:
    """How many of each severity."""
    return Counter(grade(finding) for finding in findings)


def total(numbers: Mapping[str, int]) -> int:
    """All severities together."""
    return sum(numbers.get(key, 0) for key in SEVERITIES)


def name_of(submission: Submission, site: Site) -> str:
    """The unit of a report, or its file."""
    return submission.unit or f"{say('unit_unknown', site.lang)} {submission.path}"
