"""The words of one clause, read by the shape of the clause: expressions by the grammar, plain lists and texts here."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Diagnostic
from auditor.diagnostics import Words
from auditor.diagnostics import closest
from auditor.diagnostics import did_you_mean
from auditor.lang import ast
from auditor.lang import syntax_codes
from auditor.lang.grammar.parts import YEARS_PATTERN
from auditor.lang.grammar.parts import Fault
from auditor.lang.grammar.parts import Part
from auditor.lang.grammar.parts import parse_part
from auditor.lang.grammar.parts import read_years
from auditor.lang.known import all_known
from auditor.lang.parsing.clauses import SHAPE
from auditor.lang.parsing.clauses import SPLIT_AT_PAUSE
from auditor.lang.parsing.clauses import Shape
from auditor.lang.parsing.faults import describe
from auditor.lang.vocabulary.keywords import MISSING_WORDS
from auditor.lang.vocabulary.keywords import ROUNDING_WORDS
from auditor.lang.vocabulary.keywords import SCOPE_WORDS
from auditor.lang.vocabulary.keywords import STATE_WORDS
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.lang.vocabulary.keywords import ScopeKey
from auditor.lang.vocabulary.synonyms import choice_meant
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from auditor.diagnostics import Code
    from auditor.lang.parsing.layout import RawClause
    from auditor.lang.parsing.layout import Text
    from auditor.source import Source

_PARTS: Mapping[Shape, Part] = MappingProxyType(
    {
        Shape.EXPR: Part.EXPR,
        Shape.FOREACH: Part.FOREACH,
        Shape.TOLERANCES: Part.TOLERANCES,
        Shape.GRADES: Part.GRADES,
        Shape.COLUMNS: Part.COLUMNS,
        Shape.SENTENCES: Part.SENTENCES,
    }
)
_CHOICES: Mapping[ClauseKey, Mapping[str, str]] = MappingProxyType(
    {
        ClauseKey.MISSING: MISSING_WORDS,
        ClauseKey.ROUNDING: ROUNDING_WORDS,
        ClauseKey.STATUS: STATE_WORDS,
    }
)
_STRING = re.compile(r'"[^"\n]*"|“(?:[^“”\n]|“[^“”\n]*”)*”')
_ITEM = {
    comma: re.compile(
        r'\s*(?:"(?P<straight>[^"\n]*)"|“(?P<curly>[^”\n]*)”|「(?P<corner>[^」\n]*)」|‘(?P<single>[^’\n]*)’|'
        rf"(?P<bare>[^{comma}]+))\s*(?:[{comma}]|$)"
    )
    for comma in (",\n", ",、\n")
}
# The quotation marks that Chinese input and word processors put on either side, also the wrong way round.
_MIXED = re.compile(r"""["“”'‘’](?P<words>[^"“”'‘’\n]*)["“”'‘’]""")
_PAIRS = ('""', "“”", "「」", "‘’")
_LINE_BREAK = re.compile(r"[ \t\u3000]*\n[ \t\u3000]*")


class Reader:
    """Reads parts of one file; what is wrong is gathered in `diagnostics`."""

    def __init__(self, source: Source, text: Text) -> None:
        self.source = source
        self.text = text
        self.diagnostics: list[Diagnostic] = []

    def say(self, code: Code, span: Span, values: Mapping[str, str] | None = None, hint: Words | None = None) -> None:
        """Notes something wrong at a place."""
        self.diagnostics.append(Diagnostic(code, self.source, span, MappingProxyType(dict(values or {})), hint))

    def folded(self, span: Span) -> str:
        """The folded text of a place."""
        return self.text.folded[span.start : span.end]

    def original(self, span: Span) -> str:
        """The text of a place as it stands in the file."""
        return self.text.original[span.start : span.end]

    def part(self, part: Part, span: Span) -> object | None:
        """What the grammar makes of a place, None where it makes nothing of it."""
        made: object = parse_part(part, self.folded(span), self.original(span), span.start)
        if isinstance(made, Fault):
            self.diagnostics.append(describe(made, self.source, self.text.folded, span))
            return None
        return made


def read_body(reader: Reader, key: ClauseKey, raw: RawClause) -> ast.ClauseValue | None:
    """The value of a clause, None where it makes no sense."""
    shape = SHAPE[key]
    if shape in _PARTS:
        return reader.part(_PARTS[shape], raw.body)  # type: ignore[return-value] # each part gives its own node
    return _READERS[shape](reader, key, raw)


def _read_text(reader: Reader, body: Span) -> ast.Text | None:
    folded = reader.folded(body)
    match = _STRING.match(folded)
    if (match is not None and match.end() == len(folded)) or _MIXED.fullmatch(folded):
        return ast.Text(reader.original(Span(body.start + 1, body.end - 1)), span=body)
    if folded.startswith('"'):
        if match is None:
            reader.say(syntax_codes.UNCLOSED_TEXT, Span(body.start, body.start + 1), {"quote": '"'})
        else:
            reader.say(syntax_codes.QUOTES_IN_TEXT, Span(body.start + match.end() - 1, body.start + match.end()))
        return None
    if _has_odd_quote(reader, body):
        return None
    # NOTE: the folded text decides where a comment was; the words are those of the file.
    kept = "".join(
        char if shown != " " or char.isspace() else " "
        for char, shown in zip(reader.original(body), folded, strict=True)
    )
    return ast.Text(_join_lines(kept).strip(), span=body)


def _has_odd_quote(reader: Reader, place: Span) -> bool:
    """Whether a quotation mark in words without them has no other; it is noted."""
    folded = reader.folded(place)
    odd = next((pair for pair in _PAIRS if sum(folded.count(sign) for sign in {*pair}) % 2), None)
    if odd is not None:
        at = place.start + next(at for at, char in enumerate(folded) if char in odd)
        reader.say(syntax_codes.UNCLOSED_TEXT, Span(at, at + 1), {"quote": reader.original(Span(at, at + 1))})
    return odd is not None


def _join_lines(text: str) -> str:
    def joint(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        return " " if before.isascii() and after.isascii() else ""

    return _LINE_BREAK.sub(joint, text)


def read_list(reader: Reader, body: Span, *, pauses: bool) -> ast.Texts | None:
    """The items of a plain list, unquoted, each with its place; None where a quotation mark is left over."""
    folded = reader.folded(body)
    items: list[ast.Text] = []
    for match in _ITEM[",、\n" if pauses else ",\n"].finditer(folded):
        group = match.lastgroup or "bare"
        start, end = match.span(group)
        words = reader.original(Span(body.start + start, body.start + end))
        if group == "bare" and _has_odd_quote(reader, Span(body.start + start, body.start + end)):
            return None
        if words.strip():
            lead = len(words) - len(words.lstrip())
            at = body.start + start + lead
            items.append(ast.Text(words.strip(), span=Span(at, at + len(words.strip()))))
    return ast.Texts(tuple(items), span=body)


def _read_period(reader: Reader, body: Span) -> ast.Period | None:
    years = []
    listed = read_list(reader, body, pauses=True)
    for item in listed.items if listed is not None else ():
        folded = reader.folded(item.span)
        if not YEARS_PATTERN.fullmatch(folded):
            said = _years_said(_YEAR.fullmatch(folded))
            hint = Words(f"写成 {said}", f"write {said}") if said else None
            reader.say(syntax_codes.BAD_YEARS, item.span, {"found": item.value}, hint)
            return None
        years.append(read_years(folded))
    return None if listed is None else ast.Period(tuple(years), span=body)


def _read_choice(reader: Reader, raw: RawClause, table: Mapping[str, str]) -> ast.Choice | None:
    word = reader.folded(raw.body)
    if word in table:
        return ast.Choice(str(table[word]), span=raw.body)
    values = {"word": raw.word, "found": word, "choices": _choices(table, raw.word)}
    reader.say(syntax_codes.UNKNOWN_CHOICE, raw.body, values, did_you_mean(choice_meant(word.rstrip("。.;,、"), table)))
    return None


def _choices(table: Mapping[str, object], sample: str) -> str:
    """The words of a table in the language of another word."""
    return "、".join(word for word in table if word.isascii() == sample.isascii())


def _of_years(found: str) -> Words | None:
    """A hint at the key before years: 适用: 2018."""
    years = _years_said(_YEAR.match(found))
    return Words(f"写成 年度 {years}", f"write year {years}") if years else None


def _of_level(found: str) -> Words | None:
    """A hint at the key before a level: 适用: 县级."""
    return Words(f"写成 层级 {found}", f"write level {found}") if found.endswith("级") else None


def _years_said(match: re.Match[str] | None) -> str | None:
    """The years that people say so: 2018年以后 is 2018.. ."""
    if match is None:
        return None
    year, last = match["year"], match["last"] or ""
    return f"{year}..{last}" if last or match["on"] else f"..{year}" if match["before"] else year


_YEAR = re.compile(
    r"(?P<year>\d{4})年?度?(?:(?P<on>[及之]?以?后|起|以来)|(?P<before>[及之]?以?前|止)|\s*[-~—–至到]\s*(?P<last>\d{4}))?"
)
_SCOPE_PART = re.compile(r"[^;\n]+")
_SCOPE_HEAD = re.compile(r"\s*(?P<key>[^\W\d][\w·]*)[ \t]*[:=]?[ \t]*(?P<rest>.*?)\s*$", re.DOTALL)


def _read_applies(reader: Reader, body: Span) -> ast.Applies | None:
    folded = reader.folded(body)
    known = all_known(
        _read_scope(reader, Span(body.start + match.start(), body.start + match.end()))
        for match in _SCOPE_PART.finditer(folded)
        if match.group().strip()
    )
    return None if known is None else ast.Applies(known, span=body)


def _read_scope(reader: Reader, span: Span) -> ast.ScopePart | None:
    match = _SCOPE_HEAD.match(reader.folded(span))
    key = SCOPE_WORDS.get(match.group("key")) if match else None
    if match is None or key is None:
        found = match.group("key") if match else reader.folded(span).strip()
        place = Span(span.start + match.start("key"), span.start + match.end("key")) if match else span
        values = {"word": "适用", "found": found, "choices": _choices(SCOPE_WORDS, "适用")}
        hint = _of_years(found) or _of_level(found) or did_you_mean(closest(found, SCOPE_WORDS))
        reader.say(syntax_codes.UNKNOWN_CHOICE, place, values, hint)
        return None
    rest = Span(span.start + match.start("rest"), span.start + match.end("rest"))
    if key is ScopeKey.YEARS:
        period = _read_period(reader, rest)
        return ast.ScopePart(key, period.years, span=span) if period else None
    listed = read_list(reader, rest, pauses=True)
    if listed is None:
        return None
    words = tuple(item.value for item in listed.items)
    return ast.ScopePart(key, (), words, span=span)


_READERS: Mapping[Shape, Callable[[Reader, ClauseKey, RawClause], ast.ClauseValue | None]] = MappingProxyType(
    {
        Shape.APPLIES: lambda reader, _key, raw: _read_applies(reader, raw.body),
        Shape.PERIOD: lambda reader, _key, raw: _read_period(reader, raw.body),
        Shape.CHOICE: lambda reader, key, raw: _read_choice(reader, raw, _CHOICES[key]),
        Shape.LIST: lambda reader, key, raw: read_list(reader, raw.body, pauses=key in SPLIT_AT_PAUSE),
        Shape.FLAG: lambda _reader, _key, raw: ast.Choice("yes", span=raw.place),
        Shape.TEXT: lambda reader, _key, raw: _read_text(reader, raw.body),
    }
)
