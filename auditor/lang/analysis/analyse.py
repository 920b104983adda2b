"""What can be known of a rule set before any data: what contradicts, what follows, what never applies, what is bare.

Everything said of several rules rests on a proof in exact numbers (`linear.refute`), over complete filings
with figures that are not negative.
"""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec import field
from msgspec.structs import replace

from auditor.diagnostics import Diagnostic
from auditor.diagnostics import Words
from auditor.lang import lint_codes as codes
from auditor.lang import typed
from auditor.lang.analysis.cases import Case
from auditor.lang.analysis.cases import both
from auditor.lang.analysis.linear import refute
from auditor.lang.analysis.lint import lint
from auditor.lang.analysis.scopes import covers
from auditor.lang.analysis.scopes import overlap
from auditor.lang.analysis.scopes import scope_classes
from auditor.lang.analysis.units import Unit
from auditor.lang.analysis.units import alike
from auditor.lang.analysis.units import atoms_of
from auditor.lang.analysis.units import is_about_tables
from auditor.lang.analysis.units import is_generated
from auditor.lang.analysis.units import is_of_record
from auditor.lang.analysis.units import is_of_same
from auditor.lang.analysis.units import is_reason
from auditor.lang.analysis.units import kind_of
from auditor.lang.analysis.units import smallest
from auditor.lang.analysis.units import unit_of
from auditor.lang.analysis.units import within_form
from auditor.lang.world.notes import place_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.diagnostics import Code
    from auditor.lang.analysis.linear import Constraint
    from auditor.results import Severity
    from auditor.schema import Form
    from auditor.source import Source

_MOST_PAIRS = 4000


def analyse(book: typed.RuleBook) -> tuple[Diagnostic, ...]:
    """All that can be said of the rules of a book before they run."""
    found = list(lint(book))
    told: set[tuple[str, str]] = set()
    for form in book.schema.forms.values():
        for each in _Desk.of(book, form).all():
            key = (each.code.id, each.values["rule"])
            if key not in told:
                told.add(key)
                found.append(each)
    return tuple(sorted(found, key=lambda each: each.order))


def requirements(book: typed.RuleBook, form: Form, severities: frozenset[Severity]) -> tuple[Constraint, ...]:
    """What every submission of a form must satisfy, in all its years, as far as it is linear."""
    desk = _Desk.of(book, form)
    strict = (unit for unit in desk.units if is_of_record(unit) and unit.rule.info.severity in severities)
    return tuple(each for unit in strict for each in unit.constraints)


