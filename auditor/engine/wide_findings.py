"""The findings of a block of rows of a wide table: both sides, their difference, and what is blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from auditor.engine.algebra import LeafKind
from auditor.engine.as_polars import Printer
from auditor.engine.bounds import bounds_of
from auditor.engine.context import Context
from auditor.engine.frames import bare
from auditor.engine.normal import ratio_of
from auditor.lang.typed import Comparison
from auditor.lang.typed import Implication

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.engine.frames import Names
    from auditor.engine.plan import Statement
    from auditor.lang.typed import Condition
    from auditor.lang.typed import Number

_LARGEST = 2**40
ROW = "-row"


def findings_of(
    statements: Sequence[Statement],
    failed: Sequence[int],
    masks: pl.DataFrame,
    block: pl.DataFrame,
    names: Names,
) -> list[pl.DataFrame]:
    """One frame for each statement that failed on some rows of a block, whose numbers stand in the column `ROW`."""
    if not failed:
        return []
    # NOTE: few rows fail, so that all else is done on these alone.
    wrong = masks.select(f"f{at}" for at in failed)
    places = wrong.select(pl.any_horizontal(pl.all()).arg_true()).to_series()
    few = block[places]
    few_masks = wrong[places]
    return pl.collect_all([_query(statements[at], few_masks[f"f{at}"], few, names) for at in failed])


# ------------------------------------------------------------------------------------------------------------- within


def _query(it: Statement, mask: pl.Series, few: pl.DataFrame, names: Names) -> pl.LazyFrame:
    leaves = [bare(leaf) for leaf in it.leaves]
    columns = list(dict.fromkeys(names.values[leaf] for leaf in leaves))
    figures = list(dict.fromkeys(names.values[leaf] for leaf in leaves if leaf.kind is LeafKind.FIGURE))
    found = few.lazy().select(ROW, *columns).filter(pl.lit(mask))
    left, right = _sides(it, names, few.schema)
    blank = [pl.when(pl.col(name).is_null()).then(pl.lit(name)) for name in figures]
    return found.select(
        rule=pl.lit(it.rule.info.id),
        binding=pl.lit(it.instance.binding),
        row=pl.col(ROW).cast(pl.UInt32),
        left=left,
        right=right,
        difference=left - right,
        blanks=pl.concat_list(blank).list.drop_nulls() if blank else pl.lit([], dtype=pl.List(pl.String)),
    )


def _sides(it: Statement, names: Names, schema: pl.Schema) -> tuple[pl.Expr, pl.Expr]:
    compared = _compared(it.instance.require)
    if compared is None:
        nothing = pl.lit(None, dtype=pl.Int64)
        return nothing, nothing
    context = Context(names, _LARGEST)
    to = Printer(schema, names.full)
    first, second = (_value(number, context, to) for number in (compared.left, compared.right))
    return first, second


def _value(number: Number, context: Context, to: Printer) -> pl.Expr:
    """A side, where it is a whole number that is known."""
    ratio = ratio_of(number)
    whole = not ratio.bottom and all(coefficient.denominator == 1 for _, coefficient in ratio.top.terms)
    if not whole:
        return pl.lit(None, dtype=pl.Int64)
    (bounds,) = bounds_of((ratio.top,), context)
    terms = context.terms
    known = terms.not_(terms.any_((bounds.low.open, bounds.high.open)))
    return pl.when(to.of(known)).then(to.of(bounds.low.value)).cast(pl.Int64, strict=False)


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
