"""The parts of the summary of a year as tables."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from auditor.document import Status
from auditor.report.annual.worked_out import SEVERITIES
from auditor.report.annual.worked_out import counts
from auditor.report.annual.worked_out import name_of
from auditor.report.annual.worked_out import total
from auditor.report.views.view import Link
from auditor.report.views.year import Column
from auditor.report.views.year import ColumnKind
from auditor.report.views.year import Section
from auditor.report.views.year import Table
from auditor.report.words.in_english import kind_text
from auditor.report.words.messages import say
from auditor.report.words.notes import reason_of
from auditor.report.words.notes import status_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.diagnostics import Lang
    from auditor.document import Submission
    from auditor.report.annual.worked_out import Annual
    from auditor.report.views.year import Cell

_WORD, _TEXT, _COUNT = ColumnKind.WORD, ColumnKind.TEXT, ColumnKind.COUNT


def columns(lang: Lang, *named: tuple[str, ColumnKind]) -> tuple[Column, ...]:
    """Columns by the keys of their labels; a severity's is coloured."""
    return tuple(Column(say(key, lang), kind, key if key in SEVERITIES else "") for key, kind in named)


def severity_columns() -> tuple[tuple[str, ColumnKind], ...]:
    """A column of counts for each severity."""
    return tuple((key, _COUNT) for key in SEVERITIES)


def received(annual: Annual) -> Section:
    """What was received, what was not audited and why; who was late, and with a list of units who is missing."""
    lang = annual.site.lang
    states = Counter(each.status for each in annual.submissions)
    rows: list[tuple[Cell, ...]] = [(say("received", lang), len(annual.submissions))]
    rows += [(say(status.value, lang), states[status]) for status in Status]
    if annual.expected:
        rows.insert(0, (say("due_units", lang), len(annual.expected)))
        rows.append((say("missing_units", lang), len(annual.missing)))
    if annual.has_deadlines:
        rows.append((say("late_reports", lang), len(annual.late)))
    tables = [
        Table(
            "received",
            say("received_section", lang),
            columns(lang, ("status", _WORD), ("count_of_reports", _COUNT)),
            tuple(rows),
        ),
        *_not_audited(annual, lang),
        *_missing(annual, lang),
        *_late(annual, lang),
    ]
    return Section("received", say("received_section", lang), tables=tuple(tables))


def _not_audited(annual: Annual, lang: Lang) -> Iterable[Table]:
    others = [each for each in annual.submissions if each.status is not Status.AUDITED]
    if others:
        heads = columns(lang, ("unit", _WORD), ("file", _TEXT), ("status", _WORD), ("reason", _TEXT))
        rows = tuple(
            (annual_link(annual, each), each.path, status_of(each, lang), reason_of(each, lang)) for each in others
        )
        yield Table("not_audited", say("not_audited_files", lang), heads, rows)


def _missing(annual: Annual, lang: Lang) -> Iterable[Table]:
    if annual.missing:
        heads = columns(lang, ("unit", _WORD), ("level_of_unit", _WORD), ("region", _WORD))
        rows = tuple((each.unit, each.level, each.region) for each in annual.missing)
        yield Table("missing", say("missing_units", lang), heads, rows)


def _late(annual: Annual, lang: Lang) -> Iterable[Table]:
    if annual.late:
        reports = {each.path: each for each in annual.submissions}
        heads = columns(lang, ("unit", _WORD), ("message", _TEXT))
        rows = tuple((annual_link(annual, reports[each.submission]), each.message.say(lang)) for each in annual.late)
        yield Table("late", say("late_reports", lang), heads, rows)


def annual_link(annual: Annual, submission: Submission) -> Link:
    """The page of a report, by its unit."""
    return Link(annual.site.page_of(submission.path), name_of(submission, annual.site), submission.path)


def overall(annual: Annual) -> Section:
    """How many findings of each severity, in how many reports; against last year where it is at hand."""
    lang = annual.site.lang
    audited = len(annual.audited)
    before = annual.site.tally(annual.year - 1).severities
    named = [
        ("severity", _WORD),
        ("count_of_findings", _COUNT),
        ("concerned", _COUNT),
        ("share_of_reports", ColumnKind.SHARE),
    ]
    if annual.has_last_year:
        named += [("last_year", _COUNT), ("change", _COUNT)]
    rows = []
    for key in SEVERITIES:
        found = [each for each in annual.fails if each.severity == key]
        concerned = len({each.submission for each in found})
        row: list[Cell] = [say(key, lang), len(found), concerned, concerned / audited if audited else None]
        if annual.has_last_year:
            row += [before[key], len(found) - before[key]]
        rows.append(tuple(row))
    table = Table("overall", say("overall", lang), columns(lang, *named), tuple(rows))
    return Section("overall", say("overall", lang), paragraphs=_compared(annual), tables=(table,))


