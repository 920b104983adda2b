"""What a term gives for one row, worked out as `terms.Op` says; numbers must fit into the width that they have."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypeAlias

from auditor.engine.canonical.steps import step
from auditor.engine.lowered.terms import Op
from auditor.engine.lowered.terms import constant_of
from auditor.engine.lowered.terms import factors_of
from auditor.engine.lowered.terms import steps_of
from auditor.engine.lowered.terms import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.engine.lowered.terms import Term

Row: TypeAlias = "Mapping[str, int | str | None]"


def number_of(term: Term, row: Row) -> int:
    """A number of a row."""
    found = _number(term, row)
    assert term.width
    assert -(2 ** (term.width - 1)) <= found < 2 ** (term.width - 1), (term, found)
    return found


def holds(term: Term, row: Row) -> bool:  # noqa: PLR0911 - one case an operation
    """Whether a condition holds of a row."""
    assert term.width == 0
    args = term.args
    match term.op:
        case Op.TRUE | Op.FALSE:
            return term.op is Op.TRUE
        case Op.ABOVE:
            return number_of(args[0], row) > constant_of(term)
        case Op.NULL:
            return row[words_of(term)[0]] is None
        case Op.AMONG:
            column, *values = words_of(term)
            return row[column] in values
        case Op.STEPPABLE:
            return step(number_of(args[0], row), steps_of(term)) is not None
        case Op.NOT:
            return not holds(args[0], row)
        case Op.ALL:
            return all(holds(arg, row) for arg in args)
        case Op.ANY:
            return any(holds(arg, row) for arg in args)
        case _:
            raise AssertionError(term.op)


def _number(term: Term, row: Row) -> int:  # noqa: PLR0911 - one case an operation
    args = term.args
    match term.op:
        case Op.COLUMN:
            value = row[str(term.value)]
            assert not isinstance(value, str)
            return value or 0
        case Op.NUMBER:
            return constant_of(term)
        case Op.LINEAR:
            *factors, constant = factors_of(term)
            return sum(by * number_of(arg, row) for arg, by in zip(args, factors, strict=True)) + constant
        case Op.TIMES:
            return number_of(args[0], row) * number_of(args[1], row)
        case Op.DIVIDE:
            assert number_of(args[1], row) > 0
            return number_of(args[0], row) // number_of(args[1], row)
        case Op.REMAINDER:
            assert number_of(args[0], row) >= 0 < number_of(args[1], row)
            return number_of(args[0], row) % number_of(args[1], row)
        case Op.GREATEST | Op.LEAST:
            counted = [number_of(args[at], row) for at in range(0, len(args), 2) if holds(args[at + 1], row)]
            return (max if term.op is Op.GREATEST else min)(counted, default=0)
        case Op.CHOOSE:
            return number_of(args[1] if holds(args[0], row) else args[2], row)
        case Op.STEP:
            found = step(number_of(args[0], row), steps_of(term))
            return 0 if found is None else int(found)
        case _:
            raise AssertionError(term.op)
