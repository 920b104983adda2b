"""The smallest repairs of a puzzle by a mixed-integer programme: for many wrong figures, or where limits decide.

The solver calculates in floating point, so nothing that it says is believed: each set that it names is solved for again
in whole numbers. What does not come out exactly is excluded, and the solver is asked again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.engine.locate.puzzle import solved_for
from auditor.engine.locate.search import Repairs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from highspy import HighsLp

    from auditor.engine.locate.puzzle import Exact
    from auditor.engine.locate.puzzle import Puzzle
    from auditor.engine.locate.puzzle import Repair

_HALF = 0.5
_MOST_NODES = 200
_MOST_RUNS = 12
# NOTE: where more than six figures would have to change, none of them is to blame: the table is shifted or misread.
_MOST_WEIGHT = 65.0
_TOLERANCE = 1e-9


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
        import highspy
        import numpy as np

        self._highs = highspy
        self._array = np.array
        self._puzzle = puzzle
        self._figures = sorted({figure for it in puzzle.equations for figure in it.terms})
        self._place = {figure: place for place, figure in enumerate(self._figures)}
        # NOTE: no change is larger than all that is out of balance together; a tight bound keeps the programme sharp.
        self._most = sum(abs(float(it.amount)) for it in puzzle.broken)
        self._runs = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (("output_flag", False), ("threads", 1), ("mip_max_nodes", _MOST_NODES)):
            self._runs.setOptionValue(option, value)
        for option in ("mip_feasibility_tolerance", "primal_feasibility_tolerance"):
            self._runs.setOptionValue(option, _TOLERANCE)
        self.is_settled = False

    def solve(self, cuts: list[_Cut]) -> Repair | None:
        """The cheapest set of changes that the cuts allow; None where there is none or the solver gives up."""
        self._runs.clearModel()
        self._runs.passModel(self._programme(cuts))
        self._runs.run()
        status = self._runs.getModelStatus()
        self.is_settled = status == self._highs.HighsModelStatus.kInfeasible
        if status != self._highs.HighsModelStatus.kOptimal:
            return None
        values = self._runs.getSolution().col_value
        count = len(self._figures)
        return tuple(
            (figure, round(values[place] - values[count + place]))
            for place, figure in enumerate(self._figures)
            if values[2 * count + place] > _HALF
        )

    def _programme(self, cuts: list[_Cut]) -> HighsLp:
        count, most = len(self._figures), self._most
        rows = _Rows()
        for it in self._puzzle.equations:
            rows.add(self._changes(it.terms), -float(it.amount), -float(it.amount))
        for it in self._puzzle.bounds:
            rows.add(self._changes(it.terms), float("-inf"), -float(it.amount))
        for place in range(count):
            rows.add([(place, 1.0), (count + place, 1.0), (2 * count + place, -most)], float("-inf"), 0.0)
        weighed = [(2 * count + place, float(self._puzzle.weights[it])) for place, it in enumerate(self._figures)]
        rows.add(weighed, float("-inf"), _MOST_WEIGHT)
        for cut in cuts:
            rows.add(self._cut(cut), float("-inf"), len(cut.figures) - 1.0)
        floors = [self._puzzle.floors[figure] for figure in self._figures]
        falls = [most if floor is None else min(float(-floor), most) for floor in floors]
        model = self._highs.HighsLp()
        model.num_col_, model.num_row_ = 3 * count, len(rows.lows)
        costs = [float(self._puzzle.weights[figure]) for figure in self._figures]
        model.col_cost_ = self._array([0.0] * (2 * count) + costs)
        model.col_lower_ = self._array([0.0] * (3 * count))
        model.col_upper_ = self._array([most] * count + falls + [1.0] * count)
        model.row_lower_, model.row_upper_ = self._array(rows.lows), self._array(rows.highs)
        model.a_matrix_.format_ = self._highs.MatrixFormat.kRowwise
        model.a_matrix_.start_ = self._array(rows.starts)
        model.a_matrix_.index_ = self._array(rows.columns)
        model.a_matrix_.value_ = self._array(rows.values)
        kind = self._highs.HighsVarType
        model.integrality_ = [kind.kContinuous] * (2 * count) + [kind.kInteger] * count
        return model

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
    """The rows of a programme while they are written down."""

    def __init__(self) -> None:
        self.starts: list[int] = [0]
        self.columns: list[int] = []
        self.values: list[float] = []
        self.lows: list[float] = []
        self.highs: list[float] = []

    def add(self, terms: list[tuple[int, float]], low: float, high: float) -> None:
        """One row: what it sums up, and between which ends the sum lies."""
        self.columns += [column for column, _ in terms]
        self.values += [value for _, value in terms]
        self.starts.append(len(self.columns))
        self.lows.append(low)
        self.highs.append(high)
