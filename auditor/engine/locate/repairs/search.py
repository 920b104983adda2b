"""All smallest repairs of a puzzle: first by one figure, then by an exact search, then by a mixed-integer programme.

The search is Fellegi and Holt's in de Waal's form: an equation that is broken is repaired by one of its figures, and
taking a figure eliminates it from all other equations. It is exact and complete for equations, and fast as long as few
figures are wrong; where many are, or where the limits of figures decide, the programme takes over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec import field

from auditor.engine.locate.repairs.puzzle import changes_of
from auditor.engine.locate.repairs.puzzle import repairs_by_one
from auditor.engine.locate.repairs.puzzle import without

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.engine.locate.repairs.puzzle import Puzzle
    from auditor.engine.locate.repairs.puzzle import Repair
    from auditor.engine.locate.repairs.puzzle import Row
    from auditor.engine.locate.repairs.puzzle import Step

# One printed figure in no doubt and of no special standing costs 10; repairs that cost less than a third of that more
# than the cheapest one are as small as it.
NORMAL = 10
MARGIN = 3
_MOST_NODES = 4_000
_MOST_FOUND = 60
_LIMITS = (15, 25, 35, 45)


class Repairs(Struct, frozen=True):
    """The smallest repairs, the cheapest first; `is_complete` is whether there are certainly no others as small.

    None at all are complete where nothing is broken; else more figures are wrong than can be told.
    """

    found: tuple[Repair, ...] = ()
    is_complete: bool = True


def smallest_repairs(puzzle: Puzzle, programme: Callable[[Puzzle, int, int], Repairs]) -> Repairs:
    """All repairs as small as the smallest; none where nothing repairs it."""
    if not puzzle.broken:
        return Repairs()
    single = repairs_by_one(puzzle)
    if single:
        cheapest = min(puzzle.weight(it) for it in single)
        if cheapest + MARGIN < 2 * puzzle.lightest and all(puzzle.weights):
            return Repairs(_smallest(puzzle, single))
    search = _deepened(puzzle)
    if search is None or (not search.found and search.limit >= _LIMITS[-1]) or search.is_open:
        return programme(puzzle, MARGIN, _MOST_FOUND)
    return Repairs(_smallest(puzzle, search.found), not search.is_cut)


def _smallest(puzzle: Puzzle, found: tuple[Repair, ...] | list[Repair]) -> tuple[Repair, ...]:
    """Repairs as small as the smallest, without those that hold another one, the cheapest first."""
    weights = {puzzle.printed(it): puzzle.weight(it) for it in found}
    most = min(weights.values()) + MARGIN if weights else 0
    kept = sorted((weight, len(it), it) for it, weight in weights.items() if weight <= most)
    sets = [frozenset(figure for figure, _ in it) for *_, it in kept]
    return tuple(it for (*_, it), mine in zip(kept, sets, strict=True) if not any(other < mine for other in sets))


class _Search(Struct):
    """One search up to a limit of the weight.

    `refused` is the least weight of a solution of the equations that some figure cannot take: with further figures it
    may still be part of a repair, which this search does not see.
    """

    puzzle: Puzzle
    limit: int
    nodes: int = 0
    is_cut: bool = False
    refused: int | None = None
    found: list[Repair] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether a repair as small as those found may have been missed."""
        if self.refused is None:
            return False
        best = min((self.puzzle.weight(it) for it in self.found), default=None)
        most = self.limit if best is None else best + MARGIN
        return self.refused + self.puzzle.lightest <= most

    def go(self, rows: list[Row], steps: list[Step], fixed: frozenset[int], spent: int) -> None:
        """Repair the rows with further figures, none of them one of the fixed."""
        self.nodes += 1
        if self.nodes > _MOST_NODES or len(self.found) >= _MOST_FOUND:
            self.is_cut = True
            return
        broken = [row for row in rows if row[1]]
        if not broken:
            self._keep(steps, spent)
            return
        options = sorted(([it for it in terms if it not in fixed] for terms, _ in broken), key=len)
        need = self._needed(options)
        if need is None or spent + need > self.limit:
            return
        weights = self.puzzle.weights
        if spent + 2 * min(map(weights.__getitem__, _union(options))) > self.limit:
            self._last(rows, broken, steps, (options[0], spent))
            return
        chosen = min(broken, key=lambda row: sum(it not in fixed for it in row[0]))
        for figure in sorted((it for it in chosen[0] if it not in fixed), key=lambda it: (weights[it], it)):
            if spent + weights[figure] <= self.limit:
                rest = [without(row, figure, chosen) for row in rows if row is not chosen]
                self.go(rest, [*steps, (figure, *chosen)], fixed, spent + weights[figure])
            fixed |= {figure}

    def _needed(self, options: list[list[int]]) -> int | None:
        """What repairing costs at least: equations that share no figure need one each."""
        used: set[int] = set()
        need = 0
        for them in options:
            if not them:
                return None
            if used.isdisjoint(them):
                used.update(them)
                need += min(self.puzzle.weights[it] for it in them)
        return need

    def _last(self, rows: list[Row], broken: list[Row], steps: list[Step], last: tuple[list[int], int]) -> None:
        """One more figure must do."""
        options, spent = last
        first, first_amount = broken[0]
        for figure in options:
            cost = spent + self.puzzle.weights[figure]
            if cost > self.limit or not all(figure in terms for terms, _ in broken):
                continue
            mine = first[figure]
            if all(amount * mine == first_amount * terms[figure] for terms, amount in rows if figure in terms):
                self._keep([*steps, (figure, first, first_amount)], cost)

    def _keep(self, steps: list[Step], spent: int) -> None:
        repair = changes_of(steps)
        if repair is not None and any(not change for _, change in repair):
            return
        if repair is not None and self.puzzle.holds(repair):
            self.found.append(repair)
        else:
            self.refused = spent if self.refused is None else min(self.refused, spent)


def _union(options: list[list[int]]) -> set[int]:
    return set().union(*options)


def _deepened(puzzle: Puzzle) -> _Search | None:
    """The search with the lowest limit that finds anything; None where it takes too long."""
    rows: list[Row] = [(dict(it.terms), it.amount) for it in puzzle.equations]
    search = None
    for limit in _LIMITS:
        search = _Search(puzzle, limit)
        search.go(rows, [], frozenset(), 0)
        if search.nodes > _MOST_NODES:
            return None
        if search.found:
            break
        if search.is_open:
            return search
    if search is None or not search.found:
        return search
    most = min(puzzle.weight(it) for it in search.found) + MARGIN
    if most <= search.limit:
        return search
    wider = _Search(puzzle, most)
    wider.go(rows, [], frozenset(), 0)
    return wider if wider.nodes <= _MOST_NODES else search
