"""Workbooks: XLSX, XLS and ODS."""

from __future__ import annotations

import datetime as dt
import io
from itertools import repeat
from itertools import zip_longest
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.ingest.codes import tell
from auditor.ingest.layout import MOST_BYTES
from auditor.ingest.layout import MOST_CELLS
from auditor.ingest.layout import Table
from auditor.ingest.layout import TooLargeError
from auditor.ingest.layout import assemble
from auditor.ingest.layout import clean
from auditor.ingest.layout import one_line
from auditor.ingest.office.convert import FailedError
from auditor.ingest.office.convert import MissingError
from auditor.ingest.office.convert import converted
from auditor.ingest.office.open_sheets import inspect_open_document
from auditor.ingest.office.packages import Package
from auditor.ingest.office.prose_rows import blocks_of
from auditor.ingest.office.struck import without_struck
from auditor.ingest.office.workbooks import SheetNotes
from auditor.ingest.office.workbooks import inspect_workbook
from auditor.ingest.reader_codes import HIDDEN_COLUMNS
from auditor.ingest.reader_codes import HIDDEN_ROWS
from auditor.ingest.reader_codes import HIDDEN_SHEET
from auditor.ingest.reader_codes import NO_OFFICE
from auditor.ingest.reader_codes import NO_SHEET
from auditor.ingest.reader_codes import NO_TEXT
from auditor.ingest.reader_codes import NOT_CONVERTED
from auditor.ingest.reader_codes import UNCALCULATED
from auditor.ingest.reader_codes import tell_too_large
from auditor.ingest.refusals import REFUSALS
from auditor.ingest.refusals import DamagedError
from auditor.ingest.refusals import LockedError
from auditor.ingest.refusals import explain
from auditor.ingest.rows import Row
from auditor.ingest.rows import Rows
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from python_calamine import CalamineWorkbook

    from auditor.diagnostics import Diagnostic
    from auditor.document import Document
    from auditor.ingest.layout import Block

    _Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta
    _Extent = tuple[int, int]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EXACT = 1e15
# Names of sheets that tell which year a sheet is of are a part of what it says.
_YEAR = regex(r"20\d\d")
_NO_NOTES = SheetNotes()
_ALONE = (1, 1)


class _Sheet(Struct, frozen=True):
    """A sheet with its values from its first row and column on, its merged cells and what is known besides."""

    name: str
    is_shown: bool
    rows: Sequence[Sequence[_Value]]
    merged: Sequence[tuple[_Extent, _Extent]]
    notes: SheetNotes


