"""The naive meaning of the rule language: one record, one filling of its blanks, exact fractions, three truth values.

It knows nothing of polynomials, bounds or data frames, and it is slow. The engine must never contradict it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING
from typing import TypeAlias
from typing import assert_never

from auditor.lang import typed
from auditor.lang.typed import Missing
from auditor.lang.typed import Operator
from auditor.plugins import FUNCTIONS
from auditor.plugins import Function
from auditor.plugins import load_function
from auditor.plugins import plugins
from auditor.results import Verdict
from tests.oracle.arithmetic import Truth
from tests.oracle.arithmetic import agrees
from tests.oracle.arithmetic import day_of
from tests.oracle.arithmetic import either
from tests.oracle.arithmetic import every
from tests.oracle.arithmetic import not_
from tests.oracle.arithmetic import possible
from tests.oracle.arithmetic import rounded
from tests.oracle.arithmetic import sum_of
from tests.oracle.arithmetic import times
from tests.oracle.arithmetic import workdays

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

Place: TypeAlias = tuple[str, str | None, int]

FILLINGS = (0, 1, 2, 3, 5, 8, 10**9)
SIGNED_FILLINGS = (*FILLINGS, -1, -3, -(10**9))
_FEW = 2


@dataclass(frozen=True, slots=True)
class Blank:
    """A cell that is empty or a dash: any figure at all, or none meant."""


@dataclass(frozen=True, slots=True)
class Absent:
    """No such row, or no such report."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that holds something which may be misread."""


Cell: TypeAlias = int | Blank | Absent | Unread


@dataclass(frozen=True, slots=True)
class Record:
    """What one submission says: its cells, its attributes, the fields of the item that is judged."""

    cells: Mapping[Place, Cell]
    attributes: Mapping[str, int | str | None]
    aspects: Mapping[tuple[str, str | None, int, str], int]
    fields: Mapping[str, int]
    filled: Mapping[Place, int]
    zeroed: bool = False
    beyond: Mapping[object, Fraction | None] = field(default_factory=dict)


def verdict(instance: typed.Instance, missing: Missing, record: Record, signed: frozenset[str]) -> Verdict:
    """What the language says of an instance, by trying fillings."""
    as_zero = replace(record, zeroed=missing in {Missing.TRY_ZERO, Missing.ZERO})
    strict = list(_worlds(instance, as_zero if missing is Missing.ZERO else record, signed))
    tried = list(_worlds(instance, as_zero, signed))
    if all(_holds(instance.when, world) is True and condition(instance.require, world) is False for world in strict):
        return Verdict.FAIL
    if all(_is_idle(instance, world) for world in tried):
        return Verdict.NOT_APPLICABLE
    if all(condition(instance.require, world) is True for world in tried):
        return Verdict.PASS
    return Verdict.UNKNOWN


def condition(it: typed.Condition, record: Record) -> Truth:  # noqa: C901, PLR0911, PLR0912 - one case a node
    """A condition where every figure is filled in."""
    match it:
        case typed.Comparison():
            return _compared(it, record)
        case typed.Every(args):
            return every([condition(arg, record) for arg in args])
        case typed.Either(args):
            return not_(every([not_(condition(arg, record)) for arg in args]))
        case typed.Denial(arg):
            return not_(condition(arg, record))
        case typed.Implication(antecedent, consequent, otherwise):
            first = either(not_(condition(antecedent, record)), condition(consequent, record))
            if otherwise is None:
                return first
            return every([first, either(condition(antecedent, record), condition(otherwise, record))])
        case typed.Equivalence(left, right):
            one, two = condition(left, record), condition(right, record)
            return None if one is None or two is None else one == two
        case typed.Present(arg):
            return _present(arg, record)
        case typed.TextIn(arg, values):
            text = record.attributes.get(arg.name)
            return None if text is None else text in values
        case typed.TextFits(arg, pattern):
            text = record.attributes.get(arg.name)
            return None if text is None else re.search(pattern, str(text)) is not None
        case typed.Possible(stated, scale, base, low, high):
            return possible([number(part, record) for part in (stated, scale, base)], low, high)
        case typed.Unique():
            count = record.beyond.get(it)
            return None if count is None else count == 1
        case typed.Standing(rule, verdicts):
            return standing(rule, record) in verdicts
        case typed.Always(holds):
            return holds
        case _ as never:
            assert_never(never)


def standing(rule: typed.CheckedRule, record: Record) -> Verdict:
    """The verdict of a whole rule: the worst of its instances; which blanks are filled in beside it does not matter."""
    bare = replace(record, filled={}, zeroed=False)
    found = [verdict(instance, rule.missing, bare, frozenset()) for instance in rule.instances]
    worst = (Verdict.FAIL, Verdict.UNKNOWN, Verdict.PASS, Verdict.NOT_APPLICABLE)
    return next(each for each in worst if each in found)


