"""The styles of a workbook's cells: which show another figure than they hold, and which show it to nobody."""

from __future__ import annotations

from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import TypeVar
from typing import cast

import re2  # type: ignore[import-untyped]
from msgspec import Struct
from msgspec import field

from auditor.ingest.faint import SMALLEST_POINTS
from auditor.ingest.faint import WHITE
from auditor.ingest.faint import colour_of_hex
from auditor.ingest.faint import is_alike
from auditor.ingest.office.books.cell_formats import shown
from auditor.ingest.office.packages import parse_xml

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from auditor.ingest.faint import Colour

# Formats that show figures and that files name by their numbers only.
_BUILT_IN: Mapping[str, str] = MappingProxyType(
    {"1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%", "11": "0.00E+00", "48": "##0.0E+0"}
)
# What stands in the styles of every workbook of which a cell may show other than what it holds.
_TELLING = re2.compile(
    rb"<(?:\w+:)?numFmt\s|numFmtId=[\"'](?:[1-4]|9|1[01]|48)[\"']|theme=[\"']0[\"']|indexed=[\"'][19][\"']"
    rb"|fillId=[\"'][1-9]|<(?:\w+:)?color\s[^<>]*rgb=[\"'](?:[0-9A-Fa-f]{2})?[EFef]"
    rb"|<(?:\w+:)?sz\s[^<>]*val=[\"'][0-2](?:\.[0-9]+)?[\"']"
)
# Values that a format which changes any changes one of; and one that formats with few decimals round.
_PROBES = (12345.0, 7.0, -7.0)
_FRACTION = 0.123456789
_INDEXED: Mapping[str, Colour] = MappingProxyType(
    {"0": (0, 0, 0), "1": WHITE, "8": (0, 0, 0), "9": WHITE, "64": (0, 0, 0), "65": WHITE}
)
_PALE_THEME = "0"
_T = TypeVar("_T")


class CellStyles(Struct, frozen=True):
    """The styles of cells by their numbers: the formats of those that show other figures, or round them; the unseen.

    `is_plain` is whether every cell stands on white, or on what shows it to be so.
    """

    formats: Mapping[str, str] = field(default_factory=dict)
    rounding: frozenset[str] = frozenset()
    unseen: frozenset[str] = frozenset()
    is_plain: bool = True

    @property
    def changing(self) -> frozenset[str]:
        """Those of which any figure may be shown otherwise than it is held, or not at all."""
        return (frozenset(self.formats) - self.rounding) | self.unseen


def cell_styles(styles: bytes) -> CellStyles:
    """What the styles part of a workbook says."""
    if not _TELLING.search(styles):
        return CellStyles()
    root = parse_xml(styles)
    codes = dict(_BUILT_IN)
    codes |= {each.get("numFmtId", ""): each.get("formatCode", "") for each in within(root, "numFmts")}
    changing = {number for number, code in codes.items() if any(shown(code, probe) for probe in _PROBES)}
    rounding = {number for number, code in codes.items() if number not in changing and shown(code, _FRACTION)}
    fonts, grounds = within(root, "fonts"), [_ground(fill) for fill in within(root, "fills")]
    formats, rounded, unseen, is_plain = {}, set(), set(), True
    for number, form in enumerate(within(root, "cellXfs")):
        name, code = str(number), form.get("numFmtId", "")
        if code in changing or code in rounding:
            formats[name] = codes[code]
            rounded |= {name} if code in rounding else set()
        font, ground = _at(fonts, form.get("fontId")), _at(grounds, form.get("fillId"))
        is_plain = is_plain and ground == WHITE
        if font is not None and is_faint_font(font, ground):
            unseen.add(name)
    return CellStyles(formats, frozenset(rounded), frozenset(unseen), is_plain)


def of_styles(numbers: frozenset[str]) -> re.Pattern[bytes] | None:
    """What finds a cell of one of some styles, however a program quotes their numbers; None where there are none."""
    found = re2.compile(rf"\ss\s*=\s*[\"'](?:{'|'.join(sorted(numbers))})[\"']".encode()) if numbers else None
    return cast("re.Pattern[bytes] | None", found)


def is_faint_font(font: Iterable[Element], ground: Colour | None) -> bool:
    """Whether letters of a font cannot be seen: its properties are elements of their own."""
    said = {local(each): each for each in font}
    size = said["sz"].get("val", "") if "sz" in said else ""
    if size.replace(".", "", 1).isdecimal() and float(size) <= SMALLEST_POINTS:
        return True
    colour = colour_of(said["color"]) if "color" in said else None
    return colour is not None and ground is not None and is_alike(colour, ground)


def local(element: Element) -> str:
    """The name of an element without that of its space."""
    return local_name(element.tag)


def local_name(tag: str) -> str:
    """A name of elements without that of its space."""
    return tag.rpartition("}")[2]


def named(root: Element, *names: str) -> Iterator[Element]:
    """The elements of some names, whatever their space."""
    tags = {element.tag for element in root.iter()}
    return chain.from_iterable(root.iter(tag) for tag in sorted(tags) if local_name(tag) in names)


def within(root: Element, name: str) -> list[Element]:
    """The elements in the one of a name, whatever their space."""
    return next((list(each) for each in root if local(each) == name), [])


def _at(of: Sequence[_T], number: str | None) -> _T | None:
    return of[int(number)] if number is not None and number.isdecimal() and int(number) < len(of) else None


def _ground(fill: Element) -> Colour | None:
    """The colour of a fill, None where it cannot be told."""
    pattern = next((each for each in fill if local(each) == "patternFill"), None)
    if pattern is None:
        return None
    if pattern.get("patternType", "none") == "none":
        return WHITE
    colour = next((each for each in pattern if local(each) == "fgColor"), None)
    return colour_of(colour) if colour is not None and pattern.get("patternType") == "solid" else None


def colour_of(said: Element) -> Colour | None:
    """A colour, None where it is one of those of a theme that may be anything."""
    if said.get("theme") == _PALE_THEME and not said.get("tint", "").strip("-+0."):
        return WHITE
    return _INDEXED.get(said.get("indexed", "")) or colour_of_hex(said.get("rgb", "")[-6:])
