"""The figures behind a comparison with the year before: those of both years, and what the sentence says of them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from auditor.engine.findings.wording.printed import figure_text
from auditor.engine.findings.wording.printed import fixed
from auditor.engine.findings.wording.printed import with_unit
from auditor.results import Evidence

if TYPE_CHECKING:
    from auditor.document import Fact
    from auditor.document import Growth
    from auditor.document import Submission
    from auditor.engine.findings.evidence.dossier import Dossier
    from auditor.schema import Form
    from auditor.schema import Indicator

_WHOLE = 100


def growth_evidence(growth: Growth, form: Form | None, dossier: Dossier, past: Dossier | None) -> list[Evidence]:
    """The sentence with what it states, then the figures of both years, each from where it stands."""
    indicator = form.by_code.get(growth.indicator) if form else None
    name = indicator.name if indicator else growth.indicator
    span = growth.spans[-1] if growth.spans else growth.origin.span
    found = [
        Evidence(
            f"正文：{name}" if name else "正文",
            growth.indicator,
            None,
            "narrative",
            _stated(growth, indicator),
            dossier.quote(span),
            dossier.place(span),
            quote=growth.text,
        )
    ]
    if indicator is not None:
        if growth.now is None and growth.spans:
            found += _cell(f"本年{name}", indicator, dossier, "")
        found += _cell(f"上年{name}", indicator, past, past.submission.path if past else "")
    return found


def _stated(growth: Growth, indicator: Indicator | None) -> str:
    """What the sentence says, as people read it."""
    if growth.stated is not None:
        ratio = Fraction(growth.stated, growth.scale)
        if growth.scale % _WHOLE == 0 and growth.of_change:
            said = f"{fixed(ratio * _WHOLE, len(str(growth.scale)) - 3)}%"
        else:
            said = f"{fixed(ratio, len(str(growth.scale)) - 1)}倍"
    else:
        amount = growth.before if growth.change is None else growth.change
        said = "" if amount is None else with_unit(Fraction(amount), indicator.measure) if indicator else str(amount)
        if growth.change is None:
            return said
    return ("-" if growth.falls else "+" if growth.of_change else "") + said


def _cell(name: str, indicator: Indicator, dossier: Dossier | None, elsewhere: str) -> list[Evidence]:
    """The table's figure of an indicator, in its last column where it has columns."""
    if dossier is None:
        return [Evidence(name, indicator.code, None, "table", "", "", None, cause="没有上年报告")]
    facts = _facts(dossier.submission, indicator)
    return [
        Evidence(
            name,
            indicator.code,
            fact.member,
            "table",
            figure_text(fact, indicator.measure),
            fact.raw,
            fact.origin,
            submission=elsewhere,
        )
        for fact in facts
    ]


def _facts(submission: Submission, indicator: Indicator) -> list[Fact]:
    member = indicator.members[-1] if indicator.members else None
    return [
        fact
        for fact in submission.facts
        if not fact.is_narrative and (fact.indicator, fact.member) == (indicator.code, member)
    ]
