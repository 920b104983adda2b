"""Failed balances as a puzzle in whole numbers: which figures to change so that all of them hold, and by how much."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

# The figures to change, by their number, with the change of each; in the order of the numbers.
Repair: TypeAlias = tuple[tuple[int, int], ...]
Exact: TypeAlias = Fraction | int
# An equation while figures are eliminated, and one that was used to eliminate a figure.
Row: TypeAlias = "tuple[dict[int, Exact], Exact]"
Step: TypeAlias = "tuple[int, Mapping[int, Exact], Exact]"


class Equation(Struct, frozen=True):
    """Σ coefficient·figure + constant: `amount` is what it comes to now, zero where it holds."""

    terms: Mapping[int, Exact]
    amount: Exact


class Puzzle(Struct, frozen=True, dict=True):
    """What must hold, and what each change costs.

    `floors` are the least changes (a count of 3 can lose 3), None for a figure that may be negative. A figure of weight
    0 is not printed: it stands for what blank cells may hold, costs nothing and is never named. `bounds` hold as
    printed (amount at most zero) and must go on holding.
    """

    weights: tuple[int, ...]
    floors: tuple[int | None, ...]
    equations: tuple[Equation, ...]
    bounds: tuple[Equation, ...] = ()

    @cached_property
    def broken(self) -> tuple[Equation, ...]:
        """The equations that do not hold."""
        return tuple(it for it in self.equations if it.amount)

    @cached_property
    def around(self) -> Mapping[int, tuple[Equation, ...]]:
        """The equations that each figure stands in."""
        found: defaultdict[int, list[Equation]] = defaultdict(list)
        for it in self.equations:
            for figure in it.terms:
                found[figure].append(it)
        return MappingProxyType({figure: tuple(them) for figure, them in found.items()})

    @cached_property
    def lightest(self) -> int:
        """The least that a change of one printed figure costs."""
        return min((weight for weight in self.weights if weight), default=1)

    def weight(self, repair: Repair) -> int:
        """What a repair costs."""
        return sum(self.weights[figure] for figure, _ in repair)

    def holds(self, repair: Repair) -> bool:
        """Whether everything holds after a repair, exactly, and every figure can be what it would be."""
        changes = dict(repair)
        floors = ((self.floors[figure], change) for figure, change in repair)
        if not all(change and (floor is None or change >= floor) for floor, change in floors):
            return False
        return all(_after(it, changes) == 0 for it in self.equations) and all(
            _after(it, changes) <= 0 for it in self.bounds
        )

    def printed(self, repair: Repair) -> Repair:
        """A repair without the figures that are not printed."""
        return tuple((figure, change) for figure, change in repair if self.weights[figure])


def repairs_by_one(puzzle: Puzzle) -> tuple[Repair, ...]:
    """Every single figure whose change repairs all that is broken and touches nothing else, with the change."""
    broken = puzzle.broken
    if not broken:
        return ()
    shortest = min(broken, key=lambda it: len(it.terms))
    shared = set(shortest.terms).intersection(*(it.terms for it in broken))
    found: list[Repair] = []
    for figure in sorted(shared):
        change = whole(Fraction(-shortest.amount) / shortest.terms[figure])
        if change is None or not puzzle.weights[figure]:
            continue
        floor = puzzle.floors[figure]
        if floor is not None and change < floor:
            continue
        if all(it.amount + it.terms[figure] * change == 0 for it in puzzle.around[figure]) and all(
            _after(it, {figure: change}) <= 0 for it in puzzle.bounds
        ):
            found.append(((figure, change),))
    return tuple(found)


def solved_for(puzzle: Puzzle, figures: Iterable[int]) -> Repair | None:
    """The one way in which changing just these figures repairs everything, None where there is none or are many."""
    wanted = sorted(figures)
    rows: list[Row] = [(dict(it.terms), it.amount) for it in puzzle.equations]
    steps: list[Step] = []
    for figure in wanted:
        pivot = next(((terms, amount) for terms, amount in rows if figure in terms), None)
        if pivot is None:
            return None
        steps.append((figure, *pivot))
        rows = [without(row, figure, pivot) for row in rows if row is not pivot]
    repair = changes_of(steps)
    return repair if repair is not None and puzzle.holds(repair) else None


def without(row: Row, figure: int, pivot: tuple[Mapping[int, Exact], Exact]) -> Row:
    """A row with one figure put in terms of the others, by way of another row that holds it."""
    terms, amount = row
    mine = terms.get(figure)
    if not mine:
        return row
    others, other_amount = pivot
    by = -mine * others[figure] if others[figure] in {1, -1} else Fraction(-mine) / others[figure]
    made = dict(terms)
    for other, coefficient in others.items():
        total = made.get(other, 0) + by * coefficient
        if total:
            made[other] = total
        else:
            made.pop(other, None)
    return made, amount + by * other_amount


def changes_of(steps: list[Step]) -> Repair | None:
    """The changes that rows taken one after the other give, the last one first; None where one is not whole."""
    changes: dict[int, Exact] = {}
    for figure, terms, amount in reversed(steps):
        rest = amount + sum(terms.get(other, 0) * change for other, change in changes.items())
        change = whole(Fraction(-rest) / terms[figure])
        if change is None:
            return None
        changes[figure] = change
    return tuple(sorted((figure, int(change)) for figure, change in changes.items()))


def whole(value: Fraction) -> int | None:
    """A number that is whole."""
    return value.numerator if value.denominator == 1 else None


def _after(it: Equation, changes: Mapping[int, int]) -> Exact:
    return it.amount + sum(it.terms.get(figure, 0) * change for figure, change in changes.items())
