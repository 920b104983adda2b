"""The words of both languages that statements and figures are written with."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Lang
from auditor.lang.typed import Aspect
from auditor.lang.typed import Field
from auditor.lang.typed import Operator
from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

MENTIONS: Mapping[Lang, str] = MappingProxyType({Lang.ZH: "正文提到“{}”的次数", Lang.EN: "mentions of {}"})
SHOULD: Mapping[Lang, Mapping[Operator, str]] = MappingProxyType(
    {
        Lang.ZH: MappingProxyType(
            {
                Operator.EQ: "应等于",
                Operator.NE: "不应等于",
                Operator.LT: "应小于",
                Operator.LE: "应不大于",
                Operator.GT: "应大于",
                Operator.GE: "应不小于",
            }
        ),
        Lang.EN: MappingProxyType(
            {
                Operator.EQ: "should equal",
                Operator.NE: "should not equal",
                Operator.LT: "should be below",
                Operator.LE: "should not exceed",
                Operator.GT: "should exceed",
                Operator.GE: "should be at least",
            }
        ),
    }
)
WORDS: Mapping[Lang, Mapping[str, str]] = MappingProxyType(
    {
        Lang.ZH: MappingProxyType(
            {
                "and": "且",
                "or": "或",
                "not": "非",
                "if": "若",
                "then": "则",
                "else": "否则",
                "iff": "当且仅当",
                "present": "{}有值",
                "missing": "{}缺失",
                "in": "{}为{}",
                "not in": "{}不为{}",
                "last year": "上年的",
                "first": "（首次公布）",
                "years before": "{}年前的",
                "blank": "空",
                "uncertain": "若干（有约数，不能确切算出）",
                "points": "{} 个百分点",
                "largest": "最大",
                "smallest": "最小",
                "default": "默认",
                "magnitude": "绝对值",
                "but": "，而",
                "also": "；",
                "zeros": "（其余{}项为0）",
                "in all": "（共{}项）",
                "all zero": "（{}项均为0）",
                "contains": "{}含有{}",
                "lacks": "{}未含{}",
                "possible": "{}的整数部分能得出所写的百分比",
                "impossible": "{}的任何整数部分都得不出所写的百分比",
                "rounded": "四舍五入({}, {})",
                "year of": "{}的年份",
                "workdays": "{}至{}的工作日数",
                "true": "恒成立",
                "false": "恒不成立",
            }
        ),
        Lang.EN: MappingProxyType(
            {
                "and": "and",
                "or": "or",
                "not": "not",
                "if": "if",
                "then": "then",
                "else": "else",
                "iff": "if and only if",
                "present": "{} is given",
                "missing": "{} is missing",
                "in": "{} is {}",
                "not in": "{} is not {}",
                "last year": "last year's ",
                "first": " (as first published)",
                "years before": "{} years earlier, ",
                "blank": "blank",
                "uncertain": "some (a rounded figure, no exact difference)",
                "points": "{} percentage points",
                "largest": "max",
                "smallest": "min",
                "default": "default",
                "magnitude": "abs",
                "but": ", but ",
                "also": "; ",
                "zeros": " ({} others are 0)",
                "in all": " ({} terms)",
                "all zero": " (all {} are 0)",
                "contains": "{} contains {}",
                "lacks": "{} does not contain {}",
                "possible": "some whole part of {} gives the percentage",
                "impossible": "no whole part of {} gives the percentage",
                "rounded": "round({}, {})",
                "year of": "the year of {}",
                "workdays": "the working days from {} to {}",
                "true": "always so",
                "false": "never so",
            }
        ),
    }
)
ASPECTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        Aspect.ROWS: ("的行数", "rows of "),
        Aspect.BLANKS: ("的空白数", "blank cells of "),
        Aspect.NOTES: ("的附注数", "notes in "),
        Aspect.TEXTS: ("的无效数", "cells without a valid figure of "),
        Aspect.STRAY: ("的异单位数", "cells with another unit of "),
        Aspect.DISORDERED: ("的错序数", "rows out of order of "),
        Aspect.FILLED: ("的填写数", "filled cells of "),
    }
)
FIELDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        Field.MENTION: ("正文", "the narrative's figure"),
        Field.DENIED: ("正文否定", "denied in the narrative"),
        Field.UNIVERSAL: ("正文全称", "stated of all"),
        Field.SCOPED: ("正文有范围", "narrowed by scope words"),
        Field.AGREES_ELSEWHERE: ("另有相符", "agrees elsewhere"),
        Field.TOTAL: ("总数", "total"),
        Field.SUM: ("分项之和", "sum of the parts"),
        Field.LARGEST: ("最大分项", "largest part"),
        Field.COUNT: ("分项个数", "number of parts"),
        Field.COMPLETE: ("列举完整", "complete"),
        Field.OVERLAPPING: ("可重复", "overlapping"),
        Field.CARRIED: ("可含上年结转", "may hold what was carried over"),
        Field.PART: ("分子", "part"),
        Field.BASE: ("分母", "base"),
        Field.STATED: ("百分比", "stated percentage"),
        Field.SCALE: ("百分比刻度", "scale of the percentage"),
        Field.GROWTH: ("同比", "compares with the year before"),
        Field.CHANGE: ("增减数", "stated change"),
        Field.QUOTED: ("所引上年数", "quoted figure of the year before"),
        Field.REPORTED: ("上年报告数", "figure of last year's report"),
        Field.BASE_ALONE: ("只有基数", "printed with its base alone"),
    }
)
RULE = ("规则", "rule")
STANDING: Mapping[Verdict, tuple[str, str]] = MappingProxyType(
    {
        Verdict.PASS: ("通过", "passes"),
        Verdict.FAIL: ("不通过", "fails"),
        Verdict.UNKNOWN: ("无法判定", "is undecided"),
        Verdict.NOT_APPLICABLE: ("不适用", "does not apply"),
        Verdict.BROKEN: ("有误", "is broken"),
    }
)
