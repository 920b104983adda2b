"""Rows of a web table of which each cell holds the lines of several."""

from __future__ import annotations

import pytest

from tests.ingest.generate.model import boxes
from tests.ingest.generate.model import plain
from tests.ingest.generate.model import read_boxes
from tests.ingest.readers.html_samples import document_of

HEAD = "<tr><td>指标</td><td>单位</td><td>数量</td></tr>"


def read(rows: str) -> set[object]:
    return set(read_boxes(document_of(f"<table>{HEAD}{rows}</table>").grids[0]))


@pytest.mark.parametrize(
    "cells",
    [
        "<td>规章<br>许可<br>处罚</td><td>件<br>件<br>件</td><td>1<br>&nbsp;<br>3</td>",
        "<td>规章<br>许可<br>处罚<br></td><td>件<br>件<br>件</td><td>1<br><br>3</td>",
        "<td><p>规章</p><p>许可</p><p>处罚</p></td><td><p>件</p><p>件</p><p>件</p></td><td><p>1<p>&nbsp;<p>3</td>",
    ],
)
def test_lines_side_by_side_are_rows(cells: str) -> None:
    rows = [["指标", "单位", "数量"], ["规章", "件", "1"], ["许可", "件", ""], ["处罚", "件", "3"]]
    assert read(f"<tr>{cells}</tr>") == boxes(plain(rows))


def test_a_whole_table_in_one_row_is_one() -> None:
    cells = "<td>指标<br>规章<br>许可</td><td>数量<br>1<br>2</td>"
    document = document_of(f"<table><tr>{cells}</tr></table>")
    assert read_boxes(document.grids[0]) == boxes(plain([["指标", "数量"], ["规章", "1"], ["许可", "2"]]))


def test_of_a_column_with_other_lines_than_its_labels_no_figure_is_told() -> None:
    labels, figures = "指标<br>规章<br>许可<br>处罚<br>强制<br>收费", "数量<br>1<br>2<br>3<br>4"
    document = document_of(f"<table><tr><td>{labels}</td><td>{figures}</td></tr></table>")
    rows = [["指标", "数量"], *([label, "\ufffd"] for label in ("规章", "许可", "处罚", "强制", "收费"))]
    assert read_boxes(document.grids[0]) == boxes(plain(rows))


@pytest.mark.parametrize(
    ("cells", "row"),
    [
        ("<td>规章<br>许可<br>处罚</td><td>件<br>件<br>件</td><td>1<br>3</td>", ["规章许可处罚", "件件件", "1 3"]),
        ("<td>行政<br>许可</td><td>件</td><td>12</td>", ["行政许可", "件", "12"]),
        ("<td>行政<br>许可</td><td></td><td>1<br>2</td>", ["行政许可", "", "1 2"]),
        ("<td>行政<br>许可</td><td>项<br>件</td><td>12<br>（增）</td>", ["行政许可", "项件", "12（增）"]),
    ],
)
def test_lines_that_are_not_rows_join(cells: str, row: list[str]) -> None:
    assert read(f"<tr>{cells}</tr>") == boxes(plain([["指标", "单位", "数量"], row]))
