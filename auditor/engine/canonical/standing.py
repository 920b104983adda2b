"""The verdict of a rule as a statement of another: 状态(「A-B07」) = 不通过. Always decided: a rule has some verdict.

The same meaning as `ruling`, said in normal form; a rule of several instances has the worst of their verdicts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Protocol

from msgspec import Struct

from auditor.engine.canonical.algebra import LeafKind
from auditor.engine.canonical.cores import AllOf
from auditor.engine.canonical.cores import AnyOf
from auditor.engine.canonical.cores import Blank
from auditor.engine.canonical.cores import OneOf
from auditor.engine.canonical.cores import Sure
from auditor.engine.canonical.cores import Truth
from auditor.engine.canonical.cores import core_leaves
from auditor.engine.canonical.cores import denied
from auditor.lang import typed
from auditor.lang.typed import Missing
from auditor.lang.world.measures import in_years
from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.engine.canonical.cores import Core


class Normal(Protocol):
    """What brings a condition into normal form."""

    def __call__(self, condition: typed.Condition, *, skip: bool = False) -> Core:
        """The condition in normal form; with `skip`, blank terms are left out of sums."""


class _Instance(Struct, frozen=True):
    """Whether an instance fails, is idle or passes; the first that holds counts."""

    fails: Core
    idles: Core
    passes: Core


def standing(rule: typed.CheckedRule, verdicts: tuple[Verdict, ...], normal: Normal) -> Core:
    """That a rule has one of some verdicts on the record."""
    found = [_instance(rule, instance, normal) for instance in rule.instances]
    fails = AnyOf(tuple(it.fails for it in found))
    unknown = denied(AllOf(tuple(AnyOf((it.fails, it.idles, it.passes)) for it in found)))
    passes = AnyOf(tuple(AllOf((denied(it.idles), it.passes)) for it in found))
    each: dict[Verdict, Core] = {
        Verdict.FAIL: fails,
        Verdict.UNKNOWN: AllOf((denied(fails), unknown)),
        Verdict.PASS: AllOf((denied(fails), denied(unknown), passes)),
        Verdict.NOT_APPLICABLE: AllOf((denied(fails), denied(unknown), denied(passes))),
    }
    return AnyOf(tuple(each.get(verdict, Truth(holds=False)) for verdict in verdicts))


# ------------------------------------------------------------------------------------------------------------- within


def _instance(rule: typed.CheckedRule, instance: typed.Instance, normal: Normal) -> _Instance:
    skip, missing = rule.missing is Missing.SKIP, rule.missing
    as_zero, tried = missing is Missing.ZERO, missing in {Missing.ZERO, Missing.TRY_ZERO}
    require = normal(instance.require, skip=skip)
    when = normal(instance.when, skip=skip) if instance.when is not None else Truth(holds=True)
    idle = denied(when)
    if isinstance(instance.require, typed.Implication) and instance.require.otherwise is None:
        idle = AnyOf((idle, denied(normal(instance.require.antecedent, skip=skip))))
    inside: Core = AllOf(tuple(_scope(rule.scope, normal)))
    fails: Core = AllOf((Sure(denied(require), as_zero), Sure(when, as_zero)))
    if missing is Missing.FAIL:
        cells = dict.fromkeys(
            leaf for it in (require, when) for leaf in core_leaves(it) if leaf.kind is LeafKind.FIGURE
        )
        blank = AnyOf(tuple(Blank(leaf) for leaf in cells))
        fails = AnyOf(
            (fails, AllOf((Sure(require, as_zero=False, holds=False), blank, Sure(denied(idle), as_zero=False))))
        )
    return _Instance(
        AllOf((inside, fails)),
        AnyOf((denied(inside), Sure(idle, tried))),
        Sure(require, tried),
    )


def _scope(scope: typed.Scope, normal: Normal) -> Iterator[Core]:
    """That a record is within the scope of a rule; what is not known is not."""
    if scope.years:
        yield Sure(normal(typed.Either(tuple(typed.Every(in_years(years)) for years in scope.years))), as_zero=False)
    for name, allowed in (("单位级别", scope.levels), ("单位地区", scope.regions), ("单位类型", scope.kinds)):
        if allowed:
            yield Sure(OneOf(name, allowed), as_zero=False)
    if scope.except_units:
        yield Sure(OneOf("单位", scope.except_units), as_zero=False, holds=False)
