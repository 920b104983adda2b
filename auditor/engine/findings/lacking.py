"""What a finding lacks: figures with their causes, tables, and figures under units that the form does not have."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Lang
from auditor.engine.canonical.normal import leaf_of
from auditor.engine.columns.cells import State
from auditor.engine.columns.frames import bare
from auditor.engine.findings.wording.beyond import CAUSES
from auditor.engine.findings.wording.beyond import HANDED_IN
from auditor.engine.findings.wording.spoken import names_of
from auditor.lang import typed
from auditor.lang.typed import Aspect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.engine.findings.told import Told
    from auditor.engine.findings.wording.statements import Speaker

_STATES: Mapping[State, str] = MappingProxyType(
    {
        State.BLANK: "blank",
        State.TEXT: "not a figure",
        State.DOUBTFUL: "read with doubt, or stated differently in several rows",
        State.MISSING: "not in the table",
    }
)


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


def missing_tables(told: Told, speaker: Speaker) -> str:
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


def stray_units(told: Told, speaker: Speaker) -> str:
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
