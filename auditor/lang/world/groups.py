"""Groups of indicators by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.lang import ast
from auditor.lang.known import joined
from auditor.lang.world.figures import indicator_of
from auditor.lang.world.names import BUILTIN_GROUPS
from auditor.lang.world.names import BuiltinGroup
from auditor.lang.world.names import find_indicator
from auditor.lang.world.names import lookup

if TYPE_CHECKING:
    from auditor.lang.world.environment import Env
    from auditor.schema import Indicator


def indicators_of(node: ast.Expr, env: Env) -> tuple[Indicator, ...] | None:
    """The indicators that a bare name or a group of bare names stands for, headings too; None where it is more."""
    if isinstance(node, ast.SetOf):
        return joined([indicators_of(item, env) for item in node.items])
    if not isinstance(node, ast.Ref) or len(node.parts) > 1 or node.index:
        return None
    name = node.parts[0]
    if name.text in env.macros:
        expr, outer = env.macros[name.text]
        return indicators_of(expr, outer)
    item = env.loops.get(name.text)
    if item is not None or name.text in env.form.indicators:
        indicator = indicator_of(item, env) if item is not None else find_indicator(name, env)
        return None if indicator is None else (indicator,)
    return _of_group(name, env)


def _of_group(name: ast.Name, env: Env) -> tuple[Indicator, ...] | None:
    if name.text in env.form.groups and name.text not in env.expanding:
        group = env.form.groups[name.text]
        return indicators_of(group.expr, env.within(name.text, group))
    meaning = lookup(name, env) if name.text in BUILTIN_GROUPS else None
    if isinstance(meaning, BuiltinGroup):
        return tuple(each for each in env.form.form.indicators if each.measure.kind in meaning.kinds)
    return None
