"""Data frames and Parquet files as tables of ready-made figures."""

from __future__ import annotations

import io
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING

import polars as pl

from auditor.ingest.figure_records import FigureTable
from auditor.ingest.figure_tables import read_figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.document import Submission
    from auditor.schema import Schema


def frame_table(path: str, frame: pl.DataFrame, kind: str = "frame") -> FigureTable:
    """A data frame as texts; rows count from 1. Columns of anything but texts and numbers are left blank."""
    columns = [_texts(frame[name]) for name in frame.columns]
    return FigureTable(path, frame.columns, enumerate(zip(*columns, strict=True), start=1), kind)


def read_parquet(path: str, data: bytes, schema: Schema) -> tuple[Submission, ...]:
    """The submissions of a Parquet file, which always is a table of figures."""
    return read_figures(frame_table(path, pl.read_parquet(io.BytesIO(data)), "parquet"), schema)


def _texts(series: pl.Series) -> Sequence[str]:
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
