"""The audits of a report one after the other, and the reports of its unit year after year."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from auditor.document import Status
from auditor.report.ordering import section
from auditor.report.views.submission import HistoryRow
from auditor.report.views.submission import HistoryTable
from auditor.report.views.view import Link
from auditor.report.words.messages import say
from auditor.results import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.diagnostics import Lang
    from auditor.document import Submission
    from auditor.report.site import Site
    from auditor.results import Then


def histories(site: Site) -> Mapping[str, tuple[HistoryTable, ...]]:
    """What is known of each report beside itself, by its path; nothing of one that has no other year and no past."""
    past = site.result.past
    reports: dict[str, list[Submission]] = {}
    for each in site.result.submissions:
        if each.status is Status.AUDITED and each.unit and each.year is not None:
            reports.setdefault(each.unit, []).append(each)
    found = {}
    for unit, years in reports.items():
        ordered = sorted(years, key=lambda each: (each.year or 0, each.path)) if len(years) > 1 else ()
        rows = [(each, _numbers(site, each)) for each in ordered]
        for own in years:
            audits = past.history.get((unit, own.year), ()) if past is not None else ()
            tables = (*_audits(audits, site.lang), *_years(rows, own, site))
            if tables:
                found[own.path] = tables
    return found


def _audits(audits: tuple[Then, ...], lang: Lang) -> tuple[HistoryTable, ...]:
    if len(audits) < 2:  # noqa: PLR2004 - one audit is no history
        return ()
    rows = tuple(
        HistoryRow(
            Link("", each.audit or say("this_audit", lang)),
            (*each.found, each.explained, each.corrected, each.unjudged),
            is_this=not each.audit,
        )
        for each in audits
    )
    heads = (
        *(say(each.value, lang) for each in Severity),
        say("history_explained", lang),
        say("change_corrected", lang),
        say("change_unjudged", lang),
    )
    return (HistoryTable("audits_of_report", heads, rows),)


def _years(rows: list[tuple[Submission, tuple[int, ...]]], own: Submission, site: Site) -> tuple[HistoryTable, ...]:
    if not rows:  # one year is no history
        return ()
    made = tuple(
        HistoryRow(Link("" if each is own else site.page_of(each.path), str(each.year)), numbers, is_this=each is own)
        for each, numbers in rows
    )
    return (HistoryTable("years_of_unit", tuple(say(each.value, site.lang) for each in Severity), made),)


def _numbers(site: Site, submission: Submission) -> tuple[int, ...]:
    found = site.findings.of(submission.path)
    numbers = Counter(each.severity for each in found if section(each) == "fail")
    return tuple(numbers[each] for each in Severity)
