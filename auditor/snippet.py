"""What a terminal can show: texts of others without what would draw over it, a diagnostic with its line and a caret."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from auditor.diagnostics import Lang

if TYPE_CHECKING:
    from auditor.diagnostics import Diagnostic
    from auditor.source import Source
    from auditor.source import Span

_INDENT = "    "
_LONGEST_LINE = 280  # columns of a terminal; of a longer line the part around the place is shown
_AROUND = 40
_CUT = "…"
# What nobody sees and what makes the rest look like something else: controls, marks that reverse the direction.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def visible(text: str) -> str:
    """A text with a sign in the place of each character that nobody sees: a name cannot command a terminal."""
    return _UNSEEN.sub("\ufffd", text)


def display_width(text: str) -> int:
    """How many terminal columns a text takes: East Asian wide characters take two."""
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def render_diagnostic(diagnostic: Diagnostic, lang: Lang = Lang.ZH) -> str:
    """`path:line:column: level[code]: message`, the line itself, carets under the span, and the help."""
    code = diagnostic.code
    head = f"{code.level.say(lang)}[{code.id} {code.slug}]: {diagnostic.message(lang)}"
    lines = [head]
    if diagnostic.source is not None:
        lines = _with_place(diagnostic.source, diagnostic.span, head)
    help_text = diagnostic.help(lang)
    if help_text:
        lines.append(advised(help_text, lang))
    return visible("\n".join(lines))


def advised(advice: str, lang: Lang) -> str:
    """The line that says what to do."""
    label = "提示" if lang is Lang.ZH else "help"
    return f"{_INDENT}{label}: {advice}"


def _with_place(source: Source, span: Span | None, head: str) -> list[str]:
    if span is None:
        return [f"{source.path}: {head}"]
    place = source.position(span.start)
    text = source.line_at(span.start).expandtabs(1).rstrip()
    at = span.start - source.text.rfind("\n", 0, span.start) - 1
    before = text[:at]
    under = text[at : at + max(1, span.end - span.start)]
    after = text[len(before) + len(under) :]
    if display_width(text) > _LONGEST_LINE:
        before = _CUT + before[-_AROUND:] if len(before) > _AROUND else before
        if display_width(under) > _LONGEST_LINE:
            under, after = under[:_AROUND], _CUT
        after = after[:_AROUND] + _CUT if len(after) > _AROUND else after
    carets = "^" * max(1, display_width(under))
    return [
        f"{source.path}:{place.line}:{place.column}: {head}",
        f"{_INDENT}{before}{under}{after}",
        f"{_INDENT}{' ' * display_width(before)}{carets}",
    ]
