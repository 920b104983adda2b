"""Where the statements and clauses of a rule file begin: line-start keywords, found by one regular expression each.

Nothing is understood here. Comments and numbers before lines are blanked, full-width signs folded; every offset stays
true.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TypeAlias

from msgspec import Struct

from auditor.diagnostics import closest
from auditor.lang.parsing.clauses import ALLOWED
from auditor.lang.vocabulary.keywords import CLAUSE_WORDS
from auditor.lang.vocabulary.keywords import CLAUSES
from auditor.lang.vocabulary.keywords import SEVERITY_WORDS
from auditor.lang.vocabulary.keywords import STATEMENT_WORDS
from auditor.lang.vocabulary.keywords import STATEMENTS
from auditor.lang.vocabulary.keywords import TYPE_WORDS
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.lang.vocabulary.keywords import StatementKey
from auditor.lang.vocabulary.spellings import any_of
from auditor.lang.vocabulary.words import RESERVED
from auditor.source import Span
from auditor.source import fold

# Where a statement begins, where its word stands, and whether it is indented.
_Start: TypeAlias = tuple[int, Span, bool]

_COMMENT = re.compile(
    r'"[^"\n]*"|“(?:[^“”\n]|“[^“”\n]*”)*”|「[^」\n]*」|`[^`\n]*`|(?P<comment>(?:(?<=[\s])|^)#[^\n]*)', re.MULTILINE
)


# Numbers and bullets that word processors set before a line that begins a statement or a clause.
_NUMBERED = re.compile(
    rf"^[ \t]*(?P<mark>(?:\(?(?:\d{{1,3}}|[一二三四五六七八九十]{{1,3}})[.)、]|[•●○▪◦➢])[ \t]*)"
    rf"(?=(?:{any_of(STATEMENT_WORDS)})(?![\w·])[ \t]+[\w「]|(?:{any_of(CLAUSE_WORDS)})[ \t]*:)",
    re.MULTILINE,
)
# Signs that word processors write for a colon, and blanks that nobody sees.
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"
_LOOK_ALIKE = str.maketrans({**dict.fromkeys("\u2236\ufe55\ufe30", ":"), **dict.fromkeys(_UNSEEN, " ")})
# Clauses of rules that are recognised without their colon, so that its absence is what is reported: in conditions the
# others are names, so that a line of one may begin with them. Statements without conditions have no such lines.
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
    ClauseKey.RELATED,
    ClauseKey.TAGS,
    ClauseKey.STATUS,
    ClauseKey.KIND,
    ClauseKey.EXAMPLE,
    ClauseKey.COUNTEREXAMPLE,
    ClauseKey.ALIAS,
)
_WITHOUT_CONDITIONS = (
    StatementKey.RULESET,
    StatementKey.FORM,
    StatementKey.TABLE,
    StatementKey.INDICATOR,
    StatementKey.CLAIM,
    StatementKey.WAIVER,
)


_STATEMENT = re.compile(
    rf"^(?P<blank>[ \t]*)(?P<word>{any_of(STATEMENT_WORDS)})(?![\w·])"
    r"(?=(?P<colon>[ \t]*:)?[ \t]*(?P<next>[^\n]?))",
    re.MULTILINE,
)
_FLAGS = any_of(CLAUSES[ClauseKey.SIGNED])
_LOOPS = any_of(CLAUSES[ClauseKey.FOREACH])
_CLAUSE = re.compile(
    rf"^[ \t]*(?:(?P<loop>{_LOOPS})(?![\w·])(?:[ \t]*:)?|(?P<word>[^\W\d][\w·]*)[ \t]*:|(?P<flag>{_FLAGS})[ \t]*$)",
    re.MULTILINE,
)
_TYPED = rf"[\w·]+[ \t]*(?:\([^)\n]*\)[ \t]*)?:[ \t]*(?:{any_of(TYPE_WORDS)})(?![\w·])"
_WITH_ID = (StatementKey.RULE, StatementKey.TEST, StatementKey.WAIVER)
# Heads that run on from their keyword, where no condition of the line before could go on so: 规则T-1 「…」 强制.
_GLUED = re.compile(
    rf"^(?:(?P<id>{any_of(STATEMENTS[key][0] for key in _WITH_ID)})"
    rf"(?=[A-Za-z0-9]|[\w·.\-]+[ \t]+(?:[「\"“]|(?:{any_of(SEVERITY_WORDS)})(?![\w·])))"
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


_NO_WORD = rf"(?!(?:{any_of(RESERVED)})(?![\w·]))"


@cache
def _bare(key: StatementKey | None) -> re.Pattern[str]:
    """The clauses of a statement without their colon: behind a blank, or another sign in its place."""
    clauses = sorted(ALLOWED[key] - {ClauseKey.SIGNED}) if key in _WITHOUT_CONDITIONS else _PLAIN
    words = any_of(word for clause in clauses for word in CLAUSES[clause])
    return re.compile(rf"^[ \t]*(?P<word>{words})(?:[ \t]+{_NO_OPERATOR}{_NO_WORD}|[ \t]*[;。])", re.MULTILINE)


class Text(Struct, frozen=True):
    """A file's text in two forms of the same length: as it stands, and folded, comments and line numbers blanked."""

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
    """A file's text made ready: folded, comments and the numbers of lines blanked."""
    folded = _NUMBERED.sub(lambda match: " " * len(match.group()), fold(text).translate(_LOOK_ALIKE))
    made: list[str] = []
    at = 0
    for match in _COMMENT.finditer(folded):
        if match["comment"] is not None:
            made += folded[at : match.start()], " " * len(match.group())
            at = match.end()
    return Text(text, "".join((*made, folded[at:])))


