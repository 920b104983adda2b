"""Whether the figures of a form of one column stand beside the labels of its rows: its table may lie on its side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.document import Reading
from auditor.ingest.tables.outline.rows import shown_position
from auditor.ingest.tables.reading import digits_below
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.ingest.tables.outline.rows import Row
    from auditor.ingest.tables.outline.values import Value
    from auditor.schema import Form

_LOOK_BACK = 160
_SHAPELESS = 0.8
_FEWEST_SHAPED = 10
_MOSTLY = 0.8
_BEFORE = 2
_WIDEST_ROW = 20
_SEPARATOR = regex(r"[\t|]")


def doubt_of_shape(rows: Sequence[Row], values: Sequence[Value], folded: str, form: Form) -> str:
    """Why the figures may not be those of the labels that they stand behind: they stand elsewhere."""
    return "shape" if _is_shapeless(rows, values, folded, form) or _stands_before(rows, folded) else ""


def _is_shapeless(rows: Sequence[Row], values: Sequence[Value], folded: str, form: Form) -> bool:
    """Whether hardly any row has a figure beside it although there are some (a transposed table).

    Where rows have their units beside them, their figures stand there, too, unless there are some below the table.
    """
    figures = [
        value.read
        for row, value in zip(rows, values, strict=True)
        if not form.indicators[shown_position(row)].is_heading
    ]
    empty = sum(read.reading is Reading.BLANK for read in figures)
    if len(figures) < _FEWEST_SHAPED or empty < _SHAPELESS * len(figures):
        return False
    in_rows = empty == len(figures) or sum(bool(read.unit) for read in figures) >= _MOSTLY * len(figures)
    below = digits_below(folded, rows[-1].mention.end, _WIDEST_ROW * len(figures))
    return not in_rows or below >= empty / 2


def _stands_before(rows: Sequence[Row], folded: str) -> bool:
    """Whether in most lines two cells stand before the label and none behind it: the columns run the other way."""
    before = 0
    for mention in (row.mention for row in rows):
        start = folded.rfind("\n", 0, mention.at) + 1
        line_end = folded.find("\n", mention.end)
        behind = folded[mention.end : line_end if line_end >= 0 else len(folded)]
        cells = [
            cell for cell in _SEPARATOR.split(folded[max(start, mention.at - _LOOK_BACK) : mention.at]) if cell.strip()
        ]
        before += len(cells) >= _BEFORE and not behind.strip("|\t ")
    return _MOSTLY * len(rows) < before
