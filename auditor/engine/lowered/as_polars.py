"""Terms as polars expressions."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl
from msgspec import Struct
from msgspec import field

from auditor.engine.canonical.applied import applied
from auditor.engine.canonical.steps import stepped
from auditor.engine.lowered.folds import all_but
from auditor.engine.lowered.folds import any_or_not
from auditor.engine.lowered.folds import outweighs
from auditor.engine.lowered.folds import total_of
from auditor.engine.lowered.regroup import regrouped
from auditor.engine.lowered.terms import NARROW
from auditor.engine.lowered.terms import SHORT
from auditor.engine.lowered.terms import USUAL
from auditor.engine.lowered.terms import WIDE
from auditor.engine.lowered.terms import Op
from auditor.engine.lowered.terms import Term
from auditor.engine.lowered.terms import constant_of
from auditor.engine.lowered.terms import factors_of
from auditor.engine.lowered.terms import function_of
from auditor.engine.lowered.terms import is_size
from auditor.engine.lowered.terms import sides_of
from auditor.engine.lowered.terms import staged
from auditor.engine.lowered.terms import steps_of
from auditor.engine.lowered.terms import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

DTYPES: Mapping[int, pl.DataType] = MappingProxyType(
    {SHORT: pl.Int16(), NARROW: pl.Int32(), USUAL: pl.Int64(), WIDE: pl.Int128()}
)
_FEW = 2


class Printer(Struct, frozen=True, eq=False):
    """Prints terms for frames with some columns; `full` are those without nulls, `made` what is printed already.

    `stages` are the columns to be worked out first, those of each by what the earlier ones hold.
    """

    dtypes: Mapping[str, pl.DataType]
    full: frozenset[str]
    stages: tuple[tuple[pl.Expr, ...], ...] = ()
    made: dict[Term, pl.Expr] = field(default_factory=dict)

    def of(self, term: Term) -> pl.Expr:
        """The expression of a term."""
        found = self.made.get(term)
        if found is None:
            found = self.made[term] = _number(term, self) if term.width else _condition(term, self)
        return found


def printer(
    roots: Iterable[Term], dtypes: Mapping[str, pl.DataType], full: frozenset[str], *, regroups: bool = True
) -> Printer:
    """A printer for some terms, which keeps what they share in columns of its own.

    To make them of one another (`regroups`) takes longer than it saves where there are few rows.
    """
    start = Printer(dtypes, full)
    stages: list[tuple[pl.Expr, ...]] = []
    asked = list(roots)
    grouped = regrouped(asked) if regroups else {it: it for it in asked}
    for stage in staged(grouped[it] for it in asked):
        columns = [(term, name, start.of(term)) for term, name in stage]
        stages.append(tuple(expr.alias(name) for _, name, expr in columns))
        start.made.update({term: pl.col(name) for term, name, _ in columns})
    start.made.update({root: start.of(term) for root, term in grouped.items()})
    return Printer(dtypes, full, tuple(stages), start.made)


# ------------------------------------------------------------------------------------------------------------- within


def _condition(term: Term, to: Printer) -> pl.Expr:  # noqa: PLR0911 - one case an operation
    match term.op:
        case Op.TRUE | Op.FALSE:
            return pl.lit(term.op is Op.TRUE)
        case Op.NULL:
            return pl.col(words_of(term)[0]).is_null()
        case Op.AMONG:
            return _among(term, to)
        case Op.ABOVE:
            return _above(term, to)
        case Op.NOT:
            (arg,) = term.args
            return ~to.of(arg)
        case Op.ALL | Op.ANY:
            return _together(term, to)
        case Op.STEPPABLE:
            (arg,) = term.args
            return stepped(to.of(arg), steps_of(term)).is_not_null()
        case Op.ANSWERS:
            return _called(term, to).is_not_null()
        case _:
            raise AssertionError(term.op)


def _together(term: Term, to: Printer) -> pl.Expr:
    plain, turned = ([to.of(it) for it in side] for side in sides_of(term))
    return all_but(plain, turned) if term.op is Op.ALL else any_or_not(plain, turned)


def _number(term: Term, to: Printer) -> pl.Expr:  # noqa: C901, PLR0911 - one case an operation
    args = term.args
    match term.op:
        case Op.COLUMN:
            return _column(str(term.value), term.width, to)
        case Op.NUMBER:
            return pl.lit(constant_of(term), dtype=DTYPES[term.width])
        case Op.LINEAR:
            return total_of([to.of(arg) for arg in args], factors_of(term), partial(_whole, width=term.width))
        case Op.TIMES:
            return to.of(args[0]) * to.of(args[1])
        case Op.DIVIDE:
            return to.of(args[0]) // to.of(args[1])
        case Op.REMAINDER:
            return to.of(args[0]) % to.of(args[1])
        case Op.GREATEST | Op.LEAST:
            return _extreme(term, to)
        case Op.CHOOSE:
            return pl.when(to.of(args[0])).then(to.of(args[1])).otherwise(to.of(args[2]))
        case Op.STEP:
            return stepped(to.of(args[0]), steps_of(term)).fill_null(0).cast(DTYPES[term.width])
        case Op.CALL:
            return _called(term, to).fill_null(0).cast(DTYPES[term.width])
        case _:
            raise AssertionError(term.op)


def _called(term: Term, to: Printer) -> pl.Expr:
    """A function of another package, which is given figures of 64 bits or none."""
    return applied(function_of(term), [to.of(arg).cast(pl.Int64, strict=False) for arg in term.args])


def _column(name: str, width: int, to: Printer) -> pl.Expr:
    column, dtype = pl.col(name), DTYPES[width]
    if to.dtypes.get(name, dtype) != dtype:
        # NOTE: that it fits is known, and not to check it again is ten times as fast.
        column = column.cast(dtype, wrap_numerical=True)
    return column if name in to.full else column.fill_null(0)


def _among(term: Term, to: Printer) -> pl.Expr:
    name, *values = words_of(term)
    column = pl.col(name)
    found = any_or_not([column == value for value in values], []) if len(values) <= _FEW else column.is_in(values)
    return found if name in to.full else found.fill_null(value=False)


def _above(term: Term, to: Printer) -> pl.Expr:
    (arg,), limit = term.args, constant_of(term)
    whole = partial(_whole, width=arg.width)
    if arg.op is Op.LINEAR and arg not in to.made:
        return outweighs([to.of(it) for it in arg.args], factors_of(arg), limit, whole)
    return to.of(arg) > whole(limit)


def _whole(value: int, width: int) -> pl.Expr:
    # NOTE: an integer without a type takes that of the column, and is far cheaper to make.
    return pl.lit(value) if width == USUAL else pl.lit(value, dtype=DTYPES[width])


def _extreme(term: Term, to: Printer) -> pl.Expr:
    if is_size(term) and term.width != WIDE:
        return to.of(term.args[0]).abs()
    pairs = list(zip(term.args[::2], term.args[1::2], strict=True))
    numbers = [to.of(number) if counts.op is Op.TRUE else _where(number, counts, to) for number, counts in pairs]
    found = pl.max_horizontal(numbers) if term.op is Op.GREATEST else pl.min_horizontal(numbers)
    return found if any(counts.op is Op.TRUE for _, counts in pairs) else found.fill_null(0)


def _where(number: Term, counts: Term, to: Printer) -> pl.Expr:
    return pl.when(to.of(counts)).then(to.of(number))
