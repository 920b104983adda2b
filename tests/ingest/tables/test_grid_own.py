"""Rows that merged cells of wrong length have moved aside, and rows that end before their heads do."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest

from auditor.document import Reading
from auditor.ingest.files.reading import read_document
from auditor.ingest.tables.with_columns import read_form_tables
from tests.ingest.tables.grid_forms import FORM_2021
from tests.ingest.tables.grid_layouts import MEMBERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.document import Fact

NOTE = '<td colspan="{note}" rowspan="3">（本列数据的勾稽关系为：第一项加第二项之和）</td>'
HEADS = (
    '<tr>{note}<td colspan="7">申请人情况</td></tr>'
    '<tr><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td><td rowspan="2">总计</td></tr>'
    "<tr><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>"
)
ROWS = {
    "new_received": "4|1|0|0|2|0|7",
    "granted": "3|1|0|0|0|0|4",
    "denied_state_secret": "1|0|0|0|0|0|1",
    "denied_by_law": "0|0|0|0|1|0|1",
    "unable_not_held": "0|0|0|0|1|0|1",
    "carried_out": "5|0|0|0|0|6|11",
}


def page(note: int = 3, side: int = 4, group: int = 2, label: int = 3, rows: Mapping[str, str] = ROWS) -> str:
    """A page with the table of requests; how many columns and rows its merged cells cover is right as it stands."""
    cells = {code: "".join(f"<td>{text}</td>" for text in row.split("|")) if row else "" for code, row in rows.items()}
    body = (
        f'<tr><td colspan="{label}">一、本年新收政府信息公开申请数量</td>{cells["new_received"]}</tr>'
        f'<tr><td rowspan="{side}">三、本年度办理结果</td><td colspan="2">（一）予以公开</td>{cells["granted"]}</tr>'
        f'<tr><td rowspan="{group}">（三）不予公开</td><td>1.属于国家秘密</td>{cells["denied_state_secret"]}</tr>'
        f"<tr><td>2.其他法律行政法规禁止公开</td>{cells['denied_by_law']}</tr>"
        f"<tr><td>（四）无法提供</td><td>1.本机关不掌握相关政府信息</td>{cells['unable_not_held']}</tr>"
        f'<tr><td colspan="{label}">四、结转下年度继续办理</td>{cells["carried_out"]}</tr>'
    )
    return f"<table>{HEADS.replace('{note}', NOTE.replace('{note}', str(note)))}{body}</table>"


def read(text: str) -> Mapping[tuple[str, str | None], Fact]:
    document, _ = read_document("a.html", f"<html><body>{text}</body></html>".encode(), "html")
    assert document is not None
    return {(fact.indicator, fact.member): fact for fact in read_form_tables(document, FORM_2021).facts}


def row(found: Mapping[tuple[str, str | None], Fact], code: str) -> str:
    signs = {Reading.BLANK: "", Reading.DOUBTFUL: "疑"}
    facts = [found[code, member] for member in MEMBERS]
    return "|".join(signs.get(fact.reading, str(fact.value)) for fact in facts)


@pytest.mark.parametrize(
    "spans",
    [{}, {"note": 2}, {"side": 5}, {"side": 3}, {"group": 3}, {"group": 1}, {"label": 1}, {"label": 2, "side": 6}],
    ids=str,
)
def test_rows_moved_aside_by_merged_cells_keep_their_figures(spans: Mapping[str, Any]) -> None:
    found = read(page(**spans))
    assert {code: row(found, code) for code in ROWS} == ROWS


def test_a_cell_more_or_a_head_between_leaves_it_open_which_column_is_meant() -> None:
    found = read(page(label=2, rows={**ROWS, "carried_out": "9|5|0|0|0|0|6|11"}))
    assert "疑" in row(found, "carried_out")
    assert row(found, "denied_by_law") == ROWS["denied_by_law"]


def test_cells_left_out_at_the_end_of_a_row_without_figures_are_blank() -> None:
    found = read(page(rows={**ROWS, "denied_by_law": "", "unable_not_held": "||"}))
    assert row(found, "denied_by_law") == row(found, "unable_not_held") == "|" * 6
    assert row(found, "denied_state_secret") == ROWS["denied_state_secret"]


def test_a_cell_left_out_of_a_row_with_figures_leaves_it_open_which() -> None:
    found = read(page(rows={**ROWS, "granted": "3|1|0|0|0|4"}))
    assert row(found, "granted") == "|".join("疑" * 7)


def test_a_row_of_reviews_that_ends_before_its_heads_is_in_doubt() -> None:
    ends = "".join(f"<td>{end}</td>" for end in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"))
    found = read(f"<p>行政复议</p><table><tr>{ends}</tr><tr><td>2</td><td>0</td><td>3</td></tr></table>")
    assert {fact.reading for fact in found.values()} == {Reading.DOUBTFUL}
    assert len(found) == 5


def test_a_bracket_narrows_the_head_of_a_part() -> None:
    ends = "".join(f"<td>{end}</td>" for end in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"))
    figures = "".join(f"<td>{figure}</td>" for figure in (2, 0, 3, 1, 6))
    found = read(
        f'<table><tr><td colspan="5">行政诉讼（复议后起诉）</td></tr><tr>{ends}</tr><tr>{figures}</tr></table>'
    )
    codes = [f"suits_after_review_{end}" for end in ("upheld", "corrected", "other", "pending", "total")]
    assert [found[code, None].value for code in codes] == [2, 0, 3, 1, 6]


@pytest.mark.parametrize("cell", ['<td colspan="4">{}</td>', "<td>{}</td><td></td><td></td><td></td>"])
@pytest.mark.parametrize("text", ["行政许可：9987", "行政许可 9987件"])
def test_a_label_and_its_figure_in_one_cell_are_two(cell: str, text: str) -> None:
    heads = "<tr><td>信息内容</td><td colspan=3>本年处理决定数量</td></tr>"
    other = "<tr><td>行政处罚</td><td colspan=3>12</td></tr>"
    found = read(f"<table>{heads}<tr>{cell.format(text)}</tr>{other}</table>")
    fact = found["licences_decided", None]
    assert (fact.value, fact.raw) == (9987, text.partition("可")[2].strip("： "))
    assert found["penalties_decided", None].value == 12


def test_a_row_that_a_line_cuts_within_its_label_is_one() -> None:
    """The frame of a stamp over a table is a line to whoever reads its borders."""
    heads = "<tr><td>信息内容</td><td colspan=3>本年处理决定数量</td></tr>"
    cut = "<tr><td rowspan=2>行政处罚</td><td colspan=3>12</td></tr><tr><td colspan=2></td><td></td></tr>"
    below = "<tr><td rowspan=2>行政强制</td><td colspan=2></td><td></td></tr><tr><td colspan=3>7</td></tr>"
    document, _ = read_document(
        "a.html", f"<html><body><table>{heads}{cut}{below}</table></body></html>".encode(), "html"
    )
    assert document is not None
    facts = [fact for fact in read_form_tables(document, FORM_2021).facts if fact.reading is not Reading.DOUBTFUL]
    assert [(fact.indicator, fact.value) for fact in facts] == [("penalties_decided", 12), ("coercions_decided", 7)]


def test_a_row_of_members_that_a_line_cuts_within_its_label_is_one() -> None:
    members = "".join(
        f"<td>{name}</td>"
        for name in ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    )
    cells = "".join(f"<td>{figure}</td>" for figure in (5, 0, 0, 0, 0, 0, 5))
    cut = f"<tr><td rowspan=2>一、本年新收政府信息公开申请数量</td>{cells}</tr><tr>{'<td></td>' * 7}</tr>"
    other = f"<tr><td>二、上年结转政府信息公开申请数量</td>{cells}</tr>"
    found = read(f"<table><tr><td>申请人</td>{members}</tr>{cut}{other}</table>")
    assert row(found, "new_received") == row(found, "carried_in") == "5|0|0|0|0|0|5"
