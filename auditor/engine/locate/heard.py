"""What the narrative has to say of repairs: a sentence that gives a figure as printed speaks against changing it.

Such a figure costs more to change, but one that stands in several failed balances may still be the smallest repair.
Then the smallest repairs that leave it are looked for too, and both are named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.engine.locate.search import MARGIN
from auditor.engine.locate.search import NORMAL
from auditor.engine.locate.search import Repairs
from auditor.engine.locate.search import smallest_repairs

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.engine.locate.posed import Posed
    from auditor.engine.locate.puzzle import Puzzle
    from auditor.engine.locate.puzzle import Repair
    from auditor.engine.locate.sheet import Sheet

# More than any repair costs that is named.
_CERTAIN = 1000


def repairs_heard(part: Posed, sheet: Sheet, programme: Callable[[Puzzle, int, int], Repairs]) -> Repairs:
    """The smallest repairs; where each of them changes a figure that the narrative gives as printed, the others too.

    The others are those of at most one figure more.
    """
    repairs = smallest_repairs(part.puzzle, programme)
    spoken = {figure for repair in repairs.found for figure in _contradicted(part, sheet, repair)}
    if not repairs.found or not all(_contradicted(part, sheet, repair) for repair in repairs.found):
        return repairs
    weights = tuple(_CERTAIN if figure in spoken else weight for figure, weight in enumerate(part.puzzle.weights))
    others = smallest_repairs(replace(part.puzzle, weights=weights), programme)
    most = min(part.puzzle.weight(it) for it in repairs.found) + NORMAL + MARGIN
    more = tuple(
        it for it in others.found if spoken.isdisjoint(dict(it)) and most >= sum(weights[figure] for figure, _ in it)
    )
    return Repairs((*repairs.found, *more), repairs.is_complete and (others.is_complete or not more))


def _contradicted(part: Posed, sheet: Sheet, repair: Repair) -> tuple[int, ...]:
    """The figures of a repair that the narrative gives as they are printed."""
    places = ((figure, part.places[figure]) for figure, _ in repair)
    return tuple(figure for figure, place in places if sheet.value(place) in sheet.said(place))
