"""Findings that are a mistake of last year's report: with its likely wrong figures put right they would be gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.engine.locate.repairs.sheet import Sheet
from auditor.engine.locate.symptoms import Clinic
from auditor.engine.locate.words import told_of_last_year
from auditor.results.causes import Cause
from auditor.results.causes import cause_id

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.engine.locate.repairs.sheet import Place
    from auditor.lang.typed import CheckedRule
    from auditor.results import Finding
    from auditor.results.causes import Suspect


def cause_of_last_year(
    sheet: Sheet,
    rules: tuple[CheckedRule, ...],
    failed: tuple[Finding, ...],
    repaired: Mapping[Place, int],
    suspects: Iterable[Suspect],
) -> Cause | None:
    """The findings that the repair of last year's report settles. Nothing of this report would have to change."""
    if sheet.before is None:
        return None
    after = Sheet(sheet.submission, sheet.form, _put_right(sheet.before, repaired))
    open_now = Clinic(rules, sheet, failed).open_still({}, {finding.id for finding in failed})
    settled = Clinic(rules, after, failed).settled(open_now)
    if not settled:
        return None
    path = sheet.before.submission.path
    spoken_of = {
        (each.indicator, each.member)
        for finding in failed
        for each in finding.evidence
        if finding.id in settled and each.submission == path
    }
    meant = tuple(it for it in suspects if (it.indicator, it.member) in spoken_of)
    message = told_of_last_year(meant, len(settled))
    return Cause(cause_id(settled), sheet.submission.path, settled, ((),), message, is_likely=True) if meant else None


def _put_right(sheet: Sheet, repaired: Mapping[Place, int]) -> Sheet:
    facts = tuple(
        fact
        if fact.is_narrative or (fact.indicator, fact.member) not in repaired
        else replace(fact, value=repaired[fact.indicator, fact.member])
        for fact in sheet.submission.facts
    )
    return Sheet(replace(sheet.submission, facts=facts), sheet.form, sheet.before)
