from __future__ import annotations

from pathlib import Path

import pytest

from auditor.document import Document
from auditor.document import Grid
from auditor.ingest.identity.identify import Identity
from auditor.ingest.identity.identify import identify
from auditor.ingest.readers.text import read
from auditor.schema import Schema
from auditor.source import Source
from tests.ingest.identity.identify_samples import identity

REPORTS = Path(__file__).parents[3].parent / "shared" / "reports"
needs_reports = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports do not lie beside the project")


def attributes(found: Identity) -> dict[str, int | str | None]:
    return {each.name: each.number if each.text is None else each.text for each in found.attributes}


@pytest.mark.parametrize(
    ("text", "unit", "year"),
    [
        ("永宁县2018年政府信息公开工作年度报告(文字版)\n\n正文", "永宁县", 2018),
        ("青铜峡市邵岗镇2018年政府信息公开\n工作年度报告\n\n正文", "青铜峡市邵岗镇", 2018),
        ("2017年度桃源县陬市镇政府信息公开工作报告\n来源:陬市镇", "桃源县陬市镇", 2017),
        ("政府信息公开\n\n塔城地区2017年度政府信息公开年度报告\n正文", "塔城地区", 2017),
        (
            "洪泽区人民政府\n2023年政府信息公开工作年度报告\n本报告由淮安市洪泽区人民政府办公室根据《条例》编制",
            "淮安市洪泽区",
            2023,
        ),
        ("　　河北省工业和信息化厅　　2020年政府信息公开工作年度报告　　2020年，", "河北省工业和信息化厅", 2020),
        ("2018年度某某市教育局政府信息公开工作年报\n", "某某市教育局", 2018),
        ("某县水利局关于2016年度政府信息公开工作情况的报告\n", "某县水利局", 2016),
        ("某某区人民政府办公室二〇一七年度政府信息公开工作年度报告\n", "某某区", 2017),
        ("现发布《河北省工业和信息化厅2016年度政府信息公开工作报告》。统计", "河北省工业和信息化厅", 2016),
        ("丙镇2022年政府信息公开工作年度报告\n", "丙镇", 2022),
        ("2022年甲市政府信息公开工作年度报告\n", "甲市", 2022),
        ("特向社会公布2017年度塔城地区政府信息公开年度报告。", "塔城地区", 2017),
        ("中华人民共和国某关海关2021年政府信息公开工作年度报告\n", "中华人民共和国某关海关", 2021),
        ("某市科协2022年政府信息公开工作年度报告\n", "某市科协", 2022),
        ("某市第三中学2022年信息公开年度报告\n", "某市第三中学", 2022),
        ("某市教育局 年度报告 某市教育局2022年政府信息公开工作年度报告\n", "某市教育局", 2022),
        ("某市教育局 某市教育局2022年政府信息公开工作年度报告\n", "某市教育局", 2022),
        ("某市教育局办公室2022年政府信息公开工作年度报告\n", "某市教育局", 2022),
        ("某市教育局二○二二年度政府信息公开工作年度报告\n", "某市教育局", 2022),
        ("某市教育局二O二二年政府信息公开工作年度报告\n", "某市教育局", 2022),
        ("某市教育局二０二０年政府信息公开工作年度报告\n", "某市教育局", 2020),
        ("县政府研究室2020年政府信息公开\n工作年度报告\n", "县政府研究室", 2020),
        ("现公开丁坪街道办事处2022年政府信息公开工作年度报告。", "丁坪街道办事处", 2022),
        ("根据《条例》规定，制定了丁县教育局2019年度政府信息公开年度报告。", "丁县教育局", 2019),
        (
            (
                "按照《甲市人民政府办公室关于编制2021年政府信息公开工作年度报告的通知》，"
                "现公布大坪乡人民政府2021年政府信息公开工作年度报告。"
            ),
            "大坪乡",
            2021,
        ),
        (
            (
                "现公布我局2022年政府信息公开工作年度报告。\n一、总体情况\n市统计局认真贯彻条例。\n"
                "2022年,市统计局门户网站主动公开信息22条。"
            ),
            "市统计局",
            2022,
        ),
        (
            "2020年政府信息公开工作年度报告\n有疑问的，请与临江经济开发区管委会党政办公室联系（电话：0000000）。",
            "临江经济开发区管委会",
            2020,
        ),
        (
            "向社会公布2022年度政府信息公开工作年度报告。请与乙市丙区丁坪街道办事处政府信息公开领导小组办公室联系（地址：甲路1号）。",
            "乙市丙区丁坪街道办事处",
            2022,
        ),
        (
            "政府信息公开工作年度报告\n如有疑问，可直接与甲市人民政府办公室政府信息公开中心联系。数据截止日期为2025年12月31日。",
            "甲市",
            2025,
        ),
        ("甲江区政府信息公开工作年度报告\n一、总体情况\n2020年，在区委的领导下，依法公开信息。", "甲江区", 2020),
        (
            "2022年政府信息公开工作年度报告\n群众可直接向市政务中心咨询，也可向县信访局反映。\n石桥镇坚持公开。",
            "石桥镇",
            2022,
        ),
        ("甲江市水利局政府信息公开2021年度报告\n一、总体情况", "甲江市水利局", 2021),
        (
            "根据《条例》和上级有关文件的要求，结合工作实际，现公布甲\n江县水利局2022年政府信息公开工作年度报告。",
            "甲江县水利局",
            2022,
        ),
        ("政府信息公开工作年度报告\n甲江县水利局\n2022年\n一、总体情况", "甲江县水利局", 2022),
        ("国家统计局甲江调查队2022年政府信息公开工作年度报告\n一、总体情况", "国家统计局甲江调查队", 2022),
        ("2022年甲江县水利局信息公开年报\n一、总体情况", "甲江县水利局", 2022),
        ("首页 > 信息公开年报\n名称 甲江市2017年政府信息公开年度报告\n一、概述", "甲江市", 2017),
        ("分 类\t科技、教育 / 通报\n标 题\t甲江县水利局2017年政府信息公开年度报告\n一、概述", "甲江县水利局", 2017),
        ("甲江市水利局政府信息公开工作2023年度报告\n一、总体情况", "甲江市水利局", 2023),
        ("本报告由甲市人民政府信息公开工作领导小组办公室根据《条例》编制。2012年政府信息公开年度报告", "甲市", 2012),
        (
            "市政府研究室2020年政府信息公开工作年度报告\n2020年甲江市政府研究室主动公开信息6条。",
            "甲江市政府研究室",
            2020,
        ),
    ],
)
def test_unit_and_year_come_from_the_title_in_any_wording(text: str, unit: str, year: int) -> None:
    found = identity(text)
    assert (found.unit, found.year, found.kind) == (unit, year, "年度报告")


