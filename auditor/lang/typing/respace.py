"""Clauses written without blanks or in other words, with the one way in which they can be meant.

`若收到申请数>0则申请办结数>0` is taken apart run by run over what is declared; only when each run comes apart in
exactly one way, and the clause then makes sense, is it offered. `甲 加 乙 不得大于 丙` is put into the words of the
language (`spoken`).
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.diagnostics import Words
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
from auditor.lang.vocabulary.function_words import ENUMERATION_FIELDS
from auditor.lang.vocabulary.function_words import FUNCTION_WORDS
from auditor.lang.vocabulary.function_words import RATE_FIELDS
from auditor.lang.vocabulary.keywords import CLAUSE_WORDS
from auditor.lang.vocabulary.keywords import StatementKey
from auditor.lang.vocabulary.segment import split_run
from auditor.lang.vocabulary.words import COMPARISON_WORDS
from auditor.lang.vocabulary.words import WORDS
from auditor.lang.world.files import make_file
from auditor.lang.world.names import BUILTIN_GROUPS
from auditor.schema import ATTRIBUTES
from auditor.source import Source
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.diagnostics import Diagnostic
    from auditor.lang.parsing.layout import RawStatement
    from auditor.lang.world.environment import World

_RUN = re.compile(r'"[^"\n]*"|“[^”\n]*”|「[^」\n]*」|`[^`\n]*`|(?P<run>[\w·]+)')
_LONGEST = 400
_LOOP = re.compile(r"([^\W\d][\w·]*)")
_OF_LANGUAGE = frozenset(
    {
        *COMPARISON_WORDS,
        *FUNCTION_WORDS,
        *(word for table in (WORDS, ENUMERATION_FIELDS, RATE_FIELDS) for words in table.values() for word in words),
    }
)
_BUILT_IN = frozenset({*BUILTIN_GROUPS, *ATTRIBUTES, *(english for english, _ in ATTRIBUTES.values())})
_PARTS: Mapping[Shape, Part] = MappingProxyType({Shape.EXPR: Part.EXPR})
# What is said of a clause that is not written as the language has it.
_SYMPTOMS = frozenset(
    code.id
    for code in (
        codes.EXPECTED,
        codes.UNEXPECTED,
        codes.UNKNOWN_NAME,
        codes.UNKNOWN_FUNCTION,
        codes.UNKNOWN_UNIT,
        codes.NOT_A_CONDITION,
    )
)


class Respelled(Struct, frozen=True):
    """A clause that is not written as the language has it: where it stands, and how it is written."""

    span: Span
    text: str
    lacks_blanks: bool


def respace(text: str, names: Collection[str], units: Collection[str] = (), spoken: Collection[str] = ()) -> str | None:
    """The text with its runs taken apart; None where nothing runs together, or not in one way only.

    `spoken` are words that count beside those of the language.
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


def find_respelled(source: Source, world: World) -> tuple[Respelled, ...]:
    """The conditions of a file that are not written as the language has them, each with the one way to write it."""
    text = prepare(source.text)
    names = _names(source, world)
    found: list[Respelled] = []
    for raw in split_statements(text)[0]:
        own = {*names, *_own_names(raw, text.folded)}
        for clause in raw.clauses:
            key = CLAUSE_WORDS.get(clause.word)
            if key is not None and SHAPE[key] in _PARTS:
                made = _respelled(text.folded, clause.body, own, world)
                found += () if made is None else (made,)
    return tuple(found)


def _respelled(folded: str, span: Span, names: Collection[str], world: World) -> Respelled | None:
    text = folded[span.start : span.end]
    spaced = respace(text, names, world.units)
    written = None if spaced is None else _written(spaced)
    if written is not None:
        return Respelled(span, written, lacks_blanks=True)
    if len(text) > _LONGEST:
        return None
    apart = " ".join((respace(text, names, world.units, SPOKEN) or text).split())
    made = reworded(apart, names, world.units)
    written = None if made == apart else _written(made)
    return None if written is None else Respelled(span, written, lacks_blanks=False)


def _written(text: str) -> str | None:
    """The canonical form of a condition, None where it is none."""
    made = parse_part(Part.EXPR, text, text, 0)
    if isinstance(made, Fault) or not isinstance(made, ast.Node):
        return None
    lang = Lang.EN if text.isascii() else Lang.ZH
    return unbroken(print_expr(made, Printer(Source("", text), lang)))  # type: ignore[arg-type] # the part gives an expression


def _names(source: Source, world: World) -> frozenset[str]:
    codes_ = make_file(parse_file(source), tuple(world.forms)).forms
    forms = [world.forms[code] for code in codes_ if code in world.forms]
    tables = (table for form in forms for table in (form.indicators, form.groups, form.params, form.claims))
    members = (member for form in forms for table in form.form.tables for member in table.members)
    columns = (name for member in members for name in (member.name, member.code))
    return frozenset({*_BUILT_IN, *columns, *(name for table in tables for name in table)})


def _own_names(raw: RawStatement, folded: str) -> set[str]:
    """The names that a statement binds: its loops' and a template's parameters."""
    made = set(_LOOP.findall(folded[raw.head.start : raw.head.end])) if raw.key is StatementKey.TEMPLATE else set()
    loops = (clause for clause in raw.clauses if CLAUSE_WORDS.get(clause.word) == "foreach")
    for clause in loops:
        match = _LOOP.match(folded, clause.body.start, clause.body.end)
        made |= {match.group()} if match else set()
    return made


def hint_spacing(diagnostics: Iterable[Diagnostic], world: World) -> tuple[Diagnostic, ...]:
    """The diagnostics, those of a clause that can be written as the language has it made one, with how."""
    said = tuple(diagnostics)
    symptoms = {each.source: each.source for each in said if each.code.id in _SYMPTOMS and each.source is not None}
    respelled = {source: find_respelled(source, world) for source in symptoms}
    made: list[Diagnostic] = []
    told: set[tuple[str, Span]] = set()
    for each in said:
        clause = _clause_of(each, respelled)
        if clause is None or each.source is None:
            made.append(each)
        elif (each.source.path, clause.span) not in told:
            told.add((each.source.path, clause.span))
            made.append(replace(each, hint=_hint(clause)))
    return tuple(made)


def _hint(clause: Respelled) -> Words:
    shown = clause.text.replace("{", "{{").replace("}", "}}")
    if clause.lacks_blanks:
        return Words(f"缺空格？可写成“{shown}”", f"missing blanks? write `{shown}`")
    return Words(f"可写成“{shown}”", f"write `{shown}`")


def _clause_of(each: Diagnostic, respelled: Mapping[Source, tuple[Respelled, ...]]) -> Respelled | None:
    if each.source is None or each.span is None or each.code.id not in _SYMPTOMS:
        return None
    place = each.span
    return next(
        (clause for clause in respelled[each.source] if clause.span.start <= place.start <= clause.span.end), None
    )
