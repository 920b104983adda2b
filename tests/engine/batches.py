"""Tables as batches of Great Expectations, one way a place that holds them."""

from __future__ import annotations

import os
import shutil
import sqlite3
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING
from typing import Any

import pytest
import sqlalchemy as sa

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd


def whole(source: Any) -> Any:  # noqa: ANN401
    asset = source.add_table_asset("figures", table_name="figures")
    return asset.add_batch_definition_whole_table("whole").get_batch()


def in_pandas(context: Any, frame: pd.DataFrame, _: Path | None = None) -> Any:  # noqa: ANN401
    asset = context.data_sources.add_or_update_pandas("pandas").add_dataframe_asset("frame")
    return asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": frame})


def in_sqlite(context: Any, frame: pd.DataFrame, folder: Path) -> Any:  # noqa: ANN401
    with sqlite3.connect(folder / "figures.db") as connection:
        frame.to_sql("figures", connection, index=False)
    place = f"sqlite:///{folder / 'figures.db'}"
    return whole(context.data_sources.add_or_update_sqlite("sqlite", connection_string=place))


def in_duckdb(context: Any, frame: pd.DataFrame, folder: Path) -> Any:  # noqa: ANN401
    duckdb = pytest.importorskip("duckdb", reason="duckdb is an extra")
    pytest.importorskip("duckdb_engine", reason="duckdb's way to SQLAlchemy is not installed")
    with duckdb.connect(str(folder / "figures.duckdb")) as connection:
        connection.register("given", frame)
        connection.execute("create table figures as select * from given")
    place = f"duckdb:///{folder / 'figures.duckdb'}"
    return whole(context.data_sources.add_or_update_sql("duckdb", connection_string=place))


def in_postgres(context: Any, frame: pd.DataFrame, _: Path) -> Any:  # noqa: ANN401
    place = os.environ.get("AUDITOR_POSTGRES")
    if place is None or find_spec("psycopg2") is None:
        pytest.skip("no PostgreSQL to try: AUDITOR_POSTGRES=postgresql+psycopg2://…, with psycopg2 installed")
    engine = sa.create_engine(place)
    frame.to_sql("figures", engine, index=False, if_exists="replace")
    engine.dispose()
    return whole(context.data_sources.add_or_update_postgres("postgres", connection_string=place))


@lru_cache(maxsize=1)
def spark_session() -> Any:  # noqa: ANN401
    sql = pytest.importorskip("pyspark.sql", reason="Spark is an extra")
    if shutil.which("java") is None or not os.environ.get("AUDITOR_SPARK"):
        pytest.skip("Spark takes half a minute to start: by AUDITOR_SPARK=1, where there is Java")
    return sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()


def in_spark(context: Any, frame: pd.DataFrame, _: Path) -> Any:  # noqa: ANN401
    rows = frame.astype(object).where(frame.notna(), None)
    given = spark_session().createDataFrame(rows.to_numpy().tolist(), schema=_spark_schema(frame))
    asset = context.data_sources.add_or_update_spark("spark").add_dataframe_asset("frame")
    return asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": given})


def _spark_schema(frame: pd.DataFrame) -> Any:  # noqa: ANN401
    from pyspark.sql import types

    kinds = {"object": types.StringType(), "int64": types.LongType(), "float64": types.DoubleType()}
    return types.StructType([types.StructField(name, kinds[str(frame[name].dtype)]) for name in frame.columns])
