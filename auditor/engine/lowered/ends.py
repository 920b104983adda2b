"""Arithmetic on what numbers lie between, as terms: an end is a number, and whether there is no such end at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.engine.lowered.terms import Op

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

    from auditor.engine.lowered.making import Terms
    from auditor.engine.lowered.terms import Term


class End(Struct, frozen=True):
    """Where a number ends on one side; `value` means nothing where the side is `open`."""

    value: Term
    open: Term


class Bounds(Struct, frozen=True):
    """What a number lies between.

    `low` and `high` hold however the blanks are filled and the words are read; `lenient_low` and `lenient_high` however
    the blanks are filled, but with a narrative figure read as suits best (1.2万 as 11,500, or as 12,500).
    """

    low: End
    high: End
    lenient_low: End
    lenient_high: End

    @property
    def is_plain(self) -> bool:
        """Whether no narrative figure plays a part, so that the lenient ends are the others."""
        return self.lenient_low is self.low and self.lenient_high is self.high


def plainly(low: End, high: End) -> Bounds:
    """Bounds in which no narrative figure plays a part."""
    return Bounds(low, high, low, high)


def summed(parts: Sequence[tuple[Bounds, int]], more: int, width: int, terms: Terms) -> Bounds:
    """The sum of some numbers, each so many times, and a constant."""

    def end(same: Callable[[Bounds], End], other: Callable[[Bounds], End]) -> End:
        ends = [((same if by > 0 else other)(bounds), by) for bounds, by in parts]
        value = terms.linear(((it.value, by) for it, by in ends), more, width)
        return End(value, terms.any_(it.open for it, _ in ends))

    low = end(lambda it: it.low, lambda it: it.high)
    high = end(lambda it: it.high, lambda it: it.low)
    if all(bounds.is_plain for bounds, _ in parts):
        return plainly(low, high)
    lenient_low = end(lambda it: it.lenient_low, lambda it: it.lenient_high)
    return Bounds(low, high, lenient_low, end(lambda it: it.lenient_high, lambda it: it.lenient_low))


def product(left: Bounds, right: Bounds, terms: Terms) -> Bounds:
    """The product of two numbers."""
    sides = (left.low, left.high), (right.low, right.high)
    corners = [terms.times(one.value, other.value) for one in sides[0] for other in sides[1]]
    unbounded = terms.any_(end.open for side in sides for end in side)
    rising = terms.all_(
        it for bounds in (left, right) for it in (terms.not_(bounds.low.open), terms.not_(_negative(bounds.low, terms)))
    )
    low = End(terms.choose(rising, corners[0], terms.least(*corners)), terms.all_((terms.not_(rising), unbounded)))
    none = terms.any_(terms.all_((terms.not_(it.open), terms.zero(it.value))) for it in (left.high, right.high))
    above = terms.all_((terms.any_((left.high.open, right.high.open)), terms.not_(none)))
    # NOTE: where a side is 0 the product is 0 whatever is kept in place of an open end.
    high = End(
        terms.choose(rising, corners[3], terms.greatest(*corners)),
        terms.choose(rising, above, unbounded),
    )
    if left.is_plain and right.is_plain:
        return plainly(low, high)
    # NOTE: words may be read as suits only where all else is known; else they are an unknown like the others.
    known = terms.all_((_known_but_for_words(left, terms), _known_but_for_words(right, terms)))
    return Bounds(low, high, _either(known, high, low, terms), _either(known, low, high, terms))


def magnitude(it: Bounds, terms: Terms) -> Bounds:
    """The absolute value of a number."""
    size = terms.greatest(terms.minus(it.low.value), it.high.value)
    high = End(size, terms.any_((it.low.open, it.high.open)))
    low = End(_nearest_zero(it, size, terms), terms.false)
    if it.is_plain:
        return plainly(low, high)
    lenient = terms.greatest(terms.number(0, size.width), it.lenient_high.value, terms.minus(it.lenient_low.value))
    return Bounds(low, high, low, End(lenient, terms.any_((it.lenient_low.open, it.lenient_high.open))))


def extreme(args: Sequence[Bounds], terms: Terms, *, largest: bool) -> Bounds:
    """The largest or the smallest of some numbers."""
    lows, highs = [arg.low for arg in args], [arg.high for arg in args]
    if largest:
        return plainly(_of_known(lows, terms, largest=True), _of_all(highs, terms, largest=True))
    return plainly(_of_all(lows, terms, largest=False), _of_known(highs, terms, largest=False))


def either(first: Term, one: Bounds, other: Bounds, terms: Terms) -> Bounds:
    """One number where a condition holds, else another."""
    low, high = _either(first, one.low, other.low, terms), _either(first, one.high, other.high, terms)
    if one.is_plain and other.is_plain:
        return plainly(low, high)
    lenient_low = _either(first, one.lenient_low, other.lenient_low, terms)
    return Bounds(low, high, lenient_low, _either(first, one.lenient_high, other.lenient_high, terms))


def known(it: End, terms: Terms) -> Term:
    """Whether there is such an end."""
    return terms.not_(it.open)


# ------------------------------------------------------------------------------------------------------------- within


def _either(first: Term, one: End, other: End, terms: Terms) -> End:
    return End(terms.choose(first, one.value, other.value), terms.choose(first, one.open, other.open))


def _negative(it: End, terms: Terms) -> Term:
    return terms.negative(it.value)


def _nearest_zero(it: Bounds, size: Term, terms: Terms) -> Term:
    """The smallest absolute value: 0 unless both ends are on one side of it, and for a column where it is blank."""
    if it.low.value is it.high.value and (it.low.value.op is Op.COLUMN or not _may_be_open(it, terms)):
        return size
    above = terms.all_((known(it.low, terms), terms.not_(terms.negative(it.low.value))))
    below = terms.all_((known(it.high, terms), terms.not_(terms.positive(it.high.value))))
    nothing = terms.number(0, size.width)
    return terms.choose(above, it.low.value, terms.choose(below, terms.minus(it.high.value), nothing))


def _may_be_open(it: Bounds, terms: Terms) -> bool:
    return it.low.open is not terms.false or it.high.open is not terms.false


def _of_known(ends: Sequence[End], terms: Terms, *, largest: bool) -> End:
    """The extreme of the ends that there are: right where one that is missing cannot matter."""
    value = terms.extreme([(end.value, known(end, terms)) for end in ends], largest=largest)
    return End(value, terms.all_(end.open for end in ends))


def _of_all(ends: Sequence[End], terms: Terms, *, largest: bool) -> End:
    value = terms.extreme([(end.value, terms.true) for end in ends], largest=largest)
    return End(value, terms.any_(end.open for end in ends))


def _known_but_for_words(it: Bounds, terms: Terms) -> Term:
    pairs = ((it.lenient_low, it.high), (it.lenient_high, it.low))
    return terms.all_(
        part
        for one, other in pairs
        for part in (known(one, terms), known(other, terms), _same(one.value, other.value, terms))
    )


def _same(one: Term, other: Term, terms: Terms) -> Term:
    return terms.zero(terms.linear(((one, 1), (other, -1))))
