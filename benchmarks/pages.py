"""How fast the pages of submissions are made and written: `python -m benchmarks.pages [COUNT]`.

The sample has the 65 rows of the 2014 form and up to six findings a submission. Told are the pages of submissions by
themselves, on one core and on all; then the whole audit with its overview, map, summaries and tables of data, as
`auditor audit` writes it; and the same over again, where every page is what it was. The CPU time of all processes
stands beside the clock's, so that there is a figure that holds on a busy machine.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.diagnostics import Lang
from auditor.report.files.apart import made_apart
from auditor.report.files.folder import keep_or_write
from auditor.report.files.folder import out_of_the_collectors_way
from auditor.report.site import site_of
from auditor.report.write import report_files
from auditor.report.write import unit_pages
from auditor.report.write import write_report
from tests.report import report_samples

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator


def main(count: int) -> None:
    """Measures and prints."""
    others = sum(not name.startswith("units/") for name, _ in report_files(report_samples.large(20)))
    result = report_samples.large(count)
    pages = list(unit_pages(site_of(result, Lang.ZH)))
    with tempfile.TemporaryDirectory() as folder, out_of_the_collectors_way():

        def written(numbers: Iterable[int], below: str = "apart") -> list[int]:
            place = Path(folder) / below
            place.mkdir(exist_ok=True)
            sizes = []
            for name, content in (pages[number]() for number in numbers):
                keep_or_write(place / "none", place / name.replace("/", "-"), content)
                sizes.append(len(content))
            return sizes

        with timed("pages, on one core:", count):
            sizes = written(range(count), "here")
        with timed("pages, on all cores:", count), made_apart(count, written) as shares:
            shares()
        print(f"{'':30} {sum(sizes) // count:,} bytes a page, the largest {max(sizes):,}; {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder:
        for turn in ("whole audit, written:", "whole audit, unchanged:"):
            with timed(turn, count):
                write_report(result, Path(folder) / "out")
    print(f"{'':30} with {others} other files")


@contextmanager
def timed(what: str, count: int) -> Iterator[None]:
    """Tells how fast what is done within was: by the clock, and by the CPU time of this process and those it began."""
    clock, spent = time.perf_counter(), _spent()
    yield
    clock, spent = time.perf_counter() - clock, _spent() - spent
    print(f"{what:30} {count / clock:6.0f}/s by the clock, {1000 * spent / count:5.2f} ms of CPU time a page")


def _spent() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
