"""The summary of a year: worked out once, written as a page, a workbook and documents."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.document import Status
from auditor.report.annual.detail import appendix
from auditor.report.annual.detail import frequent
from auditor.report.annual.detail import method
from auditor.report.annual.detail import repeated
from auditor.report.annual.detail import trend
from auditor.report.annual.progress import progress
from auditor.report.annual.scored import scored
from auditor.report.annual.sections import by_group
from auditor.report.annual.sections import by_kind
from auditor.report.annual.sections import by_rule
from auditor.report.annual.sections import by_unit
from auditor.report.annual.sections import overall
from auditor.report.annual.sections import received
from auditor.report.annual.worked_out import SEVERITIES
from auditor.report.annual.worked_out import Annual
from auditor.report.annual.worked_out import counts
from auditor.report.annual.worked_out import listed
from auditor.report.data.exports import audit_digest
from auditor.report.files.folder import unsaid
from auditor.report.files.folder import write_derived
from auditor.report.html.frame import page_frame
from auditor.report.html.render import render_year
from auditor.report.site import site_of
from auditor.report.views.view import Count
from auditor.report.views.year import YearView
from auditor.report.words.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from auditor.report.files.folder import Kept
    from auditor.report.site import Site
    from auditor.report.views.year import Table
    from auditor.results import AuditResult


class Format(StrEnum):
    """What a summary is written as."""

    HTML = "html"
    XLSX = "xlsx"
    DOCX = "docx"
    PDF = "pdf"


FOLDER = "summary"
# NOTE: a unit takes 4 kB of a page with every row: of ten thousand no browser bears it, and a print is without end.
_MOST_ROWS = 1_000


def write_summary(  # noqa: PLR0913 - the audit, the year, and how it is written
    result: AuditResult,
    year: int,
    out: Path,
    *,
    rules_digest: str = "",
    lang: Lang = Lang.ZH,
    formats: Iterable[Format] = tuple(Format),
    kept: Kept = unsaid,
) -> tuple[Path, ...]:
    """Writes the summary of a year below `out` and says which files it made; the same audit gives the same bytes.

    `kept` is told of each file that somebody has edited, and where it lies now.
    """
    view = year_view(site_of(result, lang), year, rules_digest=rules_digest)
    files = ((f"{FOLDER}/{year}.{each.value}", summary_bytes(view, each, lang)) for each in formats)
    return write_derived(out, audit_digest(result, rules_digest), files, kept)


def summary_bytes(view: YearView, form: Format, lang: Lang) -> bytes:
    """One summary as a file; the libraries of the others are not loaded. Every row is in the workbook alone."""
    if form is Format.XLSX:
        from auditor.report.annual.workbook import workbook

        return workbook(view, lang)
    cut = tuple(replace(it, tables=tuple(_cut(each, view.year, lang) for each in it.tables)) for it in view.sections)
    view = replace(view, sections=cut)
    if form is Format.DOCX:
        from auditor.report.annual.word import document

        return document(view, lang)
    if form is Format.PDF:
        from auditor.report.annual.pdf import pdf

        return pdf(view, lang)
    return render_year(view)


def year_view(site: Site, year: int, *, rules_digest: str = "") -> YearView:
    """The summary worked out."""
    annual = Annual(site, year, listed(site.result, year))
    lang = site.lang
    numbers = counts(annual.fails)
    heading = say("year_title", lang, year=year)
    sections = (
        received(annual),
        overall(annual),
        by_unit(annual),
        scored(annual),
        by_group(annual, "by_level", annual.levels),
        by_group(annual, "by_region", annual.regions),
        by_rule(annual),
        by_kind(annual),
        frequent(annual),
        repeated(annual),
        progress(annual),
        trend(annual),
        method(annual, rules_digest),
        appendix(annual),
    )
    return YearView(
        page=page_frame(heading, lang),
        year=year,
        heading=heading,
        lead=_lead(annual),
        files=_files(annual),
        findings=tuple(Count(key, say(key, lang), numbers[key], say(f"{key}_meaning", lang)) for key in SEVERITIES),
        sections=tuple(each for each in sections if each is not None),
    )


def years_of(result: AuditResult) -> tuple[int, ...]:
    """The years of which something was received, the latest first."""
    return tuple(sorted({each.year for each in result.submissions if each.year is not None}, reverse=True))


def _cut(table: Table, year: int, lang: Lang) -> Table:
    """A table for reading: the first rows of a long one, with where all of them are."""
    count = len(table.rows)
    if count <= _MOST_ROWS:
        return table
    rest = say("year_rest", lang, shown=_MOST_ROWS, count=count, year=year)
    return replace(table, rows=table.rows[:_MOST_ROWS], rest=rest)


def _lead(annual: Annual) -> str:
    lang = annual.site.lang
    if not annual.submissions:
        return say("year_none", lang, year=annual.year)
    wrong = {each.submission for each in annual.fails if each.severity in SEVERITIES[:2]}
    numbers = counts(annual.fails)
    return say(
        "year_lead",
        lang,
        received=len(annual.submissions),
        audited=len(annual.audited),
        clean=len(annual.audited) - len(wrong),
        **{key: numbers[key] for key in SEVERITIES},
    )


def _files(annual: Annual) -> tuple[Count, ...]:
    lang = annual.site.lang
    numbers = [("received", len(annual.submissions))]
    numbers += [(status.value, sum(each.status is status for each in annual.submissions)) for status in Status]
    if annual.expected:
        numbers.append(("missing_units", len(annual.missing)))
    if annual.has_deadlines:
        numbers.append(("late_reports", len(annual.late)))
    return tuple(Count(key, say(key, lang), number) for key, number in numbers)
