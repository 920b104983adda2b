"""CSV, Markdown, images, and what is named and not read."""

from __future__ import annotations

import csv as std_csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.ingest.codes import NAMED_BY_FILE
from auditor.ingest.files.reading import read_bytes
from auditor.ingest.reader_codes import DAMAGED
from auditor.ingest.reader_codes import IMAGE
from auditor.ingest.reader_codes import NO_TEXT
from auditor.ingest.reader_codes import TOO_LARGE
from auditor.ingest.readers import csv
from auditor.ingest.readers import image
from auditor.ingest.readers import markdown
from auditor.schema import Schema
from tests.ingest.generate.model import Box
from tests.ingest.generate.model import boxes
from tests.ingest.generate.model import places_hold
from tests.ingest.generate.model import plain
from tests.ingest.generate.model import read_boxes

if TYPE_CHECKING:
    from auditor.document import Document

WORDS = [["信息内容", "制发", "有效"], ["规章", "1", "7,730.28"], ["许可, 处罚", "", "-"]]


def csv_of(data: bytes) -> Document:
    document, _ = csv.read("a.csv", data)
    assert document is not None
    assert places_hold(document)
    return document


def markdown_of(text: str) -> Document:
    document, _ = markdown.read("a.md", text.encode())
    assert document is not None
    assert places_hold(document)
    return document


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_rows_come_out_as_they_were_written(delimiter: str, encoding: str) -> None:
    stream = io.StringIO()
    std_csv.writer(stream, delimiter=delimiter).writerows(WORDS)
    assert read_boxes(csv_of(stream.getvalue().encode(encoding)).grids[0]) == boxes(plain(WORDS))


def test_cells_of_many_lines_do_not_hide_the_delimiter() -> None:
    rows = [["，".join("信息内容"), "制发"], *([f"规{at}，\n章，\n一，\n二", str(at)] for at in range(9))]
    stream = io.StringIO()
    std_csv.writer(stream).writerows(rows)
    cells = read_boxes(csv_of(stream.getvalue().encode()).grids[0])
    assert {box.text for box in cells if box.column == 1} == {"制发", *map(str, range(9))}


def test_a_named_delimiter_is_believed() -> None:
    assert read_boxes(csv_of("sep=;\n规章;1\n许可;2".encode()).grids[0]) == boxes(plain([["规章", "1"], ["许可", "2"]]))


def test_a_figure_that_a_sheet_was_told_is_a_text_is_a_figure() -> None:
    assert csv_of('规章,"=""12"""\n许可,"=B1"\n'.encode()).source.text == "规章\t12\n许可\t=B1\n"


def test_a_figure_with_commas_is_not_cut_where_tabs_cut_the_row() -> None:
    assert Box(0, 1, "1,024") in read_boxes(csv_of("规章\t1,024\n许可\t2,048\n".encode()).grids[0])


def test_blank_rows_are_left_out_and_counted() -> None:
    assert read_boxes(csv_of("规章,1\n,\n\n许可,2\n".encode()).grids[0]) == {
        Box(0, 0, "规章"),
        Box(0, 1, "1"),
        Box(3, 0, "许可"),
        Box(3, 1, "2"),
    }


def test_a_line_end_within_quotes_stays_within_its_cell() -> None:
    assert Box(0, 0, "结果维持") in read_boxes(csv_of('"结果\r\n维持",1\r\n许可,2\r\n'.encode()).grids[0])


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"\n\n,,\n", NO_TEXT), (bytes(range(128, 256)) * 50, DAMAGED), (b"1," * 5_000, TOO_LARGE)],
)
def test_a_csv_that_cannot_be_read_is_told(data: bytes, code: object) -> None:
    document, diagnostics = csv.read("a.csv", data)
    assert (document, diagnostics[0].code) == (None, code)


@given(st.binary(max_size=200))
def test_no_bytes_make_the_csv_reader_fail(data: bytes) -> None:
    document, diagnostics = csv.read("a.csv", data)
    assert document is not None or diagnostics


def test_a_markdown_table_comes_out_as_it_was_written() -> None:
    table = "| 信息内容 | 制发 |\n|---|---:|\n| 规章 | 1 |\n| 许可 \\| 处罚 | **2** |\n"
    document = markdown_of(f"# 二、主动公开\n\n本年**规章**情况：\n\n{table}\n完。\n")
    assert read_boxes(document.grids[0]) == boxes(plain([["信息内容", "制发"], ["规章", "1"], ["许可 | 处罚", "2"]]))
    assert document.source.text.startswith("二、主动公开\n本年规章情况：\n信息内容\t制发\n")
    assert document.format == "markdown"


