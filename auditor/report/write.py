"""The audit written to its folder."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import quote

from auditor.diagnostics import Lang
from auditor.report.exports import findings_csv
from auditor.report.exports import findings_json
from auditor.report.exports import run_json
from auditor.report.exports import version_of
from auditor.report.folder import RECORD
from auditor.report.folder import replace_folder
from auditor.report.frames import tables
from auditor.report.html import render_overview
from auditor.report.html import render_submission
from auditor.report.messages import say
from auditor.report.messages import words
from auditor.report.overview import overview_view
from auditor.report.places import slugs
from auditor.report.records import findings_by_submission
from auditor.report.submission import Surroundings
from auditor.report.submission import submission_view
from auditor.report.view import Link
from auditor.report.view import Page

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

    from auditor.document import Submission
    from auditor.results import AuditResult

_TAGS: Mapping[Lang, str] = {Lang.ZH: "zh-CN", Lang.EN: "en"}


def write_report(
    result: AuditResult,
    out: Path,
    *,
    rules_digest: str = "",
    lang: Lang = Lang.ZH,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Writes the audit into `out`, whole or not at all; the same audit gives the same bytes.

    `progress` is told how many pages of how many are made.
    """

    def fill(folder: Path) -> None:
        digests: dict[str, str] = {}
        (folder / "units").mkdir()
        for name, content in report_files(result, lang, progress):
            (folder / name).write_bytes(content)
            digests[name] = hashlib.sha256(content).hexdigest()
        (folder / RECORD).write_bytes(run_json(result, rules_digest, digests))

    replace_folder(out, fill)


def report_files(
    result: AuditResult, lang: Lang = Lang.ZH, progress: Callable[[int, int], None] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Every file of an audit but the record of the run, by its name within the folder."""
    by_submission = findings_by_submission(result.findings)
    names = slugs(result.submissions)
    pages = {each.path: f"{quote(name)}.html" for each, name in zip(result.submissions, names, strict=True)}
    around = Surroundings(result.schema, {info.id: info for info in result.rules}, lang, pages)
    yield "index.html", _encoded(render_overview(overview_view(result, by_submission, names, _page("", lang), lang)))
    for index, submission in enumerate(result.submissions):
        links = (names[index], *_neighbours(result.submissions, names, index))
        findings = by_submission.get(submission.path, ())
        view = submission_view(submission, findings, around, _page(_name(submission), lang), links)
        yield f"units/{names[index]}.html", _encoded(render_submission(view))
        if progress is not None:
            progress(index + 1, len(names))
    yield from tables(result).items()
    yield "findings.csv", findings_csv(result)
    yield "findings.json", findings_json(result)


def _encoded(page: str) -> bytes:
    return page.encode("utf-8", "replace")


def _page(subject: str, lang: Lang) -> Page:
    title = (
        f"{subject} · {say('product', lang)}" if subject else f"{say('overview_title', lang)} · {say('product', lang)}"
    )
    return Page(_TAGS[lang], title, words(lang), say("made_by", lang, version=version_of("auditor")))


def _name(submission: Submission) -> str:
    unit = submission.unit or submission.path.rsplit("/", 1)[-1]
    return f"{unit} {submission.year}" if submission.year is not None else unit


def _neighbours(
    submissions: tuple[Submission, ...], names: tuple[str, ...], index: int
) -> tuple[Link | None, Link | None]:
    """Links to the pages before and after, where there are such."""

    def link(place: int) -> Link | None:
        inside = 0 <= place < len(names)
        return Link(f"{quote(names[place])}.html", _name(submissions[place])) if inside else None

    return link(index - 1), link(index + 1)
