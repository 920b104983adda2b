"""What became of each finding since the audit before: new, persisting, regressed, corrected, or no longer judged."""

from __future__ import annotations

from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from auditor.document import Status
from auditor.ledger.values import BY_REPORT
from auditor.ledger.values import BY_RULES
from auditor.ledger.values import BY_UNIT
from auditor.ledger.values import Entry
from auditor.ledger.values import Stand
from auditor.ledger.values import seen_of
from auditor.results import OTHER_REPORT
from auditor.results import Change
from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Container
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.document import Submission
    from auditor.results import Finding

_REASONS = {
    Verdict.UNKNOWN: "unknown",
    Verdict.NOT_APPLICABLE: "not_applicable",
    Verdict.BROKEN: "broken",
    Verdict.FAIL: "yields",
}
_CORRECTED = frozenset({"", BY_UNIT, BY_REPORT})


class Reports(NamedTuple):
    """The submissions by their paths, and those that are audited by unit and year."""

    by_path: Mapping[str, Submission]
    by_unit: Mapping[tuple[str, int | None], Submission]

    @classmethod
    def of(cls, submissions: Iterable[Submission]) -> Reports:
        """Those of an audit."""
        by_path = {each.path: each for each in submissions}
        audited = (each for each in by_path.values() if each.status is Status.AUDITED)
        return cls(by_path, {(each.unit or "", each.year): each for each in audited})


class Now(Struct, frozen=True, dict=True):
    """What is known of an audit beside its findings.

    `verdicts` are those on findings of the audit before that this one does not make, by id, where there is one;
    `rules` the ids of the rules that run. `made_by` says of each audit by its number, this one included, by what it was
    made: the digest of its rules with the version of the program; `rule_digests` are those of each rule by that, where
    they are known. `known` are the digests of the files that the audit before was given.
    """

    number: int
    reports: Reports
    verdicts: Mapping[str, Verdict]
    rules: frozenset[str]
    made_by: Mapping[int, str]
    known: frozenset[str] = frozenset()
    rule_digests: Mapping[str, Mapping[str, str]] = MappingProxyType({})

    def has_other_rules(self, audit: int) -> bool:
        """Whether an audit was made by other rules, or by another version of the program."""
        return self.made_by.get(audit) != self.made_by[self.number]

    def has_changed(self, rule: str, audit: int) -> bool:
        """Whether a rule is another than in an audit; where that did not keep its rules, whether any of them is."""
        then, now = (self.rule_digests.get(self.made_by.get(each, "")) for each in (audit, self.number))
        if then is None or now is None:
            return self.has_other_rules(audit)
        return then.get(rule) != now.get(rule)

    @cached_property
    def has_other_reports(self) -> bool:
        """Whether the audit before was given other files."""
        return {each.digest for each in self.reports.by_path.values()} != self.known

    @cached_property
    def names(self) -> Mapping[int | None, set[str | None]]:
        """By which names the reports of each year may be spoken of: their units and their paths."""
        found: dict[int | None, set[str | None]] = {}
        for each in self.reports.by_path.values():
            found.setdefault(each.year, set()).update((each.unit, each.path))
        return found


def entries_of(before: Callable[[str], Entry | None], findings: Iterable[Finding], now: Now) -> Iterator[Entry]:
    """How findings that this audit makes stand after it, one for each; `before` tells how one of an id stood."""
    return (_made(finding, before(finding.id), now) for finding in findings)


def entries_of_gone(before: Iterable[Entry], made: Container[str], now: Now) -> Iterator[Entry]:
    """How those stand that were wrong before and are not made any more, where `made` are the ids of those that are."""
    for past in before:
        entry = None if past.seen.id in made else _gone(past, now)
        if entry is not None:
            yield entry


def sought(before: Iterable[Entry], made: Container[str]) -> tuple[Entry, ...]:
    """What was wrong before and is not found now, where `made` are the ids: of these the verdicts are asked for."""
    wrong = {Stand.OPEN, Stand.UNJUDGED}
    return tuple(each for each in before if each.stand in wrong and each.seen.id not in made)


# ------------------------------------------------------------------------------------------------------------- within


