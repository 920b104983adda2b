"""The canonical form of a rule file: one way to write each statement, its comments kept where they stand.

Every statement is printed from its tree and read back; one that does not come back as the same tree, or that could not
be read to begin with, is left as it is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.lang import ast
from auditor.lang import syntax_codes
from auditor.lang.fmt.clauses import clause_order
from auditor.lang.fmt.dictionary import dictionary
from auditor.lang.fmt.dictionary import world_of
from auditor.lang.fmt.statements import pieces
from auditor.lang.fmt.translate import translate
from auditor.lang.fmt.words import INDENT
from auditor.lang.fmt.words import Printer
from auditor.lang.fmt.words import unbroken
from auditor.lang.fmt.words import wrapped
from auditor.lang.parsing.layout import prepare
from auditor.lang.parsing.layout import split_statements
from auditor.lang.parsing.parser import parse_file
from auditor.lang.vocabulary.keywords import StatementKey
from auditor.source import Source
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.diagnostics import Diagnostic
    from auditor.lang.fmt.dictionary import Dictionary
    from auditor.lang.fmt.statements import Piece
    from auditor.lang.parsing.layout import RawStatement
    from auditor.lang.world.environment import World

# Statements with an empty line before and after them.
_APART = frozenset(
    {StatementKey.RULE, StatementKey.TEMPLATE, StatementKey.TEST, StatementKey.CLAIM, StatementKey.WAIVER}
)
# What is only a matter of blanks.
_PUT_RIGHT = (syntax_codes.INDENTED_STATEMENT, syntax_codes.MISSING_BLANK)


class _Comment(Struct, frozen=True):
    """A remark: where it starts, its words, and whether it has the line to itself."""

    at: int
    text: str
    alone: bool


def format_sources(sources: tuple[Source, ...], to: Lang | None = None) -> tuple[str, ...]:
    """The canonical texts of the files of a rule folder; `to` also translates them."""
    world = world_of(sources) if to is not None else None
    return tuple(format_source(source, to, world)[0] for source in sources)


def format_source(
    source: Source, to: Lang | None = None, world: World | None = None
) -> tuple[str, tuple[Diagnostic, ...]]:
    """The canonical text of a rule file, with what is wrong with how the file is written.

    `to` also translates it: keywords and functions, and the names that `world` (what all files of the folder declare;
    without it, what this one does) has in that language.
    """
    names = None if to is None else dictionary(source, world or world_of((source,)), to)
    text = source.text
    raws, _ = split_statements(prepare(text))
    starts = [text.rfind("\n", 0, raw.place.start) + 1 for raw in raws]
    lines = _gap(text[: starts[0] if starts else len(text)])
    before: StatementKey | None = None
    for raw, start, end in zip(raws, starts, [*starts[1:], len(text)], strict=False):
        if before is not None:
            _set_apart(lines, apart=bool(_APART & {before, raw.key}))
        stop = _line_end(text, _content_end(raw))
        lines += _statement(Source(source.path, text[start:stop]), names)
        lines.append(_MARK)
        lines += _gap(text[stop + 1 : end])
        before = raw.key
    return _ended(lines), parse_file(source).diagnostics


# ------------------------------------------------------------------------------------------------- between statements

# Stands where a statement ended, until the lines after it are settled.
_MARK = "\0"


def _gap(text: str) -> list[str]:
    """The lines between two statements: comments, and one empty line where there are any."""
    made: list[str] = []
    for line in text.removesuffix("\n").split("\n") if text else ():
        words = line.strip()
        if words.startswith("#"):
            made.append(f"{INDENT if line[:1].isspace() else ''}{words}")
        elif words:
            made.append(line.rstrip())
        elif not made or made[-1]:
            made.append("")
    return made


def _set_apart(lines: list[str], *, apart: bool) -> None:
    """Puts an empty line after the last statement where it needs one: before the comments of the next."""
    at = len(lines) - 1 - lines[::-1].index(_MARK)
    gap = lines[at + 1 :]
    if apart and "" not in gap:
        own = next((index for index, line in enumerate(gap) if not line.startswith(" ")), len(gap))
        lines.insert(at + 1 + own, "")
    del lines[at]


def _ended(lines: list[str]) -> str:
    kept = [line for line in lines if line != _MARK]
    text = "\n".join(kept).strip("\n")
    return f"{text}\n" if text else ""


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _content_end(raw: RawStatement) -> int:
    # NOTE: an empty head or body (of a flag) lies wherever the blanks after it end.
    spans = [raw.place, raw.head, *(span for clause in raw.clauses for span in (clause.place, clause.body))]
    return max(span.end for span in spans if span.start < span.end)


# ------------------------------------------------------------------------------------------------------ one statement


def _statement(chunk: Source, names: Dictionary | None) -> list[str]:
    """The lines of a statement in canonical form, or as they are where they cannot be read."""
    as_written = [line.rstrip() for line in chunk.text.split("\n")]
    node = _read(chunk)
    if node is None:
        return as_written
    raw = split_statements(prepare(chunk.text))[0][0]
    lang = names.to if names is not None else Lang.EN if raw.word.isascii() else Lang.ZH
    wanted = node if names is None else translate(node, names)
    made = pieces(wanted, Printer(chunk, lang), _head_span(raw, node))
    comments = _comments(chunk.text)
    for lay in (wrapped, unbroken):
        lines = _lines(made, comments, chunk, lay, keep_inner=names is None)
        back = _read(Source(chunk.path, "\n".join(lines)))
        if back is not None and canonical(back) == canonical(wanted):
            return lines
    return as_written


def _read(chunk: Source) -> ast.Statement | None:
    """The one statement of a text, None where there is anything wrong with it."""
    parsed = parse_file(chunk)
    faults = [each for each in parsed.diagnostics if each.code not in _PUT_RIGHT]
    return parsed.statements[0] if len(parsed.statements) == 1 and not faults else None


def canonical(node: ast.Statement) -> ast.Statement:
    """The tree without what formatting may change: the order of clauses and how their keywords are spelled."""
    if isinstance(node, ast.Import | ast.Unit | ast.GroupStatement | ast.WordGroup | ast.TestStatement):
        return node
    clauses = tuple(
        replace(clause, word=replace(clause.word, text=clause.key)) for clause in sorted(node.clauses, key=clause_order)
    )
    return replace(node, clauses=clauses)


def _head_span(raw: RawStatement, node: ast.Statement) -> Span:
    inner = [*node.dated] if isinstance(node, ast.Param) else []
    rows = [node.header] if isinstance(node, ast.TestStatement) else []
    end = min([raw.head.end, *(each.span.start for each in inner), *(each.span.start for each in rows)])
    return Span(raw.place.start, max(end, raw.place.end))


def _comments(text: str) -> list[_Comment]:
    folded, blanked = fold(text), prepare(text).folded
    made: list[_Comment] = []
    at = 0
    for line in text.split("\n"):
        mark = next(
            (i for i in range(at, at + len(line)) if folded[i] == "#" and blanked[i] != "#"),
            None,
        )
        if mark is not None:
            made.append(_Comment(mark, text[mark : at + len(line)].rstrip(), not text[at:mark].strip()))
        at += len(line) + 1
    return made


def _lines(
    made: tuple[Piece, ...],
    comments: list[_Comment],
    chunk: Source,
    lay: Callable[[str], str],
    *,
    keep_inner: bool,
) -> list[str]:
    """The lines of the pieces, each with its comments; a piece with a comment within stays as it is written."""
    by_place = sorted(made, key=lambda piece: piece.place)
    lines: list[str] = []
    for piece in made:
        before, inner, after = _about(piece, by_place, comments)
        if inner and not keep_inner:
            before, inner = [*before, *inner], []
        lines += [INDENT + comment.text for comment in before]
        text = chunk.slice(piece.place) if inner else lay(piece.text)
        lines += [line.rstrip() for line in f"{piece.indent}{text.strip()}".split("\n")]
        lines[-1] += "".join(f"  {comment.text}" for comment in after)
    return lines


def _about(
    piece: Piece, by_place: list[Piece], comments: list[_Comment]
) -> tuple[list[_Comment], list[_Comment], list[_Comment]]:
    """The comments before a piece, within it and after it on its last line."""
    index = by_place.index(piece)
    start = by_place[index - 1].place.end if index else 0
    stop = by_place[index + 1].place.start if index + 1 < len(by_place) else len(comments) and comments[-1].at + 1
    before = [each for each in comments if each.alone and start <= each.at < piece.place.start]
    inner = [each for each in comments if piece.place.start <= each.at < piece.place.end]
    after = [each for each in comments if not each.alone and piece.place.end <= each.at < stop]
    return before, inner, after
