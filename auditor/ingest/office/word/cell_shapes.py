"""What the properties of a cell of a word processor's table say of its reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.layout import MOST_COLUMNS
from auditor.ingest.office.word.numbering import VAL
from auditor.ingest.office.word.numbering import W

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def cell_shape(properties: Element | None) -> tuple[int, str | None, bool]:
    """How many columns a cell takes, whether it starts or continues a merge downwards, and continues one sideways."""
    if properties is None:
        return 1, None, False
    width = max(1, number_of(properties.find(W + "gridSpan"), 1))
    down = properties.find(W + "vMerge")
    aside = properties.find(W + "hMerge")
    merged = None if down is None else down.get(VAL, "continue")
    return width, merged, aside is not None and aside.get(VAL, "continue") == "continue"


def number_of(element: Element | None, default: int = 0) -> int:
    """The number that an element has as its value."""
    digits = "" if element is None else element.get(VAL, "")
    return min(int(digits), 10 * MOST_COLUMNS) if digits.isascii() and digits.isdigit() and len(digits) < 7 else default  # noqa: PLR2004
