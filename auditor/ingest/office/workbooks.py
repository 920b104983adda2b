"""What an XLSX file's own XML tells beyond the values: what is hidden, formulas without results, errors, extents."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import re2  # type: ignore[import-untyped]
from msgspec import Struct
from msgspec import field

from auditor.ingest.layout import TooLargeError
from auditor.ingest.office.formats import is_telling
from auditor.ingest.office.formats import shown_as
from auditor.ingest.office.packages import parse_xml
from auditor.ingest.office.struck import STRUCK
from auditor.ingest.office.struck import may_be_struck
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from auditor.ingest.office.packages import Package

# A reader of workbooks lays out every place between the first and the last filled cell in memory, so that two cells far
# apart would cost gigabytes.
MOST_PLACES = 5_000_000
_MOST_TEXT = 300_000_000
_CELL = regex(rb"<(?:\w{1,20}:)?c[\s>]")
_FILLED = regex(rb"<(?:\w{1,20}:)?c\s(?:[^<>]*?\s)?r=[\"']([A-Za-z]{1,3})(\d{1,7})[\"'](?:[^<>]*[^<>/])?>")
# Formulas, errors and what is hidden: without any, a sheet's own XML tells no more than its values.
_NOTED = re2.compile(rb"[<:]f|[\"']e[\"']|hidden\s*=")
# A place beyond ZZ999: without one, the area of all places is far below the limit.
_FAR = re2.compile(rb"r=[\"'](?:[A-Za-z]{3}|[A-Za-z]{1,2}[0-9]{4})")
# Any of these, or what may be struck out.
_TELLING = re2.compile(b"|".join((_NOTED.pattern, _FAR.pattern, STRUCK.pattern)))
# The built-in formats in per cent, and where a format of cells is one of them.
_IN_PERCENT = {"9": "0%", "10": "0.00%"}
_PERCENT = regex(rb"numFmtId=[\"'](?:9|10)[\"']")
_CODE = regex(rb"formatCode\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_FIGURE = regex(r"[-+]?\d{1,20}(?:\.\d{0,20})?(?:[eE][-+]?\d{1,2})?")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_COLUMNS = 16_384


class SheetNotes(Struct, frozen=True):
    """What to know of one sheet besides its values; rows and columns count from 0.

    `texts` are what cells show that their values do not tell: `=B4` for a formula without a result, `#DIV/0!`, `1200%`.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    texts: Mapping[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: int = 0


def inspect_workbook(package: Package) -> tuple[dict[str, SheetNotes], bool]:
    """The notes on each sheet of an XLSX file by its name, after making sure that the file is not a bomb.

    And whether something may be struck out in it. Most sheets tell nothing besides their values: one search says so.
    """
    strings, styles = (package.part(f"xl/{name}.xml") or b"" for name in ("sharedStrings", "styles"))
    struck = may_be_struck(strings) or may_be_struck(styles)
    formats = _telling_formats(styles)
    is_formatted = re2.compile(rf"\ss\s*=\s*[\"'](?:{'|'.join(formats)})[\"']".encode()) if formats else None
    notes = {}
    for name, part in _sheet_parts(package):
        data = package.part(part)
        if data is None:
            continue
        _check_texts(data, strings)
        is_telling = _TELLING.search(data) is not None
        if is_telling:
            _check_extent(data)
            struck = struck or may_be_struck(data)
        if (is_telling and _NOTED.search(data)) or (is_formatted and is_formatted.search(data)):
            notes[name] = _notes(parse_xml(data), formats)
    return notes, struck


def _telling_formats(styles: bytes) -> dict[str, str]:
    """The numbers of the formats of cells that show figures other than they are stored, with their codes.

    Every workbook has a style in per cent; hardly any has a cell of it.
    """
    of_cells = styles.partition(b"cellXfs")[2].partition(b"cellXfs")[0]
    codes = (unescape((one or other).decode("utf-8", "replace")) for one, other in _CODE.findall(styles))
    if not _PERCENT.search(of_cells) and not any(map(is_telling, codes)):
        return {}
    root = parse_xml(styles)
    own = {
        form.get("numFmtId", ""): form.get("formatCode", "")
        for form in root.iter()
        if _local(form) == "numFmt" and is_telling(form.get("formatCode", ""))
    }
    kinds = {**_IN_PERCENT, **own}
    forms = next((list(each) for each in root if _local(each) == "cellXfs"), [])
    used = ((str(number), form.get("numFmtId", "")) for number, form in enumerate(forms))
    return {number: kinds[kind] for number, kind in used if kind in kinds}


def _sheet_parts(package: Package) -> Iterator[tuple[str, str]]:
    """The sheets' names with the parts that hold them."""
    book = package.xml("xl/workbook.xml")
    relations = package.xml("xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        yield from (("", name) for name in package.names() if re.fullmatch(r"xl/worksheets/[^/]*\.xml", name))
        return
    targets = {relation.get("Id", ""): relation.get("Target", "") for relation in relations}
    for element in book.iter():
        if _local(element) == "sheet":
            relation = next((value for key, value in element.items() if _is_relation(key)), "")
            target = targets.get(relation, "")
            yield element.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _is_relation(key: str) -> bool:
    return key == _RELATION or key.endswith("/relationships}id")


def _check_extent(data: bytes) -> None:
    """Refuse a sheet whose filled cells lie in too wide an area."""
    if not _FAR.search(data):
        return
    places = _FILLED.findall(data)
    if places:
        columns = [_column(letters) for letters in {letters for letters, _ in places}]
        rows = [int(digits) for digits in {digits for _, digits in places}]
        if (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) > MOST_PLACES:
            what = "cells"
            raise TooLargeError(what, MOST_PLACES)


def _check_texts(data: bytes, strings: bytes) -> None:
    """Refuse a sheet whose cells may all repeat a long text."""
    most = len(data) // len(b"<c/>")
    if most * len(strings) <= _MOST_TEXT:
        return
    longest = max(map(len, strings.split(b"si>")))
    if most * longest > _MOST_TEXT and len(_CELL.findall(data)) * longest > _MOST_TEXT:
        what = "characters"
        raise TooLargeError(what, _MOST_TEXT)


def _column(letters: bytes) -> int:
    """The number of a column from 0: A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1


def _notes(sheet: Element, formats: Mapping[str, str]) -> SheetNotes:
    rows: set[int] = set()
    columns: set[int] = set()
    texts: dict[tuple[int, int], str] = {}
    uncalculated = row = column = 0
    for element in sheet.iter():
        match _local(element):
            case "row":
                row = int(element.get("r", row + 1)) if element.get("r", "1").isdecimal() else row + 1
                column = 0
                if _is_hidden(element):
                    rows.add(row - 1)
            case "col" if _is_hidden(element):
                first, last = int(element.get("min", "1")), int(element.get("max", "1"))
                columns.update(range(first - 1, min(last, _COLUMNS)))
            case "c":
                place = re.fullmatch(rb"([A-Za-z]{1,3})\d{1,7}", element.get("r", "").encode())
                column = _column(place.group(1)) + 1 if place else column + 1
                text, pending = _unknown_value(element)
                if not text and (code := formats.get(element.get("s", ""))):
                    text = _shown(element, code)
                uncalculated += pending
                if text:
                    texts[row - 1, column - 1] = text
            case _:
                pass
    return SheetNotes(frozenset(rows), frozenset(columns), texts, uncalculated)


def _unknown_value(cell: Element) -> tuple[str, bool]:
    """What stands for a cell whose value is not known, and whether a formula waits for its result."""
    parts = {_local(child): child for child in cell}
    value = (parts["v"].text or "") if "v" in parts else ""
    if cell.get("t") == "e":
        return value or "#VALUE!", False
    if "f" in parts and not value and cell.get("t") != "str":
        return "=" + (parts["f"].text or ""), True
    return "", False


def _shown(cell: Element, code: str) -> str:
    """What a cell of a format shows, empty for words and for what the format leaves as it is."""
    printed = next((child.text for child in cell if _local(child) == "v"), None) or ""
    is_figure = cell.get("t", "n") == "n" and _FIGURE.fullmatch(printed)
    return shown_as(code, float(printed)) if is_figure else ""


def _is_hidden(element: Element) -> bool:
    return element.get("hidden") in ("1", "true")


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
