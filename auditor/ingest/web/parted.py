"""Rows of a table of which each cell holds the lines of several: what stands side by side line by line is a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.web.nesting import ALONE
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.web.nesting import Content
    from auditor.ingest.web.nesting import Inside

# What stands in a line of figures: one, or a sign for none.
_FIGURE = regex(r"[-+]?\d[\d,.]{0,30}|[-—/]")
_TWO = 2


def parted(rows: Sequence[Sequence[Inside]]) -> list[Sequence[Inside]]:
    """The rows, those whose cells hold as many lines each, figures among them, as so many."""
    made: list[Sequence[Inside]] = []
    reached = 0
    for number, row in enumerate(rows):
        height = max((rows for _, (rows, _) in row), default=1)
        made += _lines_of(row) if height == 1 and number >= reached else (row,)
        reached = max(reached, number + height)
    return made


def _lines_of(row: Sequence[Inside]) -> Iterator[Sequence[Inside]]:
    cells = [_lines_in(content) for content, _ in row]
    counts = [len(lines) for lines in cells if lines]
    count = max(counts, default=0)
    # Two lines of a label beside two figures may be one row.
    is_sure = count > _TWO or (count == _TWO and len(counts) > _TWO)
    if is_sure and set(counts) == {count} and any(map(_are_figures, cells)):
        extents = [(1, width) if width > 1 else ALONE for _, (_, width) in row]
        for at in range(count):
            yield [(lines[at] if lines else "", extent) for lines, extent in zip(cells, extents, strict=True)]
    else:
        yield row


def _lines_in(content: Content) -> list[str]:
    """The lines of a cell, none of one that is blank; a table or a picture is a blank one."""
    lines = [content] if isinstance(content, str) else [block if isinstance(block, str) else "" for block in content]
    return lines if any(lines) or len(lines) > 1 else []


def _are_figures(lines: Sequence[str]) -> bool:
    """Whether lines are figures, under heads perhaps: two at least, and most of them."""
    said = list(filter(None, lines))
    figures = sum(_FIGURE.fullmatch(line) is not None for line in said)
    return figures > 1 and figures * 2 >= len(said)
