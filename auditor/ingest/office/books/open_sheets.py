"""What the XML of an ODS file tells beyond the values: what is hidden, and repeats that would fill the memory."""

from __future__ import annotations

from decimal import Decimal
from decimal import InvalidOperation
from typing import TYPE_CHECKING

import re2  # type: ignore[import-untyped]

from auditor.ingest.layout import MOST_COLUMNS
from auditor.ingest.layout import UNREAD
from auditor.ingest.layout import TooLargeError
from auditor.ingest.office.books.cell_formats import OTHERWISE
from auditor.ingest.office.books.drawn_open import open_boxes
from auditor.ingest.office.books.struck import faint_styles
from auditor.ingest.office.books.struck import may_be_faint
from auditor.ingest.office.books.struck import may_be_struck
from auditor.ingest.office.books.workbooks import SheetNotes
from auditor.ingest.office.packages import parse_xml
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from auditor.ingest.office.packages import Package

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_REPEATED = regex(rb"<table:table-(row|cell)\b([^<>]*)number-(?:rows|columns)-repeated=[\"'](\d{1,12})[\"']([^<>]*)>")
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_VALUE_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
# The value of a cell and what it shows, in files as programs write them.
_VALUES = re2.compile(rb"office:value=\"([^\"]*)\"[^<>]*(?:/>|></|><text:p/>|><text:p>([^<]*)</text:p>)")
# What is hidden, drawn over cells, or the sign of a formula that went wrong.
_TELLING = re2.compile(
    rb"table:visibility=|<draw:(?:frame|custom-shape|rect|ellipse|g|control)\b|calcext:value-type=\"error\""
)
_PRINTED = regex(r"-?\d[\d,]{0,20}(?:\.\d{1,15})?")
_COUNTING = frozenset("万亿千百元%")
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
    is_faint = may_be_faint(data)
    if not (is_faint or _TELLING.search(data) or _are_shown_otherwise(data)):
        return {}, may_be_struck(data)
    root = parse_xml(data)
    faint = faint_styles(root) if is_faint else frozenset[str]()
    notes = {each.get(f"{_TABLE}name", ""): _notes(each, faint) for each in root.iter(f"{_TABLE}table")}
    return notes, is_faint or may_be_struck(data)


def _are_shown_otherwise(data: bytes) -> bool:
    """Whether a cell may show other than its value: such files tell both."""
    return any(value != printed.replace(b",", b"") for value, printed in _VALUES.findall(data) if value != b"0")


def _notes(sheet: Element, faint: frozenset[str]) -> SheetNotes:
    rows = _hidden(sheet.iter(f"{_TABLE}table-row"), "rows", _MOST_ROWS)
    columns = _hidden(sheet.iter(f"{_TABLE}table-column"), "columns", MOST_COLUMNS)
    texts, unseen = {}, set()
    cells = tuple(_cells(sheet))
    for place, cell in cells:
        value, printed = cell.get(f"{_OFFICE}value", "0"), _printed(cell)
        if value != "0" and (text := _shown(value, printed)):
            texts[place] = text
        elif cell.get(_VALUE_TYPE) == "error":
            texts[place] = printed or "#VALUE!"
        elif cell.get(f"{_TABLE}style-name") in faint:
            unseen.add(place)
    boxes = open_boxes(cells, sheet)
    return SheetNotes(rows, columns, texts, frozenset(unseen), boxes=boxes)


def _printed(cell: Element) -> str:
    """What a cell shows; what is drawn over it, or remarked on it, is no part of that."""
    return "".join(text for part in cell if part.tag == f"{_TEXT}p" for text in part.itertext()).strip()


def _cells(sheet: Element) -> Iterator[tuple[tuple[int, int], Element]]:
    """The cells of a sheet that hold something, with their places."""
    number = 0
    for row in sheet.iter(f"{_TABLE}table-row"):
        column, height = 0, _times(row, "rows")
        for cell in row:
            width = _times(cell, "columns")
            is_filled = len(cell) > 0 or f"{_OFFICE}value" in cell.attrib
            for down in range(height) if is_filled and height <= _MOST_REPEATS >= width else ():
                yield from (((number + down, column + aside), cell) for aside in range(width))
            column += width
        number += height


def _shown(value: str, printed: str) -> str:
    """What stands in place of a value that is shown in other words, empty where it is shown as it is."""
    if not printed:
        return value + UNREAD
    figure = _PRINTED.search(printed)
    digits = figure.group().replace(",", "") if figure else ""
    try:
        is_same = Decimal(digits or "NaN") == Decimal(value)
    except InvalidOperation:
        is_same = False
    if is_same:
        return printed if figure and _COUNTING & set(printed) else ""
    return printed if printed.endswith("%") else f"{printed}{OTHERWISE}{value}"


def _times(part: Element, what: str) -> int:
    times = part.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(times[:9]) if times.isdecimal() else 1


def _hidden(parts: Iterable[Element], what: str, most: int) -> frozenset[int]:
    """The numbers, from 0, of the rows or columns that are not shown, of the first so many."""
    found: set[int] = set()
    at = 0
    for part in parts:
        end = min(most, at + _times(part, what))
        if part.get(f"{_TABLE}visibility") in _HIDDEN:
            found.update(range(at, end))
        at = end
    return frozenset(found)
