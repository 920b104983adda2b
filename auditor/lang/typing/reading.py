"""How functions read what they are given: handed to them, since numbers and functions are made of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.lang.world.figures import plain_figure
from auditor.lang.world.groups import indicators_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

    from auditor.lang import ast
    from auditor.lang.typed import Number
    from auditor.lang.world.environment import Env

Numbers = tuple["Number", ...]


class Read(Struct, frozen=True):
    """How an expression is read: as one number, or as the numbers of a group."""

    number: Callable[[ast.Expr, Env], Number | None]
    numbers: Callable[[ast.Expr, Env], Numbers | None]

    def all(self, nodes: Sequence[ast.Expr], env: Env) -> Numbers | None:
        """The numbers of several expressions, groups taken apart."""
        found = [self.numbers(node, env) for node in nodes]
        known = [each for each in found if each is not None]
        return tuple(each for group in known for each in group) if len(known) == len(found) else None

    def cells(self, nodes: Sequence[ast.Expr], env: Env) -> Numbers | None:
        """The numbers of several expressions, an indicator with columns standing for every one of them."""
        found = [_every_column(node, env, self) for node in nodes]
        known = [each for each in found if each is not None]
        return tuple(each for group in known for each in group) if len(known) == len(found) else None


def _every_column(node: ast.Expr, env: Env, read: Read) -> Numbers | None:
    indicators = indicators_of(node, env)
    if indicators is None:
        return read.numbers(node, env)
    return tuple(
        plain_figure(each, member) for each in indicators if not each.is_heading for member in (each.members or (None,))
    )
