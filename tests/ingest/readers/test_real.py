"""The tables of real reports, typed by hand from the printed pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.ingest.readers.pdf import read
from tests.ingest.generate.model import places_hold
from tests.ingest.tables.grid_forms import FORM_2021
from tests.ingest.tables.grid_forms import MEMBERS
from tests.ingest.truth import TRUTH

if TYPE_CHECKING:
    from auditor.document import Document
    from auditor.document import Grid

REAL = Path(__file__).parents[3].parent / "shared" / "reports" / "real"

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real reports are not at hand")

LABELS = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "1.属于国家秘密",
    "2.其他法律行政止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
    "1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确",
    "1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
    "（六）其他处理",
    "（七）总计",
    "四、结转下年度继续办理",
)
TYPED = {year: TRUTH[f"real/huaian-hongze-{year}.pdf"].cells for year in (2023, 2024)}
ROWS = [each.code for each in FORM_2021.figures if each.members and not each.code.startswith("other_")]
ROWS.insert(ROWS.index("processed_total"), "other_handling")
SENTENCES = {
    2023: (
        "2023年，我区在政府网站平台主动公开政府信息1136条。",
        "2023年全区受理政府信息公开申请21件，均在法定期限答复。",
        "严格执行“分级审核、先审后发”程序",
    ),
    2024: (
        "主动发布各类政府信息2428条，公开政府常务会议7期，解读信息发布7条。",
        "2024年，区政府办代表区政府受理政府信息公开申请17件，均已在法定期限内予以答复。",
    ),
}

years = pytest.mark.parametrize("year", [2023, 2024])


def report(year: int) -> Document:
    path = REAL / f"huaian-hongze-{year}.pdf"
    document, diagnostics = read(path.name, path.read_bytes())
    assert document is not None
    assert diagnostics == ()
    return document


def rows_of(grid: Grid) -> list[list[str]]:
    """The texts of each row's cells but for heads that reach over several rows."""
    height = max(cell.row for cell in grid.cells) + 1
    return [[cell.text for cell in grid.cells if cell.row == row and cell.rows == 1] for row in range(height)]


@years
def test_each_report_has_its_three_tables(year: int) -> None:
    document = report(year)
    assert (len(document.grids), [grid.page for grid in document.grids]) == (3, [2, 3, 4])
    assert len(document.pages) == 5
    assert places_hold(document)


@years
def test_every_figure_of_active_disclosure_is_right(year: int) -> None:
    rows = rows_of(report(year).grids[0])
    labels: dict[str, list[str]] = {}
    for each in FORM_2021.figures:
        if each.table == "公开表":
            labels.setdefault(each.label, []).append(TYPED[year][each.code, None])
    assert [row for row in rows if row[-1][0].isdigit()] == [[label, *figures] for label, figures in labels.items()]


@years
def test_every_figure_of_the_applications_is_right(year: int) -> None:
    rows = [[text for text in row if text] for row in rows_of(report(year).grids[1])]
    truth = [
        [label, *(TYPED[year][code, member.code] for member in MEMBERS)]
        for label, code in zip(LABELS, ROWS, strict=True)
    ]
    assert [row for row in rows if row[-1].isdigit()] == truth


@years
def test_every_figure_of_reviews_and_lawsuits_is_right(year: int) -> None:
    rows = rows_of(report(year).grids[2])
    assert rows[-1] == [TYPED[year][each.code, None] for each in FORM_2021.figures if each.table == "争议表"]
    assert rows[-2] == ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 2


@years
def test_heads_that_reach_over_rows_do_so_over_pages(year: int) -> None:
    reach = {cell.text: (cell.row, cell.rows) for cell in report(year).grids[1].cells if cell.rows > 1}
    assert reach["三、本年度办理结果"] == (5, 20)
    assert (reach["（三）不予公开"], reach["（四）无法提供"], reach["（五）不予处理"]) == ((7, 8), (15, 3), (18, 5))


@years
def test_the_narrative_is_whole_and_page_numbers_are_not_in_it(year: int) -> None:
    text = report(year).source.text
    assert [sentence for sentence in SENTENCES[year] if sentence not in text] == []
    assert "- 2 -" not in text
