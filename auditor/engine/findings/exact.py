"""Canonical statements on one row, in Python's exact numbers: for explaining the few verdicts that become findings.

The same meaning as `lower`, number by number; a property test holds the two together.
"""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from auditor.engine.canonical.algebra import Call
from auditor.engine.canonical.algebra import Choice
from auditor.engine.canonical.algebra import Day
from auditor.engine.canonical.algebra import Extreme
from auditor.engine.canonical.algebra import Floor
from auditor.engine.canonical.algebra import Leaf
from auditor.engine.canonical.algebra import LeafKind
from auditor.engine.canonical.algebra import Magnitude
from auditor.engine.canonical.algebra import Stepped
from auditor.engine.canonical.applied import meant
from auditor.engine.canonical.calendar import ordinal
from auditor.engine.canonical.cores import AllOf
from auditor.engine.canonical.cores import AnyOf
from auditor.engine.canonical.cores import Blank
from auditor.engine.canonical.cores import OneOf
from auditor.engine.canonical.cores import Sign
from auditor.engine.canonical.cores import Stands
from auditor.engine.canonical.cores import Sure
from auditor.engine.canonical.cores import Truth
from auditor.engine.canonical.steps import step
from auditor.engine.columns.cells import State
from auditor.engine.columns.frames import bare
from auditor.lang.typed import Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.engine.canonical.algebra import Atom
    from auditor.engine.canonical.algebra import Exact
    from auditor.engine.canonical.algebra import Poly
    from auditor.engine.canonical.cores import Core
    from auditor.engine.canonical.ratios import Ratio

_EMPTY: Mapping[Leaf, State] = MappingProxyType({})
_LAST_YEAR = 9999


class Known(Struct, frozen=True):
    """What one row says: numbers and states by bare leaf, texts by name, and the ends of the narrative figure."""

    numbers: Mapping[Leaf, int | None]
    states: Mapping[Leaf, State] = _EMPTY
    texts: Mapping[str, str | None] = MappingProxyType({})
    mention: tuple[int, int] | None = None
    blank_is_zero: bool = False


class Span(Struct, frozen=True):
    """What a number lies between, as `lower.Bounds`; None is no bound."""

    low: Exact | None
    high: Exact | None
    lenient_low: Exact | None
    lenient_high: Exact | None

    @property
    def exact(self) -> Exact | None:
        """The number, where it is but one."""
        return self.low if self.low is not None and self.low == self.high else None


_ZERO = Span(0, 0, 0, 0)
_ONE = Span(1, 1, 1, 1)


def truth(it: Core, known: Known) -> bool | None:  # noqa: PLR0911 - one case a node
    """Whether a statement is certainly true, certainly false, or neither."""
    match it:
        case Sign():
            return _sign(it, known)
        case Stands(leaf, holds):
            return stands(leaf, known) is holds
        case OneOf(name, values, holds):
            text = known.texts.get(name)
            return None if text is None else (text in values) is holds
        case Blank(leaf, holds):
            return (known.states.get(bare(leaf)) is State.BLANK) is holds
        case Sure(arg, as_zero, holds):
            return (truth(arg, replace(known, blank_is_zero=as_zero)) is True) is holds
        case Truth(holds):
            return holds
        case AllOf(args):
            found = [truth(arg, known) for arg in args]
            return False if False in found else None if None in found else True
        case AnyOf(args):
            found = [truth(arg, known) for arg in args]
            return True if True in found else None if None in found else False
        case _ as never:
            assert_never(never)


def stands(leaf: Leaf, known: Known) -> bool:
    """Whether a figure or an attribute is there."""
    if leaf.kind is LeafKind.FIGURE:
        return known.states.get(bare(leaf), State.MISSING) in {State.VALUE, State.DOUBTFUL}
    if leaf.aspect == "text":
        return bool(known.texts.get(leaf.code))
    return known.numbers.get(bare(leaf)) is not None


def exact_value(ratio: Ratio, known: Known) -> Fraction | None:
    """The value of a number, where all of it is known and no divisor is zero."""
    found = _poly(ratio.top, known).exact
    top = None if found is None else Fraction(found)
    for part in ratio.bottom:
        bottom = _poly(part, known).exact
        if top is None or not bottom:
            return None
        top /= bottom
    return top


# ------------------------------------------------------------------------------------------------------------- within


def _sign(it: Sign, known: Known) -> bool | None:
    top = _poly(it.top, known)
    if it.bottom is None:
        return _at_most_zero(top, strict=it.strict)
    bottom = _poly(it.bottom, known)
    if bottom.low is not None and bottom.low > 0:
        return _at_most_zero(top, strict=it.strict)
    if bottom.high is not None and bottom.high < 0:
        return _at_most_zero(_times(top, -1), strict=it.strict)
    return None


def _at_most_zero(it: Span, *, strict: bool) -> bool | None:
    top, bottom = it.lenient_high, it.low
    if top is not None and (top < 0 or (top == 0 and not strict)):
        return True
    if bottom is not None and (bottom > 0 or (bottom == 0 and strict)):
        return False
    return None


def _poly(poly: Poly, known: Known) -> Span:
    total = _ZERO
    for monomial, coefficient in poly.terms:
        term = _ONE
        for it in monomial:
            term = _product(term, _atom(it, known))
        total = _plus(total, _times(term, coefficient))
    return total


def _point(value: Exact) -> Span:
    return Span(value, value, value, value)


