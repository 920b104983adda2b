"""A table that a document holds more than once: what its copies say differently is in doubt.

A page has one for wide screens and one for narrow ones, a report the table and the one that was corrected. Tables of
another year or unit have the same rows and other figures: most of what two copies say is the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

DISPUTED = "copies"
_FEWEST_ALIKE = 3
# Of the figures that are zero in neither, two of three are the same at least, and of all that they say.
_ALIKE, _OF = 2, 3
_NOTHING = frozenset(("", "0"))
_Key = TypeVar("_Key")


def disputed(own: Mapping[_Key, str], others: Sequence[Mapping[_Key, str]]) -> frozenset[_Key]:
    """The cells of which another copy of the same table says something else; each copy is what its cells say.

    >>> own = {1: "12", 2: "7", 3: "30", 4: "9", 5: "0"}
    >>> sorted(disputed(own, [own | {4: "8"}, {1: "5", 2: "7", 3: "1"}]))
    [4]
    """
    found: set[_Key] = set()
    for other in others:
        shared = [key for key in own if key in other]
        told = [key for key in shared if not {own[key], other[key]} & _NOTHING]
        alike = sum(own[key] == other[key] for key in told)
        differing = {key for key in shared if own[key] != other[key] and not {own[key], other[key]} <= _NOTHING}
        is_same = _OF * alike >= _ALIKE * len(told) and _OF * len(differing) <= (_OF - _ALIKE) * len(shared)
        if alike >= _FEWEST_ALIKE and is_same:
            found |= differing
    return frozenset(found)
