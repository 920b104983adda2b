"""Audits a report and dies, as if the power went, at a given step of writing: `python -m tests.ledger.killed OUT STEP`.

A step is a file that is opened, named, linked or removed, or a statement to the database. Without a step all of them
are taken, and their number is printed.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.engine.judge import judge
from auditor.ingest.tabulate import tabulate
from auditor.ledger.store import writing
from auditor.over_time.remembering import keep
from auditor.over_time.remembering import remember
from auditor.report.write import write_report
from auditor.results import AuditResult
from tests.engine.small_audits import book_of
from tests.ledger.series import FORM
from tests.ledger.series import RULE
from tests.ledger.series import file_of
from tests.ledger.series import report

if TYPE_CHECKING:
    from collections.abc import Callable

_STEPS = ("open", "os.rename", "os.link", "os.remove", "os.rmdir", "os.mkdir")


class Countdown:
    """Counts steps that touch a folder, and kills the process at one of them."""

    def __init__(self, below: Path, last: int) -> None:
        self.below, self.last, self.taken = str(below), last, 0

    def hook(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in _STEPS and any(str(each).startswith(self.below) for each in arguments[:2]):
            self.step()

    def step(self, _statement: str = "") -> None:
        self.taken += 1
        if self.taken == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def audit_into(out: Path, closed: int, step: Callable[[str], None] | None = None) -> None:
    """Audits a report into a folder and keeps the audit; `step` is told of every statement to the database."""
    book = book_of(FORM + RULE)
    submissions = (file_of(report(3, closed)),)
    findings, outcomes = judge(book, tabulate(submissions, book.schema), submissions)
    raw = AuditResult(submissions, findings, outcomes, book.infos, book.schema)
    folder = out.with_name("out.ledger")
    with writing(folder) as ledger:
        ledger.connection.set_trace_callback(step)
        remembered = remember(raw, book, folder, ledger)
        keep(remembered, ledger, "2026-03-01T09:30:00")
        write_report(remembered.result, out, book=book)


def main(out: Path, closed: int, last: int) -> None:
    countdown = Countdown(out.parent, last)
    sys.addaudithook(countdown.hook)
    audit_into(out, closed, countdown.step)
    print(countdown.taken)  # noqa: T201 - what the test asks


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), int(sys.argv[2]), int(sys.argv[3]))
