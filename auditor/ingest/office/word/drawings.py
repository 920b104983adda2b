"""What stands in the drawings of a word processor's document: text boxes, pictures, the same thing in several ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.office.word.numbering import W
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES = _MC + "AlternateContent"
TEXT_BOX = W + "txbxContent"
LETTERING = "{urn:schemas-microsoft-com:vml}textpath"
_LARGE = 2 * 360_000
# What office programs understand of the representations that they write; their names are always the same.
_UNDERSTOOD = regex(r"wp(?:s|g|c|i|14)?|w(?:10|14|15|16\w{0,8}|ne)|a1[46]\w{0,4}|c(?:x\d{0,2}|1[46])|aink|am3d|[movr]")


def is_large(drawing: Element) -> bool:
    """Whether a picture is large enough to show a table; its size is in 360,000ths of a centimetre."""
    extent = next((each for each in drawing.iter() if each.tag.endswith("}extent")), None)
    sizes = () if extent is None else (extent.get("cx", ""), extent.get("cy", ""))
    return all(int(size) >= _LARGE for size in sizes if size.isdecimal())


def chosen(alternatives: Element) -> Element:
    """The one of several representations of the same thing to read: the first of which all is understood."""
    choices = alternatives.findall(_MC + "Choice")
    understood = [each for each in choices if all(map(_UNDERSTOOD.fullmatch, each.get("Requires", "").split()))]
    return next(iter((*understood, *alternatives.findall(_MC + "Fallback"), *choices)), alternatives)


def shown_in(root: Element) -> Iterator[Element]:
    """The text boxes, lettering and pictures below, each alternative once, not those within text boxes."""
    stack = [root]
    while stack:
        element = stack.pop()
        if element.tag in (TEXT_BOX, LETTERING) or element.tag.endswith(("}blip", "}imagedata")):
            yield element
        elif element.tag == ALTERNATIVES:
            stack.append(chosen(element))
        else:
            stack.extend(reversed(element))
