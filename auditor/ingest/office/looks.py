"""How a run of text looks, by its own properties and by those of its style: hidden, struck out, raised or lowered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.layout import lowered
from auditor.ingest.layout import raised
from auditor.ingest.office.numbering import W
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element


_VAL, _FILL = W + "val", W + "fill"
_OFF = ("0", "false", "off", "none")
_GONE = tuple(W + name for name in ("vanish", "specVanish", "strike", "dstrike"))
_SHIFT, _POSITION, _SIZE, _COLOUR = (W + name for name in ("vertAlign", "position", "sz", "color"))
_GROUND, _MARKER = W + "shd", W + "highlight"
_TELLING = frozenset((*_GONE, _SHIFT, _POSITION, _SIZE, _COLOUR, _GROUND, _MARKER))
# White, or so near to it that nobody sees the difference; and half points below which nobody reads.
_WHITE = regex(r"(?i)f[c-f]f[c-f]f[c-f]")
_NO_GROUND = regex(r"(?i)(?:f[c-f]f[c-f]f[c-f]|auto)?")
_TINY = 4
_SHIFTS = {"superscript": raised, "subscript": lowered}
_MOST_DERIVED = 20

# What the properties of a run say, by the names of those that tell how it looks.
Look = dict[str, str]


def load_looks(styles: Element | None) -> dict[str, Look]:
    """The looks of the styles of runs, each with what it has of the style that it is based on, where there is any."""
    own: dict[str, tuple[str, Look]] = {}
    for style in () if styles is None else styles.iterfind(f"{W}style[@{W}type='character']"):
        based = style.find(W + "basedOn")
        properties = style.find(W + "rPr")
        said = {} if properties is None else _said(properties)
        own[style.get(W + "styleId", "")] = ("" if based is None else based.get(_VAL, ""), said)
    found: dict[str, Look] = {}
    for name in own:
        look: Look = {}
        above = name
        for _ in range(_MOST_DERIVED):
            above, said = own.get(above, ("", {}))
            look = {**said, **look}
        if look:
            found[name] = look
    return found


def look_of(properties: Element, styles: Mapping[str, Look]) -> Look:
    """What the properties of a run say, and its style where they are silent."""
    said = _said(properties)
    style = properties.find(W + "rStyle") if styles else None
    return said if style is None else {**styles.get(style.get(_VAL, ""), {}), **said}


def is_gone(look: Look) -> bool:
    """Whether a text is not shown, or shown as struck out."""
    return any(name in look and look[name].lower() not in _OFF for name in _GONE)


def is_pale(look: Look) -> bool:
    """Whether a text is white on no ground of its own, or too small to be read."""
    size = look.get(_SIZE, "")
    if size.isdecimal() and int(size[:4]) <= _TINY:
        return True
    is_white = _WHITE.fullmatch(look.get(_COLOUR, "")) is not None
    return is_white and not _is_ground(look.get(_GROUND, "")) and _MARKER not in look


def has_others_on_white(cell: Element, styles: Mapping[str, Look]) -> bool:
    """Whether a cell holds words that are not pale, and no ground of another colour is laid in it."""
    if any(_is_ground(each.get(_FILL, "")) for each in cell.iter(_GROUND)):
        return False
    for run in cell.iter(f"{W}r"):
        properties = run.find(f"{W}rPr")
        look = {} if properties is None else look_of(properties, styles)
        if not is_gone(look) and not is_pale(look) and any((text.text or "").strip() for text in run.iter(f"{W}t")):
            return True
    return False


def _is_ground(fill: str) -> bool:
    return _NO_GROUND.fullmatch(fill) is None


def shift_of(look: Look) -> Callable[[str], str] | None:
    """How a text is written that stands above or below its line, None where it does neither.

    A run that is only raised a little may be set so for its looks; one that is smaller, too, is a mark.
    """
    if _SHIFT in look:
        return _SHIFTS.get(look[_SHIFT])
    up = look.get(_POSITION, "0")
    return raised if _SIZE in look and up.isdecimal() and int(up[:4]) > 0 else None


def _said(properties: Element) -> Look:
    return {
        child.tag: child.get(_FILL, "") if child.tag == _GROUND else child.get(_VAL, "1")
        for child in properties
        if child.tag in _TELLING
    }
