"""What the narrative has to say of repairs: a sentence that gives a figure as printed speaks against changing it.

Such a figure costs more to change, but one that stands in several failed balances may still be the smallest repair.
Then the smallest repairs that leave it are looked for too, and both are named.
"""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.engine.locate.repairs.search import MARGIN
from auditor.engine.locate.repairs.search import NORMAL
from auditor.engine.locate.repairs.search import Repairs
from auditor.engine.locate.repairs.search import smallest_repairs
from auditor.lang.typed import Field
from auditor.lang.typed import Figure
from auditor.lang.typed import Grain
from auditor.lang.typed import ItemField
from auditor.lang.typed import Operator
from auditor.lang.typed.linear import difference
from auditor.lang.typed.shift import comparisons

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.engine.locate.repairs.posed import Posed
    from auditor.engine.locate.repairs.puzzle import Puzzle
    from auditor.engine.locate.repairs.puzzle import Repair
    from auditor.engine.locate.repairs.sheet import Place
    from auditor.engine.locate.repairs.sheet import Sheet
    from auditor.lang.typed import CheckedRule
    from auditor.lang.typed import Comparison

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


def counted_together(rules: Iterable[CheckedRule]) -> Mapping[Place, frozenset[Place]]:
    """The figures that the narrative may count with one that it names: rules allow for their sum in its place.

    行政诉讼2件 may be 未经复议直接起诉 alone, or 复议后起诉 with it.
    """
    found: defaultdict[Place, set[Place]] = defaultdict(set)
    for instance in (each for rule in rules if rule.grain is Grain.MENTION for each in rule.instances):
        named = (instance.indicator or "", instance.member)
        for places in map(_equal_to_mention, comparisons(instance.require)):
            found[named] |= places - {named} if named in places else set()
    return MappingProxyType({place: frozenset(others) for place, others in found.items() if others})


def _equal_to_mention(comparison: Comparison) -> frozenset[Place]:
    """This year's figures whose sum a comparison sets equal to what the narrative gives."""
    atoms = [atom for atom, _ in difference(comparison).terms]
    figures = [atom for atom in atoms if isinstance(atom, Figure) and not atom.years_back]
    mentions = [atom for atom in atoms if isinstance(atom, ItemField) and atom.field is Field.MENTION]
    if comparison.op is not Operator.EQ or len(mentions) != 1 or len(mentions) + len(figures) != len(atoms):
        return frozenset()
    return frozenset((it.indicator, it.member) for it in figures)


def _contradicted(part: Posed, sheet: Sheet, repair: Repair) -> tuple[int, ...]:
    """The figures of a repair that the narrative gives as they are printed."""
    places = ((figure, part.places[figure]) for figure, _ in repair)
    return tuple(figure for figure, place in places if sheet.value(place) in sheet.said(place))