def _sum(left: Exact | None, right: Exact | None) -> Exact | None:
    return None if left is None or right is None else left + right


def _plus(left: Span, right: Span) -> Span:
    return Span(
        _sum(left.low, right.low),
        _sum(left.high, right.high),
        _sum(left.lenient_low, right.lenient_low),
        _sum(left.lenient_high, right.lenient_high),
    )


def _times(it: Span, by: Exact) -> Span:
    low, high, lenient_low, lenient_high = (
        None if end is None else end * by for end in (it.low, it.high, it.lenient_low, it.lenient_high)
    )
    return Span(low, high, lenient_low, lenient_high) if by > 0 else Span(high, low, lenient_high, lenient_low)


def _product(left: Span, right: Span) -> Span:
    if left == _ONE:
        return right
    low, high = _corners(left, right)
    if all(it.low is not None and it.lenient_low == it.high and it.lenient_high == it.low for it in (left, right)):
        return Span(low, high, high, low)
    return Span(low, high, low, high)


def _corners(left: Span, right: Span) -> tuple[Exact | None, Exact | None]:
    ends = (left.low, left.high, right.low, right.high)
    if left.low is not None and right.low is not None and left.low >= 0 and right.low >= 0:
        if left.high == 0 or right.high == 0:
            return 0, 0
        high = None if left.high is None or right.high is None else left.high * right.high
        return left.low * right.low, high
    known = [end for end in ends if end is not None]
    if len(known) < len(ends):
        return None, None
    products = [one * other for one in known[:2] for other in known[2:]]
    return min(products), max(products)


def _atom(it: Atom, known: Known) -> Span:  # noqa: PLR0911 - one case an atom
    match it:
        case Leaf():
            return _leaf(it, known)
        case Magnitude(arg):
            return _magnitude(_poly(arg, known))
        case Extreme(args, largest):
            return _extreme([_poly(arg, known) for arg in args], largest=largest)
        case Choice(leaves, arg, fallback):
            return _poly(fallback if any(_is_absent(leaf, known) for leaf in leaves) else arg, known)
        case Day(year, month, day):
            span = _poly(year, known)
            low, high = _day(span.low, month, day), _day(span.high, month, day)
            return Span(low, high, low, high)
        case Floor(top, bottom):
            return _floor(_poly(top, known), _poly(bottom, known).exact)
        case Call(function, args):
            return _called(function, [_poly(arg, known).exact for arg in args])
        case Stepped(steps, day):
            span = _poly(day, known)
            low, high = (None if end is None else step(int(end), steps) for end in (span.low, span.high))
            return Span(low, high, low, high)
        case _ as never:
            assert_never(never)


def _called(function: str, args: list[Exact | None]) -> Span:
    wholes = tuple(int(arg) for arg in args if arg is not None)
    found = meant(function, wholes) if len(wholes) == len(args) else None
    value = None if found is None else Fraction(found)
    return Span(value, value, value, value)


def _floor(top: Span, bottom: Exact | None) -> Span:
    if bottom is None or bottom <= 0:
        return Span(None, None, None, None)
    low, high = (None if end is None else end // bottom for end in (top.low, top.high))
    return Span(low, high, low, high)


def _leaf(leaf: Leaf, known: Known) -> Span:
    floor = 0 if leaf.non_negative else None
    if leaf.kind is LeafKind.ITEM and leaf.code == Field.MENTION:
        if known.mention is None:
            return Span(floor, None, floor, None)
        low, high = known.mention
        return Span(low, high, high, low)
    if leaf.kind is LeafKind.FIGURE and _counts_as_zero(leaf, known):
        return _ZERO
    value = known.numbers.get(bare(leaf))
    return Span(floor, None, floor, None) if value is None else _point(value)


def _counts_as_zero(leaf: Leaf, known: Known) -> bool:
    if known.states.get(bare(leaf)) is not State.BLANK:
        return False
    return known.blank_is_zero or any(known.states.get(bare(other)) is State.VALUE for other in leaf.left_out_beside)


def _is_absent(leaf: Leaf, known: Known) -> bool:
    if leaf.kind is LeafKind.FIGURE:
        return known.states.get(bare(leaf), State.MISSING) in {State.BLANK, State.MISSING}
    return known.numbers.get(bare(leaf)) is None


def _magnitude(it: Span) -> Span:
    low = it.low if it.low is not None and it.low >= 0 else None
    if low is None:
        low = -it.high if it.high is not None and it.high <= 0 else 0
    high = None if it.low is None or it.high is None else max(-it.low, it.high)
    lenient = None
    if it.lenient_low is not None and it.lenient_high is not None:
        lenient = max(0, it.lenient_high, -it.lenient_low)
    return Span(low, high, low, lenient)


def _extreme(args: list[Span], *, largest: bool) -> Span:
    lows, highs = [arg.low for arg in args], [arg.high for arg in args]
    known_lows, known_highs = [end for end in lows if end is not None], [end for end in highs if end is not None]
    if largest:
        low = max(known_lows, default=None)
        high = max(known_highs) if len(known_highs) == len(args) else None
    else:
        low = min(known_lows) if len(known_lows) == len(args) else None
        high = min(known_highs, default=None)
    return Span(low, high, low, high)


def _day(year: Exact | None, month: int, day: int) -> Exact | None:
    return None if year is None or not 1 <= year <= _LAST_YEAR else ordinal(int(year), month, day)
