"""The page of one submission: its findings with both ends of the evidence, its table, its text."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec import field

from auditor.attributes import KNOWN_ATTRIBUTES
from auditor.attributes import attribute_names
from auditor.report.grouping import alike
from auditor.report.grouping import clusters
from auditor.report.grouping import lacking_rows
from auditor.report.grouping import shared_names
from auditor.report.ordering import numbered
from auditor.report.ordering import section
from auditor.report.over_time import gone_views
from auditor.report.submission.findings import finding_views
from auditor.report.submission.form_table import lay_out
from auditor.report.submission.form_table import table_views
from auditor.report.submission.passage import passage
from auditor.report.submission.shelf import Shelf
from auditor.report.submission.statements import statements
from auditor.report.views.submission import Cause as CauseView
from auditor.report.views.submission import Group
from auditor.report.views.submission import Property
from auditor.report.views.submission import SubmissionView
from auditor.report.views.view import Count
from auditor.report.words.figures import attribute_text
from auditor.report.words.in_english import figure_name
from auditor.report.words.messages import say
from auditor.report.words.notes import advice_unnamed
from auditor.report.words.notes import note_of
from auditor.report.words.notes import reason_of
from auditor.report.words.notes import status_of
from auditor.report.words.notes import unnamed_of
from auditor.results import Change
from auditor.results import Severity

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.diagnostics import Lang
    from auditor.document import Submission
    from auditor.report.submission.form_layout import Layout
    from auditor.report.views.submission import FindingView
    from auditor.report.views.submission import HistoryTable
    from auditor.report.views.view import Link
    from auditor.report.views.view import Page
    from auditor.results import Finding
    from auditor.results import Gone
    from auditor.results import RuleInfo
    from auditor.results.causes import Cause
    from auditor.schema import Form
    from auditor.schema import Schema

_DIGEST = 16
_NAMED = 3
_WAYS_AT_ONCE = 3


def _without_score(_: Submission) -> Link | None:
    return None


class Surroundings(Struct, frozen=True):
    """What a submission's page needs of the audit beside the submission itself.

    `pages` are the addresses of all submissions' pages, seen from a page of one, and `rule_pages` those of rules.
    `gone` is what earlier audits found in each, by its path, and `has_past` whether there is an earlier audit.
    `score_of` gives the score of a report, where there are such, and where it stands. `layouts` are what the forms
    print.
    `histories` are the other audits and years of each report.
    """

    schema: Schema
    rules: Mapping[str, RuleInfo]
    lang: Lang
    pages: Mapping[str, str]
    rule_pages: Mapping[str, str] = field(default_factory=dict)
    gone: Mapping[str, tuple[Gone, ...]] = field(default_factory=dict)
    has_past: bool = False
    causes: Mapping[str, Sequence[Cause]] = field(default_factory=dict)
    score_of: Callable[[Submission], Link | None] = _without_score
    layouts: Mapping[str, Layout] = field(default_factory=dict)
    histories: Mapping[str, tuple[HistoryTable, ...]] = field(default_factory=dict)


class Place(Struct, frozen=True):
    """Where a page stands among those of all submissions: its own name, and its neighbours."""

    slug: str
    previous: Link | None = None
    next: Link | None = None


def submission_view(
    submission: Submission, findings: Sequence[Finding], around: Surroundings, page: Page, place: Place
) -> SubmissionView:
    """The page of one submission."""
    lang, shelf = around.lang, _shelf(submission, findings, around)
    views = finding_views(shelf, around.rules)
    gone = around.gone.get(submission.path, ())
    source = submission.document.source if submission.document else None
    return SubmissionView(
        page=page,
        slug=place.slug,
        heading=submission.unit or say("unit_unknown", lang),
        subheading=_subheading(submission, shelf.form, lang),
        status=submission.status.value,
        status_label=status_of(submission, lang),
        reason=reason_of(submission, lang) or unnamed_of(submission, lang),
        advice=advice_unnamed(lang),
        path=submission.path,
        counts=_counts(views, lang),
        properties=_properties(submission, lang),
        previous=place.previous,
        next=place.next,
        groups=_groups(shelf, views["fail"], lang),
        unjudged=views["unknown"],
        trials=views["trial"],
        tables=table_views(shelf.sheets, shelf.flags, lang),
        has_table=any(not fact.is_narrative for fact in submission.facts),
        statements=statements(submission, shelf.form, lang),
        lines=passage(source, shelf.citations, lang) if source else (),
        notes=tuple(note_of(each, lang, source) for each in submission.diagnostics),
        corrected=gone_views(gone, Change.CORRECTED, lang),
        gone_unjudged=gone_views(gone, Change.UNJUDGED, lang),
        score=around.score_of(submission),
        history=around.histories.get(submission.path, ()),
    )


def _shelf(submission: Submission, findings: Sequence[Finding], around: Surroundings) -> Shelf:
    layout = around.layouts.get(submission.form or "")
    causes = around.causes.get(submission.path, ())
    return Shelf(
        submission,
        lay_out(layout, submission.facts) if layout else (),
        numbered(findings, causes),
        around.lang,
        around.pages,
        around.rule_pages,
        around.has_past,
        tuple(causes),
        around.schema.forms.get(submission.form or ""),
    )


def _subheading(submission: Submission, form: Form | None, lang: Lang) -> str:
    """The year and the form; of an unknown unit the file instead."""
    if submission.unit is None:
        return submission.path
    return " · ".join(filter(None, (_year(submission, lang), form.title if form else submission.form or "")))


def _year(submission: Submission, lang: Lang) -> str:
    if submission.year is None:
        return ""
    return f"{submission.year}年" if lang == "zh" else str(submission.year)


def _counts(views: Mapping[str, tuple[FindingView, ...]], lang: Lang) -> tuple[Count, ...]:
    graded = [
        Count(severity.value, say(severity.value, lang), sum(view.severity == severity for view in views["fail"]))
        for severity in Severity
    ]
    return (*graded, Count("unknown", say("unknown", lang), len(views["unknown"])))


def _groups(shelf: Shelf, views: tuple[FindingView, ...], lang: Lang) -> tuple[Group, ...]:
    """The findings by severity; what shares cells stands together, where the gravest of it belongs."""
    following = iter(views)  # NOTE: they are numbered by cluster already
    causes: dict[str, list[CauseView]] = {}
    for cluster in clusters((each for each in shelf.findings if section(each) == "fail"), shelf.causes):
        found = tuple(islice(following, len(cluster)))
        causes.setdefault(found[0].severity, []).append(_cause(shelf, cluster, found, lang))
    return tuple(_group(severity.value, causes[severity], lang) for severity in Severity if severity in causes)


def _cause(shelf: Shelf, cluster: tuple[Finding, ...], found: tuple[FindingView, ...], lang: Lang) -> CauseView:
    ids = {each.id for each in cluster}
    known = next((each for each in shelf.causes if not ids.isdisjoint(each.findings)), None)
    if known is None:
        return _alike_or_near(shelf, cluster, found, lang)
    ways = len(known.sets)
    settled = len(ids.intersection(known.findings))
    is_folded = ways > _WAYS_AT_ONCE and not known.is_likely
    folded = say("cause_ways", lang, count=ways, settled=settled) if is_folded else ""
    key = "cause_likely" if known.is_likely else "cause_open" if known.sets else "cause_many"
    message = known.message.say(lang) + (_staying(known, cluster, found, lang) if known.sets else "")
    return CauseView(say(key, lang, count=len(cluster)), found, message, shelf.cells_of_cause(known), folded)


def _alike_or_near(shelf: Shelf, cluster: tuple[Finding, ...], found: tuple[FindingView, ...], lang: Lang) -> CauseView:
    """Findings without a known cause: rows that a table lacks, one thing said of many cells, or figures in common."""
    lacking = lacking_rows(cluster, shelf.form)
    if lacking:
        rows = dict.fromkeys(figure_name(each, shelf.form, lang) for each in lacking)
        heading = say("missing_rows", lang, count=len(rows))
        return CauseView(heading, found, "、".join(rows), each=say("each_of_them", lang, count=len(cluster)))
    if alike(cluster).issuperset(each.id for each in cluster):
        cells = dict.fromkeys(figure_name(each, shelf.form, lang) for it in cluster for each in it.evidence)
        heading = say("alike_cells", lang, title=cluster[0].title.say(lang), count=len(cells))
        return CauseView(heading, found, "、".join(cells), each=say("each_cell", lang, count=len(cluster)))
    shared = shared_names(cluster)[:_NAMED] if len(cluster) > 1 else ()
    called = {each.name: figure_name(each, shelf.form, lang) for finding in cluster for each in finding.evidence}
    names = [called.get(name, name) for name in shared]
    return CauseView(say("one_cause", lang, names="、".join(names), count=len(cluster)) if names else "", found)


def _staying(known: Cause, cluster: tuple[Finding, ...], found: tuple[FindingView, ...], lang: Lang) -> str:
    """Which findings share cells with those of a cause and may stay open though it is put right."""
    pairs = zip(cluster, found, strict=True)
    others = [f"{view.sign} {view.rule}" for each, view in pairs if each.id not in known.findings]
    return say("cause_leaves", lang, others=lang.listed(others)) if others else ""


def _group(key: str, causes: list[CauseView], lang: Lang) -> Group:
    own = sum(view.severity == key for cause in causes for view in cause.findings)
    others = sum(len(cause.findings) for cause in causes) - own
    related = say("with_related", lang, count=others) if others else ""
    return Group(key, say(key, lang), say(f"{key}_meaning", lang), own, related, tuple(causes))


def _properties(submission: Submission, lang: Lang) -> tuple[Property, ...]:
    document = submission.document
    kept = [Property(say("file", lang), submission.path)]
    if document is not None:
        kept.append(Property(say("format", lang), document.format))
    kept.append(Property(say("digest", lang), submission.digest[:_DIGEST]))
    for attribute in submission.attributes:
        text = attribute_text(attribute)
        if text and attribute.name in KNOWN_ATTRIBUTES and attribute.name not in _SHOWN_ABOVE:
            name = attribute_names(attribute.name).say(lang)
            raw = " ".join(attribute.raw.split())
            kept.append(Property(name, text, raw if raw != text else ""))
    return tuple(kept)


_SHOWN_ABOVE = frozenset({"单位", "年度", "版式"})
