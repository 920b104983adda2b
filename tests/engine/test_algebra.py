from __future__ import annotations

from fractions import Fraction

import pytest

from auditor.engine.algebra import Leaf
from auditor.engine.algebra import LeafKind
from auditor.engine.algebra import Poly
from auditor.engine.algebra import Ratio
from auditor.engine.algebra import atom
from auditor.engine.algebra import content
from auditor.engine.algebra import number
from auditor.engine.algebra import plus
from auditor.engine.algebra import ratio_magnitude
from auditor.engine.algebra import ratio_over
from auditor.engine.algebra import ratio_plus
from auditor.engine.algebra import ratio_scaled
from auditor.engine.algebra import scaled
from auditor.engine.algebra import times
from auditor.engine.printed import decimal
from auditor.engine.printed import fixed

X, Y = (atom(Leaf(LeafKind.FIGURE, code)) for code in "xy")


def test_what_is_taken_away_again_is_nothing() -> None:
    assert plus((X, scaled(X, -1))) == Poly()


def test_products_do_not_depend_on_the_order_of_their_factors() -> None:
    assert times(X, Y) == times(Y, X)


def test_brackets_are_multiplied_out() -> None:
    total, gap = plus((X, Y)), plus((X, scaled(Y, -1)))
    assert content(times(total, gap)) == content(plus((times(X, X), scaled(times(Y, Y), -1))))


def test_coefficients_become_whole_and_share_no_factor() -> None:
    share, whole = content(plus((scaled(X, Fraction(2, 3)), number(4))))
    assert share == Fraction(2, 3)
    assert whole == content(plus((X, number(6))))[1]
    assert all(isinstance(coefficient, int) for _, coefficient in whole.terms)


def test_quotients_by_the_same_figure_share_their_denominator() -> None:
    half = ratio_over(Ratio(X), Ratio(Y))
    assert ratio_plus((half, half)) == Ratio(scaled(X, 2), half.bottom)


def test_a_divisor_stays_where_all_else_cancels() -> None:
    half = ratio_over(Ratio(X), Ratio(Y))
    assert ratio_plus((half, ratio_scaled(half, -1))) == Ratio(Poly(), half.bottom)


def test_a_quotient_by_a_number_is_no_quotient() -> None:
    assert ratio_over(Ratio(X), Ratio(number(4))) == Ratio(scaled(X, Fraction(1, 4)))


def test_the_magnitude_of_a_number_is_a_number() -> None:
    assert ratio_magnitude(Ratio(number(-3))) == Ratio(number(3))


@pytest.mark.parametrize(
    ("value", "shown"),
    [(Fraction(0), "0"), (Fraction(-1, 4), "-0.25"), (Fraction(1, 3), "0.3333"), (Fraction(52, 10), "5.2")],
)
def test_a_decimal_is_exact_where_it_ends(value: Fraction, shown: str) -> None:
    assert decimal(value) == shown


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [(Fraction(5, 2), 0, "3"), (Fraction(-1, 1000), 2, "0.00"), (Fraction(1005, 1000), 2, "1.01")],
)
def test_rounding_is_half_away_from_zero(value: Fraction, digits: int, shown: str) -> None:
    assert fixed(value, digits) == shown
