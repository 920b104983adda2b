"""Clauses written without blanks or in other words, with the one way in which they can be meant.

`若收到申请数>0则申请办结数>0` is taken apart run by run over what is declared; only when each run comes apart in
exactly one way, and the clause then makes sense, is it offered. `甲 加 乙 不得大于 丙` is put into the words of the
language (`spoken`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.attributes import KNOWN_ATTRIBUTES
from auditor.diagnostics import Diagnostic
from auditor.diagnostics import Lang
from auditor.diagnostics import nearest
from auditor.lang import ast
from auditor.lang import codes
from auditor.lang.fmt.expressions import print_expr
from auditor.lang.fmt.words import Printer
from auditor.lang.fmt.words import unbroken
from auditor.lang.grammar.parts import Fault
from auditor.lang.grammar.parts import Part
from auditor.lang.grammar.parts import parse_part
from auditor.lang.parsing.clauses import SHAPE
from auditor.lang.parsing.clauses import Shape
from auditor.lang.parsing.layout import prepare
from auditor.lang.parsing.layout import split_statements
from auditor.lang.parsing.parser import parse_file
from auditor.lang.parsing.spoken import SPOKEN
from auditor.lang.parsing.spoken import numerals
from auditor.lang.parsing.spoken import reworded
from auditor.lang.parsing.spoken_tolerance import Tolerant
from auditor.lang.parsing.spoken_tolerance import tolerances_said
from auditor.lang.typing.hints.tried import faults_of
from auditor.lang.vocabulary.function_words import ENUMERATION_FIELDS
from auditor.lang.vocabulary.function_words import FUNCTION_WORDS
from auditor.lang.vocabulary.function_words import RATE_FIELDS
from auditor.lang.vocabulary.keywords import CLAUSE_WORDS
from auditor.lang.vocabulary.keywords import StatementKey
from auditor.lang.vocabulary.segment import split_run
from auditor.lang.vocabulary.segment import split_with_stranger
from auditor.lang.vocabulary.words import COMPARISON_WORDS
from auditor.lang.vocabulary.words import WORDS
from auditor.lang.world.files import make_file
from auditor.lang.world.names import BUILTIN_GROUPS
from auditor.lang.world.names import printed_names
from auditor.source import Source
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator

    from auditor.lang.parsing.layout import RawClause
    from auditor.lang.parsing.layout import RawStatement
    from auditor.lang.world.environment import FormNames
    from auditor.lang.world.environment import World

_RUN = re.compile(r'"[^"\n]*"|“[^”\n]*”|「[^」\n]*」|`[^`\n]*`|(?P<run>[\w·]+)')
_LONGEST = 400
_MOST_NEAR = 3
# 甲 ≥ 乙 * 10倍, of which the units may not fit, is 甲 / 乙 ≥ 10倍.
_TIMES = re.compile(r"(?<!\S)(\S+) *([=<>≤≥]) *(\S+) \* (\d+) *倍")
_DOTTED = re.compile(r"(?<![\w·.])([\w·]+)\.([\w·]+)(?![\w·.])")
_LOOP = re.compile(r"([^\W\d][\w·]*)")
_OF_LANGUAGE = frozenset(
    {
        *COMPARISON_WORDS,
        *FUNCTION_WORDS,
        *(word for table in (WORDS, ENUMERATION_FIELDS, RATE_FIELDS) for words in table.values() for word in words),
    }
)
_BUILT_IN = frozenset({*BUILTIN_GROUPS, *KNOWN_ATTRIBUTES, *(english for english, _ in KNOWN_ATTRIBUTES.values())})


class Respelled(Struct, frozen=True):
    """A clause that is not written as the language has it: where it stands, and how it is written.

    `clauses` are lines of which one belongs behind it. `strangers` are names that stand for nothing, each with the
    nearest that do: `text` has the first of these. `remaining` is what would still be wrong.
    """

    span: Span
    text: str
    lacks_blanks: bool = False
    clauses: tuple[str, ...] = ()
    strangers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    remaining: Diagnostic | None = None


def respace(
    text: str,
    names: Collection[str],
    units: Collection[str] = (),
    spoken: Collection[str] = (),
) -> str | None:
    """The text with its runs taken apart; None where nothing runs together, or not in one way only.

    `spoken` are words that count beside those of the language. Where there are such, a run may hold one name that is
    not known, and what does not come apart stays.
    """
    known = frozenset(names)
    made: list[str] = []
    at = 0
    changed = False
    for match in _RUN.finditer(fold(text)):
        run = match.group("run")
        if run is None or run in spoken or _is_whole(run, known, units):
            continue
        figures = _figures(run, units) | (numerals(run, units) if spoken else set())
        split = split_run(run, {*known, *figures}, spoken)
        if split is None and spoken:
            split = split_with_stranger(run, {*known, *figures}, spoken) or run
        if split is None:
            return None
        made += [text[at : match.start()], f" {split} "]
        at, changed = match.end(), True
    return "".join((*made, text[at:])) if changed else None


def _is_whole(run: str, known: frozenset[str], units: Collection[str]) -> bool:
    unit = run.lstrip("0123456789.")
    return run in known or run in _OF_LANGUAGE or not unit or (unit != run and unit in units)


def _figures(run: str, units: Collection[str]) -> set[str]:
    """The numbers of a run with the units that follow them."""
    return {
        run[number.start() : number.end() + length]
        for number in re.finditer(r"\d+", run)
        for length in range(1, 5)
        if run[number.end() : number.end() + length] in units
    }


def find_respelled(source: Source, places: Collection[Span], world: World) -> tuple[Respelled, ...]:
    """The conditions at some places that are not written as the language has them, each with how to write it."""
    text = prepare(source.text)
    forms = _forms(source, world)
    names = _names(forms)
    found: list[Respelled] = []
    for raw in split_statements(text)[0]:
        for clause in raw.clauses:
            key = CLAUSE_WORDS.get(clause.word)
            if key is None or SHAPE[key] is not Shape.EXPR or not any(holds(clause.body, each) for each in places):
                continue
            desk = _Desk(source, (raw, clause), frozenset({*names, *_own_names(raw, text.folded)}), world, forms)
            made = desk.respelled(text.folded[clause.body.start : clause.body.end])
            found += () if made is None else (made,)
    return tuple(found)


def holds(body: Span, place: Span) -> bool:
    """Whether a clause's body has a place in it."""
    return body.start <= place.start <= body.end


