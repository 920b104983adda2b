"""Figures of tables without rules that are drawn out of their turn are in doubt."""

from __future__ import annotations

import pytest

from auditor.ingest.layout import UNREAD
from tests.ingest.generate.printer import Sheet
from tests.ingest.readers.pdf_samples import document_of

_SIZE = 10.0
_NAMES = ("公开信息数", "收到申请数", "答复申请数", "人员数")
_LABELS = [f"{number}．{name}" for number, name in enumerate(_NAMES * 4, 1)]


def _write(sheet: Sheet, *, blank: int | None = None) -> None:
    """A table of labels and figures."""
    for row, label in enumerate(("指标名称", *_LABELS)):
        sheet.write(60, 100 + 24 * row, label, _SIZE)
        if row != blank:
            sheet.write(300, 100 + 24 * row, str(10 + row) if row else "数量", _SIZE)


def _figures(sheet: Sheet) -> list[str]:
    (grid,) = document_of(sheet).grids
    return [cell.text for cell in grid.cells if cell.column == 1 and cell.row]


def test_figures_drawn_in_their_turn_are_certain() -> None:
    sheet = Sheet()
    _write(sheet)
    assert _figures(sheet) == [str(11 + row) for row in range(len(_LABELS))]


@pytest.mark.parametrize("gap", [0.0, 1.0])
def test_a_digit_added_behind_a_figure_leaves_it_in_doubt(gap: float) -> None:
    sheet = Sheet()
    _write(sheet)
    sheet.write(300 + _SIZE + gap, 124 + 24 * 3, "7", _SIZE)
    assert [UNREAD in figure for figure in _figures(sheet)].index(True) == 3


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("aside", [0, 5])
def test_a_mark_in_a_blank_row_is_no_figure_of_it(*, is_first: bool, aside: int) -> None:
    sheet = Sheet()
    place = 100 + 24 * (12 if is_first else 4)
    if is_first:
        sheet.write(300, place + aside, "20240110", _SIZE)
    _write(sheet, blank=12 if is_first else 4)
    if not is_first:
        sheet.write(300, place + aside, "20240110", _SIZE)
    assert all(UNREAD in figure for figure in _figures(sheet) if "2024" in figure)
    assert any(UNREAD in figure for figure in _figures(sheet))


def test_a_small_figure_added_below_another_leaves_it_in_doubt() -> None:
    sheet = Sheet()
    _write(sheet)
    sheet.write(300, 124 + 24 * 3 + 7, "5", 6)
    assert "14" not in _figures(sheet)


def test_a_figure_of_a_field_is_drawn_last_and_certain() -> None:
    sheet = Sheet()
    _write(sheet, blank=4)
    sheet.note(300, 100 + 24 * 4 - 16, 30, "/Subtype/Widget/FT/Tx/T(a)/V(57)", "BT /F 10 Tf 0 3 Td <00350037> Tj ET")
    assert _figures(sheet)[3] == "57"
