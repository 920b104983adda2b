"""Copies of a table in running text, of several years, that stand right behind each other are told apart."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.ingest.tables.reading import years_within
from auditor.ingest.tables.runs.rows import Window
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator


def parted_by_years(windows: Iterable[Window], folded: str) -> Iterator[Window]:
    """The tables, those within which a caption names a year cut there: behind it stands another year's copy."""
    for window in windows:
        marks = years_within(folded, window.span.start, window.span.end)
        lines = [folded.rfind("\n", 0, at) + 1 for at, year in marks if year is not None]
        cuts = sorted({at for at in lines if window.span.start < at})
        yield from _parts(window, cuts) if cuts else (window,)


def _parts(window: Window, cuts: list[int]) -> Iterator[Window]:
    """The parts of a table between cuts that have rows; a row ends where its part does."""
    starts, ends = (window.span.start, *cuts), (*cuts, window.span.end)
    for at, (start, end) in enumerate(zip(starts, ends, strict=True)):
        rows = tuple(
            replace(row, region=Span(row.region.start, min(row.region.end, end)))
            for row in window.rows
            if bisect_right(cuts, row.region.start) == at
        )
        if rows:
            # A part begins with its first figures, so that the caption stands above it.
            yield Window(window.table, rows, Span(rows[0].region.start if at else start, min(end, rows[-1].region.end)))
