"""A rule file as statements: each parsed alone, so that one that is wrong never hides the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import Words
from auditor.diagnostics import closest
from auditor.diagnostics import did_you_mean
from auditor.lang import ast
from auditor.lang import syntax_codes
from auditor.lang.grammar.parts import Head
from auditor.lang.grammar.parts import Part
from auditor.lang.parsing.bodies import Reader
from auditor.lang.parsing.bodies import read_body
from auditor.lang.parsing.bodies import read_list
from auditor.lang.parsing.clauses import ALLOWED
from auditor.lang.parsing.clauses import NEEDED
from auditor.lang.parsing.clauses import REPEATABLE
from auditor.lang.parsing.clauses import SHAPE
from auditor.lang.parsing.clauses import Shape
from auditor.lang.parsing.heads import read_head
from auditor.lang.parsing.heads import read_title
from auditor.lang.parsing.layout import prepare
from auditor.lang.parsing.layout import split_statements
from auditor.lang.vocabulary.keywords import CLAUSE_WORDS
from auditor.lang.vocabulary.keywords import CLAUSES
from auditor.lang.vocabulary.keywords import STATEMENT_WORDS
from auditor.lang.vocabulary.keywords import STATEMENTS
from auditor.lang.vocabulary.keywords import StatementKey
from auditor.lang.vocabulary.synonyms import clause_meant
from auditor.lang.vocabulary.synonyms import hint_of_statement
from auditor.source import Span

if TYPE_CHECKING:
    from auditor.diagnostics import Diagnostic
    from auditor.lang.parsing.layout import RawClause
    from auditor.lang.parsing.layout import RawStatement
    from auditor.source import Source


class Parsed(Struct, frozen=True):
    """A file's statements in their order; `lost` are the ids of rules whose keyword or head could not be read."""

    source: Source
    statements: tuple[ast.Statement, ...]
    diagnostics: tuple[Diagnostic, ...]
    lost: tuple[str, ...] = ()


_FIRST_ID = re.compile(r"[\w·][\w·.\-]*")


def parse_file(source: Source) -> Parsed:
    """The statements of a file, and what is wrong with how they are written."""
    reader = Reader(source, prepare(source.text))
    raws, stray = split_statements(reader.text)
    if stray is not None:
        _say_stray(reader, stray)
    statements: list[ast.Statement] = []
    lost: list[str] = []
    for raw in raws:
        statement = _parse_statement(reader, raw)
        if statement is not None:
            statements.append(statement)
        elif _may_be_a_rule(raw) and (match := _FIRST_ID.match(reader.folded(raw.head))):
            lost.append(match.group())
    diagnostics = tuple(sorted(reader.diagnostics, key=lambda diagnostic: diagnostic.order))
    return Parsed(source, tuple(statements), diagnostics, tuple(lost))


def _may_be_a_rule(raw: RawStatement) -> bool:
    """Whether a statement is a rule, or one whose keyword is misspelt so."""
    word = raw.word if raw.key is not None else closest(raw.word, STATEMENT_WORDS)
    return word is not None and STATEMENT_WORDS[word] is StatementKey.RULE


def _say_stray(reader: Reader, stray: Span) -> None:
    line_end = reader.text.folded.find("\n", stray.start, stray.end)
    reader.say(syntax_codes.STRAY_TEXT, Span(stray.start, line_end if line_end > 0 else stray.end))


def _parse_statement(reader: Reader, raw: RawStatement) -> ast.Statement | None:
    if raw.key is None:
        close = closest(raw.word, STATEMENT_WORDS) or ""
        values = {"word": raw.word, "close": close}
        reader.say(syntax_codes.UNKNOWN_STATEMENT, raw.place, values, hint_of_statement(raw.word))
        return None
    if raw.indented:
        reader.say(syntax_codes.INDENTED_STATEMENT, raw.place, {"word": raw.word})
    if raw.glued:
        rest = _FIRST_ID.match(reader.folded(raw.head))
        reader.say(syntax_codes.MISSING_BLANK, raw.place, {"word": raw.word, "rest": rest.group() if rest else ""})
    if raw.key is StatementKey.TEST:
        return _parse_test(reader, raw)
    clauses, whole = _parse_clauses(reader, raw, raw.key)
    if raw.key is StatementKey.WORD_GROUP:
        return _parse_word_group(reader, raw)
    if raw.key is StatementKey.RULESET:
        title, is_alone = _one_line(reader, raw)
        return ast.Ruleset(title, clauses, broken=not (whole and is_alone), span=raw.place)
    # NOTE: a statement's place is its keyword and head, which is what a diagnostic about the whole should underline.
    return read_head(reader, raw.key, raw.head, clauses, Span(raw.place.start, raw.head.end), broken=not whole)


