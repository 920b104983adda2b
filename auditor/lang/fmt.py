"""The canonical form of a rule file: one way to write each statement, its comments kept where they stand.

Every statement is printed from its tree and read back; one that does not come back as the same tree, or that could not
be read to begin with, is left as it is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.diagnostics import Lang
from auditor.diagnostics import Level
from auditor.lang import ast
from auditor.lang.fmt_statements import clause_order
from auditor.lang.fmt_statements import pieces
from auditor.lang.fmt_statements import statement_key
from auditor.lang.fmt_words import INDENT
from auditor.lang.fmt_words import Printer
from auditor.lang.fmt_words import unbroken
from auditor.lang.fmt_words import wrapped
from auditor.lang.keywords import CLAUSES
from auditor.lang.keywords import StatementKey
from auditor.lang.layout import prepare
from auditor.lang.layout import split_statements
from auditor.lang.parser import parse_file
from auditor.lang.translate import translate
from auditor.source import Source
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.diagnostics import Diagnostic
    from auditor.lang.fmt_statements import Piece
    from auditor.lang.layout import RawStatement
    from auditor.lang.translate import Dictionary

# Statements that stand apart from what is before them.
_APART = frozenset(
    {
        StatementKey.RULE,
        StatementKey.TEMPLATE,
        StatementKey.TEST,
        StatementKey.CLAIM,
        StatementKey.WAIVER,
    }
)


@dataclass(frozen=True, slots=True)
class _Comment:
    """A remark: where it starts, its words, and whether it has the line to itself."""

    at: int
    text: str
    alone: bool


def format_source(
    source: Source, to: Lang | None = None, names: Dictionary | None = None
) -> tuple[str, tuple[Diagnostic, ...]]:
    """The canonical text of a rule file, with what is wrong with how the file is written.

    `to` also translates it: keywords and functions, and whatever of its names `names` knows in that language.
    """
    text = source.text
    raws, _ = split_statements(prepare(text))
    starts = [text.rfind("\n", 0, raw.place.start) + 1 if raw.indented else raw.place.start for raw in raws]
    ends = [*starts[1:], len(text)]
    lines = _gap(text[: starts[0] if starts else len(text)])
    for raw, start, end in zip(raws, starts, ends, strict=False):
        stop = _content_end(raw)
        if lines and lines[-1] and raw.key in _APART and not _is_comment(lines[-1]):
            lines.append("")
        lines += _statement(text[raw.place.start : stop], raw.place.start, stop, to, names, source)
        del start
        gap = _gap(text[stop:end])
        if gap and gap[0] and not gap[0].startswith(" ") and raw.key in _APART:
            lines.append("")
        lines += gap
    return _ended(lines), parse_file(source).diagnostics
