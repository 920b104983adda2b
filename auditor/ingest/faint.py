"""What is written and cannot be seen: text in the colour of what it stands on, and text too small to be read.

Beside text that is seen it is no part of what a cell says; a figure of it leaves the cell unread, since a ground that
the file does not tell may show it. Alone in its cell it may so be seen after all: words stay, a figure is in doubt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.layout import UNREAD
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

Colour = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)
# How far two colours may lie apart, in each of their parts, that nobody tells from each other.
_ALIKE = 20
_SHORT_HEX, _HEX = 3, 6
# A figure with what may stand around it; 1.其他 is none.
_FIGURE = regex(r"[^\w.]{0,3}[约共]?[-+]?\d(?:[\d,. ]{0,30}\d)?\s?[^\W\d_]{0,2}[^\w.]{0,3}")
# Letters of at most so many points are dots.
SMALLEST_POINTS = 2


def is_alike(one: Colour, other: Colour) -> bool:
    """Whether text of one colour cannot be seen on the other."""
    return all(abs(first - second) <= _ALIKE for first, second in zip(one, other, strict=True))


def colour_of_hex(digits: str) -> Colour | None:
    """The colour that three or six hexadecimal digits say, None for anything else.

    >>> colour_of_hex("fff"), colour_of_hex("1F4E79"), colour_of_hex("auto")
    ((255, 255, 255), (31, 78, 121), None)
    """
    if len(digits) == _SHORT_HEX:
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) != _HEX or not all(digit in "0123456789abcdefABCDEF" for digit in digits):
        return None
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def in_doubt(text: str) -> str:
    """A text that cannot be seen and stands alone: with a sign that there is something unread, if it is a figure."""
    return text + UNREAD if is_figure(text) else text


def is_figure(text: str) -> bool:
    """Whether a text is a figure with no more than a unit beside it."""
    return _FIGURE.fullmatch(text.strip()) is not None


def trace_of(text: str) -> str:
    """What is left of a faint text beside others: a sign that there is something unread, if it has a figure."""
    return UNREAD if any(map(str.isnumeric, text)) else ""


# What stands for a figure that is struck out, or a sign that is a picture, until `settled` tells whether its cell says
# anything else.
UNTOLD = "\U000f0000"


def left_of_struck(text: str) -> str:
    """What is left of a cell that is struck out as a whole: a sign that there is something unread, if it is a figure.

    >>> left_of_struck("12件") == UNREAD, left_of_struck("规章")
    (True, '')
    """
    return UNREAD if is_figure(text) else ""


# Faint text that is not yet known to stand alone: its characters, from here on, but for blanks; the blanks between
# them go with them, those beside them part what is seen.
_FADED, _PLANE = 0x100000, 0x10000
_RUNS = regex("[\U00100000-\U0010ffff]+(?:\\s+[\U00100000-\U0010ffff]+)*")


def faded(text: str) -> str:
    """A faint text, as such, until `settled` tells what becomes of it."""
    return "".join(char if char.isspace() or char >= chr(_FADED) else chr(_FADED + _short(char)) for char in text)


def _short(char: str) -> int:
    return ord(char) if ord(char) < _PLANE else ord(UNREAD)


def settled(texts: Sequence[str], *, in_cell: bool) -> list[str]:
    """The texts of a cell, or a line of a paragraph, without what is faint in them, unless nothing else is there.

    Of a figure that is struck out, or a picture, nothing is left beside others; alone, it leaves its cell unread.

    >>> settled(["12" + faded("甲")], in_cell=True), settled([faded("行政许可")], in_cell=True)
    (['12'], ['行政许可'])
    """
    if any(UNTOLD in text for text in texts):
        others = [rest for text in texts if (rest := text.replace(UNTOLD, "")).strip()]
        return settled(others, in_cell=in_cell) if others or not in_cell else [UNREAD]
    if not any(char >= chr(_FADED) for text in texts for char in text):
        return list(texts)
    if any(_RUNS.sub("", text).strip() for text in texts):
        seen = [_RUNS.sub(lambda run: trace_of(_as_written(run.group())), text) for text in texts]
        return [text for text in seen if text.strip()]
    shown = [_as_written(text) for text in texts]
    return [in_doubt(text) for text in shown] if in_cell else shown


def _as_written(text: str) -> str:
    """A faint text as it was written; what stood for no character before, in the file itself, is not read."""
    return "".join(char if char < chr(_FADED) else _readable(chr(ord(char) % _PLANE)) for char in text)


def _readable(char: str) -> str:
    return char if char.isprintable() else UNREAD
