"""One contestant on one table, in a process of its own: seconds, memory, and what it counted, as a line of JSON.

`python contest.py NAME TABLE TIMES [RULES]`; ours may be asked for some of the hundred rules alone, by their places.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import made
import polars as pl
import work

if TYPE_CHECKING:
    from collections.abc import Callable

    Contestant = tuple[Callable[[], dict[str, Any]], int]

LONG = 60  # seconds, after which nothing is repeated


def ours(path: Path, chosen: str = "") -> Contestant:
    """The engine: counts of every verdict, and findings with both sides and the blanks."""
    frame = pl.read_parquet(path)
    return _ours(path, frame, made.rules(json.loads(chosen) if chosen else None)), frame.estimated_size()


def thousand(path: Path) -> Contestant:
    """The engine: a thousand rules."""
    frame = pl.read_parquet(path)
    return _ours(path, frame, made.thousand()), frame.estimated_size()


def streamed(path: Path) -> Contestant:
    """The engine over the Parquet file, block by block, for tables beyond memory."""
    return _ours(path, pl.scan_parquet(path), made.rules()), 0


def _ours(path: Path, frame: pl.DataFrame | pl.LazyFrame, rules: str) -> Callable[[], dict[str, Any]]:
    from auditor.engine.wide.judge import WideTable
    from auditor.engine.wide.judge import WideVerdicts
    from auditor.engine.wide.judge import fit
    from auditor.lang.load import load_rules

    book, _ = load_rules(made.write_rules(path.parent / f"rules-{path.stem}", rules))
    names = {"单位": "unit", "年度": "year", "单位级别": "level"}
    ready, refused = fit(book.rules, WideTable(frame, {(name, None): name for name in made.COLUMNS}, names))
    if refused:
        raise ValueError(refused)

    def told(verdicts: WideVerdicts) -> dict[str, Any]:
        totals = verdicts.counts.select(pl.col("pass", "fail", "unknown", "na").sum()).row(0, named=True)
        sure = verdicts.findings.filter(pl.col("blanks").list.len() == 0).group_by("rule").len()
        fails, filled = (dict(zip(*counts, strict=True)) for counts in (verdicts.counts["rule", "fail"], sure))
        required = {f"R-{at:03}" for at, _ in work.of_kind("required")}
        return {
            **totals,
            "fails": [fails.get(f"R-{at:03}") for at in range(len(work.RULES))],
            "open": [
                (fails if name in required else filled).get(name, 0 if name in fails else None)
                for name in (f"R-{at:03}" for at in range(len(work.RULES)))
            ],
            "findings": verdicts.findings.height,
        }

    return lambda: {"told": (told, ready.judge(frame))}


WHERE = {
    "ours": "contest",
    "thousand": "contest",
    "streamed": "contest",
    "fused": "by_hand",
    "duckdb": "by_hand",
    "numba": "kernel",
    "dataframely": "validators",
    "pointblank": "validators",
    "pandera": "validators",
    "cuallee": "validators",
    "vtlengine": "frameworks",
    "great_expectations": "frameworks",
}


def main(name: str, path: Path, times: int, *chosen: str) -> None:
    """Runs the contestant some times, unless that takes minutes; prints the least of the seconds, and the memory."""
    if name == "validate":  # which measures itself, in a process of R
        print(json.dumps({"name": name, **import_module("in_r").validate(path, times, LONG)}))
        return
    contestant: Callable[..., Contestant] = getattr(import_module(WHERE[name]), name)
    judge, size = contestant(path, *chosen)
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
    # NOTE: what is counted but to compare the contestants is counted here, outside of what is measured.
    tell, given = found.pop("told", (lambda _: {}, None))
    told = {
        "name": name,
        "seconds": min(seconds),
        "cpu": min(cpu),
        "first": seconds[0],
        "table": size >> 20,
        "peak": peak >> 10,
        "more": (peak - before) >> 10,
    }
    print(json.dumps(told | found | tell(given)))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
