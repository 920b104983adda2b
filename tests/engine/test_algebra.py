from __future__ import annotations

from fractions import Fraction

import pytest

from auditor.engine.canonical import algebra
from auditor.engine.canonical.algebra import Call
from auditor.engine.canonical.algebra import Choice
from auditor.engine.canonical.algebra import Day
from auditor.engine.canonical.algebra import Extreme
from auditor.engine.canonical.algebra import Floor
from auditor.engine.canonical.algebra import Leaf
from auditor.engine.canonical.algebra import LeafKind
from auditor.engine.canonical.algebra import Magnitude
from auditor.engine.canonical.algebra import Poly
from auditor.engine.canonical.algebra import Stepped
from auditor.engine.canonical.algebra import Steps
from auditor.engine.canonical.algebra import TooLargeError
from auditor.engine.canonical.algebra import atom
from auditor.engine.canonical.algebra import content
from auditor.engine.canonical.algebra import leaves
from auditor.engine.canonical.algebra import number
from auditor.engine.canonical.algebra import plus
from auditor.engine.canonical.algebra import scaled
from auditor.engine.canonical.algebra import times
from auditor.engine.canonical.ratios import Ratio
from auditor.engine.canonical.ratios import ratio_choice
from auditor.engine.canonical.ratios import ratio_extreme
from auditor.engine.canonical.ratios import ratio_floor
from auditor.engine.canonical.ratios import ratio_magnitude
from auditor.engine.canonical.ratios import ratio_over
from auditor.engine.canonical.ratios import ratio_plus
from auditor.engine.canonical.ratios import ratio_scaled
from auditor.engine.canonical.ratios import ratio_times
from auditor.engine.findings.wording.printed import decimal
from auditor.engine.findings.wording.printed import fixed

LEAVES = tuple(Leaf(LeafKind.FIGURE, code) for code in "xyz")
X, Y, Z = map(atom, LEAVES)
# Every kind of atom, with the figures that it holds.
ATOMS = (
    (LEAVES[0], "x"),
    (Magnitude(plus((X, Y))), "xy"),
    (Extreme((X, Y), largest=True), "xy"),
    (Choice((LEAVES[2],), X, Y), "zxy"),
    (Day(X, 6, 30), "x"),
    (Floor(X, Y), "xy"),
    (Stepped(Steps.YEAR, X), "x"),
    (Call("f", (X, Y)), "xy"),
)


def test_what_is_taken_away_again_is_nothing() -> None:
    assert plus((X, scaled(X, -1))) == Poly()


def test_products_do_not_depend_on_the_order_of_their_factors() -> None:
    assert times(X, Y) == times(Y, X)


def test_no_times_a_figure_is_nothing_and_sums_have_one_order() -> None:
    assert atom(LEAVES[0], 0) == Poly()
    assert content(plus((Y, X))) == content(plus((X, Y)))


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


@pytest.mark.parametrize(("value", "magnitude"), [(-3, 3), (3, 3), (0, 0), (Fraction(1, 2), Fraction(1, 2))])
def test_the_magnitude_of_a_number_is_a_number(value: Fraction, magnitude: Fraction) -> None:
    assert ratio_magnitude(Ratio(number(value))) == Ratio(number(magnitude))


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


@pytest.mark.parametrize(
    ("top", "bottom", "floor"), [(7, 2, 3), (-7, 2, -4), (Fraction(1, 2), 3, 0), (Fraction(9, 2), Fraction(3, 2), 3)]
)
def test_what_is_not_above_a_quotient_of_numbers_is_a_number(top: int, bottom: int, floor: int) -> None:
    assert ratio_floor(Ratio(number(top), (number(bottom),))) == number(floor)


@pytest.mark.parametrize("ratio", [Ratio(scaled(X, Fraction(1, 2)), (Y,)), Ratio(X, (scaled(Y, 2),))])
def test_what_is_not_above_a_quotient_of_figures_is_told_by_whole_numbers(ratio: Ratio) -> None:
    assert ratio_floor(ratio) == atom(Floor(X, scaled(Y, 2)))


def test_what_is_divided_by_nothing_has_no_floor() -> None:
    assert ratio_floor(Ratio(number(3), (number(0),))) == atom(Floor(number(3), number(0)))


