"""What a formula says: frozen nodes, each with the offset that it begins at."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TypeAlias

STAR = "*"
FLOATING = "''"


@dataclass(frozen=True, slots=True)
class Cell:
    """`Z7[3,1].-1@2`: the table, the two places (a number, `*`, or `''` for floating rows), periods back, the task.

    `second` is None where only one place is given.
    """

    at: int = field(compare=False)
    table: str
    first: int | str
    second: int | str | None
    back: int = 0
    task: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written."""

    at: int = field(compare=False)
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text between quotation marks."""

    at: int = field(compare=False)
    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A word: a code of the cover page."""

    at: int = field(compare=False)
    text: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    at: int = field(compare=False)
    name: str
    args: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Operands with the signs between them, all of one level: sums, products, comparisons, AND, OR."""

    at: int = field(compare=False)
    operands: tuple[Node, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """A sign or NOT before an operand."""

    at: int = field(compare=False)
    sign: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Conditional:
    """IF … THEN … [ELSE …]."""

    at: int = field(compare=False)
    condition: Node
    consequent: Node
    otherwise: Node | None


Node: TypeAlias = "Cell | Number | Text | Name | Call | Chain | Before | Conditional"


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula with the rows or columns that it is restricted to, and where that is said."""

    body: Node
    scope: tuple[int, ...] = ()
    scope_at: int = 0


def cells(node: Node) -> tuple[Cell, ...]:
    """All cells of a formula, in reading order."""
    match node:
        case Cell():
            return (node,)
        case Call(_, _, args) | Chain(_, args, _):
            return tuple(cell for arg in args for cell in cells(arg))
        case Before(_, _, operand):
            return cells(operand)
        case Conditional(_, condition, consequent, otherwise):
            parts = (condition, consequent, *(() if otherwise is None else (otherwise,)))
            return tuple(cell for part in parts for cell in cells(part))
        case _:
            return ()
