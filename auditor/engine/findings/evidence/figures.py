"""The figures behind a finding: as printed, where they stand, and why a blank is blank."""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import assert_never

from msgspec.structs import replace

from auditor.attributes import MENTIONED
from auditor.attributes import NARRATIVE
from auditor.diagnostics import Lang
from auditor.document import Reading
from auditor.engine.findings.evidence.items import item_evidence
from auditor.engine.findings.wording.printed import figure_text
from auditor.engine.findings.wording.printed import with_unit
from auditor.engine.findings.wording.statements import Speaker
from auditor.ingest.doubts import DOUBTS
from auditor.lang import typed
from auditor.lang.typed import Aspect
from auditor.results import Evidence
from auditor.schema import Kind
from auditor.schema import Stance

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.document import Attribute
    from auditor.document import Fact
    from auditor.engine.findings.evidence.dossier import Dossier
    from auditor.engine.findings.evidence.scene import Scene
    from auditor.engine.findings.wording.spoken import Name


_OPENING = 60
_MENTIONS = 3


def evidence_of(scene: Scene, names: tuple[Name, ...]) -> tuple[Evidence, ...]:
    """All the figures of a statement, the item's first."""
    found = [*item_evidence(scene)]
    for name in names:
        match name:
            case typed.Figure():
                found += _figure_evidence(scene, name)
            case typed.CellAspect():
                found += _aspect_evidence(scene, name)
            case typed.AttributeFigure(called) if called.startswith(MENTIONED):
                found += _mentioned_evidence(scene, name, called.removeprefix(MENTIONED))
            case typed.AttributeFigure() | typed.AttributeText():
                found += _attribute_evidence(scene, name)
            case typed.ItemField():
                continue
            case _:
                found += scene.beyond.get(name, ())
    return tuple(dict.fromkeys(found))


# ------------------------------------------------------------------------------------------------------------- within


def _figure_evidence(scene: Scene, figure: typed.Figure) -> list[Evidence]:
    reports = scene.first if figure.first else scene.earlier
    dossier = reports.get(figure.years_back) if figure.years_back else scene.dossier
    name = Speaker(scene.form, Lang.ZH).name(figure)
    if dossier is None:
        cause = _no_report(figure.years_back) if figure.years_back else "未读出"
        return [Evidence(name, figure.indicator, figure.member, "table", "", "", None, cause=cause)]
    facts = dossier.cells.get((figure.indicator, figure.member), ())
    if not facts:
        return [Evidence(name, figure.indicator, figure.member, "table", "", "", None, cause="表中没有这一行")]
    conflict = len({(fact.reading, fact.value) for fact in facts}) > 1
    return [_cell_evidence(name, fact, figure, dossier, conflict=conflict) for fact in facts]


def _aspect_evidence(scene: Scene, it: typed.CellAspect) -> list[Evidence]:
    """The cells that an aspect is about: the blank ones of a row, those with a note, or all of them."""
    figure, dossier = it.figure, scene.dossier
    if figure.member is not None or dossier is None or figure.years_back:
        return _figure_evidence(scene, figure)
    facts = [fact for (code, _), found in dossier.cells.items() if code == figure.indicator for fact in found]
    shown = [fact for fact in facts if _SHOWS[it.aspect](fact)] or facts
    speaker = Speaker(scene.form, Lang.ZH)
    named = [(replace(figure, member=fact.member), fact) for fact in shown]
    return [_cell_evidence(speaker.name(one), fact, one, dossier, conflict=False) for one, fact in named] or (
        _figure_evidence(scene, figure)
    )


_SHOWS: Mapping[Aspect, Callable[[Fact], bool]] = MappingProxyType(
    {
        Aspect.ROWS: lambda _: True,
        Aspect.BLANKS: lambda fact: fact.reading in {Reading.BLANK, Reading.DASH},
        Aspect.NOTES: lambda fact: bool(fact.note),
        Aspect.TEXTS: lambda fact: fact.reading is Reading.TEXT,
        Aspect.STRAY: lambda fact: bool(fact.unit),
        Aspect.DISORDERED: lambda fact: not fact.in_order,
        Aspect.FILLED: lambda fact: fact.reading is Reading.VALUE,
    }
)


