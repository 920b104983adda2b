"""Rows become the tables of facts: frames in memory, or files that are scanned."""

from __future__ import annotations

from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeAlias

import polars as pl

from auditor.facts import write_parquet

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

    from auditor.facts import Rows

Row: TypeAlias = tuple[Any, ...]
# Of how many rows a frame is made at once: as tuples they take ten times the memory.
_AT_ONCE = 20_000


def kept_rows(
    made: Callable[[], Iterable[Row]], columns: Mapping[str, pl.DataType], file: Path | None, group: int
) -> Rows:
    """Rows in a file; in memory where none is named, or where there is no room for it on the disk."""
    if file is not None:
        with suppress(OSError, pl.exceptions.ComputeError):  # NOTE: polars tells of a full disk as of any other failure
            write_parquet(_frames(made(), columns), columns, file, group)
            return pl.scan_parquet(file, glob=False)
        file.unlink(missing_ok=True)
    return frame(made(), columns)


def frame(rows: Iterable[Row], columns: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """Rows as a frame with those columns, also where there is none."""
    return pl.concat((pl.DataFrame(schema=dict(columns)), *_frames(rows, columns)))


# ------------------------------------------------------------------------------------------------------------- within


def _frames(rows: Iterable[Row], columns: Mapping[str, pl.DataType]) -> Iterator[pl.DataFrame]:
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        yield pl.DataFrame(some, schema=dict(columns), orient="row")
