"""The audit written to its folder."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING
from typing import TypeAlias
from urllib.parse import quote

from auditor.diagnostics import Lang
from auditor.report.annual.scored import score_link
from auditor.report.annual.summary import Format
from auditor.report.annual.summary import summary_bytes
from auditor.report.annual.summary import year_view
from auditor.report.annual.summary import years_of
from auditor.report.data.exports import changes_csv
from auditor.report.data.exports import findings_csv
from auditor.report.data.exports import findings_json
from auditor.report.data.exports import run_json
from auditor.report.data.frames import tables
from auditor.report.data.listed import findings_list
from auditor.report.data.records import FindingRows
from auditor.report.files.apart import made_apart
from auditor.report.files.folder import RECORD
from auditor.report.files.folder import keep_or_write
from auditor.report.files.folder import out_of_the_collectors_way
from auditor.report.files.folder import replace_folder
from auditor.report.history import histories
from auditor.report.html.frame import page_frame
from auditor.report.html.render import load_templates
from auditor.report.html.render import render_map
from auditor.report.html.render import render_overview
from auditor.report.html.render import render_rule
from auditor.report.html.render import render_run
from auditor.report.html.render import render_submission
from auditor.report.over_time import gone_by_report
from auditor.report.overview.map_page import map_view
from auditor.report.overview.page import overview_view
from auditor.report.overview.run_page import run_view
from auditor.report.rules.page import Written
from auditor.report.rules.page import fired_by_rule
from auditor.report.rules.page import rule_view
from auditor.report.rules.page import written_by_rule
from auditor.report.site import site_of
from auditor.report.site import who
from auditor.report.submission.form_layout import layout_of
from auditor.report.submission.page import Place
from auditor.report.submission.page import Surroundings
from auditor.report.submission.page import submission_view
from auditor.report.views.view import Link
from auditor.report.words.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from pathlib import Path

    from auditor.document import Submission
    from auditor.lang.typed import RuleBook
    from auditor.report.files.folder import Content
    from auditor.report.rules.page import Fired
    from auditor.report.site import Site
    from auditor.results import AuditResult
    from auditor.results import RuleInfo

    PageMaker: TypeAlias = "Callable[[], tuple[str, bytes]]"

# Of five pages so many are made by who makes the tables of data, too.
_OF_FIVE = 2


def make_ready(lang: Lang = Lang.ZH) -> None:
    """Loads the words and the templates of pages, which takes longer than to make a hundred of them."""
    load_templates(page_frame("", lang).tag)


def write_report(
    result: AuditResult,
    out: Path,
    *,
    book: RuleBook | None = None,
    lang: Lang = Lang.ZH,
    more: tuple[tuple[str, bytes], ...] = (),
) -> tuple[str, ...]:
    """Writes the audit into `out`, whole or not at all; the same audit gives the same bytes.

    With the book the pages of rules show their tests and what they apply to. A file that is what it was is not written
    again. Many pages are made by other processes meanwhile. `more` are files to be written with it.
    What was made from an earlier audit (a summary, a notice) is taken away, and named.
    """
    site = site_of(result, lang)
    old = out.resolve()

    def fill(folder: Path) -> None:
        for name in ("units", "rules", "summary"):
            (folder / name).mkdir()
        for name, _ in more:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)

        def written(files: Iterable[tuple[str, Content]]) -> dict[str, str]:
            return {name: keep_or_write(old / name, folder / name, content) for name, content in files}

        pages = _page_makers(site, book)

        def made(numbers: Iterable[int]) -> dict[str, str]:
            return written(pages[number]() for number in numbers)

        digests = written(_overviews(site))  # first, as it loads what all pages are made with
        # NOTE: the pages of years are made here, as only this process may ask for their charts.
        years = len(years_of(result))
        others = [number for number in range(years, len(pages)) if number % 5 >= _OF_FIVE] if years > 1 else ()
        with out_of_the_collectors_way(), made_apart(len(pages), made, apart=others) as shares:
            digests |= written(chain(_data(site), more))
            for each in shares():
                digests.update(each)
        (folder / RECORD).write_bytes(run_json(result, book.digest if book else "", digests))

    return replace_folder(out, fill)


def report_files(
    result: AuditResult, lang: Lang = Lang.ZH, book: RuleBook | None = None
) -> Iterator[tuple[str, bytes]]:
    """Every file of an audit but the record of the run, by its name within the folder."""
    site = site_of(result, lang)
    yield from _overviews(site)
    yield from (make() for make in _page_makers(site, book))
    for name, content in _data(site):
        yield name, content if isinstance(content, bytes) else b"".join(content)


def _overviews(site: Site) -> Iterator[tuple[str, bytes]]:
    yield "index.html", render_overview(overview_view(site, page_frame("", site.lang)))
    units_by_rules = map_view(site, page_frame(say("heat", site.lang), site.lang))
    if units_by_rules is not None:
        yield "map.html", render_map(units_by_rules)


def _page_makers(site: Site, book: RuleBook | None) -> list[PageMaker]:
    """What makes each page of a year, a submission, a rule and the run, in this order: its name and what it holds."""
    return [*_year_pages(site, book), *unit_pages(site), *_rule_pages(site, book), partial(_run_page, site, book)]


def _data(site: Site) -> Iterator[tuple[str, Content]]:
    """The tables of data."""
    result = site.result
    rows = FindingRows(site.findings, site.lined)
    yield from tables(result, rows)
    yield "changes.csv", changes_csv(result, rows)
    yield "findings.csv", findings_csv(rows)
    yield "findings.zh.csv", findings_list(result, rows)
    yield "findings.json", findings_json(rows)


def unit_pages(site: Site) -> Iterator[PageMaker]:
    """What makes the page of each submission."""
    result, names = site.result, site.names
    pages = {path: f"{quote(name)}.html" for path, name in site.by_path.items()}
    rule_pages = {rule: site.rule_page(rule) for rule in site.rules}
    around = Surroundings(
        result.schema,
        {info.id: info for info in result.rules},
        site.lang,
        pages,
        rule_pages,
        gone_by_report(result.past, result.submissions),
        result.past is not None,
        site.causes.by_submission,
        partial(score_link, site),
        {code: layout_of(form) for code, form in result.schema.forms.items()},
        histories(site),
    )
    for index in range(len(names)):
        yield partial(_unit_page, site, around, index)


def _unit_page(site: Site, around: Surroundings, index: int) -> tuple[str, bytes]:
    submission, names = site.result.submissions[index], site.names
    place = Place(names[index], *_neighbours(site.result.submissions, names, index))
    findings = site.findings.of(submission.path)
    view = submission_view(submission, findings, around, page_frame(who(submission), site.lang), place)
    return f"units/{names[index]}.html", render_submission(view)


def _rule_pages(site: Site, book: RuleBook | None) -> Iterator[PageMaker]:
    fired, written = fired_by_rule(site), written_by_rule(book)
    for info in {info.id: info for info in site.result.rules}.values():
        yield partial(_rule_page, site, info, fired[info.id], written.get(info.id, Written()))


def _rule_page(site: Site, info: RuleInfo, fired: tuple[Fired, Fired], written: Written) -> tuple[str, bytes]:
    page = page_frame(f"{info.id} {info.titles.say(site.lang)}", site.lang)
    return f"rules/{site.rules[info.id]}.html", render_rule(rule_view(info, fired, site, page, written))


def _year_pages(site: Site, book: RuleBook | None) -> Iterator[PageMaker]:
    for year in years_of(site.result):
        yield partial(_year_page, site, year, book.digest if book else "")


def _year_page(site: Site, year: int, rules_digest: str) -> tuple[str, bytes]:
    view = year_view(site, year, rules_digest=rules_digest)
    return f"summary/{year}.html", summary_bytes(view, Format.HTML, site.lang)


def _run_page(site: Site, book: RuleBook | None) -> tuple[str, bytes]:
    return "run.html", render_run(run_view(site, page_frame(say("run_page", site.lang), site.lang), book))


def _neighbours(
    submissions: tuple[Submission, ...], names: tuple[str, ...], index: int
) -> tuple[Link | None, Link | None]:
    """Links to the pages before and after, where there are such."""

    def link(place: int) -> Link | None:
        inside = 0 <= place < len(names)
        return Link(f"{quote(names[place])}.html", who(submissions[place])) if inside else None

    return link(index - 1), link(index + 1)
