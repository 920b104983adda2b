from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from auditor.ingest.readers.pdf import read
from tests.ingest.generate.model import Box
from tests.ingest.generate.model import Rows
from tests.ingest.generate.model import boxes
from tests.ingest.generate.model import down
from tests.ingest.generate.model import plain
from tests.ingest.generate.model import read_boxes
from tests.ingest.generate.model import tables
from tests.ingest.generate.printer import Sheet
from tests.ingest.generate.printer import draw_table
from tests.ingest.generate.printer import pdf
from tests.ingest.readers.pdf_samples import HEAD
from tests.ingest.readers.pdf_samples import ROWS
from tests.ingest.readers.pdf_samples import document_of


@settings(deadline=None)
@given(tables(), st.sampled_from(["lines", "bars", "frames"]), st.sampled_from([22.0, 30.0]))
def test_a_ruled_table_comes_out_as_it_was_written(rows: Rows, style: str, height: float) -> None:
    sheet = Sheet()
    draw_table(sheet, rows, 80, [90] * 5, height=height, style=style)
    assert read_boxes(document_of(sheet).grids[0]) == boxes(rows)


@pytest.mark.parametrize("quarters", [0, 90, 180, 270])
def test_a_page_turned_for_showing_reads_the_same(quarters: int) -> None:
    sheet = Sheet(rotate=quarters)
    sheet.write(60, 60, "二、主动公开政府信息情况")
    draw_table(sheet, ROWS, 80, [90] * 3)
    document = document_of(sheet)
    assert document.source.text.startswith("二、主动公开政府信息情况\n规章\t1\t2\n")
    assert read_boxes(document.grids[0]) == boxes(ROWS)


def test_what_is_drawn_within_a_form_stands_where_it_is_shown() -> None:
    sheet = Sheet(shrunk=True)
    sheet.write(60, 60, "二、主动公开政府信息情况")
    draw_table(sheet, ROWS, 80, [90] * 3)
    document = document_of(sheet)
    assert document.source.text.startswith("二、主动公开政府信息情况\n规章\t1\t2\n")
    assert read_boxes(document.grids[0]) == boxes(ROWS)


def test_a_word_within_a_form_that_stands_for_another_stands_where_it_is_shown() -> None:
    sheet = Sheet(shrunk=True)
    draw_table(sheet, [*plain([["", "1", "2"]]), *ROWS[1:]], 80, [90] * 3)
    sheet.parts.append("/Span <</ActualText <FEFF89C47AE0>>> BDC")
    sheet.write(66, 96, "其他", 9)
    sheet.parts.append("EMC")
    assert read_boxes(document_of(sheet).grids[0]) == boxes(ROWS)


def test_blanks_of_a_table_that_is_turned_on_its_page_are_open() -> None:
    sheet = Sheet()
    sheet.write(60, 60, "2021年1月1日至2021年12月31日收到和处理政府信息公开申请的情况见下表")
    draw_table(sheet, plain([["", "", ""]] * 3), 80, [90] * 3)
    for at, (label, *figures) in enumerate((box.text for box in line) for line in ROWS):
        for row, text in enumerate((label, *figures)):
            sheet.write_upwards(100 + 90 * at, 150 - 24 * row, text, 5)
    assert not document_of(sheet).grids[0].ruled


def test_a_page_stands_as_its_figures_do_where_long_heads_over_them_are_turned() -> None:
    sheet = Sheet()
    draw_table(sheet, plain([["", "", ""]]), 80, [90] * 3, height=120)
    draw_table(sheet, ROWS, 200, [90] * 3)
    heads = ["信息的内容以及公开的方式", "本年度制定和印发的件数", "到年末仍现行有效的件数"]
    for at, head in enumerate(heads):
        sheet.write_upwards(100 + 90 * at, 196, head, 9)
    texts = [cell.text for cell in document_of(sheet).grids[0].cells]
    assert texts[:6] == [*heads, "规章", "1", "2"]


def test_text_that_runs_upwards_is_read_along_its_lines() -> None:
    sheet = Sheet()
    sheet.write_upwards(100, 700, "本年收到申请21件")
    sheet.write_upwards(130, 700, "办结20件")
    assert document_of(sheet).source.text == "本年收到申请21件\n办结20件\n"


