"""Figures that stand a cell aside: many are wrong then, and no smallest set of them says what happened.

Each slip is put back in thought. The one that settles all balances that it touches, more of them than any other and
with fewer figures moved, is the likely one.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import Words  # noqa: TC001 - msgspec looks at it
from auditor.engine.locate.repairs.puzzle import Repair
from auditor.engine.locate.repairs.puzzle import whole
from auditor.engine.locate.slips.slides import Grid

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.engine.locate.repairs.posed import Posed
    from auditor.engine.locate.repairs.puzzle import Equation
    from auditor.engine.locate.repairs.sheet import Place
    from auditor.engine.locate.repairs.sheet import Sheet
    from auditor.engine.locate.slips.slides import Slide

# A slip of fewer figures is as well told figure by figure.
_FEWEST_MOVED = 3
# So many broken balances must come out beside those that a lost figure is solved from.
_FEWEST_CONFIRMED = 2


class Slipped(Struct, frozen=True):
    """What slipped, in words, and the changes that put it back; figures that went lost are solved for."""

    words: Words
    repair: Repair


def slipped(sheet: Sheet, parts: Sequence[Posed]) -> Slipped | None:
    """The slip that settles the balances it touches in some parts of a sheet; none where there is no one such."""
    board = _Board(sheet, parts)
    moved: dict[Repair, tuple[int, Slide]] = {}
    for slide in board.slides():
        found = board.put_back(slide)
        if found is not None:
            repair, confirmed = found
            moved.setdefault(repair, (confirmed, slide))
    best = sorted(moved, key=lambda it: _rank(it, moved[it][0]))[:2]
    if not best or len({_rank(it, moved[it][0]) for it in best}) < len(best):
        return None
    return Slipped(moved[best[0]][1].told(), best[0])


# ------------------------------------------------------------------------------------------------------------- within


def _rank(repair: Repair, confirmed: int) -> tuple[int, int]:
    """The more balances come out and the fewer figures move, the likelier."""
    return -confirmed, len(repair)


class _Board:
    """The figures of a sheet by their numbers, and the balances that they stand in."""

    def __init__(self, sheet: Sheet, parts: Sequence[Posed]) -> None:
        self._sheet = sheet
        self._puzzles = [part.puzzle for part in parts]
        self._places = parts[0].places if parts else ()
        self._numbers = {place: number for number, place in enumerate(self._places)}

    def slides(self) -> Iterator[Slide]:
        """All slips within the tables whose balances do not hold."""
        broken = [it for puzzle in self._puzzles for it in puzzle.broken]
        spoken = [{self._places[number][0] for number in it.terms if number < len(self._places)} for it in broken]
        unbalanced = {code for codes in spoken if len(codes) == 1 for code in codes}
        grids: dict[tuple[str, ...], Grid] = {}
        for code in sorted(code for codes in spoken for code in codes):
            rows = self._sheet.rows(code)
            grids.setdefault(rows, Grid(self._sheet, rows, self._sheet.columns(code) or (None,)))
        for grid in grids.values():
            yield from grid.slides([code for code in grid.rows if code in unbalanced])

    def put_back(self, slide: Slide) -> tuple[Repair, int] | None:
        """The changes that put a slip back, where they settle every balance of the parts that they touch.

        With how many broken ones come out beside those that lost figures are solved from.
        """
        moves = {self._numbers[place]: now for place, now in slide.moves.items() if place in self._numbers}
        changes = {number: self._value(now) - self._now(number) for number, now in moves.items() if now is not None}
        lost = {number for number, now in moves.items() if now is None}
        touched = [it for it in self._puzzles if not it.around.keys().isdisjoint(moves)]
        solved = _solved([it for puzzle in touched for it in puzzle.equations], changes, lost)
        if solved is None:
            return None
        known, spent = solved
        repair = tuple(sorted((number, change) for number, change in known.items() if change))
        confirmed = sum(len(puzzle.broken) for puzzle in touched) - spent
        if len(repair) < _FEWEST_MOVED or confirmed < _FEWEST_CONFIRMED:
            return None
        holds = all(puzzle.holds(_within(repair, puzzle.around)) for puzzle in touched)
        return (repair, confirmed) if holds else None

    def _now(self, number: int) -> int:
        return self._value(self._places[number])

    def _value(self, place: Place) -> int:
        return self._sheet.known.get(place, 0)


def _within(repair: Repair, around: Mapping[int, object]) -> Repair:
    return tuple((number, change) for number, change in repair if number in around)


def _solved(
    equations: list[Equation], changes: Mapping[int, int], lost: set[int]
) -> tuple[Mapping[int, int], int] | None:
    """The changes with those of the lost figures, where all equations hold then, and how many broken ones that took."""
    known, unknown, spent = dict(changes), set(lost), 0
    waiting = equations
    while waiting:
        later = []
        for it in waiting:
            open_still = unknown.intersection(it.terms)
            if len(open_still) > 1:
                later.append(it)
                continue
            rest = it.amount + sum(it.terms.get(number, 0) * change for number, change in known.items())
            if open_still:
                (number,) = open_still
                change = whole(Fraction(-rest) / it.terms[number])
                if change is None:
                    return None
                known[number] = int(change)
                unknown.discard(number)
                spent += bool(it.amount)
            elif rest:
                return None
        if len(later) == len(waiting):
            return None
        waiting = later
    return None if unknown else (known, spent)
