"""Figures beside which something stands that is struck out, covered, invisible or printed over: none looks certain."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

from auditor.document import Reading
from auditor.ingest.layout import UNREAD
from auditor.ingest.pages.glyphs import read_page
from auditor.ingest.tables.cells import read_cell
from auditor.schema import Kind
from auditor.schema import Measure
from tests.ingest.generate.model import Box
from tests.ingest.generate.model import plain
from tests.ingest.generate.printer import Sheet
from tests.ingest.generate.printer import draw_table
from tests.ingest.generate.printer import pdf
from tests.ingest.test_readers_pdf import ROWS
from tests.ingest.test_readers_pdf import document_of
from tests.ingest.test_readers_pdf import moved

if TYPE_CHECKING:
    from collections.abc import Callable

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


def struck_by_a_line(sheet: Sheet) -> None:
    sheet.write(X, Y, "57", 9)
    sheet.line(X, Y - 3, X + 9, Y - 3)
    sheet.write(X + 10, Y, "12", 9)


def struck_by_a_bar(sheet: Sheet) -> None:
    sheet.write(X, Y, "12", 9)
    sheet.write(X + 10, Y, "57", 9)
    sheet.bar(X + 10, Y - 3.3, 9, 0.6)


def in_white(sheet: Sheet) -> None:
    draw(sheet, "1 g")
    sheet.write(X, Y, "57", 9)
    draw(sheet, "0 g")
    sheet.write(X + 9, Y, "12", 9)


def invisible(sheet: Sheet) -> None:
    sheet.write(X, Y, "57", 9, invisible=True)
    sheet.write(X + 9, Y, "12", 9)


def outside_its_clip(sheet: Sheet) -> None:
    draw(sheet, "q 0 0 5 5 re W n")
    sheet.write(X, Y, "57", 9)
    draw(sheet, "Q")
    sheet.write(X + 9, Y, "12", 9)


def in_a_layer_that_is_shut(sheet: Sheet) -> None:
    draw(sheet, "/OC /Shut BDC")
    sheet.write(X, Y, "57", 9)
    draw(sheet, "EMC")
    sheet.write(X + 9, Y, "12", 9)


def covered(sheet: Sheet) -> None:
    sheet.write(X, Y, "57", 9)
    draw(sheet, "1 g")
    sheet.bar(X - 1, Y - 9, 11, 12)
    draw(sheet, "0 g")
    sheet.write(X + 9, Y, "12", 9)


def cut_by_its_box(sheet: Sheet) -> None:
    draw(sheet, f"q {X - 2} {sheet.height - Y - 4} 12 14 re W n")
    sheet.write(X, Y, "5789", 9)
    draw(sheet, "Q")


def added_to(sheet: Sheet) -> None:
    """Other cells are drawn between the two parts of the figure."""
    sheet.write(X, Y, "5", 9)
    sheet.write(X + 90, Y + 24, "6", 9)
    sheet.write(X + 4.5, Y, "7", 9)


def drawn_as_an_outline(sheet: Sheet) -> None:
    corners = ((0, 0), (4, 0), (4, 3), (2, 5), (4, 8), (0, 8), (0, 7), (2, 6))
    first, *others = (f"{X + x} {sheet.height - Y + y}" for x, y in corners)
    draw(sheet, f"{first} m", *(f"{corner} l" for corner in others), "f")


def shown_as_an_image(sheet: Sheet) -> None:
    sheet.image(X, Y - 8, 12, 9)


def in_a_field_without_look(sheet: Sheet) -> None:
    sheet.note(X, Y - 8, 30, "/Subtype/Widget/FT/Tx/T(a)/V(57)")


def struck_by_a_note(sheet: Sheet) -> None:
    sheet.write(X, Y, "57", 9)
    sheet.note(X, Y - 8, 9, "/Subtype/StrikeOut")


def printed_over(sheet: Sheet) -> None:
    sheet.write(X, Y, "57", 9)
    sheet.write(X + 1, Y, "12", 9)


def printed_over_a_little_higher(sheet: Sheet) -> None:
    sheet.write(X, Y, "57", 9)
    sheet.write(X + 2.5, Y - 2, "57", 9)


def with_a_small_figure_behind(sheet: Sheet) -> None:
    sheet.write(X, Y, "12", 9)
    sheet.write(X + 9, Y, "3", 5)


def behind_the_same_in_tiny(sheet: Sheet) -> None:
    """The library takes the second for the first, printed twice."""
    sheet.write(X, Y, "1", 2)
    sheet.write(X + 0.4, Y, "1", 9)


@pytest.mark.parametrize(
    "change",
    [
        struck_by_a_line,
        struck_by_a_bar,
        in_white,
        in_a_layer_that_is_shut,
        invisible,
        outside_its_clip,
        covered,
        cut_by_its_box,
        added_to,
        drawn_as_an_outline,
        shown_as_an_image,
        in_a_field_without_look,
        struck_by_a_note,
        printed_over,
        printed_over_a_little_higher,
        with_a_small_figure_behind,
        behind_the_same_in_tiny,
    ],
)
def test_a_figure_beside_one_that_is_not_meant_or_not_seen_is_in_doubt(change: Callable[[Sheet], None]) -> None:
    sheet = table()
    change(sheet)
    first, *others = figures_of(sheet)
    assert UNREAD in first
    assert others == ["30", "0"]
    reading = read_cell(first, Measure(Kind.COUNT, "件", "件"))
    assert (reading.reading, reading.doubt) == (Reading.DOUBTFUL, "unread")


def test_a_figure_near_the_line_between_its_row_and_the_next_is_certain() -> None:
    sheet = table()
    sheet.write(X, 106.4, "12", 9)
    assert figures_of(sheet)[0] == "12"


def test_a_line_through_a_whole_row_leaves_its_figures_in_doubt() -> None:
    sheet = table()
    sheet.write(X, Y, "12", 9)
    sheet.line(60, Y - 3, 330, Y - 3)
    assert any(UNREAD in figure for figure in figures_of(sheet))


@pytest.mark.parametrize("line", [Y + 1, Y - 9])
def test_a_line_below_or_above_a_figure_strikes_nothing_out(line: float) -> None:
    sheet = table("57")
    sheet.line(X + 13, line, X + 22, line)
    assert figures_of(sheet) == ["57", "30", "0"]


def test_white_figures_on_a_dark_ground_are_seen() -> None:
    sheet = Sheet()
    sheet.bar(60, 80, 270, 24)
    draw(sheet, "1 g")
    sheet.write(X, Y, "57", 9)
    draw(sheet, "0 g")
    draw_table(sheet, [*plain([["规章", "", "2"]]), *ROWS[1:]], 80, [90] * 3)
    assert figures_of(sheet) == ["57", "30", "0"]


def test_figures_of_a_layer_that_is_shown_are_seen() -> None:
    sheet = table()
    draw(sheet, "/OC /Shown BDC")
    sheet.write(X, Y, "12", 9)
    draw(sheet, "EMC")
    assert figures_of(sheet)[0] == "12"


def test_a_figure_counts_as_it_is_printed_whatever_it_is_said_to_stand_for() -> None:
    sheet = table()
    draw(sheet, "/Span <</ActualText (57)>> BDC")
    sheet.write(X, Y, "12", 9)
    draw(sheet, "EMC")
    assert figures_of(sheet)[0] == "12"


def test_a_character_that_is_said_to_stand_for_another_is_as_high_as_those_beside_it() -> None:
    sheet = Sheet()
    sheet.write(60, 100, "上", 9)
    draw(sheet, "/Span <</ActualText <FEFF4E00>>> BDC")
    sheet.write(69, 100, "⼀", 9)
    draw(sheet, "EMC")
    sheet.write(78, 100, "年", 9)
    with PdfDocument(pdf([sheet])) as document:
        glyphs = read_page(document[0], math.inf).glyphs
    assert [glyph.text for glyph in glyphs] == ["上", "一", "年"]
    assert len({(glyph.y0, glyph.y1) for glyph in glyphs}) == 1


def test_words_hidden_beside_a_label_are_no_part_of_it() -> None:
    sheet = table("57")
    sheet.write(62, 98, "第9项", 9, invisible=True)
    (grid,) = document_of(sheet).grids
    assert [cell.text for cell in grid.cells if cell.column == 0] == ["规章", "行政许可", "行政处罚"]


@pytest.mark.parametrize(("size", "rise"), [(5, 4), (7.5, 3)])
def test_a_raised_figure_is_a_note_mark_before_a_figure_and_behind(size: float, rise: float) -> None:
    sheet = table()
    sheet.write(X, Y - rise, "3", size)
    sheet.write(X + size / 2, Y, "12", 9)
    assert figures_of(sheet)[0] == "³12"
    behind = table()
    behind.write(X, Y, "12", 9)
    behind.write(X + 9, Y - rise, "3", size)
    assert figures_of(behind)[0] == "12³"


def test_figures_of_fields_and_notes_are_read_where_they_stand() -> None:
    sheet = table()
    look = "BT /F 9 Tf 0 3 Td <00350037> Tj ET"
    sheet.note(X, Y - 8, 30, "/Subtype/Widget/FT/Tx/T(a)/V(57)", look)
    sheet.note(60, Y - 8, 90, "/Subtype/Highlight", "1 1 0 rg 0 0 90 12 re f")
    assert figures_of(sheet) == ["57", "30", "0"]


def test_a_field_alone_in_a_cell_is_not_laid_over_its_table() -> None:
    sheet = grown("")
    sheet.note(X, 140, 30, "/Subtype/Widget/FT/Tx/T(a)/V(57)", "BT /F 9 Tf 0 3 Td <00350037> Tj ET")
    assert [figure for figure in figures_of(sheet) if figure] == ["57"]


def test_what_strikes_a_figure_out_is_not_laid_over_its_table() -> None:
    sheet = grown()
    sheet.note(X, 140, 30, "/Subtype/StrikeOut")
    assert [UNREAD in figure for figure in figures_of(sheet)].index(True) == 2


def test_figures_in_boxes_of_their_own_stand_in_the_cells_around_these() -> None:
    sheet = grown("")
    for at in range(12):
        sheet.frame(182, 84 + 24 * at, 20, 16)
        sheet.write(186, 95 + 24 * at, str(at), 9)
    (grid,) = document_of(sheet).grids
    assert [cell.text for cell in grid.cells if cell.column == 1] == [str(at) for at in range(12)]
    assert {cell.column for cell in grid.cells} == {0, 1, 2}


def test_the_rounded_border_of_a_figure_is_no_sign_beside_it() -> None:
    sheet = table("57")
    corners = ("188 748", "194 752", "212 752", "216 748", "216 742", "212 738", "194 738", "188 742")
    draw(sheet, ".9 g", "188 742 m", *(f"{corner} l" for corner in corners), "f", "0 g")
    sheet.parts.insert(0, "\n".join(sheet.parts[-11:]))
    del sheet.parts[-11:]
    assert figures_of(sheet)[0] == "57"


@pytest.mark.parametrize("lean", [0.01, -0.05])
def test_a_page_laid_askew_is_read_as_if_it_stood_straight(lean: float) -> None:
    sheet = Sheet()
    draw(sheet, f"q {math.cos(lean):.5f} {math.sin(lean):.5f} {-math.sin(lean):.5f} {math.cos(lean):.5f} 9 30 cm")
    draw_table(sheet, plain([[f"第{at}项的名称", str(at), "2"] for at in range(12)]), 80, [150] * 3)
    draw(sheet, "Q")
    assert figures_of(sheet) == [str(at) for at in range(12)]


def test_slanted_figures_are_no_marks_laid_aslant() -> None:
    sheet = table()
    draw(sheet, f"BT /F 9 Tf 1 0 .3 1 {X} {sheet.height - Y} Tm <00350037> Tj ET")
    assert figures_of(sheet) == ["57", "30", "0"]


def grown(text: str = "57") -> Sheet:
    """A table of many cells."""
    sheet = Sheet()
    rows = [[f"第{at}项的名称", text, "2"] for at in range(1, 13)]
    draw_table(sheet, plain(rows), 80, [90] * 3)
    return sheet


@pytest.mark.parametrize("is_first", [True, False])
def test_a_box_laid_over_cells_puts_their_figures_in_doubt_and_leaves_their_labels(*, is_first: bool) -> None:
    sheet = grown()
    drawn = list(sheet.parts)
    sheet.parts.clear()
    for at, text in enumerate(("分享到", "8", "收藏")):
        sheet.write(178, 147 + 24 * at, text, 9)
    sheet.write(80, 219, "返回顶部", 9)
    sheet.parts[:] = [*sheet.parts, *drawn] if is_first else [*drawn, *sheet.parts]
    figures = figures_of(sheet)
    assert [at for at, figure in enumerate(figures) if figure != "57"] == [3]
    assert UNREAD in figures[3]
    (grid,) = document_of(sheet).grids
    assert [cell.text for cell in grid.cells if cell.column == 0] == [f"第{at}项的名称" for at in range(1, 13)]


def test_heads_of_several_lines_beside_each_other_are_laid_over_nothing() -> None:
    sheet = Sheet()
    heads = [Box(0, column, text) for column, text in enumerate(("信息\n内容", "本年\n新收", "上年\n结转"))]
    draw_table(sheet, [heads, *moved(plain([[f"第{at}项", "57", "2"] for at in range(1, 13)]), 1)], 80, [90] * 3)
    assert figures_of(sheet) == ["本年新收", *["57"] * 12]


def test_a_figure_alone_in_a_cell_and_drawn_last_is_in_doubt() -> None:
    sheet = grown("")
    sheet.write(X, 147, "8", 9)
    assert [figure for figure in figures_of(sheet) if figure] == ["8" + UNREAD]


def test_the_border_of_a_box_that_covers_cells_is_no_line_of_their_table() -> None:
    sheet = grown()
    draw(sheet, "1 g")
    sheet.bar(170, 130, 60, 40)
    draw(sheet, "0 g")
    sheet.frame(170, 130, 60, 40)
    (grid,) = document_of(sheet).grids
    assert {cell.column for cell in grid.cells} == {0, 1, 2}


def test_a_seal_beside_a_table_draws_no_lines() -> None:
    sheet = grown()
    sides = ("330 516 316 530 300 530", "284 530 270 516 270 500", "270 484 284 470 300 470", "316 470 330 484 330 500")
    draw(sheet, "330 500 m", *(f"{side} c" for side in sides), "S")
    (grid,) = document_of(sheet).grids
    assert {cell.column for cell in grid.cells} == {0, 1, 2}


def without_lines(rows: list[tuple[str, str]]) -> Sheet:
    """Labels and figures one below the other."""
    sheet = Sheet()
    for at, (label, figure) in enumerate(rows):
        sheet.write(60, 100 + 20 * at, label, 9)
        sheet.write(300, 100 + 20 * at, figure, 9)
    return sheet


LABELLED = [("政府公报公开数", "12"), ("政府网站公开数", "30"), ("政务微博公开数", "4"), ("政务微信公开数", "101")]


def test_a_figure_in_two_lines_without_borders_is_in_doubt() -> None:
    sheet = without_lines([*LABELLED, ("其他方式公开数", "")])
    sheet.write(300, 175.5, "1234", 9)
    sheet.write(300, 184.5, "56", 9)
    figures = figures_of(sheet)
    assert figures[:4] == ["12", "30", "4", "101"]
    assert all(UNREAD in figure for figure in figures[4:] if figure)


def test_figures_beside_labels_that_run_into_each_other_are_in_doubt() -> None:
    sheet = without_lines([*LABELLED, ("其他方式公开政府信息的数量", "7")])
    sheet.write(60, 183, "规范性文件公开政府信息数", 9)
    figures = figures_of(sheet)
    assert figures[:4] == ["12", "30", "4", "101"]
    assert figures[4] == "7" + UNREAD


def test_a_point_printed_over_a_figure_leaves_it_open_where_it_stands() -> None:
    sheet = table()
    sheet.write(X, Y, "24", 9)
    sheet.write(X + 4.4, Y, ".", 9)
    assert UNREAD in figures_of(sheet)[0]


def test_a_table_with_lines_around_it_and_none_between_its_rows_has_rows() -> None:
    sheet = without_lines([("栏目的名称", "数量"), *LABELLED, ("其他方式公开数", "7"), ("召开会议数", "2")])
    sheet.frame(55, 85, 220, 150)
    sheet.frame(275, 85, 100, 150)
    assert figures_of(sheet) == ["数量", "12", "30", "4", "101", "7", "2"]


def test_a_label_of_which_its_box_shows_the_beginning_is_there() -> None:
    sheet = Sheet()
    draw_table(sheet, plain([["", "57", "2"], ["行政许可", "30", "4"]]), 80, [90] * 3)
    draw(sheet, f"q 62 {sheet.height - 103} 40 20 re W n")
    sheet.write(64, 96, "行政规范性文件的制定和公开的数量", 9)
    draw(sheet, "Q")
    (grid,) = document_of(sheet).grids
    assert grid.cells[0].text.startswith("行政规")


def test_a_column_without_lines_between_its_rows_leaves_the_others_theirs() -> None:
    sheet = grown()
    inner = [f"{sheet.height - 80 - 24 * at:.2f}" for at in range(1, 12)]
    gone = {f"0.5 w 240.00 {y} m 330.00 {y} l S" for y in inner}
    sheet.parts[:] = [part for part in sheet.parts if part not in gone]
    (grid,) = document_of(sheet).grids
    assert grid.ruled
    assert [cell.text for cell in grid.cells if cell.column == 1] == ["57"] * 12
