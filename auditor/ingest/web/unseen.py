"""Text of a page that cannot be seen is left out: in the colour of its ground, or in letters too small to be read.

Both are what an element has from those around it unless it says otherwise, so each run of text is asked. A figure in
the colour of its ground leaves its cell unread (see `ingest.faint`).
"""

from __future__ import annotations

from colorsys import hls_to_rgb
from types import MappingProxyType
from typing import TYPE_CHECKING

import re2  # type: ignore[import-untyped]

from auditor.ingest.faint import SMALLEST_POINTS
from auditor.ingest.faint import WHITE
from auditor.ingest.faint import colour_of_hex
from auditor.ingest.faint import in_doubt
from auditor.ingest.faint import is_alike
from auditor.ingest.faint import trace_of
from auditor.ingest.web.signs import Sign
from auditor.ingest.web.styles import Styled
from auditor.ingest.web.styles import declared_in
from auditor.ingest.web.styles import texts_with
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping

    from selectolax.lexbor import LexborNode

    from auditor.ingest.faint import Colour
    from auditor.ingest.web.page import Page

_COLOURED = re2.compile(rb"(bgcolor|background(?:-color)?|color)[\"']?\s*[:=]\s*[\"']?\s*([^;\"'<>{}!]{1,80})")
_SIZE = regex(r"(\d{0,6}(?:\.\d{0,6})?)\s?(px|pt|r?em|%)?")
_HEX = regex(r"#([0-9a-f]{3,8})")
_NUMBERS = regex(
    r"rgba?\s?\(\s?(\d{1,3})\s?[, ]\s?(\d{1,3})\s?[, ]\s?(\d{1,3})\s?(?:[,/]\s?(\d{0,3}\.?\d{0,6}%?))?\s?\)"
)
_TURN = regex(r"hsla?\s?\(\s?(\d{1,3})(?:deg)?\s?[, ]\s?(\d{1,3})%\s?[, ]\s?(\d{1,3})%[^)]{0,20}\)")
_NAMED: Mapping[str, Colour] = MappingProxyType({"white": WHITE, "snow": (255, 250, 250), "black": (0, 0, 0)})
_PAINTED = regex(r"url|gradient|var\(|image")
_AS_AROUND = frozenset(("", "none", "transparent", "inherit", "initial", "unset"))
_PROPERTIES = (
    *("color", "background", "background-color", "background-image", "font-size", "-webkit-text-fill-color"),
    *("background-clip", "-webkit-background-clip"),
)
_WITHIN = "[style*='color' i], [style*='background' i], [style*='font-size' i], [color], [bgcolor]"
# How many such sizes make a point.
_POINTS: Mapping[str, float] = MappingProxyType({"px": 1, "pt": 1, "em": 12, "rem": 12, "%": 0.12})
# So little of a colour is not seen.
_CLEAR = 0.1
_CONTAINERS = frozenset(("p", "div", "li", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "section", "body"))
_CELLS = frozenset(("td", "th"))
# In signs; a cell of more may hold a whole page, laid out by a table.
_LONGEST_CELL = 60
_UNREAD_SIZES = frozenset(("", "."))


def leave_out_unseen(page: Page, hidden: Collection[int]) -> None:
    """Take texts out of a page that cannot be seen; `hidden` are elements that are not shown, by their identity.

    To be asked before the style sheets are taken out; `lowered` is the markup in small letters.
    """
    if Sign.TINY not in page.signs and not (Sign.COLOUR in page.signs and _may_be_pale(page.lowered)):
        return
    styled = declared_in(page, _is_telling, _PROPERTIES, _WITHIN)
    tiny = {text.mem_id: text for text in texts_with(styled, _size, _is_tiny)}
    pale = {text.mem_id: text for text in texts_with(styled, _colour_said, bool) if _is_pale(text, styled)}
    faint = {**pale, **tiny}
    most = len(page.tree.text()) / 2
    if not faint or sum(len(text.text_content or "") for text in faint.values()) > most:
        return  # all of such a page would be unseen: its ground is another than it says itself
    alone = {identity: _stands_alone(text, faint, hidden) for identity, text in faint.items()}
    for identity, text in faint.items():
        said, within = text.text_content or "", _container(text)
        if len(within.text()) > _LONGEST_CELL and within.tag in _CELLS:
            continue
        if not alone[identity]:
            text.replace_with("" if identity in tiny else trace_of(said))
        elif within.tag in _CELLS:
            text.replace_with(in_doubt(said))
        elif identity in tiny:
            text.replace_with("")