@pytest.mark.parametrize(
    ("text", "path", "unit"),
    [
        ("本报告由河北省教育厅编制。主动公开政府信息情况。", "a.txt", "河北省教育厅"),
        ("主动公开政府信息情况。\n\n某县民政局\n2019年1月20日\n", "a.txt", "某县民政局"),
        ("一、概述\n2022年，省工业和信息化厅坚持公开。河北省要求。", "a.txt", "河北省工业和信息化厅"),
        ("一、概述\n没有说明。", "某县财政局/2018年.txt", "某县财政局"),
        ("某县财政局文件\n某财函〔2019〕2号\n2018年政府信息公开工作年度报告\n正文", "a.txt", "某县财政局"),
        ("某县财政局\n文号：某财函〔2019〕2号\n关于报送年度报告的函", "a.txt", "某县财政局"),
        ("年度报告\n某县民政局（盖章）\n二〇一九年一月二十日\n", "a.txt", "某县民政局"),
        ("填报单位\t某县民政局\n年度\t2018\n一、概述", "a.csv", "某县民政局"),
        ("单位\t某县民政局\n指标\t数值", "a.csv", "某县民政局"),
        ("统计指标\t单位\t统计数\n制发文件\t件\t3", "a.csv", None),
        ("本报告由某县民政局办公室编制。", "a.txt", "某县民政局"),
        ("本报告由某县民政 局综合全年信息公开情况编 制而成。", "a.txt", "某县民政局"),
        ("为做好某县民政局政府信息公开工作，我局精心组织。", "a.txt", "某县民政局"),
        ("今年以来我乡未收到申请。", "a.txt", None),
        ("本报告由甲江市乙区丁坪街道党政办公室综合科编制。", "a.txt", "甲江市乙区丁坪街道"),
        (
            "由丁坪街道办事处结合有关数据编制。如有疑问，请与石桥街道党政办联系（电话：1）。",
            "a.txt",
            "丁坪街道办事处",
        ),
        ("一、总体情况\n2023年，在区委、区政府的领导下，丁坪街道办事处认真公开信息。", "a.txt", "丁坪街道办事处"),
        ("一、总体情况\n2023年，在区委的指导下，在各方支持下，石桥镇认真公开信息。", "a.txt", "石桥镇"),
        ("一、总体情况\n2023年，在区委的领导下，全镇认真公开信息。", "a.txt", None),
        ("一、概述", "收件2019/03-某县财政局-20190118.docx", "某县财政局"),
        ("一、概述", "某县财政局政府信息公开年报（终稿）.docx", "某县财政局"),
        ("一、概述", "附件1 某县教育局2018年度报告.docx", "某县教育局"),
        ("一、概述", "县直单位/政府信息公开年报.docx", None),
        ("某县人民政府\n首页 政务公开\n年报", "a.html", None),
    ],
)
def test_without_a_title_other_parts_name_the_unit(text: str, path: str, unit: str | None) -> None:
    assert identity(text, path).unit == unit


