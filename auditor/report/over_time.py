"""What became of findings since the audit before, and how far their explanations have come, made ready to show."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from auditor.report.ordering import section
from auditor.report.views.submission import GoneView
from auditor.report.views.view import Count
from auditor.report.words.messages import say
from auditor.results import Change
from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.diagnostics import Lang
    from auditor.document import Submission
    from auditor.results import AuditResult
    from auditor.results import Finding
    from auditor.results import Gone
    from auditor.results import Past


def change_numbers(findings: Iterable[Finding], gone: Iterable[Gone]) -> Counter[Change]:
    """How many findings of each kind of change; trial rules and what was never judged do not count.

    What was gone in the audit before has not changed since.
    """
    found = [
        each.change
        for each in findings
        if not each.trial and (each.verdict is Verdict.FAIL or each.change is Change.UNJUDGED)
    ]
    return Counter((*found, *(each.change for each in gone if not each.trial and not each.since)))


def change_counts(result: AuditResult, lang: Lang) -> tuple[Count, ...]:
    """The same as counts with their names; nothing where there is no audit before."""
    if result.past is None:
        return ()
    numbers = change_numbers(result.findings, result.past.gone)
    return tuple(
        Count(each.value, say(f"change_{each.value}", lang), numbers[each], say(f"change_{each.value}_meaning", lang))
        for each in Change
    )


def gone_by_report(past: Past | None, submissions: Iterable[Submission]) -> Mapping[str, tuple[Gone, ...]]:
    """What is found no more, by the path of the report that stands in the place of that which it was found in."""
    if past is None:
        return {}
    paths: dict[tuple[str, int | None], str] = {}
    for each in submissions:
        if each.unit and (each.status == "audited" or (each.unit, each.year) not in paths):
            paths[each.unit, each.year] = each.path
    found: dict[str, list[Gone]] = {}
    for gone in past.gone:
        found.setdefault(paths.get((gone.unit, gone.year), gone.submission), []).append(gone)
    return {path: tuple(each) for path, each in found.items()}


def gone_views(gone: Iterable[Gone], change: Change, lang: Lang) -> tuple[GoneView, ...]:
    """Findings that are found no more, of one kind, ready to be read."""
    return tuple(
        GoneView(
            rule=each.rule,
            severity=each.severity.value,
            severity_label=say(each.severity.value, lang),
            title=each.title.say(lang),
            message=each.message.say(lang),
            formula=each.formula,
            figures="；".join(f"{name} {value or say('blank', lang)}" for name, value in each.figures[:_SHOWN]),
            since=say("gone_since", lang, audit=each.since) if each.since else "",
            reason=each.reason.say(lang) if each.reason else "",
        )
        for each in gone
        if each.change is change and not each.trial
    )


_SHOWN = 8


def explanation_numbers(findings: Iterable[Finding]) -> Counter[str]:
    """How many findings that count are `explained`, how many of these `accepted`, and how many explanations `stale`."""
    numbers: Counter[str] = Counter()
    for each in findings:
        if section(each) == "fail" and each.explained is not None:
            numbers["explained"] += each.explained.holds
            numbers["accepted"] += each.is_waived
            numbers["stale"] += bool(each.explained.changed or each.explained.is_expired)
    return numbers
