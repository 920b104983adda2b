"""The findings of a block of rows of a wide table: both sides, their difference, and what is blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from msgspec import Struct

from auditor.engine.canonical.normal import ratio_of
from auditor.engine.columns.frames import bare
from auditor.engine.lowered.as_polars import printer
from auditor.engine.lowered.bounds import bounds_of
from auditor.lang.typed import Comparison
from auditor.lang.typed import Implication

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.engine.columns.frames import Names
    from auditor.engine.lowered.as_polars import Printer
    from auditor.engine.lowered.context import Context
    from auditor.engine.lowered.terms import Term
    from auditor.engine.plan import Statement
    from auditor.lang.typed import Condition
    from auditor.lang.typed import Number

ROW = "-row"
NOTHING = pl.DataFrame(
    schema={
        "rule": pl.String,
        "binding": pl.String,
        "row": pl.UInt32,
        "left": pl.Int64,
        "right": pl.Int64,
        "difference": pl.Int64,
        "blanks": pl.List(pl.String),
    }
)


class _Side(Struct, frozen=True):
    """A side of a comparison that is a whole number, and whether it is known."""

    value: Term
    known: Term


class Clerk(Struct, frozen=True, eq=False):
    """Draws up findings; `pairs` are the columns of both sides of what each statement compares.

    `steps` are the columns to be worked out for them, the sides last: null where they are not known.
    """

    statements: tuple[Statement, ...]
    names: Names
    steps: tuple[tuple[pl.Expr, ...], ...]
    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, statements: tuple[Statement, ...], context: Context, dtypes: Mapping[str, pl.DataType]) -> Clerk:
        """For statements in a context, on columns of some types."""
        pairs = [_sides(it, context) for it in statements]
        called = {side: f"side{at}" for at, side in enumerate(dict.fromkeys(side for pair in pairs for side in pair))}
        to = printer((term for it in called if it for term in (it.value, it.known)), dtypes, context.names.full)
        sides = tuple(_value(side, to).alias(name) for side, name in called.items())
        return cls(
            statements,
            context.names,
            (*to.stages, sides),
            tuple((called[left], called[right]) for left, right in pairs),
        )

    def findings(self, few: pl.DataFrame) -> pl.DataFrame:
        """The findings of rows that fail, which are numbered in `ROW`; `f0`, `f1`, … say by which statements."""
        columns = few.to_dict()
        fails = {at: them for at in range(len(self.statements)) if (them := columns[f"f{at}"]).any()}
        if not fails:
            return NOTHING
        # NOTE: rows are picked from columns, not by expressions, of which there would be five a statement.
        rows = {at: columns[ROW].filter(them) for at, them in fails.items()}
        sides = self._sides(few, fails)
        left, right = (_joined(sides[self.pairs[at][end]].filter(fails[at]) for at in fails) for end in (0, 1))
        which = _repeated(list(rows), [it.len() for it in rows.values()])
        ids, bindings = (pl.Series(words).gather(which) for words in zip(*map(_named, self.statements), strict=True))
        numbers = _joined(rows.values()).cast(pl.UInt32)
        found = (ids, bindings, numbers, left, right, left - right, self._blanks(few, fails))
        return pl.DataFrame(dict(zip(NOTHING.columns, found, strict=True)))

    def _sides(self, few: pl.DataFrame, fails: Iterable[int]) -> Mapping[str, pl.Series]:
        """The sides of what some statements compare."""
        lazy = few.lazy()
        for step in self.steps:
            lazy = lazy.with_columns(step)
        asked = dict.fromkeys(name for at in fails for name in self.pairs[at])
        return lazy.select(*asked).collect(optimizations=pl.QueryOptFlags.none()).to_dict()

    def _blanks(self, few: pl.DataFrame, fails: Mapping[int, pl.Series]) -> pl.Series:
        """For each finding the columns of its figures that are blank, in the order in which its rule names them."""
        nulls = few.select(pl.col(name).is_null() for name in few.columns if few[name].null_count()).to_dict()
        found: list[tuple[str, pl.Series]] = []
        height = 0
        for at, them in fails.items():
            own = pl.int_range(height, height := height + int(them.sum()), dtype=pl.UInt32, eager=True)
            asked = ((name, nulls[name].filter(them)) for name in self._figures(at) if name in nulls)
            found += [(name, own.filter(it)) for name, it in asked if it.any()]
        if not found:
            return pl.repeat([], height, dtype=pl.List(pl.String), eager=True)
        names, places = zip(*found, strict=True)
        blank = pl.DataFrame({"number": _joined(places), "blanks": _repeated(names, [it.len() for it in places])})
        lists = blank.sort("number", maintain_order=True).group_by("number", maintain_order=True).agg("blanks")
        numbers = pl.int_range(height, dtype=pl.UInt32, eager=True).to_frame("number")
        joined = numbers.join(lists, on="number", how="left", maintain_order="left")
        return joined.select(pl.col("blanks").fill_null(pl.lit([], dtype=pl.List(pl.String)))).to_series()

    def _figures(self, at: int) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.names.values[bare(leaf)] for leaf in self.statements[at].figures))


# ------------------------------------------------------------------------------------------------------------- within


def _joined(parts: Iterable[pl.Series]) -> pl.Series:
    return pl.concat(parts, rechunk=True)


def _repeated(values: Sequence[int] | Sequence[str], times: Sequence[int]) -> pl.Series:
    """Each value so many times, at least once."""
    pairs = pl.DataFrame({"value": values, "times": times})
    return pairs.select(pl.col("value").repeat_by("times").explode()).to_series()


def _named(it: Statement) -> tuple[str, str]:
    return it.rule.info.id, it.instance.binding


def _sides(it: Statement, context: Context) -> tuple[_Side | None, _Side | None]:
    compared = _compared(it.instance.require)
    return (None, None) if compared is None else (_side(compared.left, context), _side(compared.right, context))


def _side(number: Number, context: Context) -> _Side | None:
    ratio = ratio_of(number)
    if ratio.bottom or any(coefficient.denominator != 1 for _, coefficient in ratio.top.terms):
        return None
    (bounds,) = bounds_of((ratio.top,), context)
    terms = context.terms
    return _Side(bounds.low.value, terms.not_(terms.any_((bounds.low.open, bounds.high.open))))


def _value(side: _Side | None, to: Printer) -> pl.Expr:
    if side is None:
        return pl.lit(None, dtype=pl.Int64)
    return pl.when(to.of(side.known)).then(to.of(side.value)).cast(pl.Int64, strict=False)


def _compared(condition: Condition) -> Comparison | None:
    return next(_comparisons(condition), None)


def _comparisons(condition: Condition) -> Iterator[Comparison]:
    match condition:
        case Comparison():
            yield condition
        case Implication(_, consequent):
            yield from _comparisons(consequent)
        case _:
            return
