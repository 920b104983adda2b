"""A table that a document holds more than once: what its copies say differently is in doubt.

A page has one for wide screens and one for narrow ones, a report the table and the one that was corrected. Tables of
another year or unit have the same rows and other figures: most of what two copies say is the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypeVar

from auditor.ingest.tables.cells import doubtful
from auditor.source import squeezed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.ingest.tables.cells import CellReading
    from auditor.source import Span

DISPUTED = "copies"
_FEWEST_ALIKE = 3
# Of the figures that are zero in neither, two of three are the same at least, and of all that they say.
_ALIKE, _OF = 2, 3
_NOTHING = frozenset(("", "0"))
_Cell = TypeVar("_Cell")


def disputed(own: Mapping[_Cell, str], others: Sequence[Mapping[_Cell, str]]) -> frozenset[_Cell]:
    """The cells of which another copy of the same table says something else; each copy is what its cells say.

    >>> own = {1: "12", 2: "7", 3: "30", 4: "9", 5: "0"}
    >>> sorted(disputed(own, [own | {4: "8"}, {1: "5", 2: "7", 3: "1"}]))
    [4]
    """
    found: set[_Cell] = set()
    for other in others:
        shared = [cell for cell in own if cell in other]
        told = [cell for cell in shared if not {own[cell], other[cell]} & _NOTHING]
        alike = sum(own[cell] == other[cell] for cell in told)
        differing = {cell for cell in shared if own[cell] != other[cell] and not {own[cell], other[cell]} <= _NOTHING}
        is_same = _OF * alike >= _ALIKE * len(told) and _OF * len(differing) <= (_OF - _ALIKE) * len(shared)
        if alike >= _FEWEST_ALIKE and is_same:
            found |= differing
    return frozenset(found)


def said_otherwise(own: Mapping[_Cell, Span], copies: Sequence[Mapping[_Cell, Span]], text: str) -> frozenset[_Cell]:
    """The cells of a table in a text of which copies of it say something else; each is where its cells stand."""
    return disputed(_said(own, text), [_said(copy, text) for copy in copies])


def in_dispute(read: CellReading) -> CellReading:
    """What a cell says, in doubt because it stands otherwise elsewhere."""
    return doubtful(DISPUTED, read.value, unit=read.unit)


def _said(cells: Mapping[_Cell, Span], text: str) -> dict[_Cell, str]:
    return {cell: squeezed(text[span.start : span.end]) for cell, span in cells.items()}
