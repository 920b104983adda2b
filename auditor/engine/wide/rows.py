"""The rows of a wide table, block by block, so that memory does not grow with them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl
from msgspec import Struct
from msgspec.structs import replace

from auditor.engine.lowered.as_polars import DTYPES
from auditor.engine.lowered.terms import NARROW
from auditor.engine.lowered.terms import SHORT
from auditor.engine.lowered.terms import USUAL
from auditor.engine.lowered.terms import WIDE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

BLOCK, TOGETHER = 125_000, 2  # how many rows a block has at most, and how many blocks are judged at a time
WIDTHS = (SHORT, NARROW, USUAL)


class Rows(Struct, frozen=True, eq=False):
    """So many rows, in their order; `bits` is what the largest number of each column of whole ones needs, if measured.

    `dtypes` are the types of the columns in blocks: what is read from files is kept in as few bits as it needs.
    """

    frame: pl.DataFrame | pl.LazyFrame
    height: int
    dtypes: Mapping[str, pl.DataType]
    bits: Mapping[str, int] = MappingProxyType({})

    @classmethod
    def of(cls, frame: pl.DataFrame | pl.LazyFrame, columns: Iterable[str]) -> Rows:
        """The rows of a frame with some of its columns, whose numbers are not measured yet."""
        chosen = frame.select(columns)
        return cls(chosen, chosen.lazy().select(pl.len()).collect().item(), chosen.collect_schema())

    def measured(self) -> Rows:
        """The same rows, and how many bits their numbers need."""
        numbers = [name for name, dtype in self.dtypes.items() if dtype.is_integer()]
        if not numbers:
            return self
        # NOTE: read without its sign, what is negative is the largest: of counts, the least need not be looked for.
        tops = [pl.col(name).reinterpret(signed=False).max().reinterpret(signed=True) for name in numbers]
        found = self.frame.lazy().select(tops).collect(engine="streaming").row(0)
        ends = {name: (0, top or 0) for name, top in zip(numbers, found, strict=True)}
        ends |= _ends(self.frame, [name for name, (_, top) in ends.items() if top < 0])
        sizes = {name: bits(*both) for name, both in ends.items()}
        narrow = {} if isinstance(self.frame, pl.DataFrame) else {name: narrowest(size) for name, size in sizes.items()}
        return replace(self, dtypes={**self.dtypes, **narrow}, bits=sizes)

    @property
    def size(self) -> int:
        """How many rows a block has, the last maybe fewer; blocks are one, or about a multiple of those at a time."""
        turns = -(-self.height // (BLOCK * TOGETHER))
        blocks = TOGETHER * turns if self.height > BLOCK else 1
        return max(1, -(-self.height // blocks))

    @property
    def starts(self) -> range:
        """The number of the first row of each block; at least one, which may be empty."""
        return range(0, max(1, self.height), self.size)

    def block(self, start: int) -> pl.DataFrame:
        """The block of rows that starts here, with all columns; what is read from files is in one piece."""
        if isinstance(self.frame, pl.DataFrame):
            return self.frame.slice(start, self.size)
        return self._cut(start, [cast(*column) for column in self.dtypes.items()]).rechunk()

    def parts(self, columns: Sequence[str] | Sequence[pl.Expr]) -> Iterator[tuple[int, pl.DataFrame]]:
        """Some columns, block by block, each with the number of its first row."""
        return ((start, self._cut(start, columns)) for start in self.starts)

    def _cut(self, start: int, columns: Sequence[str] | Sequence[pl.Expr]) -> pl.DataFrame:
        part = self.frame.slice(start, self.size).select(columns)
        return part if isinstance(part, pl.DataFrame) else part.collect(engine="streaming")


def bits(low: int, high: int) -> int:
    """How many bits numbers between two ends need, without their sign."""
    return max(abs(low), abs(high)).bit_length()


def narrowest(needed: int) -> pl.DataType:
    """The type of numbers that need so many bits without their sign."""
    return DTYPES[next(width for width in (*WIDTHS, WIDE) if needed < width)]


def cast(name: str, dtype: pl.DataType) -> pl.Expr:
    """A column in a type that all of its numbers fit."""
    # NOTE: that it fits is known, and not to check it again is ten times as fast.
    return pl.col(name).cast(dtype, wrap_numerical=True) if dtype.is_integer() else pl.col(name)


# ------------------------------------------------------------------------------------------------------------- within


def _ends(frame: pl.DataFrame | pl.LazyFrame, columns: Sequence[str]) -> dict[str, tuple[int, int]]:
    """The least and the largest number of some columns that have any."""
    if not columns:
        return {}
    ends = [end for name in columns for end in (pl.col(name).min(), pl.col(name).max().alias(f"{name}+"))]
    found = frame.lazy().select(ends).collect(engine="streaming").row(0)
    return dict(zip(columns, zip(found[::2], found[1::2], strict=True), strict=True))
