"""The page on the run itself: what was not judged and why, so that silence is never taken for rightness."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from auditor.document import Status
from auditor.report.rules.blind import blind_forms
from auditor.report.rules.obstacles import obstacle_rows
from auditor.report.rules.obstacles import obstacles_text
from auditor.report.views.overview import OverviewRow
from auditor.report.views.rules import CauseRow
from auditor.report.views.rules import QuietRule
from auditor.report.views.rules import ReadingNote
from auditor.report.views.rules import RunView
from auditor.report.views.view import Count
from auditor.report.views.view import Link
from auditor.report.words.figures import share_text
from auditor.report.words.in_english import cause_text
from auditor.report.words.messages import say
from auditor.report.words.notes import note_of
from auditor.results import State
from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.lang.typed import RuleBook
    from auditor.report.site import Site
    from auditor.report.views.view import Note
    from auditor.report.views.view import Page
    from auditor.results.outcomes import Outcome

_EXAMPLES = 3
_FILES = 12


def run_view(site: Site, page: Page, book: RuleBook | None) -> RunView:
    """The page; without a book the figures that no rule looks at are not known."""
    outcomes = site.result.outcomes
    return RunView(
        page=page,
        counts=_counts(outcomes, site),
        obstacles=obstacle_rows(outcomes, site.lang),
        causes=_causes(site),
        causes_lead=_causes_lead(site),
        undecided=_undecided(outcomes, site),
        vacuous=_vacuous(site),
        broken=_broken(site),
        files=_files(site),
        reading=_reading(site),
        blind=blind_forms(site.result, book) if book else (),
        has_blind=book is not None,
    )


def _counts(outcomes: Iterable[Outcome], site: Site) -> tuple[Count, ...]:
    totals: Counter[str] = Counter()
    for each in outcomes:
        totals["passed"] += each.passed
        totals["failed"] += each.failed
        totals["unknown"] += each.unknown
        totals["inapplicable"] += each.not_applicable
        totals["yielded"] += each.yielded
    keys = ("passed", "failed", "unknown", "inapplicable", "yielded")
    return tuple(Count(key, say(f"{key}_times", site.lang), totals[key]) for key in keys)


def _causes(site: Site) -> tuple[CauseRow, ...]:
    """The causes of undecided findings, the most frequent first; a finding counts once for each of its causes."""
    places: dict[str, list[tuple[str, Link]]] = {}
    count = 0
    for finding, link in site.numbered(""):
        if finding.verdict is Verdict.UNKNOWN:
            count += 1
            who = " ".join(filter(None, (finding.unit, str(finding.year or ""))))
            for cause in dict.fromkeys(each.cause for each in finding.evidence if each.cause) or ("",):
                places.setdefault(cause, []).append((finding.submission, Link(link.href, f"{who} {finding.rule}")))
    rows = []
    for cause, found in sorted(places.items(), key=lambda item: (-len(item[1]), item[0])):
        more = say("and_others", site.lang, count=len(found)) if len(found) > _EXAMPLES else ""
        rows.append(
            CauseRow(
                cause=cause_text(cause, site.lang) or say("cause_unnamed", site.lang),
                times=len(found),
                share=share_text(len(found), count),
                submissions=len({path for path, _ in found}),
                examples=tuple(link for _, link in found[:_EXAMPLES]),
                more=more,
            )
        )
    return tuple(rows)


def _causes_lead(site: Site) -> str:
    """How many undecided verdicts have become findings."""
    count = sum(each.verdict is Verdict.UNKNOWN for each in site.result.findings)
    return say("causes_lead", site.lang, count=count) if count else ""


def _undecided(outcomes: Iterable[Outcome], site: Site) -> tuple[QuietRule, ...]:
    infos = {info.id: info for info in site.result.rules}
    rows = [
        _quiet(
            outcome.rule,
            outcome.unknown,
            outcome.unknown + outcome.passed + outcome.failed,
            site,
            obstacles_text(outcome, site.lang),
        )
        for outcome in outcomes
        if outcome.unknown and outcome.rule in infos
    ]
    return tuple(sorted(rows, key=lambda row: (-row.number, row.link.text)))


def _vacuous(site: Site) -> tuple[QuietRule, ...]:
    """Rules that were to run and judged nothing, though they are not broken."""
    known = {outcome.rule: outcome for outcome in site.result.outcomes}
    running = (info for info in site.result.rules if info.state in {State.ACTIVE, State.TRIAL})
    quiet = (info for info in running if info.id in known and known[info.id].is_vacuous and not known[info.id].error)
    return tuple(_quiet(info.id, known[info.id].not_applicable, 0, site) for info in sorted(quiet, key=lambda e: e.id))


def _quiet(rule: str, number: int, whole: int, site: Site, causes: str = "") -> QuietRule:
    info = next(each for each in site.result.rules if each.id == rule)
    return QuietRule(
        link=Link(site.rule_page(rule, ""), rule),
        title=info.titles.say(site.lang),
        number=number,
        share=share_text(number, whole),
        severity=info.severity.value,
        severity_label=say(info.severity.value, site.lang),
        causes=causes,
    )


def _broken(site: Site) -> tuple[tuple[Link, Note], ...]:
    """What is wrong with the rules themselves, each with its rule where it is known."""
    found = [
        (Link(site.rule_page(outcome.rule, ""), outcome.rule), note_of(outcome.error, site.lang))
        for outcome in sorted(site.result.outcomes, key=lambda each: each.rule)
        if outcome.error is not None
    ]
    told = {note for _, note in found}
    others = (note_of(each, site.lang) for each in sorted(site.result.diagnostics, key=lambda each: each.order))
    return (*found, *((Link("", ""), note) for note in dict.fromkeys(others) if note not in told))


def _files(site: Site) -> tuple[OverviewRow, ...]:
    from auditor.report.words.notes import reason_of
    from auditor.report.words.notes import status_of

    return tuple(
        OverviewRow(
            href=site.page_of(each.path, ""),
            unit=each.unit or say("unit_unknown", site.lang),
            path=each.path,
            year=str(each.year) if each.year is not None else "",
            form="",
            status=each.status.value,
            status_label=status_of(each, site.lang),
            reason=reason_of(each, site.lang),
            counts=(),
        )
        for each in site.result.submissions
        if each.status is not Status.AUDITED
    )


def _reading(site: Site) -> tuple[ReadingNote, ...]:
    """The notes of reading by kind, with the first files in which each arose; what is said is said of the first."""
    notes: dict[str, Note] = {}
    times: Counter[str] = Counter()
    files: dict[str, dict[str, Link]] = {}
    for submission in site.result.submissions:
        if submission.status is Status.AUDITED:
            for diagnostic in submission.diagnostics:
                code = diagnostic.code.id
                if code not in notes:
                    notes[code] = note_of(diagnostic, site.lang)
                times[code] += 1
                link = site.link_to(submission)
                files.setdefault(code, {})[submission.path] = Link(f"{link.href}#notes", link.text, link.hint)
    return tuple(
        ReadingNote(
            level=note.level,
            level_label=note.level_label,
            code=note.code,
            message=note.message,
            help=note.help,
            times=times[code],
            files=tuple(files[code].values())[:_FILES],
            more=say("and_others", site.lang, count=len(files[code])) if len(files[code]) > _FILES else "",
        )
        for code, note in sorted(notes.items(), key=lambda item: (-times[item[0]], item[0]))
    )
