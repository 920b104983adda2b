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
from auditor.lang.world.figures import as_number
from auditor.lang.world.measures import PLAIN
from auditor.lang.world.measures import RATIO
from tests.oracle.interpreter import Record
from tests.oracle.interpreter import condition
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


def test_figures_that_are_not_printed_percentages_agree_exactly() -> None:
    assert agrees(A, B, Rounding.ANY) == compare("=", A, B)
    assert agrees(SHARE, A, Rounding.ANY) == compare("=", SHARE, A)
    other = typed.Quotient(typed.ItemField(Field.PART, PLAIN, "分子"), B, RATIO)
    assert agrees(other, A, Rounding.ANY) == compare("=", other, A)


def test_sums_of_percentages_agree_within_half_of_the_last_digit_of_each() -> None:
    first, second = (as_number(typed.Stated("r", member, RATIO, "r")) for member in ("m", "n"))
    total, whole = typed.Sum((first, second), RATIO), constant(1)
    found = agrees(total, whole, Rounding.HALF_UP)
    assert isinstance(found, typed.Comparison)
    assert found.op is Operator.LE
    assert isinstance(found.right, typed.Sum)
    assert len(found.right.args) == 2
    assert as_written(found) == compare("=", total, whole)
    assert isinstance(agrees(whole, total, Rounding.HALF_UP), typed.Comparison)
    assert as_written(agrees(whole, total, Rounding.HALF_UP)) == compare("=", whole, total)  # type: ignore[arg-type]


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
