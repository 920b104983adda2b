"""What stands on a page of a PDF: glyphs, rules and images with their places."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

# Where every font has signs of its own, whose characters are not known.
PRIVATE = range(0xE000, 0xF900)
# How far from upright, in quarter turns, text is set aslant: stamps and marks laid over a page.
ASLANT = 0.06
# A glyph that is in a place and is no text, or no longer: a drawing, a figure struck out.
NO_TEXT = "\ufffc"


class Glyph(NamedTuple):
    """A character with its box; y counts downwards from the top of the page."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


class Turned(Glyph):
    """A character of a text that runs down or upside down, on a page whose text runs across."""

    __slots__ = ()


class Upward(Turned):
    """A character of a text that runs from the bottom to the top, on a page whose text runs across."""

    __slots__ = ()


class Rule(NamedTuple):
    """A drawn straight line: at `at`, from `start` to `end` along the other axis."""

    at: float
    start: float
    end: float


class Page(Struct, frozen=True):
    """What stands on one page.

    `garbled` counts the glyphs whose character is not known, or whose order is not: all of a page in a mirror. `cut` is
    whether text runs over its right edge or has no place, so that more of it may be lost than is seen. `signs` are
    boxes of what may say something and is no text: small drawings and images; `fields` are those of fields and notes,
    which are drawn last. `lean` is by how much all lines rise (in radians), where that is no quarter of a circle.
    """

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    images: float
    garbled: int = 0
    recognised: bool = False
    cut: bool = False
    signs: tuple[tuple[float, float, float, float], ...] = ()
    fields: tuple[tuple[float, float, float, float], ...] = ()
    lean: float = 0.0
