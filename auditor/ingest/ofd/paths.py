"""Where objects of OFD stand in what holds them, and the outlines of paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.layout import TooLargeError
from auditor.ingest.ofd.parts import numbers
from auditor.ingest.pages.geometry import SAME
from auditor.ingest.pages.geometry import moved

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from auditor.ingest.pages.geometry import Point
    from auditor.ingest.pages.pdfium.calls import Matrix

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
