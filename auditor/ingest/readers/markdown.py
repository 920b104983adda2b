"""Markdown, with its tables and with what HTML it holds."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from auditor.encoding import decode
from auditor.encoding import is_mostly_decoded
from auditor.ingest.codes import tell
from auditor.ingest.layout import assemble
from auditor.ingest.layout import clean
from auditor.ingest.plain.drawn import drawn_stretches
from auditor.ingest.plain.drawn import without_drawn_lines
from auditor.ingest.plain.pasted import without_references
from auditor.ingest.plain.ruled import read_ruled
from auditor.ingest.reader_codes import DAMAGED
from auditor.ingest.reader_codes import NO_TEXT
from auditor.ingest.reader_codes import UNDECODED
from auditor.ingest.reader_codes import tell_too_large
from auditor.ingest.refusals import REFUSALS
from auditor.ingest.refusals import explain
from auditor.ingest.web.markup import parse_markup
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

    from auditor.diagnostics import Diagnostic
    from auditor.document import Document

_MOST = 3_000_000
_FEWEST_ROWS = 3
_FEWEST_TABS = 2
_CODE = "```"
_FENCE = regex(r"^:{3,}.*$", re.MULTILINE)
# A cell that is one with that on its left (<) or above (^), as note programs have it.
_MERGED = regex(r"\|\s*(?:<|\^{1,2})\s*(?=\|)")
_SEPARATOR = regex(r"(?<!\\)\|")
# The row of a table that says how its columns are aligned.
_DELIMITERS = regex(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?")


def read(path: str, data: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The text without its marks, and its tables."""
    if len(data) > _MOST:
        return None, (tell_too_large(path, "bytes", _MOST),)
    decoded = decode(data)
    if not is_mostly_decoded(decoded):
        return None, (tell(DAMAGED, path, format="Markdown", why=f"{decoded.gaps} × U+FFFD"),)
    try:
        document = assemble(
            path,
            data,
            "markdown",
            parse_markup(_parser().render(_with_tables(_with_tabs(without_references(clean(decoded.text)))))),
        )
    except REFUSALS as error:
        return None, (explain(path, "Markdown", error),)
    if not document.source.text.strip():
        return None, (tell(NO_TEXT, path),)
    gaps = (tell(UNDECODED, path, count=decoded.gaps, real=decoded.encoding),) if decoded.gaps else ()
    return document, gaps


def _with_tabs(text: str) -> str:
    """The text with lines as they are that tabs part into fields: a dash in the first of them would begin a list."""
    if _CODE in text or "\t" not in text:
        return text
    lines: list[str] = []
    for tabbed, group in groupby(text.split("\n"), key=_is_tabbed):
        stretch = list(group)
        is_table = tabbed and len(stretch) >= _FEWEST_ROWS
        joined = "\n".join(stretch)
        lines += ["", f"<pre>{escape(joined, quote=False)}</pre>", ""] if is_table else stretch
    return "\n".join(lines)


def _is_tabbed(line: str) -> bool:
    return line.count("\t") >= _FEWEST_TABS and "|" not in line and not line.lstrip().startswith(("<", "#"))


def _with_tables(text: str) -> str:
    """The text with markup for the tables that only drawn lines tell, which are no tables to the library.

    A block that a converter marks by colons is none here; what stands in code is left as it is.
    """
    if _CODE in text:
        return text
    lines: list[str] = []
    for drawn, stretch in drawn_stretches(_FENCE.sub("", text)):
        if drawn and any(map(_MERGED.search, stretch)):
            lines += ["", _joined(stretch), ""]
        elif drawn and len(stretch) > 1 and _DELIMITERS.fullmatch(stretch[1]):
            lines += _widened(stretch) if _is_even(stretch) else ["", _uneven(stretch), ""]
        elif not drawn or len(stretch) < _FEWEST_ROWS or _DELIMITERS.fullmatch(stretch[0]):
            lines += stretch
        else:
            lines += ["", _table(stretch), ""]
    return "\n".join(lines)


