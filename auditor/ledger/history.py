"""How the findings of each report stood, audit by audit."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from auditor.document import Status
from auditor.ledger.values import Stand
from auditor.results import Severity
from auditor.results import Then
from auditor.results import Verdict
from auditor.results.explanations import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.document import Submission
    from auditor.ledger.values import Entry
    from auditor.ledger.values import Tally

_EXPLAINED = frozenset({Answer.GIVEN.value, Answer.ACCEPTED.value})


def tallies(run: int, submissions: Iterable[Submission], entries: Iterable[Entry]) -> Iterator[Tally]:
    """What the ledger would count of an audit that is not yet kept."""
    for each in submissions:
        if each.status is Status.AUDITED:
            yield run, each.unit or "", each.year, "", "", "", 0
    for entry in entries:
        seen = entry.seen
        if seen.verdict == Verdict.FAIL and not seen.trial:
            yield run, seen.unit, seen.year, seen.severity, entry.stand.value, entry.answer, 1


def history(counted: Iterable[Tally], labels: Mapping[int, str]) -> Mapping[tuple[str, int | None], tuple[Then, ...]]:
    """The audits of each report, by its unit and year, the first one first; `labels` are their names."""
    found: dict[tuple[str, int | None], dict[int, Counter[str]]] = {}
    for run, unit, year, severity, stand, answer, count in counted:
        tally = found.setdefault((unit, year), {}).setdefault(run, Counter())
        if stand == Stand.OPEN:
            tally[severity] += count
            tally["explained"] += count * (answer in _EXPLAINED)
        else:
            tally[stand] += count
    return {
        report: tuple(_then(labels[run], tally) for run, tally in sorted(audits.items()))
        for report, audits in found.items()
    }


def _then(label: str, tally: Counter[str]) -> Then:
    found = tuple(tally[each] for each in Severity)
    return Then(label, found, tally["explained"], tally[Stand.CORRECTED], tally[Stand.UNJUDGED])
