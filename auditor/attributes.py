"""The attributes of a submission as a whole, which the readers supply and rules can name."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Words
from auditor.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping


# The text attributes that hold the whole narrative, and each of its parts behind a point: 正文.第五部分.
NARRATIVE = "正文"
# How often the narrative mentions what a claim says: this, and the claim's key.
MENTIONED = "提到."
# Each by its Chinese name, with its English one and its kind. Dates are stored as
# proleptic ordinals (`date.toordinal`), counts and years as themselves; an absent one is blank.
KNOWN_ATTRIBUTES: Mapping[str, tuple[str, Kind]] = MappingProxyType(
    {
        "年度": ("year", Kind.COUNT),
        "版式": ("form", Kind.TEXT),
        "单位": ("unit", Kind.TEXT),
        "文种": ("document_kind", Kind.TEXT),
        "统计表个数": ("table_count", Kind.COUNT),
        "标题年度": ("title_year", Kind.COUNT),
        "表头年度": ("table_year", Kind.COUNT),
        "统计期限年度": ("period_year", Kind.COUNT),
        "统计起": ("period_start", Kind.DATE),
        "统计止": ("period_end", Kind.DATE),
        "公布日期": ("published_on", Kind.DATE),
        "负责人": ("signed_by_head", Kind.TEXT),
        "审核人": ("signed_by_reviewer", Kind.TEXT),
        "填报人": ("signed_by_reporter", Kind.TEXT),
        "填报日期": ("signed_on", Kind.DATE),
        "错序行数": ("rows_out_of_order", Kind.COUNT),
        "无效日期数": ("invalid_dates", Kind.COUNT),
        "单位级别": ("unit_level", Kind.TEXT),
        "单位地区": ("unit_region", Kind.TEXT),
        "单位类型": ("unit_type", Kind.TEXT),
        "单位性质": ("unit_nature", Kind.TEXT),  # 部门 or 政府, whatever rank a list of units gives it
        # Of the government that the unit is or belongs to: 县级 of a county's department, too.
        "所属级别": ("government_level", Kind.TEXT),
        "上级单位": ("unit_parent", Kind.TEXT),
        "附件引用缺失数": ("missing_attachments", Kind.COUNT),
        "错号标题数": ("headings_misnumbered", Kind.COUNT),  # within the parts: (一)(三)
        # Of the parts that reports of 2019 and later must have; blank where a file is not a whole report.
        "缺少部分数": ("missing_sections", Kind.COUNT),
        "缺少部分": ("names_of_missing_sections", Kind.TEXT),
        "连表缺少部分": (
            "names_of_sections_missing_with_tables",
            Kind.TEXT,
        ),  # not counted among those that are missing
        "颠倒部分数": ("sections_swapped", Kind.COUNT),
        "颠倒部分": ("names_of_sections_swapped", Kind.TEXT),
        "错序部分数": ("sections_out_of_order", Kind.COUNT),  # those, and those under a wrong number
        "错位表数": ("tables_elsewhere", Kind.COUNT),
        "错位表": ("names_of_tables_elsewhere", Kind.TEXT),
        "他年语句数": ("sentences_of_other_years", Kind.COUNT),
        "他单位名称数": ("names_of_other_units", Kind.COUNT),
        "问题部分字数": ("problem_section_length", Kind.COUNT),
        "信息处理费元数": ("processing_fee_yuan", Kind.COUNT),
        # Of another report of the same unit and year: its path, and each figure that is another one there, one a text.
        "另一份报告": ("other_report", Kind.TEXT),
        "两份不同处": ("differences_between_both", Kind.TEXT),
    }
)


def attribute_names(name: str) -> Words:
    """What an attribute is called; one that is not known is called the same in both languages."""
    return Words(name, KNOWN_ATTRIBUTES.get(name, (name, None))[0].replace("_", " "))
