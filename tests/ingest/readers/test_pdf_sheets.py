"""Several pages on one sheet, beside each other or as columns of a text; and sheets with names of columns and rows."""

from __future__ import annotations

import pytest

from tests.ingest.generate.model import Rows
from tests.ingest.generate.model import boxes
from tests.ingest.generate.model import down
from tests.ingest.generate.model import plain
from tests.ingest.generate.model import read_boxes
from tests.ingest.generate.printer import HEIGHT
from tests.ingest.generate.printer import WIDTH
from tests.ingest.generate.printer import Sheet
from tests.ingest.generate.printer import draw_table
from tests.ingest.readers.pdf_samples import ROWS
from tests.ingest.readers.pdf_samples import document_of


def on_one(*pages: Sheet, columns: int = 2) -> Sheet:
    """Pages on one sheet, from the left and from the top."""
    rows = -(-len(pages) // columns)
    sheet = Sheet(width=WIDTH * columns, height=HEIGHT * rows)
    for number, page in enumerate(pages):
        right, up = WIDTH * (number % columns), HEIGHT * (rows - 1 - number // columns)
        sheet.parts += [f"q 1 0 0 1 {right} {up} cm", *page.parts, "Q"]
    return sheet


def titled(title: str, rows: Rows, top: float) -> Sheet:
    page = Sheet()
    page.write(60, 60, title)
    draw_table(page, rows, top, [90] * 3)
    return page


def going_on(rows: Rows, end: str) -> Sheet:
    page = Sheet()
    draw_table(page, rows, 50, [90] * 3)
    page.write(60, 400, end)
    return page


def test_two_pages_on_one_sheet_are_read_one_after_the_other() -> None:
    more = plain([["行政强制", "5", "6"], ["行政征收", "7", "80"]])
    document = document_of(on_one(titled("甲区年度报告", ROWS, 90), going_on(more, "二、存在的问题")))
    assert [read_boxes(grid) for grid in document.grids] == [boxes([*ROWS, *down(more, 3)])]
    text = document.source.text
    assert text.startswith("甲区年度报告\n规章")
    assert text.endswith("行政征收\t7\t80\n二、存在的问题\n")


def test_a_sheet_of_two_pages_is_one_page_of_the_file() -> None:
    """A line over both, as a running head, stands before them, and what goes on does so over sheets, too."""
    sheets = []
    for number in range(2):
        sheet = on_one(going_on(ROWS, f"第{number}段。"), going_on(ROWS, "另一段。"))
        sheet.write(500, 30, "甲区2023年政府信息公开工作年度报告")
        sheets.append(sheet)
    document = document_of(*sheets)
    assert len(document.pages) == 2
    assert [grid.page for grid in document.grids] == [1, 1, 2, 2]
    assert document.source.text[document.pages[1] :].startswith("规章")
    assert "年度报告" not in document.source.text


def test_four_pages_on_one_sheet_are_read_row_by_row() -> None:
    pages = [going_on(ROWS, f"第{number}段。") for number in range(4)]
    text = document_of(on_one(*pages)).source.text
    assert [text.index(f"第{number}段。") for number in range(4)] == sorted(
        text.index(f"第{number}段。") for number in range(4)
    )


def lined(rows: list[list[str]]) -> Sheet:
    """A page with a table that has lines between its rows and none between its columns, and its title."""
    page = Sheet()
    page.write(60, 60, f"这是第{rows[0][0]}张表")
    for at, row in enumerate(rows):
        page.line(60, 100 + 30 * at, 400, 100 + 30 * at)
        for x, text in zip((60, 250, 330), row, strict=True):
            page.write(x, 120 + 30 * at, text)
    return page


@pytest.mark.parametrize("turned", [0, 90])
def test_two_pages_without_lines_between_columns_are_read_one_after_the_other(turned: int) -> None:
    labels = ["新收申请", "上年结转", "予以公开", "不予公开", "无法提供", "不予处理"]
    halves = [[[f"{side}{label}", str(at), str(at + 10)] for at, label in enumerate(labels)] for side in "甲乙"]
    sheet = on_one(*map(lined, halves))
    sheet.rotate = turned
    text = document_of(sheet).source.text
    assert [line.split("\t") for line in text.splitlines() if "\t" in line] == [*halves[0], *halves[1]]


def test_a_wide_table_without_lines_is_one_page() -> None:
    sheet = Sheet(width=HEIGHT, height=WIDTH)
    rows = [[f"某一个方面的第{at}项", str(at), str(at + 20), str(at + 30)] for at in range(1, 9)]
    for at, row in enumerate(rows):
        for x, piece in zip((60, 300, 520, 700), row, strict=True):
            sheet.write(x, 100 + 40 * at, piece)
    text = document_of(sheet).source.text
    assert [line.split() for line in text.splitlines()] == rows


def test_tables_beside_each_other_within_a_page_are_not_two_pages() -> None:
    """Words run over the gap between them above and below."""
    sheet = Sheet()
    sheet.write(60, 60, "下面两张表格分别列出行政复议和行政诉讼的情况，请一并查看各项数字。")
    for left in (0, 250):
        sheet.parts.append(f"q 1 0 0 1 {left} 0 cm")
        draw_table(sheet, ROWS, 90, [70] * 3)
        sheet.parts.append("Q")
    sheet.write(60, 200, "三、其他")
    sheet.write(60, 230, "上面两张表格分别列出行政复议和行政诉讼的情况，请一并查看各项数字。")
    text = document_of(sheet).source.text
    assert text.rindex("规章") < text.index("三、其他")


def headed(names: str) -> Sheet:
    """A sheet with a title and a table as spreadsheets print them with the names of their columns and rows."""
    sheet = Sheet()
    for at, name in enumerate(names):
        sheet.write(110 + 90 * at, 74, name, 9)
        sheet.line(80 + 90 * at, 60, 80 + 90 * at, 80)
    for at in range(6):
        sheet.write(64, 94 + 20 * at, str(at + 1), 9)
        sheet.line(60, 80 + 20 * at, 80, 80 + 20 * at)
    sheet.frame(60, 60, 20 + 90 * len(names), 140)
    sheet.line(80, 60, 80, 200)
    sheet.line(60, 80, 80 + 90 * len(names), 80)
    sheet.write(84, 94, "二、主动公开", 9)
    sheet.parts.append("q 1 0 0 1 20 0 cm")
    draw_table(sheet, ROWS, 120, [90] * 3, height=20)
    sheet.parts.append("Q")
    return sheet


def test_the_names_of_columns_and_rows_around_a_sheet_are_no_part_of_its_tables() -> None:
    document = document_of(headed("ABCD"))
    assert [read_boxes(grid) for grid in document.grids] == [boxes(ROWS)]
    assert document.source.text.startswith("二、主动公开\n规章")


@pytest.mark.parametrize("names", ["ABDE", "一二三四"])
def test_heads_that_do_not_count_are_kept(names: str) -> None:
    text = document_of(headed(names)).source.text
    assert all(name in text for name in names)
