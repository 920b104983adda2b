"""What stands in checked rules, wherever it stands."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from typing import Any

from msgspec import Struct

from auditor.lang import typed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

_LEVEL = "单位级别"


def parts_of(tree: object) -> Iterator[Any]:
    """A checked tree and all typed values that it is made of."""
    left: list[Any] = [tree]
    while left:
        each = left.pop()
        if type(each) is tuple:
            left += each
        else:
            yield each
            kind: type = type(each)
            left += [getattr(each, name) for name in _fields_of(kind)]


def levels_of(rules: Iterable[typed.CheckedRule]) -> frozenset[str]:
    """The levels of units that rules name, in their scopes and in what they ask."""
    return frozenset(level for rule in rules for levels in levels_asked_for(rule) for level in levels)


def levels_asked_for(rule: typed.CheckedRule) -> Iterator[tuple[str, ...]]:
    """The levels of which a rule asks a unit to be of one, in its scope and in each of its conditions."""
    yield rule.scope.levels
    for part in parts_of(rule.instances):
        if isinstance(part, typed.TextIn) and part.arg.name == _LEVEL:
            yield part.values


def _is_node(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Struct)


_TREES = frozenset({"Number", "Condition", *(name for name, each in vars(typed).items() if _is_node(each))})


@cache
def _fields_of(kind: type) -> tuple[str, ...]:
    """The names of what a kind of typed value is made of that is of a typed kind itself; nothing else is."""
    if not kind.__module__.startswith(typed.__name__) or not _is_node(kind):
        return ()
    return tuple(name for name, said in kind.__annotations__.items() if _TREES & {*re.findall(r"\w+", said)})
