"""Where the statements and clauses of a rule file begin: line-start keywords, found by one regular expression each.

Nothing is understood here. Comments are blanked, full-width signs folded; every offset stays true.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import closest
from auditor.lang.vocabulary.keywords import CLAUSE_WORDS
from auditor.lang.vocabulary.keywords import CLAUSES
from auditor.lang.vocabulary.keywords import SEVERITY_WORDS
from auditor.lang.vocabulary.keywords import STATEMENT_WORDS
from auditor.lang.vocabulary.keywords import STATEMENTS
from auditor.lang.vocabulary.keywords import TYPE_WORDS
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.lang.vocabulary.keywords import StatementKey
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_COMMENT = re.compile(
    r'"[^"\n]*"|“(?:[^“”\n]|“[^“”\n]*”)*”|「[^」\n]*」|`[^`\n]*`|(?P<comment>(?:(?<=[\s])|^)#[^\n]*)', re.MULTILINE
)


# Clauses that are recognised without their colon, so that its absence is what is reported.
_PLAIN = (
    ClauseKey.REQUIRE,
    ClauseKey.WHEN,
    ClauseKey.TOLERANCE,
    ClauseKey.ROUNDING,
    ClauseKey.MISSING,
    ClauseKey.APPLIES,
    ClauseKey.GRADE,
    ClauseKey.MESSAGE,
    ClauseKey.BASIS,
    ClauseKey.FIX,
    ClauseKey.UNLESS_FAILED,
    ClauseKey.WORDING,
    ClauseKey.EXAMPLE,
    ClauseKey.COUNTEREXAMPLE,
    ClauseKey.ALIAS,
)


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_STATEMENT = re.compile(
    rf"^(?P<blank>[ \t]*)(?P<word>{_alternatives(STATEMENT_WORDS)})(?![\w·])"
    r"(?=(?P<colon>[ \t]*:)?[ \t]*(?P<next>[^\n]?))",
    re.MULTILINE,
)
_FLAGS = _alternatives(CLAUSES[ClauseKey.SIGNED])
_LOOPS = _alternatives(CLAUSES[ClauseKey.FOREACH])
_CLAUSE = re.compile(
    rf"^[ \t]*(?:(?P<loop>{_LOOPS})(?![\w·])(?:[ \t]*:)?|(?P<word>[^\W\d][\w·]*)[ \t]*:|(?P<flag>{_FLAGS})[ \t]*$)",
    re.MULTILINE,
)
_TYPED = rf"[\w·]+[ \t]*(?:\([^)\n]*\)[ \t]*)?:[ \t]*(?:{_alternatives(TYPE_WORDS)})(?![\w·])"
_WITH_ID = (StatementKey.RULE, StatementKey.TEST, StatementKey.WAIVER)
# Heads that run on from their keyword, where no condition of the line before could go on so: 规则T-1 「…」 强制.
_GLUED = re.compile(
    rf"^(?:(?P<id>{_alternatives(STATEMENTS[key][0] for key in _WITH_ID)})"
    rf"(?=[A-Za-z0-9]|[\w·.\-]+[ \t]+(?:[「\"“]|(?:{_alternatives(SEVERITY_WORDS)})(?![\w·])))"
    rf"|(?P<typed>{STATEMENTS[StatementKey.INDICATOR][0]})(?={_TYPED})"
    rf"|(?P<group>{STATEMENTS[StatementKey.GROUP][0]})(?=[\w·]+[ \t]*=[ \t]*\{{)"
    rf"|(?P<words>{STATEMENTS[StatementKey.WORD_GROUP][0]})(?=[\w·]+[ \t]*=)"
    rf"|(?P<call>{STATEMENTS[StatementKey.TEMPLATE][0]}|{STATEMENTS[StatementKey.APPLY][0]})(?=[\w·]+[ \t]*\())",
    re.MULTILINE,
)
_RUN = re.compile(r"[\w·]+")
_COLON = re.compile(r"[ \t]*:")
_NO_OPERATOR = r"(?=[^\s+\-*/=<>≤≥≠≈,、)}\].:|])"
_FIRST_WORD = re.compile(rf"^(?P<word>[^\W\d][\w·]*)[ \t]+{_NO_OPERATOR}", re.MULTILINE)
_BARE_CLAUSE = re.compile(
    rf"^[ \t]*(?P<word>{_alternatives(word for key in _PLAIN for word in CLAUSES[key])})[ \t]+{_NO_OPERATOR}",
    re.MULTILINE,
)


class Text(Struct, frozen=True):
    """A file's text in two forms of the same length: as it stands, and folded with its comments blanked."""

    original: str
    folded: str


