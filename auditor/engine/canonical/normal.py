"""Typed statements in negation normal form over canonical numbers: what both the frames and the evidence decide on.

Every comparison becomes one or more questions "is this quotient at most (or below) zero?", its tolerance moved into
the quotient; a denial disappears by turning the question round. So nothing below ever negates an undecided answer.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING
from typing import assert_never

from auditor.engine.canonical.algebra import FIRST
from auditor.engine.canonical.algebra import Call
from auditor.engine.canonical.algebra import Day
from auditor.engine.canonical.algebra import Leaf
from auditor.engine.canonical.algebra import LeafKind
from auditor.engine.canonical.algebra import Poly
from auditor.engine.canonical.algebra import Stepped
from auditor.engine.canonical.algebra import Steps
from auditor.engine.canonical.algebra import atom
from auditor.engine.canonical.algebra import content
from auditor.engine.canonical.algebra import number
from auditor.engine.canonical.algebra import plus
from auditor.engine.canonical.algebra import scaled
from auditor.engine.canonical.algebra import times
from auditor.engine.canonical.applied import function_named
from auditor.engine.canonical.cores import AllOf
from auditor.engine.canonical.cores import AnyOf
from auditor.engine.canonical.cores import OneOf
from auditor.engine.canonical.cores import Sign
from auditor.engine.canonical.cores import Stands
from auditor.engine.canonical.cores import Truth
from auditor.engine.canonical.cores import denied
from auditor.engine.canonical.derive import derived_ratio
from auditor.engine.canonical.derive import fits_leaf
from auditor.engine.canonical.derive import unique_leaf
from auditor.engine.canonical.ratios import Ratio
from auditor.engine.canonical.ratios import ratio_choice
from auditor.engine.canonical.ratios import ratio_extreme
from auditor.engine.canonical.ratios import ratio_floor
from auditor.engine.canonical.ratios import ratio_magnitude
from auditor.engine.canonical.ratios import ratio_over
from auditor.engine.canonical.ratios import ratio_plus
from auditor.engine.canonical.ratios import ratio_scaled
from auditor.engine.canonical.ratios import ratio_times
from auditor.engine.canonical.standing import standing
from auditor.lang import typed
from auditor.lang.typed import Operator

if TYPE_CHECKING:
    from auditor.engine.canonical.cores import Core

_ZERO = Ratio(Poly())
_HALF = Ratio(number(Fraction(1, 2)))


class UnsuitableError(Exception):
    """A typed tree that has no meaning: the checker let through what it must refuse."""


def core(  # noqa: C901, PLR0911, PLR0912 - one case a node
    condition: typed.Condition, *, skip: bool = False
) -> Core:
    """A condition in normal form; with `skip`, blank terms are left out of sums."""
    match condition:
        case typed.Comparison():
            return _comparison(condition, skip=skip)
        case typed.Every(args):
            return AllOf(tuple(core(arg, skip=skip) for arg in args))
        case typed.Either(args):
            return AnyOf(tuple(core(arg, skip=skip) for arg in args))
        case typed.Denial(arg):
            return denied(core(arg, skip=skip))
        case typed.Implication():
            return _implication(condition, skip=skip)
        case typed.Equivalence(left, right):
            first, second = core(left, skip=skip), core(right, skip=skip)
            return AnyOf((AllOf((first, second)), AllOf((denied(first), denied(second)))))
        case typed.Present(arg):
            return Stands(_text_leaf(arg) if isinstance(arg, typed.AttributeText) else leaf_of(arg))
        case typed.TextIn(arg, values):
            return OneOf(arg.name, values)
        case typed.TextFits():
            return Sign(plus((number(1), atom(fits_leaf(condition), -1))), None, strict=False)
        case typed.Unique():
            return Sign(plus((atom(unique_leaf(condition)), number(-1))), None, strict=False)
        case typed.Possible():
            return _possible(condition)
        case typed.Standing(rule, verdicts):
            return standing(rule, verdicts, core)
        case typed.Always(holds):
            return Truth(holds)
        case _ as never:
            assert_never(never)


def leaf_of(it: typed.Figure | typed.AttributeFigure | typed.CellAspect | typed.ItemField) -> Leaf:
    """The leaf that a typed name stands for."""
    non_negative = it.measure.kind.is_amount
    match it:
        case typed.Figure(code, _, _, member, years_back, signed, first):
            aspect = FIRST if first else ""
            return Leaf(LeafKind.FIGURE, code, member, years_back, aspect, non_negative and not signed)
        case typed.AttributeFigure(name):
            return Leaf(LeafKind.ATTRIBUTE, name, non_negative=non_negative)
        case typed.CellAspect(figure, aspect):
            return Leaf(LeafKind.ASPECT, figure.indicator, figure.member, figure.years_back, aspect)
        case typed.ItemField(field):
            return Leaf(LeafKind.ITEM, field, non_negative=non_negative)
        case _ as never:
            assert_never(never)


def ratio_of(it: typed.Number, *, skip: bool = False) -> Ratio:  # noqa: C901, PLR0911, PLR0912 - one case a node
    """A number in canonical form."""
    match it:
        case typed.Constant(value):
            return Ratio(number(value))
        case typed.Figure() | typed.AttributeFigure() | typed.CellAspect() | typed.ItemField():
            return Ratio(atom(leaf_of(it)))
        case (
            typed.Relative()
            | typed.ChildrenCount()
            | typed.Peers()
            | typed.Stated()
            | typed.Tally()
            | typed.Length()
            | typed.Similarity()
            | typed.Resemblance()
        ):
            return derived_ratio(it, skip=skip)
        case typed.Rounded(arg, digits, measure):
            return _rounded(ratio_of(arg, skip=skip), Fraction(measure.factor, 10**digits))
        case typed.YearOf(day):
            return _stepped(ratio_of(day, skip=skip), Steps.YEAR)
        case typed.Workdays(start, end):
            ends = (_stepped(ratio_of(day, skip=skip), Steps.WORKDAYS) for day in (end, start))
            last, first = ends
            return ratio_plus((last, ratio_scaled(first, -1)))
        case typed.YearDate(year, month, day):
            return _day(ratio_of(year, skip=skip), month, day)
        case typed.Sum(args):
            return _sum(args) if skip else ratio_plus(ratio_of(arg) for arg in args)
        case typed.Negative(arg):
            return ratio_scaled(ratio_of(arg, skip=skip), -1)
        case typed.Product(left, right):
            return ratio_times(ratio_of(left, skip=skip), ratio_of(right, skip=skip))
        case typed.Quotient(left, right):
            return ratio_over(ratio_of(left, skip=skip), ratio_of(right, skip=skip))
        case typed.Largest(args):
            return ratio_extreme((ratio_of(arg, skip=skip) for arg in args), largest=True)
        case typed.Smallest(args):
            return ratio_extreme((ratio_of(arg, skip=skip) for arg in args), largest=False)
        case typed.Absolute(arg):
            return ratio_magnitude(ratio_of(arg, skip=skip))
        case typed.Applied(function, args):
            return _called(function, tuple(ratio_of(arg, skip=skip) for arg in args))
        case typed.Default(arg, fallback):
            return ratio_choice(ratio_of(arg, skip=skip), ratio_of(fallback, skip=skip))
        case _ as never:
            assert_never(never)


def _text_leaf(text: typed.AttributeText) -> Leaf:
    return Leaf(LeafKind.ATTRIBUTE, text.name, aspect="text")


def _implication(it: typed.Implication, *, skip: bool) -> Core:
    antecedent = core(it.antecedent, skip=skip)
    follows = AnyOf((denied(antecedent), core(it.consequent, skip=skip)))
    if it.otherwise is None:
        return follows
    return AllOf((follows, AnyOf((antecedent, core(it.otherwise, skip=skip)))))


def _sum(args: tuple[typed.Number, ...]) -> Ratio:
    """A sum whose blank terms are left out as long as another of its terms is not blank."""
    figures = tuple(leaf_of(figure) for arg in args if (figure := _figure(arg)) is not None)
    return ratio_plus(_term(arg, figures) for arg in args)


def _term(arg: typed.Number, figures: tuple[Leaf, ...]) -> Ratio:
    figure = _figure(arg)
    if figure is None:
        return ratio_of(arg, skip=True)
    leaf = leaf_of(figure)
    beside = tuple(other for other in figures if other != leaf)
    left_out = Leaf(leaf.kind, leaf.code, leaf.member, leaf.years_back, leaf.aspect, leaf.non_negative, beside)
    return Ratio(atom(left_out) if isinstance(arg, typed.Figure) else scaled(atom(left_out), -1))


def _figure(arg: typed.Number) -> typed.Figure | None:
    inner = arg.arg if isinstance(arg, typed.Negative) else arg
    return inner if isinstance(inner, typed.Figure) else None


def _rounded(ratio: Ratio, step: Fraction) -> Ratio:
    """A number to the nearest step, half away from zero."""
    halves = (ratio_extreme((side, _ZERO), largest=True) for side in (ratio, ratio_scaled(ratio, -1)))
    up, down = (ratio_floor(ratio_plus((ratio_scaled(half, 1 / step), _HALF))) for half in halves)
    return Ratio(scaled(plus((up, scaled(down, -1))), step))


def _called(function: str, args: tuple[Ratio, ...]) -> Ratio:
    """A function of another package, which is tried before it is relied upon."""
    function_named(function)
    if any(arg.bottom or any(share.denominator != 1 for _, share in arg.top.terms) for arg in args):
        message = "an argument that is no whole number"
        raise UnsuitableError(message)
    return Ratio(atom(Call(function, tuple(arg.top for arg in args))))


def _stepped(day: Ratio, steps: Steps) -> Ratio:
    if day.bottom:
        message = "a day that is a quotient"
        raise UnsuitableError(message)
    return Ratio(atom(Stepped(steps, day.top)))


def _possible(it: typed.Possible) -> Core:
    """Whether a whole number lies from (S + low)·n / K up to, but not at, (S + high)·n / K."""
    stated, scale, base = (ratio_of(part).top for part in (it.stated, it.scale, it.base))
    first = times(plus((stated, number(it.low))), base)
    beyond = times(plus((stated, number(it.high))), base)
    # NOTE: the least whole number not below the first is the contrary of the floor of its contrary.
    part = scaled(ratio_floor(Ratio(scaled(first, -1), (scale,))), -1)
    return Sign(content(plus((times(part, scale), scaled(beyond, -1))))[1], None, strict=True)


def _day(year: Ratio, month: int, day: int) -> Ratio:
    if year.bottom or any(coefficient.denominator != 1 for _, coefficient in year.top.terms):
        message = "a year that is no whole number"
        raise UnsuitableError(message)
    return Ratio(atom(Day(year.top, month, day)))


# -------------------------------------------------------------------------------------------------------- comparisons


def _comparison(it: typed.Comparison, *, skip: bool) -> Core:
    left, right = ratio_of(it.left, skip=skip), ratio_of(it.right, skip=skip)
    difference = ratio_plus((left, ratio_scaled(right, -1)))
    slacks = tuple(_slack(tolerance, right) for tolerance in it.tolerances) or (_ZERO,)
    match it.op:
        case Operator.EQ:
            return _any(tuple(_within(difference, slack) for slack in slacks))
        case Operator.NE:
            return denied(_any(tuple(_within(difference, slack) for slack in slacks)))
        case Operator.LE | Operator.LT:
            return _any(tuple(_below(difference, slack, strict=it.op is Operator.LT) for slack in slacks))
        case Operator.GE | Operator.GT:
            turned = ratio_scaled(difference, -1)
            return _any(tuple(_below(turned, slack, strict=it.op is Operator.GT) for slack in slacks))
        case _ as never:
            assert_never(never)


def _slack(tolerance: typed.Tolerance, right: Ratio) -> Ratio:
    if tolerance.relative:
        return ratio_scaled(ratio_magnitude(right), tolerance.amount)
    return Ratio(number(tolerance.amount))


def _within(difference: Ratio, slack: Ratio) -> Core:
    return AllOf(
        (
            _below(difference, slack, strict=False),
            _below(ratio_scaled(difference, -1), slack, strict=False),
        )
    )


def _below(difference: Ratio, slack: Ratio, *, strict: bool) -> Core:
    it = ratio_plus((difference, ratio_scaled(slack, -1)))
    bottom = content(times(*it.bottom))[1] if it.bottom else None
    constant = it.top.constant
    if constant is not None and bottom is None:
        return Truth(constant < 0 if strict else constant <= 0)
    return Sign(content(it.top)[1], bottom, strict)


def _any(args: tuple[Core, ...]) -> Core:
    return args[0] if len(args) == 1 else AnyOf(args)
