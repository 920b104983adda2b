"""Canonical numbers as terms over the columns of a wide frame: what each lies between.

Everything is whole numbers, in 128 bits where 64 could overflow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import assert_never

from msgspec import Struct

from auditor.engine.canonical.algebra import Call
from auditor.engine.canonical.algebra import Choice
from auditor.engine.canonical.algebra import Day
from auditor.engine.canonical.algebra import Extreme
from auditor.engine.canonical.algebra import Floor
from auditor.engine.canonical.algebra import Leaf
from auditor.engine.canonical.algebra import LeafKind
from auditor.engine.canonical.algebra import Magnitude
from auditor.engine.canonical.algebra import Poly
from auditor.engine.canonical.algebra import Stepped
from auditor.engine.canonical.calendar import days_before
from auditor.engine.canonical.size import bound
from auditor.engine.canonical.size import call_bound
from auditor.engine.canonical.size import largest_allowed
from auditor.engine.columns.frames import bare
from auditor.engine.lowered.context import is_blank
from auditor.engine.lowered.context import is_nowhere
from auditor.engine.lowered.context import is_read
from auditor.engine.lowered.ends import Bounds
from auditor.engine.lowered.ends import End
from auditor.engine.lowered.ends import either
from auditor.engine.lowered.ends import extreme
from auditor.engine.lowered.ends import known
from auditor.engine.lowered.ends import magnitude
from auditor.engine.lowered.ends import plainly
from auditor.engine.lowered.ends import product
from auditor.engine.lowered.ends import summed
from auditor.engine.lowered.terms import WIDE
from auditor.lang.typed import Field

if TYPE_CHECKING:
    from collections.abc import Hashable

    from auditor.engine.canonical.algebra import Atom
    from auditor.engine.canonical.algebra import Monomial
    from auditor.engine.lowered.context import Context
    from auditor.engine.lowered.making import Terms
    from auditor.engine.lowered.terms import Term

_LAST_YEAR = 9999
_FEBRUARY = 2


def bounds_of(polys: tuple[Poly, ...], context: Context) -> tuple[Bounds, ...]:
    """What each of some polynomials that are compared together lies between."""
    reader = _reader(polys, context)
    return tuple(_poly(poly, reader) for poly in polys)


# ------------------------------------------------------------------------------------------------------------- within


class _Reader(Struct, frozen=True, eq=False):
    """A context for one comparison: how wide its numbers are, and beyond which a figure is not believed."""

    context: Context
    width: int
    limit: int | None

    @property
    def terms(self) -> Terms:
        """Where terms are made."""
        return self.context.terms

    def key(self, it: Hashable) -> Hashable:
        """What tells the bounds of something as read by this reader."""
        return (it, self.context.blank_is_zero, self.width, self.limit)


def _reader(polys: tuple[Poly, ...], context: Context) -> _Reader:
    largest = max(bound(poly, context.size) for poly in polys)
    for width in context.widths:
        if largest < 2 ** (width - 2):
            return _Reader(context, width, None)
    limit = largest_allowed(polys)
    return _Reader(context, WIDE, None if context.largest <= limit else limit)


def _poly(poly: Poly, reader: _Reader) -> Bounds:
    more = sum(int(coefficient) for monomial, coefficient in poly.terms if not monomial)
    parts = [(_monomial(monomial, reader), int(coefficient)) for monomial, coefficient in poly.terms if monomial]
    if len(parts) == 1 and parts[0][1] == 1 and not more:
        return parts[0][0]
    return summed(parts, more, reader.width, reader.terms)


def _monomial(monomial: Monomial, reader: _Reader) -> Bounds:
    """The product of some atoms."""
    key = reader.key(monomial)
    found = reader.context.seen.get(key)
    if found is None:
        last = _atom(monomial[-1], reader)
        found = last if len(monomial) == 1 else product(_monomial(monomial[:-1], reader), last, reader.terms)
        reader.context.seen[key] = found
    return found


def _atom(it: Atom, reader: _Reader) -> Bounds:  # noqa: PLR0911 - one case an atom
    match it:
        case Leaf():
            return _leaf(it, reader)
        case Magnitude(arg):
            return magnitude(_poly(arg, reader), reader.terms)
        case Extreme(args, largest):
            return extreme([_poly(arg, reader) for arg in args], reader.terms, largest=largest)
        case Choice(found, arg, fallback):
            absent = reader.terms.any_(_absent(leaf, reader) for leaf in found)
            return either(absent, _poly(fallback, reader), _poly(arg, reader), reader.terms)
        case Day():
            return _day(it, reader)
        case Floor(top, bottom):
            return _floor(_poly(top, reader), _poly(bottom, reader), reader)
        case Stepped():
            return _stepped(it, reader)
        case Call():
            return _called(it, reader)
        case _ as never:
            assert_never(never)


def _floor(top: Bounds, bottom: Bounds, reader: _Reader) -> Bounds:
    terms, by = reader.terms, bottom.low.value
    equal = terms.zero(terms.linear(((by, 1), (bottom.high.value, -1))))
    usable = terms.all_((known(bottom.low, terms), known(bottom.high, terms), equal, terms.positive(by)))
    # NOTE: what is no divisor is divided by 1, so that no engine stops at it.
    divisor = terms.choose(usable, by, terms.number(1, reader.width))
    ends = (End(terms.divide(end.value, divisor), _open(end, usable, terms)) for end in (top.low, top.high))
    return plainly(*ends)


def _open(end: End, usable: Term, terms: Terms) -> Term:
    return terms.any_((end.open, terms.not_(usable)))


def _leaf(leaf: Leaf, reader: _Reader) -> Bounds:
    if leaf.kind is LeafKind.ITEM and leaf.code == Field.MENTION:
        first, last = _read("i_mention", leaf, reader), _read("high", leaf, reader)
        return Bounds(_floored(first, leaf, reader), last, _floored(last, leaf, reader), first)
    number = _read(reader.context.names.values[bare(leaf)], leaf, reader)
    return plainly(_floored(number, leaf, reader), number)


def _read(column: str, leaf: Leaf, reader: _Reader) -> End:
    """A figure in the width of its comparison; one so large that it would overflow is as good as unread."""
    terms = reader.terms
    number, null = terms.column(column, reader.width), terms.null(column)
    if column in reader.context.names.full:
        null = terms.false
    if leaf.kind is LeafKind.FIGURE:
        null = terms.all_((null, terms.not_(_counts_as_zero(leaf, reader))))
    if reader.limit is None:
        return End(number, null)
    whole = terms.column(column, WIDE)
    fits = terms.between(whole, -reader.limit, reader.limit)
    return End(terms.choose(fits, whole, terms.number(0, WIDE)), terms.any_((null, terms.not_(fits))))


def _floored(it: End, leaf: Leaf, reader: _Reader) -> End:
    """What a blank is at least: 0 stands in its column already."""
    return End(it.value, reader.terms.false) if leaf.non_negative else it


def _counts_as_zero(leaf: Leaf, reader: _Reader) -> Term:
    terms = reader.terms
    if reader.context.blank_is_zero:
        return is_blank(leaf, reader.context)
    if not leaf.left_out_beside:
        return terms.false
    others = terms.any_(is_read(other, reader.context) for other in leaf.left_out_beside)
    return terms.all_((is_blank(leaf, reader.context), others))


def _absent(leaf: Leaf, reader: _Reader) -> Term:
    if leaf.kind is LeafKind.FIGURE:
        return is_nowhere(leaf, reader.context)
    return reader.terms.null(reader.context.names.values[bare(leaf)])


def _stepped(it: Stepped, reader: _Reader) -> Bounds:
    terms, bounds = reader.terms, _poly(it.day, reader)
    ends = (
        End(terms.step(it.steps, end.value), _open(end, terms.steppable(it.steps, end.value), terms))
        for end in (bounds.low, bounds.high)
    )
    return plainly(*ends)


def _called(it: Call, reader: _Reader) -> Bounds:
    """A function of another package, where all arguments are known; beyond its own bound it is not believed."""
    terms, args = reader.terms, [_poly(arg, reader) for arg in it.args]
    same = (terms.zero(terms.linear(((arg.low.value, 1), (arg.high.value, -1)))) for arg in args)
    closed = (known(end, terms) for arg in args for end in (arg.low, arg.high))
    values = [arg.low.value for arg in args]
    value, limit = terms.call(it.function, values, reader.width), call_bound(it, reader.context.size)
    usable = terms.all_((*closed, *same, terms.answers(it.function, values), terms.between(value, -limit, limit)))
    # NOTE: what is not believed is 0, so that nothing that is made of it overflows.
    end = End(terms.choose(usable, value, terms.number(0, reader.width)), terms.not_(usable))
    return plainly(end, end)


def _day(it: Day, reader: _Reader) -> Bounds:
    year = _poly(it.year, reader)
    return plainly(*(_ordinal(end, it, reader) for end in (year.low, year.high)))


def _ordinal(end: End, it: Day, reader: _Reader) -> End:
    """The ordinal of the day; none where the calendar has no such year, or the year no 29th of February."""
    terms, width = reader.terms, reader.width
    usable = terms.between(end.value, 1, _LAST_YEAR)
    year = terms.choose(usable, end.value, terms.number(1, width))
    past = terms.linear(((year, 1),), -1)

    def by(number: int) -> Term:
        return terms.number(number, width)

    def divides(number: int) -> Term:
        return terms.not_(terms.positive(terms.remainder(year, by(number))))

    leap = terms.any_((terms.all_((divides(4), terms.not_(divides(100)))), divides(400)))
    more = terms.choose(leap, by(1), by(0)) if it.month > _FEBRUARY else by(0)
    parts = [(past, 365), *((terms.divide(past, by(number)), sign) for number, sign in ((4, 1), (100, -1), (400, 1)))]
    ordinal = terms.linear([*parts, (more, 1)], days_before(it.month) + it.day)
    if (it.month, it.day) == (_FEBRUARY, 29):
        usable = terms.all_((usable, leap))
    return End(ordinal, _open(end, usable, terms))
