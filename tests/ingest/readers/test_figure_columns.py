"""Columns of a printed table without rules that hold hardly a figure, and figures that stand below no head."""

from __future__ import annotations

from auditor.ingest.layout import UNREAD
from tests.ingest.generate.printer import Sheet
from tests.ingest.readers.pdf_samples import document_of

_PLACES = (60, 200, 320, 440)


def printed(*rows: tuple[str, ...]) -> list[list[str]]:
    """The rows of a table, its pieces at the places of four columns, as they are read."""
    sheet = Sheet()
    for at, row in enumerate(rows):
        for x, text in zip(_PLACES, row, strict=False):
            sheet.write(x, 100 + 18 * at, text)
    (grid,) = document_of(sheet).grids
    last = max(cell.row for cell in grid.cells)
    return [[cell.text for cell in grid.cells if cell.row == row] for row in range(last + 1)]


def test_a_column_of_one_figure_below_its_head_is_one() -> None:
    rows = [("内容", "制发件数", "废止件数", "有效件数"), ("规章", "45", "", "17"), ("文件", "17", "8", "")]
    more = [("许可", "3", "5", ""), ("处罚", "4", "6", "")]
    assert printed(*rows, *more) == [list(row) for row in (*rows, *more)]


def test_a_figure_below_no_head_is_in_doubt() -> None:
    rows = [("内容", "制发件数", "废止件数"), ("规章", "45", "", "17"), ("文件", "17", "8")]
    read = printed(*rows, ("许可", "3", "5"), ("处罚", "4", "6"))
    assert read[1] == ["规章", "45", f"17{UNREAD}"]
    assert read[2] == ["文件", "17", "8"]
