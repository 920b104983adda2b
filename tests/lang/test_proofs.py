from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from auditor.lang.analysis.linear import Constraint
from auditor.lang.analysis.linear import at_most
from auditor.lang.analysis.linear import equal
from auditor.lang.analysis.linear import is_proof
from auditor.lang.analysis.linear import refute
from auditor.lang.typed import Figure
from auditor.lang.typed.linear import Linear
from auditor.schema import Kind
from auditor.schema import Measure

COUNT = Measure(Kind.COUNT, "件", "件", 1)
FIGURES = tuple(Figure(name, COUNT, name, signed=name == "c") for name in "abc")


def form(weights: tuple[int, ...], constant: int) -> Linear:
    terms = tuple((figure, Fraction(weight)) for figure, weight in zip(FIGURES, weights, strict=True) if weight)
    return Linear(terms, Fraction(constant))


@st.composite
def systems(draw: st.DrawFn) -> list[Constraint]:
    weight, constant = st.integers(-3, 3), st.integers(-4, 4)
    return [
        (equal if draw(st.booleans()) else at_most)(
            form((draw(weight), draw(weight), draw(weight)), draw(constant)), at
        )
        for at in range(draw(st.integers(1, 5)))
    ]


def value(linear: Linear, point: dict[str, int]) -> Fraction:
    return linear.constant + sum(
        (weight * point[atom.indicator] for atom, weight in linear.terms if isinstance(atom, Figure)), Fraction()
    )


def satisfied(system: list[Constraint], point: dict[str, int]) -> bool:
    return all(value(each.form, point) == 0 if each.equality else value(each.form, point) <= 0 for each in system)


@settings(max_examples=300, deadline=None)
@given(systems())
def test_what_is_refuted_has_no_solution(system: list[Constraint]) -> None:
    points = (dict(zip("abc", values, strict=True)) for values in product(range(6), range(6), range(-6, 6)))
    solved = any(satisfied(system, point) for point in points)
    assert not (solved and refute(system) is not None)


def test_a_combination_with_a_wrong_sign_is_no_proof() -> None:
    system = [at_most(form((1, 0, 0), -1), 0), at_most(form((-1, 0, 0), 2), 1)]
    assert is_proof(system, {0: Fraction(1), 1: Fraction(1)})
    assert not is_proof(system, {0: Fraction(-1), 1: Fraction(-1)})
    assert not is_proof(system, {0: Fraction(1), 1: Fraction(2)}) or refute(system) == frozenset({0, 1})


def test_a_contradiction_that_needs_whole_numbers_is_found() -> None:
    assert refute([equal(form((2, 2, 0), -3), 7)]) == frozenset({7})
