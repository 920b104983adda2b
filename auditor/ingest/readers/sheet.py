"""Workbooks: XLSX, XLS and ODS."""

from __future__ import annotations

import datetime as dt
import io
from functools import lru_cache
from itertools import compress
from itertools import repeat
from itertools import zip_longest
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import TypeVar

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
    from collections.abc import Iterable
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
_T = TypeVar("_T")


class _Merge(NamedTuple):
    """A row that merged cells reach into: which columns its own cells fill, and how far those reach."""

    own: list[bool]
    reaches: dict[int, _Extent]


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
    shown = [first <= column and column not in notes.hidden_columns for column in range(width)]
    columns = _of(range(width), shown)
    if len(texts) * len(columns) > 2 * MOST_CELLS:
        what = "cells"
        raise TooLargeError(what, MOST_CELLS)
    rows: list[Row] = []
    if not columns:
        return rows, hidden_rows, hidden_columns
    merged = _merges(sheet, len(sheet.rows), shown)
    for number, row in texts:
        if len(row) < width:
            row.extend(repeat("", width - len(row)))
        merge = merged.get(number)
        if merge is None:
            rows.append(Row(number, columns, _of(row, shown)))
        elif any(merge.own):
            rows.append(Row(number, _of(range(width), merge.own), _of(row, merge.own), merge.reaches))
    return rows, hidden_rows, hidden_columns


def _of(row: Iterable[_T], chosen: Sequence[bool]) -> list[_T]:
    """What stands at the places that are marked."""
    return list(compress(row, chosen))


def _texts(rows: Sequence[Sequence[_Value]]) -> list[tuple[int, list[str]]]:
    """The rows that hold something, as a sheet shows them, with their numbers."""
    texts = []
    for number, row in enumerate(rows):
        if row.count("") < len(row):
            shown = [value if isinstance(value, str) else _shown(value) for value in row]
            joined = "".join(shown)
            is_plain = joined.isprintable() and " " not in joined
            texts.append((number, shown if is_plain else [text and one_line(clean(text)) for text in shown]))
    return texts


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


def _merges(sheet: _Sheet, height: int, shown: list[bool]) -> dict[int, _Merge]:
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


def _shown(value: _Value) -> str:
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
