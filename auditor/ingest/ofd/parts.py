"""The parts of an OFD package: its pages in order, each with what is painted on it and the resources that it names."""

from __future__ import annotations

import math
import posixpath
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.ingest.layout import TooLargeError
from auditor.ingest.refusals import DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from auditor.ingest.office.packages import Package

_MOST_PAGES = 1_000
# A4 in millimetres, for a page that does not say how large it is.
_PAPER = (0.0, 0.0, 210.0, 297.0)
_FRONT = "Foreground"
_DEPTHS = ("Background", "Body", _FRONT)


class Resources(Struct, frozen=True):
    """What objects refer to, by number: ways of painting, drawings made of several objects, images by their parts."""

    looks: Mapping[str, Element]
    drawings: Mapping[str, Element]
    images: Mapping[str, str]


class Sheet(Struct, frozen=True):
    """A page as its parts describe it, in millimetres; `layers` in the order in which they are painted."""

    width: float
    height: float
    left: float
    top: float
    layers: tuple[Element, ...]
    resources: Resources


def sheets_of(package: Package) -> Iterator[Sheet]:
    """The pages of every document in a package."""
    root = package.xml("OFD.xml")
    if root is None:
        what = "OFD.xml"
        raise DamagedError(what)
    for place in root.iterfind("{*}DocBody/{*}DocRoot"):
        yield from _Opened(package, _resolved("", place.text)).sheets()


def title_of(package: Package) -> str:
    """The title that the file itself carries."""
    root = package.xml("OFD.xml")
    return "" if root is None else root.findtext("{*}DocBody/{*}DocInfo/{*}Title", "")


def numbers(text: str | None, count: int) -> tuple[float, ...] | None:
    """So many numbers between blanks; None where a text is anything else."""
    try:
        found = tuple(map(float, (text or "").split()))
    except ValueError:
        return None
    return found if len(found) == count and all(map(math.isfinite, found)) else None


class _Opened:
    """One document of a package."""

    def __init__(self, package: Package, place: str) -> None:
        self._package = package
        self._place = place
        root = package.xml(place)
        if root is None:
            raise DamagedError(place)
        self._root = root
        common = root.find("{*}CommonData")
        named = () if common is None else (each for each in common if name_of(each) in ("PublicRes", "DocumentRes"))
        self._common = self._resources(place, [each.text for each in named])
        self._area = root.find("{*}CommonData/{*}PageArea")
        self._templates = {each.get("ID", ""): each for each in root.iterfind("{*}CommonData/{*}TemplatePage")}

    def sheets(self) -> Iterator[Sheet]:
        for number, page in enumerate(self._root.iterfind("{*}Pages/{*}Page"), 1):
            if number > _MOST_PAGES:
                what = "pages"
                raise TooLargeError(what, _MOST_PAGES)
            yield self._sheet(_resolved(self._place, page.get("BaseLoc")))

    def _sheet(self, place: str) -> Sheet:
        page = self._package.xml(place)
        if page is None:
            raise DamagedError(place)
        resources = _joined(self._common, self._resources(place, [each.text for each in page.iterfind("{*}PageRes")]))
        layers = _layers(page)
        for each in page.iterfind("{*}Template"):
            template = self._templates.get(each.get("TemplateID", ""))
            below = template is None or each.get("ZOrder", template.get("ZOrder")) != _FRONT
            held = () if template is None else self._template(template)
            layers = (*held, *layers) if below else (*layers, *held)
        left, top, width, height = _size(page.find("{*}Area")) or _size(self._area) or _PAPER
        return Sheet(width, height, left, top, layers, resources)

    def _template(self, template: Element) -> tuple[Element, ...]:
        page = self._package.xml(_resolved(self._place, template.get("BaseLoc")))
        return () if page is None else _layers(page)

    def _resources(self, named_in: str, places: Iterable[str | None]) -> Resources:
        looks: dict[str, Element] = {}
        drawings: dict[str, Element] = {}
        images: dict[str, str] = {}
        for place in places:
            part = _resolved(named_in, place)
            root = self._package.xml(part)
            if root is None:
                continue
            looks |= {each.get("ID", ""): each for each in root.iterfind("{*}DrawParams/{*}DrawParam")}
            drawings |= {each.get("ID", ""): each for each in root.iterfind("*/{*}CompositeGraphicUnit")}
            base = _resolved(part, root.get("BaseLoc", "")) + "/"
            for each in root.iterfind("{*}MultiMedias/{*}MultiMedia"):
                images[each.get("ID", "")] = _resolved(base, each.findtext("{*}MediaFile"))
        return Resources(looks, drawings, images)


def _joined(first: Resources, then: Resources) -> Resources:
    return Resources(
        {**first.looks, **then.looks}, {**first.drawings, **then.drawings}, {**first.images, **then.images}
    )


def _layers(page: Element) -> tuple[Element, ...]:
    """The layers of a page from the one behind to the one in front."""
    layers = page.iterfind("{*}Content/{*}Layer")
    return tuple(sorted(layers, key=lambda layer: _depth(layer.get("Type", "Body"))))


def _depth(kind: str) -> int:
    return _DEPTHS.index(kind) if kind in _DEPTHS else 1


def _size(area: Element | None) -> tuple[float, ...] | None:
    """Left, top, width and height of a page as it lies before one; None where that is no area."""
    box = None if area is None else numbers(area.findtext("{*}PhysicalBox"), 4)
    return box if box and min(box[2:]) > 0 else None


def _resolved(named_in: str, place: str | None) -> str:
    """A part's name, told from the root of the package or from the part that names it."""
    place = (place or "").strip().replace("\\", "/")
    joined = place if place.startswith("/") else posixpath.join(posixpath.dirname(named_in), place)
    return posixpath.normpath("/" + joined).lstrip("/")


def name_of(element: Element) -> str:
    """An element's name without its space: programs write spaces of their own."""
    return element.tag.rpartition("}")[2]
