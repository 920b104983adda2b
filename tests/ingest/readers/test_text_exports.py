"""What programs that write tables as text put around figures: signs, references, bullets, edges of pages."""

from __future__ import annotations

import pytest

from auditor.document import Document
from auditor.document import Reading
from auditor.ingest.plain.pasted import without_marks
from auditor.ingest.readers.markdown import read as read_markdown
from auditor.ingest.readers.text import read as read_text
from auditor.ingest.tables.with_columns import read_form_tables
from auditor.source import Source
from tests.ingest.tables.grid_forms import FORM_2021
from tests.ingest.tables.outline_layouts import LAYOUTS
from tests.ingest.tables.outline_layouts import Line
from tests.ingest.tables.outline_layouts import with_value
from tests.ingest.tables.outline_samples import ROWS
from tests.ingest.tables.outline_samples import STORED
from tests.ingest.tables.outline_samples import facts_of
from tests.ingest.tables.outline_samples import read

MEMBERS = [member.code for member in FORM_2021.tables[1].members]
HEADS = "自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计"
LABELS = ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开", "（七）总计")
FIGURES = ("5 4 0 0 0 0 9", "1 0 0 0 0 0 1", "6 0 0 0 0 0 6", "6 4 0 0 0 0 10")


def text_of(text: str) -> str:
    document, _ = read_text("a.txt", text.encode())
    assert document is not None
    return document.source.text


def readings(text: str) -> set[Reading]:
    document = Document("a.txt", "0", "text", Source("a.txt", text))
    return {fact.reading for fact in read_form_tables(document, FORM_2021).facts if fact.member in MEMBERS}


def test_empty_lines_between_rows_are_no_blank_cells() -> None:
    """So a program writes the pieces of a page: blank cells left out, an empty line behind each row."""
    heads = "信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n\n"
    rows = "规章\n12\n2\n\n行政规范性文件\n12\n101\n5\n\n三、收到和处理政府信息公开申请情况\n"
    document = Document("a.txt", "0", "text", Source("a.txt", heads + rows))
    facts = read_form_tables(document, FORM_2021).facts
    assert {fact.reading for fact in facts if fact.indicator.startswith("rules_")} == {Reading.DOUBTFUL}
    assert [fact.value for fact in facts if fact.indicator.startswith("normative_")] == [12, 101, 5]


def test_references_to_notes_are_no_part_of_a_figure() -> None:
    assert without_marks("规章\t12[^1]\t7\n[^1]: 含上年结转。") == "规章\t12\t7\n[^1]: 含上年结转。"
    document, _ = read_markdown("a.md", "| 规章 | 12[^1] |\n|---|---|\n| 行政许可 | 7[^a] |\n".encode())
    assert document is not None
    assert [cell.text for cell in document.grids[0].cells] == ["规章", "12", "行政许可", "7"]


def test_characters_written_by_their_numbers_are_those() -> None:
    assert without_marks("&#65288;一&#xFF09;予以公开\t3 &amp; R&D") == "（一）予以公开\t3 & R&D"


def test_bullets_before_lines_are_no_dashes() -> None:
    lines = ["行政许可：12", "（一）公开", "1.规章：3", "行政处罚：0", "其他：7"]
    assert without_marks("\n".join(f"- {line}" for line in lines)) == "\n".join(lines)
    kept = "\n".join(["-\t甲\t3", "- 3 -", *(f"- {line}" for line in lines[:4])])
    assert without_marks(kept) == kept


def test_what_a_browser_prints_at_the_edges_of_pages_is_no_line_of_a_table() -> None:
    edge = "https://www.example.gov.cn/zwgk/t2024_1.html 1/3\n2024/1/29 10:21 政府信息公开年报\n"
    rest = "规章\t1\t2\t3\n{}行政规范性文件\t4\t5\t6\n{}"
    assert without_marks(rest.format(edge, edge)) == rest.format("\n\n", "\n\n")
    alone = "网址：\nhttps://www.example.gov.cn/zwgk\n2024/1/29 10:21\n"
    assert without_marks(alone) == alone


