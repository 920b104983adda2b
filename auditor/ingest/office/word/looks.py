"""How a run of text looks, by its own properties and those of its styles: hidden, faint, struck, raised, lowered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.faint import SMALLEST_POINTS
from auditor.ingest.faint import colour_of_hex
from auditor.ingest.faint import is_alike
from auditor.ingest.layout import lowered
from auditor.ingest.layout import raised
from auditor.ingest.office.word.numbering import VAL
from auditor.ingest.office.word.numbering import W
from auditor.ingest.office.word.symbols import has_pictures

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from auditor.ingest.faint import Colour

_OFF = ("0", "false", "off", "none")
_HIDDEN = tuple(W + name for name in ("vanish", "specVanish"))
_GONE = (*_HIDDEN, *(W + name for name in ("strike", "dstrike")))
# In half points: the size of text whose size nothing tells; and what a mark has of that of the text before it, at most.
_USUAL = 21
_OF_MARKS = 0.7
_SHIFT, _POSITION, _SIZE = (W + name for name in ("vertAlign", "position", "sz"))
_COLOUR, _SHADE, _MARKED, _STYLE = (W + name for name in ("color", "shd", "highlight", "pStyle"))
_FONT = W + "rFonts"
_TELLING = frozenset((*_GONE, _SHIFT, _POSITION, _SIZE, _COLOUR, _SHADE, _MARKED, _FONT))
# What the style of a paragraph says of its runs that counts here; its size is that of its text and no mark.
_OF_PARAGRAPHS = frozenset((*_GONE, _COLOUR))
_SHIFTS = {"superscript": raised, "subscript": lowered}
_MOST_DERIVED = 20
_WHITE_THEMES = ("background1", "light1")
_AS_AROUND = ("", "auto", "nil", "none")
_OPEN = "?"
_HIGHLIGHTS = {
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
    "white": "FFFFFF",
    "black": "000000",
    "lightGray": "C0C0C0",
    "darkGray": "808080",
}

# What the properties of a run say, by the names of those that tell how it looks.
Look = dict[str, str]


def load_looks(styles: Element | None) -> dict[str, Look]:
    """The looks of the styles of runs, each with what it has of the style that it is based on, where there is any.

    Of those of paragraphs what hides their runs, of those of tables whether they shade any of their cells.
    """
    own: dict[str, tuple[str, Look]] = {}
    for style in () if styles is None else styles.iterfind(W + "style"):
        based = style.find(W + "basedOn")
        properties = style.find(W + "rPr")
        said = {} if properties is None else _said(properties)
        if style.get(W + "type") == "paragraph":
            said = {name: value for name, value in said.items() if name in _OF_PARAGRAPHS}
        elif style.get(W + "type") == "table":
            said = {_SHADE: _OPEN} if any(_fill(each) not in _AS_AROUND for each in style.iter(_SHADE)) else {}
        own[style.get(W + "styleId", "")] = ("" if based is None else based.get(VAL, ""), said)
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
    return said if style is None else {**styles.get(style.get(VAL, ""), {}), **said}


def look_of_paragraph(properties: Element | None, styles: Mapping[str, Look]) -> Look:
    """What a paragraph and its style say of how its runs look."""
    return {} if properties is None else _shaded(properties, _STYLE, styles)


def _shaded(properties: Element, style_tag: str, styles: Mapping[str, Look]) -> Look:
    """What the style of something says, and the shade beside it."""
    style, shade = properties.find(style_tag), properties.find(_SHADE)
    look = {} if style is None else styles.get(style.get(VAL, ""), {})
    return look if shade is None else {**look, _SHADE: _fill(shade)}


def _ground_of(look: Look, around: Colour | None) -> Colour | None:
    """The colour behind a text, `around` being that of what it stands in; None where it cannot be told."""
    fill = _HIGHLIGHTS.get(look.get(_MARKED, ""), "") or look.get(_SHADE, "")
    return around if fill in _AS_AROUND else colour_of_hex(fill)


def ground_of_table(properties: Element | None, styles: Mapping[str, Look], around: Colour | None) -> Colour | None:
    """The colour behind the cells of a table, or of one of them, by its properties; its style may shade some."""
    return around if properties is None else _ground_of(_shaded(properties, W + "tblStyle", styles), around)


def is_faint(look: Look, around: Colour | None) -> bool:
    """Whether a text has the colour of what it stands on, or is too small to be read."""
    size, ground, colour = look.get(_SIZE, ""), _ground_of(look, around), colour_of_hex(look.get(_COLOUR, ""))
    if size.isascii() and size.isdecimal() and int(size[:6]) <= 2 * SMALLEST_POINTS:
        return True
    return ground is not None and colour is not None and is_alike(colour, ground)


def is_gone(look: Look) -> bool:
    """Whether a text is not shown, or shown as struck out."""
    return _is_any(look, _GONE)


def is_struck(look: Look) -> bool:
    """Whether a text that is gone is shown as struck out."""
    return not _is_any(look, _HIDDEN)


def _is_any(look: Look, names: Iterable[str]) -> bool:
    return any(name in look and look[name].lower() not in _OFF for name in names)


def font_of(look: Look) -> str:
    """The font of a text, where it is one that has pictures for letters and figures."""
    return look.get(_FONT, "")


def size_of(look: Look) -> int:
    """The size of a text in half points; none where it is raised, so that no other is large beside it."""
    size = look.get(_SIZE, "")
    return 0 if _is_up(look) else int(size[:6]) if size.isascii() and size.isdecimal() else _USUAL


def is_mark(look: Look, before: int) -> bool:
    """Whether a text is the mark of a note behind a figure of a size: much smaller, or raised where that is not."""
    return size_of(look) < _OF_MARKS * before


def _is_up(look: Look) -> bool:
    up = look.get(_POSITION, "0")
    return up.isascii() and up.isdecimal() and int(up[:4]) > 0


def shift_of(look: Look) -> Callable[[str], str] | None:
    """How a text is written that stands above or below its line, None where it does neither.

    A run that is only raised a little may be set so for its looks; one that is smaller, too, is a mark.
    """
    if _SHIFT in look:
        return _SHIFTS.get(look[_SHIFT])
    return raised if _SIZE in look and _is_up(look) else None


def _said(properties: Element) -> Look:
    said = {child.tag: _value(child) for child in properties if child.tag in _TELLING}
    if _FONT in said and not has_pictures(said[_FONT]):
        del said[_FONT]  # nearly every run tells its font, which counts here where it is one of pictures
    return said


def _value(child: Element) -> str:
    if child.tag == _FONT:
        return child.get(W + "ascii", "")
    if child.tag == _SHADE:
        return _fill(child)
    is_white = child.tag == _COLOUR and child.get(W + "themeColor") in _WHITE_THEMES
    return "FFFFFF" if is_white and child.get(W + "themeShade") is None else child.get(VAL, "1")


def _fill(shade: Element) -> str:
    """The colour of a ground: of patterns none can be told."""
    pattern = shade.get(VAL, "clear")
    if pattern == "solid":
        return shade.get(W + "color", _OPEN)
    return shade.get(W + "fill", "") if pattern in ("clear", "nil") else _OPEN


def is_own_mark(run: Element) -> bool:
    """Whether what a run says is the mark of a note which does not get a number."""
    return any(
        each.get(W + "customMarkFollows", "0") not in {"0", "false", "off"}
        for name in ("footnoteReference", "endnoteReference")
        for each in run.iterfind(W + name)
    )
