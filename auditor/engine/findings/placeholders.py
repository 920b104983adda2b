"""What stands between braces in a message: figures, sides, places, what is missing."""

from __future__ import annotations

import re
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.attributes import KNOWN_ATTRIBUTES
from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.engine.canonical.normal import leaf_of
from auditor.engine.columns.cells import State
from auditor.engine.columns.frames import bare
from auditor.engine.findings.explain import least_text
from auditor.engine.findings.printed import figure_text
from auditor.engine.findings.printed import with_unit
from auditor.engine.findings.spoken import names_of
from auditor.engine.findings.wording import Speaker
from auditor.engine.findings.wording_beyond import CAUSES
from auditor.engine.findings.wording_beyond import HANDED_IN
from auditor.lang import typed
from auditor.lang.typed import Aspect
from auditor.lang.vocabulary.words import PLACEHOLDER_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.document import Origin
    from auditor.engine.findings.dossier import Dossier
    from auditor.engine.findings.percent import Sides
    from auditor.engine.findings.row import Row
    from auditor.engine.findings.scene import Scene
    from auditor.engine.findings.spoken import Name
    from auditor.results import Evidence
    from auditor.results import Verdict

_PLACEHOLDER = re.compile(r"\{([^{}]{1,80})\}")
_LAST_YEAR = ("上年.", "prev.", "上年(", "prev(")
_THIS_YEAR = ("本年.", "this_year.")
_CALL = re.compile(r"(?P<function>\w+)\((?P<argument>\w+)\)")
_NARRATIVE = ("正文.", "narrative.")
_MANY = 8
_ATTRIBUTES = frozenset(chain.from_iterable((name, english) for name, (english, _) in KNOWN_ATTRIBUTES.items()))


class Told(Struct, frozen=True):
    """All that a message can tell of a finding; formulas by language."""

    row: Row
    scene: Scene
    verdict: Verdict
    sides: Sides
    formulas: Words
    evidence: tuple[Evidence, ...]
    unit: str
    year: int | None


def filled(text: str, told: Told, speaker: Speaker) -> str:
    """A message with its placeholders filled in."""
    return _PLACEHOLDER.sub(lambda found: _value(found.group(1).strip(), told, speaker), text)


def _value(name: str, told: Told, speaker: Speaker) -> str:
    """What a placeholder stands for; an attribute that is absent is not stated, an unknown name stays as it is."""
    fixed = _fixed(name, told, speaker)
    if fixed is not None:
        return fixed
    bound = dict(told.row.statement.instance.bound)
    if name in bound:
        return bound[name]
    call = _CALL.fullmatch(name)
    said = f"{call['function']}({bound.get(call['argument'], call['argument'])})" if call else name
    found = _named(said, told, speaker)
    if found is None and name in _ATTRIBUTES:
        return speaker.word("not stated")
    return f"{{{name}}}" if found is None else found


def _fixed(name: str, told: Told, speaker: Speaker) -> str | None:
    """The value of a placeholder that every message has."""
    make = _FIXED.get(PLACEHOLDER_WORDS.get(name, name))
    return None if make is None else make(told, speaker)


def _side(value: str | None, unit: str, blank: str) -> str:
    return blank if value is None else value + (unit if unit == "%" else "")


def _difference(told: Told, speaker: Speaker) -> str:
    """By how much the sides differ, without a sign: which one is the smaller is seen from both."""
    if told.sides.difference is None:
        return speaker.word("uncertain")
    found = told.sides.difference.removeprefix("-")
    return speaker.word("points").format(found) if told.sides.unit == "%" else found


def missing_figures(told: Told, speaker: Speaker) -> str:
    """The figures that are not there with their causes; those that have one cause stand together: `甲、乙（空白）`."""
    named: dict[str, list[str]] = {}
    for name, cause in _causes(told, speaker):
        named.setdefault(cause, []).append(name)
    if speaker.lang is Lang.ZH:
        return "；".join(f"{'、'.join(dict.fromkeys(names))}（{cause}）" for cause, names in named.items()) or "无"
    return "; ".join(f"{', '.join(dict.fromkeys(names))} ({cause})" for cause, names in named.items()) or "none"


