"""The smallest repairs of a puzzle by a mixed-integer programme: for many wrong figures, or where limits decide.

The solver calculates in floating point, so nothing that it says is believed: each set that it names is solved for again
in whole numbers. What does not come out exactly is excluded, and the solver is asked again.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.engine.locate.repairs.puzzle import solved_for
from auditor.engine.locate.repairs.search import Repairs
from auditor.lang.analysis.solver import Patience
from auditor.lang.analysis.solver import Program
from auditor.lang.analysis.solver import solve

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.engine.locate.repairs.puzzle import Exact
    from auditor.engine.locate.repairs.puzzle import Puzzle
    from auditor.engine.locate.repairs.puzzle import Repair

_HALF = 0.5
_MOST_RUNS = 12
# NOTE: where more than six figures would have to change, none of them is to blame: the table is shifted or misread.
_MOST_WEIGHT = 65.0
_PATIENCE = Patience(nodes=200, tolerance=1e-9)


class _Cut(Struct, frozen=True):
    """A set of figures that is not wanted again: in no larger set either, or (`alone`) just not as it is."""

    figures: frozenset[int]
    alone: bool = False


def programmed(puzzle: Puzzle, margin: int, most: int) -> Repairs:
    """All repairs that cost no more than the cheapest and the margin, as far as the solver gets."""
    model = _Model(puzzle)
    found: list[Repair] = []
    cuts: list[_Cut] = []
    limit: int | None = None
    for _ in range(_MOST_RUNS):
        answer = model.solve(cuts)
        if answer is None:
            return Repairs(tuple(found), is_complete=model.is_settled and bool(found))
        repair = _exact(puzzle, answer)
        if repair is None:
            cuts.append(_Cut(frozenset(figure for figure, _ in answer), alone=True))
            continue
        weight = puzzle.weight(repair)
        limit = weight + margin if limit is None else limit
        if weight > limit or len(found) >= most:
            return Repairs(tuple(found), is_complete=weight > limit)
        found.append(puzzle.printed(repair))
        cuts.append(_Cut(frozenset(figure for figure, _ in found[-1])))
    return Repairs(tuple(found), is_complete=False)


def _exact(puzzle: Puzzle, answer: Repair) -> Repair | None:
    """What the solver means, in whole numbers that hold exactly."""
    repair = solved_for(puzzle, (figure for figure, _ in answer))
    if repair is None and puzzle.holds(answer):
        return answer
    return repair


class _Model:
    """The programme of one puzzle: for each figure by how much it rises and falls, and whether it changes at all."""

    def __init__(self, puzzle: Puzzle) -> None:
        self._puzzle = puzzle
        self._figures = sorted({figure for it in puzzle.equations for figure in it.terms})
        self._place = {figure: place for place, figure in enumerate(self._figures)}
        # NOTE: no change is larger than all that is out of balance together; a tight bound keeps the programme sharp.
        self._most = sum(abs(float(it.amount)) for it in puzzle.broken)
        self.is_settled = False

    def solve(self, cuts: list[_Cut]) -> Repair | None:
        """The cheapest set of changes that the cuts allow; None where there is none or the solver gives up."""
        found = solve(self._programme(cuts), _PATIENCE)
        self.is_settled = found.is_impossible
        if found.values is None:
            return None
        values, count = found.values, len(self._figures)
        return tuple(
            (figure, round(values[place] - values[count + place]))
            for place, figure in enumerate(self._figures)
            if values[2 * count + place] > _HALF
        )

    def _programme(self, cuts: list[_Cut]) -> Program:
        count, most = len(self._figures), self._most
        rows = _Rows(3 * count)
        for it in self._puzzle.equations:
            rows.add(self._changes(it.terms), -float(it.amount), -float(it.amount))
        for it in self._puzzle.bounds:
            rows.add(self._changes(it.terms), -inf, -float(it.amount))
        for place in range(count):
            rows.add([(place, 1.0), (count + place, 1.0), (2 * count + place, -most)], -inf, 0.0)
        costs = [float(self._puzzle.weights[figure]) for figure in self._figures]
        rows.add(list(enumerate(costs, start=2 * count)), -inf, _MOST_WEIGHT)
        for cut in cuts:
            rows.add(self._cut(cut), -inf, len(cut.figures) - 1.0)
        floors = [self._puzzle.floors[figure] for figure in self._figures]
        falls = [most if floor is None else min(float(-floor), most) for floor in floors]
        return Program(
            rows.columns,
            rows.lows,
            rows.highs,
            [0.0] * (2 * count) + costs,
            [most] * count + falls + [1.0] * count,
            [False] * (2 * count) + [True] * count,
        )

    def _changes(self, terms: Mapping[int, Exact]) -> list[tuple[int, float]]:
        count = len(self._figures)
        known = [(self._place[it], float(by)) for it, by in terms.items() if it in self._place]
        return known + [(count + place, -by) for place, by in known]

    def _cut(self, cut: _Cut) -> list[tuple[int, float]]:
        first = 2 * len(self._figures)
        mine = {self._place[figure] for figure in cut.figures}
        others: Iterable[int] = range(len(self._figures)) if cut.alone else mine
        return [(first + place, 1.0 if place in mine else -1.0) for place in others]


class _Rows:
    """The rows of a programme while they are written down, kept by their columns."""

    def __init__(self, columns: int) -> None:
        self.columns: list[dict[int, float]] = [{} for _ in range(columns)]
        self.lows: list[float] = []
        self.highs: list[float] = []

    def add(self, terms: list[tuple[int, float]], low: float, high: float) -> None:
        """One row: what it sums up, and between which ends the sum lies."""
        for column, value in terms:
            self.columns[column][len(self.lows)] = value
        self.lows.append(low)
        self.highs.append(high)
