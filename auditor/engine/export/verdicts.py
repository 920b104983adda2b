"""Every verdict as a row of a frame, for people who go on with them in their own tools."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl

from auditor.engine.judge import judged_steps
from auditor.engine.judge import running_rules
from auditor.engine.verdict_codes import FAIL
from auditor.engine.verdict_codes import UNKNOWN
from auditor.engine.verdict_codes import VERDICTS
from auditor.engine.verdict_codes import column
from auditor.engine.yielding import Failures

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.document import Submission
    from auditor.engine.run import Judged
    from auditor.facts import FactTable
    from auditor.lang.typed import RuleBook

_COLUMNS = ("submission", "unit", "year", "form", "rule", "binding", "member", "item", "verdict", "yielded")
_CODES = pl.Enum([verdict.value for verdict in VERDICTS])


def verdict_frame(book: RuleBook, table: FactTable, submissions: tuple[Submission, ...]) -> pl.DataFrame:
    """One row for each instance of a rule on each record or item that it is judged on, by record and rule.

    `verdict` is pass, fail, unknown or na; `item` counts sentences from 1 and is 0 for the record itself. `yielded` is
    whether a fail or unknown is a mere consequence of another rule's failure, and so no finding.
    """
    steps, broken = judged_steps(book, table, submissions)
    failures = Failures.of(steps, running_rules(book), book.schema)
    parts = [_rows(judged, index, failures) for judged in steps for index in range(len(judged.step.statements))]
    kept = [part for part in parts if not part.is_empty() and part["rule"][0] not in broken]
    if not kept:
        return _named(_EMPTY, table)
    return _named(pl.concat(kept), table)


def passed_rules(
    book: RuleBook, table: FactTable, submissions: tuple[Submission, ...]
) -> Mapping[str, tuple[str, ...]]:
    """By the path of a report, the rules that were judged on it and hold."""
    frame = verdict_frame(book, table, submissions)
    worst = frame.group_by("submission", "rule", maintain_order=True).agg(
        failed=pl.col("verdict").cast(pl.String).is_in(["fail", "unknown"]).any(),
        passed=(pl.col("verdict").cast(pl.String) == "pass").any(),
    )
    held = worst.filter(pl.col("passed") & ~pl.col("failed"))
    by_path = held.group_by("submission", maintain_order=True).agg("rule")
    return MappingProxyType({path: tuple(rules) for path, rules in by_path.iter_rows()})


_EMPTY = pl.DataFrame(
    schema={
        "record": pl.UInt32,
        "item": pl.UInt32,
        "rule": pl.String,
        "binding": pl.String,
        "member": pl.String,
        "verdict": _CODES,
        "yielded": pl.Boolean,
    }
)


def _rows(judged: Judged, index: int, failures: Failures) -> pl.DataFrame:
    statement = judged.step.statements[index]
    codes = judged.codes.select("record", "item", code=column(index)).drop_nulls("code")
    open_ones = codes.filter(pl.col("code").is_in([FAIL, UNKNOWN]))["record"].unique()
    yielded = [record for record in open_ones.to_list() if failures.explain(statement, record)]
    is_item = judged.step.grain.value != "record"
    return codes.select(
        "record",
        pl.col("item") + 1 if is_item else pl.col("item"),
        rule=pl.lit(statement.rule.info.id),
        binding=pl.lit(statement.instance.binding),
        member=pl.lit(statement.instance.member, dtype=pl.String),
        verdict=pl.lit(pl.Series([verdict.value for verdict in VERDICTS], dtype=_CODES)).gather(pl.col("code")),
        yielded=pl.col("record").is_in(yielded) & pl.col("code").is_in([FAIL, UNKNOWN]),
    )


def _named(rows: pl.DataFrame, table: FactTable) -> pl.DataFrame:
    order = rows.join(table.records, on="record", how="inner", validate="m:1", maintain_order="left")
    return order.sort("record", maintain_order=True).select(_COLUMNS)
