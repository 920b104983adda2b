"""The signs of a text object of OFD, each with the box that it takes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING
from typing import NamedTuple

from auditor.ingest.layout import UNREAD
from auditor.ingest.layout import is_wide
from auditor.ingest.ofd.parts import numbers
from auditor.ingest.pages.geometry import placed
from auditor.ingest.pages.geometry import times
from auditor.ingest.pages.page import ASLANT
from auditor.ingest.pages.page import PRIVATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from auditor.ingest.ofd.objects import Painted
    from auditor.ingest.pages.pdfium.calls import Bounds

# In sizes of the type: how far a sign reaches above its base line and below it.
_ABOVE, _BELOW = 0.88, 0.12
_QUARTER = math.pi / 2
# What programs write for signs whose character they do not know.
_UNKNOWN = frozenset("\ufffd¤")
_DROPPED = frozenset("\ufeff\u200b\u00ad")
# How lines run, or signs stand, by what an object says of its direction: a quarter turn further each.
_WAYS = {"0": (1.0, 0.0), "90": (0.0, 1.0), "180": (-1.0, 0.0), "270": (0.0, -1.0)}


class Sign(NamedTuple):
    """A character, its box on the page, and in how many quarter turns it falls."""

    text: str
    box: Bounds
    quarters: int


def signs_of(item: Painted) -> Iterator[Sign]:
    """The characters of a text in their order; none of one that is set aslant, as marks over a page are."""
    element, matrix = item.element, item.matrix
    size = numbers(element.get("Size"), 1)
    if not size or size[0] <= 0:
        return
    turn = _WAYS.get(element.get("CharDirection", "0"), _WAYS["0"])
    rise = math.atan2(matrix[1], matrix[0]) / _QUARTER
    if abs(rise - round(rise)) > ASLANT:
        return
    cos, sin = turn
    quarters = (round(rise) + [*_WAYS.values()].index(turn)) % 4
    for char, x, y, width in _standing(element, size[0]):
        if char in _DROPPED or char.isspace():
            continue
        corner = times((cos, sin, -sin, cos, x, y), matrix)
        box = placed((0.0, -_ABOVE * size[0], width, _BELOW * size[0]), corner)
        is_known = ord(char) not in PRIVATE and char not in _UNKNOWN
        yield Sign(char if is_known else UNREAD, box, quarters)


def _standing(element: Element, size: float) -> Iterator[tuple[str, float, float, float]]:
    """Each character of a text with where its base line begins and how wide it is."""
    scale = (numbers(element.get("HScale"), 1) or (1.0,))[0]
    across, down = _WAYS.get(element.get("ReadDirection", "0"), _WAYS["0"])
    x = y = 0.0
    for code in element.iterfind("{*}TextCode"):
        text = code.text or ""
        text = text.strip() if "\n" in text else text
        x = (numbers(code.get("X"), 1) or (x,))[0]
        y = (numbers(code.get("Y"), 1) or (y,))[0]
        steps, falls = _steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text))
        for at, char in enumerate(text):
            width = size * scale * (1.0 if is_wide(char) else 0.5)
            step = steps[at] if at < len(steps) else None
            fall = falls[at] if at < len(falls) else None
            yield char, x, y, min(width, step) if step and step > 0 and not fall else width
            natural = size if is_wide(char) else size / 2
            moves = step is None and fall is None
            x += across * natural if moves else step or 0.0
            y += down * natural if moves else fall or 0.0


def _steps(told: str | None, most: int) -> list[float]:
    """How far apart characters stand, at most so many; `g 3 2.5` says three times 2.5."""
    found: list[float] = []
    words = iter((told or "").split())
    for word in words:
        count, step = 1.0, word
        if word == "g":
            count, step = (numbers(next(words, ""), 1) or (0.0,))[0], next(words, "")
        value = numbers(step, 1)
        if value is None or len(found) >= most:
            break
        found += [value[0]] * max(0, min(int(count), most - len(found)))
    return found
