"""What must not change an audit: the order and the names of files, copies, encodings, formats, and who else reports."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.audit import receive_all
from auditor.engine.judge import judge
from auditor.ingest.settling.standing import settle
from auditor.ingest.tabulate import tabulate
from auditor.lang.load import load_rules
from tests.ingest.generate import samples
from tests.ingest.generate.reports import FORESTRY_2020
from tests.ingest.generate.reports import QINGPING_2023
from tests.ingest.generate.reports import WANGCHUAN_2022

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ingest.generate.report import Report

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "reports_in"
BOOK = load_rules(ROOT / "rules")[0]
TEXT = "青屏县2017年政府信息公开工作年度报告.txt"
# A finding without what tells of its file: who and when, the rule, where it is bound, and both sides.
Found = tuple[str, int | None, str, str, str, str | None, str | None]


def found_in(folder: Path) -> frozenset[Found]:
    standing = settle(receive_all((folder,), BOOK.schema), BOOK.schema)
    findings, _ = judge(BOOK, tabulate(standing.submissions, BOOK.schema), standing.submissions)
    return frozenset(
        (each.unit, each.year, each.rule, each.binding, each.verdict.value, each.left, each.right) for each in findings
    )


@pytest.fixture(scope="module")
def expected() -> frozenset[Found]:
    return found_in(SAMPLES)


def test_other_names_and_another_order_of_files_change_nothing(tmp_path: Path, expected: frozenset[Found]) -> None:
    for number, path in enumerate(sorted(SAMPLES.iterdir(), reverse=True)):
        shutil.copy(path, tmp_path / f"{number:02}{path.suffix}")
    assert found_in(tmp_path) == expected


def test_folders_and_an_archive_change_nothing(tmp_path: Path, expected: frozenset[Found]) -> None:
    files = sorted(SAMPLES.iterdir())
    (tmp_path / "in" / "乡镇" / "甲").mkdir(parents=True)
    (tmp_path / "packed").mkdir()
    for path in files[::2]:
        shutil.copy(path, tmp_path / "in" / "乡镇" / "甲")
    for path in files[1::2]:
        shutil.copy(path, tmp_path / "packed")
    shutil.make_archive(str(tmp_path / "in" / "其余"), "zip", tmp_path / "packed")
    assert found_in(tmp_path / "in") == expected


def test_a_copy_of_every_file_changes_nothing(tmp_path: Path, expected: frozenset[Found]) -> None:
    for name in ("一", "二"):
        shutil.copytree(SAMPLES, tmp_path / name)
    # NOTE: X-P13 tells of a report that was handed in twice; copies of the very same file are none.
    assert found_in(tmp_path) == expected


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_of_a_text_changes_nothing(tmp_path: Path, encoding: str) -> None:
    text = (SAMPLES / TEXT).read_text(encoding="utf-8")
    (tmp_path / "plain").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "plain" / TEXT).write_text(text, encoding="utf-8")
    (tmp_path / "other" / TEXT).write_text(text.replace("\n", "\r\n"), encoding=encoding, newline="")
    found = found_in(tmp_path / "plain")
    assert found
    assert found_in(tmp_path / "other") == found


@pytest.mark.parametrize("report", [WANGCHUAN_2022, FORESTRY_2020, QINGPING_2023], ids=lambda report: report.name)
@pytest.mark.parametrize(
    ("ending", "write"), [("html", samples.as_page), ("pdf", samples.as_print), ("xlsx", samples.as_workbook)]
)
def test_the_format_of_a_report_changes_nothing(
    tmp_path: Path, report: Report, ending: str, write: Callable[[Report], bytes]
) -> None:
    """Every format of one report says what its Word file says, but for the rules that look at the format itself."""
    (tmp_path / "word").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "word" / f"{report.name}.docx").write_bytes(samples.as_word(report))
    (tmp_path / "other" / f"{report.name}.{ending}").write_bytes(write(report))
    found = found_in(tmp_path / "word")
    assert found
    assert found_in(tmp_path / "other") == found


def test_what_others_hand_in_changes_nothing_for_one_unit(tmp_path: Path, expected: frozenset[Found]) -> None:
    for path in SAMPLES.iterdir():
        if "青屏县" not in path.name:
            continue
        shutil.copy(path, tmp_path)
    alone = found_in(tmp_path)
    assert {each for each in alone if each[0] == "青屏县"} == {each for each in expected if each[0] == "青屏县"}
