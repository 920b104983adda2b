"""What is asked of an engine that runs SQL over Parquet files."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlglot import exp

    from auditor.engine.lowered.as_sql import Dialect

FILE, PLACE = "auditor_file", "auditor_place"


class Session(Protocol):
    """A connection to an engine; what is kept by it is gone with it."""

    @property
    def dialect(self) -> Dialect:
        """Whose SQL it reads."""

    def source(self, files: Sequence[Path]) -> tuple[exp.Expression, tuple[str, ...]]:
        """The rows of files, with the columns `FILE` and `PLACE` (from 0 in its file), and what `FILE` says of each."""

    def first(self, select: exp.Select) -> tuple[Any, ...]:
        """The first row of what a query gives."""

    def keep(self, select: exp.Select, name: str) -> None:
        """Works a query out and keeps what it gives as a table."""

    def write(self, select: exp.Select, target: Path) -> tuple[Path, ...]:
        """Writes what a query gives, in any order, as Parquet files."""
