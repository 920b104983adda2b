"""What more records and more rules cost: `python benchmarks/growth.py`, in the environment of `engine.py`.

Records are judged by `auditor table`, which reads Parquet files of a million each, in a process of its own whose peak
of memory is measured. Rules are judged on 100,000 records in memory: the hundred of the benchmark, and a thousand.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
FILE = 1_000_000
# NOTE: the records of later files are those of the first under other units, so that none of them is there twice.
MAKE = """
import sys, pathlib, made, polars as pl
rows, each, folder = int(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])
made.write_rules(folder.parent / "rules")
table = made.table(min(rows, each))
for at in range(0, rows, each):
    table.with_columns(pl.col("unit") + at).write_parquet(folder / f"{at:09}.parquet")
"""
MEASURE = """
import resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss >> 10)
"""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, nargs="*", default=[10_000, 100_000, 1_000_000, 5_000_000, 20_000_000])
    asked.add_argument("--engine", default="polars")
    asked.add_argument("--times", type=int, default=5)
    given = asked.parse_args()
    print("| records | seconds | of all cores | peak memory, MB |\n|---:|---:|---:|---:|")
    for rows in given.rows:
        with tempfile.TemporaryDirectory() as folder:
            print(_judged(rows, given.engine, Path(folder)), flush=True)
    print("\n| rules | seconds | of all cores |\n|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, "0.parquet")
        _python("-c", f"import made; made.table(100_000).write_parquet({str(table)!r})")
        for name, count in (("ours", 100), ("thousand", 1_000)):
            said = json.loads(
                _python(str(HERE / "peers/contest.py"), name, str(table), str(given.times)).splitlines()[-1]
            )
            print(f"| {count} | {said['seconds']:.3f} | {said['cpu']:.3f} |", flush=True)


def _judged(rows: int, engine: str, folder: Path) -> str:
    tables = folder / "tables"
    tables.mkdir()
    _python("-c", MAKE, str(rows), str(FILE), str(tables))
    command = ("-m", "auditor", "table", str(tables), "--rules", str(folder / "rules"), "--out", str(folder / "out"))
    seconds, cpu, peak = _python("-c", MEASURE, sys.executable, *command, "--engine", engine).split()
    return f"| {rows:,} | {float(seconds):.1f} | {float(cpu):.1f} | {peak} |"


def _python(*arguments: str) -> str:
    paths = os.pathsep.join((str(HERE / "peers"), str(HERE.parent)))
    done = subprocess.run(  # noqa: S603 - this interpreter, on files of our own
        [sys.executable, *arguments],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    )
    return done.stdout


if __name__ == "__main__":
    main()
