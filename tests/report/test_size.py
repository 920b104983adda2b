from __future__ import annotations

import time
from typing import TYPE_CHECKING

from auditor.report.write import write_report
from tests.report import report_samples

if TYPE_CHECKING:
    from pathlib import Path


def test_a_thousand_submissions_are_written_in_reasonable_time(tmp_path: Path) -> None:
    result = report_samples.large(1_000)
    started = time.process_time()
    write_report(result, tmp_path / "out")
    assert time.process_time() - started < 20
    assert sum(1 for _ in (tmp_path / "out" / "units").iterdir()) == 1_000
