"""What stands on a page besides its text, or beyond the cell that it belongs to."""

from __future__ import annotations

from tests.ingest.generate.model import Box
from tests.ingest.generate.model import boxes
from tests.ingest.generate.model import down
from tests.ingest.generate.model import plain
from tests.ingest.generate.model import read_boxes
from tests.ingest.generate.printer import Sheet
from tests.ingest.generate.printer import draw_table
from tests.ingest.readers.pdf_samples import HEAD
from tests.ingest.readers.pdf_samples import ROWS
from tests.ingest.readers.pdf_samples import document_of


def test_marks_laid_aslant_over_figures_are_no_text() -> None:
    sheet = Sheet()
    draw_table(sheet, ROWS, 80, [90] * 3)
    for at in range(4):
        sheet.write_aslant(60 + 60 * at, 140, "2021号 35", 14)
    document = document_of(sheet)
    assert read_boxes(document.grids[0]) == boxes(ROWS)
    assert "35" not in document.source.text


def test_a_large_mark_over_figures_is_no_text_and_a_large_title_is() -> None:
    sheet = Sheet()
    sheet.write(60, 60, "甲区年度报告", 22)
    draw_table(sheet, ROWS, 80, [90] * 3)
    sheet.write(70, 130, "2021 35", 48)
    document = document_of(sheet)
    assert read_boxes(document.grids[0]) == boxes(ROWS)
    assert document.source.text.startswith("甲区年度报告\n规章")


def test_a_mark_that_runs_over_the_edge_is_no_text_cut_off() -> None:
    sheet = Sheet()
    draw_table(sheet, ROWS, 80, [90] * 3)
    sheet.write(430, 500, "仅供内部参考", 40)
    assert document_of(sheet).doubt is None


def test_a_text_too_long_for_its_cell_stays_in_it() -> None:
    sheet = Sheet()
    draw_table(sheet, plain([["", "", "3"], ["", "", "12"]]), 80, [30, 90, 60])
    sheet.write(61, 96, "（三）", 11)
    sheet.write(94, 96, "1.属", 9)
    sheet.write(61, 120, "其他", 9)
    assert read_boxes(document_of(sheet).grids[0]) == boxes(plain([["（三）", "1.属", "3"], ["其他", "", "12"]]))


def test_the_foot_of_a_page_cuts_a_head_and_leaves_its_columns() -> None:
    """The first page has neither the last line of the head nor lines between the columns below it."""
    first, second = Sheet(), Sheet()
    draw_table(first, [[Box(0, 0, "项目"), Box(0, 1, "申请人", 1, 2)]], 756, [90, 90, 90])
    first.parts[:] = [part for part in first.parts if "62.00 m" not in part or "62.00 l" not in part]
    first.write(96, 784, "名称", 9)
    lower = [[Box(0, 0, ""), Box(0, 1, "自然人"), Box(0, 2, "法人")], *down(plain([["新收", "3", "4"]]), 1)]
    draw_table(second, lower, 60, [90, 90, 90])
    (grid,) = document_of(first, second).grids
    assert {Box(0, 0, "项目名称"), Box(1, 1, "自然人"), Box(2, 2, "4")} <= read_boxes(grid)


def test_a_row_that_ends_before_the_others_keeps_its_columns_on_the_next_page() -> None:
    first, second = Sheet(), Sheet()
    draw_table(first, ROWS, 700, [90] * 3)
    draw_table(second, plain([["行政强制", "5"]]), 60, [90] * 2)
    (grid,) = document_of(first, second).grids
    assert Box(3, 1, "5") in read_boxes(grid)


def test_a_repeated_head_is_dropped_where_a_page_has_more_columns() -> None:
    first, second = Sheet(), Sheet()
    wide = [[Box(0, 0, "信息内容", 1, 2), *(box._replace(column=box.column + 1) for box in HEAD[1:])]]
    draw_table(first, [*wide, [Box(1, 0, "规章", 1, 2), Box(1, 2, "1"), Box(1, 3, "2")]], 740, [90] * 4)
    draw_table(second, [*wide, *down(plain([["处理", "许可", "3", "4"]]), 1)], 60, [90] * 4)
    (grid,) = document_of(first, second).grids
    assert [cell.text for cell in grid.cells].count("信息内容") == 1


