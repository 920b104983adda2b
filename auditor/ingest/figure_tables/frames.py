"""Data frames and Parquet files as tables of ready-made figures."""

from __future__ import annotations

import io
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING

import polars as pl

from auditor.ingest.figure_tables.records import FigureTable
from auditor.ingest.figure_tables.sheets import read_figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.document import Submission
    from auditor.schema import Schema


def frame_table(path: str, frame: pl.DataFrame, kind: str = "frame") -> FigureTable:
    """A data frame as texts; rows count from 1. Columns of anything but texts and numbers are left blank."""
    columns = [texts_of(frame[name]) for name in frame.columns]
    return FigureTable(path, frame.columns, enumerate(zip(*columns, strict=True), start=1), kind)


def read_parquet(path: str, data: bytes, schema: Schema) -> tuple[Submission, ...]:
    """The submissions of a Parquet file, which always is a table of figures."""
    return read_figures(frame_table(path, pl.read_parquet(io.BytesIO(data)), "parquet"), schema)


def to_frame(table: object) -> pl.DataFrame:
    """A table of another library as a polars one; what pandas holds for missing is null.

    Raises:
        TypeError: it is no table.
    """
    if isinstance(table, pl.LazyFrame):
        return table.collect()
    if isinstance(table, pl.DataFrame):
        return table
    if type(table).__module__.partition(".")[0] == "pandas":
        # NOTE: by way of Arrow this would need pyarrow, which pandas does not bring.
        return pl.DataFrame([_series(str(name), column) for name, column in table.items()])  # type: ignore[attr-defined]
    if hasattr(table, "__arrow_c_stream__"):
        return pl.DataFrame(table)
    msg = f"a polars, pandas or Arrow table is wanted, not {type(table).__name__}"
    raise TypeError(msg)


def _series(name: str, column: object) -> pl.Series:
    present = column.notna().tolist()  # type: ignore[attr-defined]
    values = column.tolist()  # type: ignore[attr-defined]
    there = [value if is_there else None for value, is_there in zip(values, present, strict=True)]
    return pl.Series(name, there, strict=False)


def texts_of(series: pl.Series) -> Sequence[str]:
    """The values of a column as a report would print them: 12.0 is 12, what is missing is blank."""
    kind = series.dtype
    if kind.is_float():
        return [_printed(value) for value in series.to_list()]
    if kind.is_nested() or kind in (pl.Object, pl.Binary):
        return [""] * len(series)
    return series.cast(pl.String).fill_null("").to_list()


def _printed(value: float | None) -> str:
    if value is None or not isfinite(value):
        return ""
    return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")
