"""Cells of tables in running text that stand there more than once: in copies of the table, or in two of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.ingest.tables.copies import in_dispute
from auditor.ingest.tables.copies import said_otherwise
from auditor.source import squeezed

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.tables.runs.figures import Passage
    from auditor.ingest.tables.runs.figures import ReadRow
    from auditor.source import Span

_Rows = tuple["ReadRow", ...]
_Cell = tuple[str, "str | None"]


def with_doubt_of_copies(own: Sequence[_Rows], others: Sequence[Sequence[_Rows]], passage: Passage) -> list[_Rows]:
    """The tables, in doubt what others of the text that are mostly the same say differently."""
    copies = [dict(_cells(rows)) for copy in others for rows in copy]
    return [_with_doubt(rows, said_otherwise(dict(_cells(rows)), copies, passage.text)) for rows in own]


def with_doubt_of_rivals(rows: _Rows, passage: Passage) -> _Rows:
    """The rows of a table, in doubt the cells of which two of its rows say something else each."""
    said: dict[_Cell, set[str]] = {}
    for cell, span in _cells(rows):
        said.setdefault(cell, set()).add(squeezed(passage.at(span)))
    return _with_doubt(rows, {cell for cell, texts in said.items() if len(texts - {""}) > 1})


def _cells(rows: _Rows) -> Iterator[tuple[_Cell, Span]]:
    """Each cell of a table and where its figure stands."""
    for row in rows:
        yield from zip(row.row.cells, (figure.span for figure in row.figures), strict=True)


def _with_doubt(rows: _Rows, cells: Collection[_Cell]) -> _Rows:
    def checked(row: ReadRow) -> ReadRow:
        pairs = zip(row.row.cells, row.figures, strict=True)
        figures = (replace(it, read=in_dispute(it.read)) if cell in cells else it for cell, it in pairs)
        return replace(row, figures=tuple(figures))

    return tuple(map(checked, rows)) if cells else rows
