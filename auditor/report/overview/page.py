"""The first page of an audit: what was received, what does not add up, and how the rules fared."""

from __future__ import annotations

import json
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING
from urllib.parse import quote

from msgspec.structs import replace

from auditor.document import Status
from auditor.report.ordering import grade
from auditor.report.ordering import section
from auditor.report.over_time import change_counts
from auditor.report.over_time import explanation_numbers
from auditor.report.overview.heatmap import heat_view
from auditor.report.rules.page import remark_of
from auditor.report.unlisted import unlisted
from auditor.report.views.overview import Band
from auditor.report.views.overview import Filters
from auditor.report.views.overview import Head
from auditor.report.views.overview import MissingRow
from auditor.report.views.overview import Option
from auditor.report.views.overview import OverviewRow
from auditor.report.views.overview import OverviewView
from auditor.report.views.overview import RuleRow
from auditor.report.views.overview import UnlistedRow
from auditor.report.views.view import Count
from auditor.report.views.view import Link
from auditor.report.words.in_english import kind_text
from auditor.report.words.messages import say
from auditor.report.words.notes import note_of
from auditor.report.words.notes import reason_of
from auditor.report.words.notes import status_of
from auditor.report.words.notes import unnamed_of
from auditor.results import Severity
from auditor.results import State
from auditor.results.outcomes import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.diagnostics import Lang
    from auditor.document import Submission
    from auditor.report.site import Site
    from auditor.report.views.view import Note
    from auditor.report.views.view import Page
    from auditor.results import AuditResult
    from auditor.results import Finding
    from auditor.results import Missing
    from auditor.results import RuleInfo
    from auditor.results.by_report import Findings

_GRADES = (*(severity.value for severity in Severity), "unknown")
# NOTE: without script a browser lays out every row at once, and the page should stay light.
_WITHOUT_SCRIPT = 300
_BAR = 1000


def _page_address(slug: str) -> str:
    """The address of a submission's page from the overview."""
    return f"units/{quote(slug)}.html"


def overview_view(site: Site, page: Page) -> OverviewView:
    """The overview."""
    result, lang = site.result, site.lang
    rows = tuple(
        _row(submission, site.findings.of(submission.path), name, result, lang)
        for submission, name in zip(result.submissions, site.names, strict=True)
    )
    order = sorted(range(len(rows)), key=lambda index: (*(-each.number for each in rows[index].counts), index))
    ordered = tuple(rows[index] for index in order)
    fired, quiet = _rules(site)
    others = _unlisted(site)
    counts = tuple(
        Count(key, say(key, lang), sum(row.counts[place].number for row in rows), say(f"{key}_meaning", lang))
        for place, key in enumerate(_GRADES)
    )
    return OverviewView(
        page=page,
        lead=_lead(result, lang),
        bands=bands(result, rows, lang),
        files=_files(result.submissions, result.missing, lang),
        findings=counts,
        heads=_heads(lang),
        filters=_filters(result, rows, fired, lang),
        rows=ordered[:_WITHOUT_SCRIPT],
        no_script=say("no_script", lang, count=min(len(rows), _WITHOUT_SCRIPT)),
        data=_data(ordered, tuple(result.submissions[index].path for index in order), site.findings, lang),
        years=tuple(
            Link(f"summary/{year}.html", say("to_year", lang, year=year))
            for year in sorted({each.year for each in result.submissions if each.year is not None}, reverse=True)
        ),
        heat=heat_view(site),
        fired=fired,
        quiet=quiet,
        quiet_title=say("rules_quiet", lang, count=len(quiet)),
        notes=_notes(result, lang),
        changes=change_counts(result, lang),
        missing=_missing(result.missing),
        unlisted=others,
        unlisted_lead=say("unlisted_lead", lang, count=len(others)),
        changes_title=say("changes_since", lang, audit=result.past.name) if result.past else "",
    )


