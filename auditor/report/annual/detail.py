"""The parts of the summary that go into detail: examples, repeated findings, the years, method, every finding."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from auditor.document import Status
from auditor.report.annual.sections import columns
from auditor.report.annual.sections import severity_columns
from auditor.report.annual.worked_out import SEVERITIES
from auditor.report.annual.worked_out import total
from auditor.report.views.view import Link
from auditor.report.views.year import Chart
from auditor.report.views.year import ColumnKind
from auditor.report.views.year import Section
from auditor.report.views.year import Series
from auditor.report.views.year import Table
from auditor.report.words.messages import say
from auditor.results import State

if TYPE_CHECKING:
    from auditor.diagnostics import Lang
    from auditor.report.annual.worked_out import Annual
    from auditor.report.site import Site
    from auditor.report.views.year import Cell
    from auditor.results import Finding

_WORD, _TEXT, _COUNT = ColumnKind.WORD, ColumnKind.TEXT, ColumnKind.COUNT
_FREQUENT = 10
_EXAMPLES = 3
_DIGEST = 16
_PLACES = 4


def frequent(annual: Annual) -> Section:
    """The rules that most reports fail, with examples from different reports."""
    lang = annual.site.lang
    found: dict[str, dict[str, Finding]] = {}
    times: Counter[str] = Counter()
    for finding in annual.fails:
        found.setdefault(finding.rule, {}).setdefault(finding.submission, finding)
        times[finding.rule] += 1
    order = sorted(found, key=lambda rule: (-len(found[rule]), -times[rule], rule))[:_FREQUENT]
    rows: list[tuple[Cell, ...]] = []
    for rule in order:
        info = annual.rules.get(rule)
        for place, finding in enumerate(list(found[rule].values())[:_EXAMPLES]):
            first = place == 0
            rows.append(
                (
                    Link(annual.site.rule_page(rule), rule) if first else "",
                    (info.titles.say(annual.site.lang) if info else "") if first else "",
                    len(found[rule]) if first else "",
                    _to(annual, finding),
                    finding.message.say(lang),
                )
            )
    heads = columns(
        lang, ("rule", _WORD), ("rule_title", _TEXT), ("concerned", _COUNT), ("unit", _WORD), ("example", _TEXT)
    )
    table = Table("frequent", say("frequent", lang), heads, tuple(rows))
    return Section("frequent", say("frequent", lang), say("frequent_lead", lang, count=len(order)), tables=(table,))


def _to(annual: Annual, finding: Finding) -> Link:
    """A finding by its unit."""
    link = annual.links.get(finding.id)
    return Link(link.href if link else "", finding.unit or say("unit_unknown", annual.site.lang))


def repeated(annual: Annual) -> Section | None:
    """What units had the year before as well; nothing where that year is not at hand."""
    if not annual.has_last_year:
        return None
    lang = annual.site.lang
    if not annual.repeated:
        return Section("repeated", say("repeated", lang), paragraphs=(say("repeated_none", lang),))
    heads = columns(
        lang,
        ("unit", _WORD),
        ("rule", _WORD),
        ("rule_title", _TEXT),
        ("severity", _WORD),
        ("message", _TEXT),
        ("message_before", _TEXT),
    )
    rows = tuple(
        (
            _to(annual, now),
            now.rule,
            now.title.say(lang),
            say(now.severity.value, lang),
            now.message.say(lang),
            then.message.say(lang),
        )
        for now, then in annual.repeated
    )
    table = Table("repeated", say("repeated", lang), heads, rows)
    return Section("repeated", say("repeated", lang), say("repeated_lead", lang), tables=(table,))


def trend(annual: Annual) -> Section | None:
    """The years at hand beside each other; nothing where there is one only."""
    if len(annual.years) < 2:  # noqa: PLR2004 - one year is no trend
        return None
    lang = annual.site.lang
    reports = Counter(each.year for each in annual.site.result.submissions if each.status is Status.AUDITED)
    rows: list[tuple[Cell, ...]] = []
    means: dict[str, list[float]] = {key: [] for key in SEVERITIES}
    for year in annual.years:
        tally = annual.site.tally(year)
        numbers, wrong = tally.severities, tally.wrong
        for key in SEVERITIES:
            means[key].append(numbers[key] / reports[year])
        figures = (numbers[key] for key in SEVERITIES)
        rows.append((year, reports[year], wrong, wrong / reports[year], *figures, total(numbers) / reports[year]))
    named = (
        ("year", ColumnKind.YEAR),
        ("count_of_reports", _COUNT),
        ("reports_with_errors", _COUNT),
        ("share_with_errors", ColumnKind.SHARE),
        *severity_columns(),
        ("per_report", ColumnKind.MEAN),
    )
    table = Table("years", say("trend", lang), columns(lang, *named), tuple(rows))
    series = tuple(Series(key, say(key, lang), tuple(means[key])) for key in SEVERITIES)
    return Section("years", say("trend", lang), chart=_chart(annual.years, series, lang), tables=(table,))


def _chart(years: tuple[int, ...], series: tuple[Series, ...], lang: Lang) -> Chart:
    said = (
        say(
            "trend_alternative",
            lang,
            year=year,
            values=", ".join(f"{each.label} {each.values[place]:.2f}" for each in series),
        )
        for place, year in enumerate(years)
    )
    title = say("trend_chart", lang)
    return Chart(title, tuple(str(year) for year in years), series, f"{title}: {'; '.join(said)}")


def method(annual: Annual, rules_digest: str) -> Section:
    """How the summary came about, and what it cannot say."""
    lang = annual.site.lang
    running = sum(info.state is State.ACTIVE for info in annual.site.result.rules)
    key = "method_rules" if rules_digest else "method_rules_plain"
    yearless = sum(each.year is None for each in annual.site.result.submissions)
    paragraphs = [
        say(key, lang, rules=running, digest=rules_digest[:_DIGEST]),
        say("method_severity", lang),
        say("method_unknown", lang, unknown=len(annual.unknown)),
        say("method_reading", lang, not_audited=len(annual.submissions) - len(annual.audited)),
        say("method_limits", lang),
    ]
    if not annual.expected:
        paragraphs.append(say("method_no_list", lang))
    if yearless:
        paragraphs.append(say("method_yearless", lang, count=yearless))
    return Section("method", say("method", lang), paragraphs=tuple(paragraphs))


def appendix(annual: Annual) -> Section:
    """Every finding of the year, by report, in the order of its page."""
    lang = annual.site.lang
    fails = {each.id: each for each in annual.fails}
    ordered = (fails[name] for name in annual.links if name in fails)
    rows = tuple(
        (
            number,
            _to(annual, finding),
            say(finding.severity.value, lang),
            finding.rule,
            finding.title.say(lang),
            finding.message.say(lang),
            finding.formula_in(lang),
            _places(finding, annual.site),
        )
        for number, finding in enumerate(ordered, start=1)
    )
    heads = columns(
        lang,
        ("number", _COUNT),
        ("unit", _WORD),
        ("severity", _WORD),
        ("rule", _WORD),
        ("rule_title", _TEXT),
        ("message", _TEXT),
        ("formula", _TEXT),
        ("place", _TEXT),
    )
    table = Table("findings", say("appendix", lang), heads, rows)
    return Section("findings", say("appendix", lang), tables=(table,), is_appendix=True)


def _places(finding: Finding, site: Site) -> str:
    """Where the first figures of a finding stand."""
    said = (site.place_of(finding, each) for each in finding.evidence)
    places = [*dict.fromkeys(filter(None, said))]
    return "; ".join(places[:_PLACES]) + ("…" if len(places) > _PLACES else "")
