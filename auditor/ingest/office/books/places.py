"""The names of a sheet's places as numbers: B12, A1:C9."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_RANGE = regex(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?")


class Area(Struct, frozen=True):
    """The places from a row and column on, up to others; all count from 0."""

    top: int
    left: int
    bottom: int
    right: int


@lru_cache(maxsize=1024)
def column_number(letters: bytes) -> int:
    """The number of a column from 0: A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1


def areas_of(names: str) -> Iterator[Area]:
    """The areas that a text names.

    >>> list(areas_of("B2 $A$1:C9"))
    [Area(top=1, left=1, bottom=2, right=2), Area(top=0, left=0, bottom=9, right=3)]
    """
    for found in _RANGE.finditer(names):
        left, top, right, bottom = found.groups()
        columns = sorted(column_number(letters.encode()) for letters in (left, right or left))
        rows = sorted(int(digits) - 1 for digits in (top, bottom or top))
        yield Area(rows[0], columns[0], rows[1] + 1, columns[1] + 1)
