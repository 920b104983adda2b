"""A form of one column that a document holds again: what its copies say differently is in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.ingest.tables.cells import doubtful
from auditor.ingest.tables.copies import DISPUTED
from auditor.ingest.tables.copies import disputed
from auditor.ingest.tables.outline.rows import shown_position
from auditor.source import squeezed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.ingest.tables.outline.rows import Row
    from auditor.ingest.tables.outline.values import Value

_Copy = tuple[tuple["Row", ...], tuple["Value", ...]]


def with_doubt_of_copies(
    rows: tuple[Row, ...], values: tuple[Value, ...], others: Sequence[_Copy], folded: str
) -> tuple[Value, ...]:
    """The values of a table, in doubt what others of the document that are mostly the same say differently."""
    differing = disputed(_said((rows, values), folded), [_said(copy, folded) for copy in others])
    return tuple(
        replace(value, read=doubtful(DISPUTED, value.read.value, unit=value.read.unit))
        if shown_position(row) in differing
        else value
        for row, value in zip(rows, values, strict=True)
    )


def _said(copy: _Copy, folded: str) -> dict[int, str]:
    """What each row of a table says."""
    pairs = zip(*copy, strict=True)
    return {shown_position(row): squeezed(folded[value.span.start : value.span.end]) for row, value in pairs}
