"""What walking through the objects of an OFD page costs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element
from xml.etree.ElementTree import SubElement

from auditor.ingest.ofd.objects import limits
from auditor.ingest.ofd.objects import painted
from auditor.ingest.ofd.parts import Resources

if TYPE_CHECKING:
    from types import FrameType


def calls(count: int) -> int:
    """How many calls it takes to find out what so many texts in a layer look like and are limited to."""
    layer = Element("Layer")
    for _ in range(count):
        SubElement(layer, "TextObject", Boundary="0 0 9 9")
    made = 0

    def called(_frame: FrameType, event: str, _of: object) -> None:
        nonlocal made
        made += event == "call"

    sys.setprofile(called)
    try:
        found = [list(limits(item)) for item in painted([layer], Resources({}, {}, {}), 0.0, 0.0)]
    finally:
        sys.setprofile(None)
    assert len(found) == count
    return made


def test_a_page_costs_as_much_as_it_has_objects() -> None:
    assert calls(400) < 5 * calls(100)
