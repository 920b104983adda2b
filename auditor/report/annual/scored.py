"""The scores of the reports of a year, each with what was deducted and why; all points are thousandths."""

from __future__ import annotations

from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.document import Status
from auditor.ingest.lists.codes import SCORES_LINE
from auditor.report.annual.sections import annual_link
from auditor.report.annual.sections import columns
from auditor.report.grouping import is_of_missing_rows
from auditor.report.ordering import section
from auditor.report.views.view import Link
from auditor.report.views.year import ColumnKind
from auditor.report.views.year import Section
from auditor.report.views.year import Table
from auditor.report.views.year import shown
from auditor.report.words.messages import say
from auditor.report.words.notes import status_of
from auditor.scoring import POINT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.diagnostics import Lang
    from auditor.document import Submission
    from auditor.report.annual.worked_out import Annual
    from auditor.report.site import Site
    from auditor.report.views.year import Cell
    from auditor.results import Finding
    from auditor.results import RuleInfo
    from auditor.results.causes import Cause
    from auditor.scoring import ScoreItem
    from auditor.scoring import Scoring

_WORD, _TEXT, _POINTS = ColumnKind.WORD, ColumnKind.TEXT, ColumnKind.POINTS


class Deduction(Struct, frozen=True):
    """What the findings of one item cost together; `is_capped` when they would have cost more."""

    item: ScoreItem
    count: int
    points: int
    is_capped: bool


class Score(Struct, frozen=True):
    """The score of a report.

    `spared` is how many findings cost nothing as others of the same cause or figures do, `accepted` how many as they
    are explained.
    """

    points: int
    deductions: tuple[Deduction, ...] = ()
    spared: int = 0
    accepted: int = 0


def score(
    findings: Iterable[Finding], causes: Iterable[Cause], scoring: Scoring, rules: Mapping[str, RuleInfo]
) -> Score:
    """The score of a report with these findings, those that count.

    Of findings with one cause only as many cost points as figures are wrong, and those are the dearest: one slip of
    the pen is one fault, however many balances it breaks. Nor does it matter how many rules say it of the same figures.
    """
    found = tuple(findings)
    charged = [each for each in found if not each.is_waived]
    asked = ((each, rules[each.rule].kind if each.rule in rules else "") for each in charged)
    matched = ((each.id, scoring.item_of(each.rule, kind, each.severity.value)) for each, kind in asked)
    items = {identity: item for identity, item in matched if item is not None}
    spared = set(_spared(items, causes))
    spared.update(_said_again([each for each in charged if each.id in items.keys() - spared], items))
    counts = Counter(item for identity, item in items.items() if identity not in spared)
    deductions = tuple(_deduction(item, counts[item]) for item in scoring.items if counts[item])
    lost = sum(each.points for each in deductions)
    return Score(max(0, scoring.full - lost), deductions, len(spared), len(found) - len(charged))


def _spared(items: Mapping[str, ScoreItem], causes: Iterable[Cause]) -> Iterator[str]:
    """Of each cause the findings beyond the number of mistakes that were made; none where that is not known."""
    for cause in causes:
        if cause.mistakes is not None:
            dearest = sorted((each for each in cause.findings if each in items), key=lambda each: -items[each].points)
            yield from dearest[cause.mistakes :]


def _said_again(findings: Iterable[Finding], items: Mapping[str, ScoreItem]) -> Iterator[str]:
    """Findings that say what another says: a rule on the very same figures, or once more that a table lacks rows."""
    dearest: dict[object, Finding] = {}
    for each in sorted(findings, key=lambda each: (-items[each.id].points, each.rule)):
        is_lack = is_of_missing_rows(each)
        figures = frozenset((it.indicator, it.member, it.source, it.submission, it.origin) for it in each.evidence)
        first = dearest.setdefault(each.rule if is_lack else figures, each)
        if first is not each and (is_lack or (figures and first.rule != each.rule)):
            yield each.id


def _deduction(item: ScoreItem, count: int) -> Deduction:
    whole = item.points * count
    points = whole if item.most is None else min(whole, item.most)
    return Deduction(item, count, points, points < whole)


# ----------------------------------------------------------------------------------------------------------- shown