def _compared(annual: Annual) -> tuple[str, ...]:
    """How many units are in both years, where these are not the same ones: other units are no change."""
    now, before = annual.units_of(annual.year), annual.units_of(annual.year - 1)
    if not before or now == before:
        return ()
    key = "units_in_both" if annual.has_last_year else "units_in_none"
    return (say(key, annual.site.lang, both=len(now & before), now=len(now), before=len(before)),)


def by_unit(annual: Annual) -> Section:
    """Every report audited, the gravest first."""
    lang = annual.site.lang
    found = annual.fails_in
    unknown = Counter(each.submission for each in annual.unknown)
    repeats = Counter(now.submission for now, _ in annual.repeated)
    named = [("unit", _WORD), ("level_of_unit", _WORD), *severity_columns(), ("unknown", _COUNT)]
    if annual.has_last_year:
        named.append(("repeats", _COUNT))
    rows = []
    for each in annual.audited:
        numbers = counts(found.get(each.path, ()))
        figures = (*(numbers[key] for key in SEVERITIES), unknown[each.path])
        row: tuple[Cell, ...] = (annual_link(annual, each), annual.levels[each.path], *figures)
        rows.append((figures, (*row, repeats[each.path]) if annual.has_last_year else row))
    rows.sort(key=lambda pair: tuple(-number for number in pair[0]))
    table = Table("units", say("by_unit", lang), columns(lang, *named), tuple(row for _, row in rows))
    return Section("units", say("by_unit", lang), tables=(table,))


def by_group(annual: Annual, key: str, groups: Mapping[str, str]) -> Section | None:
    """The reports by level or by region; nothing where none is known."""
    if not any(groups.values()):
        return None
    lang = annual.site.lang
    found = annual.fails_in
    members: dict[str, list[str]] = {}
    for path, group in groups.items():
        members.setdefault(group, []).append(path)
    rows: list[tuple[Cell, ...]] = []
    for group, paths in sorted(members.items(), key=lambda item: (not item[0], -len(item[1]), item[0])):
        numbers = counts(each for path in paths for each in found.get(path, ()))
        wrong = sum(any(each.severity == SEVERITIES[0] for each in found.get(path, ())) for path in paths)
        figures = (numbers[each] for each in SEVERITIES)
        rows.append((group or say("not_said", lang), len(paths), wrong, *figures, total(numbers) / len(paths)))
    label = "level_of_unit" if key == "by_level" else "region"
    named = (
        (label, _WORD),
        ("count_of_reports", _COUNT),
        ("reports_with_errors", _COUNT),
        *severity_columns(),
        ("per_report", ColumnKind.MEAN),
    )
    return Section(key, say(key, lang), tables=(Table(key, say(key, lang), columns(lang, *named), tuple(rows)),))


def by_rule(annual: Annual) -> Section:
    """Every rule that found something, the most frequent first."""
    lang = annual.site.lang
    now = Counter(each.rule for each in annual.fails)
    before = annual.site.tally(annual.year - 1).rules
    units: dict[str, set[str]] = {}
    for finding in annual.fails:
        units.setdefault(finding.rule, set()).add(finding.submission)
    named = [
        ("rule", _WORD),
        ("rule_title", _TEXT),
        ("kind", _WORD),
        ("severity", _WORD),
        ("count_of_findings", _COUNT),
        ("concerned", _COUNT),
    ]
    if annual.has_last_year:
        named += [("last_year", _COUNT), ("change", _COUNT)]
    rows: list[tuple[Cell, ...]] = []
    for rule in sorted(
        set(now) | set(before) if annual.has_last_year else now, key=lambda each: (-now[each], -before[each], each)
    ):
        info = annual.rules.get(rule)
        row: list[Cell] = [
            Link(annual.site.rule_page(rule), rule),
            info.titles.say(lang) if info else "",
            kind_text(info.kind, lang) if info else "",
            say(info.severity.value, lang) if info else "",
            now[rule],
            len(units.get(rule, ())),
        ]
        if annual.has_last_year:
            row += [before[rule], now[rule] - before[rule]]
        rows.append(tuple(row))
    table = Table("rules", say("by_rule", lang), columns(lang, *named), tuple(rows))
    return Section("rules", say("by_rule", lang), tables=(table,))


def by_kind(annual: Annual) -> Section:
    """Kinds of rules by severity."""
    lang = annual.site.lang
    numbers: dict[str, Counter[str]] = {}
    for finding in annual.fails:
        info = annual.rules.get(finding.rule)
        kind = kind_text(info.kind if info else "", lang) or say("not_said", lang)
        numbers.setdefault(kind, Counter())[finding.severity.value] += 1
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (kind, *(found[key] for key in SEVERITIES), total(found))
        for kind, found in sorted(numbers.items(), key=lambda item: (-total(item[1]), item[0]))
    )
    named = (("kind", _WORD), *severity_columns(), ("total", _COUNT))
    return Section(
        "kinds", say("by_kind", lang), tables=(Table("kinds", say("by_kind", lang), columns(lang, *named), rows),)
    )
