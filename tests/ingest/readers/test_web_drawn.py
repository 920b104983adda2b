"""What a page shows without text: a figure of a cell is in doubt, a whole table is a picture."""

from __future__ import annotations

import pytest

from tests.ingest.generate.model import boxes
from tests.ingest.generate.model import plain
from tests.ingest.generate.model import read_boxes
from tests.ingest.readers.html_samples import document_of

SPRITE = "<style>.n{background:url(digits.png)}</style>"


def shown(cell: str) -> str:
    document = document_of(f"<table><tr><td>规章</td><td>{cell}</td></tr><tr><td>许可</td><td>2</td></tr></table>")
    return next(box.text for box in read_boxes(document.grids[0]) if box[:2] == (0, 1))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<svg><use href='#n3'/></svg>", "\ufffd"),
        ("<canvas></canvas>", "\ufffd"),
        ("<script>document.write(12)</script>", "\ufffd"),
        ("9<script>draw(this, 12)</script>", "9\ufffd"),
        ("<img src=1.png width=8 height=12>", "\ufffd"),
        ("1<img src=2.png width=8 height=12>", "1\ufffd"),
        ("<i class='n3'></i>", "\ufffd"),
        (f"{SPRITE}<b class='n'></b>", "\ufffd"),
        ("<count-up to=12></count-up>", "\ufffd"),
        ("<b data-to='12'>0</b>", "\ufffd"),
        ("<b data-to='12'>12</b>", "12"),
        ("<img src=dot.gif width=1 height=9>", ""),
        ("<o:p></o:p><span class=c></span>", ""),
        ("新<img src=new.gif width=20 height=9>", "新"),
        ("12<i class='fa'></i>", "12"),
        ("<svg></svg>已公开", "已公开"),
        (f"{SPRITE}<b class='n'>12</b>", "12"),
    ],
)
def test_a_figure_that_is_shown_without_text_is_in_doubt(cell: str, text: str) -> None:
    assert shown(cell) == text


@pytest.mark.parametrize(
    ("drawn", "count"),
    [
        (f"<svg>{'<text>1</text>' * 20}</svg>", 1),
        ("<svg class=icon><path/></svg>", 0),
        ("<iframe src=table.html width=800 height=900></iframe>", 1),
        ("<iframe src=share.html></iframe>", 0),
        ("<iframe src=count.html width=0 height=0 hidden></iframe>", 0),
        ("<embed src=table.pdf>", 1),
        ("<object data=table.xls></object>", 1),
        ("<script>rows = [" + "['规章', '12', 3],['许可', 4, 5]," * 20 + "]</script>", 1),
        ("<script>menu = [" + "'首页','公开'," * 20 + "]</script>", 0),
    ],
)
def test_what_may_be_a_table_is_a_picture(drawn: str, count: int) -> None:
    assert len(document_of(f"<p>附表</p>{drawn}<p>完</p>").pictures) == count


def test_small_pictures_of_a_page_laid_out_by_tables_are_no_text() -> None:
    row = "<td><img src=a.gif width=9 height=9></td><td><a>通知公告</a></td>"
    article = f"<p>{'本机关主动公开政府信息。' * 60}</p>"
    document = document_of(f"<table><tr>{row}</tr><tr><td></td><td>{article}</td></tr></table>")
    assert "\ufffd" not in document.source.text
    assert document.pictures == ()


def test_an_open_dialog_is_shown() -> None:
    rows = plain([["规章", "1"], ["许可", "2"]])
    table = "<table><tr><td>规章</td><td>1</td></tr><tr><td>许可</td><td>2</td></tr></table>"
    assert read_boxes(document_of(f"<dialog open>{table}</dialog>").grids[0]) == boxes(rows)
    assert document_of(f"<p>完</p><dialog>{table}</dialog>").grids == ()


@pytest.mark.parametrize(
    "sheet", ["tr{display:flex;flex-direction:row-reverse}", "tbody{flex-flow:column-reverse}", "th{order:1}"]
)
def test_a_table_that_is_put_in_another_order_is_a_picture_of_it(sheet: str) -> None:
    document = document_of(f"<style>{sheet}</style><p>附表</p><table><tr><th>规章</th><td>1</td></tr></table>")
    assert (document.grids, len(document.pictures)) == ((), 1)
