"""Of which year each cell of a marked table is: by the caption above it, the sheet's name, or the table before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.dates import YEAR
from auditor.ingest.tables.reading import year_above
from auditor.ingest.tables.reading import years_within
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.document import Document
    from auditor.ingest.tables.grid.hit import Hit


def years_of(hits: Sequence[Hit], document: Document) -> Mapping[int, int | None]:
    """The year of each hit, by its identity: that of the caption above it within its table, else of its table."""
    by_grid = _years(document)
    folded = fold(document.source.text)
    marks: dict[int, tuple[tuple[int, int | None], ...]] = {}
    found: dict[int, int | None] = {}
    for hit in hits:
        grid, cell = hit.place.grid, hit.place.cell
        if grid not in marks:
            cells = document.grids[grid].cells
            marks[grid] = years_within(folded, cells[0].span.start, cells[-1].span.end)
        above = [each for at, each in marks[grid] if cell is not None and at <= cell.span.start]
        found[id(hit)] = above[-1] if above else by_grid[grid]
    return found


def _years(document: Document) -> tuple[int | None, ...]:
    """The year that each marked table is of by the line above it, by the sheet's name, else by the table before."""
    found: list[int | None] = []
    folded = fold(document.source.text)
    end = 0
    for grid in document.grids:
        start = min((cell.span.start for cell in grid.cells), default=end)
        named = YEAR.search(fold(grid.name))
        before = found[-1] if found else None
        found.append(int(named["year"]) if named else year_above(folded, end, start, before))
        end = max((cell.span.end for cell in grid.cells), default=end)
    return tuple(found)
