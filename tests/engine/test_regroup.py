"""Sums made of sums, and conditions of conditions, are the same with fewer steps."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from auditor.engine.lowered.making import Terms
from auditor.engine.lowered.regroup import regrouped
from auditor.engine.lowered.terms import NARROW
from auditor.engine.lowered.terms import USUAL
from auditor.engine.lowered.terms import Op
from auditor.engine.lowered.terms import factors_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.engine.lowered.terms import Term

NAMES = "abcdefgh"


def value(term: Term, row: Mapping[str, int]) -> int:
    if term.op is Op.COLUMN:
        return row[str(term.value)]
    *factors, constant = factors_of(term)
    return constant + sum(by * value(arg, row) for arg, by in zip(term.args, factors, strict=True))


def additions(terms: list[Term]) -> int:
    """How many numbers are added, each sum worked out once."""
    seen: dict[Term, int] = {}
    stack = list(terms)
    while stack:
        term = stack.pop()
        if term not in seen:
            seen[term] = len(term.args)
            stack += term.args
    return sum(seen.values())


def test_a_sum_takes_another_as_a_whole() -> None:
    terms = Terms()
    a, b, t, u = (terms.column(name, USUAL) for name in "abtu")
    balance = terms.linear(((a, 1), (b, 1), (t, -1)))
    twice = terms.linear(((a, -2), (b, -2), (t, 2), (u, 1)), 7)
    found = regrouped((balance, twice, terms.positive(twice)))
    assert found[balance] is balance
    assert (found[twice].args, found[twice].value) == ((balance, u), (-2, 1, 7))


def test_a_condition_takes_another_as_a_whole() -> None:
    terms = Terms()
    a, b, c, d = (terms.null(name) for name in "abcd")
    few, all_ = terms.any_((a, b, c)), terms.all_((a, b, c))
    found = regrouped((few, all_, terms.any_((a, b, c, d)), terms.all_((a, b, c, d))))
    assert [it.args for it in found.values()] == [few.args, all_.args, (few, d), (all_, d)]


def test_sums_of_other_widths_or_signs_are_left_alone() -> None:
    terms = Terms()
    a, b, c, d = (terms.column(name, USUAL) for name in "abcd")
    narrow = terms.linear((terms.column(name, NARROW), 1) for name in "abc")
    other = terms.linear(((a, 1), (b, -1), (c, 1)))
    whole = terms.linear(((a, 1), (b, 1), (c, 1), (d, 1)))
    assert regrouped((narrow, other, whole)) == {it: it for it in (narrow, other, whole)}


def test_no_number_changes() -> None:
    random_ = random.Random(8)  # noqa: S311 - not for secrets
    saved = 0
    for _ in range(200):
        terms = Terms()
        columns = [terms.column(name, USUAL) for name in NAMES]
        sums = [
            terms.linear(
                ((it, random_.choice((-2, -1, 1, 1, 2))) for it in random_.sample(columns, random_.randint(1, 5))),
                random_.choice((0, 0, 3)),
            )
            for _ in range(6)
        ]
        sums += [terms.linear((it, random_.choice((-1, 1, 2))) for it in random_.sample(sums, 2)) for _ in range(6)]
        sums = [it for it in dict.fromkeys(sums) if it.op in {Op.LINEAR, Op.COLUMN}]
        found = regrouped(sums)
        row = {name: random_.randint(-99, 99) for name in NAMES}
        assert [value(found[it], row) for it in sums] == [value(it, row) for it in sums]
        saved += additions(sums) - additions(list(found.values()))
    assert saved > 0