def _widened(lines: list[str]) -> list[str]:
    """The lines of a table whose head is as wide as its widest row, beyond which the library leaves cells out.

    A line that tells columns further down is none of its rows: another table follows on without its own head.
    """
    rows = [line for line in lines[2:] if not _DELIMITERS.fullmatch(line)]
    missing = max(map(_cells_of, rows), default=0) - _cells_of(lines[0])
    if missing <= 0:
        return [*lines[:2], *rows]
    return [_closed(lines[0]) + " |" * missing, _closed(lines[1]) + "---|" * missing, *rows]


def _is_even(lines: list[str]) -> bool:
    """Whether all rows of a table have as many cells: the library fills up those that have fewer."""
    return len({_cells_of(line) for line in lines[2:] if not _DELIMITERS.fullmatch(line)}) <= 1


def _uneven(lines: list[str]) -> str:
    """A table as markup, with no more cells than each of its rows has."""
    cells = [[f"<td>{_parser().renderInline(cell)}</td>" for cell in row] for row in _cells(lines)]
    return "<table>" + "".join(f"<tr>{''.join(row)}</tr>" for row in cells) + "</table>"


def _cells(lines: list[str]) -> list[list[str]]:
    rows = (_SEPARATOR.split(_closed(line)[1:-1]) for line in lines if not _DELIMITERS.fullmatch(line))
    return [[cell.strip() for cell in row] for row in rows]


def _joined(lines: list[str]) -> str:
    """A table as markup, its cells merged as their signs say."""
    rows = _cells(lines)
    firsts: dict[tuple[int, int], tuple[int, int]] = {}
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            beside = {"<": (row, column - 1), "^": (row - 1, column), "^^": (row - 1, column)}.get(text)
            firsts[row, column] = firsts.get(beside, (row, column)) if beside else (row, column)
    ends = {first: place for place, first in sorted(firsts.items())}
    written = [
        "".join(
            f"<td rowspan={ends[row, column][0] - row + 1} colspan={ends[row, column][1] - column + 1}>"
            f"{_parser().renderInline(text)}</td>"
            for column, text in enumerate(cells)
            if firsts[row, column] == (row, column)
        )
        for row, cells in enumerate(rows)
    ]
    return "<table>" + "".join(f"<tr>{cells}</tr>" for cells in written) + "</table>"


def _cells_of(line: str) -> int:
    return _closed(line).replace(r"\|", "").count("|") - 1


def _closed(line: str) -> str:
    """A row between strokes: those before its first and behind its last cell may be left out."""
    bare = line.strip()
    return f"{'' if bare.startswith('|') else '|'}{bare}{'' if bare.endswith('|') else '|'}"


def _table(lines: list[str]) -> str:
    table = read_ruled(lines)
    if table is None:
        rows = (line.split("\t") for line in without_drawn_lines("\n".join(lines)).split("\n") if line)
        cells = [[f"<td>{escape(text)}</td>" for text in row] for row in rows]
    else:
        cells = [[] for _ in table.begins]
        for row, _, text, down, aside in table.cells:
            cells[row].append(f"<td rowspan={down} colspan={aside}>{escape(text)}</td>")
    return "<table>" + "".join(f"<tr>{''.join(row)}</tr>" for row in cells) + "</table>"


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # Four blanks before a line mean code to Markdown, but a paragraph's first line to those who write reports.
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable("code")
    parser.core.ruler.at("inline", _inline)
    for tag in ("table", "thead", "tbody", "tr", "th", "td"):
        parser.add_render_rule(f"{tag}_open", _always(f"<{tag}>"))
        parser.add_render_rule(f"{tag}_close", _always(f"</{tag}>"))
    return parser


def _inline(state: StateCore) -> None:
    """The parser's own rule, but for texts without any mark, which nearly all cells hold: they are what they are."""
    from markdown_it.token import Token

    inline = state.md.inline
    for token in state.tokens:
        if token.type == "inline":
            token.children = []
            if inline.terminator_re.search(token.content):
                inline.parse(token.content, state.md, state.env, token.children)
            elif token.content:
                token.children.append(Token("text", "", 0, content=token.content))


def _always(text: str) -> Callable[..., str]:
    """How a part of a table is written: what only says how it looks is of no use here."""
    return lambda *_: text
