"""Terms worked out on the columns of a frame at once, each when the ones that it is made of are there.

A query of so many small steps takes longer to set up than to carry out, and keeps columns that nothing needs any more.
"""

from __future__ import annotations

from functools import cache
from functools import partial
from operator import invert
from operator import mul
from typing import TYPE_CHECKING

import polars as pl
from msgspec import Struct

from auditor.engine.lowered.as_polars import DTYPES
from auditor.engine.lowered.as_polars import Printer
from auditor.engine.lowered.folds import all_but
from auditor.engine.lowered.folds import any_or_not
from auditor.engine.lowered.folds import outweighs
from auditor.engine.lowered.folds import total_of
from auditor.engine.lowered.regroup import regrouped
from auditor.engine.lowered.terms import Op
from auditor.engine.lowered.terms import Term
from auditor.engine.lowered.terms import by_need
from auditor.engine.lowered.terms import constant_of
from auditor.engine.lowered.terms import factors_of
from auditor.engine.lowered.terms import is_free
from auditor.engine.lowered.terms import sides_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Hashable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    _Way = tuple[Callable[..., pl.Series], tuple[Term, ...]]

_CONSTANT = frozenset({Op.NUMBER, Op.TRUE, Op.FALSE})


class Step(Struct, frozen=True, eq=False):
    """A term made of the columns of others; `done` are those that no later step has a use for."""

    term: Term
    make: Callable[..., pl.Series]
    of: tuple[Term, ...]
    done: tuple[Term, ...]


class Workings(Struct, frozen=True, eq=False):
    """How some terms are worked out: first what is printed on the columns of a frame itself, then step by step."""

    first: Mapping[Term, pl.Expr]
    steps: tuple[Step, ...]
    asked: Mapping[Term, Term]

    def on(self, frame: pl.DataFrame) -> dict[Term, pl.Series]:
        """The column of each term that is asked for."""
        # NOTE: a constant would make a frame of one row, so that columns are added, not chosen.
        added = frame.with_columns(self.first.values()).get_columns()[frame.width :]
        # NOTE: blocks may lie across the chunks of a frame, and every step would have to look for both ends.
        return self.after({term: column.rechunk() for term, column in zip(self.first, added, strict=True)})

    def after(self, made: dict[Term, pl.Series]) -> dict[Term, pl.Series]:
        """The column of each term that is asked for, where what comes first is made; of it is kept what is needed."""
        for step in self.steps:
            made[step.term] = step.make(*[made[it] for it in step.of])
            for it in step.done:
                del made[it]
        return {root: made[it] for root, it in self.asked.items()}


def workings(roots: Iterable[Term], dtypes: Mapping[str, pl.DataType], full: frozenset[str]) -> Workings:
    """How to work out some terms on frames with some columns; `full` are those without nulls."""
    uses: dict[Term, int] = {}
    asked = regrouped(roots)
    order = by_need(list(asked.values()), uses)
    way = _Ways(uses, _narrowest(order)).of
    needed = set(asked.values())
    first: list[Term] = []
    steps: list[Step] = []
    for term in reversed(order):
        if term in needed:
            make, of = way(term)
            if of:
                steps.append(Step(term, make, of, tuple(it for it in dict.fromkeys(of) if it not in needed)))
                needed.update(of)
            else:
                first.append(term)
    to = Printer(dtypes, full)
    printed = {term: to.of(term).alias(f"-{at}") for at, term in enumerate(first)}
    return Workings(printed, tuple(reversed(steps)), asked)


# ------------------------------------------------------------------------------------------------------------- within


class _Ways(Struct, frozen=True, eq=False):
    """How terms are made; `uses` says how often each is used, `narrowest` which is a column in the fewest bits."""

    uses: Mapping[Term, int]
    narrowest: Mapping[Hashable, Term]

    def of(self, term: Term) -> _Way:  # noqa: PLR0911 - one case an operation
        """How a term is made, and of the columns of which others; of none where it is printed on those of a frame."""
        args, whole = term.args, partial(_whole, width=term.width)
        match term.op:
            case Op.COLUMN if self.narrowest[term.value] is not term:
                return partial(_cast, DTYPES[term.width]), (self.narrowest[term.value],)
            case Op.NOT:
                return invert, args
            case Op.ALL | Op.ANY:
                plain, turned = sides_of(term)
                return partial(_together, term.op, len(plain)), (*plain, *turned)
            case Op.ABOVE:
                return self._above(args[0], constant_of(term))
            case Op.LINEAR:
                return partial(_total, factors_of(term), whole), args
            case Op.TIMES:
                return mul, args
            case _:
                return _printed(term)

    def _above(self, arg: Term, limit: int) -> _Way:
        whole = partial(_whole, width=arg.width)
        if arg.op is Op.LINEAR and (self.uses[arg] == 1 or is_free(arg)):
            return partial(_outweighs, factors_of(arg), limit, whole), arg.args
        return partial(_is_more, whole(limit)), (arg,)


def _narrowest(terms: Iterable[Term]) -> dict[Hashable, Term]:
    columns = sorted((it for it in terms if it.op is Op.COLUMN), key=lambda it: it.width, reverse=True)
    return {it.value: it for it in columns}


def _cast(dtype: pl.DataType, column: pl.Series) -> pl.Series:
    return column.cast(dtype, wrap_numerical=True)


def _together(op: Op, plain: int, *columns: pl.Series) -> pl.Series:
    return (all_but if op is Op.ALL else any_or_not)(columns[:plain], columns[plain:])


def _is_more(limit: pl.Series, column: pl.Series) -> pl.Series:
    return column > limit


def _outweighs(factors: Sequence[int], limit: int, whole: Callable[[int], pl.Series], *columns: pl.Series) -> pl.Series:
    return outweighs(columns, factors, limit, whole)


def _total(factors: Sequence[int], whole: Callable[[int], pl.Series], *columns: pl.Series) -> pl.Series:
    return total_of(columns, factors, whole)


@cache
def _whole(value: int, width: int) -> pl.Series:
    return pl.Series([value], dtype=DTYPES[width])


def _printed(term: Term) -> _Way:
    """What a term is made of by a query of its own, which has them as columns."""
    of = tuple(it for it in dict.fromkeys(term.args) if it.op not in _CONSTANT)
    names = [f"{at}" for at in range(len(of))]
    to = Printer({}, frozenset(), made={it: pl.col(name) for it, name in zip(of, names, strict=True)})
    return partial(_asked, to.of(term), names), of


def _asked(expr: pl.Expr, names: Iterable[str], *columns: pl.Series) -> pl.Series:
    return pl.DataFrame(dict(zip(names, columns, strict=True))).select(expr).to_series()