def _parse_word_group(reader: Reader, raw: RawStatement) -> ast.Statement | None:
    """词组 发布 = 公开, 公布: a plain list, whose words are not of the grammar."""
    sign = reader.text.folded.find("=", raw.head.start, raw.head.end)
    start = sign + 1 if sign >= 0 else raw.head.end
    head = reader.part(Part.WORD_GROUP_HEAD, Span(raw.head.start, start))
    if not isinstance(head, Head):
        return None
    words = read_list(reader, Span(start, raw.head.end), pauses=True)
    if words is None:
        return None
    if not words.items:
        reader.say(syntax_codes.EXPECTED, Span(start, start), {"expected_zh": "词", "expected_en": "words"})
        return None
    return ast.WordGroup(head.parts["name"], words, span=Span(raw.place.start, start - 1))


def _one_line(reader: Reader, raw: RawStatement) -> tuple[str, bool]:
    """The title of a rule set, which is what stands on its line, and whether nothing stands below that is no clause."""
    lines = reader.folded(Span(raw.place.end, raw.head.end)).split("\n")
    end = raw.place.end + len(lines[0].rstrip())
    rest = reader.text.folded[end : raw.head.end]
    is_alone = not rest.strip()
    if not is_alone:
        reader.say(syntax_codes.STRAY_TEXT, Span(end + len(rest) - len(rest.lstrip()), raw.head.end))
    return reader.original(Span(raw.place.end, end)).strip(), is_alone


# ---------------------------------------------------------------------------------------------------------- clauses


def _parse_clauses(reader: Reader, raw: RawStatement, key: StatementKey) -> tuple[tuple[ast.Clause, ...], bool]:
    """The clauses that make sense, and whether all of them do."""
    clauses: list[ast.Clause] = []
    seen: set[str] = set()
    whole = True
    for item in raw.clauses:
        clause = _parse_clause(reader, item, key, seen)
        if clause is None:
            whole = False
        else:
            clauses.append(clause)
    missing = [_word_like(CLAUSES[needed], raw.word) for needed in NEEDED.get(key, ()) if needed not in seen]
    if missing:
        lines = "；".join(f"{word}: …" for word in missing)
        hint = Words(f"补写这几行：{lines}", f"add these lines: {lines}") if len(missing) > 1 else None
        reader.say(syntax_codes.MISSING_CLAUSE, raw.place, {"word": "、".join(missing)}, hint)
        whole = False
    return tuple(clauses), whole


def _word_like(words: tuple[str, ...], sample: str) -> str:
    """The spelling of a word in the language of another."""
    return words[1] if sample.isascii() else words[0]


def _parse_clause(reader: Reader, item: RawClause, key: StatementKey, seen: set[str]) -> ast.Clause | None:
    clause = CLAUSE_WORDS.get(item.word)
    if clause is None or clause not in ALLOWED[key]:
        seen.add(_say_unknown_clause(reader, item, key))
        return None
    if not item.has_colon:
        reader.say(syntax_codes.MISSING_COLON, item.place, {"word": item.word})
        if key is not StatementKey.RULESET:  # what the header says is clear, and all names of the file hang on it
            seen.add(clause)
            return None
    if clause in seen and clause not in REPEATABLE:
        reader.say(syntax_codes.DUPLICATE_CLAUSE, item.place, {"word": item.word})
        return None
    seen.add(clause)
    if item.body.start == item.body.end and SHAPE[clause] is not Shape.FLAG:
        reader.say(syntax_codes.EMPTY_CLAUSE, item.place, {"word": item.word})
        return None
    value = read_body(reader, clause, item)
    if value is None:
        return None
    word = ast.Name(item.word, span=item.place)
    return ast.Clause(clause, value, word, span=Span(item.place.start, item.body.end), body=item.body)


