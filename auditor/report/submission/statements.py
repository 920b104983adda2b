"""The figures that the narrative states, as they were read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.report.submission.passage import quote
from auditor.report.views.submission import Statement
from auditor.report.views.view import Link
from auditor.report.words.figures import differs
from auditor.report.words.figures import printed
from auditor.report.words.messages import say
from auditor.report.words.places import place_words
from auditor.schema import Stance

if TYPE_CHECKING:
    from auditor.diagnostics import Lang
    from auditor.document import Fact
    from auditor.document import Submission
    from auditor.schema import Form
    from auditor.source import Source


def statements(submission: Submission, form: Form | None, lang: Lang) -> tuple[Statement, ...]:
    """Every figure of the narrative about an indicator of the form, in reading order; mere mentions are none."""
    if form is None or submission.document is None:
        return ()
    source = submission.document.source
    said = [
        fact
        for fact in submission.facts
        if fact.is_narrative and fact.stance is not Stance.MENTION and fact.indicator in form.by_code
    ]
    said.sort(key=lambda fact: (fact.origin.span, fact.indicator))
    return tuple(_statement(fact, form, source, lang) for fact in said)


def _statement(fact: Fact, form: Form, source: Source, lang: Lang) -> Statement:
    indicator = form.by_code[fact.indicator]
    value = printed(fact.value, indicator.measure) if fact.value is not None else ""
    remark = ""
    if fact.stance in {Stance.DENIAL, Stance.UNIVERSAL}:
        remark = say(fact.stance.value, lang)
    elif differs(value, fact.raw):
        remark = say("printed_as", lang, raw=" ".join(fact.raw.split()))
    return Statement(
        name=form.cell_name(indicator, fact.member),
        value=f"{value}{indicator.measure.unit}" if value else "",
        remark=remark,
        scope=fact.scope,
        quote=quote(source, fact.sentence or fact.origin.span, fact.origin.span),
        place=Link(f"#L{fact.origin.line}", place_words(fact.origin, lang)),
    )
