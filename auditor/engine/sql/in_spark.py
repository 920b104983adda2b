"""Spark over Parquet files: on this machine, or on the cluster whose master is named."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import unquote
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec import field
from sqlglot import exp

from auditor.cluster import session
from auditor.engine.lowered.as_sql import Dialect
from auditor.engine.sql.session import FILE
from auditor.engine.sql.session import PLACE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

    from pyspark.sql import DataFrame
    from pyspark.sql import SparkSession

_PATTERN = re.compile(r"([\\\[\]{}*?])")


class _Spark(Struct, frozen=True, eq=False):
    """A session of Spark; files are where every machine of it finds them by the same path."""

    spark: SparkSession
    dialect: Dialect = Dialect.SPARK
    views: list[str] = field(default_factory=list)

    def source(self, files: Sequence[Path]) -> tuple[exp.Expression, tuple[str, ...]]:
        read = self.spark.read.parquet(*map(_literally, files))
        # NOTE: the same file is `file:///…` in the list of files and `file:/…` in its rows.
        told = (re.sub("^file:/+", "file:/", uri) for uri in read.inputFiles())
        names = {unquote(urlsplit(uri).path): uri for uri in told}
        rows = read.selectExpr("*", f"_metadata.file_path AS {FILE}", f"_metadata.row_index AS {PLACE}")
        view = self._kept(rows, f"files{len(self.views)}")
        return exp.to_table(view), tuple(names[str(file.resolve())] for file in files)

    def first(self, select: exp.Select) -> tuple[Any, ...]:
        return tuple(self.spark.sql(select.sql(self.dialect.value)).collect()[0])

    def keep(self, select: exp.Select, name: str) -> None:
        self._kept(self.spark.sql(select.sql(self.dialect.value)).persist(), name)

    def write(self, select: exp.Select, target: Path) -> tuple[Path, ...]:
        self.spark.sql(select.sql(self.dialect.value)).write.parquet(f"file:{target.resolve()}")
        return tuple(sorted(target.glob("*.parquet")))

    def _kept(self, frame: DataFrame, name: str) -> str:
        # NOTE: each has a name of its own: Spark compares a view that is replaced with what replaces it, for minutes.
        frame.createTempView(name)
        self.views.append(name)
        return name


@contextmanager
def spark_session() -> Iterator[_Spark]:
    """The session of this process; what it kept is given up at the end."""
    spark = session()
    opened = _Spark(spark)
    try:
        yield opened
    finally:
        for view in opened.views:
            spark.catalog.dropTempView(view)
        spark.catalog.clearCache()


# ------------------------------------------------------------------------------------------------------------- within


def _literally(file: Path) -> str:
    """A path as Spark reads it, which takes some signs in it for patterns."""
    return "file:" + _PATTERN.sub(r"\\\1", str(file.resolve()))
