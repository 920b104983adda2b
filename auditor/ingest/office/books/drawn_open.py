"""What is drawn over the cells of an ODS sheet, and the places that it covers: by the usual sizes of these."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.ingest.layout import clean
from auditor.ingest.layout import one_line
from auditor.ingest.office.books.cell_styles import local
from auditor.ingest.office.books.drawn import LARGE
from auditor.ingest.office.books.drawn import MOST_BOXES
from auditor.ingest.office.books.drawn import USUAL_AXES
from auditor.ingest.office.books.drawn import Box
from auditor.ingest.office.books.places import areas_of
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    Place = tuple[int, int]

_DRAW, _SVG, _TEXT, _TABLE = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("drawing", "svg-compatible", "text", "table")
)
_LENGTH = regex(r"(\d{1,6}(?:\.\d{1,6})?)(in|cm|mm|pt)")
_UNITS: Mapping[str, int] = MappingProxyType({"in": 914_400, "cm": 360_000, "mm": 36_000, "pt": 12_700})
_STROKES = ("line", "connector", "measure")


def open_boxes(cells: Iterable[tuple[Place, Element]], sheet: Element) -> tuple[Box, ...]:
    """What is drawn over a sheet, from the top on, by its cells that hold something."""
    free = (((0, 0), shapes) for shapes in sheet.iter(f"{_TABLE}shapes"))
    found = [
        _box(place, shape)
        for holders in (cells, free)
        for place, holder in holders
        for shape in holder
        if shape.tag.startswith(_DRAW) and local(shape) not in _STROKES
    ]
    return tuple(sorted(found, key=lambda box: (box.top, box.left)))[:MOST_BOXES]


def _box(place: Place, shape: Element) -> Box:
    end = next(areas_of(shape.get(f"{_TABLE}end-cell-address", "").rpartition(".")[2]), None)
    reaches = []
    for axis, number, last, (at, size) in zip(
        USUAL_AXES, place, (end.top, end.left) if end else place, (("y", "height"), ("x", "width")), strict=True
    ):
        start = axis.start(number) + _length(shape, f"{_SVG}{at}")
        beyond = axis.start(last) + _length(shape, f"{_TABLE}end-{at}") if end else start + _length(shape, _SVG + size)
        reaches.append((*axis.covered(start, beyond), beyond - start))
    (top, bottom, height), (left, right, width) = reaches
    is_picture = any(local(each) == "image" for each in shape) and height >= LARGE <= width
    return Box(top, left, bottom, right, tuple(_lines(shape)), is_picture)


def _lines(shape: Element) -> Iterator[str]:
    for paragraph in shape.iter(f"{_TEXT}p"):
        if line := one_line(clean("".join(paragraph.itertext()))):
            yield line


def _length(shape: Element, name: str) -> int:
    found = _LENGTH.fullmatch(shape.get(name, ""))
    return round(float(found[1]) * _UNITS[found[2]]) if found else 0
