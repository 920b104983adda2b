"""The sheets of an old XLS file, as values, reaches and hidden parts."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import xlrd  # type: ignore[import-untyped]

from auditor.ingest.layout import MOST_CELLS
from auditor.ingest.layout import TooLargeError
from auditor.ingest.layout import raised
from auditor.ingest.office.cell_formats import shown
from auditor.ingest.office.sheet_rows import Sheet
from auditor.ingest.office.workbooks import SheetNotes
from auditor.ingest.refusals import DamagedError
from auditor.ingest.refusals import LockedError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from collections.abc import Mapping
    from collections.abc import Sequence

    _Value = str | float | bool | dt.datetime

_SHOWN = 0
_SUPERSCRIPT = 1
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
    looks = _looks(book)
    rows = []
    for number in range(sheet.nrows):
        rows.append([_value(book, cell) for cell in sheet.row(number)])
        for column, cell in enumerate(sheet.row(number)):
            if looks and cell.ctype in _WRITTEN:
                runs = sheet.rich_text_runlist_map.get((number, column), ())
                first = (0, book.xf_list[cell.xf_index].font_index)
                rows[-1][column] = _seen(rows[-1][column], (first, *runs), looks)
            if cell.ctype == xlrd.XL_CELL_ERROR:
                texts[number, column] = xlrd.error_text_from_code.get(cell.value, "#N/A")
    hidden_rows = frozenset(number for number, info in sheet.rowinfo_map.items() if info.hidden)
    hidden_columns = frozenset(number for number, info in sheet.colinfo_map.items() if info.hidden)
    merged = [((top, left), (bottom - 1, right - 1)) for top, bottom, left, right in sheet.merged_cells]
    notes = SheetNotes(hidden_rows, hidden_columns, texts)
    return Sheet(sheet.name, sheet.visibility == _SHOWN, rows, merged, notes)


def _looks(book: xlrd.Book) -> dict[int, Callable[[str], str]]:
    """What becomes of a text of a font, by the fonts that strike it out or raise it."""
    struck: dict[int, Callable[[str], str]] = {
        number: lambda _: "" for number, font in enumerate(book.font_list) if font.struck_out
    }
    high = {number: raised for number, font in enumerate(book.font_list) if font.escapement == _SUPERSCRIPT}
    return {**high, **struck}


def _seen(value: _Value, runs: Sequence[tuple[int, int]], looks: Mapping[int, Callable[[str], str]]) -> _Value:
    """A value as it is seen, by the places from which on its text is of which font."""
    if not any(font in looks for _, font in runs):
        return value
    if not isinstance(value, str):
        return "" if looks[runs[0][1]]("1") == "" else value
    ends = [*(start for start, _ in runs[1:]), len(value)]
    pieces = ((value[start:end], font) for (start, font), end in zip(runs, ends, strict=True))
    return "".join(looks[font](piece) if font in looks else piece for piece, font in pieces)


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
