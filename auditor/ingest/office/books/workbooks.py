"""What an XLSX file's own XML tells beyond the values: what is hidden, formulas without results, errors, extents."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

import re2  # type: ignore[import-untyped]
from msgspec import Struct
from msgspec import field
from msgspec.structs import replace

from auditor.ingest.layout import TooLargeError
from auditor.ingest.office.books.cell_formats import shown
from auditor.ingest.office.books.cell_styles import cell_styles
from auditor.ingest.office.books.cell_styles import local
from auditor.ingest.office.books.cell_styles import local_name
from auditor.ingest.office.books.cell_styles import of_styles
from auditor.ingest.office.books.conditions import CONDITIONAL
from auditor.ingest.office.books.conditions import Hiding
from auditor.ingest.office.books.conditions import hiding_conditions
from auditor.ingest.office.books.drawn import DRAWN
from auditor.ingest.office.books.drawn import Box
from auditor.ingest.office.books.drawn import boxes_of
from auditor.ingest.office.books.page_heads import page_head
from auditor.ingest.office.books.places import column_number
from auditor.ingest.office.books.struck import FAINT
from auditor.ingest.office.books.struck import STRUCK
from auditor.ingest.office.books.struck import may_be_faint
from auditor.ingest.office.books.struck import may_be_struck
from auditor.ingest.office.packages import parse_xml
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from auditor.ingest.office.books.cell_styles import CellStyles
    from auditor.ingest.office.packages import Package

# A reader of workbooks lays out every place up to the last filled cell in memory, so that one far out would cost
# gigabytes.
_MOST_PLACES = 5_000_000
_FARTHEST = 7  # how many letters and digits the name of a place has at most, with some to spare
_MOST_TEXT = 300_000_000
_CELL = regex(rb"<(?:\w{1,20}:)?c[\s>]")
_FILLED = regex(rb"<(?:\w{1,20}:)?c\s(?:[^<>]*?\s)?r\s*=\s*[\"']([A-Za-z]+)0*(\d+)[\"'](?:[^<>]*[^<>/])?>")
# A cell that does not say where it stands, and what its row says.
_UNPLACED = regex(rb"<(?:\w{1,20}:)?c(?:\s+(?!r\s*=)[\w:]{1,40}\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))*\s*>")
_ROW = regex(rb"<(?:\w{1,20}:)?row[\s>]")
_ROW_PLACES = regex(rb"<(?:\w{1,20}:)?row\s(?:[^<>]*?\s)?r\s*=\s*[\"']0*(\d+)")
_PLACE = regex(rb"([A-Za-z]{1,3})\d{1,7}")
# Formulas, errors, what is hidden and the head of a page: without any, a sheet's own XML tells no more than its values.
_NOTED = re2.compile(
    rb"[<:]f[\s/>]|[\"']e[\"']|hidden\s*=\s*[\"'](?:1|true)[\"']|\bht\s*=\s*[\"'][01](?:\.[0-9]*)?[\"']"
    rb"|\bwidth\s*=\s*[\"']0(?:\.[0-9]*)?[\"']|<(?:\w+:)?oddHeader>"
)
# A place beyond ZZ999: without one, the area of all places is far below the limit.
_FAR = re2.compile(rb"r\s*=\s*[\"'](?:[A-Za-z]{3}|[A-Za-z]{0,2}[0-9]{4})")
# Any of these, what is drawn over cells, and conditions on which cells are not seen.
_SAYING = re2.compile(b"|".join((_NOTED.pattern, CONDITIONAL.pattern, DRAWN.pattern)))
# Any of these, or what may be struck out.
_TELLING = re2.compile(b"|".join((_SAYING.pattern, _FAR.pattern, STRUCK.pattern, FAINT.pattern)))
_FRACTIONS = re2.compile(rb"<(?:\w+:)?v>-?[0-9]*\.[0-9]")
# Programs that only write formulas, and zeros or nothing for their results, ask for them to be worked out on opening.
_WORKED_OUT_LATER = re2.compile(rb"fullCalcOnLoad\s*=\s*[\"'](?:1|true)[\"']")
_SAYS_NOTHING = '""'
_FIGURE = regex(r"[-+]?\d{1,20}(?:\.\d{0,20})?(?:[eE][-+]?\d{1,2})?")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_COLUMNS = 16_384
# In points, and in letters: rows and columns in which nothing can be seen.
_NARROWEST = MappingProxyType({"ht": 2.0, "width": 0.5})


class SheetNotes(Struct, frozen=True):
    """What to know of one sheet besides its values; rows and columns count from 0.

    `texts` are what cells show that their values do not tell: `=B4` for a formula without a result, `#DIV/0!`, `1200%`.
    `unseen` are the places of those that are filled and show nothing, `hiding` conditions on which others do. `boxes`
    are drawn over the cells; `header` is what the head of each printed page says.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    texts: Mapping[tuple[int, int], str] = field(default_factory=dict)
    unseen: frozenset[tuple[int, int]] = frozenset()
    uncalculated: int = 0
    hiding: tuple[Hiding, ...] = ()
    boxes: tuple[Box, ...] = ()
    header: tuple[str, ...] = ()


