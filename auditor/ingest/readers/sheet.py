"""Workbooks: XLSX, XLS and ODS."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from auditor.ingest.codes import tell
from auditor.ingest.layout import MOST_BYTES
from auditor.ingest.layout import assemble
from auditor.ingest.office.books.covered import blocks_around
from auditor.ingest.office.books.open_sheets import inspect_open_document
from auditor.ingest.office.books.sheet_rows import Sheet
from auditor.ingest.office.books.sheet_rows import rows_of
from auditor.ingest.office.books.struck import without_struck
from auditor.ingest.office.books.workbooks import SheetNotes
from auditor.ingest.office.books.workbooks import inspect_workbook
from auditor.ingest.office.convert import FailedError
from auditor.ingest.office.convert import MissingError
from auditor.ingest.office.convert import converted
from auditor.ingest.office.packages import Package
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
from auditor.ingest.signatures import OLE
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from python_calamine import CalamineWorkbook
    from python_calamine import SheetMetadata

    from auditor.diagnostics import Diagnostic
    from auditor.document import Document
    from auditor.ingest.layout import Block
    from auditor.ingest.rows import Row

# Names of sheets that tell which year a sheet is of are a part of what it says.
_YEAR = regex(r"20\d\d")
_NO_NOTES = SheetNotes()


def read(path: str, data: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Each visible sheet as tables with their true rows and columns, and the prose between them as lines.

    Hidden rows, columns and sheets are left out.
    """
    if len(data) > MOST_BYTES:
        return None, (tell_too_large(path, "bytes", MOST_BYTES),)
    try:
        sheets = _opened(data)
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


def read_apart(data: bytes) -> tuple[tuple[str, list[Block]], ...]:
    """The blocks of each visible sheet that holds something, with its name, of a workbook that `read` could read."""
    apart = [(sheet.name, _said(sheet, rows_of(sheet)[0], several=True)) for sheet in _opened(data) if sheet.is_shown]
    return tuple((name, blocks) for name, blocks in apart if blocks)


def _opened(data: bytes) -> list[Sheet]:
    book = converted(data, "fods", "xlsx") if data.lstrip().startswith(b"<") else data
    return _binary_sheets(book) if book.startswith(OLE) else _sheets(book)


def _binary_sheets(data: bytes) -> list[Sheet]:
    """The sheets of an XLS file; the same container also holds XLSX files that want a password."""
    from auditor.ingest.office.books.binary_books import read_binary_book

    if "EncryptedPackage".encode("utf-16-le") in data:
        raise LockedError
    return read_binary_book(data)


def _sheets(data: bytes) -> list[Sheet]:
    """The sheets of an XLSX or ODS file."""
    from python_calamine import CalamineError
    from python_calamine import PasswordError
    from python_calamine import load_workbook

    notes, data = _inspect(data)
    try:
        book = load_workbook(io.BytesIO(data))
        each = enumerate(book.sheets_metadata)
        return [_sheet(book, number, metadata, notes) for number, metadata in each if _is_grid(metadata)]
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


def _is_grid(metadata: SheetMetadata) -> bool:
    """Whether a sheet is one of cells and not a chart."""
    return str(metadata.typ).endswith("WorkSheet")


def _sheet(book: CalamineWorkbook, number: int, metadata: SheetMetadata, notes: Mapping[str, SheetNotes]) -> Sheet:
    is_shown = str(metadata.visible).endswith("Visible")
    if not is_shown:
        return Sheet(metadata.name, is_shown, [], (), _NO_NOTES)
    sheet = book.get_sheet_by_index(number)
    rows = sheet.to_python(skip_empty_area=False)
    return Sheet(metadata.name, is_shown, rows, sheet.merged_cell_ranges or (), notes.get(metadata.name, _NO_NOTES))


def _blocks(path: str, sheets: Sequence[Sheet]) -> tuple[list[Block], tuple[Diagnostic, ...]]:
    blocks: list[Block] = []
    diagnostics: list[Diagnostic] = []
    several = sum(sheet.is_shown for sheet in sheets) > 1
    for sheet in sheets:
        if not sheet.is_shown:
            diagnostics.append(tell(HIDDEN_SHEET, path, sheet=sheet.name))
            continue
        rows, hidden_rows, hidden_columns = rows_of(sheet)
        blocks.extend(_said(sheet, rows, several=several))
        if hidden_rows:
            diagnostics.append(tell(HIDDEN_ROWS, path, sheet=sheet.name, rows=_listed(hidden_rows)))
        if hidden_columns:
            diagnostics.append(tell(HIDDEN_COLUMNS, path, sheet=sheet.name, columns=_listed(hidden_columns)))
        if sheet.notes.uncalculated:
            diagnostics.append(tell(UNCALCULATED, path, sheet=sheet.name, count=sheet.notes.uncalculated))
    return blocks, tuple(diagnostics)


def _said(sheet: Sheet, rows: Sequence[Row], *, several: bool) -> list[Block]:
    """What a sheet, one of several or the only one, says by its rows."""
    named = (sheet.name,) if rows and several and _YEAR.search(sheet.name) else ()
    return [*sheet.notes.header, *named, *blocks_around(rows, sheet.notes.boxes, sheet.name)]


def _listed(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(number + 1) for number in numbers[:5])
    return shown if len(numbers) <= 5 else f"{shown} …"  # noqa: PLR2004
