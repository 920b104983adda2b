from __future__ import annotations

import pytest

from auditor.document import Document
from auditor.ingest.identity.identify import identify
from auditor.schema import Schema
from auditor.source import Source
from tests.ingest.identity.identify_samples import identity


def test_a_table_of_half_a_year_is_no_annual_report() -> None:
    text = "某县民政局2023年上半年政府信息公开工作总结\n统计表"
    document = Document("a.txt", "", "text", Source("a.txt", text))
    assert identify(document, Schema(), has_tables=True).kind == "工作总结"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("固原市推进国家级基层政务公开标准化规范化试点工作情况", "情况报告"),
        ("关于做好2018年政府信息公开工作年度报告编制发布工作的通知", "公文"),
        ("某县2018年政务公开工作要点", "计划方案"),
        ("某县政府信息公开指南", "指南目录"),
        ("某县政府信息公开工作考核办法", "规章制度"),
        ("某某师范大学2022—2023学年信息公开工作年度报告", "学年报告"),
        ("某县2023年上半年政府信息公开工作报告", "半年或季度报告"),
        ("某县2023年第三季度政府信息公开工作情况报告", "半年或季度报告"),
        ("中华人民共和国政府信息公开工作年度报告格式", "格式样本"),
        (
            "索引号\t1\n发布机构\t某县民政局\n来源\t甲\t分类\t乙\t号\t丙\n名称\t关于编制政府信息公开工作年度报告的通知",
            "公文",
        ),
    ],
)
def test_what_calls_itself_something_else_is_no_annual_report(title: str, kind: str) -> None:
    found = identity(f"{title}\n\n各乡镇、各部门：\n现将有关事项通知如下。\n一、基本情况\n二、主要措施\n")
    assert (found.kind, found.is_annual) == (kind, False)


@pytest.mark.parametrize(
    "title", ["文字解读:丙镇2022年政府信息公开工作年度报告", "丙镇2022年政府信息公开工作年度报告解读"]
)
def test_what_explains_a_report_is_none(title: str) -> None:
    found = identity(f"{title}\n一、编制背景\n二、主要内容\n《丙镇2022年政府信息公开工作年度报告》共六部分。")
    assert (found.kind, found.is_annual) == ("解读", False)


@pytest.mark.parametrize(
    "title",
    [
        "关于2022年政府信息公开年度报告的情况说明",
        "某县信访局关于不单独编制2022年政府信息公开工作年度报告的说明",
    ],
)
def test_a_letter_that_tells_why_there_is_no_report_is_none(title: str) -> None:
    found = identity(f"{title}\n县政务公开办:\n因合署办公,某县信访局的数由县委办一并报送。\n某县信访局\n2023年1月9日")
    assert (found.kind, found.is_annual) == ("情况说明", False)


def test_a_report_that_a_letter_goes_before_is_one() -> None:
    text = "某县信访局2022年政府信息公开工作年度报告\n关于统计口径的说明\n一、总体情况\n无。"
    assert identity(text).is_annual


def test_a_sentence_whose_line_was_broken_is_no_title_of_another_kind() -> None:
    text = "根据《条例》和关于编制年度报告的通知\n要求，现公布某县民政局2022年政府信息公开工作年度报告。"
    assert identity(text).is_annual


def test_a_title_of_a_school_year_in_running_text_is_one() -> None:
    assert identity("某某学院2022—2023学年信息公开工作年度报告 根据办法，编制本报告。").kind == "学年报告"


def test_what_announces_a_report_that_is_below_is_one() -> None:
    parts = "主动公开政府信息情况\n依申请公开情况\n行政复议情况\n存在的主要问题\n政府信息。"
    assert identity(f"关于某县民政局2022年政府信息公开工作年度报告的公告\n{parts}").is_annual
    assert not identity(f"关于编制2022年政府信息公开工作年度报告的通知\n{parts}").is_annual


def test_headings_of_parts_are_no_titles_of_another_kind() -> None:
    parts = (
        "一、主动公开政府信息情况\n二、重点领域信息公开推进情况\n三、依申请公开情况\n四、行政复议情况\n五、存在的问题\n"
    )
    assert identity(f"{parts}本报告所列数据如下，政府信息均已公开。").is_annual


def test_a_form_without_figures_does_not_make_a_report_of_what_asks_for_one() -> None:
    document = Document("a.txt", "", "text", Source("a.txt", "某县政府信息公开统计制度\n一、统计范围\n附件"))
    assert identify(document, Schema(), has_tables=True, are_blank=True).kind == "规章制度"
    assert identify(document, Schema(), has_tables=True).is_annual


@pytest.mark.parametrize(
    ("text", "is_annual"),
    [
        (
            (
                "一、总体情况\n我乡重视政府信息公开。\n(一)主动公开情况\n公开政府信息3条。\n"
                "(二)依申请公开情况\n无。\n(三)政府信息管理情况\n有人管理。\n"
            ),
            True,
        ),
        (
            (
                "一、总体情况\n2023年上半年，我乡重视政府信息公开。\n(一)主动公开情况\n公开政府信息3条。\n"
                "(二)依申请公开情况\n无。\n(三)政府信息管理情况\n有人管理。\n"
            ),
            False,
        ),
        ("一、总体情况\n(一)主动公开情况\n公开政府信息3条。\n(二)下步打算\n继续政府信息公开。政府信息。", False),
        ("依据《政府信息公开条例》第五十条规定，编制本报告。\n公开政府信息3条，政府信息公开申请1件。", True),
    ],
)
def test_a_report_without_a_title_is_known_by_its_first_part_or_its_article(text: str, is_annual: bool) -> None:  # noqa: FBT001 - a parameter of the table
    assert identity(text).is_annual is is_annual


def test_a_report_without_a_title_is_known_by_its_parts() -> None:
    text = (
        "一、概述\n政府信息公开。\n二、主动公开政府信息情况\n公开政府信息。\n三、依申请公开政府信息情况\n无。\n"
        "四、行政复议、行政诉讼情况\n无。\n五、收费情况\n无。\n六、存在的主要问题\n政府信息公开不足。"
    )
    assert identity(text).is_annual
