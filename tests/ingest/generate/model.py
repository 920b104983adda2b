"""A table as a person means it: rows of texts that reach over rows and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.document import Document
    from auditor.document import Grid


class Box(NamedTuple):
    """A cell with its place and its reach."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


Rows = list[list[Box]]


def plain(texts: Sequence[Sequence[str]]) -> Rows:
    """A table without merged cells."""
    return [[Box(row, column, text) for column, text in enumerate(line)] for row, line in enumerate(texts)]


def down(rows: Rows, by: int) -> Rows:
    """The rows further down."""
    return [[box._replace(row=box.row + by) for box in line] for line in rows]


def boxes(rows: Rows) -> set[Box]:
    """The cells of a table."""
    return {box for line in rows for box in line}


def read_boxes(grid: Grid) -> set[Box]:
    """The cells of a table that was read."""
    return {Box(cell.row, cell.column, cell.text, cell.rows, cell.columns) for cell in grid.cells}


def places_hold(document: Document) -> bool:
    """Whether every cell's text stands in the document's text at the cell's place."""
    return all(document.source.slice(cell.span) == cell.text for grid in document.grids for cell in grid.cells)


TEXTS = ("", "0", "21", "7730.28", "1,024", "-", "规章", "行政许可", "（一）予以公开", "9(县级)", "其中：规范性文件")


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    """A table with merged cells, every row and column of which begins with some cell of its own."""
    height, width = draw(st.integers(2, 5)), draw(st.integers(2, 5))
    corner = Box(0, 0, draw(st.sampled_from(TEXTS[6:])))
    taken: dict[tuple[int, int], Box] = {}
    for row in range(height):
        for column in range(width):
            if (row, column) in taken:
                continue
            text = corner.text if (row, column) == (0, 0) else draw(st.sampled_from(TEXTS))
            reach = draw(st.sampled_from([(1, 1), (1, 1), (1, 1), (1, 2), (2, 1), (2, 2), (3, 1)]))
            box = Box(row, column, text, min(reach[0], height - row), min(reach[1], width - column))
            spots = [(row + down, column + aside) for down in range(box.rows) for aside in range(box.columns)]
            if any(spot in taken for spot in spots):
                box, spots = Box(row, column, text), [(row, column)]
            taken.update(dict.fromkeys(spots, box))
    found = set(taken.values())
    lost_row = next((row for row in range(height) if all(box.row != row for box in found)), None)
    lost_column = next((column for column in range(width) if all(box.column != column for box in found)), None)
    if lost_row is not None or lost_column is not None:
        return plain([["甲", "1"], ["乙", "2"]])
    return [sorted(box for box in found if box.row == row) for row in range(height)]
