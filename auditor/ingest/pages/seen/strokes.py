"""What shapes drawn on a page may be: straight lines, and signs drawn as outlines or shown as small images."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.ingest.pages.geometry import Point
    from auditor.ingest.pages.pdfium.calls import Bounds

THIN = 3.6
# What may be signs drawn as outlines: how wide and high, and of how many lines.
_WIDEST_SIGN = 100.0
_HIGHEST_SIGN = 30.0
_FEWEST_STROKES = 6
# How wide and high an image is at most that may show a figure.
_WIDEST_IMAGE = 120.0
_HIGHEST_IMAGE = 40.0


def is_thin(box: Bounds) -> bool:
    """Whether a box is a straight line that runs across or down."""
    x0, y0, x1, y1 = box
    width, height = x1 - x0, y1 - y0
    return width > 2 * height if height <= THIN and height < width else width <= THIN and height > 2 * width


def is_sign(box: Bounds, strokes: int) -> bool:
    """Whether a filled outline of so many strokes may be a sign."""
    x0, y0, x1, y1 = box
    return x1 - x0 <= _WIDEST_SIGN and y1 - y0 <= _HIGHEST_SIGN and strokes >= _FEWEST_STROKES


def is_small_image(box: Bounds) -> bool:
    """Whether an image is so small that it may show a figure."""
    x0, y0, x1, y1 = box
    return x1 - x0 <= _WIDEST_IMAGE and y1 - y0 <= _HIGHEST_IMAGE


def straight_sides(outline: Sequence[Point]) -> list[Bounds]:
    """The boxes around those lines of an outline that run across or down; most of them run so exactly."""
    found: list[Bounds] = []
    for (ax, ay), (bx, by) in pairwise(outline):
        left, right = (ax, bx) if ax < bx else (bx, ax)
        side = (left, ay, right, by) if ay < by else (left, by, right, ay)
        if (ax == bx) is not (ay == by) or is_thin(side):
            found.append(side)
    return found
