"""Expressions as conditions: comparisons and what joins them."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import assert_never

from msgspec.structs import replace

from auditor.lang import ast
from auditor.lang import codes
from auditor.lang import typed
from auditor.lang.known import all_known
from auditor.lang.typed import Operator
from auditor.lang.typing.calls import function_of
from auditor.lang.typing.fitting import points_fit
from auditor.lang.typing.fitting import same_unit
from auditor.lang.typing.functions import FUNCTIONS
from auditor.lang.typing.functions import Gives
from auditor.lang.typing.items import MENTION_FLAGS
from auditor.lang.typing.items import mention_flag
from auditor.lang.typing.literals import spread
from auditor.lang.typing.numbers import READ
from auditor.lang.typing.numbers import number
from auditor.lang.typing.presence import presence
from auditor.lang.typing.relations import multiple
from auditor.lang.typing.relations import nonincreasing
from auditor.lang.typing.relations import possible
from auditor.lang.typing.relations import unique
from auditor.lang.typing.rounding import agrees
from auditor.lang.typing.texts import compare_texts
from auditor.lang.typing.texts import text_fits
from auditor.lang.typing.texts import text_in
from auditor.lang.typing.texts import written_or_known
from auditor.lang.typing.verdicts import is_verdict
from auditor.lang.typing.verdicts import say_bare
from auditor.lang.typing.verdicts import verdict_among
from auditor.lang.vocabulary.function_words import FUNCTION_WORDS
from auditor.lang.vocabulary.function_words import Func
from auditor.lang.world.measures import PLAIN
from auditor.lang.world.measures import is_bare
from auditor.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.lang.typed import Condition
    from auditor.lang.typed import Number
    from auditor.lang.world.environment import Env

_OPERATORS: Mapping[str, Operator] = MappingProxyType({op.value: op for op in Operator})


def condition(node: ast.Expr, env: Env) -> Condition | None:
    """The condition that an expression is; None, with a diagnostic, where it is none."""
    match node:
        case ast.Compare():
            return _compare(node, env)
        case ast.Between():
            return _chain((node.low, node.arg, node.high), ("≤", "≤"), env)
        case ast.Within():
            return _within(node, env)
        case ast.Call():
            return _call(node, env)
        case ast.And() | ast.Or() | ast.Not() | ast.Iff() | ast.If():
            return _joined(node, env)
        case _:
            return _other(node, env)


def _other(node: ast.Expr, env: Env) -> Condition | None:
    """A template's parameter may be a condition; nothing else is left that could be."""
    if isinstance(node, ast.Ref) and len(node.parts) == 1 and node.parts[0].text in env.macros:
        expr, outer = env.macros[node.parts[0].text]
        return condition(expr, replace(outer, loops={**outer.loops, **env.loops}, column=env.column, years=env.years))
    env.say(codes.NOT_A_CONDITION, node.span, found=env.text(node))
    return None


def _conditions(nodes: Iterable[ast.Expr], env: Env) -> tuple[Condition, ...] | None:
    return all_known(condition(node, env) for node in nodes)


def _joined(node: ast.And | ast.Or | ast.Not | ast.Iff | ast.If, env: Env) -> Condition | None:
    args = _conditions(_parts(node), env)
    if args is None:
        return None
    match node:
        case ast.And():
            return typed.Every(args)
        case ast.Or():
            return typed.Either(args)
        case ast.Not():
            return typed.Denial(*args)
        case ast.Iff():
            return typed.Equivalence(*args)
        case ast.If():
            return _implied(*args)
        case _:
            assert_never(node)


def _implied(antecedent: Condition, consequent: Condition, otherwise: Condition | None = None) -> Condition:
    """若 甲 则 (若 乙 则 丙) is 若 甲 且 乙 则 丙: it does not apply where either does not hold."""
    if otherwise is None and isinstance(consequent, typed.Implication) and consequent.otherwise is None:
        return typed.Implication(typed.Every((antecedent, consequent.antecedent)), consequent.consequent)
    return typed.Implication(antecedent, consequent, otherwise)


def _parts(node: ast.And | ast.Or | ast.Not | ast.Iff | ast.If) -> tuple[ast.Expr, ...]:
    match node:
        case ast.And() | ast.Or():
            return node.args
        case ast.Not():
            return (node.arg,)
        case ast.Iff():
            return (node.left, node.right)
        case ast.If():
            parts = (node.antecedent, node.consequent, node.otherwise)
            return tuple(part for part in parts if part is not None)
        case _:
            assert_never(node)


# ------------------------------------------------------------------------------------------------------ comparisons


def _compare(node: ast.Compare, env: Env) -> Condition | None:
    if any(is_verdict(arg) for arg in node.args):
        return _compare_verdicts(node, env)
    if any(written_or_known(arg, env) is not None for arg in node.args):
        return compare_texts(node, env)
    return _chain(node.args, node.ops, env)


