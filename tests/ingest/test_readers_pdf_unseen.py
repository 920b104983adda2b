"""Figures beside which something stands that is struck out, covered, invisible or printed over: none looks certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from auditor.document import Reading
from auditor.ingest.layout import UNREAD
from auditor.ingest.tables.cells import read_cell
from auditor.schema import Kind
from auditor.schema import Measure
from tests.ingest.generate.model import plain
from tests.ingest.generate.printer import Sheet
from tests.ingest.generate.printer import draw_table
from tests.ingest.test_readers_pdf import ROWS
from tests.ingest.test_readers_pdf import document_of

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


def covered(sheet: Sheet) -> None:
    sheet.write(X, Y, "57", 9)
    draw(sheet, "1 g")
    sheet.bar(X - 1, Y - 9, 11, 12)
    draw(sheet, "0 g")
    sheet.write(X + 9, Y, "12", 9)


def printed_over(sheet: Sheet) -> None:
    sheet.write(X, Y, "57", 9)
    sheet.write(X + 1, Y, "12", 9)


def printed_over_a_little_higher(sheet: Sheet) -> None:
    sheet.write(X, Y, "57", 9)
    sheet.write(X + 2.5, Y - 2, "57", 9)


def with_a_small_figure_behind(sheet: Sheet) -> None:
    sheet.write(X, Y, "12", 9)
    sheet.write(X + 9, Y, "3", 5)


@pytest.mark.parametrize(
    "change",
    [
        struck_by_a_line,
        struck_by_a_bar,
        in_white,
        invisible,
        outside_its_clip,
        covered,
        printed_over,
        printed_over_a_little_higher,
        with_a_small_figure_behind,
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
