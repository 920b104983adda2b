"""Verdicts by DuckDB, over Parquet, so that more than fits into memory can be judged."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import duckdb
import polars as pl
from sqlglot import exp

from auditor.engine.as_sql import Dialect
from auditor.engine.as_sql import query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.engine.frames import WideFrame
    from auditor.engine.ruling import Ruling

_KEYS = ("record", "item")


def codes_in_duckdb(rulings: Sequence[Ruling], wide: WideFrame) -> pl.DataFrame:
    """The codes of some rulings on each row of a frame, in the order of its rows."""
    with TemporaryDirectory(prefix="auditor-") as folder:
        given, made = Path(folder, "rows.parquet"), Path(folder, "codes.parquet")
        wide.frame.write_parquet(given, compression="lz4")
        copy_codes(rulings, given, made, _KEYS)
        codes = pl.read_parquet(made)
    narrow = codes.with_columns(pl.exclude(_KEYS).cast(pl.UInt8))
    return wide.frame.select(_KEYS).join(narrow, on=_KEYS, how="left", validate="1:1", maintain_order="left")


def copy_codes(rulings: Sequence[Ruling], rows: Path, codes: Path, keys: Sequence[str]) -> None:
    """Judges the rows of Parquet files (a path that may hold `*`) and writes their codes to another."""
    source = exp.Anonymous(this="read_parquet", expressions=[exp.Literal.string(str(rows))])
    select = query(rulings, source, keys, Dialect.DUCKDB).sql(Dialect.DUCKDB.value)
    target = exp.Literal.string(str(codes)).sql(Dialect.DUCKDB.value)
    with duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}) as db:
        db.execute(f"COPY ({select}) TO {target} (FORMAT parquet)")
