"""The tables of a report as blocks that can be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ingest.forms_2014 import FORM_2014

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from tests.ingest.generate.content import Content
    from tests.ingest.generate.model import Box
    from tests.ingest.generate.model import Rows

    Change = Callable[[Content], None]

OTHER_FIGURE = "7777"


def tables(content: Content) -> list[int]:
    """Which blocks are tables."""
    return [at for at, block in enumerate(content.blocks) if not isinstance(block, str)]


def rows_of(content: Content, number: int) -> Rows:
    """The rows of one of the tables."""
    block = content.blocks[tables(content)[number]]
    assert not isinstance(block, str)
    return block


def set_rows(content: Content, number: int, rows: Rows) -> None:
    """Puts other rows in the place of a table's."""
    content.blocks[tables(content)[number]] = rows


def in_table(number: int, change: Callable[[Rows], Rows], *, of_2014: bool = False) -> Change:
    """A change of one table of the forms with columns, or of the form of 2014."""

    def changed(content: Content) -> None:
        if (content.form is FORM_2014) is of_2014:
            set_rows(content, number, change(rows_of(content, number)))

    return changed


def each(change: Callable[[Rows], Rows]) -> Change:
    """The same change to every table."""

    def changed(content: Content) -> None:
        for number in range(len(tables(content))):
            set_rows(content, number, change(rows_of(content, number)))

    return changed


def width(rows: Rows) -> int:
    """How many columns a table has."""
    return max(box.column + box.columns for line in rows for box in line)


def height(rows: Rows) -> int:
    """How many rows a table has."""
    return max(box.row + box.rows for line in rows for box in line)


def aside(rows: Rows, by: int) -> Rows:
    """The rows further to the right."""
    return [[box._replace(column=box.column + by) for box in line] for line in rows]


def by_rows(boxes: Iterable[Box]) -> Rows:
    """Cells in any order as rows."""
    boxes = sorted(boxes)
    rows: Rows = [[] for _ in range(max(box.row for box in boxes) + 1)]
    for box in boxes:
        rows[box.row].append(box)
    return rows
