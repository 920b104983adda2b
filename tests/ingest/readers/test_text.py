from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.diagnostics import Lang
from auditor.ingest.readers.markdown import read as read_markdown
from auditor.ingest.readers.text import LARGEST
from auditor.ingest.readers.text import read

TEXT = "永宁县2018年政府信息公开工作年度报告\n主动公开政府信息数18529条，约1.2万。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_text_is_read_in_whatever_encoding_it_is(encoding: str) -> None:
    document, diagnostics = read("a.txt", TEXT.encode(encoding))
    assert document is not None
    assert (document.source.text, document.format, diagnostics) == (TEXT, "text", ())


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\f", "\v", "\u2028"])
def test_every_line_end_becomes_a_newline(end: str) -> None:
    document, _ = read("a.txt", f"一{end}二".encode())
    assert document is not None
    assert document.source.text == "一\n二"


def test_what_cannot_be_seen_is_left_out() -> None:
    document, _ = read("a.txt", "申\u200b请\x07数\ufeff12\u00ad34".encode())
    assert document is not None
    assert document.source.text == "申请数1234"


@pytest.mark.parametrize(
    "drawn",
    [
        "┌──┬──┐\n│规章 │ 3 │\n├──┼──┤\n│处罚│  │\n└──┴──┘",
        "+----+---+\n| 规章 | 3 |\n+----+---+\n| 处罚 | |\n+----+---+",
        "+----+---+\n| 规章 | 3 |\n+====+===+\n| 处罚 | |\n+----+---+",
        "----------\n| 规章 | 3 |\n| --- | --- |\n| 处罚 | |\n",
    ],
)
def test_cells_of_drawn_tables_are_parted_by_tabs(drawn: str) -> None:
    document, _ = read("a.txt", drawn.encode())
    assert document is not None
    assert [line for line in document.source.text.split("\n") if line.strip("-")] == ["规章\t3", "处罚\t"]


# Some fonts set the signs of lines, and quotation marks, as wide as Chinese characters.
@pytest.mark.parametrize(
    ("rule", "rows"),
    [
        ("├──────┼──────┤", ("│行政规│3     │\n│范文件│      │", "│“处罚│      │\n│”    │      │", "│许可  │4     │")),
        ("├───┼───┤", ("│行政规│3     │\n│范文件│      │", "│“处罚│      │\n│”    │      │", "│许可  │4     │")),
    ],
)
def test_cells_that_go_on_over_lines_are_one_where_lines_part_all_rows(rule: str, rows: tuple[str, ...]) -> None:
    is_wide = len(rule) < len(rows[-1])
    shown = [row if is_wide else row.replace("“处罚", "“处罚 ").replace("”    ", "”     ") for row in rows]
    document, _ = read("a.txt", "\n".join((*(f"{rule}\n{row}" for row in shown), rule)).encode())
    assert document is not None
    found = [line for line in document.source.text.split("\n") if line.strip()]
    assert found == ["行政规范文件\t3", "“处罚”\t", "许可\t4"]


def test_rows_that_no_line_parts_stay_rows() -> None:
    rows = "+----+--+\n|项目|件|\n+----+--+\n|规章|3 |\n|许可|4 |\n+----+--+\n|处罚|5 |\n+----+--+"
    document, _ = read("a.txt", rows.encode())
    assert document is not None
    assert document.source.text.split() == ["项目", "件", "规章", "3", "许可", "4", "处罚", "5"]


def test_marks_of_mail_and_quotes_of_sheets_are_left_out() -> None:
    lines = ["项目\t本年", "规章\t3", '"结果\n维持"\t"1,024"', '"说 ""无"""\t""', "处罚\t5"]
    document, _ = read("a.txt", "\n".join(f"> > {line}" for line in "\n".join(lines).split("\n")).encode())
    assert document is not None
    assert document.source.text == '项目\t本年\n规章\t3\n结果维持\t1,024\n说 "无"\t\n处罚\t5'


def test_how_characters_are_read_is_no_part_of_them() -> None:
    document, _ = read("a.txt", "本報(bào)告的統(tǒng)計(jì)期限自2022年起，按(a)項(xiàng)計(jì)".encode())
    assert document is not None
    assert document.source.text == "本報告的統計期限自2022年起，按項計"
    document, _ = read("a.txt", "报告(draft)共三项(a)，收费(b)".encode())
    assert document is not None
    assert "(draft)" in document.source.text


