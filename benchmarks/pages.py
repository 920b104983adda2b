"""How fast the pages of submissions are made and written: `python -m benchmarks.pages [COUNT]`.

The sample has the 65 rows of the 2014 form and up to six findings a submission. CPU time of one core is told beside the
clock's, so that the figure holds on a busy machine: first the pages of submissions alone, made and written; then the
whole audit with its overview, map, summaries and tables of data; a second run over the first shows what writing nothing
saves.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from auditor.report.folder import keep_or_write
from auditor.report.folder import out_of_the_collectors_way
from auditor.report.write import report_files
from auditor.report.write import write_report
from tests.report import report_samples


def main(count: int) -> None:
    """Measures and prints."""
    result = report_samples.large(count)
    warm = [name for name, _ in report_files(report_samples.large(20))]
    with tempfile.TemporaryDirectory() as folder, out_of_the_collectors_way():
        made = report_files(result)
        sizes = []
        spent = -time.process_time()
        clock = -time.perf_counter()
        for name, content in made:
            if not name.startswith("units/"):
                if sizes:
                    break
                spent, clock = -time.process_time(), -time.perf_counter()
                continue
            keep_or_write(Path(folder) / "none", Path(folder) / name.replace("/", "-"), content)
            sizes.append(len(content))
        spent, clock = spent + time.process_time(), clock + time.perf_counter()
    tell("pages of submissions, written:", count, clock, spent)
    print(f"                               {sum(sizes) // count:,} bytes a page, the largest {max(sizes):,}")
    with tempfile.TemporaryDirectory() as folder:
        for turn in ("whole audit, written:", "whole audit, unchanged:"):
            clock, spent = time.perf_counter(), time.process_time()
            write_report(result, Path(folder) / "out")
            spent, clock = time.process_time() - spent, time.perf_counter() - clock
            tell(turn, count, clock, spent)
    print(f"                               with {len(warm) - 20} other files")


def tell(what: str, count: int, clock: float, spent: float) -> None:
    print(f"{what:30} {count / clock:6.0f}/s by the clock, {count / spent:6.0f}/s by CPU time of one core")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
