"""The findings of a block of rows of a wide table: both sides, their difference, and what is blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from msgspec import Struct

from auditor.engine.canonical.normal import ratio_of
from auditor.engine.columns.frames import bare
from auditor.engine.lowered.as_series import workings
from auditor.engine.lowered.bounds import bounds_of
from auditor.engine.lowered.terms import USUAL
from auditor.lang.typed import Comparison
from auditor.lang.typed import Implication

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.engine.lowered.as_series import Workings
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
    """A side of a comparison that is a whole number, and whether it is not known."""

    value: Term
    unknown: Term


class Clerk(Struct, frozen=True, eq=False):
    """Draws up findings; `workings` work out both sides of what each statement compares, and what is blank.

    `ends` are the left and the right sides, `blanks` by statement the columns that may be blank, each with whether it
    is. `given` is what has to be known of the rows, by the names of its columns.
    """

    statements: tuple[Statement, ...]
    workings: Workings
    ends: tuple[tuple[_Side, ...], ...]
    blanks: tuple[dict[str, Term], ...]
    given: dict[str, Term]

    @classmethod
    def of(cls, statements: tuple[Statement, ...], context: Context, dtypes: Mapping[str, pl.DataType]) -> Clerk:
        """For statements in a context, on columns of some types."""
        ends = tuple(zip(*(_sides(it, context) for it in statements), strict=True))
        columns = ([context.names.values[bare(leaf)] for leaf in it.figures] for it in statements)
        blanks = tuple({name: context.terms.null(name) for name in each} for each in columns)
        asked = [term for end in ends for side in end for term in (side.value, side.unknown)]
        asked += [term for each in blanks for term in each.values()]
        work = workings(asked, dtypes, context.names.full)
        return cls(statements, work, ends, blanks, {it.meta.output_name(): term for term, it in work.first.items()})

    def findings(self, few: pl.DataFrame) -> pl.DataFrame:
        """The findings of rows that fail, which are numbered in `ROW`; `f0`, `f1`, … say by which statements."""
        columns = few.to_dict()
        fails = {at: them for at in range(len(self.statements)) if (them := columns[f"f{at}"]).any()}
        if not fails:
            return NOTHING
        made = self.workings.after({term: columns[name] for name, term in self.given.items()})
        # NOTE: rows are picked from columns, not by expressions, of which there would be five a statement.
        rows = {at: columns[ROW].filter(them) for at, them in fails.items()}
        left, right = self._sides(made, fails)
        which = _repeated(list(rows), [it.len() for it in rows.values()])
        ids, bindings = (pl.Series(words).gather(which) for words in zip(*map(_named, self.statements), strict=True))
        numbers = _joined(rows.values()).cast(pl.UInt32)
        found = (ids, bindings, numbers, left, right, left - right, self._blanks(made, fails))
        return pl.DataFrame(dict(zip(NOTHING.columns, found, strict=True)))

    def _sides(self, made: Mapping[Term, pl.Series], fails: Mapping[int, pl.Series]) -> Iterator[pl.Series]:
        """Both sides of what statements compare, on the rows on which each fails; null where they are not known."""
        for end in self.ends:
            sides = [(end[at], them) for at, them in fails.items()]
            numbers = _joined(made[it.value].filter(them).cast(pl.Int64, strict=False) for it, them in sides)
            unknown = _joined(made[it.unknown].filter(them) for it, them in sides)
            yield pl.select(pl.when(~unknown).then(numbers)).to_series()

    def _blanks(self, made: Mapping[Term, pl.Series], fails: Mapping[int, pl.Series]) -> pl.Series:
        """For each finding the columns of its figures that are blank, in the order in which its rule names them."""
        found: list[tuple[str, pl.Series]] = []
        height = 0
        for at, them in fails.items():
            own = pl.int_range(height, height := height + int(them.sum()), dtype=pl.UInt32, eager=True)
            asked = ((name, made[blank].filter(them)) for name, blank in self.blanks[at].items())
            found += [(name, own.filter(it)) for name, it in asked if it.any()]
        if not found:
            return pl.repeat([], height, dtype=pl.List(pl.String), eager=True)
        names, places = zip(*found, strict=True)
        blank = pl.DataFrame({"number": _joined(places), "blanks": _repeated(names, [it.len() for it in places])})
        lists = blank.sort("number", maintain_order=True).group_by("number", maintain_order=True).agg("blanks")
        numbers = pl.int_range(height, dtype=pl.UInt32, eager=True).to_frame("number")
        joined = numbers.join(lists, on="number", how="left", maintain_order="left")
        return joined.select(pl.col("blanks").fill_null(pl.lit([], dtype=pl.List(pl.String)))).to_series()


# ------------------------------------------------------------------------------------------------------------- within


def _joined(parts: Iterable[pl.Series]) -> pl.Series:
    return pl.concat(parts, rechunk=True)


def _repeated(values: Sequence[int] | Sequence[str], times: Sequence[int]) -> pl.Series:
    """Each value so many times, at least once."""
    pairs = pl.DataFrame({"value": values, "times": times})
    return pairs.select(pl.col("value").repeat_by("times").explode()).to_series()


def _named(it: Statement) -> tuple[str, str]:
    return it.rule.info.id, it.instance.binding


def _sides(it: Statement, context: Context) -> tuple[_Side, _Side]:
    compared = _compared(it.instance.require)
    numbers = (None, None) if compared is None else (compared.left, compared.right)
    left, right = (_side(number, context) for number in numbers)
    return left, right


def _side(number: Number | None, context: Context) -> _Side:
    terms = context.terms
    ratio = None if number is None else ratio_of(number)
    if ratio is None or ratio.bottom or any(by.denominator != 1 for _, by in ratio.top.terms):
        return _Side(terms.number(0, USUAL), terms.true)
    (bounds,) = bounds_of((ratio.top,), context)
    return _Side(bounds.low.value, terms.any_((bounds.low.open, bounds.high.open)))


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
