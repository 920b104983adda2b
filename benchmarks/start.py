"""How long small commands take from the start of Python to its end: `python -m benchmarks.start [REPORT…] [--turns N]`.

The reports (by default those of `reports_in/`) are audited for the first time with nothing kept, for the first time
with the rules kept, as installing keeps them, and once more unchanged; and the help is shown. Each is a process of its
own, in turns; told are the least and the middle of the seconds by the clock, and of both processors together.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

ROOT = Path(__file__).parents[1]
RULES = ROOT / "rules"


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="*", type=Path, default=[ROOT / "reports_in"])
    parser.add_argument("--turns", type=int, default=5)
    given = parser.parse_args()
    reports = [str(path.resolve()) for path in given.reports]
    taken: dict[str, list[tuple[float, float]]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as place:
        for turn in range(given.turns + 1):
            for what, seconds in one_turn(Path(place) / str(turn), reports).items():
                taken[what] += [seconds] if turn else []  # NOTE: the first one compiles modules and templates
    print(f"{'':24}{'clock':>8}{'middle':>8}{'processors':>12}{'middle':>8}")
    for what, times in taken.items():
        clocks, processors = zip(*times, strict=True)
        print(f"{what:24}{min(clocks):8.2f}{median(clocks):8.2f}{min(processors):12.2f}{median(processors):8.2f}")


def one_turn(place: Path, reports: Sequence[str]) -> Mapping[str, tuple[float, float]]:
    """The seconds of each command, by the clock and of processors."""
    place.mkdir()
    anew, kept = str(place / "anew"), str(place / "kept")
    auditing = ("audit", *reports, "--rules", str(RULES), "--out")
    made = {"first, rules anew": seconds(anew, *auditing, str(place / "out"))}
    seconds(kept, "rules", "check", str(RULES))
    made["first, rules kept"] = seconds(kept, *auditing, str(place / "other"))
    made["again, unchanged"] = seconds(kept, *auditing, str(place / "other"))
    made["--help"] = seconds(kept, "--help")
    shutil.rmtree(place)
    return made


def seconds(cache: str, *command: str) -> tuple[float, float]:
    """What a command takes with what lies in a cache."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    clock, spent = time.perf_counter(), _spent()
    subprocess.run(
        [sys.executable, "-m", "auditor", *command],
        cwd=ROOT,
        env={**environment, "AUDITOR_CACHE": cache},
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - clock, _spent() - spent


def _spent() -> float:
    used = os.times()
    return used.children_user + used.children_system


if __name__ == "__main__":
    main()
