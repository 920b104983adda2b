"""Canonical statements as terms: pairs (certainly true, certainly false), of which never both hold."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import assert_never

from msgspec.structs import replace

from auditor.engine.canonical.algebra import LeafKind
from auditor.engine.canonical.cores import AllOf
from auditor.engine.canonical.cores import AnyOf
from auditor.engine.canonical.cores import Blank
from auditor.engine.canonical.cores import OneOf
from auditor.engine.canonical.cores import Sign
from auditor.engine.canonical.cores import Stands
from auditor.engine.canonical.cores import Sure
from auditor.engine.canonical.cores import Truth
from auditor.engine.columns.frames import bare
from auditor.engine.lowered.bounds import bounds_of
from auditor.engine.lowered.context import Certainty
from auditor.engine.lowered.context import is_blank
from auditor.engine.lowered.context import is_there
from auditor.engine.lowered.ends import known

if TYPE_CHECKING:
    from auditor.engine.canonical.algebra import Leaf
    from auditor.engine.canonical.cores import Core
    from auditor.engine.lowered.context import Context
    from auditor.engine.lowered.ends import End
    from auditor.engine.lowered.making import Terms
    from auditor.engine.lowered.terms import Term


def certainty(it: Core, context: Context) -> Certainty:
    """A statement as a pair of terms; the same statement is lowered once."""
    key = (it, context.blank_is_zero)
    found = context.decided.get(key)
    if found is None:
        found = context.decided[key] = _lowered(it, context)
    return found


def stands(leaf: Leaf, context: Context) -> Term:
    """Whether a figure or an attribute is there; words in the place of a figure are no figure."""
    if leaf.kind is LeafKind.FIGURE:
        return is_there(leaf, context)
    terms = context.terms
    if leaf.aspect == "text":
        column = context.names.texts[leaf.code]
        return terms.not_(terms.any_((terms.null(column), terms.among(column, ("",)))))
    return terms.not_(terms.null(context.names.values[bare(leaf)]))


# ------------------------------------------------------------------------------------------------------------- within


def _lowered(it: Core, context: Context) -> Certainty:  # noqa: PLR0911 - one case a node
    terms = context.terms
    match it:
        case Sign():
            return _sign(it, context)
        case Stands(leaf, holds):
            return _turned(_decided(stands(leaf, context), terms), holds=holds)
        case OneOf(name, values, holds):
            column = context.names.texts[name]
            among = terms.among(column, values)
            return _turned(Certainty(among, terms.not_(terms.any_((among, terms.null(column))))), holds=holds)
        case Blank(leaf, holds):
            return _turned(_decided(is_blank(leaf, context), terms), holds=holds)
        case Sure(arg, as_zero, holds):
            sure = certainty(arg, replace(context, blank_is_zero=as_zero)).true
            return _turned(_decided(sure, terms), holds=holds)
        case Truth(holds):
            return _turned(_decided(terms.true, terms), holds=holds)
        case AllOf(args):
            pairs = [certainty(arg, context) for arg in args]
            return Certainty(terms.all_(pair.true for pair in pairs), terms.any_(pair.false for pair in pairs))
        case AnyOf(args):
            pairs = [certainty(arg, context) for arg in args]
            return Certainty(terms.any_(pair.true for pair in pairs), terms.all_(pair.false for pair in pairs))
        case _ as never:
            assert_never(never)


def _sign(it: Sign, context: Context) -> Certainty:
    terms = context.terms
    if it.bottom is None:
        (top,) = bounds_of((it.top,), context)
        return _at_most_zero(top.low, top.lenient_high, terms, strict=it.strict)
    top, bottom = bounds_of((it.top, it.bottom), context)
    below = _at_most_zero(top.low, top.lenient_high, terms, strict=it.strict)
    above = _at_least_zero(top.high, top.lenient_low, terms, strict=it.strict)
    positive = terms.all_((known(bottom.low, terms), terms.positive(bottom.low.value)))
    negative = terms.all_((known(bottom.high, terms), terms.negative(bottom.high.value)))
    return Certainty(
        terms.any_((terms.all_((positive, below.true)), terms.all_((negative, above.true)))),
        terms.any_((terms.all_((positive, below.false)), terms.all_((negative, above.false)))),
    )


def _at_most_zero(low: End, lenient_high: End, terms: Terms, *, strict: bool) -> Certainty:
    limit = -1 if strict else 0
    return Certainty(
        terms.all_((known(lenient_high, terms), terms.not_(terms.above(lenient_high.value, limit)))),
        terms.all_((known(low, terms), terms.above(low.value, limit))),
    )


def _at_least_zero(high: End, lenient_low: End, terms: Terms, *, strict: bool) -> Certainty:
    limit = 0 if strict else -1
    return Certainty(
        terms.all_((known(lenient_low, terms), terms.above(lenient_low.value, limit))),
        terms.all_((known(high, terms), terms.not_(terms.above(high.value, limit)))),
    )


def _decided(it: Term, terms: Terms) -> Certainty:
    return Certainty(it, terms.not_(it))


def _turned(it: Certainty, *, holds: bool) -> Certainty:
    return it if holds else Certainty(it.false, it.true)