def split_statements(text: Text) -> tuple[tuple[RawStatement, ...], Span | None]:
    """The statements of a file, and the first words before them where there are any."""
    found = {*_statement_starts(text.folded), *_glued_starts(text.folded), *_misspelt_starts(text.folded)}
    starts = _without_header_lines(sorted(found), text.folded)
    ends = [*(start for start, *_ in starts[1:]), len(text.folded)][: len(starts)]
    before = _strip(text.folded, 0, starts[0][0] if starts else len(text.folded))
    statements = tuple(
        _statement(text.folded, Span(start, end), place, indented=indented)
        for (start, place, indented), end in zip(starts, ends, strict=True)
    )
    return statements, before if before.start < before.end else None


def _statement_starts(folded: str) -> list[_Start]:
    return [
        (match.start("word"), Span(*match.span("word")), bool(match.group("blank")))
        for match in _STATEMENT.finditer(folded)
        if not (match["colon"] and (match["blank"] or match["word"] in CLAUSE_WORDS))
        and (not match["blank"] or _begins_a_head(match["next"]))
    ]


def _without_header_lines(starts: list[_Start], folded: str) -> list[_Start]:
    """The starts but for the 版式 below a 规则集 that lacks its colon: a form has its title behind its name."""

    def is_of_header(at: int) -> bool:
        begin, place, indented = starts[at]
        above = folded[starts[at - 1][1].start : starts[at - 1][1].end] if at else ""
        words = folded[begin : place.end], folded[begin:].split("\n", maxsplit=1)[0]
        is_form = indented and words[0] in CLAUSE_WORDS and "「" not in words[1]
        return is_form and STATEMENT_WORDS.get(above) is StatementKey.RULESET

    return [start for at, start in enumerate(starts) if not is_of_header(at)]


def _begins_a_head(char: str) -> bool:
    """Whether what follows an indented keyword can only be a head: an expression may go on with such a word."""
    return char.isalnum() or char == "「"


def _glued_starts(folded: str) -> list[_Start]:
    return [
        (match.start(), Span(*match.span(match.lastgroup or 0)), False)
        for match in _GLUED.finditer(folded)
        if (run := _RUN.match(folded, match.start())) and run.group() not in STATEMENT_WORDS
    ]


def _misspelt_starts(folded: str) -> list[_Start]:
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
    key = STATEMENT_WORDS.get(word)
    matches = _clause_starts(folded, begin, whole.end, key)
    ends = [*(match.start() for match in matches[1:]), whole.end][: len(matches)]
    head = _strip(folded, begin, matches[0].start() if matches else whole.end)
    clauses = tuple(_clause(folded, match, end) for match, end in zip(matches, ends, strict=True))
    glued = colon is not None or _RUN.match(folded, place.end) is not None
    return RawStatement(key, word, Span(place.start, begin), head, clauses, indented, glued)


def _clause_starts(folded: str, start: int, end: int, key: StatementKey | None) -> list[re.Match[str]]:
    line_end = folded.find("\n", start, end)
    if line_end < 0:
        return []
    found = [*_CLAUSE.finditer(folded, line_end + 1, end)]
    taken = {match.start() for match in found}
    found += [match for match in _bare(key).finditer(folded, line_end + 1, end) if match.start() not in taken]
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
