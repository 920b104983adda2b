"""Diagnostics as people read them on a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.diagnostics import Level
from auditor.document import Status
from auditor.ingest.codes import NAMED_BY_FILE
from auditor.ingest.codes import NOT_NAMED
from auditor.ingest.codes import SAME_UNIT_TWICE
from auditor.report.views.view import Link
from auditor.report.views.view import Note
from auditor.report.words.messages import say

if TYPE_CHECKING:
    from auditor.diagnostics import Diagnostic
    from auditor.diagnostics import Lang
    from auditor.document import Submission
    from auditor.source import Source

_LEVELS = tuple(Level)
_BACKTICKS = re.compile(r"`([^`]*)`")


def status_of(submission: Submission, lang: Lang) -> str:
    """What became of a file, in a word; a copy of another file is called one."""
    copy = submission.diagnostics and submission.diagnostics[0].code is SAME_UNIT_TWICE
    return say("duplicate" if copy else submission.status.value, lang)


def reason_of(submission: Submission, lang: Lang) -> str:
    """Why a file was not audited, in one line, and whose report it is by its name alone; empty when it was."""
    if submission.status is Status.AUDITED or not submission.diagnostics:
        return ""
    worst = min(submission.diagnostics, key=lambda each: _LEVELS.index(each.code.level))
    named = (each for each in submission.diagnostics if each.code is NAMED_BY_FILE and each is not worst)
    return _quoted(say("between", lang).join(each.message(lang) for each in (worst, *named)))


def unnamed_of(submission: Submission, lang: Lang) -> str:
    """That a report's unit or year cannot be read; empty where both are known."""
    return next((each.message(lang) for each in submission.diagnostics if each.code is NOT_NAMED), "")


def advice_unnamed(lang: Lang) -> str:
    """What to do where the unit or year of a report cannot be read."""
    return NOT_NAMED.help.say(lang) if NOT_NAMED.help else ""


def notes_of(submission: Submission, lang: Lang) -> list[str]:
    """What else is to be known of a file: where its name and its text disagree, what could not be read."""
    reason = reason_of(submission, lang)
    said = (_quoted(each.message(lang)) for each in submission.diagnostics if each.code.level is not Level.INFO)
    return list(dict.fromkeys(text for text in said if text != reason))


def note_of(diagnostic: Diagnostic, lang: Lang, document: Source | None = None) -> Note:
    """One diagnostic; its place links into `document` where it points there."""
    level = diagnostic.code.level
    return Note(
        level=level.value,
        level_label=level.say(lang),
        code=f"{diagnostic.code.id} {diagnostic.code.slug}",
        message=_quoted(diagnostic.message(lang)),
        help=_quoted(diagnostic.help(lang) or ""),
        place=_place(diagnostic, lang, document),
    )


def _quoted(text: str) -> str:
    """A message with the backticks that a terminal shows made quotation marks."""
    return _BACKTICKS.sub(r"“\1”", text)


def _place(diagnostic: Diagnostic, lang: Lang, document: Source | None) -> Link:
    source = diagnostic.source
    if source is None:
        return Link("", "")
    if diagnostic.span is None:
        return Link("", "" if document is not None else source.path)
    line = source.position(diagnostic.span.start).line
    words = say("line", lang, line=line)
    if document is None:
        return Link("", f"{source.path} {words}")
    return Link(f"#L{line}" if source == document else "", words)
