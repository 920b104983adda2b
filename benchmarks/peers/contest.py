"""One contestant on one table, in a process of its own: seconds, memory, and what it counted, as a line of JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import made
import polars as pl
import validators

if TYPE_CHECKING:
    from collections.abc import Callable

TIMES, LONG = 5, 60
SIXTY = 60  # the sums and bounds, which every contestant judges
SUMS = [(group, k) for k in range(4) for group in range(made.GROUPS)]


def ours(path: Path) -> tuple[Callable[[], dict[str, Any]], int]:
    """The engine: all hundred rules, counts of every verdict, and findings with both sides and the blanks."""
    frame = pl.read_parquet(path)
    return _ours(path, frame), frame.estimated_size()


def sixty(path: Path) -> tuple[Callable[[], dict[str, Any]], int]:
    """The engine: the sixty rules that all others have."""
    frame = pl.read_parquet(path)
    return _ours(path, frame, made.rules(SIXTY)), frame.estimated_size()


def thousand(path: Path) -> tuple[Callable[[], dict[str, Any]], int]:
    """The engine: a thousand rules."""
    frame = pl.read_parquet(path)
    return _ours(path, frame, made.thousand()), frame.estimated_size()


def _ours(path: Path, frame: pl.DataFrame | pl.LazyFrame, rules: str = "") -> Callable[[], dict[str, Any]]:
    from auditor.engine.wide import WideTable
    from auditor.engine.wide import prepare
    from auditor.lang.load import load_rules

    book, _ = load_rules(made.write_rules(path.parent / f"rules-{path.stem}-{len(rules)}", rules))
    names = {"单位": "unit", "年度": "year", "单位级别": "level"}
    ready = prepare(book.rules, WideTable(frame, {(name, None): name for name in made.COLUMNS}, names))

    def judge() -> dict[str, Any]:
        verdicts = ready.judge(frame)
        totals = verdicts.counts.select(pl.col("pass", "fail", "unknown", "na").sum()).row(0, named=True)
        sixty = verdicts.counts.head(SIXTY)["fail"].sum()
        return {**totals, "fails": sixty, "findings": verdicts.findings.height}

    return judge


def streamed(path: Path) -> tuple[Callable[[], dict[str, Any]], int]:
    """The engine over the Parquet file, block by block, for tables beyond memory."""
    return _ours(path, pl.scan_parquet(path)), 0


def fused(path: Path) -> tuple[Callable[[], dict[str, Any]], int]:
    """The same verdicts by one streaming query of polars, written by hand; no findings."""
    frame = pl.read_parquet(path)

    def judge() -> dict[str, Any]:
        counts = _fused(frame).collect(engine="streaming").row(0)
        return {
            "pass": sum(counts[0::3]),
            "fail": sum(counts[1::3]),
            "na": sum(counts[2::3]),
            "fails": sum(counts[1 : 3 * SIXTY : 3]),
        }

    return judge, frame.estimated_size()


def _fused(frame: pl.DataFrame) -> pl.LazyFrame:
    filled = [pl.col(name).fill_null(0).alias(f"z{name}") for name in made.COLUMNS]
    found: list[tuple[pl.Expr, pl.Expr, pl.Expr]] = []
    never = pl.lit(value=False)

    def blank(names: list[str]) -> pl.Expr:
        return pl.any_horizontal(pl.col(name).is_null() for name in names)

    def total(names: list[str]) -> pl.Expr:
        first, *rest = (pl.col(f"z{name}") for name in names)
        for each in rest:
            first = first + each
        return first

    def at_most(more: list[str], less: list[str]) -> tuple[pl.Expr, pl.Expr]:
        d = total(more) - total(less)
        return (d <= 0) & ~blank(more), (d > 0) & ~blank(less)

    for more, less in made.sums():
        d, up, down = total(more) - total(less), blank(more), blank(less)
        found.append(((d == 0) & ~up & ~down, ((d > 0) & ~down) | ((d < 0) & ~up), never))
    found += [(*at_most([f"{x}{g}"], [f"t{g}"]), never) for x in "xa" for g in range(made.GROUPS)]
    found += [(pl.col(f"z{name}") >= 0, pl.col(f"z{name}") < 0, never) for name in made.COLUMNS[:15]]
    for g in range(made.GROUPS):
        parts = [f"{part}{g}" for part in made.PARTS]
        some, zero = total(parts) > 0, (total(parts) <= 0) & ~blank(parts)
        idle = (pl.col(f"zt{g}") <= 0) & pl.col(f"t{g}").is_not_null()
        found.append((some & ~idle, (pl.col(f"zt{g}") > 0) & zero, idle & ~((pl.col(f"zt{g}") > 0) & zero)))
    for g in range(5):
        top, base = pl.col(f"zx{g}") * 100, pl.col(f"zt{g}") * 51
        there = (pl.col(f"zt{g}") > 0) & pl.col(f"t{g}").is_not_null()
        found.append(((top <= base) & there & pl.col(f"x{g}").is_not_null(), (top > base) & there, never))
    found += [(pl.col(f"t{g}").is_not_null(), pl.col(f"t{g}").is_null(), never) for g in range(5)]
    for keys in (["unit"], ["unit", "year"], ["unit", "year", "level"]):
        again = pl.struct(keys).is_duplicated() if len(keys) > 1 else pl.col("unit").is_duplicated()
        found.append((~again, again, never))
    for g in (0, 1):
        t = pl.col(f"t{g}")
        median = t.median().over("year", "level")
        fails, idle = (t > 0) & (t > 10 * median), t <= 0
        found.append(
            (((t > 0) & ~fails).fill_null(value=False), fails.fill_null(value=False), idle.fill_null(value=False))
        )
    sums = [
        each.sum().alias(f"{kind}{at}") for at, row in enumerate(found) for kind, each in zip("pfi", row, strict=True)
    ]
    return frame.lazy().with_columns(filled).select(sums)


def numba(path: Path) -> tuple[Callable[[], dict[str, Any]], int]:
    """One kernel over the columns: the 40 sums, 20 bounds and 15 signs, as a bound on what the machine can do."""
    import numba as nb
    import numpy as np

    frame = pl.read_parquet(path)
    values = np.stack([frame[name].fill_null(0).cast(pl.Int32).to_numpy() for name in made.COLUMNS])
    blanks = np.stack([frame[name].is_null().to_numpy() for name in made.COLUMNS])
    rules = [*made.sums(), *(([f"{x}{g}"], [f"t{g}"]) for x in "xa" for g in range(made.GROUPS))]
    at = {name: index for index, name in enumerate(made.COLUMNS)}
    terms = np.array([[at[name] for name in more + less] + [-1] * (10 - len(more + less)) for more, less in rules])
    signs = np.array([[1] * len(more) + [-1] * len(less) + [0] * (10 - len(more + less)) for more, less in rules])

    @nb.njit(parallel=True)  # type: ignore[untyped-decorator]
    def kernel(values, blanks, terms, signs, equal):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
        passed, failed = np.zeros(len(terms), np.int64), np.zeros(len(terms), np.int64)
        for rule in nb.prange(len(terms)):
            for row in range(values.shape[1]):
                total, up, down = 0, False, False
                for k in range(10):
                    if signs[rule, k] == 0:
                        break
                    total += signs[rule, k] * values[terms[rule, k], row]
                    if blanks[terms[rule, k], row]:
                        up |= signs[rule, k] > 0
                        down |= signs[rule, k] < 0
                high = total > 0 and not down
                low = rule < equal and total < 0 and not up
                failed[rule] += high or low
                passed[rule] += total <= 0 and not up and (rule >= equal or (total == 0 and not down))
        return passed, failed

    def judge() -> dict[str, Any]:
        passed, failed = kernel(values, blanks, terms, signs, 40)
        return {"pass": int(passed.sum()), "fails": int(failed.sum()), "rules": len(rules)}

    return judge, values.nbytes + blanks.nbytes


def duckdb(path: Path) -> tuple[Callable[[], dict[str, Any]], int]:
    """One query of DuckDB over its own table: sums, bounds and signs in the same interval form."""
    import duckdb as db

    base = db.connect()
    base.execute("CREATE TABLE t AS SELECT * FROM read_parquet(?)", [str(path)])
    columns: list[str] = []
    for more, less in [*made.sums(), *(([f"{x}{g}"], [f"t{g}"]) for x in "xa" for g in range(made.GROUPS))]:
        up, down = (" OR ".join(f"{name} IS NULL" for name in names) for names in (more, less))
        d = "+".join(f"coalesce({name},0)" for name in more) + "-" + "-".join(f"coalesce({name},0)" for name in less)
        if len(columns) < 2 * len(SUMS):
            columns += [f"count(*) FILTER (({d})=0 AND NOT ({up}) AND NOT ({down}))"]
            columns += [f"count(*) FILTER ((({d})>0 AND NOT ({down})) OR (({d})<0 AND NOT ({up})))"]
        else:
            columns += [f"count(*) FILTER (({d})<=0 AND NOT ({up}))", f"count(*) FILTER (({d})>0 AND NOT ({down}))"]
    query = f"SELECT {', '.join(columns)} FROM t"  # noqa: S608 - names of our own making

    def judge() -> dict[str, Any]:
        row = base.execute(query).fetchone() or ()
        return {"pass": sum(row[0::2]), "fails": sum(row[1::2]), "rules": 60}

    return judge, 0


CONTESTANTS = {
    each.__name__: each for each in (ours, sixty, thousand, streamed, fused, numba, duckdb)
} | validators.CONTESTANTS


def main(name: str, path: Path, times: int) -> None:
    """Runs the contestant some times, unless that takes minutes; prints the least of the seconds, and the memory."""
    judge, size = CONTESTANTS[name](path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds: list[float] = []
    cpu: list[float] = []
    found: dict[str, Any] = {}
    while len(seconds) < times and sum(seconds) < LONG:
        start, worked = time.perf_counter(), time.process_time()
        found = judge()
        seconds.append(time.perf_counter() - start)
        cpu.append(time.process_time() - worked)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        json.dumps(
            {
                "name": name,
                "seconds": min(seconds),
                "cpu": min(cpu),
                "first": seconds[0],
                "table": size >> 20,
                "peak": peak >> 10,
                "more": (peak - before) >> 10,
                **found,
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else TIMES)
