"""What a finding says: the rule's own message with its placeholders filled, or else one made from the statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.engine.findings.explain import failed_comparison
from auditor.engine.findings.lacking import missing_figures
from auditor.engine.findings.placeholders import difference_text
from auditor.engine.findings.placeholders import filled
from auditor.engine.findings.placeholders import shown
from auditor.engine.findings.wording.printed import with_unit
from auditor.engine.findings.wording.statements import Speaker
from auditor.engine.findings.wording.statements import Writer
from auditor.engine.findings.wording.statements import constant_text
from auditor.lang import typed
from auditor.results import Verdict

if TYPE_CHECKING:
    from auditor.engine.findings.told import Told
    from auditor.engine.findings.wording.spoken import Name

_LONG_SUM = 8


def message_of(told: Told, speakers: tuple[Speaker, Speaker]) -> Words:
    """The message of a finding in both languages."""
    rule = told.row.statement.rule
    if told.verdict is Verdict.UNKNOWN:
        return Words(*(_undecided(told, speaker) for speaker in speakers))
    # NOTE: a message written in one language is no message in the other: there it is made from the statement.
    texts = (rule.message.zh, rule.message.en) if rule.message is not None else ("", "")
    zh, en = (
        filled(text, told, speaker) if text else _generated(told, speaker)
        for text, speaker in zip(texts, speakers, strict=True)
    )
    return Words(zh, en)


def _generated(told: Told, speaker: Speaker) -> str:
    """The statement in words with its figures, what holds instead, and by how much it misses."""
    zh = speaker.lang is Lang.ZH
    formula = told.formulas.zh if zh else told.formulas.en
    colon = "：" if zh else ": "
    text = _demand(told, speaker) + (f"{colon}{formula}" if formula else "")
    if not (told.sides.difference or "0").strip("-0.") or told.sides.unit == "%":
        return text
    apart = difference_text(told.sides, speaker)
    return f"{text}，相差 {apart}" if zh else f"{text}, off by {apart}"


def _undecided(told: Told, speaker: Speaker) -> str:
    missing = missing_figures(told, speaker)
    title = told.row.statement.rule.info.titles.say(speaker.lang)
    if speaker.lang is Lang.ZH:
        return f"“{title}”无法判定" + (f"，缺：{missing}" if missing else "")
    return f"“{title}” cannot be decided" + (f"; missing: {missing}" if missing else "")


def _demand(told: Told, speaker: Speaker) -> str:
    comparison = failed_comparison(told.row)
    writer = Writer(speaker, lambda name: _with_figure(name, told, speaker), constant_text)
    require = told.row.statement.instance.require
    if comparison is None or told.sides.unit == "%":
        return told.row.statement.rule.info.titles.say(speaker.lang) or writer.condition(require)
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
    figure = shown(name, told, speaker)
    called = speaker.name(name)
    return f"{called}（{figure}）" if speaker.lang is Lang.ZH else f"{called} ({figure})"
