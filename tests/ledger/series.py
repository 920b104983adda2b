"""Audits of small reports one after the other, all kept in one ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.engine.judge import judge
from auditor.ingest.tabulate import tabulate
from auditor.ledger.store import writing
from auditor.over_time.remembering import keep
from auditor.over_time.remembering import remember
from auditor.results import AuditResult
from tests.engine.small_audits import Report
from tests.engine.small_audits import book_of
from tests.engine.small_audits import submission_of

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.document import Submission
    from auditor.results import Gone

FORM = """
指标 收到件数 (received) : 计数 件
指标 办结件数 (closed) : 计数 件
指标 答复件数 (replied) : 计数 件
"""
RULE = """
规则 R-1 「办结不超过收到」 核实
  要求: 办结件数 ≤ 收到件数
"""
SECOND = """
规则 R-2 「答复不超过收到」 强制
  要求: 答复件数 ≤ 收到件数
"""


def report(received: int | None, closed: int | None, replied: int | None = 0, unit: str = "青屏县") -> Report:
    return Report(unit, 2017, {"received": received, "closed": closed, "replied": replied})


WRONG, RIGHT = report(3, 4), report(4, 4)


@dataclass(frozen=True)
class Series:
    """Audits that follow each other. A report's digest is its text, so that other figures are another file."""

    folder: Path

    def audit(
        self, *reports: Report, rules: str = RULE, at: str = "2026-03-01T09:30:00", name: str = ""
    ) -> AuditResult:
        book = book_of(FORM + rules)
        submissions = tuple(file_of(each) for each in reports)
        findings, outcomes = judge(book, tabulate(submissions, book.schema), submissions)
        raw = AuditResult(submissions, findings, outcomes, book.infos, book.schema)
        with writing(self.folder) as ledger:
            remembered = remember(raw, book, self.folder, ledger)
            keep(remembered, ledger, at, name)
        return remembered.result


def file_of(written: Report) -> Submission:
    """The report as it was handed in: its digest tells its figures."""
    return replace(submission_of(written), digest=repr(written))


def made(result: AuditResult) -> dict[str, str]:
    """What became of the findings that are made, by rule."""
    return {each.rule: each.change.value for each in result.findings}


def gone(result: AuditResult) -> dict[str, tuple[str, str]]:
    """What became of those that are not, by rule, with the reason in English."""
    past: tuple[Gone, ...] = result.past.gone if result.past else ()
    return {each.rule: (each.change.value, each.reason.en if each.reason else "") for each in past}