def test_lines_of_a_paragraph_join_and_indented_ones_begin_another() -> None:
    sheet = Sheet()
    sheet.write(84, 100, "本报告由甲区人民政府办公室编制，全年主动公开政府信息1")
    sheet.write(60, 120, "136条，其中规范性文件二件，行政许可三十件，行政处罚零件，")
    sheet.write(60, 140, "均已按期公开。")
    sheet.write(84, 160, "另一段。")
    text = document_of(sheet).source.text
    assert text.endswith("均已按期公开。\n另一段。\n")
    assert text.count("\n") == 2


def test_two_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    for number in range(8):
        sheet.write(50, 100 + 20 * number, f"左栏第{number}行的文字文字文字文字文。")
        sheet.write(320, 100 + 20 * number, f"右栏第{number}行的文字文字文字文字文。")
    text = document_of(sheet).source.text
    assert text.index("左栏第7行") < text.index("右栏第0行")


def test_page_numbers_and_repeated_edges_are_left_out() -> None:
    sheets = [Sheet(), Sheet(), Sheet()]
    for number, sheet in enumerate(sheets, 1):
        sheet.write(60, 40, "甲区2023年政府信息公开工作年度报告")
        sheet.write(60, 300, f"正文{number}完。")
        sheet.write(280, 810, f"- {number} -")
    document = document_of(*sheets)
    assert document.source.text == "正文1完。\n正文2完。\n正文3完。\n"
    assert document.pages == (0, 6, 12)


def test_a_table_over_pages_is_one_and_its_repeated_head_is_dropped() -> None:
    first, second = Sheet(), Sheet()
    draw_table(first, [HEAD, *down(ROWS, 1)], 600, [90] * 3)
    first.write(280, 810, "1")
    draw_table(second, [HEAD, *down(ROWS, 1)], 60, [90] * 3)
    document = document_of(first, second)
    assert [read_boxes(grid) for grid in document.grids] == [boxes([HEAD, *down(ROWS, 1), *down(ROWS, 4)])]
    assert document.source.text[document.pages[1] :].startswith("规章")
    assert document.grids[0].page == 1


def test_a_table_over_pages_without_a_head_is_one() -> None:
    first, second = Sheet(), Sheet()
    draw_table(first, ROWS, 600, [90] * 3)
    draw_table(second, ROWS, 60, [90] * 3)
    second.write(60, 300, "完。")
    assert read_boxes(document_of(first, second).grids[0]) == boxes([*ROWS, *down(ROWS, 3)])


def test_tables_with_words_between_stay_apart() -> None:
    first, second = Sheet(), Sheet()
    draw_table(first, ROWS, 600, [90] * 3)
    second.write(60, 100, "三、收到和处理申请情况")
    draw_table(second, ROWS, 120, [90] * 3)
    assert [read_boxes(grid) for grid in document_of(first, second).grids] == [boxes(ROWS), boxes(ROWS)]


def test_tables_of_other_columns_stay_apart() -> None:
    first, second = Sheet(), Sheet()
    draw_table(first, ROWS, 600, [90, 90, 90])
    draw_table(second, ROWS, 60, [150, 60, 60])
    assert len(document_of(first, second).grids) == 2


def test_a_head_cell_goes_on_over_pages_and_a_blank_figure_does_not() -> None:
    upper = [
        [Box(0, 0, "（三）不予公开", 2), Box(0, 1, "1.秘密"), Box(0, 2, "3")],
        [Box(1, 1, "2.安全"), Box(1, 2, "4")],
    ]
    lower = [[Box(0, 0, "", 2), Box(0, 1, "3.隐私"), Box(0, 2, "")], [Box(1, 1, "4.其他"), Box(1, 2, "5")]]
    first, second = Sheet(), Sheet()
    draw_table(first, upper, 700, [90] * 3)
    draw_table(second, lower, 60, [90] * 3)
    found = read_boxes(document_of(first, second).grids[0])
    assert {Box(0, 0, "（三）不予公开", 4), Box(2, 2, ""), Box(3, 2, "5")} <= found


def test_a_blank_figure_below_heads_that_end_with_the_page_is_no_part_of_its_head() -> None:
    upper = [
        [Box(0, 0, "结果维持", 2), Box(0, 1, "结果纠正", 2), Box(0, 2, "复议后起诉")],
        [Box(1, 2, "总计")],
    ]
    first, second = Sheet(), Sheet()
    draw_table(first, upper, 700, [90] * 3)
    draw_table(second, plain([["", "3", "4"]]), 60, [90] * 3)
    found = read_boxes(document_of(first, second).grids[0])
    assert {Box(0, 0, "结果维持", 2), Box(2, 0, ""), Box(2, 1, "3")} <= found


