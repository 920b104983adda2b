"""What things are called that do not stand in one report alone, in both languages."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Words
from auditor.lang.typed import Kin
from auditor.lang.typed import PeerStatistic
from auditor.lang.typed import Trait

if TYPE_CHECKING:
    from collections.abc import Mapping

KIN: Mapping[Kin, Words] = MappingProxyType(
    {
        Kin.OWN: Words("本级({})", "own {}"),
        Kin.PARENT: Words("上级({})", "the parent's {}"),
        Kin.CHILDREN_SUM: Words("下级合计({})", "the sum of {} over the units below"),
        Kin.CHILDREN_MAX: Words("下级最大({})", "the largest {} of the units below"),
        Kin.CHILDREN_MIN: Words("下级最小({})", "the smallest {} of the units below"),
    }
)
PEERS: Mapping[PeerStatistic, Words] = MappingProxyType(
    {
        PeerStatistic.COUNT: Words("同级个数({})", "the number of peers with {}"),
        PeerStatistic.MEDIAN: Words("同级中位数({})", "the peers' median of {}"),
        PeerStatistic.DEVIATION: Words("同级偏离({})", "the deviation of {} from its peers"),
        PeerStatistic.GROWTH: Words("同级增速偏离({})", "the deviation of the growth of {} from its peers"),
        PeerStatistic.GROWTH_COUNT: Words("可比增速的同级个数({})", "the number of peers with a growth of {}"),
    }
)
TRAITS: Mapping[Trait, Words] = MappingProxyType(
    {
        Trait.SAME: Words("与上年相同的非零指标数", "the figures that are as last year and not zero"),
        Trait.NONZERO: Words("非零指标数", "the figures that are not zero"),
    }
)
AT_LEAST = Words("至少{}", "at least {}")
EXPECTED = Words("应报的下级数", "the units below")
REPORTED = Words("已报的下级数", "the units below that reported")
LENGTH = Words("{}的字数", "the length of {}")
SIMILARITY = Words("{}与{}的相似度", "the similarity of {} and {}")
TWINS = Words("数据完全相同的其他单位数", "the other units with the very same figures")
ALIKE = Words("{}与其他单位的最高相似度", "the highest similarity of {} to another unit's")
SHARING = Words("{}相同的报告数", "the reports with the same {}")
# Of a unit that has reported, although nothing is known of its report: never one of those that are missing.
HANDED_IN = "已报，文件无法读取"
# Why something is not known that does not stand in one report alone.
CAUSES: Mapping[str, str] = MappingProxyType(
    {
        "未报": "not reported",
        HANDED_IN: "handed in, but the file cannot be read",
        "下级报告无法读取": "its report cannot be read",
        "下级未报": "not reported",
        "没有上级报告": "no report of the unit above",
        "没有本级报告": "no report of the unit's own part",
        "同级无差异": "the peers are all alike",
        "没有同级数": "no peers have it",
        "没有上年报告，或有读数存疑": "no report of last year, or a figure read with doubt",
        "正文没有写明，或几处不同": "not stated in the narrative, or stated differently",
        "没有可比的文字": "no text to compare",
        "单位或年度不明": "the unit or the year is not known",
    }
)
_PARTS = "一二三四五六"


def narrated(name: str) -> str:
    """A part of the narrative in English: 正文.第五部分 is part 5."""
    ordinal = name.removesuffix("部分")[-1:]
    return f"part {_PARTS.index(ordinal) + 1}" if ordinal in _PARTS else name if name.isascii() else "narrative"
