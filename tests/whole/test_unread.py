"""A report that cannot be read has been handed in: its unit, known by the file's name, is never told to be missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.audit import load_book
from auditor.diagnostics import Lang
from auditor.document import Status
from auditor.document import Submission
from auditor.ingest.files.reading import read_bytes
from auditor.judging import audit_received
from auditor.registry import RegisteredUnit
from auditor.registry import Registry
from auditor.report.terminal import summary
from tests.ingest.forms_2014 import FIGURES
from tests.ingest.tables.outline_layouts import LAYOUTS
from tests.ingest.tables.outline_layouts import lines

if TYPE_CHECKING:
    from auditor.results import AuditResult

BOOK = load_book(Path(__file__).parents[2] / "rules")[0]
BELOW = ("双河镇", "清河镇", "白沙镇")
TABLE = LAYOUTS["tabs in a row"](lines({each.code: "3" for each in FIGURES}))
UNREAD = "双河镇2018年政府信息公开工作年度报告.docx"


def read(name: str, data: bytes) -> Submission:
    return read_bytes(name, data, BOOK.schema)[0]


def report(unit: str) -> Submission:
    text = f"{unit}2018年政府信息公开工作年度报告\n\n政府信息公开情况统计表\n（2018年度）\n{TABLE}\n"
    return read(f"{unit}.txt", text.encode())


def audited(*others: Submission) -> AuditResult:
    units = (RegisteredUnit("甲县"), *(RegisteredUnit(name, "甲县") for name in BELOW))
    book = replace(BOOK, schema=replace(BOOK.schema, registry=Registry(units)))
    return audit_received((report("甲县"), *others), book)


def test_a_unit_whose_report_cannot_be_read_is_not_missing() -> None:
    result = audited(read(UNREAD, b""), read("2018年清河镇政府信息公开年报.docx", b"PK\x03\x04 cut off"))
    unread = [each for each in result.submissions if each.status is Status.UNREADABLE]
    assert {(each.unit, each.year) for each in unread} == {("双河镇", 2018), ("清河镇", 2018)}
    assert [each.unit for each in result.missing] == ["白沙镇"]
    (finding,) = (each for each in result.findings if each.rule == "X-L04")
    assert finding.message.zh == "应报 3 个下级，已报 2 个，缺：白沙镇（未报）"
    assert "双河镇" not in finding.message.en
    assert {it.name: it.cause for it in finding.evidence if it.name in BELOW} == {
        "白沙镇": "未报",
        "双河镇": "已报，文件无法读取",
        "清河镇": "已报，文件无法读取",
    }
    assert f"{UNREAD}: 文件是空的；按文件名认作双河镇2018年度的报告：已报，文件无法读取" in summary(
        result, Path("out"), Lang.ZH
    )


def test_nothing_is_missing_where_all_was_handed_in() -> None:
    result = audited(read(UNREAD, b""), report("清河镇"), report("白沙镇"))
    assert result.missing == ()
    assert [each for each in result.findings if each.rule == "X-L04"] == []


def test_another_paper_or_file_of_a_unit_is_no_report() -> None:
    others = [read(name, b"") for name in ("双河镇2018年工作总结.docx", "双河镇2018/Thumbs.db", "双河镇.docx")]
    assert {each.unit for each in audited(*others).missing} == set(BELOW)


def test_the_unit_of_an_unread_file_is_the_one_of_the_list() -> None:
    unread = read("甲县双河镇人民政府2018年政府信息公开工作年度报告.pdf", b"")
    units = (RegisteredUnit("甲县"), RegisteredUnit("双河镇", "甲县", aliases=("甲县双河镇",)))
    book = replace(BOOK, schema=replace(BOOK.schema, registry=Registry(units)))
    result = audit_received((report("甲县"), unread), book)
    assert result.missing == ()
    assert {each.unit for each in result.submissions} == {"甲县", "双河镇"}
