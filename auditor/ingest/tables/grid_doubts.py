"""Rows of a marked table whose figures may stand in another column or row than their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.tables.grid_matrix import Role

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.ingest.tables.grid_matrix import Matrix
    from auditor.ingest.tables.grid_matrix import Place


def is_shifted(row: Sequence[Place], columns: Mapping[int, str], heads: Sequence[Place]) -> bool:
    """Whether a row has a cell more than its heads, or one less with a figure before the first: they may be shifted."""
    first, last = min(columns), max(columns)
    if row[last].role is Role.OUTSIDE:
        return any(place.role is Role.FIGURE for place in row[:first])
    return any(
        place.role is Role.FIGURE and head.role is Role.OUTSIDE
        for place, head in zip(row[last + 1 :], heads[last + 1 :], strict=True)
    )


def is_parted(matrix: Matrix, line: int, columns: Mapping[int, str]) -> bool:
    """Whether a row is blank while the one below or above it holds figures without a label: they may be its own."""
    if any(matrix.rows[line][column].role is not Role.BLANK for column in columns):
        return False
    beside = (matrix.rows[at] for at in (line - 1, line + 1) if 0 <= at < len(matrix.rows))
    return any(
        any(row[column].role is Role.FIGURE for column in columns)
        and all(place.role is Role.BLANK for place in row[: min(columns)])
        for row in beside
    )
