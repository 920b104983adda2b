"""Rows of ruled tables without lines between their cells, as styles of word processors print them."""

from __future__ import annotations

from tests.ingest.generate.model import Box
from tests.ingest.generate.model import boxes
from tests.ingest.generate.model import plain
from tests.ingest.generate.model import read_boxes
from tests.ingest.generate.printer import Sheet
from tests.ingest.generate.printer import draw_table
from tests.ingest.test_readers_pdf import HEAD
from tests.ingest.test_readers_pdf import ROWS
from tests.ingest.test_readers_pdf import document_of
from tests.ingest.test_readers_pdf import moved

WIDTHS = [90.0] * 3
TEXT = 96  # the line that the text of the first row stands on


def test_a_row_without_lines_between_its_cells_has_the_columns_of_the_others() -> None:
    sheet = Sheet()
    draw_table(sheet, [[Box(0, 0, "", 1, 3)], *ROWS[1:]], 80, WIDTHS)
    for x, text in ((66, "规章"), (190, "1"), (280, "2")):
        sheet.write(x, TEXT, text, 9)
    assert read_boxes(document_of(sheet).grids[0]) == boxes(ROWS)


def test_a_blank_in_a_row_without_lines_stays_blank() -> None:
    sheet = Sheet()
    draw_table(sheet, [[Box(0, 0, "", 1, 3)], *ROWS[1:]], 80, WIDTHS)
    sheet.write(66, TEXT, "规章", 9)
    sheet.write(280, TEXT, "2", 9)
    assert read_boxes(document_of(sheet).grids[0]) == boxes([*plain([["规章", "", "2"]]), *ROWS[1:]])


def test_heads_without_lines_between_them_stand_over_their_columns() -> None:
    sheet = Sheet()
    draw_table(sheet, [[Box(0, 0, "", 1, 3)], *moved(ROWS, 1)], 80, WIDTHS)
    for at, head in enumerate(HEAD):
        sheet.write(66 + 90 * at, TEXT, head.text, 9)
    assert read_boxes(document_of(sheet).grids[0]) == boxes([HEAD, *moved(ROWS, 1)])


def test_a_head_spread_over_the_columns_below_it_is_one() -> None:
    sheet = Sheet()
    draw_table(sheet, [[Box(0, 0, "", 1, 3)], *moved(ROWS, 1)], 80, WIDTHS)
    for at, sign in enumerate("主动公开"):
        sheet.write(70 + 70 * at, TEXT, sign, 9)
    first = document_of(sheet).grids[0].cells[0]
    assert (first.columns, first.text.replace(" ", "")) == (3, "主动公开")
