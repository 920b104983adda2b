from __future__ import annotations

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.ingest.reader_codes import DAMAGED
from auditor.ingest.reader_codes import NO_TEXT
from auditor.ingest.reader_codes import TOO_DEEP
from auditor.ingest.reader_codes import TOO_LARGE
from auditor.ingest.readers.html import read
from tests.ingest.generate import web
from tests.ingest.generate.model import Box
from tests.ingest.generate.model import boxes
from tests.ingest.generate.model import places_hold
from tests.ingest.generate.model import plain
from tests.ingest.generate.model import read_boxes
from tests.ingest.readers.html_samples import document_of
from tests.ingest.readers.html_samples import text_of


def test_a_missing_end_of_cells_and_rows_is_understood() -> None:
    document = document_of("<table><tr><td>规章<td>1<tr><td>许可<td>2</table>")
    assert read_boxes(document.grids[0]) == boxes(plain([["规章", "1"], ["许可", "2"]]))


def test_a_span_beyond_the_table_is_cut() -> None:
    body = "<table><tr><td rowspan=9999>甲</td><td>1</td></tr><tr><td>2</td></tr></table>"
    assert Box(0, 0, "甲", 2, 1) in read_boxes(document_of(body).grids[0])


@pytest.mark.parametrize(
    "soup", ["<div>", "<table><tr><td>", "<b>", "<ul><li>", "<table><tr><td>1</td><td>", "<span><p>"]
)
def test_tags_nested_ten_thousand_deep_are_read_or_refused(soup: str) -> None:
    document, diagnostics = read("a.html", f"<p>正文</p>{soup * 10_000}21".encode())
    assert (document is None) == bool(diagnostics)


@pytest.mark.parametrize("soup", ["<div>", "<ul>", "<span>", "<x>"])
def test_tags_nested_without_end_are_refused_at_once(soup: str) -> None:
    document, diagnostics = read("a.html", (soup * 1_000_000 + "<div></div>" * 9).encode())
    assert (document, diagnostics[0].code) == (None, TOO_DEEP)


def test_navigation_within_navigation_is_dropped() -> None:
    assert text_of("<div class=nav><div class=nav><ul class=menu>首页</ul></div></div>" * 50 + "正文") == "正文\n"


def test_a_table_of_too_many_cells_is_refused() -> None:
    rows = '<tr><td rowspan="1000" colspan="1000">1</td></tr>' * 1000
    document, diagnostics = read("a.html", f"<table>{rows}</table>".encode())
    assert (document, diagnostics[0].code) == (None, TOO_LARGE)


def test_a_cell_that_is_not_shown_takes_no_column() -> None:
    row = "<tr><td>规章</td><td style='display:none'>9</td><td>3</td></tr>"
    document, _ = read("a.html", f"<table>{row}{row}</table>".encode())
    assert document is not None
    assert document.source.text == "规章\t3\n规章\t3\n"


def test_a_page_without_words_is_told() -> None:
    document, diagnostics = read("a.html", b"<html><script>x</script></html>")
    assert (document, diagnostics[0].code) == (None, NO_TEXT)


def test_bytes_that_are_no_text_are_told() -> None:
    document, diagnostics = read("a.html", bytes(range(128, 256)) * 100)
    assert (document, diagnostics[0].code) == (None, DAMAGED)


@pytest.mark.parametrize("first", [b"From: <Saved by Blink>\r\n", b""])
def test_a_page_saved_with_its_parts_is_read(first: bytes) -> None:
    body = web.page("<p>本年收到申请21件</p>", "gb2312").encode("gb18030")
    head = first + b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\n"
    part = b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b64encode(body)
    document, _ = read("a.mht", head + part + b"\r\n--B--\r\n")
    assert document is not None
    assert document.source.text == "本年收到申请21件\n"


def test_of_a_page_saved_with_its_frames_the_longest_is_read() -> None:
    pages = (web.page("<iframe src=cid:1></iframe>"), web.page("<p>本年收到申请21件</p>"))
    parts = "".join(f"--B\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}\r\n" for page in pages)
    head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n"
    document, _ = read("a.mht", f"{head}{parts}--B--\r\n".encode())
    assert document is not None
    assert document.source.text == "本年收到申请21件\n"


def test_of_a_workbook_saved_as_a_page_each_sheet_is_read() -> None:
    tables = [web.table(plain([[f"{name}{at}", "1"] for at in range(12)])) for name in "甲乙"]
    pages = ("<frameset></frameset>", *tables, "<table><tr><td>Sheet1</td></tr></table>" + "<p>表</p>" * 900)
    parts = "".join(f"--B\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{web.page(page)}\r\n" for page in pages)
    head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n"
    document, _ = read("a.mht", f"{head}{parts}--B--\r\n".encode())
    assert document is not None
    assert [grid.cells[0].text for grid in document.grids] == ["甲0", "乙0"]


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_fail(data: bytes) -> None:
    document, diagnostics = read("a.html", data)
    assert document is not None or diagnostics


@given(
    st.lists(
        st.sampled_from(
            [
                "<table>",
                "</table>",
                "<tr>",
                "<td>",
                "</td>",
                "<p>",
                "1",
                "<br>",
                "规章",
                "<pre>",
                "<sup>",
                "</p>",
                "<td rowspan=2>",
            ]
        ),
        max_size=60,
    )
)
def test_no_order_of_tags_makes_the_reader_fail(tags: list[str]) -> None:
    document, diagnostics = read("a.html", "".join(tags).encode())
    assert document is None or places_hold(document)
    assert document is not None or diagnostics


def test_a_page_saved_with_its_parts_hides_what_its_style_sheets_hide() -> None:
    page = web.page("<link rel=stylesheet href='http://x.cn/a.css'><p>收到申请<i class=old>3</i>21件，办结20件。</p>")
    part = "--b\r\nContent-Type: {}\r\nContent-Transfer-Encoding: base64\r\nContent-Location: {}\r\n\r\n{}\r\n"
    whole = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n" + "".join(
        part.format(kind, place, b64encode(text.encode()).decode())
        for kind, place, text in (
            ("text/html; charset=utf-8", "http://x.cn/", page),
            ("text/css", "http://x.cn/a.css", "p{font-family:'宋体'} .old{display:none}"),
        )
    )
    document, diagnostics = read("a.mht", f"{whole}--b--\r\n".encode())
    assert document is not None
    assert (document.source.text, diagnostics) == ("收到申请21件，办结20件。\n", ())


def test_a_style_sheet_that_is_held_in_its_link_counts() -> None:
    sheet = b64encode(b".old{display:none}").decode()
    for held in (f"data:text/css;base64,{sheet}", "data:text/css,.old%7Bdisplay:none%7D"):
        assert text_of(f"<link rel=stylesheet href='{held}'><p>收到<i class=old>3</i>21件</p>") == "收到21件\n"
