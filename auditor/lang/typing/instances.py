"""The bindings of a rule and what it comes to in each: conditions typed, tolerances and grades read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.lang import ast
from auditor.lang import codes
from auditor.lang import typed
from auditor.lang.known import joined
from auditor.lang.typed import Grain
from auditor.lang.typing.conditions import condition
from auditor.lang.typing.loops import items_of
from auditor.lang.typing.messages import placeholders
from auditor.lang.typing.relations import enough_peers
from auditor.lang.typing.tolerance import tolerate
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.lang.vocabulary.words import PLACEHOLDER_WORDS
from auditor.lang.vocabulary.words import WORDS
from auditor.lang.vocabulary.words import Word
from auditor.lang.world.environment import Env
from auditor.lang.world.environment import Report
from auditor.lang.world.measures import RATIO
from auditor.lang.world.measures import in_years
from auditor.lang.world.names import param_ranges

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.lang.world.spec import Spec
    from auditor.schema import Years


_COLUMN = PLACEHOLDER_WORDS["column"]


class Judged(Struct, frozen=True):
    """What one binding of a rule comes to, and what it is judged on."""

    instance: typed.Instance
    grain: Grain


def bindings(spec: Spec, env: Env) -> Iterator[Env | None]:
    """The surroundings of each binding of the loops; None where a loop goes through nothing."""
    loops = [said for said in spec.all(ClauseKey.FOREACH) if isinstance(said.clause.value, ast.Foreach)]

    def bind(at: int, here: Env) -> Iterator[Env | None]:
        if at == len(loops):
            yield here
            return
        value = loops[at].clause.value
        if not isinstance(value, ast.Foreach):
            return
        items = items_of(value.items, here.at(loops[at].source))
        if items is None:
            yield None
            return
        for item in items:
            yield from bind(at + 1, here.looping(value.name.text, item))

    return bind(0, env)


def instances_of(spec: Spec, env: Env) -> tuple[Judged, ...] | None:
    """What each binding of a rule comes to; None, noted, where one of them makes no sense."""
    made: list[Judged] = []
    for here in bindings(spec, env):
        found = None if here is None else _expand(spec, here, env)
        if found is None:
            return None
        made += found
    return tuple(made)


def _expand(spec: Spec, here: Env, env: Env) -> tuple[Judged, ...] | None:
    """One binding, repeated for each column and each range of years that it turns out to need."""
    report = Report()
    judged = _judge(spec, replace(here, report=report))
    if report.columns and here.column is None and judged is not None:
        repeated = [replace(here, column=member) for member in report.columns]
    elif report.dated and here.years is None and judged is not None:
        repeated = [replace(here, years=years) for years in param_ranges(tuple(report.dated.values()))]
    else:
        env.report.diagnostics.extend(report.diagnostics)
        return None if judged is None else (judged,)
    return joined([_expand(spec, each, env) for each in repeated])


def _judge(spec: Spec, env: Env) -> Judged | None:
    require = _condition(spec, ClauseKey.REQUIRE, env)
    has_when = spec.find(ClauseKey.WHEN) is not None
    when = _condition(spec, ClauseKey.WHEN, env) if has_when else None
    if require is None or (has_when and when is None):
        return None
    require = tolerate(require, _tolerances(spec, env))
    grades = _grades(spec, require, env)
    grain = _grain(spec, env)
    if grades is None or grain is None:
        return None
    mentioned = next(iter(env.report.mentions), None)
    members = [item.code for item in env.loops.values() if item.kind == "member"]
    instance = typed.Instance(
        binding=_binding(env),
        require=require,
        when=_where_due(when, env),
        member=env.column or (members[0] if members else None),
        indicator=mentioned.indicator if mentioned is not None else None,
        bound=_bound(spec, env),
        grades=grades,
        column=mentioned.column if mentioned is not None else None,
    )
    return Judged(instance, grain)


def _condition(spec: Spec, key: ClauseKey, env: Env) -> typed.Condition | None:
    said = spec.find(key)
    if said is None:
        return None
    return condition(said.clause.value, env.at(said.source))  # type: ignore[arg-type] # an expression clause


def _tolerances(spec: Spec, env: Env) -> tuple[tuple[ast.Tolerance, Env], ...]:
    return tuple(
        (each, env.at(said.source))
        for said in spec.all(ClauseKey.TOLERANCE)
        if isinstance(said.clause.value, ast.Tolerances)
        for each in said.clause.value.items
    )


def _grain(spec: Spec, env: Env) -> Grain | None:
    kinds = {Grain(item.kind) for item in env.loops.values() if item.kind in ("enumeration", "rate")}
    kinds |= {Grain.MENTION} if env.report.mentions else set()
    if len(kinds) > 1 or len(env.report.mentions) > 1:
        env.say(codes.MIXED_GRAINS, spec.node.span)
        return None
    return kinds.pop() if kinds else Grain.RECORD


def _where_due(when: typed.Condition | None, env: Env) -> typed.Condition | None:
    """The precondition, narrowed to where there are peers enough and to the years that the instance is checked for."""
    years = in_years(env.years) if env.years is not None else ()
    parts = (*years, *enough_peers(env), *((when,) if when is not None else ()))
    return parts[0] if len(parts) == 1 else typed.Every(parts) if parts else None


def _binding(env: Env) -> str:
    codes_bound = [item.code for item in env.loops.values() if item.kind in ("indicator", "member")]
    return ".".join((*codes_bound, *((env.column,) if env.column is not None else ())))


def _bound(spec: Spec, env: Env) -> tuple[tuple[str, str], ...]:
    """What the placeholders of loop variables, template parameters and rule parameters stand for."""
    found = {name: item.name for name, item in env.loops.items() if item.kind in ("indicator", "member")}
    if env.column is not None:
        member = env.form.find_member(env.column)
        found.setdefault(_COLUMN, member.name if member is not None else env.column)
    found |= {name: _words_of(arg, outer) for name, (arg, outer) in env.macros.items()}
    used = placeholders(spec) & env.form.params.keys()
    for name, param in env.form.params.items() if used else ():
        if name in used and name not in found:
            value = next((each for years, each in param.values if env.years is None or _covers(years, env.years)), None)
            if value is not None:
                found[name] = " ".join(param.source.slice(value.span).split())
    return tuple(found.items())


def _covers(years: Years, inner: Years) -> bool:
    sample = inner.first if inner.first is not None else inner.last
    return sample is None or sample in years


def _words_of(arg: ast.Expr, env: Env) -> str:
    if isinstance(arg, ast.Ref) and len(arg.parts) == 1 and not arg.index:
        owners = env.form.indicators.get(arg.parts[0].text, ())
        if len(owners) == 1:
            return env.form.form.by_code[owners[0]].name
    return env.text(arg)


# ----------------------------------------------------------------------------------------------------------- grades


def _grades(spec: Spec, require: typed.Condition, env: Env) -> tuple[typed.Grade, ...] | None:
    said = spec.find(ClauseKey.GRADE)
    if said is None or not isinstance(said.clause.value, ast.Grades):
        return ()
    inner = replace(env, source=said.source, extras=_differences(require))
    made: list[typed.Grade] = []
    for step in said.clause.value.steps:
        found = condition(step.condition, inner) if step.condition is not None else None
        if step.condition is not None and found is None:
            return None
        made.append(typed.Grade(found, step.severity))
    return tuple(made)


def _differences(require: typed.Condition) -> Mapping[str, typed.Number]:
    """差额 and 相对差额 of the comparison that a rule requires."""
    comparison = _main_comparison(require)
    if comparison is None:
        return {}
    left, right = comparison.left, comparison.right
    difference = typed.Sum((left, typed.Negative(right, right.measure)), left.measure)
    share = typed.Quotient(typed.Absolute(difference, left.measure), typed.Absolute(right, right.measure), RATIO)
    named: dict[Word, typed.Number] = {Word.DIFFERENCE: difference, Word.RELATIVE_DIFFERENCE: share}
    return {spelled: number for word, number in named.items() for spelled in WORDS[word]}


def _main_comparison(require: typed.Condition) -> typed.Comparison | None:
    match require:
        case typed.Comparison():
            return require
        case typed.Implication(consequent=consequent):
            return _main_comparison(consequent)
        case typed.Every(args=args):
            return _main_comparison(args[0])
        case _:
            return None
