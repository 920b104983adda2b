"""What a typed statement speaks of, in the order in which it does."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypeAlias
from typing import assert_never

from auditor.lang import typed

if TYPE_CHECKING:
    from collections.abc import Iterator

Name: TypeAlias = (
    typed.Figure
    | typed.AttributeFigure
    | typed.CellAspect
    | typed.ItemField
    | typed.AttributeText
    | typed.Relative
    | typed.ChildrenCount
    | typed.Peers
    | typed.Stated
    | typed.Tally
    | typed.Length
    | typed.Similarity
    | typed.Resemblance
    | typed.Unique
)
_COUNTS = frozenset({typed.PeerStatistic.COUNT, typed.PeerStatistic.GROWTH_COUNT})


def names_of(instance: typed.Instance) -> tuple[Name, ...]:
    """All that an instance names, each once: its statement first, then its condition."""
    found = [*in_condition(instance.require)]
    if instance.when is not None:
        found += in_condition(instance.when)
    return tuple(dict.fromkeys(found))


def in_condition(it: typed.Condition) -> Iterator[Name]:  # noqa: C901, PLR0912 - one case a node
    """All that a condition names."""
    match it:
        case typed.Comparison(_, left, right):
            yield from _in_number(left)
            yield from _in_number(right)
        case typed.Every(args) | typed.Either(args):
            for arg in args:
                yield from in_condition(arg)
        case typed.Denial(inner):
            yield from in_condition(inner)
        case typed.Implication(antecedent, consequent, otherwise):
            yield from in_condition(consequent)
            yield from in_condition(antecedent)
            if otherwise is not None:
                yield from in_condition(otherwise)
        case typed.Equivalence(first, second):
            yield from in_condition(first)
            yield from in_condition(second)
        case typed.Present(name) | typed.TextIn(name):
            yield name
        case typed.TextFits(text):
            yield text
        case typed.Possible(stated, scale, base):
            for part in (stated, scale, base):
                yield from _in_number(part)
        case typed.Unique():
            yield it
        case typed.Standing(rule):
            for instance in rule.instances:
                yield from names_of(instance)
        case typed.Always():
            return
        case _ as never:
            assert_never(never)


def _in_number(it: typed.Number) -> Iterator[Name]:
    """All that a number names."""
    if isinstance(it, Name):
        if isinstance(it, typed.Peers) and it.statistic not in _COUNTS:
            yield it.figure
        yield it
        return
    match it:
        case typed.Workdays(start, end):
            yield from _in_number(start)
            yield from _in_number(end)
        case typed.Sum(args) | typed.Largest(args) | typed.Smallest(args) | typed.Applied(_, args):
            for arg in args:
                yield from _in_number(arg)
        case typed.Negative(inner) | typed.Absolute(inner) | typed.Rounded(inner) | typed.YearOf(inner):
            yield from _in_number(inner)
        case typed.Product(left, right) | typed.Quotient(left, right) | typed.Default(left, right):
            yield from _in_number(left)
            yield from _in_number(right)
        case typed.YearDate(year):
            yield from _in_number(year)
        case typed.Constant():
            return
        case _ as never:
            assert_never(never)
