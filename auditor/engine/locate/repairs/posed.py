"""The balances of a form on the figures of one submission: what does not hold, as puzzles."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.engine.columns.cells import State
from auditor.engine.locate.repairs.puzzle import Equation
from auditor.engine.locate.repairs.puzzle import Puzzle
from auditor.lang.typed import Missing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.engine.locate.repairs.sheet import Place
    from auditor.engine.locate.repairs.sheet import Sheet
    from auditor.engine.locate.repairs.system import System
    from auditor.engine.locate.repairs.system import Tie

# A figure read with a remark is the first to look at; one that the narrative repeats is the last.
_MARKED = 7
_REPEATED = 4
_UNMARKED: frozenset[str] = frozenset()
_ZEROING = frozenset({Missing.TRY_ZERO, Missing.ZERO, Missing.SKIP})


class Posed(Struct, frozen=True):
    """A connected part of a system as a puzzle on one submission: which figure and which tie each number is."""

    puzzle: Puzzle
    places: tuple[Place, ...]
    ties: tuple[Tie, ...]


def posed(system: System, sheet: Sheet) -> tuple[Posed, ...]:
    """The parts of the system that do not hold on a submission, each as a puzzle of its own."""
    desk = _Desk(system, sheet)
    for tie in system.ties:
        if sheet.is_in_scope(tie.rule.scope) and not _only_confirms(tie, sheet):
            desk.take(tie)
    return tuple(desk.parts())


# ------------------------------------------------------------------------------------------------------------- within


def _only_confirms(tie: Tie, sheet: Sheet) -> bool:
    """Whether the figures were read so that the tie holds: it says nothing then."""
    if not sheet.marks:
        return False
    return bool(frozenset.intersection(*(sheet.marks.get(place, _UNMARKED) for place, _ in tie.terms)))


class _Ends(Struct, frozen=True):
    """Whether the unknown figures of an equation can make it larger, and smaller."""

    up: bool = False
    down: bool = False

    def fails(self, amount: int) -> bool:
        """Whether the equation fails whatever its unknown figures are."""
        return (amount > 0 and not self.down) or (amount < 0 and not self.up)


class _Laid(Struct, frozen=True):
    """An equation on the figures: `unknown` is the sign of what its unknown figures can bring, 0 where none are."""

    tie: Tie
    terms: Mapping[int, int]
    amount: int
    unknown: int = 0


class _Desk:
    """Where the ties are laid out on the figures of a submission, and the puzzles are put together."""

    def __init__(self, system: System, sheet: Sheet) -> None:
        self._system = system
        self._sheet = sheet
        self._equations: list[_Laid] = []
        self._bounds: list[Equation] = []

    def take(self, tie: Tie) -> None:
        """Lay out one tie: as an equation, as a bound, or not at all where too little is known of its figures."""
        known = self._sheet.known
        try:
            amount = tie.constant + sum([known[place] * coefficient for place, coefficient in tie.terms])
        except KeyError:
            self._with_unknown(tie)
            return
        if tie.is_equation:
            self._equations.append(_Laid(tie, tie.numbered, amount))
        elif amount <= 0:
            self._bounds.append(Equation(tie.numbered, amount))

    def _with_unknown(self, tie: Tie) -> None:
        places = self._system.places
        unknown = {number for number in tie.numbered if places[number] not in self._sheet.known}
        blank = {number for number in unknown if self._sheet.state(places[number]) is State.BLANK}
        zero = blank if tie.rule.missing in _ZEROING else set()
        terms = {number: by for number, by in tie.numbered.items() if number not in unknown - zero}
        amount = tie.constant + sum(by * self._sheet.known.get(places[number], 0) for number, by in terms.items())
        ends = self._ends(tie, unknown - zero)
        if not tie.is_equation:
            if unknown == zero and amount <= 0:
                self._bounds.append(Equation(terms, amount))
        elif amount and tie.rule.missing is Missing.TRY_ZERO and not self._ends(tie, unknown).fails(amount):
            printed = {number: by for number, by in terms.items() if number not in zero}
            self._bound(printed, amount, self._ends(tie, unknown))
        elif unknown == zero:
            self._equations.append(_Laid(tie, terms, amount))
        elif ends.fails(amount):
            self._equations.append(_Laid(tie, terms, amount, 1 if ends.up else -1))
        else:
            self._bound(terms, amount, ends)

    def _ends(self, tie: Tie, unknown: set[int]) -> _Ends:
        signed = any(self._system.places[number] in self._system.signed for number in unknown)
        signs = {tie.numbered[number] > 0 for number in unknown}
        return _Ends(signed or True in signs, signed or False in signs)

    def _bound(self, terms: Mapping[int, int], amount: int, ends: _Ends) -> None:
        """What unknown figures leave of an equation: it may not go past what they can make up for."""
        if ends.up != ends.down:
            sign = 1 if ends.up else -1
            self._bounds.append(Equation({number: by * sign for number, by in terms.items()}, amount * sign))

    def parts(self) -> Iterator[Posed]:
        """The connected parts that do not hold."""
        if not any(it.amount for it in self._equations):
            return
        around: defaultdict[int, list[int]] = defaultdict(list)
        for place, it in enumerate(self._equations):
            for number in it.terms:
                around[number].append(place)
        weights, floors = self._weights(), self._floors()
        seen: set[int] = set()
        for place, it in enumerate(self._equations):
            if it.amount and place not in seen:
                part = self._connected(place, around)
                seen |= part
                yield self._posed([self._equations[other] for other in sorted(part)], [*weights], [*floors])

    def _connected(self, first: int, around: Mapping[int, list[int]]) -> set[int]:
        part, waiting = {first}, [first]
        seen: set[int] = set()
        while waiting:
            numbers = self._equations[waiting.pop()].terms.keys() - seen
            seen |= numbers
            new = {place for number in numbers for place in around[number]} - part
            part |= new
            waiting += new
        return part

    def _posed(self, laid: list[_Laid], weights: list[int], floors: list[int | None]) -> Posed:
        equations: list[Equation] = []
        for it in laid:
            terms = it.terms
            if it.unknown:
                terms = {**terms, len(weights): it.unknown}
                weights.append(0)
                floors.append(0)
            equations.append(Equation(terms, it.amount))
        puzzle = Puzzle(tuple(weights), tuple(floors), tuple(equations), tuple(self._bounds))
        return Posed(puzzle, self._system.places, tuple(it.tie for it in laid))

    def _floors(self) -> list[int | None]:
        known, signed = self._sheet.known, self._system.signed
        return [None if place in signed else -known.get(place, 0) for place in self._system.places]

    def _weights(self) -> list[int]:
        if not (self._sheet.narrative or self._sheet.marked):
            return [*self._system.weights]
        pairs = zip(self._system.places, self._system.weights, strict=True)
        return [self._weight(place, weight) for place, weight in pairs]

    def _weight(self, place: Place, weight: int) -> int:
        if place in self._sheet.marked:
            return _MARKED
        return weight + (_REPEATED if self._sheet.known.get(place) in self._sheet.said(place) else 0)
