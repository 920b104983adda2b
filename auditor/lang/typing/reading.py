"""How functions read what they are given: handed to them, since numbers and functions are made of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.lang.known import joined
from auditor.lang.world.figures import plain_figure
from auditor.lang.world.groups import indicators_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

    from auditor.lang import ast
    from auditor.lang.typed import Number
    from auditor.lang.typed import Numbers
    from auditor.lang.world.environment import Env


class Read(Struct, frozen=True):
    """How an expression is read: as one number, or as the numbers of a group."""

    number: Callable[[ast.Expr, Env], Number | None]
    numbers: Callable[[ast.Expr, Env], Numbers | None]

    def all(self, nodes: Sequence[ast.Expr], env: Env) -> Numbers | None:
        """The numbers of several expressions, groups taken apart."""
        return joined([self.numbers(node, env) for node in nodes])

    def cells(self, nodes: Sequence[ast.Expr], env: Env) -> Numbers | None:
        """The numbers of several expressions, an indicator with columns standing for every one of them."""
        return joined([_every_column(node, env, self) for node in nodes])


def _every_column(node: ast.Expr, env: Env, read: Read) -> Numbers | None:
    indicators = indicators_of(node, env)
    if indicators is None:
        return read.numbers(node, env)
    return tuple(
        plain_figure(each, member) for each in indicators if not each.is_heading for member in (each.members or (None,))
    )
