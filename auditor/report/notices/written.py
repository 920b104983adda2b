"""Rectification notices: what a unit is told, where, and what it must do, with room for its answer."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from auditor.diagnostics import Lang
from auditor.file_names import notice_slugs
from auditor.report.data.exports import audit_digest
from auditor.report.files.folder import unsaid
from auditor.report.files.folder import write_derived
from auditor.report.grouping import alike
from auditor.report.grouping import is_of_missing_rows
from auditor.report.grouping import lacking_rows
from auditor.report.html.frame import page_frame
from auditor.report.html.render import render_notice
from auditor.report.notices.template import fill
from auditor.report.notices.template import shipped_template
from auditor.report.ordering import section
from auditor.report.ordering import telling_first
from auditor.report.site import site_of
from auditor.report.submission.passage import quote_of
from auditor.report.views.notice import NoticeItem
from auditor.report.views.notice import NoticeView
from auditor.report.words.messages import say
from auditor.results import Change
from auditor.results import Severity
from auditor.results.explanations import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from pathlib import Path

    from auditor.report.files.folder import Kept
    from auditor.report.site import Site
    from auditor.results import AuditResult
    from auditor.results import Evidence
    from auditor.results import Finding
    from auditor.results import RuleInfo

FOLDER = "notices"
_PLACES = 6
_COLON = {Lang.ZH: "：", Lang.EN: ": "}
_SAID_BEFORE = re.compile("^(正文|统计表)[：:.]")  # a figure's name may say already where it stands


def write_notices(  # noqa: PLR0913 - the audit, and how the notices are written
    result: AuditResult,
    out: Path,
    *,
    year: int | None = None,
    deadline: str = "",
    office: str = "",
    template: Path | None = None,
    severities: Iterable[Severity] = (Severity.ERROR, Severity.WARNING),
    rules_digest: str = "",
    lang: Lang = Lang.ZH,
    kept: Kept = unsaid,
) -> tuple[Path, ...]:
    """Writes a notice for each unit with findings below `out`, as DOCX and HTML, and says which files it made.

    `year` keeps to one year; `deadline` and `office` are printed as they are given; `template` is a document of the
    supervisor's own with placeholders (`template.unknown_placeholders` says which of them mean nothing).
    `kept` is told of each notice that somebody has edited, and where it lies now.
    """
    views = _notice_views(site_of(result, lang), year=year, deadline=deadline, office=office, severities=severities)
    names = notice_slugs((view.unit, view.year) for view in views)
    form = template.read_bytes() if template is not None else shipped_template(lang)
    files = (
        (f"{FOLDER}/{name}.{ending}", content)
        for view, name in zip(views, names, strict=True)
        for ending, content in (("docx", fill(form, view)), ("html", render_notice(view)))
    )
    return write_derived(out, audit_digest(result, rules_digest), files, kept)


def _notice_views(
    site: Site, *, year: int | None, deadline: str, office: str, severities: Iterable[Severity]
) -> tuple[NoticeView, ...]:
    """The notices, by unit and year."""
    wanted = frozenset(severities)
    years = {each.path: each.year for each in site.result.submissions}
    units = {each.path: each.unit for each in site.result.submissions}
    found: dict[tuple[str, int | None], list[Finding]] = {}
    for finding, _ in site.numbered():
        key = (units.get(finding.submission) or finding.unit, years.get(finding.submission, finding.year))
        is_open = section(finding) == "fail" and not finding.is_waived
        if is_open and finding.severity in wanted and year in {None, key[1]}:
            found.setdefault(key, []).append(finding)
    ordered = sorted(found, key=lambda key: (key[0], key[1] or 0))
    return tuple(_view(key, found[key], site, deadline, office) for key in ordered)


def _view(key: tuple[str, int | None], found: list[Finding], site: Site, deadline: str, office: str) -> NoticeView:
    lang = site.lang
    rules = {info.id: info for info in site.result.rules}
    unit = key[0] or say("unit_unknown", lang)
    year = str(key[1]) if key[1] is not None else say("not_said", lang)
    numbers = Counter(finding.severity.value for finding in found)
    counts = {"count": len(found), **{severity.value: numbers[severity.value] for severity in Severity}}
    key_of_deadline = "notice_deadline" if deadline else "notice_no_deadline"
    return NoticeView(
        page=page_frame(f"{say('notice_title', lang)} {unit} {year}", lang),
        unit=unit,
        year=year,
        heading=say("notice_title", lang),
        to=say("notice_to", lang, unit=unit),
        lead=say("notice_lead", lang, year=year, **counts) + _put_right(key, site),
        deadline=deadline,
        deadline_text=say(key_of_deadline, lang, deadline=deadline),
        office=office,
        files=say("notice_file", lang, files="、".join(dict.fromkeys(finding.submission for finding in found))),
        counts=counts,
        items=tuple(
            _item(number, told, rows, site, rules.get(told[0].rule))
            for number, (told, rows) in enumerate(_told_once(found, site), start=1)
        ),
    )


def _told_once(found: list[Finding], site: Site) -> Iterator[tuple[tuple[Finding, ...], str]]:
    """The findings that are told together and, of what is told of many rows or cells at once, all of them in words.

    They are one thing to be put right, or to be explained in one answer.
    """
    clusters: dict[tuple[str, ...], list[Finding]] = {}
    for finding in found:
        clusters.setdefault(_kind(finding), []).append(finding)
    told = {kind: _all_of(cluster, site) for kind, cluster in clusters.items()}
    for finding in found:
        kind = _kind(finding)
        if not told[kind]:
            yield (finding,), ""
        elif finding is clusters[kind][0]:
            yield tuple(clusters[kind]), told[kind]


def _kind(finding: Finding) -> tuple[str, ...]:
    """What findings told together have in common: those to be explained also what is asked, and what became of them."""
    asked = () if finding.severity is Severity.ERROR else (_required(finding), finding.change.value)
    return finding.submission, finding.rule, str(is_of_missing_rows(finding)), *asked


def _all_of(cluster: list[Finding], site: Site) -> str:
    """The rows that a table lacks, or the cells of which a rule says the same, where it says nothing else."""
    rows = lacking_rows(cluster, site.result.schema.forms.get(cluster[0].form))
    is_alike = not rows and len(alike(cluster)) == len(cluster)
    cells = tuple(each for finding in cluster if is_alike for each in finding.evidence)
    names = tuple(dict.fromkeys(each.name for each in rows or cells))
    if not names:
        return ""
    key, title = "missing_rows" if rows else "alike_cells", cluster[0].title.say(site.lang)
    return f"{say(key, site.lang, title=title, count=len(names))}{_COLON[site.lang]}{'、'.join(names)}"


def _item(number: int, told: tuple[Finding, ...], rows: str, site: Site, rule: RuleInfo | None) -> NoticeItem:
    finding, lang = told[0], site.lang
    key = finding.severity.value
    title, message = finding.title.say(lang), finding.message.say(lang)
    required = say(_required(finding), lang)
    label = say(key, lang)
    if _is_news(finding, site):
        label = say("notice_label", lang, severity=label, change=say(f"change_{finding.change.value}", lang))
    return NoticeItem(
        number=number,
        severity=key,
        severity_label=label,
        title=title,
        message=rows or (message if message != title else ""),
        cause=_cause(finding, site),
        formula=finding.formula_in(lang),
        places=() if rows else _places(finding, site),
        required=f"{rule.fix.rstrip('。')}。{required}" if rule and rule.fix else required,
        basis=rule.basis if rule else "",
        rule=finding.rule,
        finding=finding.number if finding.severity is Severity.ERROR else " ".join(each.number for each in told),
    )


def _cause(finding: Finding, site: Site) -> str:
    """The change of figures that is likely to settle a finding and the others of its cause; empty where none is."""
    known = next((each for each in site.causes.of(finding.submission) if finding.id in each.findings), None)
    if known is None or not known.is_likely:
        return ""
    label = say("cause_likely", site.lang, count=len(known.findings))
    return f"{label}{_COLON[site.lang]}{known.message.say(site.lang)}"


def _is_news(finding: Finding, site: Site) -> bool:
    """Whether a unit is told what became of a finding: that it persists only where it sent its report again."""
    past = site.result.past
    return past is not None and (finding.change is not Change.PERSISTING or finding.submission in past.mended)


def _required(finding: Finding) -> str:
    """What is asked of the unit: not the same again, where it has explained the finding."""
    explanation = finding.explained
    if explanation is None or finding.severity is Severity.ERROR:
        return f"required_{finding.severity.value}"
    if explanation.holds:
        return "required_given"
    is_void = explanation.answer is Answer.REJECTED or explanation.changed or explanation.is_expired
    return "required_again" if is_void else f"required_{finding.severity.value}"


def _put_right(key: tuple[str, int | None], site: Site) -> str:
    """What the unit has put right since it was first told, and what is gone by a change of other reports."""
    past = site.result.past
    gone = [each for each in (past.gone if past else ()) if (each.unit, each.year) == key and not each.trial]
    corrected = [each for each in gone if each.change is Change.CORRECTED]
    told = {"notice_corrected": [each for each in corrected if each.reason is None]}
    told["notice_gone"] = [each for each in corrected if each.reason is not None]
    return "".join(say(key, site.lang, count=len(each)) for key, each in told.items() if each)


def _places(finding: Finding, site: Site) -> tuple[str, ...]:
    """The figures of a finding with where they stand, the most telling of them, and the sentences that they are of."""
    shown = telling_first(finding)
    said = tuple(dict.fromkeys(_place(each, site.place_of(finding, each), site.lang) for each in shown))
    sentences = {each.quote: each for each in reversed(shown) if _is_of_words(each)}
    quoted = tuple(_sentence(each, site.place_of(finding, each), site.lang) for each in reversed(sentences.values()))
    return (*said, *quoted) if len(said) <= _PLACES else (*said[:_PLACES], "…", *quoted[:_PLACES])


def _is_of_words(evidence: Evidence) -> bool:
    """Whether a figure comes from words that it does not repeat: how many sentences, and which."""
    told = bool(evidence.quote) and evidence.quote != evidence.value
    return evidence.source == "narrative" or (evidence.source == "attribute" and told)


def _sentence(evidence: Evidence, place: str, lang: Lang) -> str:
    """The sentence of a figure of the text, for a unit whose file has no lines that could be counted."""
    where = say("in_brackets", lang, text=place) if place else ""
    return say("sentence_of", lang, place=where, quote=quote_of(evidence.quote, evidence.raw).text)


def _place(evidence: Evidence, place: str, lang: Lang) -> str:
    key = {"table": "table_cell", "narrative": "narrative_figure"}.get(evidence.source)
    bare = _SAID_BEFORE.sub("", evidence.name)
    name = say(key, lang, name=bare) if key else evidence.name
    value = evidence.value or say("blank", lang)
    return f"{name} {value}{say('in_brackets', lang, text=place) if place else ''}"
