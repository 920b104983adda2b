"""Places on a page, and how those of what stands within a form become those of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.ingest.pages.pdfium.calls import Bounds
    from auditor.ingest.pages.pdfium.calls import Matrix

    Point = tuple[float, float]

SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(first: Matrix, then: Matrix) -> Matrix:
    """What moves as one matrix and then another one do."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def moved(point: Point, matrix: Matrix) -> Point:
    """Where a matrix moves a point."""
    x, y = point
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def placed(bounds: Bounds, matrix: Matrix) -> Bounds:
    """The box around a box that a matrix has moved."""
    if matrix is SAME:
        return bounds
    left, bottom, right, top = bounds
    return around([moved(corner, matrix) for corner in ((left, bottom), (right, bottom), (left, top), (right, top))])


def around(points: Sequence[Point]) -> Bounds:
    """The box around points: left, bottom, right, top."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def middle(box: Bounds) -> Point:
    """The middle of a box."""
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def holds(box: Bounds, x: float, y: float) -> bool:
    """Whether a place lies within a box, or on its edge."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
