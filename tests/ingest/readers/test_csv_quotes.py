from __future__ import annotations

import csv
import io

import pytest

from auditor.ingest.readers.csv import read
from auditor.ingest.table_codes import QUOTE_LOST

HEADS = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
ROWS = [["第一行，甲说“好”", "", "", ""], HEADS, ["规章", "1", "0", "12"], ["行政规范性文件", "2", "", "7"]]


def quoted(rows: list[list[str]]) -> str:
    """A table all of whose fields stand in quotation marks."""
    made = io.StringIO()
    csv.writer(made, quoting=csv.QUOTE_ALL).writerows(rows)
    return made.getvalue()


def doubt_of(text: str) -> str | None:
    """Why all figures of a table are in doubt, which is told."""
    document, told = read("报告.csv", text.encode())
    assert document is not None
    assert [each.code.slug for each in told] == ([document.doubt] if document.doubt else [])
    return document.doubt


MARKS = [at for at, sign in enumerate(quoted(ROWS)) if sign == '"' and at > len(quoted(ROWS[:1]))]


@pytest.mark.parametrize("at", MARKS[:-1])  # nothing stands behind the last one
def test_a_lost_quotation_mark_among_fields_leaves_no_figure_certain(at: int) -> None:
    text = quoted(ROWS)
    assert doubt_of(text[:at] + text[at + 1 :]) == QUOTE_LOST.slug


@pytest.mark.parametrize(
    "text",
    [
        quoted(ROWS),
        quoted([['甲说 "好" 的', "", "", ""], *ROWS]),
        quoted([['甲说 "好"\n乙也说，"好"，\n完', "", "", ""], *ROWS]),
        quoted([["两行\n的标题", "乙", "丙\n丁", ""], *ROWS]),
        '按时"办结的共12件。\n信息内容,本年制发件数\n规章,1\n',  # a mark within words that stand alone
    ],
)
def test_whole_quotation_marks_and_those_of_words_doubt_nothing(text: str) -> None:
    assert doubt_of(text) is None
