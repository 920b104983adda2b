"""The figures of the sentence that was judged, where a rule is about sentences."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING
from typing import assert_never

from auditor.diagnostics import Lang
from auditor.engine.findings.evidence.growth import growth_evidence
from auditor.engine.findings.wording.printed import figure_text
from auditor.engine.findings.wording.printed import fixed
from auditor.engine.findings.wording.printed import plain
from auditor.engine.findings.wording.statements import Speaker
from auditor.lang.typed import Field
from auditor.lang.typed import Grain
from auditor.results import Evidence

if TYPE_CHECKING:
    from auditor.document import Enumeration
    from auditor.document import Rate
    from auditor.engine.findings.evidence.dossier import Dossier
    from auditor.engine.findings.evidence.scene import Scene
    from auditor.lang import typed


def item_evidence(scene: Scene) -> list[Evidence]:
    """The figures of the item that was judged; none where the record was."""
    match scene.statement.rule.grain:
        case Grain.RECORD:
            return []
        case Grain.MENTION:
            return _mention_evidence(scene)
        case Grain.ENUMERATION:
            return _enumeration_evidence(scene)
        case Grain.RATE:
            return _rate_evidence(scene)
        case _ as never:
            assert_never(never)


def _mention_evidence(scene: Scene) -> list[Evidence]:
    fact = scene.mention
    if fact is None or scene.dossier is None:
        return []
    indicator = scene.form.by_code.get(fact.indicator) if scene.form else None
    called = Speaker(scene.form, Lang.ZH).cell(fact.indicator, fact.member)
    return [
        Evidence(
            f"正文：{called}",
            fact.indicator,
            fact.member,
            "narrative",
            figure_text(fact, scene.form.spoken(indicator).measure) if scene.form and indicator else fact.raw.strip(),
            fact.raw,
            fact.origin,
            quote=scene.dossier.quote(fact.sentence),
            scope=fact.scope,
        )
    ]


def _enumeration_evidence(scene: Scene) -> list[Evidence]:
    if scene.dossier is None or scene.item >= len(scene.dossier.submission.enumerations):
        return []
    it = scene.dossier.submission.enumerations[scene.item]
    named = [("总数", it.total), *((f"分项{number}", part) for number, part in enumerate(it.parts, start=1))]
    return _item_figures(scene.dossier, [(name, f"{value}{it.unit}") for name, value in named], it)


def _rate_evidence(scene: Scene) -> list[Evidence]:
    if scene.dossier is None:
        return []
    rates, growths = scene.dossier.submission.rates, scene.dossier.submission.growths
    if scene.item >= len(rates):
        # NOTE: the comparisons with the year before are counted after the percentages.
        found, past = growths[scene.item - len(rates) :][:1], scene.earlier.get(1)
        return [each for growth in found for each in growth_evidence(growth, scene.form, scene.dossier, past)]
    it = rates[scene.item]
    stated = f"{fixed(Fraction(it.stated, 10**it.digits), it.digits)}%"
    part = [] if it.part is None else [("分子", str(it.part))]
    return _item_figures(scene.dossier, [*part, ("分母", str(it.base)), ("百分比", stated)], it)


def _item_figures(dossier: Dossier, figures: list[tuple[str, str]], it: Enumeration | Rate) -> list[Evidence]:
    """The figures of a sentence, each at its place; the first one quotes the sentence."""
    spans = it.spans if len(it.spans) == len(figures) else (it.origin.span,) * len(figures)
    return [
        Evidence(
            name,
            "",
            None,
            "narrative",
            value,
            dossier.quote(span) or value,
            dossier.place(span),
            quote="" if index else it.text,
        )
        for index, ((name, value), span) in enumerate(zip(figures, spans, strict=True))
    ]


def shown_mention(scene: Scene, field: typed.ItemField) -> str | None:
    """A narrative figure as the formula has it: as printed where the print is loose (1.2万), else None."""
    fact = scene.mention
    if fact is None or fact.value is None or field.field not in {Field.MENTION, Field.STATED}:
        return None
    if field.field is Field.STATED or (fact.low, fact.high) not in {(None, None), (fact.value, fact.value)}:
        return fact.raw.strip() or plain(Fraction(fact.value), field.measure)
    return None
