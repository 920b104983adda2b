"""The cells behind the label of a row: those of the heads in their order, wherever merged cells have put them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.document import Cell
from auditor.ingest.tables.grid.matrix import Place
from auditor.ingest.tables.grid.matrix import Role
from auditor.ingest.tables.grid.matrix import has_figure
from auditor.ingest.tables.headings import Axis
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.schema import Table

_CELLS = frozenset({Role.FIGURE, Role.BLANK})


class Own(Struct, frozen=True):
    """A row, its label, and by column what each cell behind it is to the table; `doubt` is why they may be others."""

    row: Sequence[Place]
    label: Place
    columns: Mapping[int, str]
    doubt: str = ""


def own_cells(row: Sequence[Place], columns: Mapping[int, str], heads: Sequence[Place], table: Table) -> Own | None:
    """The cells of a row that has as many behind its label as there are heads; None where they may be other ones.

    A head beside the rows that reaches too far, or not far enough, moves whole rows aside, and their order tells then.
    Where another head stands over one of them, one may be that head's. Of a row that ends before the heads do the rest
    is blank; where it has figures, they may have moved into the place of blank ones before them.
    """
    width = next((at + 1 for at in range(len(row) - 1, -1, -1) if row[at].role is not Role.OUTSIDE), 0)
    begin = next((at + 1 for at in range(width - 1, -1, -1) if row[at].role not in _CELLS), 0)
    own = [at for at in range(begin, width) if row[at].is_first]
    label = next((place for place in reversed(row[:begin]) if place.is_first), None)
    if label is None or not any(heading.table == table.code for heading in label.headings):
        return None
    if len(own) < len(columns):
        return _cut_short(row, label, columns, begin, own)
    beside = [heads[at] for at in own if at not in columns]
    if len(own) > len(columns) or any(
        place.role is not Role.OUTSIDE and place.cell is not heads[0].cell for place in beside
    ):
        return None
    return Own(row, label, dict(zip(own, (columns[at] for at in sorted(columns)), strict=True)))


def _cut_short(
    row: Sequence[Place], label: Place, columns: Mapping[int, str], begin: int, own: Sequence[int]
) -> Own | None:
    """A row that begins below the first head and ends before the last one, with blank cells for the rest."""
    missing = [at for at in sorted(columns) if row[at].role is Role.OUTSIDE]
    is_row = any(heading.axis is Axis.ROW for heading in label.headings) and label.cell is not None
    if not is_row or begin != min(columns) or len(own) + len(missing) != len(columns):
        return None
    cell = label.cell
    blank = {at: Cell(cell.row, at, "", Span(cell.span.end, cell.span.end)) for at in missing} if cell else {}
    filled = tuple(Place(blank[at], label.grid, Role.BLANK) if at in blank else place for at, place in enumerate(row))
    return Own(filled, label, columns, "columns" if has_figure(row[at] for at in own) else "")
