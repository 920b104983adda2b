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
    from collections.abc import Iterator
    from collections.abc import Mapping

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
    """Draws up findings; `sides` are both sides of what each statement compares, null where they are not known.

    `stages` are the columns to be worked out for them first.
    """

    statements: tuple[Statement, ...]
    names: Names
    stages: tuple[tuple[pl.Expr, ...], ...]
    sides: tuple[tuple[pl.Expr, pl.Expr], ...]

    @classmethod
    def of(cls, statements: tuple[Statement, ...], context: Context, dtypes: Mapping[str, pl.DataType]) -> Clerk:
        """For statements in a context, on columns of some types."""
        pairs = [_sides(it, context) for it in statements]
        roots = (term for pair in pairs for it in pair if it for term in (it.value, it.known))
        to = printer(roots, dtypes, context.names.full)
        sides = tuple((_value(left, to), _value(right, to)) for left, right in pairs)
        return cls(statements, context.names, to.stages, sides)

    def findings(self, few: pl.DataFrame) -> pl.DataFrame:
        """The findings of rows that fail, which are numbered in `ROW`; `f0`, `f1`, … say by which statements."""
        failed = [at for at in range(len(self.statements)) if few[f"f{at}"].any()]
        if not failed:
            return NOTHING
        # NOTE: for all statements in one query: what each gives is of a length of its own, hence lists.
        asked = [expr for at in failed for expr in self._asked(at)]
        lazy = few.lazy()
        for stage in self.stages:
            lazy = lazy.with_columns(stage)
        lists = lazy.select(asked).collect(optimizations=pl.QueryOptFlags.none())
        kinds = {kind: lists.select(f"{kind}{at}" for at in failed).unpivot()["value"] for kind in _KINDS}
        told = pl.DataFrame({"at": list(failed), **kinds}, schema_overrides={"at": pl.UInt32}).explode(*_KINDS)
        ids, bindings = (pl.lit(pl.Series(words)) for words in zip(*map(_named, self.statements), strict=True))
        return told.select(
            rule=ids.gather(pl.col("at")),
            binding=bindings.gather(pl.col("at")),
            row=pl.lit(few[ROW].cast(pl.UInt32)).gather(pl.col("place")),
            left="left",
            right="right",
            difference=pl.col("left") - pl.col("right"),
            blanks=self._blanks(told, few),
        )

    def _asked(self, at: int) -> Iterator[pl.Expr]:
        """Of the rows on which a statement fails: their places, and both sides."""
        fails = pl.col(f"f{at}")
        yield fails.arg_true().implode().alias(f"place{at}")
        for kind, expr in zip(_KINDS[1:], self.sides[at], strict=True):
            yield expr.filter(fails).implode().alias(f"{kind}{at}")

    def _blanks(self, told: pl.DataFrame, few: pl.DataFrame) -> pl.Series:
        """For each finding the columns of its figures that are blank, in the order in which its rule names them."""
        statements = told["at"].unique(maintain_order=True).to_list()
        figures = [(at, name, order) for at in statements for order, name in enumerate(self._figures(at))]
        asked = pl.DataFrame(
            figures, schema={"at": pl.UInt32(), "blanks": pl.String(), "order": pl.UInt32()}, orient="row"
        )
        names = [name for name in asked["blanks"].unique(maintain_order=True).to_list() if few[name].null_count()]
        places = few.select(pl.col(name).is_null().arg_true().implode() for name in names)
        blank = places.unpivot(variable_name="blanks", value_name="place").explode("place")
        numbered = told.select("at", "place").with_row_index("number")
        if not names:
            return numbered.with_columns(blanks=_NONE)["blanks"]
        found = numbered.join(blank, on="place", how="inner").join(asked, on=("at", "blanks"), how="inner")
        grouped = found.sort("number", "order").group_by("number", maintain_order=True).agg("blanks")
        joined = numbered.join(grouped, on="number", how="left", maintain_order="left")
        return joined.select(pl.col("blanks").fill_null(_NONE)).to_series()

    def _figures(self, at: int) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.names.values[bare(leaf)] for leaf in self.statements[at].figures))


# ------------------------------------------------------------------------------------------------------------- within

_KINDS = ("place", "left", "right")
_NONE = pl.lit([], dtype=pl.List(pl.String))


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
