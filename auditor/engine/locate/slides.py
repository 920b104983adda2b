"""How figures of a table slip by a cell, in a row, a column or whole rows, and rows and columns that changed places."""

from __future__ import annotations

from itertools import chain
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import Words

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.engine.locate.sheet import Place
    from auditor.engine.locate.sheet import Sheet

_SIDEWAYS = {
    1: Words("右移了一格", "slipped by one to the right"),
    -1: Words("左移了一格", "slipped by one to the left"),
}
# Of a longer table there would be millions of ways to slip.
_MOST_ROWS = 100
_UPRIGHT = {1: Words("下移了一行", "slipped down by one"), -1: Words("上移了一行", "slipped up by one")}


class Slide(Struct, frozen=True):
    """A slip: what slipped, and where the figure that belongs to each place stands now, None where it went lost."""

    words: Words
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
            is_all = last - first + 1 == len(row)
            zh, en = ("整行", "") if is_all else (f"从{self._column(first).zh}到{self._column(last).zh}", "part of ")
            for way, words in _SIDEWAYS.items():
                name = self._row(code)
                said = Words(f"“{name.zh}”一行{zh}{words.zh}", f"{en}the row {name.en} {words.en}")
                yield Slide(said, _moved(row[first : last + 1], way))

    def _along(self, stretches: Iterator[tuple[int, int]]) -> Iterator[Slide]:
        """Cells of one column that slipped up or down."""
        for first, last in stretches:
            for at, column in enumerate(self.columns):
                cells = [(code, column) for code in self.rows[first : last + 1]]
                name = self._column(at)
                of = Words(f"{name.zh}一列", f"the column {name.en}, ") if column else Words("", "the figures ")
                for way, words in _UPRIGHT.items():
                    yield Slide(self._between(of, first, last, words), _moved(cells, way))

    def _whole_rows(self) -> Iterator[Slide]:
        """Pairs of rows that changed places, and rows that slipped with all their columns."""
        for one, two in combinations(self.rows, 2):
            a, b = self._row(one), self._row(two)
            said = Words(f"“{a.zh}”与“{b.zh}”两行填反了", f"the rows {a.en} and {b.en} changed places")
            yield Slide(said, {(mine, it): (now, it) for mine, now in ((one, two), (two, one)) for it in self.columns})
        for first, last in combinations(range(len(self.rows)), 2):
            stretch = self.rows[first : last + 1]
            for way, words in _UPRIGHT.items():
                lines = (_moved([(code, column) for code in stretch], way).items() for column in self.columns)
                said = self._between(Words("各列", "the rows "), first, last, words)
                yield Slide(said, dict(chain.from_iterable(lines)))

    def _columns(self) -> Iterator[Slide]:
        """Pairs of columns of which one holds the other's figures; whether others moved, too, sums do not tell."""
        for one, two in combinations(range(len(self.columns)), 2):
            a, b = self._column(one), self._column(two)
            said = Words(f"{b.zh}的数填在了{a.zh}一列", f"the figures of {b.en} stand in the column {a.en}")
            pair = self.columns[one], self.columns[two]
            yield Slide(said, {(code, mine): (code, now) for code in self.rows for mine, now in (pair, pair[::-1])})

    def _between(self, of: Words, first: int, last: int, words: Words) -> Words:
        a, b = self._row(self.rows[first]), self._row(self.rows[last])
        return Words(f"{of.zh}从“{a.zh}”到“{b.zh}”{words.zh}", f"{of.en}from {a.en} to {b.en} {words.en}")

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
