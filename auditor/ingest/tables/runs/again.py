"""Rows and tables that a text holds again: what they say differently is in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.ingest.tables.cells import doubtful
from auditor.ingest.tables.copies import DISPUTED
from auditor.ingest.tables.copies import disputed
from auditor.source import squeezed

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Sequence

    from auditor.ingest.tables.runs.figures import Figure
    from auditor.ingest.tables.runs.figures import Passage
    from auditor.ingest.tables.runs.figures import ReadRow

_Rows = tuple["ReadRow", ...]
_Cell = tuple[str, "str | None"]


def with_doubt_of_copies(own: Sequence[_Rows], others: Sequence[Sequence[_Rows]], passage: Passage) -> list[_Rows]:
    """The tables, in doubt what others of the text that are mostly the same say differently."""
    told = [_said(rows, passage) for copy in others for rows in copy]
    return [_with_doubt(rows, disputed(_said(rows, passage), told)) for rows in own]


def with_doubt_of_rivals(rows: _Rows, passage: Passage) -> _Rows:
    """The rows of a table, in doubt the cells of which two of its rows say something else each."""
    said: dict[_Cell, set[str]] = {}
    for row in rows:
        for cell, text in _said((row,), passage).items():
            said.setdefault(cell, set()).add(text)
    return _with_doubt(rows, {cell for cell, texts in said.items() if len(texts - {""}) > 1})


def _with_doubt(rows: _Rows, cells: Collection[_Cell]) -> _Rows:
    def checked(row: ReadRow) -> ReadRow:
        pairs = zip(row.row.cells, row.figures, strict=True)
        return replace(row, figures=tuple(_disputed(figure) if cell in cells else figure for cell, figure in pairs))

    return tuple(map(checked, rows)) if cells else rows


def _said(rows: Sequence[ReadRow], passage: Passage) -> dict[_Cell, str]:
    """What each cell of a table says."""
    pairs = (pair for row in rows for pair in zip(row.row.cells, row.figures, strict=True))
    return {cell: squeezed(passage.at(figure.span)) for cell, figure in pairs}


def _disputed(figure: Figure) -> Figure:
    return replace(figure, read=doubtful(DISPUTED, figure.read.value))
