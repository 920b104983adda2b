"""How figures of a table slip by a cell, in a row, a column or whole rows, and rows and columns that changed places."""

from __future__ import annotations

from functools import partial
from itertools import chain
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.engine.locate.repairs.sheet import Place
    from auditor.engine.locate.repairs.sheet import Sheet

_SIDEWAYS = {
    1: Words("右移了一格", "slipped by one to the right"),
    -1: Words("左移了一格", "slipped by one to the left"),
}
# Of a longer table there would be millions of ways to slip.
_MOST_ROWS = 100
_UPRIGHT = {1: Words("下移了一行", "slipped down by one"), -1: Words("上移了一行", "slipped up by one")}


class Slide(Struct, frozen=True):
    """A slip: where the figure that belongs to each place stands now, None where it went lost; told when asked for."""

    told: Callable[[], Words]
    moves: Mapping[Place, Place | None]


class Grid(Struct, frozen=True):
    """The rows and columns of one table whose cells are figures of one kind."""

    sheet: Sheet
    rows: tuple[str, ...]
    columns: tuple[str | None, ...]

    def slides(self, unbalanced: Collection[str]) -> Iterator[Slide]:
        """All that may have slipped; `unbalanced` are the rows that are not the sums of their columns."""
        if len(self.rows) > _MOST_ROWS:
            return
        if len(self.columns) == 1:
            yield from self._along(combinations(range(len(self.rows)), 2))
            return
        for code in unbalanced:
            yield from self._across(code)
        at = [place for place, code in enumerate(self.rows) if code in unbalanced]
        if len(at) > 1:
            yield from self._along(iter([(at[0], at[-1])]))
            yield from self._columns()
        if not at:
            yield from self._whole_rows()

    def _across(self, code: str) -> Iterator[Slide]:
        """Cells of one row that slipped to a side."""
        row = [(code, column) for column in self.columns]
        for first, last in combinations(range(len(row)), 2):
            for way in _SIDEWAYS:
                yield Slide(partial(self._sideways, code, first, last, way), _moved(row[first : last + 1], way))

    def _along(self, stretches: Iterator[tuple[int, int]]) -> Iterator[Slide]:
        """Cells of one column that slipped up or down."""
        for first, last in stretches:
            for at, column in enumerate(self.columns):
                cells = [(code, column) for code in self.rows[first : last + 1]]
                for way in _UPRIGHT:
                    yield Slide(partial(self._upright, at, first, last, way), _moved(cells, way))

    def _whole_rows(self) -> Iterator[Slide]:
        """Pairs of rows that changed places, and rows that slipped with all their columns."""
        for one, two in combinations(self.rows, 2):
            swapped = {(mine, it): (now, it) for mine, now in ((one, two), (two, one)) for it in self.columns}
            yield Slide(partial(self._rows_swapped, one, two), swapped)
        for first, last in combinations(range(len(self.rows)), 2):
            stretch = self.rows[first : last + 1]
            for way in _UPRIGHT:
                lines = (_moved([(code, column) for code in stretch], way).items() for column in self.columns)
                yield Slide(partial(self._upright, None, first, last, way), dict(chain.from_iterable(lines)))

    def _columns(self) -> Iterator[Slide]:
        """Pairs of columns of which one holds the other's figures; whether others moved, too, sums do not tell."""
        for one, two in combinations(range(len(self.columns)), 2):
            pair = self.columns[one], self.columns[two]
            swapped = {(code, mine): (code, now) for code in self.rows for mine, now in (pair, pair[::-1])}
            yield Slide(partial(self._columns_swapped, one, two), swapped)

    def _sideways(self, code: str, first: int, last: int, way: int) -> Words:
        name, slipped = self._row(code), _SIDEWAYS[way]
        is_all = last - first + 1 == len(self.columns)
        zh, en = ("整行", "") if is_all else (f"从{self._column(first).zh}到{self._column(last).zh}", "part of ")
        return Words(f"“{name.zh}”一行{zh}{slipped.zh}", f"{en}the row {name.en} {slipped.en}")

    def _upright(self, at: int | None, first: int, last: int, way: int) -> Words:
        """What is said of a stretch of one column, or of all where `at` is None."""
        a, b, slipped = self._row(self.rows[first]), self._row(self.rows[last]), _UPRIGHT[way]
        if at is None:
            of = Words("各列", "the rows ")
        elif self.columns[at]:
            of = Words(f"{self._column(at).zh}一列", f"the column {self._column(at).en}, ")
        else:
            of = Words("", "the figures ")
        return Words(f"{of.zh}从“{a.zh}”到“{b.zh}”{slipped.zh}", f"{of.en}from {a.en} to {b.en} {slipped.en}")

    def _rows_swapped(self, one: str, two: str) -> Words:
        a, b = self._row(one), self._row(two)
        return Words(f"“{a.zh}”与“{b.zh}”两行填反了", f"the rows {a.en} and {b.en} changed places")

    def _columns_swapped(self, one: int, two: int) -> Words:
        a, b = self._column(one), self._column(two)
        return Words(f"{b.zh}的数填在了{a.zh}一列", f"the figures of {b.en} stand in the column {a.en}")

    def _row(self, code: str) -> Words:
        return self.sheet.form.by_code[code].names

    def _column(self, at: int) -> Words:
        code, table = self.columns[at], self.sheet.form.by_code[self.rows[0]].table
        members = (member for it in self.sheet.form.tables if it.code == table for member in it.members)
        name = next((member.name for member in members if member.code == code), code or "")
        return Words(f"“{name}”", (code or "").replace("_", " "))


def _moved(cells: Sequence[Place], way: int) -> dict[Place, Place | None]:
    """Where the figures of cells stand that went on by one, the last of them lost; or went back, the first lost."""
    now = (*cells[1:], None) if way > 0 else (None, *cells[:-1])
    return dict(zip(cells, now, strict=True))
