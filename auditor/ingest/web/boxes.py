"""Tables that a page lays out by boxes (`div`, `section`, `li`) instead of table markup, found by their shape.

A row is a box of two or more boxes that each hold a short text; rows of the same number of cells one behind the other
are a table, whatever style sheet sets them beside each other. In a CSS grid the cells follow each other in one box.
"""

from __future__ import annotations

from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING
from typing import NamedTuple

from msgspec import Struct
from msgspec import field

from auditor.ingest.web.signs import Sign
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from selectolax.lexbor import LexborNode

    from auditor.ingest.web.page import Page

_BOXES = frozenset(("div", "section", "li", "ul", "ol", "dl", "dd", "dt", "article"))
_SIGNS = frozenset(("-text", "-comment"))
_LONGEST = 200
_FEWEST_ROWS = 3
_MOST_COLUMNS = 60
_COLUMNS = regex(r"grid-template-columns\s*:\s*(repeat\(\s*(\d{1,2})\s*,|[^;]{1,400})")
_PLACED = regex(r"grid-(row|column|area)\s{0,9}:\s{0,9}([^;]{1,60})")
_SPANS = frozenset(("aria-rowspan", "aria-colspan"))
_FEW = regex(r"[0-9]{1,2}")
_LINE = regex(r"(span\s{1,9})?(\d{1,3})")
_ORDERED = regex(r"(?:^|;)\s{0,9}order\s{0,9}:\s{0,9}-?[1-9]")
_FIGURE = regex(r"\s*[-+]?\d[\d,.]*\s*")


class _Kind(Enum):
    """What a box is: a short text, a row of such, rows, or anything else."""

    TEXT = 1
    ROW = 2
    ROWS = 3
    OTHER = 4


class Boxes(Struct, frozen=True):
    """The boxes that stand for parts of tables, by their identity.

    `parts` are the tags that they stand for; with those of `opens` a table begins and with those of `closes` one
    ends; cells of `starts` begin a row; `reach` is how many rows and columns a cell covers.
    """

    parts: dict[int, str] = field(default_factory=dict)
    opens: set[int] = field(default_factory=set)
    closes: set[int] = field(default_factory=set)
    starts: set[int] = field(default_factory=set)
    reach: dict[int, tuple[int, int]] = field(default_factory=dict)


def find_boxes(page: Page) -> Boxes:
    """The boxes that are tables, of a page."""
    found = Boxes()
    if Sign.TABLE in page.signs and Sign.BOXED not in page.signs:
        return found
    kinds: dict[int, _Kind] = {}
    rows_of: dict[int, list[LexborNode]] = {}
    # From the last to the first, so that what is in a box is known before the box.
    for node in reversed(page.tree.css(", ".join(sorted(_BOXES)))):
        columns = _grid_columns(node)
        if columns and _take_grid(node, columns, found):
            kinds[node.mem_id] = _Kind.OTHER
            continue
        kind = _kind(node, kinds)
        kinds[node.mem_id] = kind
        if kind is _Kind.ROWS:
            rows_of[node.mem_id] = [
                row
                for child in _boxes_in(node)
                for row in (rows_of.pop(child.mem_id, ()) or ([child] if kinds[child.mem_id] is _Kind.ROW else ()))
            ]
    for rows in rows_of.values():
        _take_rows(rows, found)
    return found


def _boxes_in(node: LexborNode) -> list[LexborNode]:
    return [child for child in node.iter() if child.tag in _BOXES]


def _kind(node: LexborNode, kinds: dict[int, _Kind]) -> _Kind:
    children = list(node.iter(include_text=True))
    inside = [child for child in children if child.tag not in _SIGNS]
    loose = any(child.tag == "-text" and (child.text_content or "").strip() for child in children)
    if loose or not inside or any(child.tag not in _BOXES for child in inside):
        return _Kind.TEXT if _is_short(node) else _Kind.OTHER
    of = [kinds[child.mem_id] for child in inside]
    if set(of) == {_Kind.TEXT}:
        return _Kind.ROW if 1 < len(of) <= _MOST_COLUMNS else _Kind.TEXT if len(of) == 1 else _Kind.OTHER
    if _Kind.OTHER in of or of.count(_Kind.TEXT) > of.count(_Kind.ROW):
        return _Kind.OTHER
    return _Kind.ROWS


def _is_short(node: LexborNode) -> bool:
    text = node.text(deep=True)
    return len(text) <= _LONGEST and node.css_first("table, img") is None


