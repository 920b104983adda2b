"""What is to be judged together: the statements of all rules, grouped by form and grain."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import Diagnostic
from auditor.engine.canonical.algebra import LeafKind
from auditor.engine.canonical.algebra import TooLargeError
from auditor.engine.canonical.cores import AnyOf
from auditor.engine.canonical.cores import core_leaves
from auditor.engine.canonical.cores import denied
from auditor.engine.canonical.normal import core
from auditor.engine.codes import RULE_BROKEN
from auditor.engine.codes import RULE_TOO_LARGE
from auditor.lang.typed import Grain
from auditor.lang.typed import Implication
from auditor.lang.typed import Missing

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from auditor.engine.canonical.algebra import Leaf
    from auditor.engine.canonical.cores import Core
    from auditor.lang.typed import CheckedRule
    from auditor.lang.typed import Instance
    from auditor.results import Severity
    from auditor.source import Source


# NOTE: the forms of several years say much the same.
normal_form = lru_cache(maxsize=10_000)(core)


class Statement(Struct, frozen=True):
    """One instance of a rule in normal form.

    `idle` is what makes it not applicable when it certainly holds: that 当, or the statement's antecedent, is false.
    """

    rule: CheckedRule
    instance: Instance
    require: Core
    when: Core | None
    idle: Core | None
    leaves: tuple[Leaf, ...]
    grades: tuple[tuple[Core | None, Severity], ...] = ()

    @property
    def graded_leaves(self) -> tuple[Leaf, ...]:
        """What only the grades of the rule speak of."""
        return tuple(leaf for condition, _ in self.grades if condition is not None for leaf in core_leaves(condition))

    @property
    def figures(self) -> tuple[Leaf, ...]:
        """The table figures that it speaks of."""
        return tuple(leaf for leaf in self.leaves if leaf.kind is LeafKind.FIGURE)


class Step(Struct, frozen=True):
    """All statements that are judged on the same rows, in the order of the rules."""

    form: str
    grain: Grain
    statements: tuple[Statement, ...]


class Plan(Struct, frozen=True):
    """The steps of a run, and the rules that cannot take part, each with its diagnostic."""

    steps: tuple[Step, ...]
    broken: tuple[tuple[str, Diagnostic], ...] = ()


def make_plan(rules: Iterable[CheckedRule], sources: Iterable[Source] = ()) -> Plan:
    """The plan for some rules; `sources` are for pointing at those that break."""
    by_path = {source.path: source for source in sources}
    groups: defaultdict[tuple[str, Grain], list[Statement]] = defaultdict(list)
    broken: list[tuple[str, Diagnostic]] = []
    for rule in rules:
        try:
            statements = [state(rule, instance, normal_form) for instance in rule.instances]
        except Exception as error:  # noqa: BLE001 - one rule that breaks must never take the others with it
            broken.append((rule.info.id, breakage(rule, error, by_path.get(rule.info.path))))
        else:
            groups[rule.form, rule.grain].extend(statements)
    steps = tuple(Step(form, grain, tuple(statements)) for (form, grain), statements in groups.items() if statements)
    return Plan(steps, tuple(broken))


def normalise(rules: Iterable[CheckedRule], goes_on: Callable[[], bool]) -> None:
    """Has the normal forms of some rules at hand for the plans to be made, rule after rule as long as that goes on."""
    for rule in takewhile(lambda _: goes_on(), rules):
        with suppress(Exception):  # whoever plans it meets the same error
            for instance in rule.instances:
                state(rule, instance, normal_form)


def state(rule: CheckedRule, instance: Instance, normal: Callable[..., Core] = core) -> Statement:
    """An instance in normal form, as `normal` gives it."""
    skip = rule.missing is Missing.SKIP
    require = normal(instance.require, skip=skip)
    when = None if instance.when is None else normal(instance.when, skip=skip)
    idle = _idle(instance, require, when)
    found = (leaf for it in (require, when) if it is not None for leaf in core_leaves(it))
    grades = tuple(
        (None if it.condition is None else normal(it.condition, skip=skip), it.severity)
        for it in instance.grades or rule.grades
    )
    return Statement(rule, instance, require, when, idle, tuple(dict.fromkeys(found)), grades)


def breakage(rule: CheckedRule, error: BaseException, source: Source | None) -> Diagnostic:
    """Why a rule could not be judged, at its place in the rule file."""
    code = RULE_TOO_LARGE if isinstance(error, TooLargeError | RecursionError) else RULE_BROKEN
    reason = f"{type(error).__name__}: {error}".splitlines()[0]
    return Diagnostic(code, source, rule.span, {"rule": rule.info.id, "reason": reason})


def _idle(instance: Instance, require: Core, when: Core | None) -> Core | None:
    ways = [] if when is None else [denied(when)]
    if isinstance(instance.require, Implication) and instance.require.otherwise is None and isinstance(require, AnyOf):
        # NOTE: an implication without 否则 is that its antecedent is false, or that what follows holds.
        ways.append(require.args[0])
    return AnyOf(tuple(ways)) if ways else None
