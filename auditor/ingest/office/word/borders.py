"""Borders of a word processor's table that were dragged a little aside in some of its rows are those of one column.

The grid of such a table has a narrow column for each of them, which no cell fills alone.
"""

from __future__ import annotations

from itertools import accumulate
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.ingest.office.word.numbering import W

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from auditor.ingest.web.nesting import Placed

# In parts of the narrowest cell: borders further apart may be those of different columns.
_NARROWEST = 4
_LONGEST = 7


def widths_of(table: Element) -> list[int]:
    """The widths of the columns of a table's grid, in twentieths of a point; 0 where one is not told."""
    told = (column.get(W + "w", "") for column in table.iterfind(f"{W}tblGrid/{W}gridCol"))
    return [int(width) if width.isascii() and width.isdecimal() and len(width) < _LONGEST else 0 for width in told]


def straightened(cells: Sequence[Placed], widths: Sequence[int]) -> list[Placed]:
    """The cells, in one column what stands between borders that are nearly the same; all as they are where none are."""
    found = list(cells)
    ends = [(cell.column, cell.column + cell.columns) for cell in cells]
    if not ends or 0 in widths or max(end for _, end in ends) > len(widths):
        return found
    places = [0, *accumulate(widths)]
    nearest = min(places[end] - places[start] for start, end in ends) // _NARROWEST
    borders = sorted({border for cell in ends for border in cell})
    if all(places[after] - places[before] > nearest for before, after in pairwise(borders)):
        return found
    column = _columns(borders, places, nearest)
    return [
        cell._replace(column=column[start], columns=column[end] - column[start])
        for cell, (start, end) in zip(found, ends, strict=True)
    ]


def _columns(borders: Sequence[int], places: Sequence[int], nearest: int) -> dict[int, int]:
    """The column that each border begins: borders within reach of the first of them begin the same."""
    found = {borders[0]: 0}
    first = borders[0]
    for border in borders[1:]:
        apart = places[border] - places[first] > nearest
        found[border] = found[first] + apart
        first = border if apart else first
    return found