def test_tables_that_only_drawn_lines_tell_are_tables_with_their_merged_cells() -> None:
    table = """
+------+-----------+
| 项目 | 申请人    |
|      +-----+-----+
|      | 自  | 总< |
|      | 然  | 计  |
+------+-----+-----+
| 新收 | 1   | 2   |
+------+-----+-----+
"""
    document = markdown_of(f"::: article\n甲局年度报告\n:::\n{table}\n完。\n")
    assert read_boxes(document.grids[0]) == {
        *(Box(0, 0, "项目", 2, 1), Box(0, 1, "申请人", 1, 2), Box(1, 1, "自然"), Box(1, 2, "总<计")),
        *(Box(2, 0, "新收"), Box(2, 1, "1"), Box(2, 2, "2")),
    }
    assert document.source.text.startswith("甲局年度报告\n")
    assert document.source.text.endswith("完。\n")


def test_rows_of_strokes_without_a_head_are_a_table() -> None:
    assert read_boxes(markdown_of("完。\n\n| 规章 | 1 |\n| 许可 | 2 |\n| 处罚 | 3 |\n").grids[0]) == boxes(
        plain([["规章", "1"], ["许可", "2"], ["处罚", "3"]])
    )


def test_html_in_markdown_is_read_and_scripts_are_not() -> None:
    document = markdown_of("正文\n\n<table><tr><td>规章</td><td>1</td></tr></table>\n\n<script>21件</script>\n")
    assert document.source.text == "正文\n规章\t1\n"


def test_blanks_before_a_line_are_no_code() -> None:
    assert markdown_of("标题\n\n    本年收到申请*21*件。\n").source.text == "标题\n本年收到申请21件。\n"


@given(st.text(alphabet="|-*_#>` \n1规[]()<a&;~", max_size=200))
def test_no_text_makes_the_markdown_reader_fail(text: str) -> None:
    document, diagnostics = markdown.read("a.md", text.encode())
    assert document is not None or diagnostics


@pytest.mark.parametrize(
    "mark", [">" * 5_000, "[" * 20_000, "*a " * 20_000, "`" * 20_001, "- " * 2_000, "![](" * 5_000]
)
def test_marks_nested_deep_cost_little(mark: str) -> None:
    document, diagnostics = markdown.read("a.md", f"{mark}21件".encode())
    assert document is not None or diagnostics


@pytest.mark.parametrize(
    ("data", "kind"), [(b"\x89PNG\r\n", "PNG"), (b"\xff\xd8\xff\xe0", "JPEG"), (b"II*\0", "TIFF"), (b"?", "TIF")]
)
def test_an_image_is_named_and_not_read(data: bytes, kind: str) -> None:
    document, diagnostics = image.read("扫描件.tif", data)
    assert (document, diagnostics[0].code, diagnostics[0].values["kind"]) == (None, IMAGE, kind)


def test_a_document_of_the_chinese_standard_that_is_damaged_is_known_by_its_name() -> None:
    (submission,) = read_bytes("甲县财政局2023年年报.ofd", b"PK\x03\x04....OFD.xml", Schema())
    assert (submission.unit, submission.year) == ("甲县财政局", 2023)
    assert [each.code for each in submission.diagnostics] == [DAMAGED, NAMED_BY_FILE]


def test_fields_between_single_quotes_are_fields() -> None:
    document = csv_of("'项目','件数','公开数'\n'规章','1,234','5'\n'许可','12','0'\n".encode())
    assert document.source.text == "项目\t件数\t公开数\n规章\t1,234\t5\n许可\t12\t0\n"


def test_a_row_with_another_delimiter_is_cut_as_the_rows_beside_it() -> None:
    document = csv_of("项目,件数,公开数\n规章，3，5\n许可;12;0\n强制,1,0\n注：只有一处，没有其他\n".encode())
    assert document.source.text == "项目\t件数\t公开数\n规章\t3\t5\n许可\t12\t0\n强制\t1\t0\n注：只有一处，没有其他\n"


def test_cells_that_signs_join_with_others_are_one() -> None:
    rows = "| 复议 | < | 诉讼 |\n|---|---|---|\n| 维持 | 纠正 | ^ |\n| 1 | 0 | 2 |"
    cells = markdown_of(rows).grids[0].cells
    assert [(cell.text, cell.rows, cell.columns) for cell in cells[:2]] == [("复议", 1, 2), ("诉讼", 2, 1)]
    assert [cell.text for cell in cells[2:]] == ["维持", "纠正", "1", "0", "2"]
