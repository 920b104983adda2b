"""The sample submissions of `reports_in/`: what must be found in each of them, and that nothing else is found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]

from auditor.document import Status
from auditor.engine.judge import judge
from auditor.engine.recall import Wanted
from auditor.engine.recall import recall
from auditor.ingest.files.receive import receive
from auditor.ingest.tabulate import tabulate
from auditor.lang.load import load_rules
from tests.ingest.generate.samples import samples

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
WANGCHUAN_2021 = "望川区人民政府2021年政府信息公开工作年度报告.docx"
WANGCHUAN_2022 = "望川区人民政府2022年政府信息公开工作年度报告.pdf"
FORESTRY = "岚州市林业局2020年政府信息公开工作年度报告.html"
QINGPING_2023 = "青屏县2023年政府信息公开工作年度报告.xlsx"
MINZHENG = "岚州市民政局2021年政府信息公开工作年度报告.txt"
SONGPING_2022 = "松坪乡2022年政府信息公开工作年度报告.docx"

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
        ("N-06", "warning", "fail", "requests_completed"),
        ("N-21", "warning", "fail", "completed_delayed"),
    ),
    WANGCHUAN_2021: (),
    WANGCHUAN_2022: (
        ("B-B01", "error", "fail", "carried_out"),
        ("B-B01", "error", "fail", "processed_total"),
        ("N-03B", "warning", "fail", "normative_issued"),
        ("N-04B", "error", "fail", "new_received"),
    ),
    FORESTRY: (
        ("B-F04", "warning", "fail", ""),
        ("N-20B", "error", "fail", "reviews_total"),
    ),
    QINGPING_2023: (
        ("B-B02", "error", "fail", "unable_not_held"),
        ("B-B03", "error", "fail", "unable_not_held"),
        ("B-B06", "error", "fail", "suits_after_review_total"),
    ),
    MINZHENG: (
        ("B-F07", "warning", "fail", ""),
        ("N-21B", "warning", "fail", "carried_out"),
    ),
    SONGPING_2022: (
        ("B-F01", "warning", "fail", ""),
        ("B-F06", "warning", "fail", ""),
        ("N-34", "warning", "fail", ""),
    ),
}


@pytest.fixture(scope="module")
def audited() -> tuple[tuple[Submission, ...], tuple[Finding, ...]]:
    book, _ = load_rules(ROOT / "rules")
    submissions = receive(ROOT / "reports_in", book.schema)
    findings, _ = judge(book, tabulate(submissions, book.schema), submissions)
    return submissions, tuple(findings)


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
        WANGCHUAN_2021: ("望川区", 2021, "disclosure-2021"),
        WANGCHUAN_2022: ("望川区", 2022, "disclosure-2021"),
        FORESTRY: ("岚州市林业局", 2020, "disclosure-2019"),
        QINGPING_2023: ("青屏县", 2023, "disclosure-2021"),
        MINZHENG: ("岚州市民政局", 2021, "disclosure-2021"),
        SONGPING_2022: ("青屏县松坪乡", 2022, "disclosure-2019"),
    }


def test_a_figure_of_a_workbook_stands_at_the_cell_that_is_told(
    audited: tuple[tuple[Submission, ...], tuple[Finding, ...]],
) -> None:
    book = load_workbook(ROOT / "reports_in" / QINGPING_2023)
    (submission,) = (each for each in audited[0] if each.path == QINGPING_2023)
    figures = [fact for fact in submission.facts if not fact.is_narrative]
    assert {fact.origin.sheet for fact in figures} == {"主动公开", "申请办理", "复议诉讼"}
    for fact in figures:
        assert str(book[fact.origin.sheet].cell(fact.origin.row, fact.origin.column).value) == fact.raw


def test_a_progress_report_is_not_applicable(
    audited: tuple[tuple[Submission, ...], tuple[Finding, ...]],
) -> None:
    assert [submission.path for submission in audited[0] if submission.status is Status.NOT_APPLICABLE] == [PROGRESS]


def test_the_written_samples_are_what_their_generator_writes(
    audited: tuple[tuple[Submission, ...], tuple[Finding, ...]], tmp_path: Path
) -> None:
    for name, data in samples().items():
        (tmp_path / name).write_bytes(data)
    book, _ = load_rules(ROOT / "rules")
    made = {each.path: each.document.source.text for each in receive(tmp_path, book.schema) if each.document}
    kept = {each.path: each.document.source.text for each in audited[0] if each.path in made and each.document}
    assert kept == made


def test_samples_are_written_alike_every_time_and_are_small() -> None:
    assert samples() == samples()
    assert max(len(data) for data in samples().values()) < 100_000


def test_every_finding_of_the_samples_is_judged_the_same_when_it_is_asked_for_by_its_identity(
    audited: tuple[tuple[Submission, ...], tuple[Finding, ...]],
) -> None:
    book, _ = load_rules(ROOT / "rules")
    submissions, findings = audited
    wanted = (Wanted(it.id, it.submission, it.unit, it.year, it.rule, it.binding) for it in findings)
    recalled = recall(book, tabulate(submissions, book.schema), submissions, wanted)
    assert {each.id: each.verdict for each in findings} == recalled
