"""What the layers of an OFD page paint, in order: texts, paths and images, with their places and how they look."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from auditor.ingest.layout import TooLargeError
from auditor.ingest.ofd.parts import name_of
from auditor.ingest.ofd.parts import numbers
from auditor.ingest.ofd.paths import outlines
from auditor.ingest.ofd.paths import placing
from auditor.ingest.pages.geometry import around
from auditor.ingest.pages.geometry import times
from auditor.ingest.refusals import TooDeepError
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from auditor.ingest.ofd.parts import Resources
    from auditor.ingest.pages.pdfium.calls import Bounds
    from auditor.ingest.pages.pdfium.calls import Matrix

_MOST_OBJECTS = 100_000
_DEEPEST = 20
# In points: no page is as large, and what is said to stand farther away is nowhere.
_FARTHEST = 100_000.0
POINTS = 72 / 25.4
_TEXT, _PATH, _IMAGE = "TextObject", "PathObject", "ImageObject"
_GROUPS = ("Layer", "PageBlock")
_SHADE = regex(r"#[0-9A-Fa-f]{1,2}")
OPAQUE = 255.0
# From how light on a colour cannot be told from paper: of 255, and of as much ink.
_WHITE = 245
_NO_INK = 10
_OF_INKS = 4


class Painted(NamedTuple):
    """An object: its matrix moves its own places to those of the page, in points, y counting downwards.

    `fill` and `stroke` are how opaque its inside and its outline are painted, 0 for what is not; `is_pale` is whether
    its inside has the colour of paper. `holders` are what it is a part of, itself last.
    """

    kind: str
    element: Element
    matrix: Matrix
    fill: float
    stroke: float
    is_pale: bool
    holders: tuple[tuple[Element, Matrix], ...]


def is_near(box: Bounds) -> bool:
    """Whether a box is of this world: numbers of a damaged file may grow beyond all measure."""
    return all(abs(place) < _FARTHEST for place in box)


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


class _Held(NamedTuple):
    """Where something stands: how places are moved, the ways of painting, the nearest first, and what holds it."""

    matrix: Matrix
    ways: tuple[Element, ...] = ()
    holders: tuple[tuple[Element, Matrix], ...] = ()
    is_seen: bool = True
    depth: int = 0


def painted(layers: Iterable[Element], resources: Resources, left: float, top: float) -> Iterator[Painted]:
    """The texts, paths and images of some layers in the order in which they are painted."""
    yield from _Walk(resources).over(layers, _Held((POINTS, 0.0, 0.0, POINTS, -left * POINTS, -top * POINTS)))


class _Walk:
    """A way through the objects of a page, which may hold others."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._count = 0

    def over(self, elements: Iterable[Element], outer: _Held) -> Iterator[Painted]:
        if outer.depth > _DEEPEST:
            raise TooDeepError
        for element in elements:
            self._count += 1
            if self._count > _MOST_OBJECTS:
                what = "drawings"
                raise TooLargeError(what, _MOST_OBJECTS)
            kind = name_of(element)
            held = self._held(element, outer, is_object=kind not in _GROUPS)
            if kind in (_TEXT, _PATH, _IMAGE):
                yield _as_painted(kind, element, held)
            elif kind in _GROUPS:
                yield from self.over(element, held)
            elif kind == "CompositeObject":
                unit = self._resources.drawings.get(element.get("ResourceID", ""))
                content = None if unit is None else unit.find("{*}Content")
                yield from self.over(() if content is None else content, held)

    def _held(self, element: Element, outer: _Held, *, is_object: bool) -> _Held:
        matrix = times(placing(element), outer.matrix)
        is_seen = outer.is_seen and _is_true(element, "Visible", is_usual=True)
        # NOTE: groups have no colours and limits of their own; to look for them among all their objects, for each of
        # these, would take the square of their number.
        own, holder = ((element,), ((element, matrix),)) if is_object else ((), ())
        ways = (*own, *self._ways(element), *outer.ways)
        return _Held(matrix, ways, (*outer.holders, *holder), is_seen, outer.depth + 1)

    def _ways(self, element: Element) -> Iterator[Element]:
        """The ways of painting that an element refers to."""
        name = element.get("DrawParam", "")
        for _ in range(_DEEPEST):
            way = self._resources.looks.get(name)
            if way is None:
                return
            yield way
            name = way.get("Relative", "")


def _as_painted(kind: str, element: Element, held: _Held) -> Painted:
    inside = next((each for way in held.ways if (each := way.find("{*}FillColor")) is not None), None)
    outline = next((each for way in held.ways if (each := way.find("{*}StrokeColor")) is not None), None)
    whole = _alpha(element) if held.is_seen else 0.0
    fills = kind == _IMAGE or _is_true(element, "Fill", is_usual=kind == _TEXT)
    strokes = _is_true(element, "Stroke", is_usual=kind == _PATH)
    fill = whole * _alpha(inside) / OPAQUE if fills else 0.0
    stroke = whole * _alpha(outline) / OPAQUE if strokes else 0.0
    return Painted(kind, element, held.matrix, fill, stroke, inside is not None and _is_pale(inside), held.holders)


def _is_true(element: Element, name: str, *, is_usual: bool) -> bool:
    """What an attribute says that is true or false; what is usual where it says nothing."""
    return element.get(name, str(is_usual)).strip().lower() in ("true", "1")


def _alpha(element: Element | None) -> float:
    """How opaque something is painted, 255 at most."""
    said = None if element is None else numbers(element.get("Alpha"), 1)
    return min(OPAQUE, max(0.0, said[0])) if said else OPAQUE


def _is_pale(colour: Element) -> bool:
    """Whether a colour cannot be told from paper: shades of grey, red with green and blue, or four inks."""
    value = _SHADE.sub(lambda found: str(int(found[0][1:], 16)), colour.get("Value", ""))
    shades = numbers(value, len(value.split()))
    if not shades:
        return False
    return max(shades) <= _NO_INK if len(shades) == _OF_INKS else min(shades) >= _WHITE
