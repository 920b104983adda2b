"""Clauses written without blanks, with the one way in which they can be meant.

`若收到申请数>0则申请办结数>0` is taken apart run by run over what is declared; only when each run comes apart in
exactly one way, and the clause then makes sense, is it offered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.lang import ast
from auditor.lang import codes
from auditor.lang.clauses import SHAPE
from auditor.lang.clauses import Shape
from auditor.lang.files import make_file
from auditor.lang.fmt.expressions import print_expr
from auditor.lang.fmt.words import Printer
from auditor.lang.fmt.words import unbroken
from auditor.lang.grammar.parts import Fault
from auditor.lang.grammar.parts import Part
from auditor.lang.grammar.parts import parse_part
from auditor.lang.keywords import CLAUSE_WORDS
from auditor.lang.keywords import COMPARISON_WORDS
from auditor.lang.keywords import ENUMERATION_FIELDS
from auditor.lang.keywords import FUNCTION_WORDS
from auditor.lang.keywords import RATE_FIELDS
from auditor.lang.keywords import WORDS
from auditor.lang.keywords import StatementKey
from auditor.lang.layout import prepare
from auditor.lang.layout import split_statements
from auditor.lang.names import BUILTIN_GROUPS
from auditor.lang.parser import parse_file
from auditor.lang.segment import split_run
from auditor.schema import ATTRIBUTES
from auditor.source import Source
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.diagnostics import Diagnostic
    from auditor.lang.layout import RawStatement
    from auditor.lang.names import World

_RUN = re.compile(r'"[^"\n]*"|“[^”\n]*”|「[^」\n]*」|`[^`\n]*`|(?P<run>[\w·]+)')
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
# What is said of a clause whose words run together.
_SYMPTOMS = frozenset(
    code.id
    for code in (codes.EXPECTED, codes.UNEXPECTED, codes.UNKNOWN_NAME, codes.UNKNOWN_UNIT, codes.NOT_A_CONDITION)
)


@dataclass(frozen=True, slots=True)
class Unspaced:
    """A clause's words that run together: where they stand, and how they are written apart."""

    span: Span
    text: str


def respace(text: str, names: Collection[str], units: Collection[str] = ()) -> str | None:
    """The text with its runs taken apart; None where nothing runs together, or not in one way only."""
    known = frozenset(names)
    made: list[str] = []
    at = 0
    changed = False
    for match in _RUN.finditer(fold(text)):
        run = match.group("run")
        if run is None or _is_whole(run, known, units):
            continue
        split = split_run(run, {*known, *_figures(run, units)})
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


def find_unspaced(source: Source, world: World) -> tuple[Unspaced, ...]:
    """The conditions of a file whose words run together, each with the one way to write it."""
    text = prepare(source.text)
    names = _names(source, world)
    found: list[Unspaced] = []
    for raw in split_statements(text)[0]:
        own = {*names, *_own_names(raw, text.folded)}
        for clause in raw.clauses:
            key = CLAUSE_WORDS.get(clause.word)
            if key is None or SHAPE[key] not in _PARTS:
                continue
            span = clause.body
            spaced = respace(text.folded[span.start : span.end], own, world.units)
            written = None if spaced is None else _written(spaced)
            if written is not None:
                found.append(Unspaced(span, written))
    return tuple(found)


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


def fix_spacing(source: Source, world: World) -> str:
    """The file with the blanks that its conditions lack."""
    text = source.text
    for each in reversed(find_unspaced(source, world)):
        text = text[: each.span.start] + each.text + text[each.span.end :]
    return text


def hint_spacing(diagnostics: Iterable[Diagnostic], world: World) -> tuple[Diagnostic, ...]:
    """The diagnostics, those of a clause whose words run together made one, with how it is written apart."""
    said = tuple(diagnostics)
    symptoms = {each.source: each.source for each in said if each.code.id in _SYMPTOMS and each.source is not None}
    unspaced = {source: find_unspaced(source, world) for source in symptoms}
    made: list[Diagnostic] = []
    told: set[tuple[str, Span]] = set()
    for each in said:
        clause = _clause_of(each, unspaced)
        if clause is None or each.source is None:
            made.append(each)
        elif (each.source.path, clause.span) not in told:
            told.add((each.source.path, clause.span))
            made.append(replace(each, hint=_hint(clause.text)))
    return tuple(made)


def _hint(text: str) -> Words:
    shown = text.replace("{", "{{").replace("}", "}}")
    return Words(f"缺空格？可写成“{shown}”", f"missing blanks? write `{shown}`")


def _clause_of(each: Diagnostic, unspaced: Mapping[Source, tuple[Unspaced, ...]]) -> Unspaced | None:
    if each.source is None or each.span is None or each.code.id not in _SYMPTOMS:
        return None
    place = each.span
    return next(
        (clause for clause in unspaced[each.source] if clause.span.start <= place.start <= clause.span.end), None
    )
