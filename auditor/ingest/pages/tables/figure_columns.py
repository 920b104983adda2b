"""The columns in which the figures of a table without rules stand, and figures that stand in none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.pages.tables.figure_pieces import is_figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.ingest.pages.lines import Line
    from auditor.ingest.pages.lines import Piece

# How long heads of columns are at most.
SHORT = 8


def figure_columns(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """The stretches across which figures stand one below the other, from the left.

    A figure that stands alone is a column below a head of its own: most cells of that one are blank.
    """
    figures = sorted((piece.x0, piece.x1) for line in lines for piece in line[1:] if is_figure(piece))
    columns: list[tuple[float, float, int]] = []
    for x0, x1 in figures:
        if columns and x0 <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1), columns[-1][2] + 1)
        else:
            columns.append((x0, x1, 1))
    most = max((count for _, _, count in columns), default=0)
    usual = [(x0, x1) for x0, x1, count in columns if count >= max(2, most / 3)]
    heads = [piece for line in lines for piece in line[1:] if not is_figure(piece) and len(piece.text) <= SHORT]
    apart = [piece for piece in heads if not any(_overlap(piece, column) for column in usual)]
    headed = ((x0, x1) for x0, x1, _ in columns if any(piece.x0 <= x0 and x1 <= piece.x1 for piece in apart))
    return sorted({*usual, *headed}) if usual else []


def _overlap(piece: Piece, column: tuple[float, float]) -> bool:
    return piece.x0 <= column[1] and column[0] <= piece.x1


def is_astray(figure: Piece, reach: tuple[int, int], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a figure stands in one column of the table and not where the figures of that column stand."""
    column = reach[0]
    return 0 < column == reach[1] - 1 and not _overlap(figure, columns[column - 1])
