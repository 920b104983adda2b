"""The engine beside what a user would pick instead, side by side in one run: `python benchmarks/engine.py`.

Each contestant has a process of its own; rounds alternate, and the least of each counts. What a contestant does not
judge is said: most have the 40 sums and 20 bounds, the hand-written query all 100 rules but no findings. What fails by
those sixty rules must be the same for all, or no ratio is printed. `GOALS` are the most that ours may take of the time
of each at 1,000,000 records.
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
    "sixty": "ours, the 60 rules of those below, with all that ours gives",
    "streamed": "all 100, from the Parquet file block by block",
    "fused": "100 rules, counts only, one polars query by hand",
    "numba": "60 rules, counts only, one kernel",
    "duckdb": "60 rules, counts only, one query",
    "dataframely": "60 rules, true or false, the rows that fail",
    "pointblank": "60 rules, true or false, extracts of the rows that fail",
    "pandera": "60 rules, true or false, the rows that fail",
    "cuallee": "60 rules, true or false, counts only",
    "great_expectations": "60 columns of truths made before, counts and samples of what fails",
    "vtlengine": "60 rules, a truth a row and rule, by its DuckDB",
}
GOALS = {
    "fused": 1.3,
    "numba": 3,
    "duckdb": 1 / 2,
    "dataframely": 0.7,
    "pointblank": 1 / 3,
    "pandera": 1 / 4,
    "great_expectations": 1 / 200,
    "vtlengine": 1 / 50,
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
            _show(_best(given.only, table, given.rounds, given.times))


def _best(names: list[str], table: Path, rounds: int, times: int) -> list[dict[str, Any]]:
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            said = _python(str(HERE / "contest.py"), name, str(table), str(times))
            runs[name].append(json.loads(said.splitlines()[-1]))
    return [min(found, key=lambda run: float(run["seconds"])) for found in runs.values()]


def _show(results: list[dict[str, Any]]) -> None:
    differing = {each["name"]: each["fails"] for each in results if each["fails"] != results[0]["fails"]}
    if differing:
        sys.exit(f"not the same work: {results[0]['name']} finds {results[0]['fails']}, {differing}")
    ours, sixty = (
        next((each["seconds"] for each in results if each["name"] == name), float("nan")) for name in ("ours", "sixty")
    )
    print("| | seconds | of all cores | ours takes of it | ours with its rules | goal | memory beyond, MB | what |")
    print("|---|---:|---:|---:|---:|---:|---:|---|")
    for each in results:
        ratio, goal = ours / each["seconds"], GOALS.get(each["name"])
        same = ratio if each["name"] in {"ours", "streamed", "fused"} else sixty / each["seconds"]
        said = "" if goal is None else f"{goal:.3g}, {'reached' if ratio <= goal else 'not reached'}"
        cells = (
            each["name"],
            f"{each['seconds']:.3f}",
            f"{each['cpu']:.3f}",
            f"{ratio:.3g}",
            f"{same:.3g}",
            said,
            each["more"],
            SAID[each["name"]],
        )
        print(f"| {' | '.join(map(str, cells))} |", flush=True)


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
