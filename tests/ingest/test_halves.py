"""A report handed in as two files, its text in one and its table in the other, is one report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from auditor.document import Status
from auditor.ingest.files.reading import read_bytes
from auditor.ingest.settling.standing import settle
from auditor.schema import Schema
from tests.ingest.files.test_receive import REPORT
from tests.ingest.forms_2014 import FORM_2014

if TYPE_CHECKING:
    from auditor.document import Submission

SCHEMA = Schema(forms={FORM_2014.code: FORM_2014})
TEXT = (
    "{unit}2018年政府信息公开工作年度报告\n\n一、概述\n{unit}公开政府信息，统计数据见附表。\n"
    "二、依申请公开情况\n没有收到申请。\n"
)
TABLE = "政府信息公开情况统计表\n" + "\n".join(f"{each.label}\t件\t3" for each in FORM_2014.figures) + "\n"


def read(path: str, text: str) -> Submission:
    return read_bytes(path, text.encode(), SCHEMA)[0]


def text(path: str, unit: str = "永宁县") -> Submission:
    return read(path, TEXT.format(unit=unit))


def settled(*submissions: Submission) -> dict[str, Submission]:
    return {each.path: each for each in settle(submissions, SCHEMA).submissions}


@pytest.mark.parametrize(
    ("path", "table"),
    [
        ("b.txt", f"永宁县2018年{TABLE}"),
        ("永宁县2018年附表.txt", TABLE),
        ("附件.txt", TABLE),
        ("附件.txt", f"2018年{TABLE}"),
    ],
    ids=["named in it", "named by its file", "alone in its folder", "of that year"],
)
def test_text_and_table_are_read_as_one(path: str, table: str) -> None:
    found = settled(text("永宁县/a.txt"), read(f"永宁县/{path}", table))
    whole, half = found["永宁县/a.txt"], found[f"永宁县/{path}"]
    assert (whole.status, whole.unit, whole.year) == (Status.AUDITED, "永宁县", 2018)
    assert {fact.indicator for fact in whole.facts if not fact.is_narrative} >= {"reviews_total", "trainees"}
    assert all(whole.document.source.slice(fact.origin.span) == fact.raw for fact in whole.facts if whole.document)
    assert {each.name: each.number for each in whole.attributes}["附件引用缺失数"] == 0
    assert (half.status, half.unit, half.year) == (Status.NOT_APPLICABLE, "永宁县", 2018)
    assert [each.code.slug for each in half.diagnostics] == ["joined"]


def test_the_cells_of_a_joined_table_stand_where_they_are_read() -> None:
    rows = "".join(f"<tr><td>{each.label}</td><td>件</td><td>3</td></tr>" for each in FORM_2014.figures)
    table = read("附件.html", f"<p>永宁县2018年政府信息公开情况统计表</p><table>{rows}</table>")
    whole = settled(text("a.txt"), table)["a.txt"].document
    assert whole is not None
    cells = [cell for grid in whole.grids for cell in grid.cells]
    assert len(cells) == 3 * len(FORM_2014.figures)
    assert all(whole.source.slice(cell.span).strip() == cell.text.strip() for cell in cells)


def test_a_table_that_may_be_of_two_reports_is_of_none() -> None:
    found = settled(text("a.txt"), text("b.txt", "松坪乡"), read("附件.txt", TABLE))
    assert {each.status for each in found.values()} == {Status.AUDITED}
    assert all(not each.facts or each.unit is None for each in found.values())


def test_a_table_is_of_the_report_that_its_file_is_named_after() -> None:
    found = settled(text("永宁.txt"), text("松坪.txt", "松坪乡"), read("永宁-附表.txt", TABLE))
    assert (found["永宁.txt"].status, found["永宁-附表.txt"].status) == (Status.AUDITED, Status.NOT_APPLICABLE)
    assert any(not fact.is_narrative for fact in found["永宁.txt"].facts)
    assert not any(not fact.is_narrative for fact in found["松坪.txt"].facts)


def test_a_file_that_is_only_numbered_on_is_named_after_none() -> None:
    found = settled(text("报告1.txt"), text("报告2.txt", "松坪乡"), read("报告12.txt", TABLE))
    assert {each.status for each in found.values()} == {Status.AUDITED}


def test_a_table_of_another_year_is_left_alone() -> None:
    found = settled(text("a.txt"), read("附件.txt", f"永宁县2017年{TABLE}"))
    assert {each.status for each in found.values()} == {Status.AUDITED}


def test_a_text_without_its_table_gives_way_to_the_whole_report() -> None:
    whole = REPORT.replace("某县", "永宁县").replace("公开政府信息。", "公开政府信息。开展培训。" * 4)
    found = settled(read("a.txt", whole), text("b.txt"))
    assert (found["a.txt"].status, found["b.txt"].status) == (Status.AUDITED, Status.NOT_APPLICABLE)
    assert found["b.txt"].diagnostics[0].code.slug == "less-complete"
