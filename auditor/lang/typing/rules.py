"""One rule checked for one form: what people read of it, what it comes to, where it applies."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.lang import ast
from auditor.lang import codes
from auditor.lang import typed
from auditor.lang.typing.instances import bindings
from auditor.lang.typing.instances import instances_of
from auditor.lang.typing.messages import read_message
from auditor.lang.typing.relations import peer_keys
from auditor.lang.vocabulary.keywords import KIND_WORDS
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.lang.vocabulary.keywords import Rounding
from auditor.lang.vocabulary.keywords import ScopeKey
from auditor.lang.world.environment import Env
from auditor.lang.world.environment import Report
from auditor.results import RuleInfo
from auditor.results import State
from auditor.source import fold

if TYPE_CHECKING:
    from auditor.lang.world.environment import FormNames
    from auditor.lang.world.environment import World
    from auditor.lang.world.spec import Spec


def rule_info(spec: Spec) -> RuleInfo:
    """What people read of a rule."""
    kind = spec.text(ClauseKey.KIND)
    return RuleInfo(
        id=spec.id,
        title=spec.title,
        severity=spec.severity,
        state=State(spec.choice(ClauseKey.STATUS) or State.ACTIVE),
        kind=KIND_WORDS.get(fold(kind), kind),
        statement=_statement(spec),
        basis=spec.text(ClauseKey.BASIS),
        fix=spec.text(ClauseKey.FIX),
        tags=tuple(text.value for text, _ in spec.items(ClauseKey.TAGS)),
        path=spec.source.path,
        line=spec.source.position(spec.node.span.start).line,
        forms=spec.forms,
        related=tuple(text.value for text, _ in spec.items(ClauseKey.RELATED)),
        version=spec.text(ClauseKey.VERSION),
        grading=_written(spec, ClauseKey.GRADE),
        peers=tuple(text.value for text, _ in spec.items(ClauseKey.BY)),
        english=spec.text(ClauseKey.ENGLISH),
        comment=spec.comment,
    )


def _written(spec: Spec, key: ClauseKey) -> str:
    """A clause as it is written, on one line."""
    said = spec.find(key)
    return "" if said is None else " ".join(said.source.slice(said.clause.body).split())


def _statement(spec: Spec) -> str:
    """要求 as it is written, after 当 where there is one."""
    said = {key: spec.find(key) for key in (ClauseKey.WHEN, ClauseKey.REQUIRE)}
    words = {
        key: " ".join(each.source.slice(each.clause.body).split()) for key, each in said.items() if each is not None
    }
    when, require = said[ClauseKey.WHEN], words.get(ClauseKey.REQUIRE, "")
    if when is None:
        return require
    joint = ": " if when.clause.word.text.isascii() else "："
    return f"{when.clause.word.text} {words[ClauseKey.WHEN]}{joint}{require}"


def check_rule(spec: Spec, form: FormNames, world: World, report: Report) -> typed.CheckedRule | None:
    """The rule as it can be run on the records of one form; None, with diagnostics, where it cannot."""
    env = _env(spec, form, world, report)
    judged = instances_of(spec, env)
    message = read_message(spec, _sample_env(spec, env))
    if judged is None or report.diagnostics:
        return None
    grains = {each.grain for each in judged}
    if len(grains) > 1:
        env.say(codes.MIXED_GRAINS, spec.node.span)
        return None
    instances = tuple(each.instance for each in judged)
    graded = {instance.grades for instance in instances}
    return typed.CheckedRule(
        info=rule_info(spec),
        form=form.form.code,
        grain=grains.pop(),
        instances=instances,
        missing=typed.Missing(spec.choice(ClauseKey.MISSING) or typed.Missing.UNKNOWN),
        scope=_scope(spec),
        message=message,
        unless_failed=tuple(text.value for text, _ in spec.items(ClauseKey.UNLESS_FAILED)),
        grades=graded.pop() if len(graded) == 1 else (),
        span=spec.node.span,
    )


def _env(spec: Spec, form: FormNames, world: World, report: Report) -> Env:
    rounding = Rounding(spec.choice(ClauseKey.ROUNDING) or Rounding.HALF_UP)
    outer = Env(world, form, spec.source, report, rounding=rounding)
    if spec.find(ClauseKey.BY) is not None:
        outer = replace(outer, peers=peer_keys(spec, outer))
    if not spec.params:
        return outer
    return replace(outer, macros=MappingProxyType({name: (arg, outer) for name, arg in spec.params}))


def _scope(spec: Spec) -> typed.Scope:
    said = spec.find(ClauseKey.APPLIES)
    parts = said.clause.value.parts if said is not None and isinstance(said.clause.value, ast.Applies) else ()
    years = tuple(span for part in parts for span in part.years)
    words = {key: tuple(word for part in parts if part.key is key for word in part.words) for key in ScopeKey}
    return typed.Scope(
        years, words[ScopeKey.LEVELS], words[ScopeKey.REGIONS], words[ScopeKey.KINDS], words[ScopeKey.EXCEPT]
    )


def sample_env(spec: Spec, form: FormNames, world: World, report: Report) -> Env:
    """The surroundings of a rule's first binding, for what stands outside of its clauses: the columns of its tests."""
    return _sample_env(spec, _env(spec, form, world, report))


def _sample_env(spec: Spec, env: Env) -> Env:
    """The surroundings of the first binding, for placeholders; mistakes in the loops are noted elsewhere."""
    if spec.find(ClauseKey.FOREACH) is None:
        return env
    quiet = replace(env, report=Report())
    first = next(bindings(spec, quiet), None)
    return replace(first or quiet, report=env.report)
