"""Which texts of a printed line are figures, and which may be parts of one."""

from __future__ import annotations

import pytest

from auditor.ingest.layout import UNREAD
from auditor.ingest.pages.lines import Piece
from auditor.ingest.pages.tables.figure_pieces import is_figure
from auditor.ingest.pages.tables.figure_pieces import with_broken_figures


def stacked(above: str, below: str) -> list[tuple[Piece, ...]]:
    return [(Piece(above, 100, 10, 140, 22),), (Piece(below, 100, 22, 140, 34),)]


@pytest.mark.parametrize("text", ["-5", "−5", "+5", "（−5）"])
def test_a_figure_has_any_minus(text: str) -> None:
    assert is_figure(Piece(text, 0, 0, 20, 12))


@pytest.mark.parametrize(("above", "below"), [("38", "14"), ("三万四", "千零九")])
def test_figures_right_below_each_other_may_be_one(above: str, below: str) -> None:
    assert [piece.text for line in with_broken_figures(stacked(above, below)) for piece in line] == [
        above + UNREAD,
        below + UNREAD,
    ]


def test_chinese_numbers_of_rows_are_no_parts_of_one_figure() -> None:
    assert with_broken_figures(stacked("一", "二")) == stacked("一", "二")
