"""The engine beside what a user would pick instead, side by side in one run: `python benchmarks/engine.py`.

Each contestant judges what it can of the same hundred rules, in the way that its users would write them, in a process
of its own; rounds alternate, and the least of each counts. What fails by every rule must be the same as with ours, and
so must passes and what does not apply where they are told; else it has no ratio. `GOALS` are the most that ours may
take of the time of each at 1,000,000 records.
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
# How each judges, and what it tells of what fails.
SAID = {
    "ours": ("rules in the language, four verdicts", "both sides, difference, blank cells"),
    "streamed": ("ours, from the Parquet file block by block", "both sides, difference, blank cells"),
    "fused": ("one polars query by hand, four verdicts", "nothing"),
    "numba": ("one kernel by hand, four verdicts", "nothing"),
    "duckdb": ("one query by hand, four verdicts", "nothing"),
    "dataframely": ("a schema, two verdicts", "the rows, with what each fails by"),
    "pointblank": ("a step a rule, two verdicts", "the rows, by rule"),
    "pandera": ("a schema with checks, two verdicts", "the rows or cells, by rule"),
    "cuallee": ("a check with predicates, two verdicts", "nothing"),
    "validate": ("rules as exported by ours, three verdicts", "a verdict for each row and rule"),
    "vtlengine": ("a data point ruleset, two verdicts", "the rows, by rule"),
    "great_expectations": ("a suite on SQLite, two verdicts", "the rows or their keys, by rule"),
}
GOALS = {
    "fused": 1.3,
    "numba": 3,
    "duckdb": 1 / 2,
    "dataframely": 0.7,
    "pointblank": 1 / 3,
    "pandera": 1 / 4,
    "validate": 1 / 10,
    "vtlengine": 1 / 50,
    "great_expectations": 1 / 200,
}
ONCE = {"validate", "vtlengine", "great_expectations"}  # minutes each, so that one round must do
Run = dict[str, Any]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    asked.add_argument("--rounds", type=int, default=2)
    asked.add_argument("--times", type=int, default=5)
    asked.add_argument("--only", nargs="+", default=list(SAID), choices=list(SAID))
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for rows in given.rows:
            table = Path(folder, f"{rows}.parquet")
            _python("-c", f"import made; made.table({rows}).write_parquet({str(table)!r})")
            print(f"\n{rows:,} records × 60 indicators\n")
            _show(_best(["ours", *(name for name in given.only if name != "ours")], table, given.rounds, given.times))


def _best(names: list[str], table: Path, rounds: int, times: int) -> list[Run]:
    """The best run of each; after what judges but some of the rules, ours with the same ones: `alike`."""
    runs: dict[str, list[Run]] = {name: [] for name in names}
    alike: dict[str, list[Run]] = {name: [] for name in names}
    for round_ in range(rounds):
        for name in names:
            if name in ONCE and round_:
                continue
            run = _run(name, table, 1 if name in ONCE else times)
            runs[name].append(run)
            judged = _judged(run)
            if None in judged:
                chosen = [at for at, count in enumerate(judged) if count is not None]
                alike[name].append(_run("ours", table, times, json.dumps(chosen)))
    best = {name: min(found, key=_seconds) for name, found in runs.items()}
    return [{**run, "alike": _seconds(min(alike[name] or [best["ours"]], key=_seconds))} for name, run in best.items()]


def _run(name: str, table: Path, times: int, *chosen: str) -> Run:
    run: Run = json.loads(_python(str(HERE / "contest.py"), name, str(table), str(times), *chosen).splitlines()[-1])
    return run


def _seconds(run: Run) -> float:
    return float(run.get("seconds", "nan"))


def _judged(run: Run) -> list[int | None]:
    """How many rows fail by each rule; `open` where what a blank decides is left open."""
    return list(run.get("fails", run.get("open", [])))


def _differs(run: Run, ours: Run) -> bool:
    kind = "fails" if "fails" in run else "open"
    told = zip(_judged(run), ours[kind], strict=False)
    return any(count not in {None, right} for count, right in told) or any(
        run.get(verdict, ours[verdict]) != ours[verdict] for verdict in ("pass", "na")
    )


def _show(results: list[Run]) -> None:
    ours = results[0]
    differing = [each["name"] for each in results if _differs(each, ours)]
    print("| | rules | how | findings |\n|---|---:|---|---|")
    for each in results:
        how, findings = SAID[each["name"]]
        print(f"| {each['name']} | {len(_judged(each)) - _judged(each).count(None)} | {how} | {findings} |")
    print(
        "\n| | seconds | of all cores | ours takes of it | of its cores | with its rules | goal | memory beyond, MB |"
    )
    print("|---|---:|---:|---:|---:|---:|---|---:|")
    for each in results:
        if "absent" in each or each["name"] in differing:
            print(f"| {each['name']} | | | | | | {each.get('absent', 'counts differ from ours')} | |")
            continue
        ratio, goal = _seconds(ours) / _seconds(each), GOALS.get(each["name"])
        said = "" if goal is None else f"{goal:.3g}, {'reached' if ratio <= goal else 'not reached'}"
        ratios = (ratio, ours["cpu"] / each["cpu"], each["alike"] / _seconds(each))
        figures = (f"{_seconds(each):.3f}", f"{each['cpu']:.3f}", *(f"{it:.3g}" for it in ratios))
        print(f"| {' | '.join((each['name'], *figures, said, str(each['more'])))} |", flush=True)


def _python(*arguments: str) -> str:
    paths = os.pathsep.join((str(HERE), str(HERE.parents[1])))
    done = subprocess.run(  # noqa: S603 - this interpreter, on files of our own
        [sys.executable, *arguments],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    )
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


if __name__ == "__main__":
    main()