def _take_rows(rows: Sequence[LexborNode], found: Boxes) -> None:
    """The rows as tables, one for each run of rows of as many cells, if any of them holds figures."""
    cells = {row.mem_id: _boxes_in(row) for row in rows}
    figures = sum(_FIGURE.fullmatch(cell.text(deep=True)) is not None for row in cells.values() for cell in row)
    if len(rows) < _FEWEST_ROWS or figures < _FEWEST_ROWS:
        return
    reach = {
        cell.mem_id: _said_reach(cell) for row in cells.values() for cell in row if _SPANS & cell.attributes.keys()
    }
    found.reach.update(reach)
    for _, same in groupby(rows, lambda row: (0 if reach else len(cells[row.mem_id]), _parent_of(row))):
        run = list(same)
        found.opens.add(run[0].mem_id)
        found.closes.add(run[-1].mem_id)
        for row in run:
            found.parts[row.mem_id] = "tr"
            found.parts.update((cell.mem_id, "td") for cell in cells[row.mem_id])


def _said_reach(cell: LexborNode) -> tuple[int, int]:
    """How many rows and columns a cell says that it covers, to those who have the page read out."""
    rows, columns = ((cell.attributes.get(name) or "").strip() for name in ("aria-rowspan", "aria-colspan"))
    return _number(rows), _number(columns)


def _number(said: str) -> int:
    return max(1, int(said)) if _FEW.fullmatch(said) else 1


def _parent_of(node: LexborNode) -> int:
    return node.parent.mem_id if node.parent is not None else 0


def _grid_columns(node: LexborNode) -> int:
    """How many columns a CSS grid says that it has."""
    match = _COLUMNS.search((node.attributes.get("style") or "").lower())
    if match is None:
        return 0
    return int(match[2]) if match[2] else len(match[1].split())


def _take_grid(node: LexborNode, columns: int, found: Boxes) -> bool:
    cells = list(node.iter())
    if not 1 < columns <= _MOST_COLUMNS or len(cells) < _FEWEST_ROWS * columns / 2 or not all(map(_is_short, cells)):
        return False
    styles = [(cell.attributes.get("style") or "").lower() for cell in cells]
    places = list(map(_place, styles))
    if _ORDERED.search(";".join(styles)) or _goes_back(places):
        _picture(node, cells)
        return True
    found.parts[node.mem_id] = "table"
    found.opens.add(node.mem_id)
    found.closes.add(node.mem_id)
    for cell, starts, reach in _flow(cells, places, columns):
        found.parts[cell.mem_id] = "td"
        found.reach[cell.mem_id] = reach
        if starts:
            found.starts.add(cell.mem_id)
    return True


def _picture(node: LexborNode, cells: Sequence[LexborNode]) -> None:
    """A picture in the place of cells that are shown in another order than the text has them."""
    node.insert_child(node.parser.create_node("img"))
    for cell in cells:
        cell.replace_with("")  # and not freed: rows within it may have been found


class _Place(NamedTuple):
    """Where a cell of a CSS grid begins, counted from 1, or 0 where it follows the one before; and its reach."""

    row: int = 0
    column: int = 0
    height: int = 1
    width: int = 1


def _place(style: str) -> _Place:
    """What a style says of the place of a cell."""
    lines: dict[str, list[str]] = {}
    for name, value in _PLACED.findall(style):
        parts = [part.strip() for part in value.split("/")]
        if name == "area":
            lines.update(row=parts[::2], column=parts[1::2])
        else:
            lines[name] = parts
    (row, height), (column, width) = _extent(lines.get("row", [])), _extent(lines.get("column", []))
    return _Place(row, column, height, width)


def _extent(lines: Sequence[str]) -> tuple[int, int]:
    """The line that a cell begins at, 0 where none is said, and how many it reaches over."""
    start, reach = 0, 1
    for number, line in enumerate(lines[:2]):
        said = _LINE.fullmatch(line)
        if said and said[1]:
            reach = int(said[2])
        elif said and number:
            reach = max(1, int(said[2]) - start) if start else 1
        elif said:
            start = int(said[2])
    return start, reach


def _goes_back(places: Sequence[_Place]) -> bool:
    """Whether cells stand before others that the page names first."""
    said = [(place.row, place.column) for place in places if place.row]
    return said != sorted(said)


def _flow(
    cells: Sequence[LexborNode], places: Sequence[_Place], columns: int
) -> Iterator[tuple[LexborNode, bool, tuple[int, int]]]:
    """The cells as they fill the rows of a grid: each with whether it is the first of one, and its reach."""
    taken: set[tuple[int, int]] = set()
    row = column = 0
    last = -1
    for cell, place in zip(cells, places, strict=True):
        height, width = place.height, min(place.width, columns)
        if place.column and place.column <= column:
            row, column = row + 1, 0
        column = max(column, place.column - 1)
        while column + width > columns or any((row, column + aside) in taken for aside in range(width)):
            column += 1
            if column + width > columns:
                row, column = row + 1, 0
        taken |= {(row + down, column + aside) for down in range(height) for aside in range(width)}
        yield cell, row != last, (height, width)
        last, column = row, column + width
