"""How functions, comparisons and clauses are said in a sentence, in both languages.

In a phrase `{0}`, `{1}` are the arguments, `{all}` is all of them in a row.
"""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Words
from auditor.results import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

FUNCTIONS: Mapping[str, Words] = MappingProxyType(
    {
        "sum": Words("{all}之和", "the sum of {all}"),
        "mean": Words("{all}的平均数", "the mean of {all}"),
        "max": Words("{all}中最大的数", "the largest of {all}"),
        "min": Words("{all}中最小的数", "the smallest of {all}"),
        "count": Words("{all}的个数", "the number of {all}"),
        "parts": Words("{0}的各分项", "the parts of {0}"),
        "share": Words("{0}占{1}的比重", "the share of {0} in {1}"),
        "abs": Words("{0}的绝对值", "the absolute value of {0}"),
        "default": Words("{0}（空白时取 {1}）", "{0} (where blank, {1})"),
        "present": Words("填写了{0}", "{0} is filled in"),
        "missing": Words("没有填写{0}", "{0} is not filled in"),
        "complete": Words("{all}都已填写", "all of {all} are filled in"),
        "prev": Words("上年的{0}", "last year's {0}"),
        "lag": Words("{1} 年前的{0}", "{0} of {1} years before"),
        "yoy": Words("{0}比上年的增幅", "the growth of {0} over last year"),
        "date": Words("{0}年的 {1}", "{1} of the year {0}"),
        "mentioned": Words("正文提到{0}的次数", "how often the narrative mentions {0}"),
        "denied": Words("{0}说的是“没有”", "{0} is a denial"),
        "universal": Words("{0}说的是“全部”", "{0} speaks of all"),
        "scoped": Words("{0}限定了范围", "{0} is narrowed by its words"),
        "agrees_elsewhere": Words("{0}另有与表相符之处", "{0} agrees with the table elsewhere"),
        "rows": Words("{0}在表中的行数", "the number of rows of {0}"),
        "blanks": Words("{0}空白的格数", "the number of blank cells of {0}"),
        "notes": Words("{0}带附注的格数", "the number of annotated cells of {0}"),
        "texts": Words("{0}不是数的格数", "the number of cells of {0} that hold no figure"),
        "stray": Words("{0}写了别的单位的格数", "the number of cells of {0} with another unit"),
        "disordered": Words("{0}次序错乱的行数", "the number of rows of {0} out of order"),
        "filled": Words("{0}填写了的格数", "the number of cells of {0} that are filled"),
        "own": Words("本级的{0}", "the unit's own {0}"),
        "parent": Words("上级单位的{0}", "the {0} of the unit above"),
        "children_sum": Words("各下级{0}之和", "the sum of {0} over the units below"),
        "children_max": Words("各下级中最大的{0}", "the largest {0} of the units below"),
        "children_min": Words("各下级中最小的{0}", "the smallest {0} of the units below"),
        "children_count": Words("下级单位的个数（{0}）", "the number of units below ({0})"),
        "peer_count": Words("填了{0}的同级单位个数", "the number of peers with {0}"),
        "peer_median": Words("同级单位{0}的中位数", "the median of {0} among peers"),
        "peer_z": Words("{0}偏离同级单位的程度", "how far {0} is from its peers"),
        "hb_score": Words("{0}的增速偏离同级单位的程度", "how far the growth of {0} is from its peers'"),
        "same_as_last_year": Words("{all}中与上年相同的个数", "how many of {all} are as last year"),
        "nonzero": Words("{all}中不为零的个数", "how many of {all} are not zero"),
        "twin_count": Words("{all}全都相同的同级单位个数", "how many peers have the same {all}"),
        "peer_similarity": Words("{0}与同级单位的最大相似度", "how alike {0} is to that of the peer nearest to it"),
        "grim": Words("{0}可以由{1}的整数部分得出", "{0} can come of a whole part of {1}"),
        "unique": Words("{all}没有重复", "no two have the same {all}"),
        "matches": Words("{0}与 {1} 的写法相符", "{0} matches {1}"),
        "contains": Words("{0}含有{1}", "{0} contains {1}"),
        "length": Words("{0}的字数", "the length of {0}"),
        "similarity": Words("{0}与{1}的相似度", "the similarity of {0} and {1}"),
        "multiple_of": Words("{0}是{1}的整数倍", "{0} is a whole multiple of {1}"),
        "nonincreasing": Words("{all}依次不增", "{all} do not increase"),
        "round": Words("{0}四舍五入", "{0} rounded"),
        "year_of": Words("{0}的年份", "the year of {0}"),
        "workdays": Words("从{0}到{1}的工作日数", "the working days from {0} to {1}"),
        "verdict": Words("规则 {0} 的结论", "the verdict of rule {0}"),
    }
)

