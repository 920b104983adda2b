"""What a finding says: the rule's own message with its placeholders filled, or else one made from the statement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.engine.cells import State
from auditor.engine.evidence import causes
from auditor.engine.evidence import figure_text
from auditor.engine.explain import failed_comparison
from auditor.engine.explain import least_text
from auditor.engine.frames import bare
from auditor.engine.normal import leaf_of
from auditor.engine.printed import with_unit
from auditor.engine.spoken import names_of
from auditor.engine.wording import Speaker
from auditor.engine.wording import Writer
from auditor.engine.wording import constant_text
from auditor.engine.wording_beyond import CAUSES
from auditor.engine.wording_beyond import HANDED_IN
from auditor.lang import typed
from auditor.results import Verdict
from auditor.schema import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from auditor.document import Origin
    from auditor.engine.dossier import Dossier
    from auditor.engine.evidence import Scene
    from auditor.engine.explain import Row
    from auditor.engine.explain import Sides
    from auditor.engine.spoken import Name
    from auditor.results import Evidence

_PLACEHOLDER = re.compile(r"\{([^{}]{1,80})\}")
_LAST_YEAR = ("上年.", "prev.", "上年(", "prev(")
_THIS_YEAR = ("本年.", "this_year.")
_CALL = re.compile(r"(?P<function>\w+)\((?P<argument>\w+)\)")
_NARRATIVE = ("正文.", "narrative.")
_LONG_SUM = 8
_MANY = 8


@dataclass(frozen=True, slots=True)
class Told:
    """All that a message can tell of a finding; formulas by language."""

    row: Row
    scene: Scene
    verdict: Verdict
    sides: Sides
    formulas: Words
    evidence: tuple[Evidence, ...]
    unit: str
    year: int | None


def message_of(told: Told, speakers: tuple[Speaker, Speaker]) -> Words:
    """The message of a finding in both languages."""
    rule = told.row.statement.rule
    if told.verdict is Verdict.UNKNOWN:
        return Words(*(_undecided(told, speaker) for speaker in speakers))
    # NOTE: a message written in one language is no message in the other: there it is made from the statement.
    texts = (rule.message.zh, rule.message.en) if rule.message is not None else ("", "")
    zh, en = (
        _filled(text, told, speaker) if text else _generated(told, speaker)
        for text, speaker in zip(texts, speakers, strict=True)
    )
    return Words(zh, en)


# -------------------------------------------------------------------------------------------------------- placeholders


def _filled(text: str, told: Told, speaker: Speaker) -> str:
    return _PLACEHOLDER.sub(lambda found: _value(found.group(1).strip(), told, speaker), text)


def _value(name: str, told: Told, speaker: Speaker) -> str:
    """What a placeholder stands for; one that is not known is left as it is."""
    fixed = _fixed(name, told, speaker)
    if fixed is not None:
        return fixed
    bound = dict(told.row.statement.instance.bound)
    if name in bound:
        return bound[name]
    call = _CALL.fullmatch(name)
    said = f"{call['function']}({bound.get(call['argument'], call['argument'])})" if call else name
    found = _named(said, told, speaker)
    return f"{{{name}}}" if found is None else found


def _fixed(name: str, told: Told, speaker: Speaker) -> str | None:
    """The value of a placeholder that every message has."""
    make = _CHINESE.get(_ENGLISH.get(name, name))
    return None if make is None else make(told, speaker)


def _side(value: str | None, unit: str, blank: str) -> str:
    return blank if value is None else value + (unit if unit == "%" else "")


def _missing(told: Told, speaker: Speaker) -> str:
    """The figures that are not there, each with its cause."""
    if speaker.lang is Lang.ZH:
        return causes(told.evidence)
    states = told.row.known.states
    found = (
        (speaker.name(name), states.get(bare(leaf_of(name)), State.MISSING))
        for name in names_of(told.row.statement.instance)
        if isinstance(name, typed.Figure)
    )
    told_of = [f"{name} ({_STATES[state]})" for name, state in found if state is not State.VALUE]
    beyond = (f"{it.name} ({CAUSES[it.cause]})" for it in told.evidence if it.cause in CAUSES and it.cause != HANDED_IN)
    return ", ".join((*told_of, *beyond))


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

_CHINESE: Mapping[str, Callable[[Told, Speaker], str]] = MappingProxyType(
    {
        "算式": lambda told, speaker: told.formulas.say(speaker.lang),
        "左": lambda told, speaker: _side(told.sides.left, told.sides.unit, speaker.word("blank")),
        "右": lambda told, speaker: _side(told.sides.right, told.sides.unit, speaker.word("blank")),
        "差额": lambda told, speaker: told.sides.difference or speaker.word("blank"),
        "相对差额": lambda told, speaker: told.sides.share or speaker.word("blank"),
        "单位": lambda told, _: told.unit,
        "年度": lambda told, speaker: speaker.word("blank") if told.year is None else str(told.year),
        "缺": _missing,
        "出处": lambda told, speaker: _places(told.evidence, speaker.lang),
        "引文": lambda told, _: next((" ".join(it.quote.split()) for it in told.evidence if it.quote), ""),
        "疑": lambda _told, _speaker: SUSPECTS,
    }
)
_ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "formula": "算式",
        "left": "左",
        "right": "右",
        "difference": "差额",
        "relative_difference": "相对差额",
        "unit": "单位",
        "year": "年度",
        "missing": "缺",
        "place": "出处",
        "quote": "引文",
        "suspects": "疑",
    }
)


def _named(name: str, told: Told, speaker: Speaker) -> str | None:
    """The value of a figure, an attribute or a field of the item by its name in either language."""
    for it in names_of(told.row.statement.instance):
        if name in _called(it, speaker):
            return _shown(it, told, speaker)
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


def _shown(it: Name, told: Told, speaker: Speaker) -> str:
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
        if name in {it.name, ATTRIBUTES.get(it.name, ("",))[0]}
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
    return ("、" if lang is Lang.ZH else ", ").join(dict.fromkeys(places))


def _place(origin: Origin, lang: Lang) -> str:
    zh = lang is Lang.ZH
    parts = []
    if origin.page is not None:
        parts.append(f"第{origin.page}页" if zh else f"page {origin.page}")
    if origin.table is not None and origin.row is not None:
        parts.append(f"表{origin.table}第{origin.row}行" if zh else f"table {origin.table} row {origin.row}")
    if not parts:
        parts.append(f"第{origin.line}行" if zh else f"line {origin.line}")
    return "".join(parts) if zh else " ".join(parts)


# ----------------------------------------------------------------------------------------------------------- generated


def _generated(told: Told, speaker: Speaker) -> str:
    """The statement in words with its figures, what holds instead, and by how much it misses."""
    zh = speaker.lang is Lang.ZH
    formula = told.formulas.zh if zh else told.formulas.en
    colon = "：" if zh else ": "
    text = _demand(told, speaker) + (f"{colon}{formula}" if formula else "")
    if not (told.sides.difference or "0").strip("-0.") or told.sides.unit == "%":
        return text
    return f"{text}，相差 {told.sides.difference}" if zh else f"{text}, off by {told.sides.difference}"


def _undecided(told: Told, speaker: Speaker) -> str:
    missing = _missing(told, speaker)
    title = told.row.statement.rule.info.title
    if speaker.lang is Lang.ZH:
        return f"“{title}”无法判定" + (f"，缺：{missing}" if missing else "")
    return f"“{title}” cannot be decided" + (f"; missing: {missing}" if missing else "")


def _demand(told: Told, speaker: Speaker) -> str:
    comparison = failed_comparison(told.row)
    writer = Writer(speaker, lambda name: _with_figure(name, told, speaker), constant_text)
    require = told.row.statement.instance.require
    if comparison is None or told.sides.unit == "%":
        return told.row.statement.rule.info.title or writer.condition(require)
    demand = _tight(_compared(comparison, writer, told))
    if isinstance(require, typed.Implication) and told.row.truth(require.antecedent) is True:
        antecedent = _tight(writer.condition(require.antecedent))
        return f"{antecedent} 时，{demand}" if speaker.lang is Lang.ZH else f"when {antecedent}, {demand}"
    return demand


def _tight(text: str) -> str:
    """A full-width bracket brings its own blank."""
    return text.replace("） ", "）")


def _compared(it: typed.Comparison, writer: Writer, told: Told) -> str:
    space = "" if writer.speaker.lang is Lang.ZH else " "
    right = _side_text(it.right, writer, told)
    gap = " " if isinstance(it.right, typed.Sum) else space
    return f"{_side_text(it.left, writer, told)}{space}{writer.speaker.should(it.op)}{gap}{right}"


def _side_text(it: typed.Number, writer: Writer, told: Told) -> str:
    """A side in words; a sum of very many parts by its ends."""
    if not isinstance(it, typed.Sum) or len(it.args) <= _LONG_SUM:
        return writer.number(it)
    value = told.row.value(it)
    first, last = writer.number(it.args[0]), writer.number(it.args[-1])
    total = writer.speaker.word("blank") if value is None else with_unit(value, told.row.printed_in(it.measure))
    if writer.speaker.lang is Lang.ZH:
        return f"{first}至{last}等{len(it.args)}项之和（{total}）"
    return f"the sum of {len(it.args)} figures from {first} to {last} ({total})"


def _with_figure(name: Name, told: Told, speaker: Speaker) -> str:
    figure = _shown(name, told, speaker)
    called = speaker.name(name)
    return f"{called}（{figure}）" if speaker.lang is Lang.ZH else f"{called} ({figure})"