def _compare_verdicts(node: ast.Compare, env: Env) -> Condition | None:
    subject, *others = sorted(node.args, key=is_verdict, reverse=True)
    if len(others) != 1 or node.ops[0] not in ("=", "≠"):
        env.say(codes.NOT_A_NUMBER, subject.span, found=env.text(subject))
        return None
    return verdict_among(subject, others, env, negated=node.ops[0] == "≠")


def _chain(nodes: Sequence[ast.Expr], ops: Sequence[str], env: Env) -> Condition | None:
    made = [number(node, env) for node in nodes]
    if any(each is None for each in made):
        return None
    known = [each for each in made if each is not None]
    pairs = zip(ops, pairwise(known), pairwise(nodes), strict=True)
    found = [_pair(op, sides, written, env) for op, sides, written in pairs]
    args = tuple(each for each in found if each is not None)
    if len(args) != len(found):
        return None
    return args[0] if len(args) == 1 else typed.Every(args)


def _pair(op: str, sides: tuple[Number, Number], written: Sequence[ast.Expr], env: Env) -> Condition | None:
    dated = [side.measure.kind is Kind.DATE for side in sides]
    if any(dated) and any(is_bare(side) for side in sides):
        bare = written[dated.index(False)]
        env.say(
            codes.NOT_A_TEXT if isinstance(bare, ast.Text) else codes.UNIT_CLASH,
            bare.span,
            left="日期",
            right=env.text(bare),
        )
        return None
    fitted = same_unit(written, sides, env)
    if fitted is None or not points_fit(written, sides, env):
        return None
    left, right = fitted
    if op == "≈":
        return agrees(left, right, env.rounding)
    return _settled(typed.Comparison(_OPERATORS[op], left, right))


def _settled(comparison: typed.Comparison) -> Condition:
    """A comparison of constants is decided here."""
    left, right = comparison.left, comparison.right
    if not isinstance(left, typed.Constant) or not isinstance(right, typed.Constant):
        return comparison
    return typed.Always(comparison.op.holds(left.value, right.value))


def _within(node: ast.Within, env: Env) -> Condition | None:
    choices = spread(node.choices.items if isinstance(node.choices, ast.SetOf) else (node.choices,), env)
    if is_verdict(node.arg):
        return verdict_among(node.arg, choices, env, negated=node.negated)
    if written_or_known(node.arg, env) is not None or any(isinstance(choice, ast.Text) for choice in choices):
        return text_in(node.arg, choices, env, negated=node.negated)
    args = _conditions([ast.Compare((node.arg, each), ("=",), span=each.span) for each in choices], env)
    if args is None:
        return None
    found = typed.Either(args) if len(args) > 1 else args[0]
    return typed.Denial(found) if node.negated else found


# -------------------------------------------------------------------------------------------------------- functions


def _call(node: ast.Call, env: Env) -> Condition | None:
    function = function_of(node, env)
    if function is None:
        return None
    func = FUNCTION_WORDS[node.name.text]
    if func is Func.MENTIONED:
        return _positive(number(node, env))
    if FUNCTIONS[func].gives is not Gives.CONDITION:
        env.say(codes.NOT_A_CONDITION, node.span, found=env.text(node))
        return None
    special = _special(func, node, env)
    if special is not None:
        return special[0]
    if func in MENTION_FLAGS:
        return _is_one(mention_flag(MENTION_FLAGS[func], node, env))
    return presence(func, node, env)


def _special(  # noqa: PLR0911 - one case a function
    func: Func, node: ast.Call, env: Env
) -> tuple[Condition | None] | None:
    """Functions that read their arguments for themselves; None where this one does not."""
    match func:
        case Func.UNIQUE:
            return (unique(node, env),)
        case Func.VERDICT:
            say_bare(node, env)
            return (None,)
        case Func.GRIM:
            return (possible(node, env, READ),)
        case Func.CONTAINS | Func.MATCHES:
            return (text_fits(func, node, env),)
        case Func.NONINCREASING:
            found = READ.all(node.args, env)
            fitted = None if found is None else same_unit([node.args[0]] * len(found), found, env)
            return (None if fitted is None else nonincreasing(node, fitted, env),)
        case Func.MULTIPLE:
            one, step = (number(arg, env) for arg in node.args)
            pair = None if one is None or step is None else same_unit(node.args, (one, step), env)
            return (None if pair is None else multiple(node, pair, env),)
        case _:
            return None


def _positive(found: Number | None) -> Condition | None:
    return None if found is None else typed.Comparison(Operator.GT, found, _plain(0))


def _is_one(found: Number | None) -> Condition | None:
    return None if found is None else typed.Comparison(Operator.EQ, found, _plain(1))


def _plain(value: int) -> typed.Constant:
    return typed.Constant(Fraction(value), PLAIN, str(value))