FIRST = Words("上年首次公布的{0}", "last year's {0} as first published")

# How what is true or false of a thing is denied.
DENIALS: Mapping[str, Words] = MappingProxyType(
    {
        "present": FUNCTIONS["missing"],
        "missing": FUNCTIONS["present"],
        "complete": Words("{all}没有都填写", "not all of {all} are filled in"),
        "denied": Words("{0}说的不是“没有”", "{0} is no denial"),
        "universal": Words("{0}说的不是“全部”", "{0} does not speak of all"),
        "scoped": Words("{0}没有限定范围", "{0} is not narrowed by its words"),
        "agrees_elsewhere": Words("{0}没有另与表相符之处", "{0} agrees with the table nowhere else"),
        "unique": Words("{all}有重复", "others have the same {all}"),
        "contains": Words("{0}不含{1}", "{0} does not contain {1}"),
        "grim": Words("{0}不可能由{1}的整数部分得出", "{0} cannot come of a whole part of {1}"),
    }
)

# Each comparison as a condition and as a demand.
COMPARISONS: Mapping[str, tuple[Words, Words]] = MappingProxyType(
    {
        "=": (Words("等于", "equals"), Words("应等于", "must equal")),
        "≠": (Words("不等于", "is not"), Words("不应等于", "must not equal")),
        ">": (Words("大于", "is more than"), Words("应大于", "must be more than")),
        "≥": (Words("不小于", "is at least"), Words("应不小于", "must be at least")),
        "<": (Words("小于", "is less than"), Words("应小于", "must be less than")),
        "≤": (Words("不大于", "is at most"), Words("应不大于", "must not exceed")),
        "≈": (Words("约等于", "is about"), Words("应约等于", "must be about")),
    }
)

_MENTIONED = (
    Words("正文提到{0}", "the narrative mentions {0}"),
    Words("正文应提到{0}", "the narrative must mention {0}"),
)
_NOT_MENTIONED = (
    Words("正文没有提到{0}", "the narrative does not mention {0}"),
    Words("正文不应提到{0}", "the narrative must not mention {0}"),
)
# How often something is mentioned, beside the numbers by which it is asked whether it is at all.
MENTIONS: Mapping[tuple[str, Fraction], tuple[Words, Words]] = MappingProxyType(
    {
        **{(op, Fraction(number)): _MENTIONED for op, number in ((">", 0), ("≥", 1), ("≠", 0))},
        **{(op, Fraction(number)): _NOT_MENTIONED for op, number in (("=", 0), ("<", 1))},
    }
)

IF = Words("如果{antecedent}，那么{consequent}", "if {antecedent}, then {consequent}")
ELSE = Words("；否则{otherwise}", "; otherwise {otherwise}")
IFF = Words("{left}，当且仅当{right}", "{left} exactly when {right}")
AND = Words("，且", " and ")
OR = Words("，或", " or ")
NOT = Words("并非{0}", "it is not so that {0}")
BETWEEN = Words("{0}{should}在 {1} 与 {2} 之间", "{0} {should} between {1} and {2}")
BETWEEN_SHOULD = (Words("", "is"), Words("应", "must be"))
WITHIN = Words("{0}{should}是 {1} 之一", "{0} {should} one of {1}")
WITHOUT = Words("{0}{should}不是 {1} 之一", "{0} {should} none of {1}")
EACH = Words("对{items}中的每一个“{name}”：", "for each `{name}` of {items}: ")
EACH_COLUMN = Words("每一列的", "each column of ")
WHEN = Words("当{when}时，{rest}", "when {when}: {rest}")
NARRATED = Words("正文所写的{0}", "the narrative's {0}")
COLUMN = Words("“{1}”列的{0}", "{0} in column `{1}`")
LOOPED = Words("“{1}”的{0}", "{0} of `{1}`")
ENUMERATIONS = Words("正文的各列举句", "the narrative's enumerations")
RATES = Words("正文的各比率句", "the narrative's rates")
ITEM = Words("{0}的{1}", "the {1} of {0}")
LISTED = Words("、", ", ")
VALUED = Words("{0}（{1}）", "{0} ({1})")
BESIDE = Words("；", "; ")
BRACKETED = Words("（{0}）", "({0})")
GIVEN = Words("要求成立", "the requirement holds")

SEVERITIES: Mapping[Severity, Words] = MappingProxyType(
    {
        Severity.ERROR: Words("强制：不符的必须改正", "error: what does not satisfy it must be corrected"),
        Severity.WARNING: Words("核实：不符的改正或书面说明", "warning: correct it or explain it in writing"),
        Severity.NOTICE: Words("提示：供参考", "notice: for attention"),
    }
)
