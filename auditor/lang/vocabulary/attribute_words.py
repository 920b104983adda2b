"""What attributes of a submission are called in a sentence, where their names are short for people who read it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.attributes import KNOWN_ATTRIBUTES
from auditor.diagnostics import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "文种": Words("文件的种类", "the kind of document"),
        "统计表个数": Words("读到的统计表个数", "the number of tables found"),
        "标题年度": Words("标题所写的年度", "the year in the title"),
        "表头年度": Words("统计表标题所写的年度", "the year in the title of the table"),
        "统计期限年度": Words("统计期限所写的年度", "the year of the period covered"),
        "统计起": Words("统计期限的第一天", "the first day of the period covered"),
        "统计止": Words("统计期限的最后一天", "the last day of the period covered"),
        "错序行数": Words("表中次序错乱的行数", "the number of rows out of order"),
        "无效日期数": Words("日历上没有的日期（如 2月30日）的个数", "the number of dates that no calendar has"),
        "附件引用缺失数": Words("提到而没有附上的附件个数", "the number of attachments that are named and not there"),
        "错号标题数": Words("编号不连续的小标题个数", "the number of headings that are numbered out of turn"),
        "缺少部分数": Words("缺少的部分的个数", "the number of parts that are missing"),
        "缺少部分": Words("缺少的部分", "the parts that are missing"),
        "连表缺少部分": Words("连同表一起缺少的部分", "the parts that are missing with their tables"),
        "颠倒部分数": Words("次序颠倒的部分的个数", "the number of parts that changed places"),
        "颠倒部分": Words("次序颠倒的部分", "the parts that changed places"),
        "错序部分数": Words("编号或次序不对的部分的个数", "the number of parts out of order or wrongly numbered"),
        "错位表数": Words("不在规定部分的表的个数", "the number of tables in another part than theirs"),
        "错位表": Words("不在规定部分的表", "the tables in another part than theirs"),
        "他年语句数": Words("说的是别的年度的句子个数", "the number of sentences about another year"),
        "他单位名称数": Words("别的单位名称出现的次数", "how often other units are named"),
        "问题部分字数": Words("写问题和改进的部分的字数", "the length of the part on problems"),
        "信息处理费元数": Words("信息处理费（元）", "the processing fees (yuan)"),
    }
)

# By either of their names.
ATTRIBUTE_WORDS: Mapping[str, Words] = MappingProxyType(
    {**_WORDS, **{KNOWN_ATTRIBUTES[name][0]: words for name, words in _WORDS.items()}}
)
