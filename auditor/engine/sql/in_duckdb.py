"""DuckDB over Parquet files, within bounded memory: what does not fit goes to the disk."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING
from typing import Any

import duckdb
from msgspec import Struct
from sqlglot import exp

from auditor.disk.scratch import Scratch
from auditor.engine.lowered.as_sql import Dialect
from auditor.engine.sql.session import FILE
from auditor.engine.sql.session import PLACE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

_MEMORY = "2GiB"
_PATTERN = re.compile(r"([*?\[])")


class _DuckDB(Struct, frozen=True, eq=False):
    """A database in memory."""

    connection: duckdb.DuckDBPyConnection
    dialect: Dialect = Dialect.DUCKDB

    def source(self, files: Sequence[Path]) -> tuple[exp.Expression, tuple[str, ...]]:
        names = tuple(str(file) for file in files)
        read = exp.Anonymous(
            this="read_parquet",
            expressions=[
                exp.Array(expressions=[exp.Literal.string(_PATTERN.sub(r"[\1]", name)) for name in names]),
                *(exp.PropertyEQ(this=exp.var(option), expression=exp.true()) for option in _OPTIONS),
            ],
        )
        renamed = exp.select("*", f"filename AS {FILE}", f"file_row_number AS {PLACE}", copy=False)
        return renamed.from_(read, copy=False).subquery("files", copy=False), names

    def first(self, select: exp.Select) -> tuple[Any, ...]:
        found = self.connection.execute(self._said(select)).fetchone()
        return tuple(found or ())

    def keep(self, select: exp.Select, name: str) -> None:
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {self._said(select)}")

    def write(self, select: exp.Select, target: Path) -> tuple[Path, ...]:
        place = exp.Literal.string(str(target)).sql(self.dialect.value)
        self.connection.execute(f"COPY ({self._said(select)}) TO {place} (FORMAT parquet)")
        return (target,)

    def _said(self, select: exp.Select) -> str:
        return select.sql(self.dialect.value)


_OPTIONS = ("filename", "file_row_number")


@contextmanager
def duckdb_session() -> Iterator[_DuckDB]:
    """A database of its own, which reads no more than it is told to."""
    with Scratch() as folder:
        config: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": _MEMORY,
            "temp_directory": str(folder),
            "preserve_insertion_order": "false",
        }
        with duckdb.connect(config=config) as connection:
            yield _DuckDB(connection)
