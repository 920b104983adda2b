"""What text lost on its way: lines that had stood above already, and blank cells that rows were filled up for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.document import Reading
from auditor.ingest.tables.cells import doubtful
from auditor.patterns import regex
from auditor.source import fold

if TYPE_CHECKING:
    from auditor.ingest.tables.runs.figures import ReadRow

_FIGURE = regex(r"[-+]?\d[\d.,]*")
_SEVERAL_FIGURES = regex(r"\d[\s|]+[-+]?\d")
_FEWEST_LINES = 30
_FEWEST_COLUMNS = 4


def lost_repeated_lines(text: str) -> bool:
    """Whether a text of a cell a line holds each line once: who kept it left out all that had stood above already."""
    lines = [line.strip() for line in fold(text).split("\n") if line.strip()]
    alone = any(map(_FIGURE.fullmatch, lines)) and not any(map(_SEVERAL_FIGURES.search, lines))
    return alone and len(lines) == len(set(lines)) >= _FEWEST_LINES


def shows_blanks(read: ReadRow) -> bool:
    """Whether a row has a blank cell before a figure."""
    filled = [figure.read.reading is not Reading.BLANK for figure in read.figures]
    return True in filled and not all(filled[: len(filled) - filled[::-1].index(True)])


def with_order_unknown(read: ReadRow) -> ReadRow:
    """A row of many columns that begins with figures and ends in blank cells, in doubt where no row has others.

    Blank cells between the figures may be lost, and the row filled up behind them.
    """
    blank = [figure.read.reading is Reading.BLANK for figure in read.figures]
    if len(blank) < _FEWEST_COLUMNS or all(blank) or not any(blank):
        return read
    return replace(read, figures=tuple(replace(figure, read=doubtful("blanks")) for figure in read.figures))
