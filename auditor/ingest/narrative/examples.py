"""The example sentences of claims as their tests: each must give its figure, a counterexample none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.document import Document
from auditor.ingest.narrative.mentions import read_mentions
from auditor.ingest.narrative.quantities import read_quantities
from auditor.ingest.narrative.sentences import read_prose
from auditor.schema import Form
from auditor.schema import Stance
from auditor.source import Source

if TYPE_CHECKING:
    from auditor.document import Fact
    from auditor.schema import Claim
    from auditor.schema import Example
    from auditor.schema import Schema


class WrongExample(Struct, frozen=True):
    """An example sentence that its claim does not bear out: what was read of the indicator instead, if anything."""

    form: str
    claim: Claim
    example: Example
    found: tuple[int | None, ...]


def wrong_examples(schema: Schema) -> tuple[WrongExample, ...]:
    """Every example of every claim that does not hold, in the order of the claims.

    An example is read with all claims of its form, as a report is: another claim may take the figure away.
    """
    return tuple(
        WrongExample(form.code, claim, example, found)
        for form in schema.forms.values()
        for claim in schema.claims
        if not claim.forms or form.code in claim.forms
        for example in claim.examples
        if not _holds(example, found := _found(example, claim, form, schema.claims))
    )


def _holds(example: Example, found: tuple[int | None, ...]) -> bool:
    return not found if example.expected is None else example.expected in found


def _found(example: Example, claim: Claim, form: Form, claims: tuple[Claim, ...]) -> tuple[int | None, ...]:
    """The figures that a sentence gives to the indicator of a claim; a mere mention counts as 1."""
    prose = read_prose(Document(path="", digest="", format="text", source=Source("", example.text)))
    facts = read_mentions(prose, read_quantities(prose.text), form, claims, None).said
    only_mentions = set(claim.wordings) == {Stance.MENTION}
    return tuple(
        _figure(fact) for fact in facts if _is_of(fact, claim, form) and (only_mentions or fact.value is not None)
    )


def _is_of(fact: Fact, claim: Claim, form: Form) -> bool:
    indicator = form.by_code.get(fact.indicator)
    if fact.member != claim.member:
        return False
    return claim.indicator in {fact.indicator, indicator.name if indicator else fact.indicator}


def _figure(fact: Fact) -> int | None:
    return 1 if fact.stance is Stance.MENTION else fact.value
