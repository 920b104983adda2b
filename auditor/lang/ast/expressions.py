"""Expressions as written: names, numbers and what is made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypeAlias

from msgspec import Struct

from auditor.source import Span

if TYPE_CHECKING:
    from fractions import Fraction


class Node(Struct, frozen=True, kw_only=True):
    """Anything with a place in the file, which is outside equality."""

    span: Span

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and _unplaced(self) == _unplaced(other)

    def __hash__(self) -> int:
        return hash(_unplaced(self))


def _unplaced(node: Node) -> tuple[object, ...]:
    parts = (getattr(node, name) for name in node.__struct_fields__)
    return tuple(part for part in parts if type(part) is not Span)


class Name(Node, frozen=True):
    """A name, without its quotes."""

    text: str


class Star(Node, frozen=True):
    """`*` in brackets: each column in turn."""


class Number(Node, frozen=True):
    """A number with its unit word, which may begin with 万 or 亿."""

    value: Fraction
    unit: Name | None = None


class Date(Node, frozen=True):
    """A day; without a year it is a day of any year."""

    year: int | None
    month: int
    day: int


class Text(Node, frozen=True):
    """A quoted text."""

    value: str


class Ref(Node, frozen=True):
    """A name, perhaps of something within something (`正文.x`), perhaps with a column (`x[列]`)."""

    parts: tuple[Name, ...]
    index: tuple[Name | Star, ...] = ()


class Call(Node, frozen=True):
    """A function with its arguments."""

    name: Name
    args: tuple[Expr, ...]


class SetOf(Node, frozen=True):
    """Some things between braces."""

    items: tuple[Expr, ...]


class Minus(Node, frozen=True):
    """A number with its sign changed."""

    arg: Expr


class Additive(Node, frozen=True):
    """Terms joined by `+` and `-`; `ops` are the signs between them."""

    args: tuple[Expr, ...]
    ops: tuple[str, ...]


class Multiplicative(Node, frozen=True):
    """Factors joined by `*` and `/`; `ops` are the signs between them."""

    args: tuple[Expr, ...]
    ops: tuple[str, ...]


class Compare(Node, frozen=True):
    """A comparison, or a chain of them (0 ≤ a ≤ b); `ops` are the signs of `words.COMPARISONS`."""

    args: tuple[Expr, ...]
    ops: tuple[str, ...]


class Between(Node, frozen=True):
    """介于 … 与 …, both ends included."""

    arg: Expr
    low: Expr
    high: Expr


class Within(Node, frozen=True):
    """属于 or 不属于."""

    arg: Expr
    choices: Expr
    negated: bool = False


class Not(Node, frozen=True):
    """非."""

    arg: Expr


class And(Node, frozen=True):
    """且, n-ary."""

    args: tuple[Expr, ...]


class Or(Node, frozen=True):
    """或, n-ary."""

    args: tuple[Expr, ...]


class Iff(Node, frozen=True):
    """当且仅当."""

    left: Expr
    right: Expr


class If(Node, frozen=True):
    """若 … 则 … [否则 …]."""

    antecedent: Expr
    consequent: Expr
    otherwise: Expr | None = None


Expr: TypeAlias = (
    Number
    | Date
    | Text
    | Ref
    | Call
    | SetOf
    | Minus
    | Additive
    | Multiplicative
    | Compare
    | Between
    | Within
    | Not
    | And
    | Or
    | Iff
    | If
)