def _say_unknown_clause(reader: Reader, item: RawClause, key: StatementKey) -> str:
    """Notes a clause that the statement does not have; gives the key of the one that was probably meant."""
    allowed = [word for clause in sorted(ALLOWED[key]) for word in CLAUSES[clause]]
    close = clause_meant(item.word, ALLOWED[key]) or closest(item.word, allowed)
    listed = [_word_like(CLAUSES[clause], item.word) for clause in CLAUSES if clause in ALLOWED[key]]
    hint = did_you_mean(close) or Words(f"可以写：{'、'.join(listed)}", f"there are: {', '.join(listed)}")
    values = {"word": item.word, "statement": _word_like(STATEMENTS[key], item.word)}
    reader.say(syntax_codes.UNKNOWN_CLAUSE, item.place, values, hint)
    return CLAUSE_WORDS[close] if close else ""


# ------------------------------------------------------------------------------------------------------------ tests

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_RULED_LINE = re.compile(r"[\s|:\-]*")


def _parse_test(reader: Reader, raw: RawStatement) -> ast.Statement | None:
    for clause in raw.clauses:
        _say_unknown_clause(reader, clause, StatementKey.TEST)
    folded = reader.text.folded
    head_end = folded.find("\n", raw.head.start, raw.head.end)
    head_span = Span(raw.head.start, head_end if head_end >= 0 else raw.head.end)
    head = reader.part(Part.TEST_HEAD, Span(head_span.start, head_span.start + len(reader.folded(head_span).rstrip())))
    lines = [
        Span(*match.span())
        for match in _LINE.finditer(folded, head_span.end, raw.head.end)
        if not _RULED_LINE.fullmatch(match.group())
    ]
    unparted = next((line for line in lines if not reader.folded(line).lstrip().startswith("|")), None)
    if unparted is not None:
        _say_unparted(reader, unparted)
    rows = [_read_row(reader, line) for line in lines if reader.folded(line).lstrip().startswith("|")]
    if len(rows) < 2:  # noqa: PLR2004 - a header and a row
        if unparted is None:
            reader.say(syntax_codes.EMPTY_TEST, raw.place)
        return None
    if not isinstance(head, Head):
        return None
    header, *cases = rows
    kept = [row for row in cases if _is_as_wide(reader, row, header)]
    place = Span(raw.place.start, head_span.end)
    return ast.TestStatement(head.parts["name"], read_title(head.parts), header, tuple(kept), span=place)


def _is_as_wide(reader: Reader, row: ast.Row, header: ast.Row) -> bool:
    fits = len(row.cells) == len(header.cells)
    if not fits:
        values = {"found": str(len(row.cells)), "expected": str(len(header.cells))}
        reader.say(syntax_codes.ROW_WIDTH, row.span, values)
    return fits


def _say_unparted(reader: Reader, line: Span) -> None:
    """Notes a line of a test without its strokes, with them where its cells are told apart: once for all lines."""
    words = reader.original(line).strip()
    cells = words.split("\t") if "\t" in words else words.split()
    row = f"| {' | '.join(cell.strip() for cell in cells)} |".replace("{", "{{").replace("}", "}}")
    hint = Words(f"每行都写成 {row}", f"write each line so: {row}") if len(cells) > 1 else None
    at = line.start + len(reader.folded(line)) - len(reader.folded(line).lstrip())
    values = {"expected_zh": "以 | 隔开的一行", "expected_en": "cells between `|`"}
    reader.say(syntax_codes.EXPECTED, Span(at, at + len(words)), values, hint)


def _read_row(reader: Reader, line: Span) -> ast.Row:
    folded = reader.folded(line)
    start = len(folded) - len(folded.lstrip())
    stop = len(folded.rstrip())
    whole = Span(line.start + start, line.start + stop)
    stop = stop - 1 if stop - start > 1 and folded[stop - 1] == "|" else stop
    cells: list[ast.Text] = []
    at = start + 1
    for words in folded[start + 1 : stop].split("|"):
        lead = len(words) - len(words.lstrip())
        place = Span(line.start + at + lead, line.start + at + lead + len(words.strip()))
        cells.append(ast.Text(reader.original(place), span=place))
        at += len(words) + 1
    return ast.Row(tuple(cells), span=whole)
