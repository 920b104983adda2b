"""Rules as analysis sees them: each binding with when it applies, what it asks, and how it fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.lang import typed
from auditor.lang.analysis.cases import ANYTHING
from auditor.lang.analysis.cases import Case
from auditor.lang.analysis.cases import both
from auditor.lang.analysis.cases import cases
from auditor.lang.analysis.linear import refute
from auditor.results import Severity
from auditor.results import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.lang.analysis.linear import Constraint
    from auditor.schema import Form

_STRENGTH = {Severity.NOTICE: 0, Severity.WARNING: 1, Severity.ERROR: 2}


class Unit(Struct, frozen=True, eq=False):
    """One binding of a rule: when it applies, what it then asks, how it fails; `item` is whose mentions it judges."""

    at: int
    rule: typed.CheckedRule
    scope: typed.Scope
    when: tuple[Case, ...]
    require: tuple[Case, ...]
    failing: tuple[Case, ...]
    item: str | None = None

    @property
    def is_conditional(self) -> bool:
        """Whether there are figures to which it does not apply."""
        return self.when != ANYTHING

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """What all figures must satisfy because of it; nothing for a rule with conditions or choices."""
        plain = not self.is_conditional and len(self.require) == 1 and not self.require[0].marks
        return self.require[0].constraints if plain else ()


def unit_of(at: int, rule: typed.CheckedRule, scope: typed.Scope, instance: typed.Instance) -> Unit:
    """One binding of a rule as analysis sees it."""
    when, require = [cases(instance.when, owner=at)], instance.require
    if isinstance(require, typed.Implication) and require.otherwise is None:
        when.append(cases(require.antecedent, owner=at))
        require = require.consequent
    applies = both(when)
    return Unit(
        at,
        rule,
        scope,
        applies,
        cases(require, owner=at),
        both((applies, cases(require, holds=False, owner=at))),
        instance.indicator,
    )


def is_generated(rule: typed.CheckedRule) -> bool:
    """Whether a rule stands for the tree of an indicator, not for a statement of its own."""
    return rule.info.id.endswith((".分项", ".其中"))


def within_form(scope: typed.Scope, form: Form) -> typed.Scope:
    """A scope without years, in the years of its form."""
    years = () if form.years.first is None and form.years.last is None else (form.years,)
    return typed.Scope(years, scope.levels, scope.regions, scope.kinds, scope.except_units)


def is_of_record(unit: Unit) -> bool:
    """Whether a rule is judged once for each submission."""
    return unit.rule.grain is typed.Grain.RECORD


def is_of_same(other: Unit, unit: Unit) -> bool:
    """Whether what one says of an item is said of the other's: any rule on the record, or one on the same items."""
    return is_of_record(other) or (other.rule.grain is unit.rule.grain and other.item == unit.item)


def is_reason(other: typed.CheckedRule, rule: typed.CheckedRule) -> bool:
    """Whether one rule makes another needless when it says as much."""
    strong = _STRENGTH[other.info.severity] >= _STRENGTH[rule.info.severity] and not other.grades
    lasting = other.info.state is State.ACTIVE or rule.info.state is not State.ACTIVE
    return strong and lasting and rule.missing in (typed.Missing.UNKNOWN, typed.Missing.TRY_ZERO, other.missing)


def kind_of(rule: typed.CheckedRule) -> tuple[object, ...]:
    """All of a rule that `is_reason` looks at."""
    return rule.info.severity, rule.info.state, bool(rule.grades), rule.missing


def is_about_tables(unit: Unit) -> bool:
    """Whether a rule's condition is about the table: texts that contradict themselves are no fault of the rules."""
    spoken = (atom for atom in atoms_of(unit.when) if isinstance(atom, typed.ItemField | typed.AttributeFigure))
    return unit.require != ANYTHING and is_of_record(unit) and not any(spoken)


def smallest(guilty: list[Unit]) -> list[Unit]:
    """The units without those that the contradiction does not need."""
    kept = guilty
    for unit in guilty:
        rest = [other for other in kept if other is not unit]
        if rest and refute([each for other in rest for each in other.constraints]) is not None:
            kept = rest
    return kept


def alike(units: Iterable[Unit]) -> Iterable[list[Unit]]:
    """The units that ask anything of all figures, those together that bound the same thing, the nearest bound first."""
    found: dict[tuple[object, ...], list[Unit]] = {}
    for unit in units:
        plain = unit.constraints
        if not plain:
            continue
        is_bound = len(plain) == 1 and not plain[0].equality
        what = plain[0].bounded if is_bound else unit.at
        found.setdefault((what, id(unit.scope), unit.rule.grain, unit.item), []).append(unit)
    for same in found.values():
        same.sort(key=lambda unit: -unit.constraints[0].form.constant)
    return found.values()


def atoms_of(some: Iterable[Case]) -> set[typed.Number]:
    """What some cases speak of."""
    return {atom for case in some for each in case.constraints for atom, _ in each.form.terms}
