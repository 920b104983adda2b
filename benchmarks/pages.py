"""How fast the pages of submissions are made and written: `python -m benchmarks.pages [COUNT]`.

The sample has the 65 rows of the 2014 form and up to six findings a submission. CPU time is told beside the clock's, so
that the figure holds on a busy machine; a second run over the first shows what writing nothing saves.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from auditor.report.write import report_files
from auditor.report.write import write_report
from tests.report import report_samples


def main(count: int) -> None:
    """Measures and prints."""
    result = report_samples.large(count)
    warm = [name for name, _ in report_files(report_samples.large(20))]
    clock, cpu = time.perf_counter(), time.process_time()
    sizes = [len(content) for name, content in report_files(result) if name.startswith("units/")]
    made_cpu, made = time.process_time() - cpu, time.perf_counter() - clock
    print(f"made:      {count / made:8.0f} pages/s by the clock, {count / made_cpu:8.0f} by CPU time of one core")
    print(f"           with the overview, {len(warm) - 20} other files; {sum(sizes) // count:,} bytes a page")
    with tempfile.TemporaryDirectory() as folder:
        for turn in ("written:  ", "unchanged:"):
            clock, cpu = time.perf_counter(), time.process_time()
            write_report(result, Path(folder) / "out")
            spent_cpu, spent = time.process_time() - cpu, time.perf_counter() - clock
            print(f"{turn} {count / spent:8.0f} pages/s by the clock, {count / spent_cpu:8.0f} by CPU time of one core")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