class _Desk(Struct, frozen=True):
    """One clause, and what can be spoken of in it."""

    source: Source
    place: tuple[RawStatement, RawClause]
    names: frozenset[str]
    world: World
    forms: tuple[FormNames, ...]

    def respelled(self, text: str) -> Respelled | None:
        """The way to write it of which nothing is wrong, else the first that has names to be put right, else any."""
        tolerant = tolerances_said(text, self.world.units) if len(text) <= _LONGEST else ()
        made = (each for way in (*tolerant, Tolerant(text, ())) for each in self._tried(way, text))
        return min(made, key=lambda it: (it.remaining is not None, bool(it.strangers)), default=None)

    def _tried(self, way: Tolerant, text: str) -> Iterator[Respelled]:
        for written, lacks_blanks in self._writings(way.condition, is_tolerant=way.condition != text):
            if way.clauses:
                found = [self._judged(written, (clause,)) for clause in way.clauses]
                right = tuple(clause for it in found if it.remaining is None for clause in it.clauses)
                yield replace(found[0], clauses=right, remaining=None) if right else found[0]
            else:
                yield replace(self._judged(written, ()), lacks_blanks=lacks_blanks)

    def _writings(self, text: str, *, is_tolerant: bool) -> Iterator[tuple[str, bool]]:
        """The canonical forms that a condition may have, with whether it lacks nothing but blanks."""
        units = self.world.units
        plain = " ".join(text.split())
        names = self.names | {each.label for form in self.forms for each in form.form.indicators if each.label}
        spaced = respace(text, names, units)
        made = {spaced: True} if spaced is not None else {}
        apart = respace(text, names, units, SPOKEN) if len(text) <= _LONGEST else None
        for each in filter(None, (apart, text)):
            told = reworded(_bracketed(" ".join(each.split()), _columns(self.forms)), names, units)
            if told != plain or is_tolerant:
                made.setdefault(told, False)
                made.setdefault(_TIMES.sub(r"\1 / \3 \2 \4", told), False)
        for each, lacks_blanks in made.items():
            written = _written(each)
            if written is not None:
                yield written, lacks_blanks

    def _judged(self, written: str, clauses: tuple[str, ...]) -> Respelled:
        """A way to write the clause with what is wrong with it."""
        faults = faults_of(self.source, self.place, (written, *clauses), self.world)
        strange = dict.fromkeys(each.values["name"] for each in faults if each.code is codes.UNKNOWN_NAME)
        printed = printed_names((form.form for form in self.forms), strange)
        strangers = tuple((name, printed.get(name) or nearest(name, self.names, _MOST_NEAR)) for name in strange)
        if strangers and all(near for _, near in strangers):
            for name, near in strangers:
                written = re.sub(rf"(?<![\w·]){re.escape(name)}(?![\w·])", near[0], written)
            faults = faults_of(self.source, self.place, (written, *clauses), self.world)
        remaining = next(iter(faults), None)
        return Respelled(self.place[1].body, written, clauses=clauses, strangers=strangers, remaining=remaining)