def scored(annual: Annual) -> Section | None:
    """The scores, the lowest first, and what they are made by; nothing where the rules have no table of scores."""
    scoring = annual.site.result.scoring
    if scoring is None:
        return None
    lang = annual.site.lang
    reports = sorted(((score_of(annual, each, scoring), each) for each in annual.audited), key=_order)
    rows: list[tuple[Cell, ...]] = [_missing(each.unit, each.level, scoring, lang) for each in annual.missing]
    rows += [
        (annual_link(annual, each), annual.levels[each.path], _shown(made.points), *_lost(made, scoring, lang))
        for made, each in reports
    ]
    rows.sort(key=itemgetter(2))
    rows += [(annual_link(annual, each), "", None, None, status_of(each, lang)) for each in _without(annual)]
    named = (
        ("unit", _WORD),
        ("level_of_unit", _WORD),
        ("score", _POINTS),
        ("deducted", _POINTS),
        ("deductions", _TEXT),
    )
    table = Table("scores", say("scores", lang), columns(lang, *named), tuple(rows))
    lead = say("scores_lead", lang, full=_points_text(scoring.full))
    left_out = tuple(
        say("scores_left_out", lang, line=each.message(lang))
        for each in annual.site.result.diagnostics
        if each.code is SCORES_LINE
    )
    return Section("scores", say("scores", lang), lead, left_out, tables=(table, _items(scoring, lang)))


def score_of(annual: Annual, submission: Submission, scoring: Scoring) -> Score:
    """The score of a report that was audited."""
    site = annual.site
    return score(annual.fails_in.get(submission.path, ()), site.causes.of(submission.path), scoring, annual.rules)


def score_link(site: Site, submission: Submission) -> Link | None:
    """The score of a report that was audited, as a link to the summary of its year."""
    scoring = site.result.scoring
    if scoring is None or submission.year is None or submission.status is not Status.AUDITED:
        return None
    fails = (each for each in site.findings.of(submission.path) if section(each) == "fail")
    rules = {info.id: info for info in site.result.rules}
    points = score(fails, site.causes.of(submission.path), scoring, rules).points
    full = say("of_points", site.lang, full=_points_text(scoring.full))
    return Link(f"../summary/{submission.year}.html#scores", _points_text(points), full)


def _points_text(points: int) -> str:
    """Points as they are printed."""
    return shown(_shown(points), _POINTS)


def _shown(points: int) -> float:
    return points / POINT


def _order(pair: tuple[Score, Submission]) -> tuple[int, str, str]:
    made, submission = pair
    return made.points, submission.unit or "", submission.path


def _missing(unit: str, level: str, scoring: Scoring, lang: Lang) -> tuple[Cell, ...]:
    lost = min(scoring.full, scoring.missing)
    return unit, level, _shown(scoring.full - lost), _shown(lost), say("score_missing", lang)


def _without(annual: Annual) -> Iterator[Submission]:
    """What was received and not audited of units of which nothing else was: what it would score is not known."""
    audited = {each.unit for each in annual.audited if each.unit}
    return (each for each in annual.submissions if each.status is not Status.AUDITED and each.unit not in audited)


def _lost(made: Score, scoring: Scoring, lang: Lang) -> tuple[Cell, ...]:
    """What was deducted, and the words for it."""
    parts = [_words(each, lang) for each in made.deductions]
    parts += [
        say(key, lang, count=count) for key, count in (("spared", made.spared), ("waived", made.accepted)) if count
    ]
    return _shown(scoring.full - made.points), say("between", lang).join(parts)


def _words(each: Deduction, lang: Lang) -> str:
    key = "deduction_capped" if each.is_capped else "deduction"
    each_costs, together = _points_text(each.item.points), _points_text(each.points)
    return say(key, lang, name=each.item.name, count=each.count, points=each_costs, total=together)


def _items(scoring: Scoring, lang: Lang) -> Table:
    """The table of scores itself."""
    named = (
        ("score_item", _TEXT),
        ("rule", _WORD),
        ("kind", _WORD),
        ("severity", _WORD),
        ("points_each", _POINTS),
        ("points_most", _POINTS),
    )
    most = None if not scoring.missing else _shown(min(scoring.full, scoring.missing))
    rows: list[tuple[Cell, ...]] = [] if most is None else [(say("score_missing", lang), "", "", "", most, most)]
    rows += [
        (
            each.name,
            each.rule,
            each.kind,
            say(each.severity, lang) if each.severity else "",
            _shown(each.points),
            None if each.most is None else _shown(each.most),
        )
        for each in scoring.items
    ]
    return Table("score_items", say("score_items", lang), columns(lang, *named), tuple(rows))
