"""Tables that lost their merged cells on the way into Markdown: heads beside their columns, each part under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from auditor.document import Reading
from auditor.ingest.files.reading import read_document
from auditor.ingest.tables.with_columns import read_form_tables
from tests.ingest.tables.grid_forms import FORM_2021

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.document import Fact

ENDS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
SUITS = [each.code for each in FORM_2021.indicators if each.table == "争议表"]
FIGURES = ["3", "0", "1", "2", "6", "1", "0", "0", "0", "1", "0", "4", "0", "0", "4"]


def markdown(*rows: str, width: int) -> str:
    """A table whose rows are filled up to its width, the first one its head."""
    lines = [f"| {' | '.join((row.split('|') + [''] * width)[:width])} |" for row in rows]
    return "\n".join((lines[0], "|" + "---|" * width, *lines[1:]))


def read(text: str, path: str = "a.md") -> Mapping[tuple[str, str | None], Fact]:
    document, _ = read_document(path, text.encode(), "markdown" if path.endswith("md") else "text")
    assert document is not None
    return {(fact.indicator, fact.member): fact for fact in read_form_tables(document, FORM_2021).facts}


def told(found: Mapping[tuple[str, str | None], Fact]) -> list[str | None]:
    """What is read of the table of reviews and lawsuits: figures as texts, 空 for blank cells, 疑 for doubtful ones."""
    signs = {Reading.BLANK: "空", Reading.DOUBTFUL: "疑"}
    facts = [found.get((code, None)) for code in SUITS]
    return [None if fact is None else signs.get(fact.reading, str(fact.value)) for fact in facts]


def decks(figures: list[str]) -> str:
    return markdown(
        "行政复议|行政诉讼",
        "|".join((*ENDS, "未经复议直接起诉", "复议后起诉")),
        "|".join((*ENDS, *ENDS)),
        "|".join(figures),
        width=15,
    )


@pytest.mark.parametrize("path", ["a.md", "a.txt"])
def test_heads_that_stand_beside_their_columns_name_them_in_the_printed_order(path: str) -> None:
    assert told(read(f"四、复议诉讼情况\n\n{decks(FIGURES)}\n", path)) == FIGURES


def test_blank_cells_below_such_heads_keep_their_places() -> None:
    figures = ["", "2", *[""] * 12, "2"]
    assert told(read(decks(figures))) == [figure or "空" for figure in figures]


def test_a_row_with_fewer_cells_than_such_heads_name_says_nothing() -> None:
    assert "6" not in told(
        read(markdown("行政复议|行政诉讼", "|".join(ENDS), "|".join((*ENDS, *ENDS)), "1|2|3|0|6", width=10))
    )


def test_blank_cells_under_heads_written_out_are_blank() -> None:
    groups = ["行政复议"] * 5 + ["行政诉讼"] * 10
    lower = [*ENDS, *["未经复议直接起诉"] * 5, *["复议后起诉"] * 5]
    rows = ("|".join(groups), "|".join(lower), "|".join(ENDS * 3), "|" * 14)
    assert told(read(markdown(*rows, width=15))) == ["空"] * 15


@pytest.mark.parametrize("number", ["", "{}.", "({})", "{}、"])
def test_the_number_of_the_line_above_a_table_is_no_part_of_its_head(number: str) -> None:
    suits = ("|".join(["未经复议直接起诉"] * 5 + ["复议后起诉"] * 5), "|".join(ENDS * 2), "|".join(FIGURES[5:]))
    tables = (markdown("|".join(ENDS), "|".join(FIGURES[:5]), width=5), markdown(*suits, width=10))
    parts = zip(("行政复议", "行政诉讼"), tables, (1, 2), strict=True)
    text = "\n\n".join(f"{number.format(at)}{part}\n\n{it}" for part, it, at in parts)
    assert told(read(text)) == FIGURES


def test_reviews_with_their_figures_stand_above_the_suits_with_theirs() -> None:
    upper = ("|".join(["行政复议"] * 5), "|".join(ENDS), "|".join(FIGURES[:5]))
    groups = ("|".join(["行政诉讼"] * 10), "|".join(["未经复议直接起诉"] * 5 + ["复议后起诉"] * 5))
    lower = ("|".join(ENDS * 2), "|".join(FIGURES[5:]))
    assert told(read(markdown(*upper, *groups, *lower, width=10))) == FIGURES


def test_the_line_above_a_table_is_its_head() -> None:
    parts = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
    tables = [markdown("|".join(ENDS), "|".join(FIGURES[at : at + 5]), width=5) for at in (0, 5, 10)]
    text = "\n\n".join(f"### {part}\n{table}" for part, table in zip(parts, tables, strict=True))
    assert told(read(text)) == FIGURES


def test_a_sentence_above_a_table_is_no_head() -> None:
    table = markdown("|".join(ENDS), "|".join(FIGURES[:5]), width=5)
    assert set(told(read(f"本年发生行政复议6件，结果如下。\n\n{table}"))) == {None}


def test_a_row_is_as_wide_as_its_cells_whatever_the_head_says() -> None:
    heads = "| 申请人情况 | 自然人 | 商业企业 | 科研机构 |\n|---|---|---|---|"
    rows = "| 1.属于国家秘密 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n|---|---|---|---|\n| 2.重复申请 | 0 | 0 | 7 | 9 |"
    document, _ = read_document("a.md", f"{heads}\n{rows}\n".encode(), "markdown")
    assert document is not None
    texts = [cell.text for cell in document.grids[0].cells if cell.row == 1]
    assert texts == ["1.属于国家秘密", "2", "0", "0", "0", "0", "0", "2"]
    assert "---" not in document.source.text


@pytest.mark.parametrize(
    "rows",
    [
        ("本年制发件数|本年废止件数|现行有效件数", "规章|1|2|3", "行政规范性文件|4|5|6"),
        ("信息内容|本年制发件数|本年废止件数|现行有效件数", "|规章|2|61", "|行政规范性文件|7|18"),
    ],
)
def test_figures_beside_their_heads_are_in_doubt(rows: tuple[str, ...]) -> None:
    found = read(markdown(*rows, width=4))
    assert {fact.reading for fact in found.values()} <= {Reading.DOUBTFUL}


def test_figures_between_a_label_and_the_first_head_leave_the_row_in_doubt() -> None:
    heads = markdown("申请人|自然人|商业企业|总计", width=4)
    rows = markdown(
        "一、本年新收政府信息公开申请数量|4|1|0|0|0|0|5", "二、上年结转政府信息公开申请数量|0|0|0|0|0|0|0", width=8
    )
    found = read(f"{heads}\n\n{rows}")
    assert {fact.reading for (code, _), fact in found.items() if code == "new_received"} == {Reading.DOUBTFUL}


def test_what_stands_beside_a_table_in_the_text_is_read_with_it() -> None:
    table = markdown("信息内容|本年制发件数|本年废止件数|现行有效件数", "规章|0|0|0", "行政规范性文件|3|0|9", width=4)
    found = read(f"第二十条第（五）项\n信息内容 本年处理决定数量\n行政许可 97\n\n{table}\n")
    assert [found[code, None].value for code in ("licences_decided", "normative_issued")] == [97, 3]


def test_a_row_that_has_fewer_cells_than_its_heads_is_in_doubt() -> None:
    heads = "|信息内容|本年制发件数|本年废止件数|现行有效件数|\n|---|---|---|---|\n"
    found = read(f"{heads}|规章|0|**0**|0|\n|行政规范性文件|3|20|\n")
    assert {fact.reading for (code, _), fact in found.items() if code.startswith("normative")} == {Reading.DOUBTFUL}
    assert found["rules_repealed", None].value == 0
