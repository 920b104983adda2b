"""Tables without rules of which every cell is certain: each column has a head, each row a label, or nothing is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ingest.generate.printer import HEIGHT
from tests.ingest.generate.printer import Sheet
from tests.ingest.readers.pdf_samples import document_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.document import Grid

_SIZE = 10.0
# Where the middles of the columns of figures stand, close to each other.
_MIDDLES = (300, 332, 364, 396)
_HEADS = ("规章", "许可", "处罚", "总计")


def _write(sheet: Sheet, y: float, label: str, cells: Mapping[int, str], *, x: float = 60) -> None:
    """A row: its label, and texts in the middles of some of the columns."""
    sheet.write(x, y, label, _SIZE)
    for column, text in cells.items():
        width = sum(_SIZE / 2 if char.isascii() else _SIZE for char in text)
        sheet.write(_MIDDLES[column] - width / 2, y, text, _SIZE)


def _rows(grid: Grid) -> list[list[str]]:
    last = max(cell.row for cell in grid.cells)
    return [[cell.text for cell in grid.cells if cell.row == row] for row in range(last + 1)]


def _table(sheet: Sheet, *, top: float = 100) -> None:
    _write(sheet, top, "内容", dict(enumerate(_HEADS)))
    _write(sheet, top + 20, "一、本年新收", {0: "11", 1: "20480", 2: "3", 3: "20494"})
    _write(sheet, top + 40, "二、上年结转", {2: "7", 3: "7"})
    _write(sheet, top + 60, "三、本年办理", {})
    _write(sheet, top + 80, "四、结转下年", {1: "5", 3: "5"})


def test_figures_close_to_each_other_stand_below_their_heads_and_blanks_are_known() -> None:
    sheet = Sheet()
    _table(sheet)
    (grid,) = document_of(sheet).grids
    assert grid.ruled
    assert _rows(grid) == [
        ["内容", *_HEADS],
        ["一、本年新收", "11", "20480", "3", "20494"],
        ["二、上年结转", "", "", "7", "7"],
        ["三、本年办理", "", "", "", ""],
        ["四、结转下年", "", "5", "", "5"],
    ]


def test_a_column_of_blanks_alone_is_one() -> None:
    sheet = Sheet()
    _write(sheet, 100, "内容", dict(enumerate(_HEADS)))
    for number in range(3):
        _write(sheet, 120 + 20 * number, f"{number + 1}.办理", {1: "5", 3: "5"})
    (grid,) = document_of(sheet).grids
    assert (grid.ruled, _rows(grid)[1]) == (True, ["1.办理", "", "5", "", "5"])


def test_a_head_beside_several_rows_is_not_their_label() -> None:
    sheet = Sheet()
    _table(sheet)
    for number in range(3):
        _write(sheet, 200 + 20 * number, f"{number + 1}.其他办理", {0: "1", 3: "1"}, x=120)
    sheet.write(60, 214, "（四）", _SIZE)
    sheet.write(60, 226, "无法", _SIZE)
    (grid,) = document_of(sheet).grids
    assert _rows(grid)[6:8] == [["（四）无法", "2.其他办理", "1", "", "", "1"], ["3.其他办理", "1", "", "", "1"]]


def test_a_figure_below_no_head_leaves_all_blanks_open() -> None:
    sheet = Sheet()
    _table(sheet)
    sheet.write(430, 140, "9", _SIZE)
    assert not document_of(sheet).grids[0].ruled


def test_a_figure_off_its_line_leaves_all_blanks_open() -> None:
    sheet = Sheet()
    _table(sheet)
    sheet.write(_MIDDLES[0], 142, "2024", _SIZE)
    assert not document_of(sheet).grids[0].ruled


def test_a_sign_among_the_cells_leaves_all_blanks_open() -> None:
    sheet = Sheet()
    _table(sheet)
    sheet.image(_MIDDLES[0], 130, 8, 10)
    assert not document_of(sheet).grids[0].ruled


def test_a_table_goes_on_below_the_heads_of_the_page_before() -> None:
    first, second = Sheet(), Sheet()
    _table(first, top=HEIGHT - 150)
    _write(second, 60, "五、其他", {0: "4", 3: "4"})
    _write(second, 80, "六、无法提供", {})
    _write(second, 100, "七、总计", {0: "15", 3: "15"})
    (grid,) = document_of(first, second).grids
    assert (grid.ruled, _rows(grid)[5:]) == (
        True,
        [["五、其他", "4", "", "", "4"], ["六、无法提供", "", "", "", ""], ["七、总计", "15", "", "", "15"]],
    )


def test_a_row_that_the_end_of_a_page_may_have_cut_leaves_its_blanks_open() -> None:
    first, second = Sheet(), Sheet()
    _table(first, top=HEIGHT - 150)
    _write(second, 60, "的其他事项", {0: "4", 3: "4"})
    _write(second, 80, "六、无法提供", {0: "4", 3: "4"})
    _write(second, 100, "七、总计", {0: "15", 3: "15"})
    assert not document_of(first, second).grids[0].ruled


def test_one_row_of_figures_below_heads_over_heads_may_have_blanks() -> None:
    sheet = Sheet()
    heads = ("维持", "纠正", "其他", "总计") * 2
    for at, (group, middle) in enumerate((("行政复议", 170), ("行政诉讼", 370))):
        sheet.write(middle - 20, 100, group, _SIZE)
        for column in range(4):
            sheet.write(middle - 85 + 50 * column, 120, heads[column], _SIZE)
        for column, text in ((1, "7"), (3, "7")) if at else ((0, "12"), (3, "12")):
            sheet.write(middle - 80 + 50 * column, 140, text, _SIZE)
    (grid,) = document_of(sheet).grids
    assert (grid.ruled, _rows(grid)) == (
        True,
        [["行政复议", "行政诉讼"], list(heads), ["12", "", "", "12", "", "7", "", "7"]],
    )


def test_a_head_over_several_columns_may_be_as_narrow_as_one() -> None:
    sheet = Sheet()
    sheet.write(_MIDDLES[1] - 10, 78, "其中", _SIZE)
    _table(sheet)
    (grid,) = document_of(sheet).grids
    assert (grid.ruled, _rows(grid)[:2]) == (True, [["其中"], ["内容", *_HEADS]])


def test_a_blank_row_that_looks_like_a_heading_is_a_row() -> None:
    sheet = Sheet()
    _table(sheet)
    _write(sheet, 200, "五、行政机关不再处理的", {})
    _write(sheet, 220, "六、总计", {0: "11", 3: "11"})
    (grid,) = document_of(sheet).grids
    assert (grid.ruled, _rows(grid)[5:]) == (
        True,
        [["五、行政机关不再处理的", "", "", "", ""], ["六、总计", "11", "", "", "11"]],
    )


def test_labels_on_the_next_page_may_be_longer() -> None:
    first, second = Sheet(), Sheet()
    _table(first, top=HEIGHT - 150)
    _write(second, 60, "五、行政机关不再处理其政府信息公开申请", {0: "4", 3: "4"})
    (grid,) = document_of(first, second).grids
    assert (grid.ruled, len(_rows(grid))) == (True, 6)


def test_numbers_written_as_radicals_begin_labels() -> None:
    sheet = Sheet()
    _table(sheet)
    sheet.write(60, 193, "（⼀）予以公开", _SIZE)
    _write(sheet, 205, "（⼆）部分公开", {0: "1", 3: "1"})
    assert not any("予以公开（" in cell.text for cell in document_of(sheet).grids[0].cells)


def test_what_stands_beyond_the_page_is_not_read() -> None:
    sheet = Sheet()
    _table(sheet)
    for row in range(5):
        sheet.write(620, 100 + 20 * row, "77", _SIZE)
    (grid,) = document_of(sheet).grids
    assert (grid.ruled, _rows(grid)[1]) == (True, ["一、本年新收", "11", "20480", "3", "20494"])