class RawClause(Struct, frozen=True):
    """A clause: its keyword as written, and where its words stand (without blanks around)."""

    word: str
    place: Span
    body: Span
    has_colon: bool = True


class RawStatement(Struct, frozen=True):
    """A statement: its keyword (None where the word is none), its head and its clauses."""

    key: StatementKey | None
    word: str
    place: Span
    head: Span
    clauses: tuple[RawClause, ...]
    indented: bool = False
    glued: bool = False


def prepare(text: str) -> Text:
    """A file's text made ready: folded, comments blanked."""
    folded = fold(text)
    made: list[str] = []
    at = 0
    for match in _COMMENT.finditer(folded):
        if match["comment"] is not None:
            made += folded[at : match.start()], " " * len(match.group())
            at = match.end()
    return Text(text, "".join((*made, folded[at:])))


def split_statements(text: Text) -> tuple[tuple[RawStatement, ...], Span | None]:
    """The statements of a file, and the first words before them where there are any."""
    starts = sorted({*_statement_starts(text.folded), *_glued_starts(text.folded), *_misspelt_starts(text.folded)})
    ends = [*(start for start, *_ in starts[1:]), len(text.folded)][: len(starts)]
    before = _strip(text.folded, 0, starts[0][0] if starts else len(text.folded))
    statements = tuple(
        _statement(text.folded, Span(start, end), place, indented=indented)
        for (start, place, indented), end in zip(starts, ends, strict=True)
    )
    return statements, before if before.start < before.end else None


def _statement_starts(folded: str) -> list[tuple[int, Span, bool]]:
    return [
        (match.start("word"), Span(*match.span("word")), bool(match.group("blank")))
        for match in _STATEMENT.finditer(folded)
        if not (match["colon"] and (match["blank"] or match["word"] in CLAUSE_WORDS))
        and (not match["blank"] or _begins_a_head(match["next"]))
    ]


def _begins_a_head(char: str) -> bool:
    """Whether what follows an indented keyword can only be a head: an expression may go on with such a word."""
    return char.isalnum() or char == "「"


def _glued_starts(folded: str) -> list[tuple[int, Span, bool]]:
    return [
        (match.start(), Span(*match.span(match.lastgroup or 0)), False)
        for match in _GLUED.finditer(folded)
        if (run := _RUN.match(folded, match.start())) and run.group() not in STATEMENT_WORDS
    ]


def _misspelt_starts(folded: str) -> list[tuple[int, Span, bool]]:
    """Lines at column 1 whose first word is nearly a statement's: 规侧 T1 「…」 强制."""
    return [
        (match.start(), Span(*match.span("word")), False)
        for match in _FIRST_WORD.finditer(folded)
        if match.group("word") not in STATEMENT_WORDS
        and match.group("word") not in CLAUSE_WORDS
        and not _GLUED.match(folded, match.start())
        and closest(match.group("word"), STATEMENT_WORDS)
    ]


def _statement(folded: str, whole: Span, place: Span, *, indented: bool) -> RawStatement:
    word = folded[place.start : place.end]
    colon = _COLON.match(folded, place.end)
    begin = colon.end() if colon else place.end
    matches = _clause_starts(folded, begin, whole.end)
    ends = [*(match.start() for match in matches[1:]), whole.end][: len(matches)]
    head = _strip(folded, begin, matches[0].start() if matches else whole.end)
    clauses = tuple(_clause(folded, match, end) for match, end in zip(matches, ends, strict=True))
    glued = colon is not None or _RUN.match(folded, place.end) is not None
    return RawStatement(STATEMENT_WORDS.get(word), word, Span(place.start, begin), head, clauses, indented, glued)


def _clause_starts(folded: str, start: int, end: int) -> list[re.Match[str]]:
    line_end = folded.find("\n", start, end)
    if line_end < 0:
        return []
    found = [*_CLAUSE.finditer(folded, line_end + 1, end)]
    taken = {match.start() for match in found}
    found += [match for match in _BARE_CLAUSE.finditer(folded, line_end + 1, end) if match.start() not in taken]
    return sorted(found, key=lambda match: match.start())


def _clause(folded: str, match: re.Match[str], end: int) -> RawClause:
    group = match.lastgroup or ""
    place = Span(*match.span(group))
    has_colon = group != "word" or match.group().endswith(":")
    return RawClause(match.group(group), place, _strip(folded, match.end(), end), has_colon)


def _strip(folded: str, start: int, end: int) -> Span:
    """A place without the blanks around it; where there are only blanks, its beginning."""
    words = folded[start:end].lstrip()
    return Span(end - len(words), end - len(words) + len(words.rstrip())) if words else Span(start, start)