def _causes(told: Told, speaker: Speaker) -> Iterator[tuple[str, str]]:
    if speaker.lang is Lang.ZH:
        yield from ((it.name, it.cause) for it in told.evidence if it.cause and it.cause != HANDED_IN)
        return
    states = told.row.known.states
    for name in names_of(told.row.statement.instance):
        state = states.get(bare(leaf_of(name)), State.MISSING) if isinstance(name, typed.Figure) else State.VALUE
        if state is not State.VALUE:
            yield speaker.name(name), _STATES[state]
    yield from ((it.name, CAUSES[it.cause]) for it in told.evidence if it.cause in CAUSES and it.cause != HANDED_IN)


def _missing_tables(told: Told, speaker: Speaker) -> str:
    """The tables of which none of the figures that the statement speaks of is in the document."""
    form = told.scene.form
    named: dict[str, bool] = {}
    for name in names_of(told.row.statement.instance):
        figure = name.figure if isinstance(name, typed.CellAspect) else name
        indicator = form.by_code.get(figure.indicator) if form and isinstance(figure, typed.Figure) else None
        if indicator is not None and told.scene.dossier is not None:
            is_there = any(code == indicator.code for code, _ in told.scene.dossier.cells)
            named[indicator.table] = named.get(indicator.table, False) or is_there
    titles = {table.code: table.title for table in form.tables} if form else {}
    missing = [f"“{titles.get(code, code)}”" for code, is_there in named.items() if not is_there]
    return speaker.lang.listed(missing) or speaker.word("blank")


def _stray_units(told: Told, speaker: Speaker) -> str:
    """The units as printed where they are not the form's, each with the form's: `“万”（表样为“万元”）`."""
    zh = speaker.lang is Lang.ZH
    dossier, form = told.scene.dossier, told.scene.form
    found = []
    for name in names_of(told.row.statement.instance):
        if isinstance(name, typed.CellAspect) and name.aspect is Aspect.STRAY and dossier and form:
            indicator = form.by_code.get(name.figure.indicator)
            facts = [
                fact for (code, _), cells in dossier.cells.items() for fact in cells if code == name.figure.indicator
            ]
            own = indicator.measure.unit if indicator else ""
            said = "“{}”（表样为“{}”）" if zh else "“{}” (“{}” in the form)"
            found += [said.format(fact.unit.strip(), own) for fact in facts if fact.unit.strip()]
    return speaker.lang.listed(dict.fromkeys(found)) or speaker.word("blank")


_STATES: Mapping[State, str] = MappingProxyType(
    {
        State.BLANK: "blank",
        State.TEXT: "not a figure",
        State.DOUBTFUL: "read with doubt, or stated differently in several rows",
        State.MISSING: "not in the table",
    }
)


# Stands in a message for {疑} until the causes of all findings are known; see `locate.with_suspects`.
SUSPECTS = "\ue000"

_FIXED: Mapping[str, Callable[[Told, Speaker], str]] = MappingProxyType(
    {
        "算式": lambda told, speaker: told.formulas.say(speaker.lang),
        "左": lambda told, speaker: _side(told.sides.left, told.sides.unit, speaker.word("blank")),
        "右": lambda told, speaker: _side(told.sides.right, told.sides.unit, speaker.word("blank")),
        "差额": _difference,
        "相对差额": lambda told, speaker: told.sides.share or speaker.word("blank"),
        "单位": lambda told, _: told.unit,
        "年度": lambda told, speaker: speaker.word("blank") if told.year is None else str(told.year),
        "缺": missing_figures,
        "缺表": _missing_tables,
        "异单位": _stray_units,
        "出处": lambda told, speaker: _places(told.evidence, speaker.lang),
        "引文": lambda told, _: next((" ".join(it.quote.split()) for it in told.evidence if it.quote), ""),
        "疑": lambda _told, _speaker: SUSPECTS,
    }
)


def _named(name: str, told: Told, speaker: Speaker) -> str | None:
    """The value of a figure, an attribute or a field of the item by its name in either language."""
    for it in names_of(told.row.statement.instance):
        if name in _called(it, speaker):
            return shown(it, told, speaker)
    if name.startswith(_NARRATIVE):
        return next((it.value or it.raw for it in told.evidence if it.source == "narrative"), None)
    if name.startswith(_THIS_YEAR):
        return _cell_text(name.partition(".")[2], told, told.scene.dossier, speaker)
    if name.startswith(_LAST_YEAR):
        return _cell_text(_inner(name), told, told.scene.earlier.get(1), speaker)
    attribute = _attribute_text(name, told)
    return attribute if attribute is not None else _cell_text(name, told, told.scene.dossier, speaker)


