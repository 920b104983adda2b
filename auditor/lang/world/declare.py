"""The world that the files declare: units, forms with what names stand for in each, parameters, groups."""

from __future__ import annotations

import re
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.diagnostics import Words
from auditor.diagnostics import did_you_mean
from auditor.lang import ast
from auditor.lang import codes
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.lang.vocabulary.words import WORDS
from auditor.lang.vocabulary.words import Word
from auditor.lang.world.environment import Defined
from auditor.lang.world.environment import FormNames
from auditor.lang.world.environment import Parameter
from auditor.lang.world.environment import World
from auditor.lang.world.files import each
from auditor.lang.world.files import find_texts
from auditor.lang.world.files import make_file
from auditor.lang.world.forms import build_form
from auditor.lang.world.measures import BUILTIN
from auditor.lang.world.measures import read_unit
from auditor.lang.world.names import meant
from auditor.lang.world.narrated import narrated
from auditor.lang.world.notes import place_words
from auditor.lang.world.word_groups import word_groups
from auditor.schema import Kind
from auditor.schema import Measure
from auditor.schema import Years
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.lang.parsing.parser import Parsed
    from auditor.lang.world.files import File
    from auditor.lang.world.form_columns import Place
    from auditor.lang.world.notes import Notes
    from auditor.schema import Form
    from auditor.source import Source
    from auditor.source import Span

_MONEY = "元"

_DIGITS = re.compile(r"\d+")


class Declared(Struct, frozen=True, eq=False):
    """The world, the files with their forms, and where each indicator is declared (by form and code)."""

    world: World
    files: tuple[File, ...]
    places: Mapping[tuple[str, str], Place]


def declare(parsed: tuple[Parsed, ...], notes: Notes) -> Declared:
    """The world that parsed files declare."""
    statements = _form_statements(parsed, notes)
    files = tuple(make_file(each_file, tuple(statements)) for each_file in parsed)
    _check_headers(files, tuple(statements), notes)
    units = _declare_units(files, notes)
    forms: dict[str, FormNames] = {}
    places: dict[tuple[str, str], Place] = {}
    for code in _form_codes(files, statements):
        own = tuple(file for file in files if code in file.forms)
        statement = statements[code][1] if code in statements else None
        form, where = build_form(code, statement, own, units, notes)
        places |= {(code, indicator): place for indicator, place in where.items()}
        visible = own if code == "" else (*own, *(file for file in files if file.forms == ("",)))
        forms[code] = _form_names(form, visible, where, units, notes)
    world = World(units, MappingProxyType(forms), word_groups(files, notes))
    return Declared(world, files, MappingProxyType(places))


# ------------------------------------------------------------------------------------------------------------ forms


def _form_statements(parsed: tuple[Parsed, ...], notes: Notes) -> dict[str, tuple[Source, ast.FormStatement]]:
    found: dict[str, tuple[Source, ast.FormStatement]] = {}
    for file in parsed:
        for node in file.statements:
            if not isinstance(node, ast.FormStatement):
                continue
            code = node.code.text
            if code in found:
                source, other = found[code]
                _say_twice(notes, file.source, node.code, "版式/form", place_words(source, other.span))
            else:
                found[code] = (file.source, node)
    return found


def _say_twice(notes: Notes, source: Source, name: ast.Name, what: str, place: str) -> None:
    zh, en = what.split("/")
    notes.say(codes.DUPLICATE_NAME, source, name.span, name=name.text, what_zh=zh, what_en=en, place=place)


def _form_codes(files: tuple[File, ...], statements: Iterable[str]) -> tuple[str, ...]:
    """The forms that files belong to: those that are declared, and the unnamed one where anything needs it."""
    needs_unnamed = any(
        isinstance(
            node,
            (ast.IndicatorStatement, ast.TableStatement, ast.RuleStatement, ast.ApplyStatement, ast.ClaimStatement),
        )
        for file in files
        if file.forms == ("",)
        for node in file.parsed.statements
    )
    return (*statements, *(("",) if needs_unnamed else ()))


def _form_meant(text: str, files: tuple[File, ...], declared: tuple[str, ...]) -> Words | None:
    """A hint at the code of a form that is called by another name: the one that is near, or all with their titles.

    Of codes that differ in their digits, which are years, none is nearer than the others but the one that has the text.
    """
    having = [code for code in declared if text and text in code]
    if len(having) == 1:
        return did_you_mean(having[0])
    near = None if _DIGITS.sub("", text) in {_DIGITS.sub("", code) for code in declared} else meant(text, declared)
    if near is not None:
        return near
    titles = {node.code.text: node.title for _, node in each(files, ast.FormStatement)}
    zh = "、".join(f"{code}（{title}）" if title else code for code, title in titles.items())
    en = ", ".join(f"{code} ({title})" if title else code for code, title in titles.items())
    return Words(f"写版式的代码：{zh}", f"write the code of the form: {en}") if titles else None


def _check_headers(files: tuple[File, ...], declared: tuple[str, ...], notes: Notes) -> None:
    for file in files:
        for text in find_texts(file.header, ClauseKey.FORM):
            if text.value not in declared and text.value not in WORDS[Word.ALL_FORMS]:
                hint = _form_meant(text.value, files, declared)
                notes.say(codes.UNKNOWN_FORM, file.source, text.span, hint, name=text.value)
        headers = [node for node in file.parsed.statements if isinstance(node, ast.Ruleset)]
        for extra in headers[1:]:
            place = place_words(file.source, headers[0].span)
            name = ast.Name(extra.title, span=extra.span)
            _say_twice(notes, file.source, name, "规则集/rule set", place)
    paths = [file.source.path for file in files]
    for file, node in each(files, ast.Import):
        wanted = node.path.value.lstrip("./")
        if not any(path == wanted or path.endswith("/" + wanted) for path in paths):
            notes.say(codes.UNKNOWN_IMPORT, file.source, node.path.span, meant(wanted, paths), name=node.path.value)


