from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl  # type: ignore[import-untyped]
import pypdfium2  # type: ignore[import-untyped]
import pytest
from docx import Document
from msgspec.structs import replace
from PIL import Image

from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.registry import RegisteredUnit
from auditor.registry import Registry
from auditor.report.annual import summary
from auditor.report.annual.sections import by_group
from auditor.report.annual.summary import Format
from auditor.report.annual.summary import summary_bytes
from auditor.report.annual.summary import write_summary
from auditor.report.annual.summary import year_view
from auditor.report.annual.worked_out import Annual
from auditor.report.annual.worked_out import Expected
from auditor.report.annual.worked_out import listed
from auditor.report.charts import COLOURS
from auditor.report.charts import png
from auditor.report.charts import svg
from auditor.report.site import site_of
from auditor.report.views.view import Link
from auditor.report.views.year import Chart
from auditor.report.views.year import Series
from auditor.results import Missing
from tests.report import report_samples
from tests.report.report_outline import outline

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.report.views.year import Cell
    from auditor.report.views.year import YearView
    from auditor.results import AuditResult

RESULT = report_samples.two_years()


def view(result: AuditResult = RESULT) -> YearView:
    return year_view(site_of(result, Lang.ZH), 2018)


def rows(key: str) -> tuple[tuple[Cell, ...], ...]:
    found = next(table for section in view().sections for table in section.tables if table.key == key)
    return tuple(tuple(cell.text if isinstance(cell, Link) else cell for cell in row) for row in found.rows)


def keys(result: AuditResult = RESULT) -> list[str]:
    return [section.key for section in view(result).sections]


def test_only_the_year_is_counted_and_trials_are_not() -> None:
    assert rows("received") == (("收到", 3), ("已审核", 2), ("不适用", 1), ("无法读取", 0))
    assert rows("overall") == (("强制", 1, 1, 0.5, 1, 0), ("核实", 2, 1, 0.5, 0, 2), ("提示", 1, 1, 0.5, 0, 1))


def test_units_stand_with_the_gravest_first() -> None:
    assert rows("units") == (("青山市柳河镇", "", 1, 2, 1, 1, 1), ("青山市教育局", "", 0, 0, 0, 0, 0))


def test_rules_are_compared_with_the_year_before() -> None:
    assert rows("rules")[0] == ("A-B07", "工作人员数应等于专职与兼职之和", "平衡", "强制", 1, 1, 1, 0)


def test_a_finding_of_the_year_before_is_repeated() -> None:
    assert [row[:2] for row in rows("repeated")] == [("青山市柳河镇", "A-B07")]


def test_without_the_year_before_nothing_is_said_of_it() -> None:
    alone = report_samples.audit()
    assert "repeated" not in keys(alone)
    assert "上年度" not in [
        column.label for section in view(alone).sections for t in section.tables for column in t.columns
    ]


def of_other_units_before(*kept: str) -> AuditResult:
    """The two years, those of the first with other units than those that are kept."""
    others = (
        each if each.year == 2018 or each.unit in kept else replace(each, unit="青山市水务局")
        for each in RESULT.submissions
    )
    return replace(RESULT, submissions=tuple(others))


@pytest.mark.parametrize(
    ("result", "said", "is_compared"),
    [
        (RESULT, "", True),
        (of_other_units_before("青山市教育局"), "本年度审核了2个单位，上年度2个，两年都有的1个", True),
        (of_other_units_before(), "本年度审核了2个单位，上年度1个，没有一个两年都有", False),
    ],
)
def test_years_of_other_units_are_not_compared_as_if_they_were_the_same(
    result: AuditResult, said: str, *, is_compared: bool
) -> None:
    section = next(each for each in view(result).sections if each.key == "overall")
    assert ("增减" in [column.label for column in section.tables[0].columns]) == is_compared
    assert [text.startswith(said) for text in section.paragraphs] == ([True] if said else [])
    assert ("repeated" in keys(result)) == is_compared