def _row(
    submission: Submission, findings: Iterable[Finding], slug: str, result: AuditResult, lang: Lang
) -> OverviewRow:
    numbers = Counter(grade(finding) for finding in findings if not finding.is_waived)
    form = result.schema.forms.get(submission.form or "")
    return OverviewRow(
        href=_page_address(slug),
        unit=submission.unit or say("unit_unknown", lang),
        path=submission.path,
        year=str(submission.year) if submission.year is not None else "",
        form=form.title if form else submission.form or "",
        status=submission.status.value,
        status_label=status_of(submission, lang),
        reason=reason_of(submission, lang) or unnamed_of(submission, lang),
        counts=tuple(Count(key, say(key, lang), numbers[key]) for key in _GRADES),
    )


def _lead(result: AuditResult, lang: Lang) -> str:
    if not result.submissions:
        return say("overview_none", lang)
    audited = sum(submission.status is Status.AUDITED for submission in result.submissions)
    found = any(section(finding) == "fail" for finding in result.findings)
    key = "overview_lead" if found else "overview_clean"
    accepted = explanation_numbers(result.findings)["accepted"]
    said = say(key, lang, received=len(result.submissions), audited=audited)
    return said + (say("overview_accepted", lang, count=accepted) if accepted else "")


def bands(result: AuditResult, rows: tuple[OverviewRow, ...], lang: Lang) -> tuple[Band, ...]:
    """The audited reports by their gravest finding, as shares of a bar; nothing where none was audited."""
    kinds = (*(severity.value for severity in Severity), "clean")
    numbers = Counter(
        next((count.kind for count in row.counts if count.number and count.kind in kinds), "clean")
        for submission, row in zip(result.submissions, rows, strict=True)
        if submission.status is Status.AUDITED
    )
    whole = sum(numbers.values())
    ends = [_BAR * end // whole for end in accumulate(numbers[kind] for kind in kinds)] if whole else []
    return tuple(
        Band(Count(kind, say(f"gravest_{kind}", lang), numbers[kind]), start, end - start)
        for kind, start, end in zip(kinds, (0, *ends), ends, strict=False)
    )


def _files(submissions: tuple[Submission, ...], missing: tuple[Missing, ...], lang: Lang) -> tuple[Count, ...]:
    states = Counter(submission.status for submission in submissions)
    received = Count("received", say("received", lang), len(submissions))
    counts = (received, *(Count(status.value, say(status.value, lang), states[status]) for status in Status))
    return (*counts, Count("missing", say("not_received", lang), len(missing))) if missing else counts


def _missing(missing: Iterable[Missing]) -> tuple[MissingRow, ...]:
    """Who has not reported, once a unit."""
    years: dict[str, list[Missing]] = {}
    for each in missing:
        years.setdefault(each.unit, []).append(each)
    return tuple(
        MissingRow(
            unit, "、".join(str(each.year) for each in found), found[-1].level, found[-1].region, found[-1].parent
        )
        for unit, found in years.items()
    )


def _unlisted(site: Site) -> tuple[UnlistedRow, ...]:
    """Whose reports are of units that the list does not have."""
    rows: list[UnlistedRow] = []
    for each in unlisted(site.result):
        year = site.result.submissions[each.index].year
        link = Link(_page_address(site.names[each.index]), each.unit)
        rows.append(UnlistedRow(link, str(year or ""), site.lang.listed(each.near)))
    return tuple(rows)


def _heads(lang: Lang) -> tuple[Head, ...]:
    columns = (("unit", False), ("year", True), *((key, True) for key in _GRADES), ("status", False), ("form", False))
    return tuple(
        Head(key, say(key, lang), say("sort_by", lang, column=say(key, lang)), numeric) for key, numeric in columns
    )


def _filters(result: AuditResult, rows: tuple[OverviewRow, ...], fired: tuple[RuleRow, ...], lang: Lang) -> Filters:
    present = {submission.status for submission in result.submissions}
    years = sorted({row.year for row in rows if row.year}, reverse=True)
    return Filters(
        severities=(*(Option(key, say(key, lang)) for key in _GRADES), Option("clean", say("gravest_clean", lang))),
        statuses=tuple(Option(status.value, say(status.value, lang)) for status in Status if status in present),
        years=tuple(Option(year, year) for year in years),
        rules=tuple(Option(rule.id, f"{rule.id} {rule.title}") for rule in sorted(fired, key=lambda each: each.id)),
    )


def _data(
    rows: tuple[OverviewRow, ...],
    paths: tuple[str, ...],
    findings: Findings,
    lang: Lang,
) -> str:
    """All rows as compact JSON: words that repeat stand once, and rows refer to them by number."""
    forms, states, rules = _Index(), _Index(), _Index()
    packed = [
        [
            row.href,
            row.unit,
            row.path,
            int(row.year) if row.year else 0,
            forms.of(row.form),
            states.of(row.status),
            row.reason,
            [count.number for count in row.counts],
            sorted({rules.of(finding.rule) for finding in findings.of(path) if not finding.trial}),
        ]
        for row, path in zip(rows, paths, strict=True)
    ]
    words = {key: say(key, lang) for key in ("nothing_matches", *(status.value for status in Status))}
    shown = {"shown": say("shown", lang, shown="{shown}", total="{total}"), "more": say("more", lang, count="{count}")}
    data = {"forms": forms.words, "states": states.words, "rules": rules.words, "words": words | shown, "rows": packed}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


class _Index:
    """Words by number, in the order of their first use."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._places: dict[str, int] = {}

    def of(self, word: str) -> int:
        """The number of a word, a new one for a new word."""
        if word not in self._places:
            self._places[word] = len(self.words)
            self.words.append(word)
        return self._places[word]


def _rules(site: Site) -> tuple[tuple[RuleRow, ...], tuple[RuleRow, ...]]:
    """The rules that found something, the gravest and most frequent first; and the others, by id."""
    result = site.result
    outcomes = {outcome.rule: outcome for outcome in result.outcomes}
    units: dict[str, set[str]] = {}
    for finding in result.findings:
        units.setdefault(finding.rule, set()).add(finding.submission)
    rows = [
        _rule_row(info, outcomes.get(info.id), len(units.get(info.id, ())), site)
        for info in sorted(result.rules, key=lambda each: each.id)
    ]
    severities = [severity.value for severity in Severity]
    fired = sorted(
        (row for row in rows if row.submissions),
        key=lambda row: (severities.index(row.severity), -row.failed, -row.unknown, row.id),
    )
    return tuple(fired), tuple(row for row in rows if not row.submissions)


def _rule_row(info: RuleInfo, outcome: Outcome | None, submissions: int, site: Site) -> RuleRow:
    lang = site.lang
    known = outcome or Outcome(info.id)
    return RuleRow(
        id=info.id,
        href=quote(info.id, safe=""),
        page=site.rule_page(info.id, ""),
        title=info.titles.say(lang),
        severity=info.severity.value,
        severity_label=say(info.severity.value, lang),
        kind=kind_text(info.kind, lang),
        state="" if info.state is State.ACTIVE else say(f"{info.state.value}_state", lang),
        failed=known.failed,
        unknown=known.unknown,
        passed=known.passed,
        inapplicable=known.not_applicable,
        yielded=known.yielded,
        submissions=submissions,
        remark=remark_of(info, outcome, lang),
        filter_hint=say("filter_by_rule", lang, rule=info.id),
    )


def _notes(result: AuditResult, lang: Lang) -> tuple[Note, ...]:
    """What is wrong with the rules themselves; an error that only the run showed names its rule."""
    told = [note_of(each, lang) for each in sorted(result.diagnostics, key=lambda each: each.order)]
    for outcome in sorted(result.outcomes, key=lambda each: each.rule):
        if outcome.error is not None:
            note = note_of(outcome.error, lang)
            told.append(note if note.place.text else replace(note, place=Link("", outcome.rule)))
    return tuple(dict.fromkeys(told))
