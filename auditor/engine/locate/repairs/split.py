"""Repairs that have nothing to do with each other, told apart: two wrong figures far from each other are two causes."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from auditor.engine.locate.repairs.puzzle import Puzzle
    from auditor.engine.locate.repairs.puzzle import Repair
    from auditor.engine.locate.repairs.search import Repairs


class Part(Struct, frozen=True):
    """Repairs of which any one will do, whatever is chosen in the other parts.

    `faults` is how many mistakes were made, where they are fewer than figures.
    """

    repairs: tuple[Repair, ...]
    is_complete: bool = True
    faults: int | None = None


def parts_of(puzzle: Puzzle, repairs: Repairs) -> tuple[Part, ...]:
    """The repairs as a choice of one in each part, where they are that; else all of them as one part."""
    whole = (Part(repairs.found, repairs.is_complete),)
    if not repairs.found or not repairs.is_complete:
        return whole
    groups = _linked(puzzle, sorted({figure for repair in repairs.found for figure, _ in repair}))
    if len(groups) == 1:
        return whole
    parts = [
        tuple(dict.fromkeys(tuple(it for it in repair if it[0] in group) for repair in repairs.found))
        for group in groups
    ]
    choices = 1
    for part in parts:
        choices *= len(part)
    # NOTE: every choice must be a repair, and none may leave a part alone; then the parts are independent.
    if choices != len(repairs.found) or () in chain.from_iterable(parts):
        return whole
    return tuple(Part(part) for part in parts)


def _linked(puzzle: Puzzle, figures: list[int]) -> list[set[int]]:
    """Figures that stand in an equation together, directly or through others."""
    groups: list[set[int]] = []
    for figure in figures:
        near = set(chain.from_iterable(it.terms for it in puzzle.around[figure]))
        mine = [group for group in groups if not near.isdisjoint(group)]
        groups = [group for group in groups if group not in mine]
        groups.append({figure}.union(*mine))
    return sorted(groups, key=min)