@pytest.mark.parametrize(
    ("text", "margin", "unit", "year"),
    [
        ("一、概述", "某县财政局2018年政府信息公开工作年度报告\n第 1 页", "某县财政局", 2018),
        ("一、概述", "某县财政局", "某县财政局", None),
        ("一、概述", "某县财政局印制的文件", None, None),
        ("某县民政局2019年政府信息公开工作年度报告", "某县财政局2018年政府信息公开工作年度报告", "某县民政局", 2019),
    ],
)
def test_the_heads_of_pages_name_what_the_text_does_not(
    text: str, margin: str, unit: str | None, year: int | None
) -> None:
    found = identify(Document("a.docx", "", "docx", Source("a.docx", text), margin=margin), Schema())
    assert (found.unit, found.year) == (unit, year)


def test_years_that_a_page_lists_are_not_the_reports() -> None:
    columns = "首页\n政府信息公开年报\n2022年\n2021年\n2020年\n\n"
    assert identity(f"{columns}一、概述\n没有说明。").year is None
    assert identity(f"{columns}某县民政局2016年政府信息公开工作年度报告\n一、概述").year == 2016
    assert identity(f"{columns}某县政务公开工作要点\n一、概述").kind == "计划方案"
    assert identity("2022年\n某县民政局政府信息公开工作年度报告\n一、概述").year == 2022


def test_a_sheet_names_the_unit_by_its_name() -> None:
    grid = Grid((), name="某县财政局2018年")
    document = Document("a.xlsx", "", "sheet", Source("a.xlsx", "一、概述"), (grid,))
    assert identify(document, Schema()).unit == "某县财政局"


@pytest.mark.parametrize(
    ("line", "year"),
    [
        *(("报告年度\t2018", 2018), ("年度\t2018", 2018), ("统计年度：2018", 2018), ("发布年份：2019", None)),
        *(("表号：01表\t2018年\t单位：件", 2018), ("表号：01表\t2018年1月12日", None), ("其中2018年", None)),
    ],
)
def test_a_table_names_its_year_in_a_line_of_its_own(line: str, year: int | None) -> None:
    assert identity(f"单位名称\t某县民政局\n{line}\n一、概述").year == year


def test_period_title_year_and_publication_are_attributes_with_their_places() -> None:
    text = "永宁县2018年政府信息公开工作年度报告\n发布日期:2019-03-26 16:28\n统计期限为20181月1日至201812月31日。"
    found = identity(text)
    said = attributes(found)
    assert (said["标题年度"], said["统计期限年度"], said["无效日期数"]) == (2018, 2018, 2)
    assert (said["统计起"], said["统计止"], said["公布日期"]) == (736695, 737059, 737144)
    places = [each for each in found.attributes if each.origin is not None]
    assert [text[each.origin.span.start : each.origin.span.end] for each in places if each.origin] == [
        each.raw for each in places
    ]


