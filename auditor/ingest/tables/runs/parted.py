"""Copies of a table in running text that stand right behind each other are told apart.

A caption between them names a year, or the rows begin anew.
"""

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

_AHEAD = 5


def parted(windows: Iterable[Window], folded: str) -> Iterator[Window]:
    """The tables, each cut where a caption within it names a year and where its rows begin anew."""
    for window in windows:
        cuts = sorted({*_years(window, folded), *_begun_anew(window)})
        yield from _parts(window, cuts) if cuts else (window,)


def _years(window: Window, folded: str) -> Iterator[int]:
    """Where lines begin within a table that name a year: behind them stands another year's copy."""
    for at, year in years_within(folded, window.span.start, window.span.end):
        line = folded.rfind("\n", 0, at) + 1
        if year is not None and window.span.start < line:
            yield line


def _begun_anew(window: Window) -> Iterator[int]:
    """Where rows end behind which only rows follow that were there already."""
    seen: set[str] = set()
    for at, row in enumerate(window.rows):
        ahead = {each.code for each in window.rows[at : at + _AHEAD]}
        if len(ahead) == min(_AHEAD, len(seen)) and ahead <= seen:
            yield window.rows[at - 1].region.end
            seen = set()
        seen.add(row.code)


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
