"""The outlines of paths of OFD, and the boxes that objects are limited to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.layout import TooLargeError
from auditor.ingest.ofd.parts import numbers
from auditor.ingest.pages.geometry import SAME
from auditor.ingest.pages.geometry import around
from auditor.ingest.pages.geometry import moved
from auditor.ingest.pages.geometry import times

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from auditor.ingest.ofd.objects import Painted
    from auditor.ingest.pages.calls import Bounds
    from auditor.ingest.pages.calls import Matrix
    from auditor.ingest.pages.geometry import Point

_MOST_STEPS = 60_000
# How many numbers follow each step of a path; the last two are where it ends.
_STEPS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7}
_BEGINS = ("M", "S")


def placing(element: Element) -> Matrix:
    """How places within an object become those of what holds it."""
    own = numbers(element.get("CTM"), 6)
    box = numbers(element.get("Boundary"), 4)
    a, b, c, d, e, f = own or SAME
    x, y = box[:2] if box else (0.0, 0.0)
    return (a, b, c, d, e + x, f + y)


def outlines(element: Element, matrix: Matrix) -> list[list[Point]]:
    """The corners of each closed or open line of a path, on the page; curves count by their ends."""
    words = element.findtext("{*}AbbreviatedData", "").split()
    if len(words) > _MOST_STEPS:
        what = "drawings"
        raise TooLargeError(what, _MOST_STEPS)
    found: list[list[Point]] = []
    at = 0
    while at < len(words):
        step = words[at]
        count = _STEPS.get(step, 0)
        if step == "C" and found:
            found[-1].append(found[-1][0])
        elif count:
            end = numbers(" ".join(words[at + count - 1 : at + count + 1]), 2)
            if end is None:
                return found
            point = moved((end[0], end[1]), matrix)
            if step in _BEGINS or not found:
                found.append([point])
            else:
                found[-1].append(point)
        at += 1 + count
    return found


def limits(item: Painted) -> Iterator[Bounds]:
    """The boxes around the areas that an object, and what it is a part of, is limited to."""
    for element, matrix in item.holders:
        for clip in element.iterfind("{*}Clips/{*}Clip"):
            corners = [
                point
                for area in clip.iterfind("{*}Area")
                for path in area.iterfind("{*}Path")
                for line in outlines(path, times(placing(path), times(placing(area), matrix)))
                for point in line
            ]
            if corners:
                yield around(corners)
