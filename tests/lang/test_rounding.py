"""Percentages as they are printed, by whole numbers: what they agree with, and what is told of them afterwards."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.lang import typed
from auditor.lang.typed import Field
from auditor.lang.typed import Operator
from auditor.lang.typing.items import printed_ratio
from auditor.lang.typing.rounding import agreement
from auditor.lang.typing.rounding import agrees
from auditor.lang.typing.rounding import as_written
from auditor.lang.typing.rounding import stated_of
from auditor.lang.vocabulary.keywords import Rounding
from auditor.lang.world.measures import BARE
from auditor.lang.world.measures import PLAIN
from auditor.lang.world.measures import RATIO
from auditor.lang.world.measures import as_number
from tests.oracle.interpreter import Record
from tests.oracle.interpreter import condition
from tests.oracle.tables import COUNT
from tests.oracle.tables import compare
from tests.oracle.tables import constant
from tests.oracle.tables import figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.oracle.interpreter import Place

PRINTED = printed_ratio("百分比")
STATED, SCALE = typed.ItemField(Field.STATED, PLAIN, "百分比"), typed.ItemField(Field.SCALE, PLAIN, "百分比")
A, B = figure("a"), figure("b")
SHARE = typed.Quotient(A, B, RATIO)


def holds(it: typed.Condition, figures: Mapping[str, int], stated: int = 0, scale: int = 1) -> bool | None:
    cells: dict[Place, int] = {(code, None, 0): value for code, value in figures.items()}
    return condition(it, Record(cells, {}, {}, {Field.STATED: stated, Field.SCALE: scale}, cells))


@given(
    st.tuples(st.integers(0, 120), st.sampled_from([1, 10, 100, 1000])),
    st.tuples(st.integers(0, 40), st.integers(0, 40)),
    st.sampled_from(Rounding),
    st.sampled_from([(PRINTED, SHARE), (SHARE, PRINTED)]),
)
def test_a_percentage_agrees_with_what_rounds_to_it(
    printed: tuple[int, int], share: tuple[int, int], rounding: Rounding, sides: tuple[typed.Number, typed.Number]
) -> None:
    (stated, scale), (part, base) = printed, share
    require = agrees(*sides, rounding)
    found = holds(require, {"a": part, "b": base}, stated, scale)
    if base == 0:
        assert found is True  # nothing to divide by: the rule is idle, by its antecedent
        assert isinstance(require, typed.Implication)
        assert holds(require.antecedent, {"a": part, "b": base}) is False
        return
    exact = Fraction(part * scale, base)
    rounded, cut = abs(exact - stated) < Fraction(1, 2) or exact == stated - Fraction(1, 2), 0 <= exact - stated < 1
    assert found is {Rounding.HALF_UP: rounded, Rounding.TRUNCATE: cut, Rounding.ANY: rounded or cut}[rounding]


def test_a_number_that_is_no_quotient_is_over_one() -> None:
    require = agrees(PRINTED, constant(Fraction(1, 2)), Rounding.TRUNCATE)
    assert isinstance(require, typed.Every)
    assert [holds(require, {}, stated, 100) for stated in (49, 50, 51)] == [False, True, False]


# A share in per mille, and the percentages without decimals that agree with it as each rounding goes.
@pytest.mark.parametrize(
    ("share", "half_up", "truncated", "either"),
    [
        (60, {6}, {6}, {6}),
        (64, {6}, {6}, {6}),
        (65, {7}, {6}, {6, 7}),
        (69, {7}, {6}, {6, 7}),
        (70, {7}, {7}, {7}),
        (74, {7}, {7}, {7}),
    ],
)
def test_what_a_share_is_printed_as(share: int, half_up: set[int], truncated: set[int], either: set[int]) -> None:
    allowed = {Rounding.HALF_UP: half_up, Rounding.TRUNCATE: truncated, Rounding.ANY: either}
    for rounding, expected in allowed.items():
        it = agrees(PRINTED, SHARE, rounding)
        assert {each for each in range(12) if holds(it, {"a": share, "b": 1000}, each, 100)} == expected


def bare(value: int) -> typed.Constant:
    return typed.Constant(Fraction(value), BARE, str(value))


def times(left: typed.Number, right: typed.Number) -> typed.Product:
    return typed.Product(left, right, PLAIN)


def test_the_comparison_is_of_whole_numbers_and_says_no_more_than_it_must() -> None:
    above = typed.Sum((STATED, bare(1)), PLAIN)
    middle = times(SCALE, A)
    positive = typed.Comparison(Operator.GT, B, typed.Constant(Fraction(), COUNT, "0"))
    within = typed.Every((compare("≤", times(STATED, B), middle), compare("<", middle, times(above, B))))
    assert agrees(PRINTED, SHARE, Rounding.TRUNCATE) == typed.Implication(positive, within)
    low, high = (typed.Sum((times(bare(2), STATED), bare(by)), PLAIN) for by in (-1, 1))
    middle = times(bare(2), middle)
    within = typed.Every((compare("≤", times(low, B), middle), compare("<", middle, times(high, B))))
    assert agrees(PRINTED, SHARE, Rounding.HALF_UP) == typed.Implication(positive, within)


def test_figures_that_are_not_printed_percentages_agree_exactly() -> None:
    assert agrees(A, B, Rounding.ANY) == compare("=", A, B)
    assert agrees(SHARE, A, Rounding.ANY) == compare("=", SHARE, A)
    other = typed.Quotient(typed.ItemField(Field.PART, PLAIN, "分子"), B, RATIO)
    assert agrees(other, A, Rounding.ANY) == compare("=", other, A)


def test_sums_of_percentages_agree_within_half_of_the_last_digit_of_each() -> None:
    first, second = (as_number(typed.Stated("r", member, RATIO, "r")) for member in ("m", "n"))
    total, whole = typed.Sum((first, second), RATIO), constant(1)
    found = agrees(total, whole, Rounding.HALF_UP)
    halves = (as_number(typed.Stated("r", member, RATIO, "r", half=True)) for member in ("m", "n"))
    apart = typed.Absolute(typed.Sum((total, typed.Negative(whole, COUNT)), RATIO), RATIO)
    assert found == compare("≤", apart, typed.Sum(tuple(halves), RATIO))
    assert as_written(found) == compare("=", total, whole)
    assert as_written(agrees(whole, total, Rounding.HALF_UP)) == compare("=", whole, total)  # type: ignore[arg-type]
    tolerance = typed.Tolerance(Fraction(1))
    found = typed.Comparison(found.op, found.left, found.right, (tolerance,))
    assert as_written(found) == compare("=", total, whole, tolerance)


@pytest.mark.parametrize("it", [compare("≤", A, B), compare("=", A, B), compare("≤", typed.Absolute(A, RATIO), B)])
def test_any_other_comparison_is_as_it_was_written(it: typed.Comparison) -> None:
    assert as_written(it) == it


@pytest.mark.parametrize("rounding", Rounding)
def test_what_was_compared_is_found_again(rounding: Rounding) -> None:
    assert agreement(agrees(PRINTED, SHARE, rounding)) == (STATED, SCALE, A, B)
    assert agreement(agrees(SHARE, PRINTED, rounding)) == (STATED, SCALE, A, B)
    whole = agreement(agrees(PRINTED, A, rounding))
    assert whole is not None
    assert (whole[:3], isinstance(whole[3], typed.Constant)) == ((STATED, SCALE, A), True)


def test_nothing_is_found_in_other_conditions() -> None:
    low, high = compare("≤", typed.Product(A, B, PLAIN), typed.Product(SCALE, A, PLAIN)), compare("<", A, B)
    others = (compare("=", A, B), typed.Every((compare("≤", A, B), high)), typed.Every((low, high)))
    assert [agreement(each) for each in others] == [None] * 3


def test_the_digits_of_a_printed_percentage_are_told() -> None:
    assert stated_of(PRINTED) == (STATED, SCALE)
    assert [stated_of(each) for each in (SHARE, A, typed.Quotient(SCALE, STATED, RATIO))] == [None] * 3
