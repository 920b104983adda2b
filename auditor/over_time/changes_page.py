"""`compare` and `diff` as pages, in the design of all others."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from typing import NamedTuple
from urllib.parse import quote
from urllib.parse import urlencode

from auditor.diagnostics import Lang
from auditor.file_names import rule_slugs
from auditor.file_names import slug
from auditor.report.html.frame import page_frame
from auditor.report.html.render import render_changes
from auditor.report.views.changes import ChangedRow
from auditor.report.views.changes import ChangeGroup
from auditor.report.views.changes import ChangesView
from auditor.report.views.changes import FigureRow
from auditor.report.views.view import Count
from auditor.report.views.view import Link
from auditor.report.words.messages import say
from auditor.results import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.ledger.compare import Compared
    from auditor.ledger.differ import Difference
    from auditor.ledger.versions import Changed

# NOTE: what persists without any change is counted, and listed on demand.
_FOLDED = 20


class _Site(NamedTuple):
    """What a page can link to: the overview, by its address, and the pages beside it, by their names."""

    overview: str = ""
    pages: frozenset[str] = frozenset()


def compared_page(
    found: tuple[Compared, ...],
    labels: tuple[str, str],
    lang: Lang,
    overview: str = "",
    pages: frozenset[str] = frozenset(),
) -> bytes:
    """Two audits side by side.

    `overview` is the address of the overview, and `pages` are the names of the pages beside it: units and rules are
    linked to their own page where there is one, units else to the overview.
    """
    return _page(found, labels, _Site(overview, pages), lang)


def difference_page(found: Difference, lang: Lang) -> bytes:
    """Two versions of a report side by side: their figures, then their findings."""
    return _page(found.findings, found.labels, _Site(), lang, versions=found)


def _page(
    found: tuple[Compared, ...],
    labels: tuple[str, str],
    site: _Site,
    lang: Lang,
    *,
    versions: Difference | None = None,
) -> bytes:
    numbers = Counter(each.change for each in found)
    heading = say("compare_title" if versions is None else "diff_title", lang)
    view = ChangesView(
        page=page_frame(heading, lang),
        heading=heading,
        earlier=labels[0],
        later=labels[1],
        back=site.overview,
        counts=tuple(Count(each.value, say(f"change_{each.value}", lang), numbers[each]) for each in Change),
        warning=say("other_report", lang) if versions is not None and not versions.is_same_report else "",
        has_figures=versions is not None,
        figures=tuple(_figure(each, lang) for each in versions.figures) if versions is not None else (),
        groups=tuple(_group(change, found, lang, site) for change in dict.fromkeys(each.change for each in found)),
    )
    return render_changes(view)


def _group(change: Change, found: tuple[Compared, ...], lang: Lang, site: _Site) -> ChangeGroup:
    rows = tuple(_row(each, lang, site) for each in found if each.change is change)
    is_folded = change is Change.PERSISTING and len(rows) > _FOLDED
    label, meaning = say(f"change_{change.value}", lang), say(f"change_{change.value}_meaning", lang)
    return ChangeGroup(change.value, label, meaning, rows, is_folded)


def _row(each: Compared, lang: Lang, site: _Site) -> ChangedRow:
    seen, at = each.seen, 0 if lang is Lang.ZH else 1
    listed = f"{site.overview}#{urlencode({'q': seen.unit})}" if site.overview and seen.unit else ""
    own = _address(f"units/{slug(seen.submission, seen.unit, seen.year)}.html", site.pages)
    return ChangedRow(
        unit=Link(own or listed, seen.unit or seen.submission),
        year=str(seen.year or ""),
        severity=seen.severity,
        severity_label=say(seen.severity, lang),
        rule=Link(_address(f"rules/{rule_slugs([seen.rule])[seen.rule]}.html", site.pages), seen.rule),
        title=seen.title[at],
        message=seen.message[at] if seen.message[at] != seen.title[at] else "",
        figures=tuple(_changed(each, lang)),
        reason=each.reason.say(lang) if each.reason is not None else "",
    )


def _address(name: str, pages: frozenset[str]) -> str:
    """The address of a page of the audit, seen from a folder beside it; empty where it has no such page."""
    return f"../{quote(name)}" if name in pages else ""


def _changed(each: Compared, lang: Lang) -> Iterator[FigureRow]:
    """The figures of a finding that both audits make that are not what they were."""
    if each.then is None or each.now is None:
        return
    then, now = dict(each.then.figures), dict(each.now.figures)
    for name in dict.fromkeys((*then, *now)):
        if then.get(name) != now.get(name):
            yield FigureRow(name, _said(then.get(name), lang), _said(now.get(name), lang), "")


def _figure(each: Changed, lang: Lang) -> FigureRow:
    place = say("line", lang, line=each.line) if each.line else ""
    where = (say("narrative", lang) if each.is_narrative else "", place)
    return FigureRow(each.name, _said(each.then, lang), _said(each.now, lang), " ".join(filter(None, where)))


def _said(text: str | None, lang: Lang) -> str:
    return "—" if text is None else text or say("blank", lang)