def test_semicolons_part_fields_as_commas_do() -> None:
    rows = ["信息内容;制发;废止;有效", "规章;0;0;3", "规范性文件;1;0;12", '"其他;杂项";4;5;6']
    assert (
        text_of("\n".join(rows))
        == "信息内容\t制发\t废止\t有效\n规章\t0\t0\t3\n规范性文件\t1\t0\t12\n其他;杂项\t4\t5\t6"
    )


def test_a_figure_with_its_unit_that_comes_again_is_no_head_over_several() -> None:
    text = "规章\t11 件\t11 件\t0 件\n文件\t0 件\t0 件\t0 件"
    assert text_of(text) == text


@pytest.mark.parametrize("between", [" ", "\t"])
def test_figures_in_lines_above_their_labels_are_none_of_the_row_above(between: str) -> None:
    pairs = [(label, figures.replace(" ", between)) for label, figures in zip(LABELS, FIGURES, strict=True)]
    above = "\n".join(f"{figures}\n{label}" for label, figures in pairs)
    below = "\n".join(f"{label}\n{figures}" for label, figures in pairs)
    assert readings(f"{HEADS}\n{above}\n") == {Reading.DOUBTFUL}
    assert Reading.VALUE in readings(f"{HEADS}\n{below}\n")


def test_figures_in_lines_above_the_rows_of_one_column_are_in_doubt() -> None:
    def printed(row: Line) -> str:
        return f"{row.number}{row.label}" if row.unit == "—" else f"{row.value}\n{row.number}{row.label} {row.unit}"

    facts = facts_of("统计指标 单位 统计数\n" + "\n".join(map(printed, ROWS)) + "\n")
    assert {fact.doubt for fact in facts if fact.indicator in STORED} == {"shape"}


@pytest.mark.parametrize("sign", ["&", "^", "/"])
def test_signs_in_all_cells_part_them_and_are_no_notes(sign: str) -> None:
    rows = (f"{row.number}{row.label} {sign} {row.unit} {sign} {row.value} \\\\" for row in ROWS)
    facts = facts_of("统计指标 单位 统计数\n" + "\n".join(rows) + "\n")
    assert {fact.note for fact in facts} == {""}
    assert {fact.reading for fact in facts if fact.indicator in STORED} == {Reading.DOUBTFUL}


def test_words_in_one_cell_stay_its_note() -> None:
    assert read("tabs in a row", with_value(ROWS, "trainings", "12余"))["trainings"].doubt


@pytest.mark.parametrize("lines", ["{}  {}  {}\n全、经济安全和社会稳\n定", "{}  {}\n全、经济安全和社会稳  {}\n定"])
def test_a_row_whose_label_its_unit_and_figure_cut_is_there_and_in_doubt(lines: str) -> None:
    text = LAYOUTS["tabs in a row"](ROWS)
    row = next(line for line in text.split("\n") if line.startswith("危及国家安全"))
    _, unit, value = row.split("\t")
    cut = text.replace(row, lines.format("危及国家安全、公共安", unit, value))
    document = Document("a.txt", "0", "text", Source("a.txt", cut))
    found = [fact for fact in facts_of(document.source.text) if fact.indicator == "denied_security"]
    assert [fact.reading for fact in found] == [Reading.DOUBTFUL]


def test_words_at_the_end_of_an_explanation_over_lines_are_no_row() -> None:
    text = LAYOUTS["tabs in a row"](ROWS)
    row = next(line for line in text.split("\n") if "兼职人员数" in line)
    cut = text.replace(row, "2.兼职人员数（不包    人    5\n括上面所填的\n专职人员数）")
    assert [fact.occurrence for fact in facts_of(cut) if fact.indicator == "staff_full_time"] == [1]
