"""Verdicts by an engine that runs SQL over Parquet files: DuckDB on this machine, or Spark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from auditor.disk.scratch import Scratch
from auditor.engine.columns.frames import scan
from auditor.engine.engines import Engine
from auditor.engine.lowered.as_sql import query

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from auditor.engine.columns.frames import WideFrame
    from auditor.engine.lowered.ruling import Ruling
    from auditor.engine.sql.session import Session

KEYS = ("record", "item")
_PART = 50_000  # rows a file, so that an engine of many machines gives each its share


def session(engine: Engine) -> AbstractContextManager[Session]:
    """A connection to an engine other than polars."""
    if engine is Engine.SPARK:
        from auditor.engine.sql.in_spark import spark_session

        return spark_session()
    from auditor.engine.sql.in_duckdb import duckdb_session

    return duckdb_session()


def codes_in_sql(works: Sequence[tuple[Sequence[Ruling], WideFrame]], engine: Engine) -> list[pl.DataFrame]:
    """The codes of some rulings on each row of their frame, in the order of its rows."""
    with session(engine) as db:
        return [_codes(rulings, wide, db) for rulings, wide in works]


# ------------------------------------------------------------------------------------------------------------- within


def _codes(rulings: Sequence[Ruling], wide: WideFrame, db: Session) -> pl.DataFrame:
    with Scratch() as folder:
        parts = tuple(folder / f"rows{start}.parquet" for start in range(0, wide.frame.height, _PART))
        for at, part in enumerate(parts):
            wide.frame.slice(at * _PART, _PART).write_parquet(part, compression="lz4")
        source, _ = db.source(parts)
        codes = scan(db.write(query(rulings, source, KEYS, db.dialect), folder / "codes")).collect()
    narrow = codes.with_columns(pl.exclude(KEYS).cast(pl.UInt8), pl.col(KEYS).cast(pl.UInt32))
    return wide.frame.select(KEYS).join(narrow, on=KEYS, how="left", validate="1:1", maintain_order="left")