def number(it: typed.Number, record: Record) -> Fraction | None:  # noqa: C901, PLR0911, PLR0912 - one case a node
    """A number where every figure is filled in; None where a divisor is zero or a day does not exist."""
    match it:
        case typed.Constant(value):
            return value
        case typed.Figure(code, _, _, member, back):
            return Fraction(_filled((code, member, back), record))
        case typed.AttributeFigure(name):
            given = record.attributes.get(name)
            return Fraction(given) if isinstance(given, int) else Fraction(record.filled[name, None, -1])
        case typed.CellAspect(figure, aspect):
            return Fraction(record.aspects.get((figure.indicator, figure.member, figure.years_back, aspect), 0))
        case typed.ItemField(field):
            return Fraction(record.fields[field])
        case typed.YearDate(year, month, day):
            return day_of(number(year, record), month, day)
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
            return record.beyond.get(it)
        case typed.Rounded(arg, digits, measure):
            return rounded(number(arg, record), Fraction(measure.factor, 10**digits))
        case typed.YearOf(day):
            ordinal = number(day, record)
            return None if ordinal is None else Fraction(date.fromordinal(int(ordinal)).year)
        case typed.Workdays(start, end):
            return workdays(number(start, record), number(end, record))
        case typed.Sum(args):
            return sum_of([number(arg, record) for arg in args])
        case typed.Negative(arg):
            return sum_of([times(number(arg, record), Fraction(-1))])
        case typed.Product(left, right):
            return times(number(left, record), number(right, record))
        case typed.Quotient(left, right):
            top, bottom = number(left, record), number(right, record)
            return None if top is None or not bottom else top / bottom
        case typed.Largest(args):
            found = [number(arg, record) for arg in args]
            return None if None in found else max(value for value in found if value is not None)
        case typed.Smallest(args):
            found = [number(arg, record) for arg in args]
            return None if None in found else min(value for value in found if value is not None)
        case typed.Applied(function, args):
            found = [number(arg, record) for arg in args]
            wholes = tuple(int(value) for value in found if value is not None)
            given = None if len(wholes) < len(found) else _plugged(function).meaning(wholes)
            return None if given is None else Fraction(given)
        case typed.Absolute(arg):
            inner = number(arg, record)
            return None if inner is None else abs(inner)
        case typed.Default(arg, fallback):
            absent = any(_is_absent(figure, record) for figure in figures(arg))
            return number(fallback if absent else arg, record)
        case _ as never:
            assert_never(never)


def _plugged(name: str) -> Function:
    return next(load_function(plugin) for plugin in plugins(FUNCTIONS) if plugin.name == name)


def figures(it: object) -> Iterator[typed.Figure | typed.AttributeFigure]:
    """All figures and attributes within a typed tree."""
    if isinstance(it, typed.Figure | typed.AttributeFigure):
        yield it
    elif isinstance(it, tuple):
        for part in it:
            yield from figures(part)
    elif type(it).__module__.startswith(typed.__name__) and hasattr(it, "__slots__"):
        for name in type(it).__slots__:
            yield from figures(getattr(it, name))


def _worlds(instance: typed.Instance, record: Record, signed: frozenset[str]) -> Iterator[Record]:
    """The record with each of the fillings of its unknown figures that are tried."""
    unknown = [place for place in _places(instance) if _is_open(place, record)]
    few = len(unknown) <= _FEW
    choices = [(SIGNED_FILLINGS if place[0] in signed else FILLINGS)[:: 1 if few else 3] for place in unknown]
    for filling in product(*choices):
        yield replace(record, filled=dict(zip(unknown, filling, strict=True)))


def _places(instance: typed.Instance) -> list[Place]:
    found = (*figures(instance.require), *figures(instance.when))
    return list(
        dict.fromkeys(
            (it.indicator, it.member, it.years_back) if isinstance(it, typed.Figure) else (it.name, None, -1)
            for it in found
        )
    )


def _is_open(place: Place, record: Record) -> bool:
    if place[2] < 0:
        return record.attributes.get(place[0]) is None
    cell = record.cells.get(place, Absent())
    return not isinstance(cell, int) and not (isinstance(cell, Blank) and record.zeroed)


def _filled(place: Place, record: Record) -> int:
    cell = record.cells.get(place, Absent())
    if isinstance(cell, int):
        return cell
    return 0 if isinstance(cell, Blank) and record.zeroed else record.filled[place]


def _is_absent(it: typed.Figure | typed.AttributeFigure, record: Record) -> bool:
    if isinstance(it, typed.AttributeFigure):
        return record.attributes.get(it.name) is None
    return isinstance(record.cells.get((it.indicator, it.member, it.years_back), Absent()), Blank | Absent)


def _present(it: typed.Figure | typed.AttributeFigure | typed.AttributeText, record: Record) -> bool:
    if isinstance(it, typed.Figure):
        return not _is_absent(it, record)
    return record.attributes.get(it.name) is not None


def _holds(it: typed.Condition | None, record: Record) -> Truth:
    return True if it is None else condition(it, record)


def _is_idle(instance: typed.Instance, record: Record) -> bool:
    if _holds(instance.when, record) is False:
        return True
    it = instance.require
    return isinstance(it, typed.Implication) and it.otherwise is None and condition(it.antecedent, record) is False


def _compared(it: typed.Comparison, record: Record) -> Truth:
    left, right = number(it.left, record), number(it.right, record)
    if left is None or right is None:
        return None
    slacks = [slack.amount * abs(right) if slack.relative else slack.amount for slack in it.tolerances] or [Fraction(0)]
    return any(agrees(it.op, left - right, slack) for slack in slacks) != (it.op is Operator.NE)
