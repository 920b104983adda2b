"""Two figures of different balances that stand in each other's place: one mistake, though each tells of itself."""

from __future__ import annotations

from itertools import combinations
from itertools import product
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.engine.locate.repairs.split import Part
from auditor.engine.locate.slips.kinds import TWO_DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from typing import TypeAlias

    from auditor.engine.locate.repairs.posed import Posed
    from auditor.engine.locate.repairs.puzzle import Repair
    from auditor.engine.locate.repairs.sheet import Sheet
    from auditor.engine.locate.repairs.system import System

    _Chosen: TypeAlias = tuple[Posed, Part]


def exchanged_together(system: System, sheet: Sheet, chosen: Sequence[_Chosen]) -> tuple[_Chosen, ...]:
    """The parts of what does not hold, two of them as one where an exchange of two figures repairs just both."""
    pairs = [
        (at, other, repair)
        for at, other in combinations(range(len(chosen)), 2)
        for repair in _swaps(system, sheet, chosen[at], chosen[other])
    ]
    made: dict[int, _Chosen | None] = dict(enumerate(chosen))
    for at, other, repair in pairs:
        # NOTE: a figure that may have changed places with either of two others has done so with none for sure.
        if sum(not {at, other}.isdisjoint(pair[:2]) for pair in pairs) == 1:
            made |= {at: _joined(chosen[at], chosen[other], repair), other: None}
    return tuple(each for each in made.values() if each is not None)


# ------------------------------------------------------------------------------------------------------------- within


def _swaps(system: System, sheet: Sheet, one: _Chosen, other: _Chosen) -> Iterator[Repair]:
    """The repairs of both parts by one figure each that put these into each other's place."""
    places = one[0].places
    are_only = len(one[1].repairs) == len(other[1].repairs) == 1
    for mine, theirs in product(one[1].repairs, other[1].repairs):
        if len(mine) != 1 or len(theirs) != 1:
            continue
        (first, change), (second, back) = mine[0], theirs[0]
        a, b = (sheet.value(places[figure]) for figure in (first, second))
        measures = {system.figures[places[figure]].measure for figure in (first, second)}
        if a is None or b is None or change != b - a or back != -change or len(measures) > 1:
            continue
        # NOTE: 0 and 1, 1 and 2 stand beside each other everywhere.
        if max(a, b) >= TWO_DIGITS or (are_only and abs(change) > 1):
            yield tuple(sorted((*mine, *theirs)))


def _joined(one: _Chosen, other: _Chosen, repair: Repair) -> _Chosen:
    (posed, part), (further, beside) = one, other
    if further is not posed:
        puzzle = replace(posed.puzzle, equations=(*posed.puzzle.equations, *further.puzzle.equations))
        posed = replace(posed, puzzle=puzzle, ties=(*posed.ties, *further.ties))
    return posed, Part((repair,), part.is_complete and beside.is_complete, faults=1)
