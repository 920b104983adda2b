"""The canonical form of a calculation is worth what the calculation is worth, whatever the figures are."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from auditor.engine.canonical import algebra
from auditor.engine.canonical import ratios
from auditor.engine.canonical.algebra import Leaf
from auditor.engine.canonical.algebra import LeafKind
from auditor.engine.canonical.ratios import Ratio

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from auditor.engine.canonical.algebra import Atom
    from auditor.engine.canonical.algebra import Poly

    Figures = Mapping[str, int]
    Calculation = tuple[Ratio, Callable[[Figures], Fraction]]

_NAMES = "xyz"


def of_figure(name: str) -> Calculation:
    return Ratio(algebra.atom(Leaf(LeafKind.FIGURE, name))), lambda at: Fraction(at[name])


def of_number(value: Fraction) -> Calculation:
    return Ratio(algebra.number(value)), lambda _: value


def total(parts: list[Calculation]) -> Calculation:
    return ratios.ratio_plus(form for form, _ in parts), lambda at: sum((it(at) for _, it in parts), Fraction())


def product(left: Calculation, right: Calculation) -> Calculation:
    return ratios.ratio_times(left[0], right[0]), lambda at: left[1](at) * right[1](at)


def quotient(left: Calculation, right: Calculation) -> Calculation:
    return ratios.ratio_over(left[0], right[0]), lambda at: left[1](at) / right[1](at)


def multiple(part: Calculation, by: Fraction) -> Calculation:
    return ratios.ratio_scaled(part[0], by), lambda at: part[1](at) * by


def magnitude(part: Calculation) -> Calculation:
    return ratios.ratio_magnitude(part[0]), lambda at: abs(part[1](at))


def extreme(parts: list[Calculation], largest: bool) -> Calculation:  # noqa: FBT001 - drawn
    pick = max if largest else min
    return ratios.ratio_extreme((form for form, _ in parts), largest=largest), lambda at: pick(
        it(at) for _, it in parts
    )


def default(part: Calculation, fallback: Calculation) -> Calculation:
    return ratios.ratio_choice(part[0], fallback[0]), part[1]


numbers = st.sampled_from([Fraction(*each) for each in ((0, 1), (1, 1), (-1, 1), (2, 3), (-5, 2), (7, 1))])
leaves = st.sampled_from(_NAMES).map(of_figure)
calculations: st.SearchStrategy[Calculation] = st.recursive(
    leaves | st.builds(quotient, leaves, leaves) | numbers.map(of_number),
    lambda parts: st.one_of(
        st.lists(parts, min_size=1, max_size=3).map(total),
        st.builds(product, parts, parts),
        st.builds(quotient, parts, parts),
        st.builds(multiple, parts, numbers),
        parts.map(magnitude),
        st.builds(extreme, st.lists(parts, min_size=1, max_size=3), st.booleans()),
        st.builds(default, parts, parts),
    ),
    max_leaves=7,
)
figures = st.fixed_dictionaries({name: st.integers(-4, 4) for name in _NAMES})


def worth(poly: Poly, at: Figures) -> Fraction:
    return sum(
        (prod((_worth(it, at) for it in monomial), start=Fraction(by)) for monomial, by in poly.terms), Fraction()
    )


def _worth(it: Atom, at: Figures) -> Fraction:
    match it:
        case Leaf(code=name):
            return Fraction(at[name])
        case algebra.Magnitude(arg):
            return abs(worth(arg, at))
        case algebra.Extreme(args, largest):
            return (max if largest else min)(worth(arg, at) for arg in args)
        case algebra.Choice(_, arg, _):
            return worth(arg, at)
        case _:
            raise AssertionError(it)


@given(calculations, figures)
def test_a_form_is_worth_what_it_was_made_of(calculation: Calculation, at: Figures) -> None:
    form, naively = calculation
    below = prod((worth(poly, at) for poly in form.bottom), start=Fraction(1))
    try:
        value = naively(at)
    except ZeroDivisionError:
        assert below == 0
        return
    assert below != 0
    assert worth(form.top, at) / below == value


@given(calculations)
def test_a_form_has_whole_coefficients_in_fixed_order_and_each_product_once(calculation: Calculation) -> None:
    share, whole = algebra.content(calculation[0].top)
    assert share > 0
    assert algebra.content(whole) == (1, whole)
    assert all(isinstance(by, int) and by for _, by in whole.terms)
    assert len({monomial for monomial, _ in whole.terms}) == len(whole.terms)
    assert algebra.plus((algebra.scaled(whole, share), algebra.scaled(calculation[0].top, -1))).terms == ()
