"""Rows that a page break cut in two: the rest of their labels stands in a row of its own, without the row's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.ingest.tables.grid.matrix import Matrix
from auditor.ingest.tables.grid.matrix import Place
from auditor.ingest.tables.grid.matrix import Role
from auditor.patterns import regex
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.ingest.tables.headings import Lexicon

_Row = tuple[Place, ...]
_FEWEST_HEADS = 2
_BEGINS = regex(r"[(]?[一二三四五六七八九十\d]{1,3}[)、.]")
_NUMBERED = regex(r"\d{1,2}[.、]\D")


def mended(matrix: Matrix, lexicon: Lexicon) -> Matrix:
    """A table with the rows put together of which not one half alone, but both together, are a row of the form."""
    rows: list[_Row] = []
    for row in matrix.rows:
        if rows and _is_cut(rows[-1], row, lexicon):
            rows[-1] = tuple(_put_together(*halves, lexicon) for halves in zip(rows[-1], row, strict=True))
        elif rows and _are_cut_decks(rows[-1], row, lexicon):
            rows[-1:] = _decks_healed(rows[-1], row, lexicon)
        else:
            rows.append(row)
    return replace(matrix, rows=tuple(rows))


def _is_cut(above: _Row, below: _Row, lexicon: Lexicon) -> bool:
    """Whether two rows are the halves of one: by the label beside its figures, or by all heads of a row of heads."""
    first, second = _first_figure(above), _first_figure(below)
    column = first or second
    if column:
        figured = above if first else below
        label = _label(figured, column)
        behind = tuple(zip(above[label + 1 :], below[label + 1 :], strict=True))
        if _are_spread(behind) or not all(_is_one_half(*pair) for pair in behind):
            return False
        upper, lower = above[label], below[label]
        half = not _is_heading(figured[label].text, lexicon) or _parts_bracket(upper.text, lower.text)
        return half and _are_halves(upper, lower, lexicon)
    halves = _pairs(above, below)
    parted = sum(not _is_heading(upper.text, lexicon) for upper, _ in halves)
    return parted >= _FEWEST_HEADS and all(_are_halves(*pair, lexicon) for pair in halves)


def _pairs(above: _Row, below: _Row) -> list[tuple[Place, Place]]:
    """What stands over what in two rows, each pair of cells once, blanks left out."""
    found = {
        (id(upper.cell), id(lower.cell)): (upper, lower)
        for upper, lower in zip(above, below, strict=True)
        if upper.cell is not lower.cell and upper.text and lower.text
    }
    return list(found.values())


def _are_cut_decks(above: _Row, below: _Row, lexicon: Lexicon) -> bool:
    """Whether two rows of heads are decks, of which the heads that reach over both are cut in two."""
    if _first_figure(above) or _first_figure(below):
        return False
    pairs = _pairs(above, below)
    halves = [pair for pair in pairs if _are_halves(*pair, lexicon)]
    over = [pair for pair in pairs if all(place.role is Role.HEADING for place in pair) and pair not in halves]
    parted = sum(not _is_heading(upper.text, lexicon) for upper, _ in halves)
    return parted >= _FEWEST_HEADS and len(halves) + len(over) == len(pairs)


def _decks_healed(above: _Row, below: _Row, lexicon: Lexicon) -> tuple[_Row, _Row]:
    """Both decks, the heads that were cut in two reaching over both."""
    whole = [
        _put_together(upper, lower, lexicon) if _are_halves(upper, lower, lexicon) else None
        for upper, lower in zip(above, below, strict=True)
    ]
    upper_deck = tuple(each or place for each, place in zip(whole, above, strict=True))
    lower_deck = tuple(
        replace(each, is_first=False) if each else place for each, place in zip(whole, below, strict=True)
    )
    return upper_deck, lower_deck


def _first_figure(row: _Row) -> int | None:
    """The column of the first figure of a row, never the first; the half of a numbered label is none (1.属)."""
    found = (column for column, place in enumerate(row) if column and place.role is Role.FIGURE)
    return next((column for column in found if not _NUMBERED.match(fold(row[column].text))), None)


def _label(row: _Row, column: int) -> int:
    """The column of the label before the first figure of a row, which stands in `column`: blanks may lie between."""
    return max((at for at in range(column) if row[at].role is not Role.BLANK), default=0)


def _is_one_half(upper: Place, lower: Place) -> bool:
    """Whether one of two places is blank, or both hold parts of a figure: 12 and 0, or 0(县 and 级)."""
    if Role.BLANK in {upper.role, lower.role}:
        return Role.WORDS not in {upper.role, lower.role}
    if upper.role is Role.FIGURE and lower.role is Role.FIGURE:
        return upper.text.isdecimal() and lower.text.isdecimal()
    return lower.role is Role.WORDS and fold(upper.text).count("(") > fold(upper.text).count(")")


def _are_spread(places: Iterable[tuple[Place, Place]]) -> bool:
    """Whether some figures stand in one row only and some in the other only: a third row may hold the rest of them."""
    blank = [(upper.role is Role.BLANK, lower.role is Role.BLANK) for upper, lower in places]
    return (True, False) in blank and (False, True) in blank


def _are_halves(upper: Place, lower: Place, lexicon: Lexicon) -> bool:
    """Whether two texts are exactly a heading together, the lower one without a number before it or within it."""
    if upper.cell is lower.cell or not upper.text or not lower.text or _BEGINS.search(fold(lower.text)):
        return False
    return _is_heading(upper.text + lower.text, lexicon)


def _parts_bracket(upper: str, lower: str) -> bool:
    """Whether a label that may end before its bracket (部分公开) is cut before the bracket or within it."""
    above = fold(upper)
    return fold(lower).startswith("(") or above.count("(") > above.count(")")


def _is_heading(text: str, lexicon: Lexicon) -> bool:
    return bool(lexicon.headings(text, near=False))


def _put_together(upper: Place, lower: Place, lexicon: Lexicon) -> Place:
    if upper.cell is None or upper.cell is lower.cell or not lower.text:
        return lower if upper.cell is None else upper
    if not upper.cell.text:
        return lower
    figures = upper.role is Role.FIGURE and lower.role is Role.FIGURE
    text = upper.text + (" " if figures else "") + lower.text  # two figures, or one in two lines: in doubt
    headings = lexicon.headings(text) or lower.headings or upper.headings
    role = Role.HEADING if headings else upper.role
    return Place(replace(upper.cell, text=text), upper.grid, role, headings, upper.is_first)