def _made(finding: Finding, past: Entry | None, now: Now) -> Entry:
    report = now.reports.by_path.get(finding.submission)
    digest = report.digest if report is not None else ""
    seen = seen_of(finding, digest)
    if finding.verdict is not Verdict.FAIL:
        return _undecided(Entry(seen, Stand.UNDECIDED, Change.NEW, now.number), past)
    if past is None or past.stand is Stand.UNDECIDED:
        is_same = past is None and digest in now.known
        return Entry(seen, Stand.OPEN, Change.NEW, now.number, _why_new(finding, now) if is_same else "")
    if past.stand is Stand.CORRECTED:
        return Entry(seen, Stand.OPEN, Change.REGRESSED, now.number)
    since = past.since if past.stand is Stand.OPEN else now.number
    return Entry(seen, Stand.OPEN, Change.PERSISTING, since)


def _why_new(finding: Finding, now: Now) -> str:
    """Why a finding is new in a report that is not: another report was changed or came in, or its rule was changed.

    What rests on a report that the audit before was not given could not have been found then, by whatever rule.
    """
    others = (now.reports.by_path.get(each.submission) for each in finding.evidence)
    changed = {each.unit for each in others if each is not None and each.digest not in now.known}
    if changed:
        return BY_REPORT if changed == {finding.unit} else BY_UNIT
    if now.has_changed(finding.rule, now.number - 1):
        return BY_RULES
    return _what_else(now, now.number - 1)


def _what_else(now: Now, audit: int) -> str:
    """What is left where neither the report nor the rule is another than in an audit."""
    if now.has_other_reports:
        return BY_REPORT
    return BY_RULES if now.has_other_rules(audit) else ""  # what rules look up: the list of units


def _undecided(entry: Entry, past: Entry | None) -> Entry:
    """A finding that is not judged: what was once wrong keeps the figures with which it was."""
    if past is None:
        return entry
    if past.stand is Stand.UNDECIDED:
        return replace(entry, change=Change.PERSISTING, since=past.since)
    if past.stand is Stand.CORRECTED:  # it stays so until it is judged again
        return replace(past, change=Change.UNJUDGED)
    since = past.since if past.stand is Stand.UNJUDGED else entry.since
    return Entry(past.seen, Stand.UNJUDGED, Change.UNJUDGED, since, "unknown")


def _gone(entry: Entry, now: Now) -> Entry | None:
    """How a finding stands that is not made any more; not at all where it was never judged."""
    if entry.stand is Stand.UNDECIDED:
        return None
    if entry.stand is Stand.CORRECTED:
        return replace(entry, change=Change.CORRECTED)
    audited = now.reports.by_unit.get((entry.seen.unit, entry.seen.year)) if entry.seen.unit else None
    reason = _reason(entry, audited or now.reports.by_path.get(entry.seen.submission), now)
    if reason in _CORRECTED:
        return Entry(entry.seen, Stand.CORRECTED, Change.CORRECTED, now.number, reason)
    since = entry.since if entry.stand is Stand.UNJUDGED else now.number
    return Entry(entry.seen, Stand.UNJUDGED, Change.UNJUDGED, since, reason)


def _reason(entry: Entry, report: Submission | None, now: Now) -> str:
    """Why a finding is gone: one of `_CORRECTED`, or why it cannot be called corrected."""
    if report is None:
        return "not_received"
    if report.status is not Status.AUDITED:
        return "not_read"
    verdict = now.verdicts.get(entry.seen.id)
    if verdict is None:
        return "no_object" if entry.seen.rule in now.rules else "no_rule"
    if verdict is not Verdict.PASS:
        return _REASONS[verdict]
    return "" if report.digest != entry.seen.digest else _reason_elsewhere(entry, now)


def _reason_elsewhere(entry: Entry, now: Now) -> str:
    """Why a finding is gone from the very same file: one of `_CORRECTED`, or why it cannot be called corrected."""
    # NOTE: a unit corrects nothing by our changing a rule, nor by our losing the report that its own was set beside;
    # with the rule as it was, and that report still there, it was that one which was mended.
    failed_in = (entry.since if entry.stand is Stand.UNJUDGED else now.number) - 1
    if now.has_changed(entry.seen.rule, failed_in):
        return "rules_changed"
    beside = {value for name, value in entry.seen.figures if name == OTHER_REPORT}
    if not beside <= now.names.get(entry.seen.year, set()):
        return "other_gone"
    if beside:
        return BY_UNIT
    return "rules_changed" if _what_else(now, failed_in) == BY_RULES else BY_REPORT
