"""Which checked rules look beyond one report."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from msgspec import Struct

from auditor.lang import typed

_RELATIONAL = frozenset(
    {typed.Relative, typed.ChildrenCount, typed.Peers, typed.Resemblance, typed.Similarity, typed.Unique}
)


def is_relational(tree: object) -> bool:
    """Whether a checked tree looks at other reports as a whole, so that a test of it needs them all."""
    left: list[Any] = [tree]
    while left:
        each = left.pop()
        kind: type = type(each)
        if kind is tuple:
            left += each
        elif kind in _RELATIONAL or (kind is typed.AttributeText and each.years_back > 0):
            return True
        else:
            left += [getattr(each, name) for name in _parts_of(kind)]
    return False


def _is_node(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Struct)


_TREES = frozenset({"Number", "Condition", *(name for name, each in vars(typed).items() if _is_node(each))})


@cache
def _parts_of(kind: type) -> tuple[str, ...]:
    """The names of what a kind of typed value is made of that is of a typed kind itself; nothing else is."""
    if not kind.__module__.startswith(typed.__name__) or not _is_node(kind):
        return ()
    return tuple(name for name, said in kind.__annotations__.items() if _TREES & {*re.findall(r"\w+", said)})
