"""What stands within cells and paragraphs of word processors: tables, marks of notes, fields to be filled in."""

from __future__ import annotations

import pytest

from tests.ingest.generate import word
from tests.ingest.generate.model import plain
from tests.ingest.readers.docx_samples import document_of
from tests.ingest.readers.docx_samples import text_of


def _row(*cells: str) -> str:
    return f"<w:tbl><w:tr>{''.join(cells)}</w:tr></w:tbl>"


def _cell(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}<w:p/></w:tc>"


def test_a_table_of_one_row_fills_the_columns_that_its_cell_covers() -> None:
    inner = word.table(plain([["3", "0", "4"]]))
    body = _row(_cell(word.paragraph("许可")), _cell(inner, '<w:gridSpan w:val="3"/>'))
    assert text_of(body) == "许可\t3\t0\t4\n"


def test_a_cell_that_holds_a_larger_table_is_not_blank() -> None:
    outer = word.table(plain([["规章", "1"], ["处罚", "2"]])).removesuffix("</w:tbl>")
    inner = word.table(plain([["3", "0"], ["4", "1"]]))
    body = f"{outer}<w:tr>{_cell(word.paragraph('许可'))}{_cell(inner)}</w:tr></w:tbl>"
    assert text_of(body).startswith("规章\t1\n处罚\t2\n许可\t\ufffd\n")


def test_a_typed_mark_of_a_note_is_no_digit_of_the_figure_before_it() -> None:
    mark = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>1</w:t></w:r>'
    assert text_of(word.paragraph("收到21", mark)) == "收到21¹\n"


def test_an_equation_that_is_drawn_from_its_instruction_is_not_blank() -> None:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "end"))
    code = r"<w:r><w:instrText> EQ \o\ac(○,3) </w:instrText></w:r>"
    assert text_of(word.paragraph("收到", begin, code, end, "件")) == "收到\ufffd件\n"


@pytest.mark.parametrize(("said", "shown"), [("单击此处输入文字。", "收到件\n"), ("21", "收到21件\n")])
def test_a_field_that_still_asks_to_be_filled_in_is_blank(said: str, shown: str) -> None:
    field = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{word.run(said)}</w:sdtContent></w:sdt>"
    assert text_of(word.paragraph("收到", field, "件")) == shown


def test_a_merged_cell_says_what_each_of_its_rows_repeats_once() -> None:
    first, again = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        f"<w:tr>{_cell(word.paragraph('复议'), merged)}{_cell(word.paragraph(figure))}</w:tr>"
        for merged, figure in ((first, "1"), (again, "2"))
    ]
    assert text_of(f"<w:tbl>{''.join(rows)}</w:tbl>") == "复议\t1\n2\n"


_LABELS = ("统计指标", "规章", "许可", "处罚", "强制")
_FIGURES = ("统计数", "3", "0", "", "12", "7")


def _column(*lines: str) -> str:
    return "<w:tc>" + "".join(map(word.paragraph, lines)) + "</w:tc>"


def test_cells_that_hold_a_column_each_are_rows_by_their_lines() -> None:
    labels = (*_LABELS, "收费")
    body = _row(_column(*labels), _column(*_FIGURES)) + word.paragraph("完")
    assert text_of(body) == "统计指标\t统计数\n规章\t3\n许可\t0\n处罚\t\n强制\t12\n收费\t7\n完\n"
    broken = "<w:p><w:r>" + "<w:br/>".join(f"<w:t>{line}</w:t>" for line in _FIGURES) + "</w:r></w:p>"
    assert text_of(_row(_column(*labels), f"<w:tc>{broken}</w:tc>")).startswith("统计指标\t统计数\n规章\t3\n")


def test_of_columns_with_other_counts_of_lines_no_figure_is_told() -> None:
    rows = "".join(f"{label}\t\ufffd\n" for label in _LABELS[1:])
    assert text_of(_row(_column(*_LABELS), _column(*_FIGURES))) == f"统计指标\t统计数\n{rows}"


def _spanned(*cells: tuple[str, int]) -> str:
    inside = (
        f'<w:tc><w:tcPr><w:gridSpan w:val="{wide}"/></w:tcPr>{word.paragraph(text)}</w:tc>' for text, wide in cells
    )
    return f"<w:tr>{''.join(inside)}</w:tr>"


@pytest.mark.parametrize(("narrow", "columns"), [(90, [0, 1, 0, 1]), (450, [0, 2, 0, 1])])
def test_a_border_that_was_dragged_a_little_is_that_of_its_column(narrow: int, columns: list[int]) -> None:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (900, narrow, 900))
    rows = _spanned(("规章", 2), ("3", 1)) + _spanned(("许可", 1), ("0", 2))
    (found,) = document_of(f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>").grids
    assert [cell.column for cell in found.cells] == columns


def test_in_a_table_of_columns_a_row_of_few_figures_is_one_of_lines_too() -> None:
    rows = (_column(*_LABELS, "收费"), _column(*_FIGURES)), (_column("诉讼", "复议"), _column("", "4"))
    body = "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"
    assert text_of(body).endswith("收费\t7\n诉讼\t\n复议\t4\n")
