"""Reports that a file gives table by table, each of them of one unit after the other, are put together again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypeVar

from msgspec.structs import replace

from auditor.ingest.bound.by_columns import moved
from auditor.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from auditor.document import Document
    from auditor.ingest.bound.by_sheets import ReportPart

_Piece = TypeVar("_Piece")


def table_by_table(parts: Sequence[ReportPart[_Piece]]) -> list[ReportPart[_Piece]]:
    """The reports of units that have a part for each of their tables; none where parts are whole reports, or too few.

    What has no table goes with the part before it.
    """
    reports: dict[tuple[str | None, int | None], ReportPart[_Piece]] = {}
    last: tuple[str | None, int | None] | None = None
    for part in parts:
        key = (part.unit, part.year) if part.tables or last is None else last
        known = reports.get(key)
        if known is not None and known.tables & part.tables:
            return []
        reports[key] = part if known is None else known.joined(part)
        last = key
    found = list(reports.values())
    first = parts[0].tables if parts else frozenset()
    is_apart = len(found) > 1 and all(report.tables == found[0].tables != first for report in found)
    return found if is_apart else []


def joined(documents: Iterable[Document]) -> Document:
    """Parts of a document as one, one behind the other; of several nobody can say on which page they stand."""
    first, *others = documents
    for other in others:
        by = len(first.source.text)
        first = replace(
            first,
            source=Source(first.path, first.source.text + other.source.text),
            grids=(*first.grids, *(moved(grid, by) for grid in other.grids)),
            pages=(),
            pictures=(*first.pictures, *(place + by for place in other.pictures)),
        )
    return first