def _written(text: str) -> str | None:
    """The canonical form of a condition, None where it is none."""
    made = parse_part(Part.EXPR, text, text, 0)
    if isinstance(made, Fault) or not isinstance(made, ast.Node):
        return None
    lang = Lang.EN if text.isascii() else Lang.ZH
    return unbroken(print_expr(made, Printer(Source("", text), lang)))  # type: ignore[arg-type] # the part gives an expression


def _forms(source: Source, world: World) -> tuple[FormNames, ...]:
    codes_ = make_file(parse_file(source), tuple(world.forms)).forms
    return tuple(world.forms[code] for code in codes_ if code in world.forms)


def _names(forms: Collection[FormNames]) -> frozenset[str]:
    tables = (table for form in forms for table in (form.indicators, form.groups, form.params, form.claims))
    return frozenset({*_BUILT_IN, *_columns(forms), *(name for table in tables for name in table)})


def _columns(forms: Collection[FormNames]) -> frozenset[str]:
    members = (member for form in forms for table in form.form.tables for member in table.members)
    return frozenset(name for member in members for name in (member.name, member.code))


def _bracketed(text: str, columns: Collection[str]) -> str:
    """甲.列 and 列.甲, in which a column stands as the words of a table do, as 甲[列]."""

    def put(match: re.Match[str]) -> str:
        first, last = match.groups()
        if first in columns and last not in columns:
            return f"{last}[{first}]"
        return f"{first}[{last}]" if last in columns and first not in _OF_LANGUAGE | {*columns} else match.group()

    return _DOTTED.sub(put, text)


def _own_names(raw: RawStatement, folded: str) -> set[str]:
    """The names that a statement binds: its loops' and a template's parameters."""
    made = set(_LOOP.findall(folded[raw.head.start : raw.head.end])) if raw.key is StatementKey.TEMPLATE else set()
    loops = (clause for clause in raw.clauses if CLAUSE_WORDS.get(clause.word) == "foreach")
    for clause in loops:
        match = _LOOP.match(folded, clause.body.start, clause.body.end)
        made |= {match.group()} if match else set()
    return made
