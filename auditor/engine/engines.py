"""What rules can be run on. All engines give the same verdicts."""

from __future__ import annotations

from enum import StrEnum


class Engine(StrEnum):
    """Where verdicts are worked out: by polars, or by DuckDB or Spark where they are installed."""

    POLARS = "polars"
    DUCKDB = "duckdb"
    SPARK = "spark"