def test_cells_of_a_wiki_stand_in_rows_without_their_strokes() -> None:
    rows = '{|\n! 内容 !! 制发\n|-\n| colspan="2" | 规章\n| \n| 3\n|-\n| 增减 || || -2\n|}\n首页 | 公开'
    document, _ = read("a.txt", rows.encode())
    assert document is not None
    lines = ["", "内容\t制发", "", "规章\t\t3", "", "", "", "增减\t\t-2", "", "首页 | 公开"]
    assert document.source.text.split("\n") == lines


def test_a_dash_in_a_cell_of_asciidoc_begins_no_row() -> None:
    document, _ = read("a.txt", "|===\n|规章\n|-\n|3\n|===\n".encode())
    assert document is not None
    assert document.source.text.split("\n")[1:4] == ["规章", "-", "3"]


def test_a_tab_before_each_line_is_no_blank_field() -> None:
    lines = "".join(f"\t第{number}行\n" for number in range(20))
    document, _ = read("a.txt", f"{lines}\t许可\n\t3\n".encode())
    assert document is not None
    assert document.source.text.endswith("\n许可\n3\n")
    document, _ = read("a.txt", "许可\n\t3\n".encode())
    assert document is not None
    assert document.source.text == "许可\n\t3\n"


_CELLS = [
    ["第二十条"],
    ["内容", "制发", "有效"],
    ["规章", "3", ""],
    ["规范性\n文件", "", "12"],
    ["采购", "6", "97.5\n万元"],
]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{cell}\n|" if cell else "|" for row in _CELLS for cell in row),
        "\n".join("".join(f"{cell} |\n" if cell else "|\n" for cell in row) + "|" * (3 - len(row)) for row in _CELLS),
        "\n".join("\n| ".join(row) + "\n|" for row in _CELLS),
    ],
    ids=["stroke-lines", "strokes-behind", "strokes-before"],
)
def test_a_cell_a_line_with_strokes_between_makes_rows(text: str) -> None:
    document, _ = read("a.txt", f"二、主动公开情况\n{text}\n三、收到申请情况".encode())
    assert document is not None
    found = [line.rstrip("\t") for line in document.source.text.split("\n") if line.strip()]
    assert found == [
        *("二、主动公开情况", "第二十条", "内容", "制发", "有效"),
        *("规章\t3", "规范性", "文件\t\t12", "采购\t6\t97.5万元", "三、收到申请情况"),
    ]


def test_a_cell_a_line_keeps_its_blank_ones_and_the_number_of_its_line() -> None:
    text = "规章 |\n|\n|\n3 |\n许可 |\n0 |\n强制 |\n7 |\n||"
    document, _ = read("a.txt", text.encode())
    assert document is not None
    assert document.source.text == "规章\t\t\t3\n\n\n\n许可\t0\n\n强制\t7\t\t\n\n"


def test_lines_of_a_page_with_strokes_stay() -> None:
    text = "首页 |\n登录 | 注册 | 帮助\n简体 |\n一、概述"
    document, _ = read("a.txt", text.encode())
    assert document is not None
    assert document.source.text.split("\n")[2:] == ["简体 |", "一、概述"]


def test_a_first_cell_without_text_is_one_unless_all_rows_begin_with_a_stroke() -> None:
    for text, expected in (("结果 | 总计 |\n | 3 |", "\t3"), ("| 结果 | 总计 |\n| | 3 |", "\t3")):
        document, _ = read("a.txt", text.encode())
        assert document is not None
        assert document.source.text.split("\n")[-1] == expected


def test_commas_part_cells_where_lines_have_as_many_and_most_fields_are_figures() -> None:
    rows = ["规章,件,3", '"许可,处罚",件,4', "强制,件,", "收费,万元,5.2"]
    document, _ = read("a.txt", "\n".join(rows).encode())
    assert document is not None
    assert document.source.text.split("\n") == ["规章\t件\t3", "许可,处罚\t件\t4", "强制\t件\t", "收费\t万元\t5.2"]