def _may_be_pale(lowered: bytes) -> bool:
    """Whether a page names a colour of text that is nearly that of any ground, or of a page without one."""
    said = {(name != b"color", value.decode("ascii", "replace")) for name, value in _COLOURED.findall(lowered)}
    grounds = {WHITE, *(colour for is_ground, value in said if is_ground and (colour := _colour(value)))}
    return any(
        _is_clear(value) or ((colour := _colour(value)) and any(is_alike(colour, ground) for ground in grounds))
        for is_ground, value in said
        if not is_ground
    )


def _is_telling(prop: str, value: str) -> bool:
    return prop != "font-size" or _is_tiny(value)


def _size(_node: LexborNode, said: Mapping[str, str]) -> str:
    size = said.get("font-size", "")
    return "" if size == "inherit" else size


def _colour_said(node: LexborNode, said: Mapping[str, str]) -> str:
    """The colour that an element says of its text; older markup has attributes for it."""
    if "text" in (said.get("background-clip"), said.get("-webkit-background-clip")):
        return "black"  # the letters are filled with the background
    value = said.get("-webkit-text-fill-color") or said.get("color", "")
    if not value and node.tag == "font":
        value = (node.attributes.get("color") or "").strip().lower()
    return "" if value == "inherit" else value


def _is_tiny(size: str) -> bool:
    found = _SIZE.fullmatch(size)
    if found is None or found[1] in _UNREAD_SIZES:
        return False
    return float(found[1]) * _POINTS.get(found[2] or "px", 1) <= SMALLEST_POINTS


def _is_pale(text: LexborNode, styled: Mapping[int, Styled]) -> bool:
    """Whether a run of text has the colour of what it stands on, or none."""
    above = text.parent
    while above is not None and not (said := _said_of(above, styled)):
        above = above.parent
    if above is None:
        return False
    if _is_clear(said):
        return True
    colour, ground = _colour(said), _ground(text, styled)
    return colour is not None and ground is not None and is_alike(colour, ground)


def _said_of(node: LexborNode, styled: Mapping[int, Styled]) -> str:
    return _colour_said(node, styled[node.mem_id].said) if node.mem_id in styled else ""


def _ground(text: LexborNode, styled: Mapping[int, Styled]) -> Colour | None:
    """The colour behind a text, None where it is a picture or cannot be told."""
    node = text.parent
    while node is not None:
        said = styled[node.mem_id].said if node.mem_id in styled else {}
        ground = said.get("background-color") or said.get("background") or ""
        ground = ground or (node.attributes.get("bgcolor") or "").strip().lower()
        pictures = said.get("background", ""), said.get("background-image", "")
        if node.attributes.get("background") or any(map(_PAINTED.search, pictures)):
            return None
        if ground not in _AS_AROUND and not _is_clear(ground):
            return _colour(ground)
        node = node.parent
    return WHITE


def _is_clear(value: str) -> bool:
    """Whether a colour lets all of its ground through."""
    if value.strip() == "transparent":
        return True
    found, numbers = _HEX.match(value), _NUMBERS.match(value)
    if numbers and numbers[4]:
        share = float(numbers[4].rstrip("%").rstrip(".") or 0)
        return share / (100 if numbers[4].endswith("%") else 1) <= _CLEAR
    return found is not None and len(found[1]) in (4, 8) and not found[1][-1:].strip("0") and found[1][-2:] != "f0"


def _colour(value: str) -> Colour | None:
    """The colour that a value begins with."""
    if numbers := _NUMBERS.match(value):
        return int(numbers[1]), int(numbers[2]), int(numbers[3])
    if turn := _TURN.match(value):
        hue, saturation, lightness = map(int, turn.groups())
        red, green, blue = hls_to_rgb(hue / 360, lightness / 100, saturation / 100)
        return round(red * 255), round(green * 255), round(blue * 255)
    if found := _HEX.match(value):
        digits = found[1]
        return colour_of_hex(digits[: 3 if len(digits) < 6 else 6])  # noqa: PLR2004 - with or without its clearness
    first = value.split(" ", 1)[0]
    return _NAMED.get(first) or colour_of_hex(first)


def _container(text: LexborNode) -> LexborNode:
    """The cell that a text stands in, or else the paragraph."""
    node = nearest = text.parent
    while node is not None and node.tag not in _CELLS:
        node = node.parent
    if node is None:
        node = nearest
        while node is not None and node.tag not in _CONTAINERS and node.parent is not None:
            node = node.parent
    return node or text


def _stands_alone(text: LexborNode, faint: Collection[int], hidden: Collection[int]) -> bool:
    """Whether nothing else that can be seen stands in the same cell or paragraph."""
    below = [_container(text)]
    while below:
        for child in below.pop().iter(include_text=True):
            if child.mem_id in hidden or child.tag in ("table", "-comment", "script", "style"):
                continue
            if child.tag != "-text":
                below.append(child)
            elif child.mem_id not in faint and (child.text_content or "").strip("\u200b \t\n\r\xa0"):
                return False
    return True
