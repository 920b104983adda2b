"""Rows as word processors print them: without lines between their cells, or cut in two by the end of a page."""

from __future__ import annotations

from auditor.ingest.tables.outline.rows import has_empty_cell
from tests.ingest.generate.model import Box
from tests.ingest.generate.model import Rows
from tests.ingest.generate.model import boxes
from tests.ingest.generate.model import down
from tests.ingest.generate.model import plain
from tests.ingest.generate.model import read_boxes
from tests.ingest.generate.printer import Sheet
from tests.ingest.generate.printer import draw_table
from tests.ingest.readers.pdf_samples import HEAD
from tests.ingest.readers.pdf_samples import ROWS
from tests.ingest.readers.pdf_samples import document_of

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
    draw_table(sheet, [[Box(0, 0, "", 1, 3)], *down(ROWS, 1)], 80, WIDTHS)
    for at, head in enumerate(HEAD):
        sheet.write(66 + 90 * at, TEXT, head.text, 9)
    assert read_boxes(document_of(sheet).grids[0]) == boxes([HEAD, *down(ROWS, 1)])


def test_a_head_spread_over_the_columns_below_it_is_one() -> None:
    sheet = Sheet()
    draw_table(sheet, [[Box(0, 0, "", 1, 3)], *down(ROWS, 1)], 80, WIDTHS)
    for at, sign in enumerate("主动公开"):
        sheet.write(70 + 70 * at, TEXT, sign, 9)
    first = document_of(sheet).grids[0].cells[0]
    assert (first.columns, first.text.replace(" ", "")) == (3, "主动公开")


def over_two_pages(upper: Rows, lower: Rows) -> list[tuple[str, ...]]:
    """The rows of a table whose rows stand on two pages, with all lines drawn, as texts."""
    first, second = Sheet(), Sheet()
    draw_table(first, upper, 820 - 24 * len(upper), WIDTHS)
    draw_table(second, lower, 60, WIDTHS)
    (grid,) = document_of(first, second).grids
    return [tuple(cell.text for cell in grid.cells if cell.row == row) for row in range(grid.cells[-1].row + 1)]


def test_a_label_that_the_end_of_a_page_cuts_is_one() -> None:
    rows = over_two_pages(
        [HEAD, *plain([["", "", ""], ["法律法规规定的其他", "3", "4"]])[1:]],
        plain([["情形", "", ""], ["规章", "1", "2"]]),
    )
    assert rows[1:] == [("法律法规规定的其他情形", "3", "4"), ("规章", "1", "2")]


def test_a_label_that_leaves_room_is_whole_and_the_row_below_it_blank() -> None:
    rows = over_two_pages(
        [HEAD, *plain([["", "", ""], ["规章", "3", "4"]])[1:]], plain([["情形", "", ""], ["其他", "1", "2"]])
    )
    assert rows[1:] == [("规章", "3", "4"), ("情形", "", ""), ("其他", "1", "2")]


def test_heads_that_the_end_of_a_page_cuts_are_whole() -> None:
    upper = plain([["政府信息公开的内容", "本年度制发文件的总", "年末现行有效的总件"]])
    rows = over_two_pages(upper, plain([["和类别", "件数", "数"], ["规章", "1", "2"]]))
    assert rows == [("政府信息公开的内容和类别", "本年度制发文件的总件数", "年末现行有效的总件数"), ("规章", "1", "2")]


def test_figures_with_units_one_below_the_other_in_one_cell_are_those_of_rows() -> None:
    sheet = Sheet()
    for at, (label, figure) in enumerate(
        [("公报公开数", "12条"), ("网站公开数", "30条"), ("微博公开数", "4件"), ("会议数", "7次"), ("培训数", "2次")]
    ):
        sheet.write(66, 100 + 14 * at, label, 9)
        sheet.write(190, 100 + 14 * at, figure, 9)
    sheet.frame(60, 85, 110, 90)
    sheet.frame(170, 85, 100, 90)
    (grid,) = document_of(sheet).grids
    assert [cell.text for cell in grid.cells if cell.column == 1] == ["12条", "30条", "4件", "7次", "2次"]


def test_a_row_without_an_empty_cell_may_have_lost_its_figure() -> None:
    sheet = Sheet()
    draw_table(sheet, plain([["规章", "件", ""], ["行政许可", "件", "3"]]), 80, WIDTHS)
    document = document_of(sheet)
    starts = [document.source.text.index(label) for label in ("规章", "行政许可")]
    assert [has_empty_cell(document.grids[0], start) for start in starts] == [True, False]
