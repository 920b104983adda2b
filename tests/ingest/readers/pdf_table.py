"""A small table on a page, and the figures that are read of it."""

from __future__ import annotations

from tests.ingest.generate.model import plain
from tests.ingest.generate.printer import Sheet
from tests.ingest.generate.printer import draw_table
from tests.ingest.readers.pdf_samples import ROWS
from tests.ingest.readers.pdf_samples import document_of

X, Y = 186, 99  # where the figure of the first row begins, and the line that it stands on


def figures_of(*sheets: Sheet) -> list[str]:
    """The figures of the first column."""
    (grid,) = document_of(*sheets).grids
    return [cell.text for cell in grid.cells if cell.column == 1]


def table(first: str = "") -> Sheet:
    """The usual rows, the first of them with another figure."""
    sheet = Sheet()
    draw_table(sheet, [*plain([["规章", first, "2"]]), *ROWS[1:]], 80, [90] * 3)
    return sheet


def draw(sheet: Sheet, *operators: str) -> None:
    sheet.parts.extend(operators)


def grown(text: str = "57") -> Sheet:
    """A table of many cells."""
    sheet = Sheet()
    rows = [[f"第{at}项的名称", text, "2"] for at in range(1, 13)]
    draw_table(sheet, plain(rows), 80, [90] * 3)
    return sheet
