from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.report.data.exports import findings_csv
from auditor.report.data.records import finding_rows
from auditor.report.notices.written import write_notices
from auditor.report.submission.findings import explained_lines
from auditor.report.write import report_files
from auditor.results import AuditResult
from auditor.results import Severity
from auditor.results.explanations import Explanation
from tests.report import report_samples

if TYPE_CHECKING:
    from pathlib import Path

ACCEPTED = Explanation("含上年结转件", "市政务公开办", "2019-12-31", (("从事政府信息公开工作人员数", "2"),))
STALE = replace(ACCEPTED, changed=(("从事政府信息公开工作人员数", "2人", "3人"),))


def audit(explanation: Explanation) -> AuditResult:
    """The sample audit with every query of it explained."""
    whole = report_samples.audit()
    return replace(
        whole,
        findings=tuple(
            replace(finding, explained=explanation) if finding.severity is Severity.WARNING else finding
            for finding in whole.findings
        ),
    )


def page_of(explanation: Explanation) -> str:
    files = dict(report_files(audit(explanation)))
    return next(content.decode() for name, content in files.items() if "柳河镇" in name and name.endswith(".html"))


def test_an_explained_finding_stays_on_its_page_struck_through_with_the_reason() -> None:
    page = page_of(ACCEPTED)
    assert "finding warning waived" in page
    assert "含上年结转件" in page
    assert "批准：市政务公开办 有效至 2019-12-31" in page


def test_an_explanation_of_figures_that_changed_says_so_and_strikes_nothing() -> None:
    page = page_of(STALE)
    assert "finding warning waived" not in page
    assert "说明时 从事政府信息公开工作人员数 是 2人，现在是 3人" in page


def test_the_spreadsheet_marks_what_is_explained() -> None:
    head, *rows = b"".join(findings_csv(finding_rows(audit(ACCEPTED)))).decode("utf-8-sig").splitlines()
    assert head.endswith(",waived,explained")
    assert {
        row.endswith(",1,含上年结转件；批准：市政务公开办 有效至 2019-12-31") for row in rows if ",warning," in row
    } == {True}


def test_an_expired_explanation_is_told_in_both_languages() -> None:
    expired = replace(ACCEPTED, is_expired=True)
    assert explained_lines(expired, Lang.ZH)[-1] == "说明已过有效期"
    assert explained_lines(expired, Lang.EN)[1:] == (
        "approved by 市政务公开办 until 2019-12-31",
        "the explanation has expired",
    )


def test_what_is_accepted_is_not_open_on_the_overview_nor_asked_for_in_a_notice(tmp_path: Path) -> None:
    pages = [dict(report_files(audit(each)))["index.html"].decode() for each in (ACCEPTED, STALE)]
    told = [re.findall('href="#severity=(?:error|warning)"[^>]*><b>([0-9]+)', page) for page in pages]
    assert told == [["1", "0"], ["1", "2"]]
    assert ["处问题的说明已获认可，不再计入" in page for page in pages] == [True, False]
    for number, (explanation, severities) in enumerate(((ACCEPTED, (Severity.WARNING,)), (STALE, (Severity.WARNING,)))):
        written = write_notices(audit(explanation), tmp_path / str(number), severities=severities)
        assert bool(written) == (explanation is STALE)
