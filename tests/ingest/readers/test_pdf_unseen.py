"""Figures beside which something stands that is struck out, covered, invisible or printed over: none looks certain."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

from auditor.document import Reading
from auditor.ingest.layout import UNREAD
from auditor.ingest.pages.seen.glyphs import read_page
from auditor.ingest.tables.cells import read_cell
from auditor.schema import Kind
from auditor.schema import Measure
from tests.ingest.generate.model import plain
from tests.ingest.generate.printer import Sheet
from tests.ingest.generate.printer import draw_table
from tests.ingest.generate.printer import pdf
from tests.ingest.readers.pdf_samples import ROWS
from tests.ingest.readers.pdf_samples import document_of
from tests.ingest.readers.pdf_table import X
from tests.ingest.readers.pdf_table import Y
from tests.ingest.readers.pdf_table import draw
from tests.ingest.readers.pdf_table import figures_of
from tests.ingest.readers.pdf_table import grown
from tests.ingest.readers.pdf_table import table

if TYPE_CHECKING:
    from collections.abc import Callable


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


def behind_a_small_image(sheet: Sheet) -> None:
    sheet.write(X, Y, "57", 9)
    sheet.image(X - 1, Y - 9, 14, 12)


def in_a_field_without_look(sheet: Sheet) -> None:
    sheet.note(X, Y - 8, 30, "/Subtype/Widget/FT/Tx/T(a)/V(57)")


def struck_by_a_note(sheet: Sheet) -> None:
    sheet.write(X, Y, "57", 9)
    sheet.note(X, Y - 8, 9, "/Subtype/StrikeOut")


def to_be_taken_out(sheet: Sheet) -> None:
    sheet.write(X, Y, "57", 9)
    sheet.note(X, Y - 8, 9, "/Subtype/Redact", "1 0 0 RG 0 0 9 12 re S")


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
        behind_a_small_image,
        in_a_field_without_look,
        struck_by_a_note,
        to_be_taken_out,
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