def test_merged_cells_that_were_written_out_are_one_again() -> None:
    heads = ["行政复议\t行政复议\t行政诉讼\t行政诉讼", "结果\t总计\t复议后起诉\t复议后起诉", "结果\t总计\t结果\t总计"]
    text = "\n".join([*heads, "0\t2\t2\t2"])
    document, _ = read("a.txt", text.encode())
    assert document is not None
    assert document.source.text.split("\n") == [
        "行政复议\t\t行政诉讼\t",
        "结果\t总计\t复议后起诉\t",
        "\t\t结果\t总计",
        "0\t2\t2\t2",
    ]


def test_a_figure_under_a_head_that_was_written_out_is_one_too() -> None:
    document, _ = read("a.txt", "第二十条\t第二十条\t第二十条\n项目\t总金额\t总金额\n采购\t3\t3\n收费\t3\t4".encode())
    assert document is not None
    assert document.source.text == "第二十条\t\t\n项目\t总金额\t\n采购\t3\t\n收费\t3\t4"


def test_what_is_alike_in_other_tables_stays() -> None:
    text = "规章\t件\t件\n处罚\t件\t0\n处罚\t0\t0"
    document, _ = read("a.txt", text.encode())
    assert document is not None
    assert document.source.text == text


@pytest.mark.parametrize("lines", [["规章,件,3", "处罚,件,4"], ["甲镇,乙镇,丙镇,均已办结"] * 6])
def test_other_commas_stay(lines: list[str]) -> None:
    document, _ = read("a.txt", "\n".join(lines).encode())
    assert document is not None
    assert document.source.text.split("\n") == lines


def test_a_stroke_in_a_sentence_stays() -> None:
    text = "审核人|填报人：张三\n" + "-" * 200_000 + "x\n"
    document, _ = read("a.txt", text.encode())
    assert document is not None
    assert document.source.text == text


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\xef\xbb\xbf"])
def test_an_empty_file_says_so(data: bytes) -> None:
    document, diagnostics = read("a.txt", data)
    assert document is None
    assert [each.code.slug for each in diagnostics] == ["empty-file"]


@pytest.mark.parametrize("data", [bytes(range(256)) * 40, b"\x7fELF\x02\x01\x01" + b"\x00\x9f\x81" * 900])
def test_binary_data_named_text_says_so_in_both_languages(data: bytes) -> None:
    document, (diagnostic,) = read("a.txt", data)
    assert document is None
    assert diagnostic.code.slug == "not-text"
    assert "二进制" in diagnostic.message(Lang.ZH)
    assert "binary" in diagnostic.message(Lang.EN)


def test_a_text_beyond_the_limit_is_not_decoded() -> None:
    document, (diagnostic,) = read("a.txt", b"1" * (LARGEST + 1))
    assert document is None
    assert diagnostic.code.slug == "file-too-large"


@given(st.binary(max_size=400))
def test_no_bytes_make_the_reading_fail(data: bytes) -> None:
    document, diagnostics = read("a.txt", data)
    assert document is not None or diagnostics


def test_marks_of_emphasis_around_figures_are_left_out_and_no_merged_cells() -> None:
    document, _ = read("a.txt", "规章\t__0__\t__0__\t**12**\n许可\t`3`\t__0__\t__0__\n".encode())
    assert document is not None
    assert document.source.text == "规章\t0\t0\t12\n许可\t3\t0\t0\n"


def test_a_dash_before_a_tab_begins_no_list_of_markdown() -> None:
    document, _ = read_markdown("a.md", "规章\t许可\t处罚\n-\t-\t1\n2\t0\t-\n".encode())
    assert document is not None
    assert document.source.text == "规章 许可 处罚\n- - 1\n2 0 -\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("规章||3||||0\n许可||||1||2\n", "规章\t3\t\t0"),
        ("|===\n2+|规章 |3 | .2+|0\n|许可 |1 |2 |4 |5\n|===\n", "规章\t3\t\t0"),
        ("甲乙丙丁\t0（县级）\t0（县级）\t3\n", "甲乙丙丁\t0（县级）\t0（县级）\t3"),
        ("甲乙丙丁\t0（县级）件\t0（县级）件\t3\n", "甲乙丙丁\t0（县级）件\t0（县级）件\t3"),
        ("".join(f"{at}) 第一栏目\t{at + 7}\n" for at in range(1, 21)), "第一栏目\t8"),
    ],
)
def test_what_parts_or_counts_lines_is_none_of_their_fields(text: str, line: str) -> None:
    document, _ = read("a.txt", text.encode())
    assert document is not None
    assert document.source.text.strip("\n").split("\n")[0] == line
