"""Checked rules as JSON for other programs: what each rule is called, and its typed tree for every form.

A node is an object whose `is` is its kind (`Comparison`, `Sum`, `Figure`), the other keys being its parts by name, as
`lang.typed` describes them. Whole numbers are numbers; a fraction is a text, `1/3`.
"""

from __future__ import annotations

import json
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Any

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.lang.typed import CheckedRule
    from auditor.lang.typed import RuleBook

FORMAT = 1
_TEXTS = ("id", "title", "severity", "state", "kind", "statement", "basis", "fix")


def rules_json(book: RuleBook) -> bytes:
    """The rules of a book in their order; the same book gives the same bytes."""
    made = {"format": FORMAT, "rules": [_rule(rule) for rule in book.rules]}
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


def tree(it: object) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """A typed tree as what JSON can hold.

    Raises:
        TypeError: it holds what is no part of a tree.
    """
    match it:
        case Enum():
            return it.value
        case None | bool() | int() | str():
            return it
        case Fraction():
            return it.numerator if it.denominator == 1 else f"{it.numerator}/{it.denominator}"
        case tuple() | list():
            return [tree(each) for each in it]
        case Struct():
            return _node(it, it.__struct_fields__)
        case _:
            raise TypeError(type(it).__name__)


# ------------------------------------------------------------------------------------------------------------- within


def _node(it: object, names: Iterable[str]) -> dict[str, Any]:
    return {"is": type(it).__name__, **{name: tree(getattr(it, name)) for name in names}}


def _rule(rule: CheckedRule) -> dict[str, Any]:
    info = rule.info
    return {
        **{name: str(getattr(info, name)) for name in _TEXTS},
        "form": rule.form,
        "grain": rule.grain.value,
        "missing": rule.missing.value,
        "instances": [
            {"binding": it.binding, "when": tree(it.when), "require": tree(it.require)} for it in rule.instances
        ],
    }
