"""Ready-made tables that need not fit into memory: verdict counts and findings, on any engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from msgspec import Struct

from auditor.engine.engines import Engine
from auditor.engine.wide.judge import WideTable
from auditor.engine.wide.judge import fit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.engine.wide.table_files import TableFiles
    from auditor.lang.typed import CheckedRule


class TableVerdicts(Struct, frozen=True, eq=False):
    """What became of the rows of a table.

    `rows` is how many there are; `counts`: rule, binding, pass, fail, unknown, na. `findings`, by row and then rule:
    rule, binding, row (from 0 in all files together), unit, year, left, right, difference and blanks (the heads of the
    cells that are blank). `refused` are the rules that a table alone cannot answer, each with what it lacks.
    """

    rows: int
    counts: pl.DataFrame
    findings: pl.DataFrame
    refused: tuple[tuple[str, str], ...]


def judge_files(rules: Iterable[CheckedRule], table: TableFiles, engine: Engine = Engine.POLARS) -> TableVerdicts:
    """Judges every row of the files by the rules that they can answer; all engines give the same."""
    frame = table.scan()
    ready, refused = fit(rules, WideTable(frame, table.cells, table.attributes))
    if engine is Engine.POLARS:
        verdicts = ready.judge(frame)
    else:
        from auditor.engine.sql.in_sql import session
        from auditor.engine.wide.in_sql import judge_in_sql

        with session(engine) as db:
            verdicts = judge_in_sql(ready, table, db)
    rows = frame.select(pl.len()).collect().item()
    return TableVerdicts(rows, verdicts.counts, _told(verdicts.findings, table), refused)


# ------------------------------------------------------------------------------------------------------------- within


def _told(findings: pl.DataFrame, table: TableFiles) -> pl.DataFrame:
    """The findings in the order of the rows, with whose each row is, in the words of the files."""
    rows = table.scan().select("unit", "year").with_row_index("row").with_columns(pl.col("row").cast(pl.UInt32))
    named = rows.join(findings.lazy().select("row").unique(), on="row", how="semi").collect(engine="streaming")
    heads = {each.name: each.head for each in table.columns}
    joined = findings.join(named, on="row", how="left", maintain_order="left").sort("row", maintain_order=True)
    return joined.select(
        "rule",
        "binding",
        "row",
        "unit",
        "year",
        "left",
        "right",
        "difference",
        pl.col("blanks").list.eval(pl.element().replace_strict(heads, default=pl.element(), return_dtype=pl.String)),
    )
