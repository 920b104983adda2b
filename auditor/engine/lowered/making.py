"""Terms made, each but once, and simplified as they are made."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from auditor.engine.lowered.terms import CONDITIONS
from auditor.engine.lowered.terms import Op
from auditor.engine.lowered.terms import Term
from auditor.engine.lowered.terms import constant_of
from auditor.engine.lowered.terms import factors_of

if TYPE_CHECKING:
    from collections.abc import Hashable
    from collections.abc import Iterable
    from collections.abc import Sequence

    from auditor.engine.canonical.algebra import Steps


_order = attrgetter("at")


class Terms:
    """Makes terms, each but once, and says at once what can be said without looking at any figure.

    `true` always holds, `false` never does.
    """

    def __init__(self) -> None:
        self._made: dict[Hashable, Term] = {}
        self.true = self._term(Op.TRUE)
        self.false = self._term(Op.FALSE)

    def _term(self, op: Op, args: tuple[Term, ...] = (), value: Hashable = None, width: int = 0) -> Term:
        key = (op, args, value, width)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = Term(op, args, value, width, len(self._made))
        return found

    # --------------------------------------------------------------------------------------------------- conditions

    def truth(self, *, holds: bool) -> Term:
        """What always holds, or never."""
        return self.true if holds else self.false

    def null(self, column: str) -> Term:
        """Whether a column is null."""
        return self._term(Op.NULL, value=(column,))

    def among(self, column: str, values: Iterable[int | str]) -> Term:
        """Whether a column is one of some values."""
        given = tuple(values)
        return self._term(Op.AMONG, value=(column, *given)) if given else self.false

    def not_(self, it: Term) -> Term:
        """The contrary."""
        match it.op:
            case Op.NOT:
                return it.args[0]
            case Op.TRUE:
                return self.false
            case Op.FALSE:
                return self.true
            case _:
                return self._term(Op.NOT, (it,))

    def all_(self, args: Iterable[Term]) -> Term:
        """Whether all hold."""
        return self._joined(Op.ALL, args, self.true, self.false)

    def any_(self, args: Iterable[Term]) -> Term:
        """Whether any holds."""
        return self._joined(Op.ANY, args, self.false, self.true)

    def _joined(self, op: Op, args: Iterable[Term], neutral: Term, final: Term) -> Term:
        kept: dict[Term, None] = {}
        for arg in args:
            for it in arg.args if arg.op is op else (arg,):
                if it is final:
                    return final
                if it is not neutral:
                    kept[it] = None
        if len(kept) <= 1:
            return next(iter(kept), neutral)
        for it in kept:
            if it.op is Op.NOT and it.args[0] in kept:
                return final
        return self._term(op, tuple(sorted(kept, key=_order)))

    def above(self, it: Term, limit: int) -> Term:
        """Whether a number is above a constant; a sum is turned so that equal questions are asked in equal words."""
        if it.op is Op.NUMBER:
            return self.truth(holds=constant_of(it) > limit)
        if it.op is not Op.LINEAR:
            return self._term(Op.ABOVE, (it,), limit)
        *factors, constant = factors_of(it)
        limit -= constant
        if factors[0] < 0:
            return self.not_(self.above(self.linear(zip(it.args, (-by for by in factors), strict=True)), -limit - 1))
        if len(factors) == 1:
            return self.above(it.args[0], limit // factors[0])
        variable = self.linear(zip(it.args, factors, strict=True)) if constant else it
        return self._term(Op.ABOVE, (variable,), limit)

    def positive(self, it: Term) -> Term:
        """Whether a number is above zero."""
        return self.above(it, 0)

    def negative(self, it: Term) -> Term:
        """Whether a number is below zero."""
        return self.not_(self.above(it, -1))

    def zero(self, it: Term) -> Term:
        """Whether a number is zero."""
        return self.not_(self.any_((self.positive(it), self.negative(it))))

    def between(self, it: Term, low: int, high: int) -> Term:
        """Whether a number is neither below the one nor above the other."""
        return self.all_((self.above(it, low - 1), self.not_(self.above(it, high))))

    # ------------------------------------------------------------------------------------------------------ numbers

    def number(self, value: int, width: int) -> Term:
        """A constant."""
        return self._term(Op.NUMBER, value=value, width=width)

    def column(self, name: str, width: int) -> Term:
        """A column of the frame, 0 where it is null."""
        return self._term(Op.COLUMN, value=name, width=width)

    def linear(self, terms: Iterable[tuple[Term, int]], constant: int = 0, width: int = 0) -> Term:
        """The sum of some terms, each so many times, and a constant."""
        factors: dict[Term, int] = {}
        for term, by in terms:
            width = max(width, term.width)
            if term.op is Op.NUMBER:
                constant += constant_of(term) * by
            elif term.op is Op.LINEAR:
                *inner, more = factors_of(term)
                constant += more * by
                for arg, factor in zip(term.args, inner, strict=True):
                    factors[arg] = factors.get(arg, 0) + factor * by
            else:
                factors[term] = factors.get(term, 0) + by
        args = tuple(sorted((arg for arg, by in factors.items() if by), key=_order))
        if not args:
            return self.number(constant, width)
        if len(args) == 1 and factors[args[0]] == 1 and not constant:
            return args[0]
        return self._term(Op.LINEAR, args, (*(factors[arg] for arg in args), constant), width)

    def minus(self, it: Term) -> Term:
        """A number with its sign changed."""
        return self.linear(((it, -1),))

    def times(self, left: Term, right: Term) -> Term:
        """A product."""
        for one, other in ((left, right), (right, left)):
            if one.op is Op.NUMBER:
                return self.linear(((other, constant_of(one)),))
        first, second = sorted((left, right), key=_order)
        return self._term(Op.TIMES, (first, second), width=max(left.width, right.width))

    def divide(self, top: Term, bottom: Term) -> Term:
        """A quotient rounded down; of use only where the divisor is positive."""
        return self._term(Op.DIVIDE, (top, bottom), width=max(top.width, bottom.width))

    def remainder(self, top: Term, bottom: Term) -> Term:
        """What a quotient rounded down leaves, of numbers that are not negative."""
        return self._term(Op.REMAINDER, (top, bottom), width=max(top.width, bottom.width))

    def choose(self, condition: Term, first: Term, second: Term) -> Term:
        """The first where a condition holds, else the second."""
        if condition.op is Op.TRUE or first is second:
            return first
        if condition.op is Op.FALSE:
            return second
        if first.op in CONDITIONS:
            return self.any_((self.all_((condition, first)), self.all_((self.not_(condition), second))))
        return self._term(Op.CHOOSE, (condition, first, second), width=max(first.width, second.width))

    def extreme(self, numbers: Sequence[tuple[Term, Term]], *, largest: bool) -> Term:
        """The largest or the smallest of the numbers whose condition holds; of no use where none does."""
        distinct = sorted({pair for pair in numbers if pair[1].op is not Op.FALSE}, key=lambda it: (it[0].at, it[1].at))
        if len(distinct) <= 1:
            return distinct[0][0] if distinct else numbers[0][0]
        args = tuple(term for pair in distinct for term in pair)
        return self._term(Op.GREATEST if largest else Op.LEAST, args, width=max(it.width for it, _ in distinct))

    def greatest(self, *numbers: Term) -> Term:
        """The largest of some numbers."""
        return self.extreme([(it, self.true) for it in numbers], largest=True)

    def least(self, *numbers: Term) -> Term:
        """The smallest of some numbers."""
        return self.extreme([(it, self.true) for it in numbers], largest=False)

    def step(self, steps: Steps, day: Term) -> Term:
        """A function of the day with an ordinal."""
        return self._term(Op.STEP, (day,), steps, day.width)

    def steppable(self, steps: Steps, day: Term) -> Term:
        """Whether that function knows the day."""
        return self._term(Op.STEPPABLE, (day,), steps)

    def call(self, function: str, args: Sequence[Term], width: int) -> Term:
        """A function of another package."""
        return self._term(Op.CALL, tuple(args), function, max(width, *(arg.width for arg in args)))

    def answers(self, function: str, args: Sequence[Term]) -> Term:
        """Whether that function gives a number."""
        return self._term(Op.ANSWERS, tuple(args), function)
