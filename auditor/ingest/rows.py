"""A table's cells by their rows, as files of rows give them: the cells themselves are made when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from itertools import repeat
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import overload

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

# The row and column of a cell, its text, and how many rows and columns it covers: a slot, or a plain tuple of the same,
# which is made in a third of the time.
AnySlot = tuple[int, int, str, int, int]

# Where the number of a row stands in one of them or in a row, and where the text in the one, those in the other.
_ROW, _TEXT = itemgetter(0), itemgetter(2)
_ALONE = (1, 1)
NO_REACHES: Mapping[int, tuple[int, int]] = MappingProxyType({})


class Row(NamedTuple):
    """The cells of a row from the left on; `reaches` is, by column, how many rows and columns merged ones cover."""

    number: int
    columns: Sequence[int]
    texts: Sequence[str]
    reaches: Mapping[int, tuple[int, int]] = NO_REACHES


@dataclass(frozen=True, slots=True)
class Rows(Sequence[AnySlot]):
    """The slots of a table that is given by its rows, from the top on; none is made before it is asked for."""

    rows: Sequence[Row]

    @staticmethod
    def of(slots: Sequence[AnySlot]) -> Rows:
        """Any slots by their rows."""
        return slots if isinstance(slots, Rows) else Rows([_row(row) for _, row in groupby(sorted(slots), _ROW)])

    def __len__(self) -> int:
        return sum(map(len, map(_TEXT, self.rows)))

    def __iter__(self) -> Iterator[AnySlot]:
        for number, columns, texts, reaches in self.rows:
            if reaches:
                for column, text in zip(columns, texts, strict=True):
                    yield number, column, text, *reaches.get(column, _ALONE)
            else:
                yield from zip(repeat(number), columns, texts, repeat(1), repeat(1), strict=False)

    @overload
    def __getitem__(self, at: int) -> AnySlot: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[AnySlot, ...]: ...
    def __getitem__(self, at: int | slice) -> AnySlot | tuple[AnySlot, ...]:
        return tuple(self)[at]


def _row(slots: Iterable[AnySlot]) -> Row:
    numbers, columns, texts, rows, widths = zip(*slots, strict=True)
    reaches = zip(columns, zip(rows, widths, strict=True), strict=True)
    return Row(numbers[0], columns, texts, {column: reach for column, reach in reaches if reach != _ALONE})


def lines_of(slots: Sequence[AnySlot]) -> Iterator[tuple[int, str]]:
    """The rows of a table by their numbers, a tab between two cells."""
    if isinstance(slots, Rows):
        return zip(map(_ROW, slots.rows), map("\t".join, map(_TEXT, slots.rows)), strict=True)
    return ((number, "\t".join(map(_TEXT, row))) for number, row in groupby(slots, _ROW))