def test_without_a_list_of_units_there_is_no_hole() -> None:
    text = outline(summary_bytes(view(), Format.HTML, Lang.ZH).decode())
    assert "未报" not in "".join(text.text).replace("不统计未报", "")
    assert text.problems == []


def test_the_list_of_the_audit_itself_is_used() -> None:
    unit = RegisteredUnit("青山市柳河镇", "青山市", "乡镇", "东片")
    schema = replace(RESULT.schema, registry=Registry((unit, RegisteredUnit("青山市公安局", level="部门"))))
    result = replace(RESULT, schema=schema, missing=(Missing("青山市公安局", 2018, "部门"),))
    assert [(each.unit, each.level) for each in listed(result, 2018)] == [
        ("青山市公安局", "部门"),
        ("青山市柳河镇", "乡镇"),
    ]
    assert {"missing", "by_region"} <= {
        name for section in view(result).sections for name in (section.key, *(table.key for table in section.tables))
    }


def test_with_a_list_the_missing_are_named_and_reports_grouped_by_region() -> None:
    asked = (Expected("青山市柳河镇", "乡镇", "东片"), Expected("青山市公安局", "部门", "西片"))
    annual = Annual(site_of(RESULT, Lang.ZH), 2018, asked)
    assert [each.unit for each in annual.missing] == ["青山市公安局"]
    section = by_group(annual, "by_region", annual.regions)
    assert section is not None
    assert section.tables[0].rows[0][:3] == ("东片", 1, 1)


def test_reports_later_than_a_rule_wants_them_are_named_and_counted() -> None:
    dated = tuple(replace(info, kind="时限") if info.id == "N-06" else info for info in RESULT.rules)
    annual = year_view(site_of(replace(RESULT, rules=dated), Lang.ZH), 2018)
    tables = {table.key: table for section in annual.sections for table in section.tables}
    assert ("迟报", 1) in tables["received"].rows
    ((unit, message),) = tables["late"].rows
    assert isinstance(unit, Link)
    assert (unit.text, message) == ("青山市柳河镇", "正文写3名，统计表填2人")


def test_without_a_rule_on_deadlines_nobody_is_called_late() -> None:
    assert "迟报" not in "".join(outline(summary_bytes(view(), Format.HTML, Lang.ZH).decode()).text)


def test_the_appendix_has_every_finding() -> None:
    assert [row[3] for row in rows("findings")] == ["A-B07", "N-06", "A-R02", "A-F04"]


def test_a_year_without_reports_says_so() -> None:
    empty = year_view(site_of(RESULT, Lang.ZH), 1999)
    assert empty.lead == "本次审核中没有1999年度的报告。"
    assert all(summary_bytes(empty, form, Lang.ZH) for form in Format)


def test_the_same_audit_gives_the_same_bytes(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write_summary(RESULT, 2018, tmp_path / "one")]
    second = [path.read_bytes() for path in write_summary(RESULT, 2018, tmp_path / "two")]
    assert first == second
    assert len(first) == 4


def test_the_workbook_has_filters_frozen_heads_and_numbers() -> None:
    book = openpyxl.load_workbook(io.BytesIO(summary_bytes(view(), Format.XLSX, Lang.ZH)))
    sheet = book["按单位"]
    assert sheet.freeze_panes == "B2"
    assert [table.ref for table in sheet.tables.values()] == ["A1:G3"]
    assert next(iter(sheet.tables.values())).autoFilter is not None
    assert [cell.value for cell in sheet[2]] == ["青山市柳河镇", None, 1, 2, 1, 1, 1]
    assert book["总体结果"]["D2"].number_format == "0.0%"


