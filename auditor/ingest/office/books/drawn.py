"""What is drawn over the cells of an XLSX sheet: text boxes, pictures, charts, and the places that they cover."""

from __future__ import annotations

import posixpath
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

import re2  # type: ignore[import-untyped]
from msgspec import Struct

from auditor.ingest.layout import clean
from auditor.ingest.layout import one_line
from auditor.ingest.office.books.cell_styles import local
from auditor.ingest.office.books.cell_styles import named

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from auditor.ingest.office.packages import Package

# What a sheet has that something is drawn over.
DRAWN = re2.compile(rb"<(?:\w+:)?(?:drawing|oleObject)\s")
# Of the length units of drawings: those of a point, of the usual sizes, and of what is large enough to show a table.
_POINT = 12_700
_LETTER = 7 * 9_525  # a letter of seven pixels
_USUAL_WIDTH, _USUAL_HEIGHT = 64 * 9_525, 20 * 9_525
LARGE = 2 * 360_000
# A place is covered where so much of its width and of its height is.
_COVERED = 0.3
_FARTHEST = 5_000
MOST_BOXES = 500
_LONGEST = 12
_FILLS = frozenset({"solidFill", "gradFill", "blipFill", "pattFill", "grpFill"})
_BREAKS: Mapping[str, str] = MappingProxyType({"br": "\n", "tab": " "})
_LINES = ("line", "straightConnector1")


class Box(Struct, frozen=True):
    """What is drawn over the places from a row and column on, up to others; all count from 0.

    `lines` are what it says, `is_picture` is whether it may show a table.
    """

    top: int
    left: int
    bottom: int
    right: int
    lines: tuple[str, ...] = ()
    is_picture: bool = False


class _Axis(Struct, frozen=True):
    """The sizes of rows or columns: those that have one of their own, and that of all others."""

    usual: int
    own: Mapping[int, int]

    def start(self, number: int) -> int:
        """Where a row or column begins."""
        return number * self.usual + sum(size - self.usual for at, size in self.own.items() if at < number)

    def covered(self, start: int, end: int) -> tuple[int, int]:
        """The first row or column of which a part is covered that counts, and the one behind the last."""
        at, found = 0, []
        for number in range(_FARTHEST):
            if at >= end:
                break
            size = self.own.get(number, self.usual)
            if size and min(end, at + size) - max(start, at) >= _COVERED * size:
                found.append(number)
            at += size
        return (found[0], found[-1] + 1) if found else (0, 0)


_Axes = tuple[_Axis, _Axis]
USUAL_AXES: _Axes = _Axis(_USUAL_HEIGHT, {}), _Axis(_USUAL_WIDTH, {})


def boxes_of(package: Package, part: str, sheet: Element) -> tuple[Box, ...]:
    """What is drawn over a sheet, from the top on, by the part that holds the sheet and what that says."""
    axes = _axes(sheet)
    roots = [sheet, *(root for name in _drawings(package, part) if (root := package.xml(name)) is not None)]
    found = chain.from_iterable(_boxes(root, axes) for root in roots)
    return tuple(sorted(set(found), key=lambda box: (box.top, box.left)))[:MOST_BOXES]


def _drawings(package: Package, part: str) -> Iterator[str]:
    folder, name = posixpath.split(part)
    relations = package.xml(f"{folder}/_rels/{name}.rels")
    for relation in relations if relations is not None else ():
        if relation.get("Type", "").endswith("/drawing"):
            target = relation.get("Target", "")
            yield target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")


def _boxes(root: Element, axes: _Axes) -> Iterator[Box]:
    for anchor in named(root, "twoCellAnchor", "oneCellAnchor", "absoluteAnchor"):
        shapes = [shape for shape in named(anchor, "sp", "pic", "graphicFrame") if not _is_hidden(shape)]
        lines = tuple(line for shape in shapes for line in _lines(shape))
        if lines or any(map(_covers, shapes)):
            yield _placed(anchor, axes, lines, is_picture=any(local(shape) == "pic" for shape in shapes))
    for anchor in (each for embedded in named(root, "oleObject") for each in named(embedded, "anchor")):
        yield _placed(anchor, axes, (), is_picture=True)


def _is_hidden(shape: Element) -> bool:
    return any(each.get("hidden") in ("1", "true") for each in named(shape, "cNvPr"))


def _lines(shape: Element) -> Iterator[str]:
    """What a text box says, a paragraph a line."""
    for paragraph in (each for body in named(shape, "txBody") for each in body if local(each) == "p"):
        text = "".join(_BREAKS.get(local(each), each.text or "") for each in paragraph.iter())
        if line := one_line(clean(text)):
            yield line


def _covers(shape: Element) -> bool:
    """Whether what lies below a shape cannot be seen: strokes, and frames without a ground, show it."""
    if local(shape) != "sp":
        return True
    looks = next(named(shape, "spPr"), None)
    if looks is None or any(each.get("prst") in _LINES for each in named(looks, "prstGeom")):
        return False
    said = {local(each) for each in looks}
    by_style = any(each.get("idx", "0") != "0" for each in named(shape, "fillRef"))
    return bool(said & _FILLS) or (by_style and "noFill" not in said)


def _placed(anchor: Element, axes: _Axes, lines: tuple[str, ...], *, is_picture: bool) -> Box:
    """The places that an anchor covers, whether it says where it ends or how large it is."""
    said = {local(each): each for each in anchor}
    reaches = []
    for axis, names in zip(axes, (("row", "y", "cy"), ("col", "x", "cx")), strict=True):
        start = _at(said, "from", axis, names[0]) or _length(said.get("pos"), names[1])
        end = _at(said, "to", axis, names[0]) or start + _length(said.get("ext"), names[2])
        reaches.append((*axis.covered(start, end), end - start))
    (top, bottom, height), (left, right, width) = reaches
    return Box(top, left, bottom, right, lines, is_picture and height >= LARGE <= width)


def _at(said: Mapping[str, Element], what: str, axis: _Axis, name: str) -> int:
    """Where an anchor begins or ends on an axis, 0 where it does not say."""
    parts = {local(each): (each.text or "").strip() for each in said.get(what, ())}
    return axis.start(_whole(parts.get(name, ""))) + _whole(parts.get(f"{name}Off", ""))


def _length(element: Element | None, name: str) -> int:
    return _whole(element.get(name, "")) if element is not None else 0


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < _LONGEST else 0


def _axes(sheet: Element) -> _Axes:
    """The heights of a sheet's rows and the widths of its columns."""
    heights, widths = {}, {}
    for row in named(sheet, "row"):
        if height := _size(row, "ht"):
            heights[_whole(row.get("r", "")) - 1] = round(height * _POINT)
    for column in named(sheet, "col"):
        if width := _size(column, "width"):
            first, last = _whole(column.get("min", "")), _whole(column.get("max", ""))
            widths.update(dict.fromkeys(range(first - 1, min(last, _FARTHEST)), round(width * _LETTER)))
    return _Axis(_USUAL_HEIGHT, heights), _Axis(_USUAL_WIDTH, widths)


def _size(element: Element, name: str) -> float:
    said = element.get(name, "")
    return float(said) if said.replace(".", "", 1).isdecimal() and len(said) < _LONGEST else 0.0