def test_years_that_differ_are_told() -> None:
    found = identity("永宁县2018年政府信息公开工作年度报告\n统计期限为2017年1月1日至2017年12月31日。")
    assert found.year == 2018
    assert [each.code.slug for each in found.diagnostics] == ["identity-conflict"]


@needs_reports
@pytest.mark.parametrize(
    ("path", "unit", "year", "annual"),
    [
        ("000_011591719922f726.txt", "永宁县", 2018, True),
        ("001_dc82018ac597aaab.txt", "桃源县陬市镇", 2017, True),
        ("002_add447287257bd48.txt", "塔城地区", 2017, True),
        ("003_135d3461a5eeb3ef.txt", "青铜峡市邵岗镇", 2018, True),
        ("004_d11d3cd24fe9e5f4.txt", "固原市", 2017, False),
        ("real/hebei-jyt-2018.txt", "河北省教育厅", 2018, True),
        *((f"real/hebei-gxt-{year}.txt", "河北省工业和信息化厅", year, True) for year in range(2016, 2024)),
        *((f"real/hebei-kjt-{year}.txt", "河北省科学技术厅", year, True) for year in (2015, *range(2017, 2024))),
    ],
)
def test_real_reports_are_known(path: str, unit: str, year: int, annual: bool) -> None:  # noqa: FBT001 - a parameter of the table
    document, _ = read(path.rpartition("/")[2], (REPORTS / path).read_bytes())
    assert document is not None
    found = identify(document, Schema())
    assert (found.unit, found.year, found.is_annual) == (unit, year, annual)


LISTED = "\n".join(f"永宁县{year}年政府信息公开工作年度报告 {year + 1}-01-20" for year in (2019, 2018, 2017))
OWN = "永宁县2022年政府信息公开工作年度报告"
OPENING = "根据条例，现公布本报告，统计期限自2022年1月1日至2022年12月31日。"


@pytest.mark.parametrize(
    "text",
    [f"{LISTED}\n{OWN}\n{OPENING}", f"{OWN}\n{LISTED}\n{OPENING}", f"{LISTED}\n{OWN}\n一、总体情况\n做好公开。\n"],
)
def test_titles_of_other_reports_that_a_page_lists_are_not_its_own(text: str) -> None:
    found = identity(text)
    assert (found.unit, found.year) == ("永宁县", 2022)


def test_of_links_to_reports_of_other_units_the_one_that_the_text_speaks_of_is_its_own() -> None:
    links = "某县公安局2022年政府信息公开工作年度报告\n某县水利局2022年政府信息公开工作年度报告\n"
    own = "某县民政局2021年政府信息公开工作年度报告\n某县民政局2022年政府信息公开工作年度报告\n"
    found = identity(f"{links}{own}统计期限为2022年1月1日至2022年12月31日。\n2022年，某县民政局收到申请3件。\n")
    assert (found.unit, found.year) == ("某县民政局", 2022)


@pytest.mark.parametrize(
    ("below", "day"),
    [
        ("（2023年1月28日）", "2023年1月28日"),
        ("某镇人民政府　2023年5月20日", "2023年5月20日"),
        ("二〇二三年一月二十日", "二〇二三年一月二十日"),
        ("2023年1月1日至今没有变化", None),
        ("（2022年度）", None),
        ("2023-05-20 10:20:31", "2023-05-20"),
        ("导出时间：2023-05-20 10:20:31", None),
        ("2023/5/20 10:20 某镇2022年政府信息公开工作年度报告-某镇人民政府", None),
        ("2023/5/20 10:20 来源：党政办 浏览次数：12", "2023/5/20"),
    ],
)
def test_a_day_in_a_line_below_the_title_is_that_of_publication(below: str, day: str | None) -> None:
    found = identity(f"某镇2022年政府信息公开工作年度报告\n{below}\n统计期限为2022年1月1日至2022年12月31日。\n正文\n")
    assert [each.raw for each in found.attributes if each.name == "公布日期"] == ([day] if day else [])


def test_a_signature_at_the_end_goes_before_the_day_below_the_title() -> None:
    found = identity("某镇2022年政府信息公开工作年度报告\n（2023年1月28日）\n正文\n\n某镇人民政府\n2023年1月30日\n")
    assert [each.raw for each in found.attributes if each.name == "公布日期"] == ["2023年1月30日"]
