"""The letters and numbers that a spreadsheet prints around its cells: no part of any table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.ingest.pages.page import Rule
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from auditor.ingest.pages.page import Glyph
    from auditor.ingest.pages.page import Page
    from auditor.ingest.pages.tables.frames import Frame

_NEAR = 2.0
# Fewer may be something else.
_LEAST = 3
_FIRST = "A"
_LETTERS = 26
_CAPITAL = regex("[A-Z]")


def without_spreadsheet_heads(page: Page, frames: Iterable[Frame]) -> Page:
    """A page without the names of columns and rows around a sheet's cells, and without the lines around these all.

    The page itself where nothing of the kind is there.
    """
    if len(_CAPITAL.findall("".join([glyph[0] for glyph in page.glyphs]))) < _LEAST:
        return page
    for frame in frames:
        if _is_headed(frame, page.glyphs):
            return _without(page, frame)
    return page


def _is_headed(frame: Frame, glyphs: Iterable[Glyph]) -> bool:
    """Whether the first row of a frame counts columns and its first column counts rows."""
    columns: dict[int, str] = {}
    rows: dict[int, str] = {}
    for text, x0, y0, x1, y1 in glyphs:
        row, column = frame.place((x0 + x1) / 2, (y0 + y1) / 2) or (-1, -1)
        if row == 0:
            columns[column] = columns.get(column, "") + text
        elif column == 0:
            rows[row] = rows.get(row, "") + text
    names = [columns[at] for at in sorted(columns)]
    numbers = [rows[at] for at in sorted(rows)]
    return (
        all(name.isascii() and name.isalpha() and name.isupper() for name in names)
        and all(number.isascii() and number.isdigit() for number in numbers)
        and _counts([_order(name) for name in names])
        and _counts([int(number) for number in numbers])
    )


def _order(name: str) -> int:
    order = 0
    for letter in name:
        order = order * _LETTERS + ord(letter) - ord(_FIRST) + 1
    return order


def _counts(numbers: Sequence[int]) -> bool:
    return len(numbers) >= _LEAST and list(numbers) == list(range(numbers[0], numbers[0] + len(numbers)))


def _without(page: Page, frame: Frame) -> Page:
    x, y = frame.xs[1], frame.ys[1]
    return replace(
        page,
        glyphs=tuple(glyph for glyph in page.glyphs if not _is_head(glyph, frame)),
        across=_inner(page.across, y, frame.ys[-1], x),
        down=_inner(page.down, x, frame.xs[-1], y),
    )


def _is_head(glyph: Glyph, frame: Frame) -> bool:
    place = frame.place((glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2)
    return place is not None and 0 in place


def _inner(rules: Iterable[Rule], first: float, last: float, begin: float) -> tuple[Rule, ...]:
    """The rules between the first and the last place, from where the cells begin."""
    return tuple(
        Rule(at, max(start, begin), end)
        for at, start, end in rules
        if first + _NEAR < at < last - _NEAR and end > begin + _NEAR
    )