def inspect_workbook(package: Package) -> tuple[dict[str, SheetNotes], bool]:
    """The notes on each sheet of an XLSX file by its name, after making sure that the file is not a bomb.

    And whether something may be struck out in it. Most sheets tell nothing besides their values: one search says so.
    """
    strings, styles = (package.part(f"xl/{name}.xml") or b"" for name in ("sharedStrings", "styles"))
    struck = may_be_struck(strings) or may_be_struck(styles) or may_be_faint(strings)
    cells = cell_styles(styles)
    changing, rounding = of_styles(cells.changing), of_styles(cells.rounding)
    book = package.part("xl/workbook.xml")
    is_stale = book is not None and _WORKED_OUT_LATER.search(book) is not None
    notes = {}
    for name, part in _sheet_parts(package, book):
        data = package.part(part)
        if data is None:
            continue
        _check_texts(data, strings)
        is_telling = _TELLING.search(data) is not None
        if is_telling:
            _check_extent(data)
            struck = struck or may_be_struck(data) or may_be_faint(data)
        is_rounded = rounding and _FRACTIONS.search(data) and rounding.search(data)
        if (is_telling and _SAYING.search(data)) or (changing and changing.search(data)) or is_rounded:
            sheet = parse_xml(data)
            hiding, boxes = tuple(hiding_conditions(sheet, styles)), boxes_of(package, part, sheet)
            found = _Notes(cells, is_stale).of(sheet)
            notes[name] = replace(found, hiding=hiding, boxes=boxes, header=page_head(sheet))
    return notes, struck


