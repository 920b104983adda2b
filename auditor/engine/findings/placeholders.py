"""What stands between braces in a message: figures, sides, places, what is missing."""

from __future__ import annotations

import re
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.attributes import KNOWN_ATTRIBUTES
from auditor.diagnostics import Lang
from auditor.engine.findings.explain import least_text
from auditor.engine.findings.lacking import missing_figures
from auditor.engine.findings.lacking import missing_tables
from auditor.engine.findings.lacking import stray_units
from auditor.engine.findings.wording.printed import figure_text
from auditor.engine.findings.wording.printed import with_unit
from auditor.engine.findings.wording.printed import with_word
from auditor.engine.findings.wording.spoken import names_of
from auditor.engine.findings.wording.statements import Speaker
from auditor.lang import typed
from auditor.lang.vocabulary.words import PLACEHOLDER_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from auditor.document import Origin
    from auditor.engine.findings.evidence.dossier import Dossier
    from auditor.engine.findings.percent import Sides
    from auditor.engine.findings.told import Told
    from auditor.engine.findings.wording.spoken import Name
    from auditor.results import Evidence

_PLACEHOLDER = re.compile(r"\{([^{}]{1,80})\}")
# What says behind a placeholder what it counts, or goes on with it: {左} 件, {右}的三倍.
_COUNTED = re.compile(r" ?[\w%‰]")
_LAST_YEAR = ("上年.", "prev.", "上年(", "prev(")
_THIS_YEAR = ("本年.", "this_year.")
_CALL = re.compile(r"(?P<function>\w+)\((?P<argument>\w+)\)")
_NARRATIVE = ("正文.", "narrative.")
_MANY = 8
_ATTRIBUTES = frozenset(chain.from_iterable((name, english) for name, (english, _) in KNOWN_ATTRIBUTES.items()))


def filled(text: str, told: Told, speaker: Speaker) -> str:
    """A message with its placeholders filled in."""

    def value(found: re.Match[str]) -> str:
        name = found.group(1).strip()
        side = None if _COUNTED.match(text, found.end()) else _whole_side(name, told, speaker)
        return _value(name, told, speaker) if side is None else side

    return _PLACEHOLDER.sub(value, text)


def difference_text(sides: Sides, speaker: Speaker) -> str:
    """By how much the sides differ, with the unit and without a sign: which one is the smaller is seen from both."""
    return with_word(_difference(sides, speaker), "" if sides.unit == "%" else sides.unit)


def _whole_side(name: str, told: Told, speaker: Speaker) -> str | None:
    """A side with its unit, where nothing behind it says what it counts; None of all else."""
    sides = told.sides
    match PLACEHOLDER_WORDS.get(name, name):
        case "左" if sides.left is not None:
            return with_word(sides.left, sides.unit)
        case "右" if sides.right is not None:
            return with_word(sides.right, sides.unit)
        case "差额" if sides.difference is not None:
            return difference_text(sides, speaker)
        case _:
            return None


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


def _difference(sides: Sides, speaker: Speaker) -> str:
    if sides.difference is None:
        return speaker.word("uncertain")
    found = sides.difference.removeprefix("-")
    return speaker.word("points").format(found) if sides.unit == "%" else found


# Stands in a message for {疑} until the causes of all findings are known; see `locate.with_suspects`.
SUSPECTS = "\ue000"

_FIXED: Mapping[str, Callable[[Told, Speaker], str]] = MappingProxyType(
    {
        "算式": lambda told, speaker: told.formulas.say(speaker.lang),
        "左": lambda told, speaker: _side(told.sides.left, told.sides.unit, speaker.word("blank")),
        "右": lambda told, speaker: _side(told.sides.right, told.sides.unit, speaker.word("blank")),
        "差额": lambda told, speaker: _difference(told.sides, speaker),
        "相对差额": lambda told, speaker: told.sides.share or speaker.word("blank"),
        "单位": lambda told, _: told.unit,
        "年度": lambda told, speaker: speaker.word("blank") if told.year is None else str(told.year),
        "缺": missing_figures,
        "缺表": missing_tables,
        "异单位": stray_units,
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
