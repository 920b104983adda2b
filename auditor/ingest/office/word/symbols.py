"""Characters that word processors' documents give by their number in a font of symbols."""

from __future__ import annotations

# Where such fonts keep what other fonts have at its own place; figures and their signs are the same there.
_PRIVATE = 0xF000
_FIGURES = frozenset(chr(_PRIVATE + ord(each)) for each in "0123456789+-.,")
# Fonts of which every character is a picture: their figures stand in circles, or are hands.
_PICTURES = "dings"


def symbol(font: str, code: str) -> str:
    """A character of a font of symbols; those of private places mean nothing outside their font, but for figures.

    >>> symbol("Symbol", "F031"), symbol("Wingdings", "F031"), symbol("Symbol", "2264")
    ('1', '', '≤')
    """
    try:
        char = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    if char in _FIGURES and _PICTURES not in font.lower():
        return chr(ord(char) - _PRIVATE)
    return "" if "\ue000" <= char <= "\uf8ff" or "\ud800" <= char <= "\udfff" else char
