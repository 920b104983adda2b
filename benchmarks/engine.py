"""The engine beside what a user would pick instead, side by side in one run: `python benchmarks/engine.py`.

Each contestant has a process of its own; rounds alternate, and the least of each counts. What a contestant does not
judge is said: most have the 40 sums and 20 bounds, the hand-written query all 100 rules but no findings. What fails by
those sixty rules must be the same for all, or no ratio is printed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "peers"
SAID = {
    "ours": "100 rules, counts, findings with both sides and blanks",
    "streamed": "the same, from the Parquet file block by block",
    "fused": "100 rules, counts only, one polars query by hand",
    "numba": "60 rules, counts only, one kernel",
    "duckdb": "60 rules, counts only, one query",
    "dataframely": "60 rules, true or false, the rows that fail",
    "pointblank": "60 rules, true or false, extracts of the rows that fail",
    "pandera": "60 rules, true or false, the rows that fail",
}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--times", type=int, default=5)
    asked.add_argument("--only", nargs="+", default=list(SAID), choices=list(SAID))
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for rows in given.rows:
            table = Path(folder, f"{rows}.parquet")
            _python("-c", f"import made; made.table({rows}).write_parquet({str(table)!r})")
            print(f"\n{rows:,} records × 60 indicators\n")
            _show([_best(name, table, given.rounds, given.times) for name in given.only])


def _best(name: str, table: Path, rounds: int, times: int) -> dict[str, Any]:
    arguments = (str(HERE / "contest.py"), name, str(table), str(times))
    runs = [json.loads(_python(*arguments).splitlines()[-1]) for _ in range(rounds)]
    return min(runs, key=lambda run: float(run["seconds"]))


def _show(results: list[dict[str, Any]]) -> None:
    differing = {each["name"]: each["fails"] for each in results if each["fails"] != results[0]["fails"]}
    if differing:
        sys.exit(f"not the same work: {results[0]['name']} finds {results[0]['fails']}, {differing}")
    base = next((each["seconds"] for each in results if each["name"] == "fused"), results[0]["seconds"])
    print("| | seconds | against the hand-written query | memory beyond the table, MB | what |")
    print("|---|---:|---:|---:|---|")
    for each in results:
        ratio = each["seconds"] / base
        print(f"| {each['name']} | {each['seconds']:.3f} | {ratio:.2f} | {each['more']} | {SAID[each['name']]} |")


def _python(*arguments: str) -> str:
    paths = os.pathsep.join((str(HERE), str(HERE.parents[1])))
    done = subprocess.run(  # noqa: S603 - this interpreter, on files of our own
        [sys.executable, *arguments],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    )
    return done.stdout


if __name__ == "__main__":
    main()