def _stacked(lines: list[str], width: float) -> set[str]:
    """The texts of a table of one row, whose second cell, so wide, holds lines of text."""
    sheet = Sheet()
    draw_table(sheet, plain([["总计", "", "5"]]), 80, [90, width, 90], height=60)
    for at, line in enumerate(lines):
        sheet.write(156, 96 + 14 * at, line, 10)
    return {box.text for box in read_boxes(document_of(sheet).grids[0])}


def test_a_figure_in_two_lines_of_a_cell_too_narrow_for_it_is_one() -> None:
    assert "1204" in _stacked(["120", "4"], 27)
    assert "120 4" in _stacked(["120", "4"], 60)
    assert "12 045" in _stacked(["12", "045"], 20)


def test_double_lines_are_no_columns() -> None:
    sheet = Sheet()
    draw_table(sheet, ROWS, 80, [90] * 3)
    for at in (54, 64, 146.5, 153.5):
        sheet.line(at, 80, at, 152)
    assert {box.text for box in boxes(ROWS)} == {box.text for box in read_boxes(document_of(sheet).grids[0])}
    assert max(box.column for box in read_boxes(document_of(sheet).grids[0])) == 2


def test_thick_lines_are_lines() -> None:
    """Borders of four pixels, as web pages have them, are three points thick in print."""
    sheet = Sheet()
    draw_table(sheet, ROWS, 80, [90] * 3, style="none")
    for at in range(4):
        sheet.bar(60 + 90 * at - 1.5, 80, 3, 72)
        sheet.bar(60, 80 + 24 * at - 1.5, 270, 3)
    assert read_boxes(document_of(sheet).grids[0]) == boxes(ROWS)


def test_heads_that_stand_beside_their_figures_are_told_by_their_order() -> None:
    """Heads at the left of their columns and figures at the right: each figure stands nearer to the next head."""
    sheet = Sheet()
    words = (
        ("信息内容", "本年制发", "本年废止", "现行有效"),
        ("规章", "1", "2", "3"),
        ("许可", "4", "5", "6"),
        ("处罚", "7", "8", "9"),
    )
    for below, line in enumerate(words):
        for aside, text in enumerate(line):
            right = 95 if text.isdecimal() else 0
            sheet.write(60 + 110 * aside + right, 100 + 20 * below, text)
    assert read_boxes(document_of(sheet).grids[0]) == boxes(plain(words))


def test_a_row_that_the_page_cuts_behind_the_number_of_its_label_is_one() -> None:
    first, second = Sheet(), Sheet()
    draw_table(first, plain([["1.规章", "3", "4"], ["2.", "13", "2"]]), 750, [90] * 3)
    draw_table(second, plain([["行政许可", "0", ""], ["3.行政处罚", "5", "6"]]), 60, [90] * 3)
    (grid,) = document_of(first, second).grids
    assert read_boxes(grid) == boxes(
        plain([["1.规章", "3", "4"], ["2.行政许可", "130�", "2"], ["3.行政处罚", "5", "6"]])
    )


def test_heads_that_run_upwards_are_read_line_by_line() -> None:
    sheet = Sheet()
    draw_table(sheet, plain([["", "", "本年度的总计"], ["3", "4", "7"]]), 80, [90] * 3, height=60)
    for x, y, text in ((90, 130, "科研"), (104, 130, "机构"), (190, 130, "自然"), (204, 124, "人")):
        sheet.write_upwards(x, y, text, 9)
    heads = plain([["科研机构", "自然人", "本年度的总计"], ["3", "4", "7"]])
    assert read_boxes(document_of(sheet).grids[0]) == boxes(heads)
