"""Whose a report on a form of one's own is and of which year, by its title alone: its file is called 3.txt."""

from __future__ import annotations

import pytest

from auditor.document import Status
from auditor.ingest.files.reading import read_bytes
from auditor.lang.check import check_sources
from auditor.source import Source

FORM = """\
规则集 学校统计
  版式: school
版式 school 「学校年度统计」
  年度: 2023..
  别名: 学校情况综合报表
表 教师表 「教职工情况表」
指标 教职工 (staff) : 计数 人 于 教师表
  栏目: 教职工总数
指标 专任教师 (teachers) : 计数 人 于 教师表
  栏目: 专任教师数
指标 其他人员 (others) : 计数 人 于 教师表
  栏目: 其他教职工数
"""
SCHEMA = check_sources((Source("学校.rules", FORM),))[0].schema
BODY = "教职工总数\t98\n专任教师数\t80\n其他教职工数\t18\n"
SCHOOL = ("第一中学", 2023)


def told(title: str) -> tuple[str | None, int | None]:
    (submission,) = read_bytes("3.txt", f"{title}\n\n{BODY}".encode(), SCHEMA)
    return submission.unit, submission.year


@pytest.mark.parametrize(
    "title",
    [
        "第一中学2023年度学校年度统计",
        "附件1：第一中学2023年学校年度统计报表",
        "第一中学学校年度统计（2023年）",
        "2023年第一中学学校年度统计",
        "学校年度统计\n单位：第一中学\n2023年度",
        "学校年度统计月报\n第一中学 2023年3月",
        "第一中学学校情况综合报表\n（2023年）",
        "学校情况综合报表\n填报单位：第一中学　　2023年",
        "第一中学2023年教职工情况表",
        "第一中学二〇二三年度统计报表",
        "第一中学2023年3月份教育事业月报",
        "第一中学2023年第一季度教育统计报告",
        "某门户\n首页 > 统计\n第一中学2023年教育统计报表\n点击数：7",
    ],
)
def test_a_title_says_whose_a_report_is_and_of_which_year(title: str) -> None:
    assert told(title) == SCHOOL


@pytest.mark.parametrize("period", ["2023学年度", "2023年第一季度", "2023年上半年"])
def test_a_form_of_ones_own_may_be_of_any_period(period: str) -> None:
    (submission,) = read_bytes("3.txt", f"第一中学{period}教育统计报告\n\n{BODY}".encode(), SCHEMA)
    assert submission.status is Status.AUDITED


@pytest.mark.parametrize(
    "title",
    [
        "第一中学2023年工作计划",
        "关于2023年教育统计报表的通知",
        "第一中学，2023年教育统计报表",
        "报表2023年教育统计报表",
    ],
)
def test_what_is_no_title_says_nothing(title: str) -> None:
    assert told(title) == (None, None)


def test_the_name_of_a_form_counts_wherever_it_stands_and_other_titles_at_the_head_only() -> None:
    before = "\n".join(f"第{number}行" for number in "一二三四五六七八九十") * 2 + "\n"
    assert told(f"{before}第一中学2023年度学校年度统计") == SCHOOL
    assert told(f"{before}第一中学2023年度教育统计报表") == (None, None)
