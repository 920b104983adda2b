"""Tables of many records judged in SQL: as `wide` does it, by an engine that reads the files itself."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl
from sqlglot import exp

from auditor.disk.scratch import Scratch
from auditor.engine.columns.frames import scan
from auditor.engine.lowered.as_sql import either
from auditor.engine.lowered.as_sql import query
from auditor.engine.lowered.context import Context
from auditor.engine.lowered.folds import joined
from auditor.engine.lowered.ruling import ruling
from auditor.engine.sql.session import FILE
from auditor.engine.sql.session import PLACE
from auditor.engine.verdict_codes import CODE
from auditor.engine.wide.findings import ROW
from auditor.engine.wide.findings import Clerk
from auditor.engine.wide.judge import SMALLEST
from auditor.engine.wide.judge import WideVerdicts
from auditor.engine.wide.judge import counted
from auditor.engine.wide.rows import BLOCK
from auditor.engine.wide.sql_lookups import GIVEN
from auditor.engine.wide.sql_lookups import lookup_query
from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.engine.sql.session import Session
    from auditor.engine.wide.judge import Prepared
    from auditor.engine.wide.lookups import Lookup
    from auditor.engine.wide.table_files import Column
    from auditor.engine.wide.table_files import TableFiles

_NUMBER = "auditor_row"
_KINDS: Mapping[str, Verdict] = MappingProxyType({"p": Verdict.PASS, "f": Verdict.FAIL, "i": Verdict.NOT_APPLICABLE})


def judge_in_sql(ready: Prepared, table: TableFiles, db: Session) -> WideVerdicts:
    """Judges every row of the files; only rows that fail come back."""
    given = _given(table, db)
    height, sizes = _sizes(given, table.columns, db)
    for lookup in sorted(ready.lookups, key=lambda it: len(it.keys)):
        db.keep(lookup_query(lookup, ready.lookups, given), lookup.name)
    rows = _joined(given, ready.lookups)
    sizes |= {it.name: _largest(it, sizes, height) for it in ready.lookups}
    context = Context(ready.names, max((SMALLEST, *sizes.values())), sizes=sizes)
    rulings = [ruling(it, context) for it in ready.statements]
    columns = (*(each.name for each in table.columns), *(it.name for it in ready.lookups))
    with Scratch() as folder:
        codes, _ = db.source(db.write(query(rulings, rows, (_NUMBER,), db.dialect), folder / "codes"))
        count = len(rulings)
        totals = dict(zip(_totals(count), db.first(_counts(codes, count)), strict=True))
        failing = db.write(_failing(rows.copy(), codes.copy(), columns, count), folder / "failing")
        findings = _findings(ready, context, scan(failing), height)
    return WideVerdicts(counted(ready.statements, totals, height), findings)


# ------------------------------------------------------------------------------------------------------------- within


def _totals(count: int) -> list[str]:
    return [f"{kind}{at}" for at in range(count) for kind in _KINDS]


def _counts(codes: exp.Expression, count: int) -> exp.Select:
    """One row: for each statement how many rows pass, fail and are idle, as `_totals` names them."""
    hits = (exp.column(f"c{at}").eq(CODE[verdict]) for at in range(count) for verdict in _KINDS.values())
    return exp.select(*(exp.CountIf(this=hit) for hit in hits), copy=False).from_(codes, copy=False)


def _failing(rows: exp.Expression, codes: exp.Expression, columns: Sequence[str], count: int) -> exp.Select:
    """The rows on which any statement fails, and whether each does (`f0`, `f1`, …)."""
    fails: list[exp.Expression] = [exp.column(f"c{at}").eq(CODE[Verdict.FAIL]) for at in range(count)]
    masks = (exp.alias_(fail, f"f{at}", copy=False) for at, fail in enumerate(fails))
    wrong = exp.select(_NUMBER, *masks, copy=False).from_(codes, copy=False)
    wrong = wrong.where(joined([fail.copy() for fail in fails], either), copy=False)
    select = exp.select(exp.column(_NUMBER, "rows"), *columns, *(f"f{at}" for at in range(count)), copy=False)
    same = exp.column(_NUMBER, "rows").eq(exp.column(_NUMBER, "wrong"))
    return select.from_(rows, copy=False).join(wrong.subquery("wrong", copy=False), on=same, copy=False)


def _findings(ready: Prepared, context: Context, wrong: pl.LazyFrame, height: int) -> pl.DataFrame:
    clerk = Clerk.of(ready.statements, context, wrong.collect_schema())
    findings: list[pl.DataFrame] = []
    for start in range(0, max(1, height), BLOCK):
        block = wrong.filter(pl.col(_NUMBER).is_between(start, start + BLOCK - 1)).sort(_NUMBER).collect()
        findings.append(clerk.findings(block.rename({_NUMBER: ROW}).with_columns(clerk.workings.first.values())))
    return pl.concat(findings)


def _given(table: TableFiles, db: Session) -> exp.Select:
    """The rows with the columns under their names, and where each stands (from 0 in all files together)."""
    source, names = db.source(table.files)
    starts, at = [], 0
    for file in table.files:
        starts.append(at)
        at += scan((file,)).select(pl.len()).collect().item()
    start = exp.Case()
    for name, first in zip(names, starts, strict=True):
        start = start.when(exp.column(FILE).eq(name), exp.Literal.number(first), copy=False)
    number = exp.alias_(exp.Add(this=exp.column(PLACE), expression=start), _NUMBER)
    return exp.select(number, *map(_column, table.columns), copy=False).from_(source, copy=False)


def _column(column: Column) -> exp.Expression:
    head = exp.column(column.head, quoted=True)
    made: exp.Expression = exp.cast(head, "TEXT" if column.is_text else "BIGINT")
    if column.factor != 1:
        made = exp.Mul(this=made, expression=exp.Literal.number(column.factor))
    return exp.Alias(this=made, alias=exp.to_identifier(column.name))


def _sizes(given: exp.Select, columns: Sequence[Column], db: Session) -> tuple[int, dict[str, int]]:
    """How many rows there are, and by column how large its numbers."""
    numbers = [each.name for each in columns if not each.is_text]
    ends = [kind(this=exp.column(name)) for name in numbers for kind in (exp.Min, exp.Max)]
    count = exp.Count(this=exp.Star())
    height, *found = db.first(exp.select(count, *ends).from_(given.subquery(GIVEN)))
    pairs = zip(numbers, found[::2], found[1::2], strict=True)
    return height, {name: max(abs(low or 0), abs(high or 0)) for name, low, high in pairs}


def _largest(lookup: Lookup, sizes: Mapping[str, int], height: int) -> int:
    """How large what is looked up can be: a count of rows, twice a median, or four times its deviation."""
    if lookup.figure is None or lookup.question == "peer_count":
        return height
    return 8 * sizes[lookup.figure]


def _joined(given: exp.Select, lookups: Sequence[Lookup]) -> exp.Expression:
    """The rows with the values of all lookups."""
    select = exp.select(exp.column(exp.Star(), GIVEN)).from_(given.subquery(GIVEN), copy=False)
    for lookup in lookups:
        keys = [(exp.column(key, GIVEN), exp.column(key, lookup.name)) for key in lookup.keys]
        select = select.join(
            lookup.name, on=exp.and_(*(one.eq(other) for one, other in keys)), join_type="left", copy=False
        )
        unknown = exp.or_(*(one.is_(exp.null()) for one, _ in keys))
        told = exp.Coalesce(this=exp.column(lookup.name, lookup.name), expressions=[exp.convert(lookup.without)])
        found = exp.Case().when(unknown, exp.convert(lookup.without_keys)).else_(told)
        select = select.select(exp.alias_(found, lookup.name), copy=False)
    return select.subquery("rows", copy=False)
