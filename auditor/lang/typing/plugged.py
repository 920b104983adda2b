"""Calls of functions that other packages add to the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.lang import codes
from auditor.lang import typed
from auditor.lang.typing.fitting import same_unit
from auditor.lang.world.measures import PLAIN
from auditor.lang.world.names import say_argument
from auditor.plugins import BROKEN_PLUGIN
from auditor.plugins import load_function

if TYPE_CHECKING:
    from auditor.lang import ast
    from auditor.lang.typed import Number
    from auditor.lang.typing.reading import Read
    from auditor.lang.world.environment import Env
    from auditor.plugins import Plugin

_FIGURES = (
    typed.Figure,
    typed.AttributeFigure,
    typed.CellAspect,
    typed.ItemField,
    typed.Relative,
    typed.ChildrenCount,
    typed.Tally,
    typed.Length,
)


def applied(plugin: Plugin, node: ast.Call, env: Env, read: Read) -> Number | None:
    """What a function of another package gives; one that cannot be loaded is told at its place in the rule."""
    try:
        function = load_function(plugin)
    except Exception as error:  # noqa: BLE001 - whatever somebody else's code does, the other rules go on
        env.say(BROKEN_PLUGIN, node.name.span, None, **plugin.broken(error).values)
        return None
    groups = [read.numbers(arg, env) for arg in node.args]
    known = [group for group in groups if group is not None]
    if len(known) < len(groups):
        return None
    nodes = [arg for arg, group in zip(node.args, known, strict=True) for _ in group]
    args = tuple(number for group in known for number in group)
    if not function.least <= len(args) <= function.most:
        least, most = function.least, function.most
        expected = str(least) if least == most else f"{least}–{most}"
        env.say(codes.ARITY, node.span, function=node.name.text, expected=expected, found=str(len(args)))
        return None
    for arg, number in zip(nodes, args, strict=True):
        if not _is_whole(number):
            say_argument(arg, node.name.text, ("整数：指标及其和差", "whole numbers: figures, sums of them"), env)
            return None
    fitted = same_unit(nodes, args, env)
    if fitted is None:
        return None
    return typed.Applied(plugin.name, fitted, fitted[0].measure if function.keeps_unit and fitted else PLAIN)


def _is_whole(number: Number) -> bool:
    """Whether a number is whole whatever the figures are."""
    match number:
        case typed.Constant(value):
            return value.denominator == 1
        case typed.Sum(args) | typed.Largest(args) | typed.Smallest(args) | typed.Applied(_, args):
            return all(map(_is_whole, args))
        case typed.Negative(arg) | typed.Absolute(arg):
            return _is_whole(arg)
        case _:
            return isinstance(number, _FIGURES)