def read(path: str, data: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Each visible sheet as tables with their true rows and columns, and the prose between them as lines.

    Hidden rows, columns and sheets are left out.
    """
    if len(data) > MOST_BYTES:
        return None, (tell_too_large(path, "bytes", MOST_BYTES),)
    try:
        book = converted(data, "fods", "xlsx") if data.lstrip().startswith(b"<") else data
        sheets = _binary_sheets(book) if book.startswith(_OLE) else _sheets(book)
        blocks, diagnostics = _blocks(path, sheets)
        document = assemble(path, data, "sheet", blocks)
    except REFUSALS as error:
        return None, (explain(path, "XLSX/XLS", error),)
    except MissingError:
        return None, (tell(NO_OFFICE, path),)
    except FailedError as error:
        return None, (tell(NOT_CONVERTED, path, why=error),)
    if not blocks:
        return None, (tell(NO_TEXT if any(sheet.is_shown for sheet in sheets) else NO_SHEET, path),)
    return document, diagnostics


def _binary_sheets(data: bytes) -> list[_Sheet]:
    """The sheets of an XLS file; the same container also holds XLSX files that want a password."""
    from auditor.ingest.office.binary_books import read_binary_book

    if "EncryptedPackage".encode("utf-16-le") in data:
        raise LockedError
    return [
        _Sheet(sheet.name, sheet.is_shown, sheet.rows, sheet.merged, sheet.notes) for sheet in read_binary_book(data)
    ]


def _sheets(data: bytes) -> list[_Sheet]:
    """The sheets of an XLSX or ODS file."""
    from python_calamine import CalamineError
    from python_calamine import PasswordError
    from python_calamine import load_workbook

    notes, data = _inspect(data)
    try:
        book = load_workbook(io.BytesIO(data))
        return [_sheet(book, number, notes) for number in range(len(book.sheets_metadata)) if _is_grid(book, number)]
    except PasswordError as error:
        raise LockedError from error
    except (CalamineError, ValueError, OSError) as error:
        raise DamagedError(str(error)) from error
    except BaseException as error:
        # NOTE: a panic within the library is no Exception, and its type cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        why = "panic"
        raise DamagedError(why) from error


def _inspect(data: bytes) -> tuple[dict[str, SheetNotes], bytes]:
    """The notes on each sheet by its name, and the file without what is struck out in it."""
    with Package(data) as package:
        inspect = inspect_open_document if "content.xml" in package else inspect_workbook
        notes, may_be_struck = inspect(package)
        return notes, without_struck(package) if may_be_struck else data


def _is_grid(book: CalamineWorkbook, number: int) -> bool:
    """Whether a sheet is one of cells and not a chart."""
    return str(book.sheets_metadata[number].typ).endswith("WorkSheet")


def _sheet(book: CalamineWorkbook, number: int, notes: Mapping[str, SheetNotes]) -> _Sheet:
    metadata = book.sheets_metadata[number]
    is_shown = str(metadata.visible).endswith("Visible")
    if not is_shown:
        return _Sheet(metadata.name, is_shown, [], (), _NO_NOTES)
    sheet = book.get_sheet_by_index(number)
    rows = sheet.to_python(skip_empty_area=False)
    return _Sheet(metadata.name, is_shown, rows, sheet.merged_cell_ranges or (), notes.get(metadata.name, _NO_NOTES))


def _blocks(path: str, sheets: Sequence[_Sheet]) -> tuple[list[Block], tuple[Diagnostic, ...]]:
    blocks: list[Block] = []
    diagnostics: list[Diagnostic] = []
    several = sum(sheet.is_shown for sheet in sheets) > 1
    for sheet in sheets:
        if not sheet.is_shown:
            diagnostics.append(tell(HIDDEN_SHEET, path, sheet=sheet.name))
            continue
        rows, hidden_rows, hidden_columns = _rows(sheet)
        if rows and several and _YEAR.search(sheet.name):
            blocks.append(sheet.name)
        if rows:
            blocks.extend(blocks_of(Table(Rows(rows), name=sheet.name)))
        if hidden_rows:
            diagnostics.append(tell(HIDDEN_ROWS, path, sheet=sheet.name, rows=_listed(hidden_rows)))
        if hidden_columns:
            diagnostics.append(tell(HIDDEN_COLUMNS, path, sheet=sheet.name, columns=_listed(hidden_columns)))
        if sheet.notes.uncalculated:
            diagnostics.append(tell(UNCALCULATED, path, sheet=sheet.name, count=sheet.notes.uncalculated))
    return blocks, tuple(diagnostics)


def _rows(sheet: _Sheet) -> tuple[list[Row], list[int], list[int]]:
    """The rows of a sheet that hold something, each with all its places but those that merged cells cover.

    And the rows and columns left out.
    """
    notes = sheet.notes
    texts = _with_unknown(_texts(sheet.rows), notes)
    hidden_rows = [number for number, _ in texts if number in notes.hidden_rows]
    texts = [(number, row) for number, row in texts if number not in notes.hidden_rows]
    filled = [any(column) for column in zip_longest(*(row for _, row in texts))]
    used = [column for column, is_filled in enumerate(filled) if is_filled]
    hidden_columns = [column for column in used if column in notes.hidden_columns]
    first, width = min(used, default=0), max(used, default=-1) + 1
    columns = [column for column in range(first, width) if column not in notes.hidden_columns]
    if len(texts) * len(columns) > 2 * MOST_CELLS:
        what = "cells"
        raise TooLargeError(what, MOST_CELLS)
    rows: list[Row] = []
    if not columns:
        return rows, hidden_rows, hidden_columns
    merged = _merges(sheet, len(sheet.rows), width)
    for number, row in texts:
        row.extend(repeat("", width - len(row)))
        reaches = merged.get(number)
        if reaches is None:
            rows.append(Row(number, columns, [row[column] for column in columns]))
        elif own := [column for column in columns if reaches.get(column, _ALONE)]:
            heads = {column: reach for column, reach in reaches.items() if reach and column in own}
            rows.append(Row(number, own, [row[column] for column in own], heads))
    return rows, hidden_rows, hidden_columns


def _texts(rows: Sequence[Sequence[_Value]]) -> list[tuple[int, list[str]]]:
    """The rows that hold something, as a sheet shows them, with their numbers."""
    return [
        (number, ["" if not value and isinstance(value, str) else _shown(value) for value in row])
        for number, row in enumerate(rows)
        if row.count("") < len(row)
    ]


def _listed(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(number + 1) for number in numbers[:5])
    return shown if len(numbers) <= 5 else f"{shown} …"  # noqa: PLR2004


def _with_unknown(texts: list[tuple[int, list[str]]], notes: SheetNotes) -> list[tuple[int, list[str]]]:
    """The rows with what stands for values that are not known."""
    if not notes.texts:
        return texts
    rows = dict(texts)
    for (number, column), text in sorted(notes.texts.items()):
        row = rows.setdefault(number, [])
        row.extend([""] * (column + 1 - len(row)))
        row[column] = row[column] or one_line(clean(text))
    return sorted(rows.items())


def _merges(sheet: _Sheet, height: int, width: int) -> dict[int, dict[int, _Extent | None]]:
    """How far merged cells reach, by row and column of their first place; None at the places that they cover."""
    merged: dict[int, dict[int, _Extent | None]] = {}
    places = 0
    for (top, left), (bottom, right) in sheet.merged:
        rows, columns = min(bottom + 1, height) - top, min(right + 1, width) - left
        if rows < 1 or columns < 1:
            continue
        places += rows * columns
        if places > 2 * MOST_CELLS:
            what = "cells"
            raise TooLargeError(what, MOST_CELLS)
        for row in range(top, top + rows):
            merged.setdefault(row, {}).update(dict.fromkeys(range(left, left + columns)))
        merged[top][left] = (rows, columns)
    return merged


def _shown(value: _Value) -> str:
    """A value as a sheet shows it: whole numbers without a point, others with at most fifteen digits."""
    if isinstance(value, str):
        return one_line(clean(value))
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else f"{value:.15g}"
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int):
        return str(value) if abs(value) < _EXACT else f"{value:.15g}"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    return str(value)
