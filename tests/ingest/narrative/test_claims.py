from __future__ import annotations

from auditor.ingest.narrative.examples import wrong_examples
from auditor.schema import Claim
from auditor.schema import Example
from auditor.schema import Form
from auditor.schema import Indicator
from auditor.schema import Kind
from auditor.schema import Measure
from auditor.schema import Schema
from auditor.schema import Stance
from auditor.schema import Wording
from tests.ingest.prose import schema

FORM = Form("form", "", indicators=(Indicator("received", "收到申请数", Measure(Kind.COUNT, "件", "件")),))


def claimed(*examples: Example) -> Schema:
    wordings = {Stance.FIGURE: (Wording("收到申请{数}件", "收到申请(?P<n>[0-9]+)件"),)}
    return Schema(forms={"form": FORM}, claims=(Claim("received", wordings, examples=examples),))


def test_every_example_of_the_2014_claims_holds() -> None:
    assert [(wrong.claim.indicator, wrong.example.text, wrong.found) for wrong in wrong_examples(schema())] == []


def test_every_2014_claim_has_examples_and_counterexamples() -> None:
    bare = [
        claim.indicator
        for claim in schema().claims
        if not any(example.expected is None for example in claim.examples)
        or all(example.expected is None for example in claim.examples)
    ]
    assert bare == []


def test_an_example_that_gives_another_figure_is_wrong() -> None:
    wrong = wrong_examples(claimed(Example("收到申请3件", 4)))
    assert [(item.example.expected, item.found) for item in wrong] == [(4, (3,))]


def test_a_counterexample_that_gives_a_figure_is_wrong() -> None:
    assert [item.found for item in wrong_examples(claimed(Example("收到申请3件", None)))] == [(3,)]


def test_examples_that_hold_are_not_told() -> None:
    assert wrong_examples(claimed(Example("收到申请3件", 3), Example("收到来信3件", None))) == ()
