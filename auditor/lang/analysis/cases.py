"""Conditions as cases: each a set of linear statements that hold together, one of which holds when the condition does.

What is not linear is left out, which only makes a case wider: whatever is proven of the cases is true of the condition.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING
from typing import assert_never

from msgspec import Struct

from auditor.lang import typed
from auditor.lang.analysis.linear import Constraint
from auditor.lang.analysis.linear import at_most
from auditor.lang.analysis.linear import below
from auditor.lang.analysis.linear import equal
from auditor.lang.typed import Operator
from auditor.lang.typed.linear import Linear
from auditor.lang.typed.linear import difference

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST = 64
_DENIED = {
    Operator.EQ: Operator.NE,
    Operator.NE: Operator.EQ,
    Operator.LT: Operator.GE,
    Operator.GE: Operator.LT,
    Operator.LE: Operator.GT,
    Operator.GT: Operator.LE,
}


class Case(Struct, frozen=True):
    """Statements that hold together; `marks` are conditions that are not about numbers, each held or denied."""

    constraints: tuple[Constraint, ...] = ()
    marks: frozenset[tuple[typed.Condition, bool]] = frozenset()

    def joined(self, other: Case) -> Case:
        """Both together."""
        return Case((*self.constraints, *other.constraints), self.marks | other.marks)

    @property
    def is_absurd(self) -> bool:
        """Whether a condition is both held and denied, or a text is to be two different ones."""
        held = [mark for mark, holds in self.marks if holds and isinstance(mark, typed.TextIn)]
        apart = any(one.arg == two.arg and not set(one.values) & set(two.values) for one in held for two in held)
        return apart or any((mark, not holds) in self.marks for mark, holds in self.marks)


ANYTHING = (Case(),)


def cases(condition: typed.Condition | None, *, holds: bool = True, owner: int = -1) -> tuple[Case, ...]:  # noqa: PLR0911 - one case a kind
    """The cases of a condition, or of its denial; no case where it is never so."""
    if condition is None:
        return ANYTHING if holds else ()
    match condition:
        case typed.Comparison():
            return _compared(condition, holds=holds, owner=owner)
        case typed.Every(args=args) | typed.Either(args=args):
            parts = [cases(arg, holds=holds, owner=owner) for arg in args]
            return both(parts) if isinstance(condition, typed.Every) is holds else _any(parts)
        case typed.Denial(arg=arg):
            return cases(arg, holds=not holds, owner=owner)
        case typed.Implication() | typed.Equivalence():
            return _conditional(condition, holds=holds, owner=owner)
        case typed.Always(holds=always):
            return ANYTHING if always is holds else ()
        case _:
            return (Case(marks=frozenset({(condition, holds)})),)


def both(parts: Iterable[tuple[Case, ...]]) -> tuple[Case, ...]:
    """The cases in which one of each part's holds."""
    made: tuple[Case, ...] = ANYTHING
    for part in parts:
        if len(made) * len(part) > _MOST:
            continue  # NOTE: a part left out makes the cases wider, never wrong
        joined = (one.joined(other) for one, other in product(made, part))
        made = tuple(case for case in joined if not case.is_absurd)
    return made


def _any(parts: Iterable[tuple[Case, ...]]) -> tuple[Case, ...]:
    made = tuple(dict.fromkeys(case for part in parts for case in part))
    return made if len(made) <= _MOST else ANYTHING


def _conditional(condition: typed.Implication | typed.Equivalence, *, holds: bool, owner: int) -> tuple[Case, ...]:
    def part(inner: typed.Condition | None, *, so: bool) -> tuple[Case, ...]:
        return cases(inner, holds=so, owner=owner)

    match condition:
        case typed.Equivalence(left=left, right=right):
            same = both((part(left, so=True), part(right, so=holds)))
            return _any((same, both((part(left, so=False), part(right, so=not holds)))))
        case typed.Implication(antecedent=antecedent, consequent=consequent, otherwise=None):
            if holds:
                return _any((part(antecedent, so=False), part(consequent, so=True)))
            return both((part(antecedent, so=True), part(consequent, so=False)))
        case typed.Implication(antecedent=antecedent, consequent=consequent, otherwise=otherwise):
            first = both((part(antecedent, so=True), part(consequent, so=holds)))
            return _any((first, both((part(antecedent, so=False), part(otherwise, so=holds)))))
        case _:
            assert_never(condition)


def _compared(  # noqa: PLR0911 - one case an operator
    comparison: typed.Comparison, *, holds: bool, owner: int
) -> tuple[Case, ...]:
    op = comparison.op if holds else _DENIED[comparison.op]
    form = difference(comparison)
    absolute = max((each.amount for each in comparison.tolerances if not each.relative), default=Fraction())
    asserts = comparison.op is not Operator.NE
    if any(each.relative for each in comparison.tolerances) and holds is asserts:
        return ANYTHING
    # NOTE: a tolerance widens what is required, and so narrows what is denied.
    slack = absolute if holds is asserts else -absolute
    slack = slack if asserts or not holds else Fraction()
    less, more = form, form.times(Fraction(-1))
    match op:
        case Operator.EQ if slack == 0:
            return (Case((equal(form, owner),)),)
        case Operator.EQ:
            return (Case((at_most(_eased(less, slack), owner), at_most(_eased(more, slack), owner))),)
        case Operator.NE:
            return tuple(Case((below(_eased(side, slack), owner),)) for side in (less, more))
        case Operator.LE | Operator.GE:
            return (Case((at_most(_eased(less if op is Operator.LE else more, max(slack, Fraction())), owner),)),)
        case Operator.LT | Operator.GT:
            side = less if op is Operator.LT else more
            if comparison.op in (Operator.LT, Operator.GT) and absolute:
                return (Case((at_most(_eased(side, absolute), owner),)),)
            return (Case((below(_eased(side, slack), owner),)),)
        case _:
            assert_never(op)


def _eased(form: Linear, slack: Fraction) -> Linear:
    """`form ≤ slack`, as a form that is at most zero."""
    return Linear(form.terms, form.constant - slack)