def _no_report(years_back: int) -> str:
    return "没有上年报告" if years_back == 1 else f"没有{years_back}年前的报告"


def _cell_evidence(name: str, fact: Fact, figure: typed.Figure, dossier: Dossier, *, conflict: bool) -> Evidence:
    cause = "同一指标有多行，数值不一致" if conflict else _cause(fact)
    return Evidence(
        name,
        figure.indicator,
        figure.member,
        "table",
        figure_text(fact, figure.measure),
        fact.raw,
        fact.origin,
        cause=cause,
        submission=dossier.submission.path if figure.years_back else "",
    )


def _cause(fact: Fact) -> str:
    match fact.reading:
        case Reading.VALUE:
            return ""
        case Reading.BLANK:
            return "空白"
        case Reading.DASH:
            return f"填“{fact.raw.strip()}”"
        case Reading.TEXT:
            return f"“{fact.raw.strip()}”不是数值"
        case Reading.DOUBTFUL:
            known = DOUBTS.get(fact.doubt)
            return f"读数存疑：{known.zh}" if known else "读数存疑"
        case _ as never:
            assert_never(never)


def _mentioned_evidence(scene: Scene, name: typed.AttributeFigure, claim: str) -> Iterable[Evidence]:
    """The sentences that mention what a claim says, the first of them; where there is none, that there is none."""
    dossier = scene.dossier
    known = {claim, *((found.name,) if scene.form and (found := scene.form.by_code.get(claim)) else ())}
    facts = [
        fact
        for fact in (dossier.submission.facts if dossier else ())
        if fact.stance is Stance.MENTION and fact.indicator in known
    ]
    if dossier is None or not facts:
        return _attribute_evidence(scene, name)
    called = Speaker(scene.form, Lang.ZH).cell(claim, None)
    return [
        Evidence(
            f"正文：{called}",
            claim,
            None,
            "narrative",
            "提到",
            fact.raw,
            fact.origin,
            quote=dossier.quote(fact.sentence),
            scope=fact.scope,
        )
        for fact in facts[:_MENTIONS]
    ]


def _attribute_evidence(scene: Scene, name: typed.AttributeFigure | typed.AttributeText) -> Iterable[Evidence]:
    called = Speaker(scene.form, Lang.ZH).name(name)
    submission = scene.dossier.submission if scene.dossier else None
    found = [it for it in (submission.attributes if submission else ()) if it.name == name.name]
    if not found:
        form = scene.form.title if scene.form else ""
        own = {"年度": submission.year, "版式": form, "单位": submission.unit} if submission else {}
        value = own.get(name.name)
        cause = "" if value is not None else "未写明"
        return [Evidence(called, "", None, "attribute", str(value or ""), "", None, cause=cause)]
    return (_attribute(called, it, name) for it in found)


def _attribute(called: str, found: Attribute, name: typed.AttributeFigure | typed.AttributeText) -> Evidence:
    if isinstance(name, typed.AttributeFigure) and found.number is not None:
        value = with_unit(Fraction(found.number), name.measure)
    else:
        value = _opening(found.text or "") if name.name.startswith(NARRATIVE) else found.text or ""
    # Of something that was counted the first place is quoted; a date or a text is its own quotation.
    counted = isinstance(name, typed.AttributeFigure) and name.measure.kind is Kind.COUNT
    quote = _opening(found.raw) if counted and not found.raw.strip().isdecimal() else ""
    cause = "" if value else "未写明"
    return Evidence(called, "", None, "attribute", value, found.raw, found.origin, cause=cause, quote=quote)


def _opening(text: str) -> str:
    """How a long text begins."""
    words = " ".join(text.split())
    return words if len(words) <= _OPENING else f"{words[:_OPENING]}…"