class _Desk(Struct, frozen=True, eq=False):
    """The rules of one form that are judged on the same things, and what holds for all figures because of them.

    `alike` are, by the figures that they are about, the rules that bound the same thing, the nearest bound first.
    `bad` are the rules of which something is said: nothing is concluded from them, since all follows from nonsense.
    """

    book: typed.RuleBook
    form: Form
    units: tuple[Unit, ...]
    alike: dict[int, list[list[Unit]]] = field(default_factory=lambda: defaultdict(list))
    known: dict[tuple[int, int], bool] = field(default_factory=dict)
    bad: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, book: typed.RuleBook, form: Form) -> _Desk:
        """The desk of a form."""
        units: list[Unit] = []
        scopes: dict[typed.Scope, typed.Scope] = {}
        for rule in book.rules:
            if rule.form != form.code:
                continue
            scope = rule.scope if rule.scope.years else within_form(rule.scope, form)
            scope = scopes.setdefault(scope, scope)
            units += [unit_of(at, rule, scope, it) for at, it in enumerate(rule.instances, len(units))]
        desk = cls(book, form, tuple(units))
        for same in alike(units):
            for number in dict.fromkeys(number for each in same[0].constraints for number in each.numbers):
                desk.alike[number].append(same)
        return desk

    def all(self) -> Iterator[Diagnostic]:
        """All that is to be said."""
        for check in (self._contradictions, self._never, self._conflicts):
            for each in tuple(check()):
                self.bad.update({each.values["rule"], *each.values.get("others", "").split("、")} - {""})
                yield each
        yield from self._implied()

    # ------------------------------------------------------------------------------------------------------ proofs

    def _around(self, wanted: Iterable[Constraint], unit: Unit, *, without: frozenset[str]) -> list[Constraint]:
        """What holds wherever a unit applies and is linked to some constraints by the figures that they share.

        Of the rules that bound the same thing the nearest bound is enough.
        """
        left_out = without | self.bad
        seen = {number for each in wanted for number in each.numbers}
        queue = list(seen)
        found: dict[int, Unit] = {}
        while queue:
            for same in self.alike.get(queue.pop(), ()):
                other = next((each for each in same if each.rule.info.id not in left_out), None)
                if other is None or other.at in found or not self._holds_for(other, unit):
                    continue
                found[other.at] = other
                fresh = {number for each in other.constraints for number in each.numbers} - seen
                seen |= fresh
                queue += fresh
        return [each for at in sorted(found) for each in found[at].constraints]

    def _holds_for(self, other: Unit, unit: Unit) -> bool:
        key = (id(other.scope), id(unit.scope))
        if key not in self.known:
            self.known[key] = covers(other.scope, unit.scope)
        return self.known[key] and is_of_same(other, unit)

    def _disproof(
        self, possible: Sequence[Case], unit: Unit, *, without: frozenset[str] = frozenset()
    ) -> frozenset[str] | None:
        """The rules that rule out every one of some cases, None where one of them may be."""
        used: set[str] = set()
        for case in possible:
            proof = refute(case.constraints) if len(case.constraints) > 1 else None
            if proof is None:
                proof = refute([*case.constraints, *self._around(case.constraints, unit, without=without)])
            if proof is None:
                return None
            used |= {self.units[at].rule.info.id for at in proof if at >= 0}
        return frozenset(used)

    # ------------------------------------------------------------------------------------------------------- checks

    def _contradictions(self) -> Iterator[Diagnostic]:
        """Sets of rules that no figures satisfy together, each as small as can be."""
        told: set[frozenset[str]] = set()
        for inside in scope_classes(tuple(unit.scope for unit in self.units)):
            left = [self.units[at] for at in inside if self.units[at].constraints and is_of_record(self.units[at])]
            while left:
                proof = refute([each for unit in left for each in unit.constraints])
                if proof is None:
                    break
                guilty = smallest([unit for unit in left if unit.at in proof])
                ids = frozenset(unit.rule.info.id for unit in guilty)
                if ids not in told:
                    told.add(ids)
                    yield self._contradiction(guilty)
                left = [unit for unit in left if unit.rule.info.id not in ids]

    def _contradiction(self, guilty: list[Unit]) -> Diagnostic:
        last = guilty[-1]
        others = tuple(dict.fromkeys(unit.rule.info.id for unit in guilty if unit.rule.info.id != last.rule.info.id))
        if others:
            return self._say(codes.CONTRADICTION, last, others=_listed(others))
        return self._say(codes.NEVER_HOLDS, last, because_zh="", because_en="")

    def _never(self) -> Iterator[Diagnostic]:
        """Rules that never apply, and rules that cannot be satisfied where they do."""
        for unit in self.units:
            if unit.is_conditional:
                why = self._disproof(unit.when, unit, without=frozenset({unit.rule.info.id}))
                if why is not None and self._is_idle(unit.rule):
                    yield self._say(codes.NEVER_APPLIES, unit, **_because(why - {unit.rule.info.id}))
                    continue
            elif unit.constraints:
                continue
            why = self._disproof(both((unit.when, unit.require)), unit, without=frozenset({unit.rule.info.id}))
            if why is not None and self._disproof(unit.when, unit) is None:
                yield self._say(codes.NEVER_HOLDS, unit, **_because(why - {unit.rule.info.id}))

    def _is_idle(self, rule: typed.CheckedRule) -> bool:
        """Whether no binding of a rule ever applies: one that does not is no fault of the rule."""
        own = frozenset({rule.info.id})
        bindings = [unit for unit in self.units if unit.rule is rule]
        return all(self._disproof(unit.when, unit, without=own) is not None for unit in bindings)

    def _conflicts(self) -> Iterator[Diagnostic]:
        """Pairs of rules with conditions that may hold together and requirements that cannot."""
        pairs = 0
        conditional = [unit for unit in self.units if unit.is_conditional and is_about_tables(unit)]
        by_atom: defaultdict[typed.Number, list[Unit]] = defaultdict(list)
        for unit in conditional:
            earlier = dict.fromkeys(
                other for atom in atoms_of(unit.require) for other in by_atom[atom] if other.rule is not unit.rule
            )
            for other in earlier:
                pairs += 1
                if pairs > _MOST_PAIRS:
                    return
                if overlap(unit.scope, other.scope) and is_of_same(unit, other) and self._is_conflict(unit, other):
                    yield self._say(codes.CONFLICT, unit, others=other.rule.info.id)
            for atom in atoms_of(unit.require):
                by_atom[atom].append(unit)

    def _is_conflict(self, one: Unit, two: Unit) -> bool:
        together = both((one.when, two.when))
        if not together or self._disproof(both((one.when, two.when, one.require, two.require)), one) is None:
            return False
        alone = (self._disproof(both((unit.when, unit.require)), unit) for unit in (one, two))
        return self._disproof(together, one) is None and all(proof is None for proof in alone)

    def _implied(self) -> Iterator[Diagnostic]:
        """Rules that follow from others that are at least as severe and apply wherever they do."""
        by_rule: dict[str, list[Unit]] = {}
        for unit in self.units:
            by_rule.setdefault(unit.rule.info.id, []).append(unit)
        kinds: defaultdict[tuple[object, ...], set[str]] = defaultdict(set)
        for name, units in by_rule.items():
            kinds[kind_of(units[0].rule)].add(name)
        spare: set[str] = set()
        for name, units in reversed(by_rule.items()):
            if name in self.bad or is_generated(units[0].rule) or units[0].rule.grades:
                continue
            alike = ((by_rule[next(iter(names))][0].rule, names) for names in kinds.values())
            weaker = [names for other, names in alike if not is_reason(other, units[0].rule)]
            why = self._why(units, frozenset({name}.union(spare, *weaker)))
            if why is None:
                continue
            spare.add(name)
            others = why - {name}
            # NOTE: a rule that yields to what it follows from is kept on purpose, as is one that a stricter yields to.
            stricter = by_rule[next(iter(others))][0].rule if len(others) == 1 else None
            is_kept = stricter is not None and name in stricter.unless_failed
            if not others or not (is_kept or others <= set(units[0].rule.unless_failed)):
                yield self._follows(units[0], tuple(sorted(others)), stricter)

    def _why(self, units: list[Unit], without: frozenset[str]) -> frozenset[str] | None:
        used: frozenset[str] = frozenset()
        for unit in units:
            proof = self._disproof(unit.failing, unit, without=without) if unit.failing else None
            if proof is None:
                return None
            used |= proof
        return used

    def _follows(self, unit: Unit, others: tuple[str, ...], stricter: typed.CheckedRule | None) -> Diagnostic:
        if not others:
            return self._say(codes.ALWAYS_HOLDS, unit)
        if stricter is None:
            return self._say(codes.IMPLIED, unit, others=_listed(others))
        told = self._say(codes.REDUNDANT, unit, others=_listed(others))
        is_elsewhere = stricter.info.path != unit.rule.info.path and not is_generated(stricter)
        return replace(told, hint=self._stricter_elsewhere(unit, stricter)) if is_elsewhere else told

    def _stricter_elsewhere(self, unit: Unit, stricter: typed.CheckedRule) -> Words:
        """What helps where a rule of another file is stricter: as a rule one's own, and the other one is not."""
        source = self._source(stricter.info.path)
        place = place_words(source, stricter.span) if source and stricter.span else stricter.info.path
        name, other = unit.rule.info.id, stricter.info.id
        return Words(
            f"{other}（{place}）更严，一处错报两次：在 {other} 里写一行 让位: {name} 就只报一次；或这里写 状态: 停用",
            f"{other} ({place}) is stricter, and a mistake is told twice: a line unless_failed: {name} in {other} has "
            f"it told once; or retire this one (status: retired)",
        )

    def _say(self, code: Code, unit: Unit, **values: str) -> Diagnostic:
        known = MappingProxyType({"rule": unit.rule.info.id, **values})
        return Diagnostic(code, self._source(unit.rule.info.path), unit.rule.span, known)

    def _source(self, path: str) -> Source | None:
        return next((each for each in self.book.sources if each.path == path), None)


def _listed(ids: Iterable[str]) -> str:
    return "、".join(ids)


def _because(ids: Iterable[str]) -> dict[str, str]:
    named = _listed(sorted(ids))
    return {
        "because_zh": f"（由 {named} 推出）" if named else "",
        "because_en": f" (because of {named})" if named else "",
    }
