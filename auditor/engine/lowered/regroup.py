"""Sums made of sums, and joined conditions of joined ones: where one holds all of another, it takes it as a whole.

`a + b - t + u` beside `a + b - t` becomes one addition, and so does "any of four is blank" within "any of eight". What
a form checks level by level, its rules add and ask again and again: most of it is saved. Nothing is worked out
otherwise: sums of whole numbers of the same width, and conditions in any order.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec import field

from auditor.engine.lowered.terms import Op
from auditor.engine.lowered.terms import Term
from auditor.engine.lowered.terms import by_need
from auditor.engine.lowered.terms import factors_of

if TYPE_CHECKING:
    from collections.abc import Hashable
    from collections.abc import Iterable

_FEWEST = 3  # to take two numbers as one saves nothing
_JOINED = frozenset({Op.LINEAR, Op.ALL, Op.ANY})


def regrouped(roots: Iterable[Term]) -> dict[Term, Term]:
    """Terms, each with what it is when the sums and conditions below all of them are made of one another."""
    given = list(dict.fromkeys(roots))
    order = by_need(given, {})
    work = _Regrouping()
    for term in order:
        if term.op in _JOINED and len(term.args) >= _FEWEST and not _weights(term)[-1]:
            work.parts.setdefault((term.op, term.width, *term.args[:2]), []).append(term)
    for term in order:
        work.of(term)
    return {root: work.of(root) for root in given}


# ------------------------------------------------------------------------------------------------------------- within


class _Regrouping(Struct, frozen=True, eq=False):
    """`parts` are terms that others may be made of, by kind, width and first two; `done`, `made` are what is there."""

    parts: dict[Hashable, list[Term]] = field(default_factory=dict)
    done: dict[Term, Term] = field(default_factory=dict)
    made: dict[Hashable, Term] = field(default_factory=dict)

    def of(self, term: Term) -> Term:
        found = self.done.get(term)
        if found is None:
            args, value = self._joined(term) if term.op in _JOINED else (term.args, term.value)
            found = self.done[term] = self._again(term, tuple(map(self.of, args)), value)
        return found

    def _again(self, term: Term, args: tuple[Term, ...], value: Hashable) -> Term:
        if args == term.args:
            return term
        key = (term.op, args, value, term.width)
        return self.made.setdefault(key, Term(term.op, args, value, term.width, term.at))

    def _joined(self, term: Term) -> tuple[tuple[Term, ...], Hashable]:
        """What a term joins, and how many times; the constant last."""
        *weights, constant = _weights(term)
        rest = dict(zip(term.args, weights, strict=True))
        taken: dict[Term, int] = {}
        for pair in combinations(term.args, 2):
            parts = (it for it in self.parts.get((term.op, term.width, *pair), ()) if len(it.args) < len(term.args))
            whole = [(part, by) for part in parts if (by := _times(part, rest))]
            if whole:
                part, taken[part] = max(whole, key=lambda it: len(it[0].args))
                rest = {other: by for other, by in rest.items() if other not in part.args}
        found = taken | rest
        return tuple(found), (*found.values(), constant) if term.op is Op.LINEAR else term.value


def _weights(term: Term) -> tuple[int, ...]:
    """How many times a term takes what it joins, and its constant."""
    return factors_of(term) if term.op is Op.LINEAR else (*(1 for _ in term.args), 0)


def _times(part: Term, rest: dict[Term, int]) -> int:
    """How many times a term is within another, 0 where it is not."""
    first, *others = zip(part.args, _weights(part)[:-1], strict=True)
    times, left = divmod(rest.get(first[0], 0), first[1])
    return 0 if left or any(rest.get(arg) != by * times for arg, by in others) else times
