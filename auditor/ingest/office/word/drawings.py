"""What stands in the drawings of a word processor's document: text boxes, pictures, the same thing in several ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.office.word.numbering import W

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES = _MC + "AlternateContent"
TEXT_BOX = W + "txbxContent"
_LARGE = 2 * 360_000


def is_large(drawing: Element) -> bool:
    """Whether a picture is large enough to show a table; its size is in 360,000ths of a centimetre."""
    extent = next((each for each in drawing.iter() if each.tag.endswith("}extent")), None)
    sizes = () if extent is None else (extent.get("cx", ""), extent.get("cy", ""))
    return all(int(size) >= _LARGE for size in sizes if size.isdecimal())


def chosen(alternatives: Element) -> Element:
    """The one of several representations of the same thing to read: the first."""
    first = alternatives.find(_MC + "Choice")
    if first is None:
        first = alternatives.find(_MC + "Fallback")
    return alternatives if first is None else first


def shown_in(root: Element) -> Iterator[Element]:
    """The text boxes and pictures below, each alternative once, not those within text boxes."""
    stack = [root]
    while stack:
        element = stack.pop()
        if element.tag == TEXT_BOX or element.tag.endswith(("}blip", "}imagedata")):
            yield element
        elif element.tag == ALTERNATIVES:
            stack.append(chosen(element))
        else:
            stack.extend(reversed(element))
