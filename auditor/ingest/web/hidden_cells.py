"""Cells of a table that are not shown while others of their row are.

A whole column may be hidden; then the rows are as long as the others without it. A row that is shorter without its
hidden cells lost its own: the cells keep their places, and it is open under which head the rest of the row is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.layout import UNREAD
from auditor.ingest.web.nesting import ALONE
from auditor.ingest.web.nesting import place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from selectolax.lexbor import LexborHTMLParser
    from selectolax.lexbor import LexborNode

CELLS = frozenset(("td", "th"))


def blot_out(cell: LexborNode) -> None:
    """A cell whose content is not shown, but its place is: a figure in it cannot be read."""
    has_figure = any(map(str.isdecimal, cell.text()))
    for child in list(cell.iter(include_text=True)):
        child.replace_with("")  # and not freed: what styles do to elements within it is asked later
    if has_figure:
        cell.insert_child(UNREAD)


def keep_places(tree: LexborHTMLParser, spans: Mapping[int, tuple[int, int]]) -> None:
    """Keep the places of hidden cells without which their row is shorter than others, with the row in doubt.

    `spans` is how many rows and columns the cells cover that cover several, by their identity.
    """
    tables: dict[int, LexborNode] = {}
    for cell in tree.css("td[hidden], th[hidden]"):
        table = cell.parent
        while table is not None and table.tag != "table":
            table = table.parent
        if table is not None:
            tables[table.mem_id] = table
    for table in tables.values():
        rows = [_cells(row) for row in table.css("tr") if "hidden" not in row.attributes and _is_own(row, table)]
        shown = [[cell for cell in row if "hidden" not in cell.attributes] for row in rows]
        ends = _ends(shown, spans)
        for row, seen, end in zip(rows, shown, ends, strict=True):
            if seen and len(seen) < len(row) and end < max(ends):
                _leave_open(row)


def _is_own(row: LexborNode, table: LexborNode) -> bool:
    above = row.parent
    while above is not None and above.tag != "table":
        above = above.parent
    return above is not None and above.mem_id == table.mem_id


def _cells(row: LexborNode) -> list[LexborNode]:
    return [cell for cell in row.iter() if cell.tag in CELLS]


def _ends(rows: Sequence[Sequence[LexborNode]], spans: Mapping[int, tuple[int, int]]) -> list[int]:
    """How many columns each row reaches over, with the cells that reach down into it."""
    ends = [0] * len(rows)
    inside = [[("", spans.get(cell.mem_id, ALONE)) for cell in row] for row in rows]
    for number, column, _, down, aside in place(inside):
        for at in range(number, number + down):
            ends[at] = max(ends[at], column + aside)
    return ends


def _leave_open(row: Iterable[LexborNode]) -> None:
    """The cells of a row from the first hidden one on: their figures may stand under other heads than it seems."""
    is_open = False
    for cell in row:
        if "hidden" in cell.attributes:
            is_open = True
            del cell.attrs["hidden"]
            blot_out(cell)
        elif is_open and any(map(str.isdecimal, cell.text())):
            cell.insert_child(UNREAD)