def test_a_default_stands_where_any_figure_is_absent() -> None:
    total, half = plus((X, Y)), ratio_over(Ratio(X), Ratio(Y))
    assert ratio_choice(Ratio(total), Ratio(Z)) == Ratio(atom(Choice(LEAVES[:2], total, Z)))
    assert ratio_choice(half, Ratio(Z)) == Ratio(
        atom(Choice(LEAVES[:2], X, Z)), (atom(Choice(LEAVES[:2], Y, number(1))),)
    )
    whole = ratio_choice(Ratio(Z), half)
    assert whole == Ratio(atom(Choice(LEAVES[2:], Z, X)), (atom(Choice(LEAVES[2:], number(1), Y)),))


def test_what_has_no_figures_has_no_default() -> None:
    assert ratio_choice(Ratio(number(3)), Ratio(Z)) == Ratio(number(3))
    assert ratio_choice(Ratio(plus((X, scaled(X, -1)))), Ratio(Z)) == Ratio(Poly())
    assert ratio_choice(Ratio(X), Ratio(X)) == Ratio(X)


def test_what_a_figure_and_its_default_have_in_common_stands_before_them() -> None:
    half = scaled(X, Fraction(1, 2))
    assert ratio_choice(Ratio(half), Ratio(Z)) == Ratio(atom(Choice(LEAVES[:1], X, scaled(Z, 2)), Fraction(1, 2)))


def test_the_largest_of_the_same_is_itself_and_the_order_does_not_matter() -> None:
    assert ratio_extreme((Ratio(X), Ratio(X)), largest=True) == Ratio(X)
    assert ratio_extreme((Ratio(X), Ratio(Y)), largest=True) == ratio_extreme((Ratio(Y), Ratio(X)), largest=True)
    assert ratio_extreme((Ratio(X), Ratio(Y)), largest=True) != ratio_extreme((Ratio(X), Ratio(Y)), largest=False)


@pytest.mark.parametrize(("it", "held"), ATOMS)
def test_the_figures_within_an_atom_are_all_found(it: algebra.Atom, held: str) -> None:
    assert [leaf.code for leaf in leaves(plus((atom(it), Z)))] == [*held, "z"]


@pytest.mark.parametrize(("it", "held"), ATOMS)
def test_an_atom_of_too_many_figures_is_refused(it: algebra.Atom, held: str, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = len(held) - (1 if isinstance(it, Choice) else 0)  # those that are only asked for weigh nothing
    outer = Magnitude(plus((atom(it), Z)))
    weight = (inner + 1 if not isinstance(it, Leaf) else 1) + 1 + 1
    monkeypatch.setattr(algebra, "_HEAVIEST", weight)
    atom(outer)
    monkeypatch.setattr(algebra, "_HEAVIEST", weight - 1)
    with pytest.raises(TooLargeError, match=f"{weight} figures"):
        atom(outer)


def test_products_and_sums_of_too_many_terms_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    total = plus((X, Y))
    monkeypatch.setattr(algebra, "_MOST_TERMS", 4)
    assert len(times(total, total).terms) == 3
    monkeypatch.setattr(algebra, "_MOST_TERMS", 3)
    with pytest.raises(TooLargeError, match="2 × 2 terms"):
        times(total, total)
    monkeypatch.setattr(algebra, "_MOST_TERMS", 2)
    assert len(plus((X, Y)).terms) == 2
    monkeypatch.setattr(algebra, "_MOST_TERMS", 1)
    with pytest.raises(TooLargeError, match="2 terms"):
        plus((X, Y))


def test_sums_of_quotients_stand_over_all_that_they_are_divided_by() -> None:
    by_y, by_z = ratio_over(Ratio(X), Ratio(Y)), ratio_over(Ratio(X), Ratio(Z))
    assert ratio_plus((by_y, by_z, Ratio(X))) == Ratio(
        plus((times(X, Z), times(X, Y), times(X, Y, Z))), by_y.bottom + by_z.bottom
    )


def test_a_product_of_quotients_keeps_every_divisor() -> None:
    assert ratio_times(Ratio(X, (Y,)), Ratio(Z, (X, Z))) == Ratio(times(X, Z), (Y, X, Z))


def test_what_a_divisor_is_divided_by_is_multiplied_in_and_may_not_be_zero() -> None:
    over = ratio_over(Ratio(X, (X,)), Ratio(scaled(Y, 3), (Z,)))
    assert over == Ratio(scaled(times(X, Z, Z), Fraction(1, 3)), (X, Y, Z))


def test_the_largest_quotient_is_the_same_where_its_divisor_is_negative() -> None:
    found = ratio_extreme((ratio_over(Ratio(X), Ratio(Y)), Ratio(Z)), largest=True)
    assert content(found.top) == content(ratio_extreme((Ratio(times(X, Y)), Ratio(times(Z, Y, Y))), largest=True).top)
    assert found.bottom == (Y, Y)
