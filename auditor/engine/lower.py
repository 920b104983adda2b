"""Canonical statements as polars expressions: pairs (certainly true, certainly false), null meaning "not certain"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import assert_never

import polars as pl

from auditor.engine.algebra import LeafKind
from auditor.engine.bounds import bounds_of
from auditor.engine.cells import State
from auditor.engine.folds import all_of
from auditor.engine.folds import any_of
from auditor.engine.frames import bare
from auditor.engine.intervals import turned
from auditor.engine.normal import AllOf
from auditor.engine.normal import AnyOf
from auditor.engine.normal import OneOf
from auditor.engine.normal import Sign
from auditor.engine.normal import Stands
from auditor.engine.normal import Truth

if TYPE_CHECKING:
    from auditor.engine.algebra import Leaf
    from auditor.engine.context import Context
    from auditor.engine.intervals import Bounds
    from auditor.engine.normal import Core


@dataclass(frozen=True, slots=True)
class Certainty:
    """Whether a statement is certainly true, and whether it is certainly false."""

    true: pl.Expr
    false: pl.Expr


def certainty(it: Core, context: Context) -> Certainty:
    """A statement as a pair of expressions."""
    match it:
        case Sign():
            return _sign(it, context)
        case Stands(leaf, holds):
            return _decided(stands(leaf, context), holds=holds)
        case OneOf(name, values, holds):
            text = pl.col(context.wide.texts[name])
            pair = Certainty(text.is_in(list(values)), ~text.is_in(list(values)))
            return pair if holds else Certainty(pair.false, pair.true)
        case Truth(holds):
            return _decided(pl.lit(value=True), holds=holds)
        case AllOf(args):
            pairs = [certainty(arg, context) for arg in args]
            return Certainty(all_of([pair.true for pair in pairs]), any_of([pair.false for pair in pairs]))
        case AnyOf(args):
            pairs = [certainty(arg, context) for arg in args]
            return Certainty(any_of([pair.true for pair in pairs]), all_of([pair.false for pair in pairs]))
        case _ as never:
            assert_never(never)


def stands(leaf: Leaf, context: Context) -> pl.Expr:
    """Whether a figure or an attribute is there; words in the place of a figure are no figure."""
    if leaf.kind is LeafKind.FIGURE:
        return pl.col(context.wide.states[bare(leaf)]).is_in([State.VALUE.value, State.DOUBTFUL.value])
    if leaf.aspect == "text":
        text = pl.col(context.wide.texts[leaf.code])
        return (text.is_not_null() & (text != "")).fill_null(value=False)
    return pl.col(context.wide.values[bare(leaf)]).is_not_null()


# ------------------------------------------------------------------------------------------------------------- within


def _sign(it: Sign, context: Context) -> Certainty:
    if it.bottom is None:
        (top,) = bounds_of((it.top,), context)
        return _at_most_zero(top, strict=it.strict)
    top, bottom = bounds_of((it.top, it.bottom), context)
    above, below = _at_most_zero(top, strict=it.strict), _at_most_zero(turned(top), strict=it.strict)
    positive, negative = bottom.low > 0, bottom.high < 0
    return Certainty(
        (positive & above.true) | (negative & below.true),
        (positive & above.false) | (negative & below.false),
    )


def _at_most_zero(it: Bounds, *, strict: bool) -> Certainty:
    if strict:
        return Certainty(it.lenient_high < 0, it.low >= 0)
    return Certainty(it.lenient_high <= 0, it.low > 0)


def _decided(it: pl.Expr, *, holds: bool) -> Certainty:
    return Certainty(it, ~it) if holds else Certainty(~it, it)
