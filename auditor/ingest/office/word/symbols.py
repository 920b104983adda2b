"""Characters of fonts of symbols, which word processors' documents give by their number or as letters."""

from __future__ import annotations

from auditor.ingest.faint import UNTOLD
from auditor.ingest.layout import UNREAD

# Where such fonts keep what other fonts have at its own place; figures and their signs are the same there.
_PRIVATE = 0xF000
_SIGNS = frozenset("0123456789+-.,")
_FIGURES = frozenset(chr(_PRIVATE + ord(each)) for each in _SIGNS)
# Fonts of which every character is a picture.
_PICTURES = "dings"
# Figures in circles, by where the best known of these fonts has the first and the last of them.
_CIRCLED = {"wingdings": ((0xF081, 0xF08A, "①"), (0xF08C, 0xF095, "❶"))}
_LAST_LETTER = 0xFF


def has_pictures(font: str) -> bool:
    """Whether a font has pictures for letters and figures."""
    return _PICTURES in font.lower()


def symbol(font: str, code: str) -> str:
    """A character of a font of symbols; others of private places than figures mean nothing outside their font.

    >>> symbol("Symbol", "F031"), symbol("Wingdings", "F08C"), symbol("Symbol", "2264")
    ('1', '❶', '≤')
    """
    try:
        number = int(code, 16)
        char = chr(number)
    except (ValueError, OverflowError):
        return ""
    if has_pictures(font):
        return pictured(font, char)
    if char in _FIGURES:
        return chr(number - _PRIVATE)
    return UNTOLD if "\ue000" <= char <= "\uf8ff" else "" if "\ud800" <= char <= "\udfff" else char


def pictured(font: str, text: str) -> str:
    """What a text says in a font of pictures: its figures in circles, and of others that something stands there.

    >>> pictured("Wingdings", chr(0xF082) + "规章")
    '②规章'
    """
    return "".join(_shown(font, ord(char)) for char in text)


def _shown(font: str, number: int) -> str:
    if chr(number).isspace() or _LAST_LETTER < number < _PRIVATE or number > _PRIVATE + _LAST_LETTER:
        return chr(number)
    place = number | _PRIVATE
    for first, last, one in _CIRCLED.get(font.lower(), ()):
        if first <= place <= last:
            return chr(ord(one) + place - first)
    return UNREAD if chr(place - _PRIVATE) in _SIGNS else UNTOLD
