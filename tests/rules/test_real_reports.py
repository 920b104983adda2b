"""Published reports beside the project: what the rules must find in them, and what they must leave alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.document import Status
from auditor.engine.judge import judge
from auditor.ingest.files.receive import receive
from auditor.ingest.tabulate import tabulate
from auditor.lang.load import load_rules
from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.document import Submission
    from auditor.results import Finding

ROOT = Path(__file__).parents[2]
REPORTS = ROOT.parent / "shared" / "reports"

pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="the published reports are not beside the project")

YONGNING = "000_011591719922f726.txt"
ZOUSHI = "001_dc82018ac597aaab.txt"
TACHENG = "002_add447287257bd48.txt"
SHAOGANG = "003_135d3461a5eeb3ef.txt"
GUYUAN = "004_d11d3cd24fe9e5f4.txt"

# Rule, severity, and what the finding is about: everything that is found in a report of the 2014 form with a table.
FAILS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    YONGNING: (
        ("A-F05", "warning", "meetings"),
        ("A-F05", "warning", "trainees"),
        ("A-F05", "warning", "trainings"),
        ("A-R09", "notice", ""),
        ("N-03", "warning", "normative_disclosed"),
        ("N-36", "notice", ""),
    ),
    ZOUSHI: (
        ("A-B07", "error", ""),
        ("N-13", "warning", "staff_total"),
        ("N-23", "notice", "reading_points"),
    ),
    TACHENG: (
        ("A-F01", "error", ""),
        ("A-F08", "warning", ""),
        ("N-30", "warning", ""),
    ),
    SHAOGANG: (
        ("A-F04", "notice", "heading_response_channels"),
        ("A-F06", "notice", "fees_collected"),
        ("A-R02", "warning", ""),
        ("A-R12", "warning", ""),
    ),
    GUYUAN: (),
}
# Reports of the 2014 form known to be wrong, by the rules that show it; the missing table of a page is told by A-F01.
WRONG: Mapping[str, tuple[str, ...]] = {
    "real/hebei-gxt-2016.txt": ("N-30",),
    "real/hebei-gxt-2018.txt": ("N-30",),
    "real/hebei-jyt-2018-table.txt": ("A-R12",),
    "real/hebei-kjt-2015.txt": ("N-30",),
}
# Everything that is found in the reports of 2019 and later. Of 2019 and 2020 none has a part six or all its tables,
# and what was not filled in is blank; 科技厅 2021 leaves one cell blank.
LATER: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "real/hebei-gxt-2019.txt": (("B-F02", "error", ""), ("B-F03", "error", ""), ("B-F04", "warning", "")),
    "real/hebei-gxt-2020.txt": (("B-F02", "error", ""), ("B-F03", "error", ""), ("B-F04", "warning", "")),
    "real/hebei-gxt-2021.txt": (),
    "real/hebei-gxt-2022.txt": (),
    "real/hebei-gxt-2023.txt": (("X-P10", "warning", "licences_decided"),),
    "real/hebei-kjt-2019.txt": (("B-F02", "error", ""), ("B-F03", "error", "")),
    "real/hebei-kjt-2020.txt": (("B-F02", "error", ""), ("B-F03", "error", ""), ("B-F04", "warning", "")),
    "real/hebei-kjt-2021.txt": (("B-F04", "warning", ""),),
    "real/hebei-kjt-2022.txt": (("B-B02", "error", "natural_person"), ("B-B03", "error", "processed_total")),
    "real/hebei-kjt-2023.txt": (),
    "real/huaian-hongze-2023.pdf": (("B-B04", "error", ""), ("B-B06", "error", "")),
    "real/huaian-hongze-2024.pdf": (("X-P10", "warning", "licences_decided"),),
}
# What the fee for processing information amounts to in each report that must say it.
FEES: Mapping[str, int] = dict.fromkeys((path for path in LATER if path[-8:-4] >= "2021"), 0)


@pytest.fixture(scope="module")
def audited() -> tuple[tuple[Submission, ...], tuple[Finding, ...]]:
    book, _ = load_rules(ROOT / "rules")
    submissions = receive(REPORTS, book.schema)
    findings, _ = judge(book, tabulate(submissions, book.schema), submissions)
    return submissions, tuple(finding for finding in findings if not finding.trial)


def fails(findings: tuple[Finding, ...], path: str) -> list[Finding]:
    return [it for it in findings if it.submission == path and it.verdict is Verdict.FAIL]


@pytest.mark.parametrize("path", FAILS)
def test_a_report_gives_these_findings_and_no_others(
    audited: tuple[tuple[Submission, ...], tuple[Finding, ...]], path: str
) -> None:
    found = sorted((it.rule, it.severity.value, it.binding.split("#")[0]) for it in fails(audited[1], path))
    assert found == sorted(FAILS[path])


def test_a_narrower_scope_is_quoted_with_its_words(
    audited: tuple[tuple[Submission, ...], tuple[Finding, ...]],
) -> None:
    finding = next(it for it in fails(audited[1], YONGNING) if it.rule == "N-03")
    assert [(it.raw, it.scope) for it in finding.evidence if it.source == "narrative"] == [("8条", "各部门")]


def test_a_progress_report_is_not_audited(
    audited: tuple[tuple[Submission, ...], tuple[Finding, ...]],
) -> None:
    statuses = {it.path: it.status for it in audited[0]}
    assert statuses[GUYUAN] is Status.NOT_APPLICABLE


@pytest.mark.parametrize("path", WRONG)
def test_what_is_known_to_be_wrong_is_found(
    audited: tuple[tuple[Submission, ...], tuple[Finding, ...]], path: str
) -> None:
    assert set(WRONG[path]) <= {it.rule for it in fails(audited[1], path)}


@pytest.mark.parametrize("path", LATER)
def test_a_later_report_gives_these_findings_and_no_others(
    audited: tuple[tuple[Submission, ...], tuple[Finding, ...]], path: str
) -> None:
    found = sorted((it.rule, it.severity.value, it.binding.split("#")[0]) for it in fails(audited[1], path))
    assert found == sorted(LATER[path])


@pytest.mark.parametrize("path", FEES)
def test_the_fee_of_a_report_is_read(audited: tuple[tuple[Submission, ...], tuple[Finding, ...]], path: str) -> None:
    report = next(it for it in audited[0] if it.path == path)
    assert [it.number for it in report.attributes if it.name == "信息处理费元数"] == [FEES[path]]


def test_a_figure_of_one_office_is_not_compared_with_that_of_the_whole_district(
    audited: tuple[tuple[Submission, ...], tuple[Finding, ...]],
) -> None:
    report = next(it for it in audited[0] if it.path == "real/huaian-hongze-2024.pdf")
    said = [(it.value, it.scope) for it in report.facts if it.is_narrative and it.indicator == "new_received"]
    assert said == [(17, "区政府、政府办")]
    assert "N-04B" not in {it.rule for it in audited[1] if it.submission == report.path}
