"""A form of somebody's own, as the documentation shows it: small tables, one of columns and one of a figure a row."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from docx import Document

from auditor.document import Reading
from auditor.document import Status
from auditor.ingest.files.reading import read_bytes
from auditor.lang.check import check_sources
from auditor.source import Source

PAGE = Path(__file__).parents[3] / "docs" / "add-a-domain.md"
(EXAMPLE,) = re.findall(r"^```\n(规则集.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
SCHEMA = check_sources((Source("学校.rules", EXAMPLE),))[0].schema
TITLE = "第一中学2023年度统计报告"
PUPILS = (
    ("指标", "男生", "女生", "合计"),
    ("一、在校学生数", "638", "612", "1250"),
    ("二、本年招生数", "210", "204", "414"),
)
STAFF = (("教职工总数", "人", "98"), ("专任教师数", "人", "80"), ("其他教职工数", "人", "18"))
MONEY = ("本年办学经费（万元）", "万元", "1200.5")
NUMBERED = (("序号", "指标", "单位", "数量"), *((str(at), *row) for at, row in enumerate((*STAFF, MONEY), 1)))
PLAIN = (("指标", "单位", "数量"), *STAFF, MONEY)
FIGURES = {
    ("students", "男生"): 638,
    ("students", "女生"): 612,
    ("students", "合计"): 1250,
    ("enrolled", "男生"): 210,
    ("enrolled", "女生"): 204,
    ("enrolled", "合计"): 414,
    ("staff", None): 98,
    ("teachers", None): 80,
    ("others", None): 18,
    ("funds", None): 1_200_500_000,
}
Rows = tuple[tuple[str, ...], ...]


def in_text(between: str, *tables: Rows) -> bytes:
    pupils, staff = ("\n".join(between.join(row) for row in table) for table in tables)
    return f"{TITLE}\n\n在校学生情况表\n{pupils}\n\n教职工情况表\n{staff}\n".encode()


def in_word(*tables: Rows) -> bytes:
    document = Document()
    document.add_paragraph(TITLE)
    for rows in tables:
        table = document.add_table(len(rows), len(rows[0]))
        for line, row in zip(table.rows, rows, strict=True):
            for cell, text in zip(line.cells, row, strict=True):
                cell.text = text
        document.add_paragraph("")
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("第一中学2023年度统计.txt", in_text(" | ", PUPILS, PLAIN)),
        ("第一中学2023年度统计.txt", in_text("\t", PUPILS, PLAIN)),
        ("第一中学2023年度统计.txt", in_text("\t", PUPILS, NUMBERED)),
        ("第一中学2023年度统计.docx", in_word(PUPILS, PLAIN)),
        ("第一中学2023年度统计.docx", in_word(PUPILS, NUMBERED)),
    ],
)
def test_small_tables_of_both_kinds_are_read(name: str, data: bytes) -> None:
    (submission,) = read_bytes(name, data, SCHEMA)
    assert (submission.status, submission.form, submission.year) == (Status.AUDITED, "school-2023", 2023)
    read = {(fact.indicator, fact.member): fact.value for fact in submission.facts if fact.reading is Reading.VALUE}
    assert read == FIGURES


def test_a_row_of_two_figures_is_not_read_as_one() -> None:
    table = (("指标", "上年", "本年"), *((label, "7", figure) for label, _, figure in STAFF))
    (submission,) = read_bytes("第一中学2023年度统计.docx", in_word(PUPILS, table), SCHEMA)
    assert not [fact for fact in submission.facts if fact.indicator == "staff" and fact.reading is Reading.VALUE]


def test_a_cell_of_a_list_that_is_left_blank_is_blank() -> None:
    rows = (*PLAIN[:2], ("专任教师数", "人", ""), *PLAIN[3:])
    for name, data in (("学校.txt", in_text("\t", PUPILS, rows)), ("学校.docx", in_word(PUPILS, rows))):
        (submission,) = read_bytes(name, data, SCHEMA)
        read = {fact.indicator: fact.reading for fact in submission.facts if fact.member is None}
        assert read == {
            "staff": Reading.VALUE,
            "teachers": Reading.BLANK,
            "others": Reading.VALUE,
            "funds": Reading.VALUE,
        }


def test_a_form_of_four_rows_alone_is_a_table() -> None:
    head, _, rest = EXAMPLE.partition("表 学生表")
    lines = f"{head}表 {rest.partition('表 ')[2].partition('规则 S-01')[0]}".splitlines()
    of_pupils = {at for at, line in enumerate(lines) if "于 学生表" in line}
    kept = [line for at, line in enumerate(lines) if not {at, at - 1} & of_pupils]
    schema = check_sources((Source("学校.rules", "\n".join(kept)),))[0].schema
    (submission,) = read_bytes("第一中学2023年度统计.txt", in_text("\t", (), PLAIN), schema)
    assert {fact.indicator: fact.value for fact in submission.facts} == {
        code: value for (code, member), value in FIGURES.items() if member is None
    }
