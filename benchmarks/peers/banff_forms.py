"""One contestant on forms with wrong figures: Banff (Statistics Canada), each form alone.

`python banff_forms.py FOLDER` reads rules.txt, cases-N.csv and wrong-N.csv and prints a line of CSV for each N: wrong
figures, forms, right, median and slowest milliseconds. To be run where the package banff is.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median

import banff
import pandas as pd


def main(folder: Path) -> None:
    """Locate the errors of every form."""
    edits = "".join(f"{line.replace('==', '=').replace('*', ' * ')};\n" for line in (folder / "rules.txt").open())
    for wrong in (1, 2, 3):
        cases = pd.read_csv(folder / f"cases-{wrong}.csv").astype(float)
        truth = (folder / f"wrong-{wrong}.csv").read_text().split()
        cases.insert(0, "ID", [f"{number:05}" for number in range(len(cases))])
        times, right = [], 0
        for number, names in enumerate(truth):
            start = time.process_time()
            found = banff.errorloc(
                edits=edits, indata=cases.iloc[number : number + 1], unit_id="ID", seed=1, time_per_obs=60
            )
            times.append(1000 * (time.process_time() - start))
            right += set(found.outstatus.to_pandas()["FIELDID"]) == set(names.split(";"))
        print(f"\n{wrong},{len(truth)},{right},{median(times):.1f},{max(times):.1f}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
