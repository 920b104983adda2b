"""A marked table as a matrix of its cells: merged cells fill all places they cover, and what each cell is to a form."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.document import Reading
from auditor.ingest.dates import YEAR
from auditor.ingest.tables.cells import COMMON_UNITS
from auditor.ingest.tables.cells import NOT_WORKED_OUT
from auditor.ingest.tables.cells import bare_unit
from auditor.ingest.tables.cells import read_cell
from auditor.ingest.tables.headings import Axis
from auditor.patterns import regex
from auditor.schema import Kind
from auditor.schema import Measure
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.document import Cell
    from auditor.document import Grid
    from auditor.ingest.tables.headings import Heading
    from auditor.ingest.tables.headings import Lexicon

# NOTE: sheets may claim a million rows; a form has some forty, and no real table of one has more than these.
MOST_ROWS = 2000
MOST_COLUMNS = 200
_FEWEST_COUNTED = 3
_COLUMN_NAMES = frozenset(("甲", "乙", "丙", "丁", "A", "B", "C", "栏次", "列次", "序号", "行次"))
_ANY = Measure(Kind.MONEY, "元", "元", 100)
_WORDS = regex(r"[一-鿿A-Za-z]")
# A label and the figure of its row in one cell: 行政许可：9987件
_LABELLED = regex(r"\s*(?P<label>[^\d\n]{2,40}?)\s*[:：\s]\s*(?P<figure>\d[\d,.，．]*\s?[一-鿿]{0,2})\s*")


class Role(StrEnum):
    """What a place of the matrix holds: a heading of the form, a figure or a sign for none, nothing, or other words."""

    HEADING = "heading"
    FIGURE = "figure"
    BLANK = "blank"
    WORDS = "words"
    OUTSIDE = "outside"


class Place(Struct, frozen=True):
    """One place of the matrix. `grid` is which table of the document the cell belongs to (from 0)."""

    cell: Cell | None
    grid: int
    role: Role
    headings: tuple[Heading, ...] = ()
    is_first: bool = True

    @property
    def text(self) -> str:
        """What its cell says, nothing where there is none."""
        return self.cell.text if self.cell else ""


OUTSIDE = Place(None, -1, Role.OUTSIDE)


def has_figure(places: Iterable[Place]) -> bool:
    """Whether any of some places, such as a row, holds a figure."""
    return any(place.role is Role.FIGURE for place in places)


class Matrix(Struct, frozen=True):
    """Places by row and column; the transposed matrix is one too."""

    rows: tuple[tuple[Place, ...], ...]
    transposed: bool = False

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0]) if self.rows else 0

    def turned(self) -> Matrix:
        """The same table with rows and columns exchanged."""
        return Matrix(tuple(zip(*self.rows, strict=True)), not self.transposed)

    def blocks(self) -> tuple[Matrix, ...]:
        """The parts of a sheet between rows that hold nothing, or one text that is no heading: a caption.

        Where they stand side by side, they are parts between columns that hold nothing.
        """
        parts: list[list[tuple[Place, ...]]] = [[]]
        for row in self.rows:
            held = {id(place.cell): place.role for place in row if place.role not in {Role.BLANK, Role.OUTSIDE}}
            if not held or (set(held.values()) == {Role.WORDS} and len(held) == 1):
                parts.append([])
            else:
                parts[-1].append(row)
        return tuple(Matrix(rows) for part in parts if part for rows in _side_by_side(part))

    def below(self, other: Matrix) -> Matrix:
        """This matrix with another one under it, the right edges in line."""
        width = max(self.width, other.width)
        rows = tuple((OUTSIDE,) * (width - len(row)) + row for row in (*self.rows, *other.rows))
        return Matrix(rows)


def _side_by_side(rows: Sequence[tuple[Place, ...]]) -> Iterator[tuple[tuple[Place, ...], ...]]:
    """Rows cut at the columns that hold nothing."""
    kept = [any(place.role not in {Role.BLANK, Role.OUTSIDE} for place in column) for column in zip(*rows, strict=True)]
    at = 0
    for holds, group in groupby(kept):
        start, at = at, at + len(list(group))
        if holds:
            yield tuple(row[start:at] for row in rows)


def matrix_of(grid: Grid, number: int, lexicon: Lexicon) -> Matrix:
    """The matrix of a table of the document."""
    cells = [cell for cell in grid.cells if cell.row < MOST_ROWS and cell.column < MOST_COLUMNS]
    if not cells:
        return Matrix(())
    cells = _parted(cells, lexicon)
    height = min(MOST_ROWS, max(cell.row + max(1, cell.rows) for cell in cells))
    width = min(MOST_COLUMNS, max(cell.column + max(1, cell.columns) for cell in cells))
    places = [[OUTSIDE] * width for _ in range(height)]
    for cell in cells:
        place = _place(cell, number, lexicon)
        if cell.rows > 1 or cell.columns > 1:
            covered, end = replace(place, is_first=False), min(width, cell.column + max(1, cell.columns))
            for row in places[cell.row : cell.row + max(1, cell.rows)]:
                row[cell.column : end] = [covered] * (end - cell.column)
        places[cell.row][cell.column] = place
    return Matrix(tuple(_without_count(row) for row in places))


def _parted(cells: Sequence[Cell], lexicon: Lexicon) -> list[Cell]:
    """The cells; one that alone holds the label of a row of one figure, and that figure, as two beside each other."""
    filled = Counter(cell.row for cell in cells if cell.text.strip())
    labels, figures = [], []
    for cell in cells:
        found = _LABELLED.fullmatch(cell.text) if filled[cell.row] == 1 else None
        headings = lexicon.headings(found["label"], near=False) if found else ()
        if found and any(each.axis is Axis.ROW and len(each.codes) == 1 for each in headings):
            label, figure = (_part(cell, *found.span(name)) for name in ("label", "figure"))
            labels.append(replace(label, columns=1))
            figures.append(replace(figure, column=cell.column + 1, columns=max(1, cell.columns - 1)))
        else:
            labels.append(cell)
    return [*labels, *figures]


def _part(cell: Cell, start: int, end: int) -> Cell:
    return replace(cell, text=cell.text[start:end], span=Span(cell.span.start + start, cell.span.start + end))


def _without_count(row: Sequence[Place]) -> tuple[Place, ...]:
    """A row of places; one that only counts the columns (甲, 1, 2, 3) holds no figures."""
    cells = {id(place.cell): place.cell.text.strip() for place in row if place.cell is not None}
    texts = [text for text in cells.values() if text and text not in _COLUMN_NAMES]
    if len(texts) < _FEWEST_COUNTED or texts[0] != "1" or texts != [str(at) for at in range(1, len(texts) + 1)]:
        return tuple(row)
    return tuple(replace(place, role=Role.WORDS) for place in row)


def is_unit(text: str) -> bool:
    """Whether a cell holds nothing but a unit word."""
    return bare_unit(text) in COMMON_UNITS


def _place(cell: Cell, number: int, lexicon: Lexicon) -> Place:
    text = fold(cell.text).strip()
    if not text:
        return Place(cell, number, Role.BLANK)
    if text.isdecimal():
        return Place(cell, number, Role.FIGURE)
    headings = lexicon.headings(cell.text) if _WORDS.search(text) else ()
    if headings:
        return Place(cell, number, Role.HEADING, headings)
    if YEAR.match(text):
        return Place(cell, number, Role.WORDS)  # the head of a column of that year
    reading = read_cell(cell.text, _ANY, signed=True).reading
    begun = text[0].isdecimal() or text.startswith(NOT_WORKED_OUT) or not _WORDS.search(text)
    figure = reading in {Reading.VALUE, Reading.DASH} or (reading is Reading.DOUBTFUL and begun)
    return Place(cell, number, Role.FIGURE if figure else Role.WORDS)
