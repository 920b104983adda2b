"""Expressions over the columns of a wide frame: one tree, which every engine is given in its own words.

A number is whole and never null, a condition is true or false: what is not known is a condition beside its number
(`ends.End`). So no engine's own way with nulls, with division or with rounding can change a verdict. Equal terms are
one object, made once; a term that many others use becomes a column of its own (`staged`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.engine.canonical.algebra import Steps

if TYPE_CHECKING:
    from collections.abc import Hashable
    from collections.abc import Iterable


class Op(StrEnum):
    """What a term is made by; `Term.value` holds what is no term itself.

    Numbers: COLUMN a column with 0 where it is null (its name); NUMBER a constant; LINEAR a sum of terms times the
    factors in `value[:-1]`, and the constant `value[-1]`; TIMES; DIVIDE and REMAINDER rounded down, by what is
    positive; GREATEST and LEAST of numbers each followed by whether it counts, anything where none does; CHOOSE the
    second where the first holds, else the third; STEP a function of a day (`Steps`), 0 where it is not known; CALL a
    function of another package (its name), 0 where it gives nothing.
    Conditions: TRUE, FALSE; ABOVE a number above the constant `value`; NULL the column `value[0]` is null; AMONG the
    column `value[0]` is one of the rest of `value`, false where it is null; STEPPABLE a function of a day is known;
    ANSWERS a function of another package gives a number; NOT, ALL, ANY.
    """

    COLUMN = "column"
    NUMBER = "number"
    LINEAR = "linear"
    TIMES = "times"
    DIVIDE = "divide"
    REMAINDER = "remainder"
    GREATEST = "greatest"
    LEAST = "least"
    CHOOSE = "choose"
    STEP = "step"
    CALL = "call"
    TRUE = "true"
    FALSE = "false"
    ABOVE = "above"
    NULL = "null"
    AMONG = "among"
    STEPPABLE = "steppable"
    ANSWERS = "answers"
    NOT = "not"
    ALL = "all"
    ANY = "any"


CONDITIONS = frozenset(
    {Op.TRUE, Op.FALSE, Op.ABOVE, Op.NULL, Op.AMONG, Op.STEPPABLE, Op.ANSWERS, Op.NOT, Op.ALL, Op.ANY},
)
SHORT, NARROW, USUAL, WIDE = 16, 32, 64, 128


class Term(Struct, frozen=True, eq=False):
    """A node of the tree; `width` is how many bits its numbers need, 0 for a condition. `at` is the order of making."""

    op: Op
    args: tuple[Term, ...]
    value: Hashable
    width: int
    at: int


def staged(roots: Iterable[Term]) -> list[list[tuple[Term, str]]]:
    """The terms that are used or asked for more than once, with the names of columns to keep them in, stage by stage.

    Those of a stage use only those of earlier ones, so that a number within a number within a number stays small.
    """
    uses: dict[Term, int] = {}
    order = by_need(list(roots), uses)
    stages: list[list[tuple[Term, str]]] = []
    depth: dict[Term, int] = {}
    for term in order:
        below = max((depth[arg] for arg in term.args), default=0)
        depth[term] = below
        if uses[term] > 1 and term.op not in {Op.NUMBER, Op.TRUE, Op.FALSE} and not is_free(term):
            while len(stages) <= below:
                stages.append([])
            stages[below].append((term, f"x{below}_{len(stages[below])}"))
            depth[term] = below + 1
    return stages


def by_need(roots: list[Term], uses: dict[Term, int]) -> list[Term]:
    """All terms below some roots, each after those that it uses; how often each is used is counted."""
    order: list[Term] = []
    stack: list[tuple[Term, bool]] = [(root, False) for root in reversed(roots)]
    while stack:
        term, ready = stack.pop()
        if ready:
            order.append(term)
            continue
        uses[term] = uses.get(term, 0) + 1
        if uses[term] == 1:
            stack.append((term, True))
        # NOTE: what is worked out again asks again for what it is made of.
        if uses[term] == 1 or is_free(term):
            stack += [(arg, False) for arg in reversed(term.args)]
    return order


def constant_of(term: Term) -> int:
    """The constant of a NUMBER, or of what is asked by ABOVE."""
    assert isinstance(term.value, int)  # noqa: S101 - by how terms are made
    return term.value


def factors_of(term: Term) -> tuple[int, ...]:
    """The factors of a LINEAR, and after them its constant."""
    assert isinstance(term.value, tuple)  # noqa: S101 - by how terms are made
    return term.value


def words_of(term: Term) -> tuple[str, ...]:
    """The column of a NULL or of an AMONG, and what it is to be one of."""
    assert isinstance(term.value, tuple)  # noqa: S101 - by how terms are made
    return term.value


def steps_of(term: Term) -> Steps:
    """Which function of a day a STEP is."""
    assert isinstance(term.value, Steps)  # noqa: S101 - by how terms are made
    return term.value


def function_of(term: Term) -> str:
    """Which function of another package a CALL is."""
    assert isinstance(term.value, str)  # noqa: S101 - by how terms are made
    return term.value


def sides_of(term: Term) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """What is to hold of an ALL or an ANY, and what is not to."""
    plain = tuple(arg for arg in term.args if arg.op is not Op.NOT)
    return plain, tuple(arg.args[0] for arg in term.args if arg.op is Op.NOT)


def is_free(term: Term) -> bool:
    """Whether it costs next to nothing to work a term out again: what turns bits round, or sets two side by side."""
    return term.op is Op.NOT or (term.op is Op.LINEAR and term.value in {(1, -1, 0), (-1, 1, 0)})


def is_size(term: Term) -> bool:
    """Whether a GREATEST is an absolute value: of a number, and the same with its sign changed."""
    if term.op is not Op.GREATEST or len(term.args) != 4:  # noqa: PLR2004 - two numbers with their conditions
        return False
    first, counts, second, also = term.args
    turned = second.op is Op.LINEAR and second.args == (first,) and second.value == (-1, 0)
    return turned and counts.op is Op.TRUE and also.op is Op.TRUE