def test_a_cell_that_goes_on_over_a_whole_page_keeps_its_column() -> None:
    first, second = Sheet(), Sheet()
    draw_table(first, plain([["办理结果", "予以公开", "1"], ["", "部分公开", "2"]]), 700, [60, 100, 60])
    for at, (label, figure) in enumerate((("不予公开", "3"), ("无法提供", "4"), ("总计", "5"))):
        draw_table(second, [[Box(0, 1, label), Box(0, 2, figure)]], 60 + 24 * at, [60, 100, 60])
    second.line(60, 60, 60, 132)
    (grid,) = document_of(first, second).grids
    assert [(cell.column, cell.text) for cell in grid.cells if cell.row > 1 and cell.column] == [
        *((1, "不予公开"), (2, "3"), (1, "无法提供"), (2, "4"), (1, "总计"), (2, "5"))
    ]


def test_a_table_without_its_last_line_is_read() -> None:
    sheet = Sheet()
    draw_table(sheet, ROWS, 80, [90] * 3)
    sheet.parts[:] = [part for part in sheet.parts if "690.00 m" not in part or "690.00 l" not in part]
    assert read_boxes(document_of(sheet).grids[0]) == boxes(ROWS)


def test_a_box_around_words_is_no_table() -> None:
    sheet = Sheet()
    sheet.frame(50, 80, 400, 60)
    sheet.write(60, 110, "框内文字21件。")
    document = document_of(sheet)
    assert (document.grids, document.source.text) == ((), "框内文字21件。\n")


def test_underlined_words_are_no_table() -> None:
    sheet = Sheet()
    sheet.write(60, 100, "收到申请21件。")
    sheet.line(60, 102, 160, 102)
    assert document_of(sheet).grids == ()


def test_a_table_without_rules_is_found_by_its_columns() -> None:
    sheet = Sheet()
    sheet.write(60, 60, "二、主动公开情况")
    words = (
        ("信息内容", "制发", "废止", "有效"),
        ("规章", "1", "0", "21"),
        ("规范性文件", "12", "-", "3"),
        ("许可", "5", "6", "7"),
    )
    for number, line in enumerate(words):
        for column, text in enumerate(line):
            sheet.write(60 + 110 * column, 100 + 20 * number, text)
    document = document_of(sheet)
    assert read_boxes(document.grids[0]) == boxes(plain(words))


def test_a_wrapped_label_without_rules_stays_in_its_row() -> None:
    sheet = Sheet()
    for number, text in enumerate(["1.规章", "2.要求行政机关确认或", "重新出具已获取信息", "3.许可", "4.处罚"]):
        sheet.write(60, 100 + 16 * number, text)
    for number, figure in ((0, "1"), (1, "2"), (3, "3"), (4, "4")):
        sheet.write(300, 100 + 16 * number, figure)
        sheet.write(400, 100 + 16 * number, "0")
    words = (
        ("1.规章", "1", "0"),
        ("2.要求行政机关确认或重新出具已获取信息", "2", "0"),
        ("3.许可", "3", "0"),
        ("4.处罚", "4", "0"),
    )
    assert read_boxes(document_of(sheet).grids[0]) == boxes(plain(words))


def test_bold_printed_twice_is_read_once_and_equal_digits_are_kept() -> None:
    sheet = Sheet()
    sheet.write(60, 100, "收到1100件")
    sheet.write(60.4, 100, "收到1100件")
    assert document_of(sheet).source.text == "收到1100件\n"


def test_a_note_mark_does_not_become_part_of_a_figure() -> None:
    sheet = Sheet()
    draw_table(sheet, ROWS, 80, [90] * 3)
    sheet.write(60 + 90 + 45 + 4, 80 + 12, "2", 5)
    assert Box(0, 1, "1²") in read_boxes(document_of(sheet).grids[0])


def test_figures_far_apart_on_a_line_stay_apart() -> None:
    sheet = Sheet()
    sheet.write(60, 100, "21")
    sheet.write(78, 100, "30")
    assert document_of(sheet).source.text == "21 30\n"


def test_a_hyphen_at_the_end_of_a_line_stays_one() -> None:
    sheet = Sheet()
    sheet.write(60, 100, "本年度办理结果之三不予公开的第一种情形-")
    sheet.write(60, 116, "属于国家秘密")
    document, _ = read("甲.pdf", pdf([sheet]))
    assert document is not None
    assert document.source.text.strip() == "本年度办理结果之三不予公开的第一种情形-属于国家秘密"
