"""The sample submissions of `reports_in/`: what must be found in each of them, and that nothing else is found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.document import Status
from auditor.engine.judge import judge
from auditor.ingest.receive import receive
from auditor.ingest.tabulate import tabulate
from auditor.lang.load import load_rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.document import Submission
    from auditor.results import Finding

ROOT = Path(__file__).parents[2]

QINGPING_2016 = "青屏县2016年政府信息公开工作年度报告.txt"
QINGPING_2017 = "青屏县2017年政府信息公开工作年度报告.txt"
BAIHE = "白荷镇2017年度政府信息公开年报.txt"
SONGPING = "松坪乡2018年政府信息公开工作年度报告.txt"
WATER = "岚州市水务局2018年度政府信息公开工作年度报告.txt"
LIUYING = "柳营镇2017年政府信息公开工作年度报告.txt"
PROGRESS = "岚州市政务公开示范点建设进展情况汇报.txt"
SHIQIAO = "石桥街道办事处2018年度政府信息公开工作年度报告.txt"
STATISTICS = "岚州市统计局2016年政府信息公开工作年度报告.txt"
WANGCHUAN = "望川区人民政府2018年政府信息公开工作年度报告.txt"

# Rule, severity, verdict, and an indicator that the finding must be about (none where it is about no figure).
FOUND: Mapping[str, tuple[tuple[str, str, str, str], ...]] = {
    QINGPING_2016: (),
    QINGPING_2017: (
        ("A-F05", "warning", "fail", "trainings"),
        ("N-02", "warning", "fail", "channel_wechat"),
        ("N-31", "warning", "fail", ""),
    ),
    BAIHE: (
        ("A-B07", "error", "fail", "staff_total"),
        ("N-20", "error", "fail", "requests_received"),
        ("N-30", "warning", "fail", ""),
    ),
    SONGPING: (
        ("A-F04", "notice", "fail", "heading_response_channels"),
        ("A-F06", "notice", "fail", "fees_collected"),
        ("A-R02", "warning", "fail", "normative_disclosed"),
        ("A-R20", "warning", "fail", "budget"),
    ),
    WATER: (
        ("A-B04", "error", "fail", "reply_denied"),
        ("A-B05", "error", "fail", "reviews_total"),
        ("A-R07", "error", "fail", "interviews_led"),
        ("A-R12", "warning", "fail", "replies_total"),
    ),
    LIUYING: (
        ("A-F01", "error", "fail", ""),
        ("A-F08", "warning", "fail", ""),
        ("N-30", "warning", "fail", ""),
    ),
    PROGRESS: (),
    SHIQIAO: (
        ("A-B02", "error", "unknown", "completed_delayed"),
        ("A-F02", "error", "fail", "complaints"),
        ("A-F07", "error", "fail", ""),
        ("A-F09", "warning", "fail", "completed_delayed"),
    ),
    STATISTICS: (),
    WANGCHUAN: (
        ("A-R03", "warning", "fail", "channel_website"),
        ("A-R06", "error", "fail", "press_conferences_led"),
        ("A-R08", "warning", "fail", "hot_topics"),
        ("A-R15", "notice", "fail", "completed_delayed"),
        ("A-R19", "warning", "fail", "trainees"),
        ("N-03", "warning", "fail", "normative_issued"),
        ("N-04", "error", "fail", "requests_received"),
        ("N-21", "warning", "fail", "completed_delayed"),
        ("N-30", "notice", "fail", ""),
    ),
}


@pytest.fixture(scope="module")
def audited() -> tuple[tuple[Submission, ...], tuple[Finding, ...]]:
    book, _ = load_rules(ROOT / "rules")
    submissions = receive(ROOT / "reports_in", book.schema)
    findings, _ = judge(book, tabulate(submissions, book.schema), submissions)
    return submissions, findings


def test_every_sample_is_expected(audited: tuple[tuple[Submission, ...], tuple[Finding, ...]]) -> None:
    assert sorted(submission.path for submission in audited[0]) == sorted(FOUND)


@pytest.mark.parametrize("path", FOUND)
def test_a_sample_gives_its_findings_and_no_others(
    audited: tuple[tuple[Submission, ...], tuple[Finding, ...]], path: str
) -> None:
    found = sorted(
        (finding.rule, finding.severity.value, finding.verdict.value)
        for finding in audited[1]
        if finding.submission == path and not finding.trial
    )
    assert found == sorted(wanted[:3] for wanted in FOUND[path])


@pytest.mark.parametrize("path", FOUND)
def test_a_finding_is_about_the_right_figure(
    audited: tuple[tuple[Submission, ...], tuple[Finding, ...]], path: str
) -> None:
    about = {
        (finding.rule, indicator)
        for finding in audited[1]
        if finding.submission == path
        for indicator in finding.indicators
    }
    assert {(rule, code) for rule, _, _, code in FOUND[path] if code} <= about


def test_units_years_and_forms_are_read_from_the_content(
    audited: tuple[tuple[Submission, ...], tuple[Finding, ...]],
) -> None:
    read = {submission.path: (submission.unit, submission.year, submission.form) for submission in audited[0]}
    read.pop(PROGRESS)
    assert read == {
        QINGPING_2016: ("青屏县", 2016, "disclosure-2014"),
        QINGPING_2017: ("青屏县", 2017, "disclosure-2014"),
        BAIHE: ("青屏县白荷镇", 2017, "disclosure-2014"),
        SONGPING: ("青屏县松坪乡", 2018, "disclosure-2014"),
        WATER: ("岚州市水务局", 2018, "disclosure-2014"),
        LIUYING: ("青屏县柳营镇", 2017, "disclosure-2014"),
        SHIQIAO: ("望川区石桥街道办事处", 2018, "disclosure-2014"),
        STATISTICS: ("岚州市统计局", 2016, "disclosure-2014"),
        WANGCHUAN: ("望川区", 2018, "disclosure-2014"),
    }


def test_a_progress_report_is_not_applicable(
    audited: tuple[tuple[Submission, ...], tuple[Finding, ...]],
) -> None:
    assert [submission.path for submission in audited[0] if submission.status is Status.NOT_APPLICABLE] == [PROGRESS]
