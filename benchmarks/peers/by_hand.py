# ruff: noqa: S608 - the names in queries are of our own making
"""What a programmer would write for these hundred rules alone: a query of polars, a query of DuckDB, a kernel."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import TYPE_CHECKING
from typing import Any

import made
import polars as pl
import work

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence
    from pathlib import Path

    Contestant = tuple[Callable[[], dict[str, Any]], int]


def fused(path: Path) -> Contestant:
    """The same verdicts by one streaming query of polars; no findings."""
    frame = pl.read_parquet(path)

    def judge() -> dict[str, Any]:
        return _told(_fused(frame).collect(engine="streaming").row(0))

    return judge, frame.estimated_size()


def duckdb(path: Path) -> Contestant:
    """The same verdicts by one query of DuckDB over its own table; no findings."""
    import duckdb as db

    base = db.connect()
    base.execute("CREATE TABLE t AS SELECT * FROM read_parquet(?)", [str(path)])
    query = _one_query()

    def judge() -> dict[str, Any]:
        return _told(base.execute(query).fetchone() or ())

    return judge, 0


def _told(counts: Sequence[int]) -> dict[str, Any]:
    """Passes, fails and idle ones of each rule in turn, as the contest takes them."""
    return {"pass": sum(counts[0::3]), "na": sum(counts[2::3]), "fails": list(counts[1::3])}


def _fused(frame: pl.DataFrame) -> pl.LazyFrame:
    filled = [pl.col(name).fill_null(0).alias(f"z{name}") for name in made.COLUMNS]
    sums = [
        verdict.sum().alias(f"{kind}{at}")
        for at, rule in enumerate(work.RULES)
        for kind, verdict in zip("pfi", _verdicts(rule), strict=True)
    ]
    return frame.lazy().with_columns(filled).select(sums)


def _verdicts(rule: work.Rule) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """When a rule passes, fails and does not apply."""
    never = pl.lit(value=False)
    if rule.kind == "unique":
        again = pl.struct(rule.one).is_duplicated() if len(rule.one) > 1 else pl.col(rule.one[0]).is_duplicated()
        return ~again, again, never
    if rule.kind == "median":
        t = pl.col(rule.one[0])
        fails = ((t > 0) & (t > 10 * t.median().over("year", "level"))).fill_null(value=False)
        return (t > 0).fill_null(value=False) & ~fails, fails, (t <= 0).fill_null(value=False)
    one, other = _total(rule.one), _total(rule.other)
    up, down = (work.blank(names) for names in (rule.one, rule.other))
    follows = (one > 0) & (other <= 0) & ~down
    d, idle, there = one - other, (one <= 0) & ~up, (other > 0) & ~down
    return {
        "sum": ((d == 0) & ~up & ~down, ((d > 0) & ~down) | ((d < 0) & ~up), never),
        "bound": ((d <= 0) & ~up, (d > 0) & ~down, never),
        "sign": (one >= 0, one < 0, never),
        "follows": ((other > 0) & ~idle, follows, idle & ~follows),
        "ratio": ((one * 100 <= other * 51) & there & ~up, (one * 100 > other * 51) & there, never),
        "required": (~up, up, never),
    }[rule.kind]


def _total(names: Sequence[str]) -> pl.Expr:
    exprs = [pl.col(f"z{name}") for name in names]
    return reduce(add, exprs) if exprs else pl.lit(0)


def _one_query() -> str:
    """Blanks filled, then both sides of every rule, then the counts; keys and medians are counted beside them."""
    filled = ", ".join(f"coalesce({name}, 0) AS z{name}" for name in made.COLUMNS)
    alone = work.of_kind("sum", "bound", "sign", "follows", "ratio", "required")
    sides: list[str] = []
    for at, rule in alone:
        for side, blank, names in (("l", "u", rule.one), ("r", "w", rule.other)):
            sides.append(f"{'+'.join(f'z{name}' for name in names) or '0'} AS {side}{at}")
            sides.append(f"{' OR '.join(f'{name} IS NULL' for name in names) or 'false'} AS {blank}{at}")
    rows = f"(SELECT {', '.join(sides)} FROM (SELECT *, {filled} FROM t))"
    counts = [f"count_if({verdict.format(at=at)})" for at, rule in alone for verdict in _IN_SQL[rule.kind]]
    tables = [f"(SELECT {', '.join(counts)} FROM {rows})"]
    for _, rule in work.of_kind("unique"):
        times = f"(SELECT count(*) AS n FROM t GROUP BY {', '.join(rule.one)})"
        tables.append(
            f"(SELECT coalesce(sum(n) FILTER (n = 1), 0), coalesce(sum(n) FILTER (n > 1), 0), 0 FROM {times})"
        )
    for _, rule in work.of_kind("median"):
        (t,) = rule.one
        medians = f"(SELECT year, level, median({t}) AS m FROM t GROUP BY year, level)"
        verdicts = f"count_if({t} > 0 AND {t} <= 10 * m), count_if({t} > 0 AND {t} > 10 * m), count_if({t} <= 0)"
        tables.append(f"(SELECT {verdicts} FROM t JOIN {medians} USING (year, level))")
    return f"SELECT * FROM {', '.join(tables)}"


# By kind when a rule passes, fails and does not apply: its sides are `l` and `r`, `u` and `w` that they have blanks.
_IN_SQL = {
    "sum": (
        "l{at} = r{at} AND NOT u{at} AND NOT w{at}",
        "(l{at} > r{at} AND NOT w{at}) OR (l{at} < r{at} AND NOT u{at})",
        "false",
    ),
    "bound": ("l{at} <= r{at} AND NOT u{at}", "l{at} > r{at} AND NOT w{at}", "false"),
    "sign": ("l{at} >= 0", "l{at} < 0", "false"),
    "follows": (
        "r{at} > 0 AND NOT (l{at} <= 0 AND NOT u{at})",
        "l{at} > 0 AND r{at} <= 0 AND NOT w{at}",
        "l{at} <= 0 AND NOT u{at}",
    ),
    "ratio": (
        "l{at} * 100 <= r{at} * 51 AND r{at} > 0 AND NOT u{at}",
        "l{at} * 100 > r{at} * 51 AND r{at} > 0",
        "false",
    ),
    "required": ("NOT u{at}", "u{at}", "false"),
}
