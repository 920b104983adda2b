"""An expression with a template's arguments in the place of its parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from msgspec.structs import replace

from auditor.lang import ast

if TYPE_CHECKING:
    from collections.abc import Mapping


def substituted(node: ast.Expr, given: Mapping[str, ast.Expr]) -> ast.Expr:
    """The expression with what is given for each parameter."""
    made: ast.Expr = _substitute(node, given)
    return made


def _substitute(value: Any, given: Mapping[str, ast.Expr]) -> Any:  # noqa: ANN401 - whatever a node holds
    if isinstance(value, tuple):
        return tuple(_substitute(each, given) for each in value)
    if not isinstance(value, ast.Node) or isinstance(value, ast.Name):
        return value
    arg = given.get(value.parts[0].text) if isinstance(value, ast.Ref) else None
    if isinstance(value, ast.Ref) and arg is not None:
        if (len(value.parts) == 1 and not value.index) or not isinstance(arg, ast.Ref):
            return arg
        return replace(value, parts=(*arg.parts, *value.parts[1:]))
    inner = {name: _substitute(getattr(value, name), given) for name in value.__struct_fields__ if name != "span"}
    return replace(value, **inner)
