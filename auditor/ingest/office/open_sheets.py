"""What the XML of an ODS file tells beyond the values: what is hidden, and repeats that would fill the memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.layout import MOST_COLUMNS
from auditor.ingest.layout import TooLargeError
from auditor.ingest.office.packages import parse_xml
from auditor.ingest.office.struck import may_be_struck
from auditor.ingest.office.workbooks import SheetNotes
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

    from auditor.ingest.office.packages import Package

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_REPEATED = regex(rb"<table:table-(row|cell)\b([^<>]*)number-(?:rows|columns)-repeated=[\"'](\d{1,12})[\"']([^<>]*)>")
_HIDDEN = ("collapse", "filter")
_MOST_REPEATS = 1_000
_MOST_ROWS = 100_000
_ROW = 100_000


def inspect_open_document(package: Package) -> tuple[dict[str, SheetNotes], bool]:
    """The notes on each sheet by its name, and whether something may be struck out.

    Raises where filled cells are repeated without measure.
    """
    data = package.part("content.xml") or b""
    for found in _REPEATED.finditer(data):
        what, before, times, after = found.groups()
        if int(times) <= _MOST_REPEATS:
            continue
        within = (
            data[found.end() : found.end() + _ROW].partition(b"</table:table-row>")[0]
            if what == b"row"
            else before + after
        )
        if b"office:value" in within or b"<text:p>" in within:
            unit = "cells"
            raise TooLargeError(unit, _MOST_REPEATS)
    sheets = parse_xml(data).iter(f"{_TABLE}table") if b"table:visibility=" in data else ()
    return {each.get(f"{_TABLE}name", ""): _notes(each) for each in sheets}, may_be_struck(data)


def _notes(sheet: Element) -> SheetNotes:
    rows = _hidden(sheet.iter(f"{_TABLE}table-row"), "rows", _MOST_ROWS)
    columns = _hidden(sheet.iter(f"{_TABLE}table-column"), "columns", MOST_COLUMNS)
    return SheetNotes(rows, columns)


def _hidden(parts: Iterable[Element], what: str, most: int) -> frozenset[int]:
    """The numbers, from 0, of the rows or columns that are not shown, of the first so many."""
    found: set[int] = set()
    at = 0
    for part in parts:
        times = part.get(f"{_TABLE}number-{what}-repeated", "1")
        end = min(most, at + (int(times[:9]) if times.isdecimal() else 1))
        if part.get(f"{_TABLE}visibility") in _HIDDEN:
            found.update(range(at, end))
        at = end
    return frozenset(found)
