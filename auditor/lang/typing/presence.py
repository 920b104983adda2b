"""有值, 缺失, 完整: whether figures, attributes and texts stand there, and whether anything is in a head's row."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING
from typing import TypeAlias

from auditor.lang import ast
from auditor.lang import codes
from auditor.lang import typed
from auditor.lang.known import all_known
from auditor.lang.typed import Operator
from auditor.lang.typing.numbers import numbers
from auditor.lang.typing.texts import text_of
from auditor.lang.vocabulary.function_words import Func
from auditor.lang.world.figures import attribute_figure
from auditor.lang.world.figures import plain_figure
from auditor.lang.world.groups import indicators_of
from auditor.lang.world.measures import PLAIN
from auditor.lang.world.names import Attribute
from auditor.lang.world.names import attribute_name
from auditor.lang.world.names import lookup
from auditor.lang.world.names import say_argument

if TYPE_CHECKING:
    from auditor.lang.typed import Condition
    from auditor.lang.typed import Number
    from auditor.lang.world.environment import Env


def presence(func: Func, node: ast.Call, env: Env) -> Condition | None:
    """有值, 缺失, 完整: whether something stands there; always decided."""
    found = [_filled(arg, env) or _stands(arg, env) for arg in node.args]
    if any(each is None for each in found):
        return None
    present = tuple(subject for each in found if each is not None for subject in each)
    if not present or (func is not Func.COMPLETE and len(present) > 1):
        say_argument(node, node.name.text, ("一个指标", "one indicator"), env)
        return None
    made = present[0] if len(present) == 1 else typed.Every(present)
    return typed.Denial(made) if func is Func.MISSING else made


def _filled(node: ast.Expr, env: Env) -> tuple[Condition, ...] | None:
    """Of heads, which have no figure of their own, whether anything is written in their row."""
    name = node.parts[0].text if isinstance(node, ast.Ref) else ""
    if name not in env.loops and name not in env.form.indicators:
        return None
    heads = tuple(each for each in indicators_of(node, env) or () if each.is_heading)
    return tuple(
        typed.Comparison(
            Operator.GT,
            typed.CellAspect(plain_figure(each), typed.Aspect.FILLED, PLAIN),
            typed.Constant(Fraction(), PLAIN, "0"),
        )
        for each in heads
    )


def _stands(node: ast.Expr, env: Env) -> tuple[Condition, ...] | None:
    found = _subjects(node, env)
    return None if found is None else tuple(typed.Present(subject) for subject in found)


_Subject: TypeAlias = typed.Figure | typed.AttributeFigure | typed.AttributeText


def _subjects(node: ast.Expr, env: Env) -> tuple[_Subject, ...] | None:
    text = None if isinstance(node, ast.Text) else text_of(node, env)
    if text is not None:
        if text.years_back:
            env.say(codes.NOT_AVAILABLE, node.span, name=env.text(node))
            return None
        return (text,)
    if isinstance(node, ast.Ref) and len(node.parts) == 1 and attribute_name(node.parts[0].text):
        meaning = lookup(node.parts[0], env)
        if isinstance(meaning, Attribute):
            return (attribute_figure(meaning),)
    found = numbers(node, env)
    if found is None:
        return None
    known: tuple[_Subject, ...] | None = all_known(_unscaled(each) for each in found)
    if known is None:
        say_argument(node, "有值", ("指标或报告的属性", "an indicator or an attribute"), env)
    return known


def _unscaled(found: Number) -> typed.Figure | typed.AttributeFigure | None:
    if isinstance(found, typed.Product) and isinstance(found.left, typed.Figure):
        return found.left
    return found if isinstance(found, (typed.Figure, typed.AttributeFigure)) else None
