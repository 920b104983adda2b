"""The balances of a form as one system of linear equations, and what they are on one submission's figures."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.engine.locate.repairs.search import NORMAL
from auditor.lang.typed import Comparison
from auditor.lang.typed import Every
from auditor.lang.typed import Figure
from auditor.lang.typed import Grain
from auditor.lang.typed import Missing
from auditor.lang.typed import Operator
from auditor.lang.typed.linear import canonical
from auditor.results import Severity
from auditor.results import State as RuleState
from auditor.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.engine.locate.repairs.sheet import Place
    from auditor.lang.typed import CheckedRule
    from auditor.lang.typed import Condition
    from auditor.lang.typed import Instance
    from auditor.schema import Form

# What a change costs beside NORMAL: more for what the form says can be trusted, and for totals of several balances.
_TRUSTED = 2
_MOST_TRUSTED = 4
_CONFIRMED = 1


class Tie(Struct, frozen=True):
    """A comparison that is linear in this year's figures: `terms` and `constant` come to zero, or to at most zero.

    `numbered` are the terms by the numbers that the system gives to its figures.
    """

    rule: CheckedRule
    instance: Instance
    terms: tuple[tuple[Place, int], ...]
    numbered: Mapping[int, int]
    constant: int
    is_equation: bool


class System(Struct, frozen=True):
    """All ties of a form, and the figures that they speak of, by place and, with what a change costs, by number."""

    ties: tuple[Tie, ...]
    figures: Mapping[Place, Figure]
    places: tuple[Place, ...]
    weights: tuple[int, ...]
    signed: frozenset[Place]

    @classmethod
    def of(cls, form: Form, rules: Iterable[CheckedRule]) -> System:
        """The ties of the active rules of a form that matter: balances, and the bounds that must be kept."""
        figures: dict[Place, Figure] = {}
        ties = tuple(tie for rule in rules if _matters(rule, form) for tie in _ties(rule, figures))
        wholes = Counter(whole for tie in ties if (whole := whole_of(tie)) is not None)
        weights = tuple(_weight(form, place, wholes[place]) for place in figures)
        signed = frozenset(place for place, figure in figures.items() if figure.signed)
        return cls(ties, MappingProxyType(figures), tuple(figures), weights, signed)


def whole_of(tie: Tie) -> Place | None:
    """The figure of a balance that is the sum of the others, where one is."""
    if not tie.is_equation or tie.constant or len(tie.terms) <= 2:  # noqa: PLR2004 - of two figures neither is the whole
        return None
    for sign in (1, -1):
        mine = [place for place, coefficient in tie.terms if coefficient * sign > 0]
        if len(mine) == 1:
            return mine[0]
    return None


# ------------------------------------------------------------------------------------------------------------- within


def _matters(rule: CheckedRule, form: Form) -> bool:
    return (
        rule.form == form.code
        and rule.grain is Grain.RECORD
        and rule.info.state is RuleState.ACTIVE
        and rule.info.severity is not Severity.NOTICE
        and rule.missing is not Missing.FAIL
    )


def _ties(rule: CheckedRule, figures: dict[Place, Figure]) -> Iterator[Tie]:
    for instance in rule.instances:
        if instance.when is not None:
            continue
        for comparison in _comparisons(instance.require):
            tie = _tie(rule, instance, comparison, figures)
            if tie is not None:
                yield tie


def _comparisons(it: Condition) -> Iterator[Comparison]:
    """What a statement demands unconditionally."""
    if isinstance(it, Comparison) and not it.tolerances:
        yield it
    elif isinstance(it, Every):
        for arg in it.args:
            yield from _comparisons(arg)


def _tie(rule: CheckedRule, instance: Instance, it: Comparison, figures: dict[Place, Figure]) -> Tie | None:
    if it.op is Operator.NE:
        return None
    form = canonical(it)
    terms: list[tuple[Place, int]] = []
    found: dict[Place, Figure] = {}
    for atom, coefficient in form.form.terms:
        if not isinstance(atom, Figure) or atom.years_back or atom.measure.kind not in {Kind.COUNT, Kind.MONEY}:
            return None
        terms.append(((atom.indicator, atom.member), int(coefficient)))
        found[atom.indicator, atom.member] = atom
    constant = form.form.constant
    if not terms or constant.denominator != 1:
        return None
    # NOTE: all is in whole numbers, so that below zero is at most minus one.
    below = 1 if form.op is Operator.LT else 0
    is_equation = form.op is Operator.EQ
    if not is_equation and rule.info.severity is not Severity.ERROR:
        return None
    for place, figure in found.items():
        figures.setdefault(place, figure)
    number = {place: index for index, place in enumerate(figures)}
    numbered = MappingProxyType({number[place]: coefficient for place, coefficient in terms})
    return Tie(rule, instance, tuple(terms), numbered, int(constant) + below, is_equation)


def _weight(form: Form, place: Place, wholes: int) -> int:
    """What changing a figure costs, of all that is known without the submission."""
    indicator = form.by_code.get(place[0])
    trust = 0 if indicator is None else min(_MOST_TRUSTED, _TRUSTED * max(0, indicator.trust - 1))
    return NORMAL + trust + (_CONFIRMED if wholes > 1 else 0)
