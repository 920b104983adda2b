"""The sheets of a workbook as its library gives them become rows of texts, as a sheet shows them."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from itertools import chain
from itertools import compress
from itertools import repeat
from itertools import zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import TypeVar

from msgspec import Struct

from auditor.ingest.faint import in_doubt
from auditor.ingest.layout import MOST_CELLS
from auditor.ingest.layout import TooLargeError
from auditor.ingest.layout import clean
from auditor.ingest.layout import one_line
from auditor.ingest.office.books.covered import cover
from auditor.ingest.rows import NO_REACHES
from auditor.ingest.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.ingest.office.books.conditions import Hiding
    from auditor.ingest.office.books.workbooks import SheetNotes

    Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta
    Extent = tuple[int, int]

_EXACT = 1e15
_SHORTEST_LABEL = 4
_ROW = itemgetter(1)
_made = tuple.__new__  # a named tuple without a call of Python's own
_T = TypeVar("_T")


class _Merge(NamedTuple):
    """A row that merged cells reach into: which columns its own cells fill, and how far those reach."""

    own: list[bool]
    reaches: dict[int, Extent]


class Sheet(Struct, frozen=True):
    """A sheet with its values from its first row and column on, its merged cells and what is known besides."""

    name: str
    is_shown: bool
    rows: Sequence[Sequence[Value]]
    merged: Sequence[tuple[Extent, Extent]]
    notes: SheetNotes


def rows_of(sheet: Sheet) -> tuple[list[Row], list[int], list[int]]:
    """The rows of a sheet that hold something, each with all its places but those that merged cells cover.

    And the rows and columns that are hidden: they are left out, but for rows of figures that are shown nowhere else,
    whose figures are in doubt.
    """
    notes = sheet.notes
    texts = _with_notes(_texts(sheet.rows), notes)
    cover(texts, notes.boxes, sheet.merged)
    hidden_rows = [number for number, _ in texts if number in notes.hidden_rows] if notes.hidden_rows else []
    if hidden_rows:
        texts = _with_hidden(texts, notes.hidden_rows)
    used = [column for column, is_filled in enumerate(map(any, zip_longest(*map(_ROW, texts)))) if is_filled]
    hidden_columns = [column for column in used if column in notes.hidden_columns]
    first, width = min(used, default=0), max(used, default=-1) + 1
    shown = [first <= column and column not in notes.hidden_columns for column in range(width)]
    columns = _of(range(width), shown)
    if len(texts) * len(columns) > 2 * MOST_CELLS:
        what = "cells"
        raise TooLargeError(what, MOST_CELLS)
    rows: list[Row] = []
    if not columns:
        return rows, hidden_rows, hidden_columns
    merged = _merges(sheet, len(sheet.rows), shown)
    is_whole = len(columns) == width - first
    for number, row in texts:
        if len(row) < width:
            row.extend(repeat("", width - len(row)))
        merge = merged.get(number)
        if merge is None:
            rows.append(_made(Row, (number, columns, row[first:width] if is_whole else _of(row, shown), NO_REACHES)))
        elif any(merge.own):
            rows.append(_made(Row, (number, _of(range(width), merge.own), _of(row, merge.own), merge.reaches)))
    return rows, hidden_rows, hidden_columns


def _with_hidden(texts: list[tuple[int, list[str]]], hidden: frozenset[int]) -> list[tuple[int, list[str]]]:
    """The rows that are shown, and those hidden ones of a label and figures whose label no shown row has."""
    shown = {text for number, row in texts if number not in hidden for text in row}
    found: list[tuple[int, list[str]]] = []
    for number, row in texts:
        marked = [in_doubt(text) for text in row] if number in hidden else row
        named = any(len(text) >= _SHORTEST_LABEL and text not in shown for text in row)
        if number not in hidden or (marked != row and named):
            found.append((number, marked))
    return found


def _of(row: Iterable[_T], chosen: Sequence[bool]) -> list[_T]:
    """What stands at the places that are marked."""
    return list(compress(row, chosen))


def _texts(rows: Sequence[Sequence[Value]]) -> list[tuple[int, list[str]]]:
    """The rows that hold something, as a sheet shows them, with their numbers."""
    shown = [
        [
            value if value.__class__ is str else _number(value) if value.__class__ is float else _shown(value)
            for value in row
        ]
        for row in rows
    ]
    filled = [(number, row) for number, row in enumerate(shown) if any(row)]
    if _is_plain("".join(chain.from_iterable(map(_ROW, filled)))):
        return filled
    return [
        (number, row if _is_plain("".join(row)) else [text and one_line(clean(text)) for text in row])
        for number, row in filled
    ]


def _is_plain(text: str) -> bool:
    """Whether a text has nothing that a cell's text does without."""
    return text.isprintable() and " " not in text


def _with_notes(texts: list[tuple[int, list[str]]], notes: SheetNotes) -> list[tuple[int, list[str]]]:
    """The rows with what cells show that their values do not tell."""
    if not notes.texts and not notes.unseen and not notes.hiding:
        return texts
    rows = dict(texts)
    for each in notes.hiding:
        _hide(rows, each)
    for number, column in notes.unseen:
        if column < len(rows.get(number, ())):
            rows[number][column] = in_doubt(rows[number][column])
    for (number, column), text in sorted(notes.texts.items()):
        row = rows.setdefault(number, [])
        row.extend([""] * (column + 1 - len(row)))
        row[column] = one_line(clean(text))
    return sorted(rows.items())


def _hide(rows: Mapping[int, list[str]], hiding: Hiding) -> None:
    """Leaves the figures in doubt that a condition hides, in place."""
    for area in hiding.areas:
        for number in [number for number in rows if area.top <= number < area.bottom]:
            row = rows[number]
            row[area.left : area.right] = [
                in_doubt(text) if hiding.hides(text) else text for text in row[area.left : area.right]
            ]


def _merges(sheet: Sheet, height: int, shown: list[bool]) -> dict[int, _Merge]:
    """The rows that merged cells reach into, by their numbers; `shown` marks the columns that are."""
    merged: dict[int, _Merge] = {}
    places = 0
    for (top, left), (last, right) in sheet.merged:
        bottom = last + 1 if last < height else height
        columns = (right + 1 if right < len(shown) else len(shown)) - left
        if bottom <= top or columns < 1:
            continue
        places += (bottom - top) * columns
        if places > 2 * MOST_CELLS:
            what = "cells"
            raise TooLargeError(what, MOST_CELLS)
        covered = [False] * columns
        for row in range(top, bottom):
            merge = merged.get(row)
            if merge is None:
                merge = merged[row] = _Merge(shown[:], {})
            merge.own[left : left + columns] = covered
        if shown[left]:
            merged[top].own[left] = True
            merged[top].reaches[left] = (bottom - top, columns)
    return merged


def _shown(value: Value) -> str:
    """A value as a sheet shows it: whole numbers without a point, others with at most fifteen digits."""
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int):
        return _number(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    return str(value)


@lru_cache(maxsize=4096)
def _number(value: float) -> str:
    return str(int(value)) if abs(value) < _EXACT and value == int(value) else f"{value:.15g}"
