"""Tables that lie in a database or in Spark: the rows that a rule may fail are asked for there."""

from __future__ import annotations

from importlib.util import find_spec
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Any
from typing import Protocol

import polars as pl
from msgspec import Struct

from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.engine.expectations.rule_source import open_rows_query

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.engine.expectations.rule_source import RuleRef
    from auditor.engine.wide.open_rows import Asked

_NO_SQLGLOT = Words("没有安装 sqlglot", "sqlglot is not installed")
_OTHER_DATABASE = Words("没有为这种数据库写查询", "no query is written for this kind of database")
_TEXTS = Words("所需的列不都是数", "not all columns that it needs are numbers")
# By the names that SQLAlchemy has for them.
_DATABASES: Mapping[str, str] = MappingProxyType({"sqlite": "sqlite", "duckdb": "duckdb", "postgresql": "postgres"})
_POSTGRES_NUMBERS = frozenset({"smallint", "integer", "bigint", "numeric", "real", "double precision"})
_SPARK_NUMBERS = ("tinyint", "smallint", "int", "bigint", "float", "double", "decimal")


class Source(Protocol):
    """A table somewhere else."""

    columns: Sequence[str]
    database: str | Words

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What a query of `engine.open_rows` gives."""

    def are_numbers(self, asked: Asked) -> bool:
        """Whether the queries can be put to the columns of figures as they are typed."""

    def all_rows(self, columns: Sequence[str]) -> list[tuple[Any, ...]]:
        """Some columns of all rows."""


class Fetched(Struct, frozen=True):
    """The rows of a table that a rule may fail, or all, with the columns that it needs; `rows` counts all."""

    frame: pl.DataFrame
    rows: int
    details: Mapping[str, Any]


def fetch(source: Source, ref: RuleRef, wanted: Sequence[str]) -> Fetched:
    """The rows of a table that a rule may fail or leave open; all of them where the table cannot be asked."""
    found = _asked(source, ref, wanted)
    if isinstance(found, Fetched):
        return found
    frame = _frame(wanted, source.all_rows(wanted))
    reason = f"{found.say(Lang.ZH)} {found.say(Lang.EN)}"
    return Fetched(frame, frame.height, {"judged_in": "memory", "rows_fetched": frame.height, "reason": reason})


class SqlSource:
    """A table of a database that SQLAlchemy is connected with."""

    def __init__(self, connection: Any, domain: Any) -> None:  # noqa: ANN401 - whatever SQLAlchemy gives
        import sqlalchemy as sa

        self._connection = connection
        self._source = domain.subquery() if isinstance(domain, sa.Select) else domain
        whole = sa.select(sa.text("*")).select_from(self._source)
        self.columns: Sequence[str] = list(connection.execute(whole.limit(0)).keys())
        self.database: str | Words = _DATABASES.get(connection.dialect.name, _OTHER_DATABASE)
        self._given = str(whole.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True}))

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What a query of `engine.open_rows` gives."""
        from auditor.engine.wide.open_rows import GIVEN

        found = self._connection.exec_driver_sql(f"WITH {GIVEN} AS ({self._given}) {query}")
        return [tuple(row) for row in found.fetchall()]

    def are_numbers(self, asked: Asked) -> bool:
        """Whether no column is one that PostgreSQL refuses to calculate with; the others find texts by themselves."""
        from auditor.engine.wide.open_rows import kinds

        if self.database != "postgres":
            return True
        return all(_POSTGRES_NUMBERS.issuperset(row) for row in self.rows(kinds(asked)))

    def all_rows(self, columns: Sequence[str]) -> list[tuple[Any, ...]]:
        """Some columns of all rows."""
        import sqlalchemy as sa

        chosen = sa.select(*map(sa.column, columns)).select_from(self._source)
        return [tuple(row) for row in self._connection.execute(chosen).fetchall()]


class SparkSource:
    """A data frame of Spark."""

    def __init__(self, frame: Any) -> None:  # noqa: ANN401 - pyspark need not be there
        self._frame = frame
        self.columns: Sequence[str] = list(frame.columns)
        self.database: str | Words = "spark"
        self._numbers = {name for name, kind in frame.dtypes if kind.partition("(")[0] in _SPARK_NUMBERS}

    def are_numbers(self, asked: Asked) -> bool:
        """Whether columns of figures hold numbers by their type."""
        return self._numbers.issuperset(it.name for it in asked.columns.values())

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What a query of `engine.open_rows` gives."""
        from auditor.engine.wide.open_rows import GIVEN

        self._frame.createOrReplaceTempView(GIVEN)
        session = self._frame.sparkSession
        try:
            found = session.sql(query).collect()
        finally:
            session.catalog.dropTempView(GIVEN)
        return [tuple(row) for row in found]

    def all_rows(self, columns: Sequence[str]) -> list[tuple[Any, ...]]:
        """Some columns of all rows."""
        quoted = (f"`{name.replace('`', '``')}`" for name in columns)
        return [tuple(row) for row in self._frame.select(*quoted).collect()]


# ------------------------------------------------------------------------------------------------------------- within


def _asked(source: Source, ref: RuleRef, wanted: Sequence[str]) -> Fetched | Words:
    """The rows that were asked for, or why they cannot be."""
    if find_spec("sqlglot") is None:
        return _NO_SQLGLOT
    if isinstance(source.database, Words):
        return source.database
    from auditor.engine.wide.open_rows import NotThereError
    from auditor.engine.wide.open_rows import open_rows
    from auditor.engine.wide.open_rows import survey

    try:
        asked = open_rows_query(ref, source.columns, wanted, source.database)
        if not source.are_numbers(asked):
            return _TEXTS
        ((rows, *sizes),) = source.rows(survey(asked))
        frame = _frame(wanted, source.rows(open_rows(asked, sizes)))
    except NotThereError as error:
        return error.words
    return Fetched(frame, rows, {"judged_in": "database", "rows_fetched": frame.height})


def _frame(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> pl.DataFrame:
    by_column = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    return pl.DataFrame([pl.Series(name, values, strict=False) for name, values in zip(names, by_column, strict=True)])
