"""The sheets of an old XLS file, as values, reaches and hidden parts."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import xlrd  # type: ignore[import-untyped]

from auditor.ingest.faint import SMALLEST_POINTS
from auditor.ingest.faint import WHITE
from auditor.ingest.faint import faded
from auditor.ingest.faint import is_alike
from auditor.ingest.faint import left_of_struck
from auditor.ingest.faint import settled
from auditor.ingest.layout import MOST_CELLS
from auditor.ingest.layout import TooLargeError
from auditor.ingest.layout import raised
from auditor.ingest.office.books.cell_formats import shown
from auditor.ingest.office.books.sheet_rows import Sheet
from auditor.ingest.office.books.workbooks import SheetNotes
from auditor.ingest.refusals import DamagedError
from auditor.ingest.refusals import LockedError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.ingest.faint import Colour

    _Value = str | float | bool | dt.datetime

_SHOWN = 0
_SUPERSCRIPT = 1
_TWIPS = 20
_WRITTEN = (xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE)


def read_binary_book(data: bytes) -> list[Sheet]:
    """The sheets of a file. What its library raises is a fault of the file: it checks little before it believes."""
    try:
        book = xlrd.open_workbook(
            file_contents=data, logfile=io.StringIO(), formatting_info=True, ragged_rows=True, on_demand=False
        )
        return [_sheet(book, sheet) for sheet in book.sheets()]
    except TooLargeError:
        raise
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise LockedError from error
        raise DamagedError(str(error)) from error
    except Exception as error:
        raise DamagedError(str(error) or type(error).__name__) from error


def _sheet(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Sheet:
    if sum(map(sheet.row_len, range(sheet.nrows))) > 2 * MOST_CELLS:
        what = "cells"
        raise TooLargeError(what, MOST_CELLS)
    texts: dict[tuple[int, int], str] = {}
    unseen: set[tuple[int, int]] = set()
    looks = _Looks(book)
    rows = []
    for number in range(sheet.nrows):
        rows.append([_value(book, cell) for cell in sheet.row(number)])
        for column, cell in enumerate(sheet.row(number)):
            if cell.ctype in _WRITTEN:
                form = book.xf_list[cell.xf_index]
                runs = ((0, form.font_index), *sheet.rich_text_runlist_map.get((number, column), ()))
                of_fonts, faint = looks.on(_ground(book, form))
                rows[-1][column] = _seen(rows[-1][column], runs, of_fonts)
                if len(runs) == 1 and form.font_index in faint:
                    unseen.add((number, column))
            if cell.ctype == xlrd.XL_CELL_ERROR:
                texts[number, column] = xlrd.error_text_from_code.get(cell.value, "#N/A")
    hidden_rows = frozenset(number for number, info in sheet.rowinfo_map.items() if info.hidden)
    hidden_columns = frozenset(number for number, info in sheet.colinfo_map.items() if info.hidden or not info.width)
    merged = [((top, left), (bottom - 1, right - 1)) for top, bottom, left, right in sheet.merged_cells]
    notes = SheetNotes(hidden_rows, hidden_columns, texts, frozenset(unseen))
    return Sheet(sheet.name, sheet.visibility == _SHOWN, rows, merged, notes)


class _Looks:
    """What becomes of a text of a font, by the fonts that strike it out, raise it or cannot be seen."""

    def __init__(self, book: xlrd.Book) -> None:
        self._book = book
        high = {number: raised for number, font in enumerate(book.font_list) if font.escapement == _SUPERSCRIPT}
        struck = {number: _nothing for number, font in enumerate(book.font_list) if font.struck_out}
        self._marked: dict[int, Callable[[str], str]] = {**high, **struck}
        self._on: dict[Colour | None, tuple[Mapping[int, Callable[[str], str]], frozenset[int]]] = {}

    def on(self, ground: Colour | None) -> tuple[Mapping[int, Callable[[str], str]], frozenset[int]]:
        """By the fonts that change a text on a ground of a colour, and which of them cannot be seen there."""
        if ground not in self._on:
            fonts = enumerate(self._book.font_list)
            faint = frozenset(number for number, font in fonts if self._is_faint(font, ground))
            self._on[ground] = {**dict.fromkeys(faint, faded), **self._marked}, faint
        return self._on[ground]

    def _is_faint(self, font: xlrd.formatting.Font, ground: Colour | None) -> bool:
        colour = self._book.colour_map.get(font.colour_index)
        is_small = 0 < font.height <= SMALLEST_POINTS * _TWIPS
        return is_small or (colour is not None and ground is not None and is_alike(colour, ground))


def _nothing(_: str) -> str:
    return ""


def _ground(book: xlrd.Book, form: xlrd.formatting.XF) -> Colour | None:
    """The colour behind a cell, None where it cannot be told."""
    fill = form.background
    if not fill.fill_pattern:
        return WHITE
    colour: Colour | None = book.colour_map.get(fill.pattern_colour_index)
    return colour if fill.fill_pattern == 1 else None


def _seen(value: _Value, runs: Sequence[tuple[int, int]], looks: Mapping[int, Callable[[str], str]]) -> _Value:
    """A value as it is seen, by the places from which on its text is of which font.

    A text that is all of its cell and cannot be seen is marked by the cell.
    """
    if not any(font in looks for _, font in runs):
        return value
    if not isinstance(value, str):
        return left_of_struck("1") if looks[runs[0][1]] is _nothing else value
    ends = [*(start for start, _ in runs[1:]), len(value)]
    pieces = ((value[start:end], font) for (start, font), end in zip(runs, ends, strict=True))
    text = "".join(looks[font](piece) if font in looks else piece for piece, font in pieces)
    return "".join(settled([text], in_cell=len(runs) > 1)) if text else left_of_struck(value)


def _value(book: xlrd.Book, cell: xlrd.sheet.Cell) -> _Value:
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return str(cell.value)
        case xlrd.XL_CELL_NUMBER:
            form = book.format_map.get(book.xf_list[cell.xf_index].format_key)
            return (shown(form.format_str, cell.value) if form is not None else "") or float(cell.value)
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_DATE:
            try:
                date: dt.datetime = xlrd.xldate_as_datetime(cell.value, book.datemode)
            except (xlrd.XLDateError, ValueError, OverflowError):
                return float(cell.value)
            return date
        case _:
            return ""
