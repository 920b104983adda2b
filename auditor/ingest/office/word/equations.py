"""Equations in a word processor's document, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.layout import UNREAD

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# What puts its parts above, below or into each other: fractions, powers, roots, matrices.
_BUILT = frozenset(
    (
        *("f", "sSup", "sSub", "sSubSup", "sPre", "rad", "nary", "m", "eqArr", "limLow", "limUpp", "func"),
        *("d", "groupChr", "borderBox", "bar", "acc", "phant"),
    )
)


def is_equation(element: Element) -> bool:
    """Whether an element of a paragraph is an equation."""
    return element.tag.endswith(("}oMath", "}oMathPara"))


def equation(element: Element) -> str:
    """What an equation says; a figure of one that is more than a line of signs is not read."""
    said = "".join(element.itertext())
    is_built = any(each.tag.rpartition("}")[2] in _BUILT for each in element.iter())
    return said + UNREAD if is_built and any(map(str.isdecimal, said)) else said
