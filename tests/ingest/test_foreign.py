"""Names of other units, and figures of other years, that a template left behind."""

from __future__ import annotations

import pytest

from auditor.ingest.extract import extract
from tests.ingest.prose import document
from tests.ingest.prose import schema


def number_of(attribute: str, unit: str, *lines: str) -> int | None:
    text = "\n".join((f"{unit}2017年政府信息公开工作年度报告", *lines))
    found = extract(document(text), schema())
    return next(each.number for each in found.attributes if each.name == attribute)


@pytest.mark.parametrize(
    ("unit", "line"),
    [
        ("白荷镇人民政府", "我局高度重视，把任务分解到各科室。"),
        ("白荷镇人民政府", "2017年，石桥镇主动公开政府信息310条。"),
        ("白荷镇人民政府", "根据规定，现公布石桥镇人民政府2017年政府信息公开工作年度报告。"),
        ("白荷镇人民政府", "填报单位：石桥镇人民政府"),
        ("白荷镇人民政府", "石桥镇人民政府严格执行保密审查制度。"),
        ("白荷镇人民政府", "2017年，石桥镇高度重视信息公开。"),
        ("白荷镇人民政府", "如有疑问，请与石桥镇党政办公室联系。"),
        ("青屏县人民政府", "我镇认真落实上级部署。"),
        ("青屏县教育体育局", "我委定期检查栏目更新情况。"),
        ("青屏县教育体育局", "2017年，青屏县水利局主动公开政府信息208条。"),
        ("青屏县教育体育局", "解读偏少。下一步，县林业局将进一步丰富公开形式。"),
    ],
)
def test_another_units_name_in_the_place_of_the_own_one_is_counted(unit: str, line: str) -> None:
    assert number_of("他单位名称数", unit, line) == 1


@pytest.mark.parametrize(
    ("unit", "line"),
    [
        ("白荷镇人民政府", "我镇认真落实县政府部署，2017年白荷镇主动公开政府信息310条。"),
        ("白荷镇人民政府", "我委托第三方开展评估，对办事处自我局限的说法不予采纳。"),
        ("白荷镇人民政府", "全镇主动公开政府信息310条，各镇主动公开情况另行通报。"),
        ("青屏县人民政府", "其中，石桥镇主动公开政府信息210条，白荷镇主动公开政府信息180条。"),
        ("淮州市青屏区人民政府", "区政府办代表区政府收到申请17件。青屏区收到政府信息公开申请17件。"),
        ("青屏县教育体育局", "我局指导各学校公开信息，石桥镇收到的咨询转我局办理。"),
        ("青屏县教育体育局", "开设“我镇新貌”专栏。"),
        ("青屏县河东街道办事处", "自2013年以来街道共受理政府信息公开申请50件。"),
        ("白荷镇人民政府", "白荷镇高度重视信息公开。各镇认真落实。石桥镇来我镇学习，其经验切实加强了协作。"),
        ("青屏县人民政府", "石桥镇高度重视信息公开，被列为示范点。"),
        ("青屏县教育体育局", "2017年，青屏县教体局主动公开政府信息208条。青屏县水利局参加了检查。"),
        ("青屏县教育体育局", "下一步，县教体局将进一步丰富公开形式。今后，省教育厅将继续开展抽查。"),
        ("青屏县教育体育局", "下一步，县大数据局将持续整合平台，我局做好配合。"),
        ("青屏县人民政府", "下一步，县林业局将进一步丰富公开形式。"),
        ("青屏县人民政府办公室", "我县认真落实省政府部署，我办每季度通报。"),
    ],
)
def test_names_that_reports_rightly_mention_are_not(unit: str, line: str) -> None:
    assert number_of("他单位名称数", unit, line) == 0


def test_links_to_other_reports_behind_the_text_are_no_names_of_this_one() -> None:
    links = [f"{unit}2017年政府信息公开工作年度报告" for unit in ("石桥镇", "河口镇", "青屏县")]
    assert number_of("他单位名称数", "白荷镇人民政府", "全镇主动公开政府信息310条。", "相关链接", *links) == 0


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2016年，我县共收到政府信息公开申请18件，均按期办结。", 1),
        ("2016年，全县收到政府信息公开申请18件，上年结转1件，均按期办结。", 1),
        ("2018年度，全县无信息公开行政诉讼。", 1),
        ("2016年，全县没有发生因政府信息公开引起的行政复议。", 1),
        ("2016年共收到政府信息公开申请18件，2017年共收到政府信息公开申请21件。", 0),
        ("2016年，全县主动公开政府信息310条。2017年，全县主动公开政府信息350条。", 0),
        ("2016年主动公开政府信息310条：公报38条、网站272条。2017年公开350条。", 0),
        ("自2014年以来，全县主动公开政府信息9000条。", 0),
        ("截至2016年底，累计主动公开政府信息9000条。", 0),
        ("与2016年相比，收到政府信息公开申请21件。", 0),
        ("2008年主动公开政府信息12条。", 0),
        ("2018年计划主动公开政府信息400条。", 0),
    ],
)
def test_a_figure_of_another_year_counts_where_the_own_year_is_left_out(line: str, expected: int) -> None:
    assert number_of("他年语句数", "青屏县人民政府", line) == expected
