"""What a text holds again: what the copies of a table say differently is in doubt, whichever form the table has."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypeVar

from auditor.ingest.tables.cells import CellReading
from auditor.ingest.tables.cells import doubtful
from auditor.ingest.tables.copies import DISPUTED
from auditor.ingest.tables.copies import disputed
from auditor.source import squeezed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.source import Span

_Cell = TypeVar("_Cell")


def said_otherwise(own: Mapping[_Cell, Span], copies: Sequence[Mapping[_Cell, Span]], text: str) -> frozenset[_Cell]:
    """The cells of a table of which copies of it say something else; each is where its cells stand in the text."""
    return disputed(_said(own, text), [_said(copy, text) for copy in copies])


def in_dispute(read: CellReading) -> CellReading:
    """What a cell says, in doubt because it stands otherwise elsewhere."""
    return doubtful(DISPUTED, read.value, unit=read.unit)


def _said(cells: Mapping[_Cell, Span], text: str) -> dict[_Cell, str]:
    return {cell: squeezed(text[span.start : span.end]) for cell, span in cells.items()}
