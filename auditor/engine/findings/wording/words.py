"""The words of both languages that statements and figures are written with."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Words
from auditor.lang.typed import Aspect
from auditor.lang.typed import Field
from auditor.lang.typed import Operator
from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

MENTIONS = Words("正文提到“{}”的次数", "mentions of {}")
SHOULD: Mapping[Operator, Words] = MappingProxyType(
    {
        Operator.EQ: Words("应等于", "should equal"),
        Operator.NE: Words("不应等于", "should not equal"),
        Operator.LT: Words("应小于", "should be below"),
        Operator.LE: Words("应不大于", "should not exceed"),
        Operator.GT: Words("应大于", "should exceed"),
        Operator.GE: Words("应不小于", "should be at least"),
    }
)
WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "and": Words("且", "and"),
        "or": Words("或", "or"),
        "not": Words("非", "not"),
        "if": Words("若", "if"),
        "then": Words("则", "then"),
        "else": Words("否则", "else"),
        "iff": Words("当且仅当", "if and only if"),
        "present": Words("{}有值", "{} is given"),
        "missing": Words("{}缺失", "{} is missing"),
        "in": Words("{}为{}", "{} is {}"),
        "not in": Words("{}不为{}", "{} is not {}"),
        "last year": Words("上年的", "last year's "),
        "first": Words("（首次公布）", " (as first published)"),
        "years before": Words("{}年前的", "{} years earlier, "),
        "blank": Words("空", "blank"),
        "not stated": Words("未写明", "not stated"),
        "uncertain": Words("若干（有约数，不能确切算出）", "some (a rounded figure, no exact difference)"),
        "points": Words("{} 个百分点", "{} percentage points"),
        "largest": Words("最大", "max"),
        "smallest": Words("最小", "min"),
        "default": Words("默认", "default"),
        "magnitude": Words("绝对值", "abs"),
        "but": Words("，而", ", but "),
        "also": Words("；", "; "),
        "zeros": Words("（其余{}项为0）", " ({} others are 0)"),
        "in all": Words("（共{}项）", " ({} terms)"),
        "all zero": Words("（{}项均为0）", " (all {} are 0)"),
        "contains": Words("{}含有{}", "{} contains {}"),
        "lacks": Words("{}未含{}", "{} does not contain {}"),
        "possible": Words("{}的整数部分能得出所写的百分比", "some whole part of {} gives the percentage"),
        "impossible": Words("{}的任何整数部分都得不出所写的百分比", "no whole part of {} gives the percentage"),
        "rounded": Words("四舍五入({}, {})", "round({}, {})"),
        "year of": Words("{}的年份", "the year of {}"),
        "workdays": Words("{}至{}的工作日数", "the working days from {} to {}"),
        "true": Words("恒成立", "always so"),
        "false": Words("恒不成立", "never so"),
    }
)
ASPECTS: Mapping[str, Words] = MappingProxyType(
    {
        Aspect.ROWS: Words("的行数", "rows of "),
        Aspect.BLANKS: Words("的空白数", "blank cells of "),
        Aspect.NOTES: Words("的附注数", "notes in "),
        Aspect.TEXTS: Words("的无效数", "cells without a valid figure of "),
        Aspect.STRAY: Words("的异单位数", "cells with another unit of "),
        Aspect.DISORDERED: Words("的错序数", "rows out of order of "),
        Aspect.FILLED: Words("的填写数", "filled cells of "),
    }
)
FIELDS: Mapping[str, Words] = MappingProxyType(
    {
        Field.MENTION: Words("正文", "the narrative's figure"),
        Field.DENIED: Words("正文否定", "denied in the narrative"),
        Field.UNIVERSAL: Words("正文全称", "stated of all"),
        Field.SCOPED: Words("正文有范围", "narrowed by scope words"),
        Field.AGREES_ELSEWHERE: Words("另有相符", "agrees elsewhere"),
        Field.TOTAL: Words("总数", "total"),
        Field.SUM: Words("分项之和", "sum of the parts"),
        Field.LARGEST: Words("最大分项", "largest part"),
        Field.COUNT: Words("分项个数", "number of parts"),
        Field.COMPLETE: Words("列举完整", "complete"),
        Field.OVERLAPPING: Words("可重复", "overlapping"),
        Field.CARRIED: Words("可含上年结转", "may hold what was carried over"),
        Field.BY_WAY: Words("按申请方式", "by way of applying"),
        Field.PART: Words("分子", "part"),
        Field.BASE: Words("分母", "base"),
        Field.STATED: Words("百分比", "stated percentage"),
        Field.SCALE: Words("百分比刻度", "scale of the percentage"),
        Field.GROWTH: Words("同比", "compares with the year before"),
        Field.CHANGE: Words("增减数", "stated change"),
        Field.QUOTED: Words("所引上年数", "quoted figure of the year before"),
        Field.REPORTED: Words("上年报告数", "figure of last year's report"),
        Field.BASE_ALONE: Words("只有基数", "printed with its base alone"),
    }
)
RULE = Words("规则", "rule")
STANDING: Mapping[Verdict, Words] = MappingProxyType(
    {
        Verdict.PASS: Words("通过", "passes"),
        Verdict.FAIL: Words("不通过", "fails"),
        Verdict.UNKNOWN: Words("无法判定", "is undecided"),
        Verdict.NOT_APPLICABLE: Words("不适用", "does not apply"),
        Verdict.BROKEN: Words("有误", "is broken"),
    }
)
