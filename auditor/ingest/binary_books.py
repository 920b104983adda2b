"""What an old XLS file tells beyond the values: its records on hidden rows and columns, errors, and extents."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING
from typing import NamedTuple

from auditor.ingest.layout import TooLargeError
from auditor.ingest.refusals import DamagedError
from auditor.ingest.workbooks import MOST_PLACES
from auditor.ingest.workbooks import SheetNotes

if TYPE_CHECKING:
    from collections.abc import Iterator

_END = 0xFFFFFFFA
_STREAMS = ("Workbook", "Book")
_MOST_RECORDS = 3_000_000
_BOF, _EOF, _BOUNDSHEET, _ROW, _COLINFO, _BOOLERR, _FORMULA = 0x809, 0x0A, 0x85, 0x208, 0x7D, 0x205, 0x06
_SST, _DIMENSIONS = 0xFC, 0x200
_SECTOR = 512
_ROWS, _COLUMNS = 65_536, 256
_LIE = "a size that cannot be"
_CELLS = frozenset((0x201, 0x203, 0x204, 0x205, 0x27E, 0xBD, 0xBE, 0xFD, 0x06))
_HIDDEN_ROW = 0x20
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_ERROR_RESULT = 2


class _Record(NamedTuple):
    place: int
    kind: int
    body: bytes


def inspect_binary_book(data: bytes) -> list[SheetNotes]:
    """The notes on each sheet in their order, after making sure that no size in the file is a lie.

    A library that believes such a size asks for more memory than there is, which ends the whole process.
    """
    try:
        _check_header(data)
        stream = _stream(data)
        records = tuple(_records(stream))
        _check_sizes(records, len(stream))
        starts = [struct.unpack_from("<I", record.body)[0] for record in records if record.kind == _BOUNDSHEET]
        return [_notes(records, start) for start in starts]
    except (struct.error, IndexError, ValueError) as error:
        raise DamagedError(str(error)) from error


def _check_header(data: bytes) -> None:
    """The counts of the file's sectors can be no larger than the file."""
    counts = (
        struct.unpack_from("<II", data, 40) + struct.unpack_from("<I", data, 64) + struct.unpack_from("<I", data, 72)
    )
    if max(counts) > len(data) // _SECTOR:
        raise DamagedError(_LIE)


def _check_sizes(records: tuple[_Record, ...], size: int) -> None:
    """The counts of strings and cells can be no larger than their records and the format allow."""
    for record in records:
        if record.kind == _SST and max(struct.unpack_from("<II", record.body)) > size:
            raise DamagedError(_LIE)
        if record.kind == _DIMENSIONS:
            rows, columns = _dimensions(record.body)
            if rows > _ROWS or columns > _COLUMNS:
                raise DamagedError(_LIE)


def _dimensions(body: bytes) -> tuple[int, int]:
    if len(body) >= 12:  # noqa: PLR2004 - the newer of two forms
        _, rows, _, columns = struct.unpack_from("<IIHH", body)
    else:
        _, rows, _, columns = struct.unpack_from("<HHHH", body)
    return rows, columns


def _stream(data: bytes) -> bytes:
    """The stream of the workbook's records within the container of the file."""
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    first_directory, cutoff, first_small = struct.unpack_from("<I4xII", data, 48)
    if shift not in (9, 12) or small_shift != 6:  # noqa: PLR2004 - the only sizes that the format allows
        return b""
    container = _Container(data, 1 << shift)
    directory = container.chain(first_directory)
    root = directory[:128]
    for at in range(0, len(directory), 128):
        entry = directory[at : at + 128]
        length = struct.unpack_from("<H", entry, 64)[0]
        if entry[: max(0, length - 2)].decode("utf-16-le", "replace") in _STREAMS:
            start, size = struct.unpack_from("<II", entry, 116)
            if size > len(data):
                raise DamagedError(_LIE)
            if size >= cutoff:
                return container.chain(start)[:size]
            small = container.chain(struct.unpack_from("<I", root, 116)[0])
            table = container.numbers(container.chain(first_small))
            return b"".join(small[sector << 6 : (sector + 1) << 6] for sector in _follow(table, start))[:size]
    return b""


class _Container:
    """The sectors of a compound file."""

    def __init__(self, data: bytes, size: int) -> None:
        self._data = data
        self._size = size
        tables = [sector for sector in struct.unpack_from("<109I", data, 76) if sector < _END]
        self._next: tuple[int, ...] = self.numbers(b"".join(map(self._sector, tables)))

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def chain(self, start: int) -> bytes:
        """The bytes of the sectors that follow each other from `start`."""
        return b"".join(map(self._sector, _follow(self._next, start)))

    @staticmethod
    def numbers(table: bytes) -> tuple[int, ...]:
        """A table of sector numbers."""
        return struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])


def _follow(table: tuple[int, ...], start: int) -> Iterator[int]:
    for _ in table:
        if start >= len(table):
            return
        yield start
        start = table[start]


def _records(stream: bytes) -> Iterator[_Record]:
    at = 0
    for _ in range(_MOST_RECORDS):
        if at + 4 > len(stream):
            return
        kind, length = struct.unpack_from("<HH", stream, at)
        yield _Record(at, kind, stream[at + 4 : at + 4 + length])
        at += 4 + length


def _notes(records: tuple[_Record, ...], start: int) -> SheetNotes:
    rows: set[int] = set()
    columns: set[int] = set()
    texts: dict[tuple[int, int], str] = {}
    filled: set[tuple[int, int]] = set()
    for record in _of_sheet(records, start):
        if record.kind == _ROW and record.body[12] & _HIDDEN_ROW:
            rows.add(struct.unpack_from("<H", record.body)[0])
        elif record.kind == _COLINFO and record.body[8] & 1:
            first, last = struct.unpack_from("<HH", record.body)
            columns.update(range(first, min(last, 255) + 1))
        elif record.kind in _CELLS:
            place = struct.unpack_from("<HH", record.body)
            filled.add((place[0], place[1]))
            error = _error(record)
            if error is not None:
                texts[place[0], place[1]] = error
    _check_extent(filled)
    return SheetNotes(frozenset(rows), frozenset(columns), texts)


def _of_sheet(records: tuple[_Record, ...], start: int) -> Iterator[_Record]:
    """The records of the sheet that begins at a place, without those of charts within it."""
    depth = 0
    for record in records:
        if record.place < start:
            continue
        depth += (record.kind == _BOF) - (record.kind == _EOF)
        if depth == 1:
            yield record
        if depth <= 0:
            return


def _error(record: _Record) -> str | None:
    """The error that a cell shows in place of a value."""
    if record.kind == _BOOLERR and record.body[7]:
        return _ERRORS.get(record.body[6], "#N/A")
    if record.kind == _FORMULA and record.body[12:14] == b"\xff\xff" and record.body[6] == _ERROR_RESULT:
        return _ERRORS.get(record.body[8], "#N/A")
    return None


def _check_extent(filled: set[tuple[int, int]]) -> None:
    if not filled:
        return
    rows, columns = [row for row, _ in filled], [column for _, column in filled]
    if (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) > MOST_PLACES:
        what = "cells"
        raise TooLargeError(what, MOST_PLACES)
