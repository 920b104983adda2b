"""Comparisons in their one linear form."""

from __future__ import annotations

from fractions import Fraction

import pytest

from auditor.lang import typed
from auditor.lang.typed import Operator
from auditor.lang.typed.linear import Canonical
from auditor.lang.typed.linear import Linear
from auditor.lang.typed.linear import canonical
from auditor.lang.typed.linear import difference
from auditor.lang.typed.linear import linear
from tests.lang.lang_worlds import rule_of
from tests.oracle.tables import COUNT
from tests.oracle.tables import compare
from tests.oracle.tables import constant
from tests.oracle.tables import figure
from tests.oracle.tables import total


def form(text: str) -> Canonical:
    require = rule_of(f"规则 R-1 强制\n  要求: {text}\n").instances[0].require
    assert isinstance(require, typed.Comparison)
    return canonical(require)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("当面件数 + 网络件数 = 收到件数", "收到件数 = 网络件数 + 当面件数"),
        ("当面件数 = 收到件数 - 网络件数", "2 * 收到件数 - 2 * 网络件数 - 当面件数 = 当面件数"),
        ("收到件数 ≥ 办结件数", "办结件数 ≤ 收到件数"),
        ("收到件数 > 办结件数", "办结件数 - 收到件数 < 0"),
        ("合计(方式) = 收到件数", "收到件数 = 当面件数 + 网络件数"),
        ("收到件数 / 2 = 办结件数", "收到件数 = 办结件数 * 2"),
        ("专项经费 = 1 万元", "专项经费 = 10000 元"),
        ("平均(当面件数, 网络件数) = 3", "当面件数 + 网络件数 = 6"),
    ],
)
def test_two_ways_to_write_a_comparison_have_one_form(one: str, other: str) -> None:
    assert form(one) == form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("收到件数 ≥ 办结件数", "收到件数 > 办结件数"),
        ("收到件数 ≥ 办结件数", "办结件数 ≥ 收到件数"),
        ("收到件数 = 办结件数", "收到件数 = 上年(办结件数)"),
        ("收到件数 = 3", "收到件数 = 4"),
    ],
)
def test_different_comparisons_have_different_forms(one: str, other: str) -> None:
    assert form(one) != form(other)


def test_what_cancels_is_gone() -> None:
    found = form("收到件数 + 办结件数 - 收到件数 = 3")
    assert [weight for _, weight in found.form.terms] == [1]
    assert (found.op, found.form.constant) == (Operator.EQ, Fraction(-3))


def test_what_is_not_linear_is_an_atom() -> None:
    assert len(form("收到件数 / 办结件数 = 绝对值(当面件数 - 网络件数) / 办结件数").form.terms) == 2


X, Y = figure("x"), figure("y")
TWO, HALF = constant(2), Fraction(1, 2)


def product(left: typed.Number, right: typed.Number) -> typed.Product:
    return typed.Product(left, right, COUNT)


def quotient(left: typed.Number, right: typed.Number) -> typed.Quotient:
    return typed.Quotient(left, right, COUNT)


def negative(number: typed.Number) -> typed.Negative:
    return typed.Negative(number, COUNT)


@pytest.mark.parametrize(
    ("number", "terms", "fixed"),
    [
        (constant(5), (), 5),
        (total(Y, X, constant(3)), ((X, 1), (Y, 1)), 3),
        (total(X, X, negative(Y)), ((X, 2), (Y, -1)), 0),
        (total(X, negative(X)), (), 0),
        (negative(total(X, constant(3))), ((X, -1),), -3),
        (product(TWO, X), ((X, 2),), 0),
        (product(X, TWO), ((X, 2),), 0),
        (product(total(X, TWO), total(TWO, constant(1))), ((X, 3),), 6),
        (product(X, negative(TWO)), ((X, -2),), 0),
        (product(product(TWO, TWO), X), ((X, 4),), 0),
        (product(constant(0), X), (), 0),
        (product(quotient(constant(3), TWO), X), ((X, Fraction(3, 2)),), 0),
        (product(total(X, negative(X)), Y), (), 0),
        (quotient(X, TWO), ((X, HALF),), 0),
        (quotient(constant(3), TWO), (), Fraction(3, 2)),
        (quotient(total(X, constant(4)), total(constant(1), constant(3))), ((X, Fraction(1, 4)),), 1),
        (product(X, Y), ((product(X, Y), 1),), 0),
        (negative(product(X, Y)), ((product(X, Y), -1),), 0),
        (quotient(X, Y), ((quotient(X, Y), 1),), 0),
        (quotient(X, constant(0)), ((quotient(X, constant(0)), 1),), 0),
        (total(quotient(X, Y), quotient(X, Y)), ((quotient(X, Y), 2),), 0),
    ],
)
def test_a_number_is_taken_apart_as_far_as_it_is_linear(
    number: typed.Number, terms: tuple[tuple[typed.Number, Fraction | int], ...], fixed: Fraction | int
) -> None:
    assert linear(number) == Linear(tuple((atom, Fraction(weight)) for atom, weight in terms), Fraction(fixed))


def test_the_difference_is_the_left_side_less_the_right() -> None:
    assert difference(compare("=", X, total(Y, TWO))) == Linear(((X, Fraction(1)), (Y, Fraction(-1))), Fraction(-2))


@pytest.mark.parametrize(
    ("op", "left", "right", "expected"),
    [
        ("≥", X, Y, ("≤", (-1, 1), 0)),
        (">", X, constant(4), ("<", (-1,), 4)),
        ("≤", X, constant(4), ("≤", (1,), -4)),
        ("<", negative(X), constant(4), ("<", (-1,), -4)),
        ("=", negative(X), constant(4), ("=", (1,), 4)),
        ("≠", total(Y, TWO), X, ("≠", (1, -1), -2)),
        ("=", product(constant(6), X), product(constant(4), Y), ("=", (3, -2), 0)),
        ("=", quotient(X, constant(6)), quotient(Y, constant(4)), ("=", (2, -3), 0)),
        ("≤", product(constant(4), X), constant(3), ("≤", (1,), Fraction(-3, 4))),
        ("≤", constant(4), constant(3), ("≤", (), 1)),
        ("=", constant(3), constant(4), ("=", (), -1)),
        ("≥", constant(3), constant(4), ("≤", (), 1)),
    ],
)
def test_the_one_form_has_coprime_whole_coefficients_and_one_of_four_operators(
    op: str, left: typed.Number, right: typed.Number, expected: tuple[str, tuple[int, ...], Fraction | int]
) -> None:
    found = canonical(compare(op, left, right))
    op, weights, fixed = expected
    assert [found.op.value, found.form.constant] == [op, Fraction(fixed)]
    assert [weight for _, weight in found.form.terms] == [Fraction(weight) for weight in weights]


def test_of_a_long_chain_of_factors_each_is_looked_at_once() -> None:
    chain: typed.Number = X
    for _ in range(150):
        chain = quotient(product(chain, TWO), TWO)
    assert linear(chain) == Linear(((X, Fraction(1)),))


def test_figures_are_ordered_by_their_places_and_not_by_what_they_are_called() -> None:
    places = [
        *(figure("x"), figure("x", years_back=1), figure("x", member="A", name="乙")),
        *(figure("x", member="A", name="甲", years_back=1), figure("x", member="B", name="丁"), figure("y", name="丙")),
    ]
    assert [atom for atom, _ in linear(total(*reversed(places))).terms] == places
    sizes = [typed.Absolute(each, COUNT) for each in (X, Y)]
    assert [atom for atom, _ in linear(total(*reversed(sizes))).terms] == sizes
