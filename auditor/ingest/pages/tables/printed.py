"""Tables as printed on one page, and how one that runs over pages is put together again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from auditor.ingest.layout import UNREAD
from auditor.ingest.layout import Slot
from auditor.ingest.layout import Table
from auditor.ingest.layout import join_lines
from auditor.ingest.tables.grid.matrix import is_unit
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

_SIDES = 6.0
_SAME_COLUMN = 4.0
# Columns narrower than this, without a text, lie between the lines of a border that is drawn double.
_GAP = 8.0
_FIGURE = regex(r"[-—–/]{1,2}|[-+]?\d[\d,，.．]*")
# Prints may have radicals for numerals that look like them: ⼀⼆⼋⼗.
NUMBERED = regex(r"[（(]?[一二三四五六七八九十⼀⼆⼋⼗\d]{1,3}[）)、.．]|其中|第[一二三四五六七八九十⼀⼆⼋⼗]")


class PrintedCell(NamedTuple):
    """A cell between lines of its table, counted from 0, with its text."""

    top: int
    left: int
    bottom: int
    right: int
    text: str


class PrintedTable(Struct, frozen=True):
    """A table or a page's part of one: the places of its columns, its cells, and where its pages begin.

    `full` are the columns of cells of the last row whose last line has no room for another character; `labels` is in
    how many columns the labels stand of a table whose cells no line tells, but their places do.
    """

    page: int
    xs: tuple[float, ...]
    rows: int
    cells: tuple[PrintedCell, ...]
    open_bottom: bool = False
    breaks: tuple[int, ...] = ()
    ruled: bool = True
    full: frozenset[tuple[int, int]] = frozenset()
    labels: int = 0

    def row(self, number: int) -> tuple[PrintedCell, ...]:
        """The cells that begin in a row."""
        return tuple(cell for cell in self.cells if cell.top == number)

    def as_block(self) -> Table:
        """The table with its cells in places."""
        slots = tuple(
            Slot(cell.top, cell.left, cell.text, cell.bottom - cell.top, cell.right - cell.left) for cell in self.cells
        )
        return Table(slots, page=self.page, breaks=self.breaks, ruled=self.ruled)


def without_gaps(table: PrintedTable) -> PrintedTable:
    """The table without the columns between the lines of double borders."""
    held = {cell.left for cell in table.cells if cell.text and cell.right == cell.left + 1}
    gaps = {at for at in range(len(table.xs) - 1) if table.xs[at + 1] - table.xs[at] < _GAP and at not in held}
    if not gaps:
        return table
    kept = [at for at in range(len(table.xs) - 1) if at not in gaps]
    xs = (*(table.xs[at] for at in kept), table.xs[-1])
    at_new = [sum(column < at for column in kept) for at in range(len(table.xs))]
    moved = (cell._replace(left=at_new[cell.left], right=at_new[cell.right]) for cell in table.cells)
    full = frozenset((at_new[left], at_new[right]) for left, right in table.full)
    return replace(table, xs=xs, cells=tuple(cell for cell in moved if cell.left < cell.right), full=full)


def join_tables(first: PrintedTable, second: PrintedTable) -> PrintedTable | None:
    """The table that goes on over a page, None where the second is another one.

    A head that the second part repeats is dropped, and cells that the page's end cut in two are one again.
    """
    xs = _common_columns(first.xs, second.xs)
    if xs is None:
        return None
    first = _on(first, xs)
    second = _without_head(first, _on(second, xs))
    second, first = _healed_row(first, second)
    kept, grown = _continued(first, second)
    moved = [
        cell._replace(top=cell.top + first.rows, bottom=cell.bottom + first.rows)
        for cell in second.cells
        if cell not in kept
    ]
    cells = tuple(sorted([*grown, *moved]))
    breaks = (*first.breaks, *((first.rows,) if second.rows else ()))
    ruled = first.ruled and second.ruled
    rows = first.rows + second.rows
    return replace(
        first, rows=rows, cells=cells, open_bottom=second.open_bottom, breaks=breaks, ruled=ruled, full=second.full
    )


def _common_columns(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...] | None:
    """The columns of two parts together, None if they do not look like parts of one table.

    Rows that end before the others, so that their last lines are drawn nowhere on a page, have all their columns among
    those of the other part.
    """
    if abs(one[0] - other[0]) > _SIDES or abs(one[-1] - other[-1]) > _SIDES:
        return one if len(other) > 2 and all(_nearest(one, x) <= _SAME_COLUMN for x in other) else None  # noqa: PLR2004
    new = [x for x in other[1:-1] if _nearest(one, x) > _SAME_COLUMN]
    fewer = min(len(one), len(other)) - 2
    shared = len(other) - 2 - len(new)
    if 2 * shared < fewer:
        return None
    return tuple(sorted([*one, *new]))


def _nearest(marks: Sequence[float], x: float) -> float:
    return min(abs(mark - x) for mark in marks)


def _on(table: PrintedTable, xs: tuple[float, ...]) -> PrintedTable:
    """A table with its columns counted among more columns."""
    if table.xs == xs:
        return table
    index = [min(range(len(xs)), key=lambda at: abs(xs[at] - x)) for x in table.xs]
    cells = tuple(cell._replace(left=index[cell.left], right=index[cell.right]) for cell in table.cells)
    full = frozenset((index[left], index[right]) for left, right in table.full)
    return replace(table, xs=xs, cells=cells, full=full)


def _without_head(first: PrintedTable, second: PrintedTable) -> PrintedTable:
    """The second part without the rows at its top that repeat those at the top of the first."""
    repeated = 0
    while repeated < min(first.rows, second.rows) and _repeats(first, second, repeated):
        repeated += 1
    while repeated and any(cell.top < repeated < cell.bottom for cell in second.cells):
        repeated -= 1
    if not any(cell.text for number in range(repeated) for cell in second.row(number)):
        return second
    cells = tuple(
        cell._replace(top=cell.top - repeated, bottom=cell.bottom - repeated)
        for cell in second.cells
        if cell.top >= repeated
    )
    return replace(second, rows=second.rows - repeated, cells=cells)


def _repeats(first: PrintedTable, second: PrintedTable, number: int) -> bool:
    """Whether a row says the same in both parts and is no row of figures: two of those may well be alike."""
    says = _says(first, number)
    figures = sum(_FIGURE.fullmatch(text) is not None for _, text in says)
    return says == _says(second, number) and 2 * figures < len(says)


def _says(table: PrintedTable, number: int) -> list[tuple[int, str]]:
    return [(cell.left, "".join(cell.text.split())) for cell in table.row(number)]


def _healed_row(first: PrintedTable, second: PrintedTable) -> tuple[PrintedTable, PrintedTable]:
    """A row that the page's end cut in two: its rest on the next page holds words of labels or heads and nothing else.

    Only where these fill their cells to the end, where no line was drawn at the page's end, or where the rest lacks the
    unit that every row prints, and where it does not look like a row that begins.
    """
    whole = _whole_cells(first, second)
    if whole:
        return _without_first_row(second), replace(first, cells=tuple(whole.get(cell, cell) for cell in first.cells))
    last = {(cell.left, cell.right): cell for cell in first.cells if cell.bottom == first.rows and cell.text}
    rest = [cell for cell in second.row(0) if cell.text] if second.rows else []
    pairs = {last[cell.left, cell.right]: cell for cell in rest if (cell.left, cell.right) in last}
    if not rest or len(pairs) < len(rest) or not all(map(_are_words_going_on, pairs, rest)):
        return second, first
    full = sum((above.left, above.right) in first.full for above in pairs)
    is_of_heads = 2 * full > len(pairs) and _is_rest_of_heads(first, second)
    if not (is_of_heads or _is_rest_of_labels(first, second, pairs, are_full=full == len(pairs))):
        return second, first
    healed = {above: above._replace(text=join_lines([above.text, below.text])) for above, below in pairs.items()}
    emptied = tuple(cell._replace(text="") if cell in rest else cell for cell in second.cells)
    first = replace(first, cells=tuple(healed.get(cell, cell) for cell in first.cells))
    return _without_first_row(replace(second, cells=emptied)), first


def _are_words_going_on(above: PrintedCell, below: PrintedCell) -> bool:
    figures = _FIGURE.fullmatch(above.text) or _FIGURE.fullmatch(below.text)
    return not figures and not is_unit(above.text) and not NUMBERED.match(below.text)


def _is_rest_of_labels(
    first: PrintedTable, second: PrintedTable, above: Iterable[PrintedCell], *, are_full: bool
) -> bool:
    """Whether labels with figures beside them go on without any: they are full, or a line or their unit is lacking."""
    end = max(cell.right for cell in above)
    figures = any(cell.text and cell.left >= end for cell in first.cells if cell.bottom == first.rows)
    return figures and (are_full or first.open_bottom or _lacks_unit(first, second))


def _is_rest_of_heads(first: PrintedTable, second: PrintedTable) -> bool:
    """Whether words stand right above the first figures."""
    above = any(_FIGURE.fullmatch(cell.text) for cell in first.cells)
    return not above and second.rows > 1 and any(_FIGURE.fullmatch(cell.text) for cell in second.row(1))


def _without_first_row(table: PrintedTable) -> PrintedTable:
    cells = (cell._replace(top=max(0, cell.top - 1), bottom=cell.bottom - 1) for cell in table.cells if cell.bottom > 1)
    return replace(table, rows=table.rows - 1, cells=tuple(cells))


def _whole_cells(first: PrintedTable, second: PrintedTable) -> dict[PrintedCell, PrintedCell]:
    """The cells of a row that the page's end cut behind the number of its label, with what goes on on the next page.

    Figures that go on there are in doubt.
    """
    last = {(cell.left, cell.right): cell for cell in first.cells if cell.bottom == first.rows and cell.text}
    rest = [cell for cell in second.row(0) if cell.text] if second.rows else []
    if any((cell.left, cell.right) not in last or cell.bottom > 1 for cell in rest):
        return {}
    pairs = [(last[cell.left, cell.right], cell) for cell in rest]
    if not any(NUMBERED.fullmatch(above.text) and not NUMBERED.match(below.text) for above, below in pairs):
        return {}
    return {above: above._replace(text=_going_on(above.text, below.text)) for above, below in pairs}


def _going_on(above: str, below: str) -> str:
    figures = _FIGURE.fullmatch(above) and _FIGURE.fullmatch(below)
    return above + below + UNREAD if figures else join_lines([above, below])


def _lacks_unit(first: PrintedTable, second: PrintedTable) -> bool:
    """Whether the last row of the first part prints a unit where the first row of the second has an empty cell.

    Notes in brackets have rows without a unit, too.
    """
    if any(cell.text.startswith(("（", "(")) for cell in second.row(0)):
        return False
    units = {(cell.left, cell.right) for cell in first.cells if cell.bottom == first.rows and is_unit(cell.text)}
    return any((cell.left, cell.right) in units and not cell.text for cell in second.row(0))


def _continued(first: PrintedTable, second: PrintedTable) -> tuple[set[PrintedCell], list[PrintedCell]]:
    """The empty cells at the top of the second part that belong to cells above, and those cells with their growth.

    An empty cell of one row below one of one row is a cell of its own: a figure that was left blank. So is one below a
    head that ends where the head beside it has a figure below it.
    """
    above = {(cell.left, cell.right): cell for cell in first.cells if cell.bottom == first.rows}
    begun = {
        above[cell.left, cell.right].top for cell in second.row(0) if cell.text and (cell.left, cell.right) in above
    }
    taken: set[PrintedCell] = set()
    grown = {cell: cell for cell in first.cells}
    for cell in second.cells:
        upper = above.get((cell.left, cell.right))
        if cell.top or cell.text or upper is None:
            continue
        if cell.bottom > 1 or (upper.bottom - upper.top > 1 and upper.top not in begun):
            taken.add(cell)
            grown[upper] = upper._replace(bottom=first.rows + cell.bottom)
    return taken, list(grown.values())
