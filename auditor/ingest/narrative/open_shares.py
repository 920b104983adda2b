"""Shares of a whole that does not stand beside them: 予以公开88件（42.9%）, the 205 of which were told before.

None of them says of what it is. That all but one of a sentence are right of one count does.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.ingest.narrative.percentages import gives
from auditor.ingest.narrative.percentages import rate_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.document import Rate
    from auditor.ingest.narrative.quantities import Quantity
    from auditor.ingest.narrative.sentences import Prose
    from auditor.ingest.narrative.sentences import Sentence

# The fewest shares that tell of what they are, and how many figures back that may stand.
_FEWEST = 2
_FARTHEST = 200


class OpenShare(Struct, frozen=True):
    """A part with its share, in a sentence that says nothing else of the whole."""

    sentence: Sentence
    part: Quantity
    stated: Quantity


def beside(
    prose: Prose, shares: tuple[OpenShare, ...], bases: tuple[Quantity, ...], quantities: tuple[Quantity, ...]
) -> Iterator[Rate]:
    """Shares of a sentence that nothing near gives, where all others of it are right, and of one whole.

    收到56件。自然人44件，占80.4%；法人11件，占19.6%: the 44 are of the 56, too. Where no other is, the whole may have
    been told far before: it is what gives all shares but one.
    """
    for base in bases if len(bases) == 1 else _far(shares, quantities):
        for it in shares:
            if base.end <= it.part.start and base.unit == it.part.unit:
                yield rate_of(prose, it.sentence, it.part, base, it.stated)


def _far(shares: tuple[OpenShare, ...], quantities: tuple[Quantity, ...]) -> list[Quantity]:
    """The one count told before shares that gives at least two of them, and all but one at most."""
    first = bisect_left(quantities, shares[0].part.start, key=lambda quantity: quantity.start)
    told = {each.count: each for each in quantities[max(0, first - _FARTHEST) : first] if each.is_exact_count}
    precise = tuple(it for it in shares if it.stated.number.digits and it.part.count)
    most = max(_FEWEST, len(precise) - 1)
    found = [
        each
        for each in told.values()
        if each.unit == shares[0].part.unit
        and each.count
        and sum(it.part.is_exact_count and gives(it.part, each, it.stated) for it in precise) >= most
    ]
    return found if len(found) == 1 else []
