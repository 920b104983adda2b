"""Expressions as written: names, numbers and what is made of them."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import TypeAlias

if TYPE_CHECKING:
    from fractions import Fraction

    from auditor.source import Span


@dataclass(frozen=True, slots=True)
class Node:
    """Anything with a place in the file."""

    span: Span = field(compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A name, without its quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class Star(Node):
    """`*` in brackets: each column in turn."""


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A number with its unit word, which may begin with 万 or 亿."""

    value: Fraction
    unit: Name | None = None


@dataclass(frozen=True, slots=True)
class Date(Node):
    """A day; without a year it is a day of any year."""

    year: int | None
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Text(Node):
    """A quoted text."""

    value: str


@dataclass(frozen=True, slots=True)
class Ref(Node):
    """A name, perhaps of something within something (`正文.x`), perhaps with a column (`x[列]`)."""

    parts: tuple[Name, ...]
    index: tuple[Name | Star, ...] = ()


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function with its arguments."""

    name: Name
    args: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class SetOf(Node):
    """Some things between braces."""

    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Minus(Node):
    """A number with its sign changed."""

    arg: Expr


@dataclass(frozen=True, slots=True)
class Additive(Node):
    """Terms joined by `+` and `-`; `ops` are the signs between them."""

    args: tuple[Expr, ...]
    ops: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Multiplicative(Node):
    """Factors joined by `*` and `/`; `ops` are the signs between them."""

    args: tuple[Expr, ...]
    ops: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """A comparison, or a chain of them (0 ≤ a ≤ b); `ops` are the signs of `words.COMPARISONS`."""

    args: tuple[Expr, ...]
    ops: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between(Node):
    """介于 … 与 …, both ends included."""

    arg: Expr
    low: Expr
    high: Expr


@dataclass(frozen=True, slots=True)
class Within(Node):
    """属于 or 不属于."""

    arg: Expr
    choices: Expr
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Not(Node):
    """非."""

    arg: Expr


@dataclass(frozen=True, slots=True)
class And(Node):
    """且, n-ary."""

    args: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    """或, n-ary."""

    args: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Iff(Node):
    """当且仅当."""

    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class If(Node):
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