def _sheet_parts(package: Package, book: bytes | None) -> Iterator[tuple[str, str]]:
    """The sheets' names with the parts that hold them, as a workbook says them."""
    relations = package.xml("xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        yield from (("", name) for name in package.names() if re.fullmatch(r"xl/worksheets/[^/]*\.xml", name))
        return
    targets = {relation.get("Id", ""): relation.get("Target", "") for relation in relations}
    for element in parse_xml(book).iter():
        if local(element) == "sheet":
            relation = next((value for key, value in element.items() if _is_relation(key)), "")
            target = targets.get(relation, "")
            yield element.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _is_relation(key: str) -> bool:
    return key == _RELATION or key.endswith("/relationships}id")


def _check_extent(data: bytes) -> None:
    """Refuse a sheet whose filled cells reach too far."""
    if not _FAR.search(data):
        return
    places = _FILLED.findall(data)
    letters, digits = {letters for letters, _ in places}, {digits for _, digits in places}
    widest = 1
    if _UNPLACED.search(data):
        digits.update(_ROW_PLACES.findall(data))
        widest += max(len(_CELL.findall(row)) for row in _ROW.split(data))
    is_named = all(len(part) <= _FARTHEST for part in letters | digits)
    rightmost = max(map(column_number, letters), default=0) if is_named else 0
    if is_named and max(map(int, digits), default=0) * (rightmost + widest) <= _MOST_PLACES:
        return
    what = "cells"
    raise TooLargeError(what, _MOST_PLACES)


def _check_texts(data: bytes, strings: bytes) -> None:
    """Refuse a sheet whose cells may all repeat a long text."""
    most = len(data) // len(b"<c/>")
    if most * len(strings) <= _MOST_TEXT:
        return
    longest = max(map(len, strings.split(b"si>")))
    if most * longest > _MOST_TEXT and len(_CELL.findall(data)) * longest > _MOST_TEXT:
        what = "characters"
        raise TooLargeError(what, _MOST_TEXT)


class _Notes:
    """Goes through a sheet and notes what its cells show; `is_stale` is whether its results are to be worked out."""

    def __init__(self, styles: CellStyles, is_stale: bool) -> None:  # noqa: FBT001
        self._styles = styles
        self._otherwise = styles.unseen.union(styles.formats)
        self._is_stale = is_stale
        self._shared: dict[str, str] = {}
        self._texts: dict[tuple[int, int], str] = {}
        self._unseen: set[tuple[int, int]] = set()
        self._uncalculated = 0

    def of(self, sheet: Element) -> SheetNotes:
        """The notes on a sheet."""
        rows: set[int] = set()
        columns: set[int] = set()
        names = {tag: local_name(tag) for tag in {element.tag for element in sheet.iter()}}
        row = column = 0
        for element in sheet.iter():
            match names[element.tag]:
                case "row":
                    row = int(element.get("r", row + 1)) if element.get("r", "1").isdecimal() else row + 1
                    column = 0
                    if _is_hidden(element, "ht"):
                        rows.add(row - 1)
                case "col" if _is_hidden(element, "width"):
                    first, last = int(element.get("min", "1")), int(element.get("max", "1"))
                    columns.update(range(first - 1, min(last, _COLUMNS)))
                case "c":
                    place = _PLACE.fullmatch(element.get("r", "").encode())
                    column = column_number(place.group(1)) + 1 if place else column + 1
                    if self._may_tell(element):
                        self._note(element, (row - 1, column - 1))
                case _:
                    pass
        return SheetNotes(frozenset(rows), frozenset(columns), self._texts, frozenset(self._unseen), self._uncalculated)

    def _may_tell(self, cell: Element) -> bool:
        """Whether a cell may show other than its value: nearly all hold one and no more, in a style that shows it."""
        is_bare = not len(cell) or (len(cell) == 1 and not cell[0].tag.endswith("f"))
        return not is_bare or cell.get("s", "0") in self._otherwise or cell.get("t") == "e"

    def _note(self, cell: Element, place: tuple[int, int]) -> None:
        parts = {local(child): child for child in cell}
        value = ((parts["v"].text or "") if "v" in parts else "").strip()
        style = cell.get("s", "0")
        pending = self._pending(cell, parts, value) if "f" in parts else ""
        text = (value or "#VALUE!") if cell.get("t") == "e" else pending
        self._uncalculated += bool(pending)
        if not text and cell.get("t", "n") == "n" and _FIGURE.fullmatch(value) and style in self._styles.formats:
            text = shown(self._styles.formats[style], float(value))
        if text:
            self._texts[place] = text
        elif style in self._styles.unseen and (value or "is" in parts):
            self._unseen.add(place)

    def _pending(self, cell: Element, parts: Mapping[str, Element], value: str) -> str:
        """A formula of which there is no result; one that may well say nothing has said so."""
        formula, group = parts["f"].text or "", parts["f"].get("si", "")
        if formula and group:
            self._shared[group] = formula
        formula = formula or self._shared.get(group, "?")
        kind = cell.get("t", "n")
        if kind == "e" or ("is" in parts and "".join(parts["is"].itertext()).strip()):
            return ""
        if value:
            return f"={formula}" if self._is_stale and value == "0" and kind == "n" else ""
        return "" if kind == "str" and _SAYS_NOTHING in formula else f"={formula}"


def _is_hidden(element: Element, size: str) -> bool:
    """Whether a row or a column is not shown, or has no size to be shown in."""
    said = element.get(size, "")
    is_narrow = said.replace(".", "", 1).isdecimal() and float(said) < _NARROWEST[size]
    return is_narrow or element.get("hidden") in ("1", "true")