# ------------------------------------------------------------------------------------------------------------ units


def _declare_units(files: tuple[File, ...], notes: Notes) -> Mapping[str, Measure]:
    units: dict[str, Measure] = dict(BUILTIN)
    declared: dict[str, tuple[Source, Span]] = {}
    for file, node in each(files, ast.Unit):
        name = node.name.text
        measure = _unit_measure(file, node, units, notes)
        if measure is None:
            continue
        if name in declared and units[name] != measure:
            _say_twice(notes, file.source, node.name, "计量单位/unit", place_words(*declared[name]))
            continue
        declared[name] = (file.source, node.name.span)
        for word in (name, *(alias.text for alias in node.aliases)):
            units[word] = measure
    return MappingProxyType(units)


def _unit_measure(file: File, node: ast.Unit, units: Mapping[str, Measure], notes: Notes) -> Measure | None:
    name = node.name.text
    known = BUILTIN.get(name)
    if node.value is None:
        if known is not None and node.kind in (None, known.kind):
            return known
        kind = node.kind or Kind.COUNT
        return Measure(kind, name, name, 100 if kind is Kind.MONEY else 1)
    unit = node.value.unit.text if node.value.unit is not None else ""
    base = read_unit(unit, units) if unit else None
    if base is None or not base[0].base:
        span = node.value.unit.span if node.value.unit is not None else node.value.span
        hint = meant(unit, units) if unit else _unit_missing(node)
        notes.say(codes.UNKNOWN_UNIT, file.source, span, hint, name=unit)
        return None
    factor = node.value.value * base[1] * base[0].factor
    if factor.denominator != 1 or factor <= 0:
        notes.say(codes.NOT_WHOLE, file.source, node.value.span, name=name)
        return None
    if known is not None and (known.kind, known.base, Fraction(known.factor)) == (base[0].kind, base[0].base, factor):
        return known
    return Measure(base[0].kind, name, base[0].base, int(factor))


def _unit_missing(node: ast.Unit) -> Words:
    """What to write where a unit is so and so many of none."""
    name = node.name.text
    return Words(
        f"等号后面还要写单位，如 计量单位 {name} = 12 件；与别的单位没有换算关系的，只写 计量单位 {name}",
        f"a unit is to follow the number, as in `unit {name} = 12 cases`; without any relation, write `unit {name}`",
    )


# ------------------------------------------------------------------------------------------------------------ names


def _form_names(
    form: Form, files: tuple[File, ...], where: Mapping[str, Place], units: Mapping[str, Measure], notes: Notes
) -> FormNames:
    groups, params = _groups(files, form, where, notes), _params(files, notes)
    names = FormNames(form, _indicator_names(form), groups, params, _claims(files, form))
    return replace(names, narrated=narrated(files, names, where, units, notes))


def _indicator_names(form: Form) -> Mapping[str, tuple[str, ...]]:
    """What indicators are called: by name, code and English name; by another wording where no name is the same."""
    strong: dict[str, tuple[str, ...]] = {}
    weak: dict[str, tuple[str, ...]] = {}
    for indicator in form.indicators:
        for name in (indicator.name, indicator.code, indicator.english):
            if name:
                strong.setdefault(name, (indicator.code,))
        for alias in indicator.aliases:
            others = weak.get(fold(alias), ())
            weak[fold(alias)] = others if indicator.code in others else (*others, indicator.code)
    return MappingProxyType({**weak, **strong})


def _groups(files: tuple[File, ...], form: Form, where: Mapping[str, Place], notes: Notes) -> Mapping[str, Defined]:
    names = {indicator.name: where[indicator.code] for indicator in form.indicators}
    found: dict[str, tuple[Defined, Span]] = {}
    for file, node in each(files, ast.GroupStatement):
        name = node.name.text
        if name in found:
            other, span = found[name]
            _say_twice(notes, file.source, node.name, "组/group", place_words(other.source, span))
        elif name in names:
            place = place_words(names[name].source, names[name].node.span)
            _say_twice(notes, file.source, node.name, "指标/indicator", place)
        else:
            found[name] = (Defined(node.value, file.source), node.name.span)
    return MappingProxyType({name: defined for name, (defined, _) in found.items()})


def _params(files: tuple[File, ...], notes: Notes) -> Mapping[str, Parameter]:
    found: dict[str, Parameter] = {}
    for file, node in each(files, ast.Param):
        name = node.name.text
        if name in found:
            other = found[name]
            _say_twice(notes, file.source, node.name, "参数/parameter", place_words(other.source, other.span))
            continue
        values = (
            ((Years(), node.value),)
            if node.value is not None
            else tuple((dated.years, dated.value) for dated in node.dated)
        )
        found[name] = Parameter(name, file.source, node.name.span, values)
    return MappingProxyType(found)


def _claims(files: tuple[File, ...], form: Form) -> Mapping[str, str]:
    """What claims are called, each with the code of its indicator or its own name."""
    by_name = _indicator_names(form)
    found: dict[str, str] = {}
    for file, node in each(files, ast.ClaimStatement):
        if form.code not in file.forms:
            continue
        owners = by_name.get(node.name.text, ())
        found[node.name.text] = owners[0] if len(owners) == 1 else node.name.text
    return MappingProxyType(found)