def _inner(name: str) -> str:
    prefix = next(prefix for prefix in _LAST_YEAR if name.startswith(prefix))
    return name[len(prefix) :].removesuffix(")")


def _called(it: Name, speaker: Speaker) -> set[str]:
    called = {speaker.name(it), Speaker(speaker.form, Lang.ZH).name(it)}
    if isinstance(it, typed.ChildrenCount):
        called.add(f"下级个数({'已报' if it.reported else '应报'})")
    if isinstance(it, typed.Figure) and it.years_back == 0:
        called |= {it.name, it.indicator}
        indicator = speaker.form.by_code.get(it.indicator) if speaker.form else None
        if indicator is not None:
            called |= {indicator.name, indicator.english, *indicator.aliases}
    elif isinstance(it, typed.Figure) and it.years_back == 1:
        called |= {
            f"{prefix}{name}{')' if '(' in prefix else ''}" for prefix in _LAST_YEAR for name in _bare(it, speaker)
        }
    elif isinstance(it, typed.ItemField):
        called.add(it.name)
    return called


def _bare(it: typed.Figure, speaker: Speaker) -> tuple[str, ...]:
    indicator = speaker.form.by_code.get(it.indicator) if speaker.form else None
    return (it.name, it.indicator) if indicator is None else (it.name, it.indicator, indicator.name, indicator.english)


def shown(it: Name, told: Told, speaker: Speaker) -> str:
    """A figure as people read it."""
    if isinstance(it, typed.AttributeText):
        own = None if it.years_back else _attribute_text(it.name, told)
        return own or told.row.known.texts.get(it.name) or speaker.word("blank")
    if it in told.row.shown:
        return told.row.shown[it]
    value = told.row.value(it)
    if value is None:
        return least_text(it, told.row, speaker, with_unit) or speaker.word("blank")
    return str(value) if isinstance(it, typed.Unique) else with_unit(value, it.measure)


def _attribute_text(name: str, told: Told) -> str | None:
    """An attribute as people read it; where the report has it several times, all of them, or the first of very many."""
    if told.scene.dossier is None:
        return None
    found = [
        it.text or it.raw or str(it.number)
        for it in told.scene.dossier.submission.attributes
        if name in {it.name, KNOWN_ATTRIBUTES.get(it.name, ("",))[0]}
    ]
    return "；".join([*found[:_MANY], *(["…"] if len(found) > _MANY else [])]) or None


def _cell_text(name: str, told: Told, dossier: Dossier | None, speaker: Speaker) -> str | None:
    """The figure of an indicator that the statement itself does not name."""
    form = told.scene.form
    if form is None:
        return None
    bound = dict(told.row.statement.instance.bound)
    wanted, column = (bound.get(part, part) for part in name.rstrip("]").partition("[")[::2])
    indicator = next((it for it in form.indicators if wanted in {it.code, it.name, it.english, *it.aliases}), None)
    if indicator is None:
        return None
    members = [
        member.code
        for table in form.tables
        for member in table.members
        if member.code in indicator.members and column in {member.code, member.name}
    ]
    member = next(iter(members), told.row.statement.instance.member if indicator.members else None)
    facts = dossier.cells.get((indicator.code, member), ()) if dossier else ()
    texts = [figure_text(fact, indicator.measure) for fact in facts]
    return next((text for text in texts if text), speaker.word("blank"))


def _places(evidence: tuple[Evidence, ...], lang: Lang) -> str:
    places = (_place(it.origin, lang) for it in evidence if it.origin is not None)
    return lang.listed(dict.fromkeys(places))


def _place(origin: Origin, lang: Lang) -> str:
    zh = lang is Lang.ZH
    parts = []
    if origin.page is not None:
        parts.append(f"第{origin.page}页" if zh else f"page {origin.page}")
    if origin.table is not None and origin.row is not None:
        table = f"第{origin.table}张表" if zh else f"table {origin.table}"
        if origin.sheet:
            table = f"工作表“{origin.sheet}”" if zh else f"sheet “{origin.sheet}”"
        parts.append(f"{table}第{origin.row}行" if zh else f"{table} row {origin.row}")
    if not parts:
        parts.append(f"第{origin.line}行" if zh else f"line {origin.line}")
    return "".join(parts) if zh else " ".join(parts)
