from __future__ import annotations

import math

import pytest

from auditor.ingest.layout import UNREAD
from auditor.ingest.reader_codes import GARBLED
from tests.ingest.generate.model import Box
from tests.ingest.generate.model import down
from tests.ingest.generate.model import plain
from tests.ingest.generate.printer import Sheet
from tests.ingest.generate.printer import draw_table
from tests.ingest.readers.pdf_samples import document_of
from tests.ingest.readers.pdf_table import X
from tests.ingest.readers.pdf_table import Y
from tests.ingest.readers.pdf_table import draw
from tests.ingest.readers.pdf_table import figures_of
from tests.ingest.readers.pdf_table import grown
from tests.ingest.readers.pdf_table import table


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


@pytest.mark.parametrize("is_mirrored", [True, False])
def test_no_figure_of_a_page_in_a_mirror_is_certain(*, is_mirrored: bool) -> None:
    sheet = Sheet()
    draw(sheet, f"q -1 0 0 {1 if is_mirrored else -1} {sheet.width} {0 if is_mirrored else sheet.height} cm")
    draw_table(sheet, plain([[f"第{at}项的名称", str(at), "2"] for at in range(12)]), 80, [150] * 3)
    draw(sheet, "Q")
    assert document_of(sheet).doubt == (GARBLED.slug if is_mirrored else None)


def test_slanted_figures_are_no_marks_laid_aslant() -> None:
    sheet = table()
    draw(sheet, f"BT /F 9 Tf 1 0 .3 1 {X} {sheet.height - Y} Tm <00350037> Tj ET")
    assert figures_of(sheet) == ["57", "30", "0"]


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
    draw_table(sheet, [heads, *down(plain([[f"第{at}项", "57", "2"] for at in range(1, 13)]), 1)], 80, [90] * 3)
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
