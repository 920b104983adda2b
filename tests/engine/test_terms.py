"""Terms are made but once, say at once what needs no figure, and mean what their operations say."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from auditor.engine.canonical.algebra import Steps
from auditor.engine.lowered.making import Terms
from auditor.engine.lowered.terms import NARROW
from auditor.engine.lowered.terms import SHORT
from auditor.engine.lowered.terms import USUAL
from auditor.engine.lowered.terms import WIDE
from auditor.engine.lowered.terms import Op
from auditor.engine.lowered.terms import by_need
from auditor.engine.lowered.terms import is_size
from auditor.engine.lowered.terms import staged
from tests.engine.term_values import holds
from tests.engine.term_values import number_of

if TYPE_CHECKING:
    from auditor.engine.lowered.terms import Term
    from tests.engine.term_values import Row

ROWS: list[Row] = [{"a": a, "b": b, "t": "x"} for a, b in product((None, *range(-2, 3)), repeat=2)]


@pytest.fixture
def terms() -> Terms:
    return Terms()


@pytest.fixture
def a(terms: Terms) -> Term:
    return terms.column("a", SHORT)


@pytest.fixture
def b(terms: Terms) -> Term:
    return terms.column("b", NARROW)


def conditions(terms: Terms) -> tuple[Term, Term, Term]:
    return terms.null("a"), terms.null("b"), terms.among("t", ("x", "y"))


def test_equal_terms_are_one(terms: Terms, a: Term, b: Term) -> None:
    assert terms.column("a", SHORT) is a
    assert terms.column("a", USUAL) is not a
    assert terms.linear(((b, 2), (a, 3)), 1) is terms.linear(((a, 3), (b, 2)), 1)
    assert terms.times(a, b) is terms.times(b, a)
    first, second, third = conditions(terms)
    assert terms.all_((third, first, second)) is terms.all_((first, second, third))
    assert [it.at for it in terms.all_((third, first)).args] == sorted((first.at, third.at))


def test_what_joins_conditions_is_as_short_as_can_be(terms: Terms) -> None:
    one, other, third = conditions(terms)
    joined = ((terms.all_, terms.true, terms.false, terms.any_), (terms.any_, terms.false, terms.true, terms.all_))
    for join, neutral, final, contrary in joined:
        assert join(()) is neutral
        assert join((neutral, one, neutral, one)) is one
        assert join((one, final, other)) is final
        assert join((one, terms.not_(one))) is final
        assert join((join((one, other)), third)) is join((one, join((other, third))))
        assert join((contrary((one, other)), third)).args == (third, contrary((one, other)))
        assert len(join((one, terms.not_(other))).args) == 2
    assert terms.all_((one, other)).op is Op.ALL
    assert terms.any_((one, other)).op is Op.ANY


def test_the_contrary_of_a_contrary_is_the_condition(terms: Terms) -> None:
    one = terms.null("a")
    assert terms.not_(one).op is Op.NOT
    assert terms.not_(terms.not_(one)) is one
    assert (terms.not_(terms.true), terms.not_(terms.false)) == (terms.false, terms.true)
    assert (terms.truth(holds=True), terms.truth(holds=False)) == (terms.true, terms.false)
    assert terms.among("t", ()) is terms.false


@pytest.mark.parametrize("limit", [-3, -1, 0, 2])
def test_a_number_is_above_a_limit(terms: Terms, a: Term, b: Term, limit: int) -> None:
    for factors in product((-2, -1, 0, 1, 3), repeat=2):
        for constant in (0, -1):
            it = terms.linear(zip((a, b), factors, strict=True), constant)
            asked = terms.above(it, limit)
            for row in ROWS:
                value = factors[0] * int(row["a"] or 0) + factors[1] * int(row["b"] or 0) + constant
                assert number_of(it, row) == value
                assert holds(asked, row) is (value > limit)
                assert holds(terms.positive(it), row) is (value > 0)
                assert holds(terms.negative(it), row) is (value < 0)
                assert holds(terms.zero(it), row) is (value == 0)
                assert holds(terms.between(it, -1, limit), row) is (-1 <= value <= limit)


def test_equal_questions_are_asked_in_equal_words(terms: Terms, a: Term, b: Term) -> None:
    ahead, behind = terms.linear(((a, 1), (b, -1))), terms.linear(((a, -1), (b, 1)))
    assert terms.above(behind, -1) is terms.not_(terms.above(ahead, 0))
    assert terms.above(terms.linear(((a, 2),), 1), 5) is terms.above(a, 2)
    assert terms.above(terms.linear(((a, 1), (b, 1)), 4), 9) is terms.above(terms.linear(((a, 1), (b, 1))), 5)
    assert (terms.above(ahead, 3).args, terms.above(ahead, 3).value) == ((ahead,), 3)
    assert terms.above(terms.number(3, SHORT), 2) is terms.true
    assert terms.above(terms.number(3, SHORT), 3) is terms.false


def test_a_sum_is_gathered(terms: Terms, a: Term, b: Term) -> None:
    inner = terms.linear(((a, 2), (b, 1)), 5)
    outer = terms.linear(((inner, 3), (a, -4), (terms.number(2, SHORT), 10)), -1)
    assert (outer.args, outer.value, outer.width) == ((a, b), (2, 3, 34), NARROW)
    assert terms.linear(((inner, 1), (a, -2))).value == (1, 5)
    assert terms.linear(((a, 1), (a, -1)), 7) is terms.number(7, SHORT)
    assert terms.linear(((a, 1),)) is a
    assert terms.linear(((a, 1),), 1).value == (1, 1)
    assert terms.linear(((a, 2),), 0, USUAL).width == USUAL
    assert terms.linear((), 3, WIDE) is terms.number(3, WIDE)
    assert terms.minus(a).value == (-1, 0)


def test_a_product_with_a_number_is_a_sum(terms: Terms, a: Term, b: Term) -> None:
    assert terms.times(a, terms.number(3, SHORT)) is terms.linear(((a, 3),))
    assert terms.times(terms.number(3, SHORT), a) is terms.linear(((a, 3),))
    made = terms.times(b, a)
    assert (made.op, made.args, made.width) == (Op.TIMES, (a, b), NARROW)


def test_numbers_are_as_wide_as_what_they_are_made_of(terms: Terms, a: Term, b: Term) -> None:
    by = terms.number(2, SHORT)
    for make, op in ((terms.divide, Op.DIVIDE), (terms.remainder, Op.REMAINDER)):
        assert (make(b, by).op, make(b, by).args, make(b, by).width) == (op, (b, by), NARROW)
        assert make(by, b).width == NARROW
    chosen = terms.choose(terms.null("a"), a, b)
    assert (chosen.op, chosen.args, chosen.width) == (Op.CHOOSE, (terms.null("a"), a, b), NARROW)
    assert terms.choose(terms.null("a"), b, a).width == NARROW
    day, known = terms.step(Steps.YEAR, b), terms.steppable(Steps.YEAR, b)
    assert (day.op, day.args, day.value, day.width) == (Op.STEP, (b,), Steps.YEAR, NARROW)
    assert (known.op, known.args, known.value, known.width) == (Op.STEPPABLE, (b,), Steps.YEAR, 0)
    called, gives = terms.call("f", (a, b), SHORT), terms.answers("f", (a, b))
    assert (called.op, called.args, called.value, called.width) == (Op.CALL, (a, b), "f", NARROW)
    assert terms.call("f", (a,), USUAL).width == USUAL
    assert (gives.op, gives.args, gives.value, gives.width) == (Op.ANSWERS, (a, b), "f", 0)


def test_a_choice_that_is_none_is_not_made(terms: Terms, a: Term, b: Term) -> None:
    one, other, third = conditions(terms)
    assert terms.choose(terms.true, a, b) is a
    assert terms.choose(terms.false, a, b) is b
    assert terms.choose(one, a, a) is a
    chosen = terms.choose(one, other, third)
    for row in ROWS:
        assert holds(chosen, row) is holds(other if holds(one, row) else third, row)


def test_the_extreme_is_of_the_numbers_that_count(terms: Terms, a: Term, b: Term) -> None:
    counts = terms.not_(terms.null("a"))
    for largest, op, extreme in ((True, Op.GREATEST, max), (False, Op.LEAST, min)):
        made = terms.extreme([(b, terms.true), (a, counts), (b, terms.true)], largest=largest)
        assert (made.op, made.args, made.width) == (op, (a, counts, b, terms.true), NARROW)
        for row in ROWS:
            values = [int(row["b"] or 0), *([] if row["a"] is None else [int(row["a"])])]
            assert number_of(made, row) == extreme(values)
        assert terms.extreme([(a, terms.true), (b, terms.false)], largest=largest) is a
        assert terms.extreme([(b, terms.false), (a, terms.false)], largest=largest) is b
        twice = terms.extreme([(a, terms.true), (a, counts)], largest=largest)
        assert twice.args == (a, terms.true, a, counts)
        assert twice is terms.extreme([(a, counts), (a, terms.true)], largest=largest)
    assert terms.greatest(a, b).op is Op.GREATEST
    assert terms.least(a, b).op is Op.LEAST
    assert terms.least(a, b).args == (a, terms.true, b, terms.true)


def test_an_absolute_value_is_known_for_one(terms: Terms, a: Term, b: Term) -> None:
    minus, counts = terms.minus(a), terms.null("b")
    assert is_size(terms.greatest(a, minus))
    for other in (
        *(terms.least(a, minus), terms.greatest(a, b), terms.greatest(a, minus, b), terms.linear(((a, 1), (b, 1)))),
        *(terms.greatest(a, terms.linear(((a, -1),), 1)), terms.greatest(a, terms.linear(((a, -2),)))),
        *(terms.greatest(a, terms.minus(b)), terms.greatest(a, terms.linear(((a, -1), (b, -1))))),
        terms.extreme([(a, counts), (minus, terms.true)], largest=True),
        terms.extreme([(a, terms.true), (minus, counts)], largest=True),
    ):
        assert not is_size(other)


def test_what_is_used_more_than_once_is_kept_stage_by_stage(terms: Terms, a: Term, b: Term) -> None:
    one = terms.number(1, SHORT)
    inner = terms.times(a, b)
    outer = terms.times(inner, terms.linear(((inner, 1),), 1))
    roots = [terms.above(terms.linear(((outer, 1), (b, 1))), by) for by in (1, 2)]
    total = roots[0].args[0]
    assert staged(roots) == [[(b, "x0_0")], [(inner, "x1_0")], [(total, "x2_0")]]
    assert staged([terms.above(outer, 1)]) == [[(inner, "x0_0")]]
    assert staged([outer, outer]) == [[(inner, "x0_0")], [(outer, "x1_0")]]
    assert staged([terms.choose(terms.null("a"), one, b), terms.divide(a, one)]) == []
    assert staged([terms.true, terms.all_((terms.null("a"), terms.null("b")))]) == []


def test_what_costs_nothing_is_worked_out_again(terms: Terms, a: Term, b: Term) -> None:
    apart = terms.linear(((a, 1), (b, -1)))
    turned = terms.not_(terms.null("a"))
    other = terms.among("t", ("x",))
    roots = [terms.above(apart, 1), terms.above(apart, 2), terms.any_((turned, other)), turned]
    kept = [it for stage in staged(roots) for it, _ in stage]
    assert set(kept) == {a, b, terms.null("a")}
    contrary, costly = terms.linear(((a, -1), (b, 1))), terms.linear(((a, 1), (b, -1)), 1)
    assert staged([terms.divide(contrary, b), terms.times(contrary, a)]) == [[(a, "x0_0"), (b, "x0_1")]]
    assert (costly, "x1_0") in staged([terms.divide(costly, b), terms.times(costly, a)])[1]


def test_a_term_comes_after_what_it_uses(terms: Terms, a: Term, b: Term) -> None:
    product_, both = terms.times(a, b), terms.linear(((terms.times(a, b), 1), (a, 1)))
    uses: dict[Term, int] = {}
    assert by_need([both, product_], uses) == [a, b, product_, both]
    assert uses == {a: 2, b: 1, product_: 2, both: 1}