def test_what_is_read_has_the_first_rows_of_a_long_table_and_the_workbook_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary, "_MOST_ROWS", 3)
    rest = "以上是前3行，共4行；全部在工作簿 summary/2018.xlsx 中（运行 auditor summary 2018 写出）。"
    page = summary_bytes(view(), Format.HTML, Lang.ZH).decode()
    tables = sum(len(table.rows) == 4 for section in view().sections for table in section.tables)
    assert page.count(rest) == tables > 0
    appendix = page.partition("附录：全部问题</h2>")[2]
    assert [rule in appendix for rule in ("A-R02", "A-F04")] == [True, False]
    made = Document(io.BytesIO(summary_bytes(view(), Format.DOCX, Lang.ZH)))
    assert [each.text for each in made.paragraphs].count(rest) == tables
    pages = pypdfium2.PdfDocument(summary_bytes(view(), Format.PDF, Lang.ZH))
    assert "共4行" in "".join(each.get_textpage().get_text_range() for each in pages)
    book = openpyxl.load_workbook(io.BytesIO(summary_bytes(view(), Format.XLSX, Lang.ZH)))
    assert book["附录：全部问题"].max_row == 5


def hostile(text: str) -> AuditResult:
    submissions = tuple(replace(each, unit=text) for each in RESULT.submissions)
    findings = tuple(replace(each, unit=text, message=Words(text, text), formula=text) for each in RESULT.findings)
    return replace(RESULT, submissions=submissions, findings=findings)


def test_no_text_becomes_a_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(summary_bytes(view(hostile("=cmd|' /C calc'!A0")), Format.XLSX, Lang.ZH)))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert book["按单位"]["A2"].value == "=cmd|' /C calc'!A0"


def test_hostile_text_breaks_no_format() -> None:
    for text in ("<b>&amp;</b>]]>", "\x00\x1b\ufffe\ud800", "\u202e{{x}}", "𠀀长" * 20_000):
        made = view(hostile(text))
        assert all(summary_bytes(made, form, Lang.ZH) for form in Format)


def test_the_document_repeats_the_heads_of_its_tables() -> None:
    made = Document(io.BytesIO(summary_bytes(view(), Format.DOCX, Lang.ZH)))
    assert made.paragraphs[0].text == "2018年度数据不一致情况汇总"
    assert all("w:tblHeader" in table._tbl.xml for table in made.tables)  # noqa: SLF001 - no other way to see it


def test_the_pdf_can_be_read_and_has_pages_across_for_the_appendix() -> None:
    pdf = pypdfium2.PdfDocument(summary_bytes(view(), Format.PDF, Lang.ZH))
    sizes = [page.get_size() for page in pdf]
    text = pdf[0].get_textpage().get_text_bounded()
    pdf.close()
    assert "2018年度数据不一致情况汇总" in text
    assert sizes[0][0] < sizes[0][1]
    assert sizes[-1][0] > sizes[-1][1]


def test_the_document_has_the_chart_as_a_picture_with_its_numbers_in_words() -> None:
    (chart,) = (section.chart for section in view().sections if section.chart is not None)
    document = Document(io.BytesIO(summary_bytes(view(), Format.DOCX, Lang.ZH)))
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr") == chart.alternative  # noqa: SLF001
    image = Image.open(io.BytesIO(png(chart)))
    colours = {colour for _, colour in image.convert("RGB").getcolors(maxcolors=1 << 16) or ()}
    assert colours >= {tuple(COLOURS[series.kind].to_bytes(3, "big")) for series in chart.series if any(series.values)}
    assert png(chart) == png(chart)


def test_a_chart_has_a_text_alternative_and_no_style_of_its_own() -> None:
    chart = Chart(
        "题", ("2017", "2018"), (Series("error", "强制", (1.0, 2.5)), Series("notice", "提示", (0, 1))), "两年"
    )
    drawn = svg(chart)
    assert 'role="img" aria-label="两年"' in drawn
    assert drawn.count('class="bar error"') == 2
    assert "style=" not in drawn
    assert "id=" not in drawn


def test_english_is_the_same_summary_in_other_words() -> None:
    made = year_view(site_of(RESULT, Lang.EN), 2018)
    assert [section.key for section in made.sections] == keys()
    assert made.heading == "Inconsistencies of 2018"
