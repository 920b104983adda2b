"""Both spellings of functions, of the parts of a report, of what reports are grouped by, and of what sentences have."""

from __future__ import annotations

from enum import StrEnum

from auditor.lang.typed import PeerKey
from auditor.lang.vocabulary.spellings import Spelled
from auditor.lang.vocabulary.spellings import by_word
from auditor.lang.vocabulary.spellings import canonical
from auditor.lang.vocabulary.spellings import frozen
from auditor.lang.vocabulary.spellings import spellings


class Func(Spelled):
    """What a function gives."""

    SUM = "sum", "合计", "sum"
    MEAN = "mean", "平均", "mean"
    MAX = "max", "最大", "max"
    MIN = "min", "最小", "min"
    COUNT = "count", "个数", "count"
    PARTS = "parts", "分项", "parts"
    SHARE = "share", "占比", "share"
    ABS = "abs", "绝对值", "abs"
    DEFAULT = "default", "默认", "default"
    PRESENT = "present", "有值", "present"
    MISSING = "missing", "缺失", "missing"
    COMPLETE = "complete", "完整", "complete"
    PREV = "prev", "上年", "prev"
    LAG = "lag", "前", "lag"
    YOY = "yoy", "同比", "yoy"
    DATE = "date", "日期", "date"
    MENTIONED = "mentioned", "提到", "mentioned"
    DENIED = "denied", "否定", "denied", "negated"
    UNIVERSAL = "universal", "全称", "universal"
    SCOPED = "scoped", "有范围", "scoped"
    AGREES_ELSEWHERE = "agrees_elsewhere", "另有相符", "agrees_elsewhere"
    ROWS = "rows", "行数", "rows"
    BLANKS = "blanks", "空白数", "blanks"
    NOTES = "notes", "附注数", "notes"
    TEXTS = "texts", "无效数", "texts"
    STRAY = "stray", "异单位数", "stray"
    DISORDERED = "disordered", "错序数", "disordered"
    FILLED = "filled", "填写数", "filled"
    OWN = "own", "本级", "own"
    PARENT = "parent", "上级", "parent"
    CHILDREN_SUM = "children_sum", "下级合计", "children_sum"
    CHILDREN_MAX = "children_max", "下级最大", "children_max"
    CHILDREN_MIN = "children_min", "下级最小", "children_min"
    CHILDREN_COUNT = "children_count", "下级个数", "children_count"
    PEER_COUNT = "peer_count", "同级个数", "peer_count"
    PEER_MEDIAN = "peer_median", "同级中位数", "peer_median"
    PEER_Z = "peer_z", "同级偏离", "peer_z"
    HB_SCORE = "hb_score", "同级增速偏离", "hb_score"
    SAME_AS_LAST_YEAR = "same_as_last_year", "同上年个数", "same_as_last_year"
    NONZERO = "nonzero", "非零个数", "nonzero"
    TWIN_COUNT = "twin_count", "同级相同个数", "twin_count"
    PEER_SIMILARITY = "peer_similarity", "同级相似度", "peer_similarity"
    GRIM = "grim", "整数可得", "grim"
    UNIQUE = "unique", "唯一", "unique"
    MATCHES = "matches", "匹配", "matches"
    CONTAINS = "contains", "包含", "contains"
    LENGTH = "length", "长度", "length"
    SIMILARITY = "similarity", "相似度", "similarity"
    NONINCREASING = "nonincreasing", "递减", "nonincreasing"
    MULTIPLE = "multiple_of", "整倍数", "multiple_of", "整除", "divisible"
    ROUND = "round", "四舍五入", "round"
    YEAR_OF = "year_of", "年份", "year_of"
    WORKDAYS = "workdays", "工作日数", "workdays"
    VERDICT = "verdict", "状态", "verdict"


FUNCTIONS = spellings(Func)


FUNCTION_WORDS = by_word(FUNCTIONS)

# The parts of a report, by the names that follow 正文, and what 按 and 唯一 group reports by.
PASSAGES: tuple[tuple[str, str], ...] = (
    ("第一部分", "part_1"),
    ("第二部分", "part_2"),
    ("第三部分", "part_3"),
    ("第四部分", "part_4"),
    ("第五部分", "part_5"),
    ("第六部分", "part_6"),
)
PASSAGE_WORDS = canonical(PASSAGES)
PEER_KEYS = frozen(
    {
        PeerKey.YEAR: ("年度", "year"),
        PeerKey.LEVEL: ("层级", "level", "单位级别", "unit_level"),
        PeerKey.REGION: ("地区", "region", "单位地区", "unit_region"),
        PeerKey.KIND: ("类型", "type", "单位类型", "unit_type"),
        PeerKey.PARENT: ("上级", "parent"),
    }
)
PEER_WORDS = by_word(PEER_KEYS)


class ItemWord(StrEnum):
    """What can be asked of a sentence that a loop goes through."""

    TOTAL = "total"
    PARTS = "parts"
    COMPLETE = "complete"
    OVERLAPPING = "overlapping"
    CARRIED = "carried"
    BY_WAY = "by_way"
    PART = "part"
    BASE = "base"
    PERCENT = "percent"
    GROWTH = "growth"
    CHANGE = "change"
    QUOTED = "quoted"
    REPORTED = "reported"
    BASE_ALONE = "base_alone"


def chinese(func: Func) -> str:
    """How a function is written in Chinese."""
    return FUNCTIONS[func][0]


ENUMERATION_FIELDS = frozen(
    {
        ItemWord.TOTAL: ("总数", "total"),
        ItemWord.PARTS: ("分项", "parts"),
        ItemWord.COMPLETE: ("列举完整", "complete"),
        ItemWord.OVERLAPPING: ("可重复", "overlapping"),
        ItemWord.CARRIED: ("可含上年结转", "carried"),
        ItemWord.BY_WAY: ("按申请方式", "by_way"),
    }
)
RATE_FIELDS = frozen(
    {
        ItemWord.PART: ("分子", "part"),
        ItemWord.BASE: ("分母", "base"),
        ItemWord.PERCENT: ("百分比", "percent"),
        ItemWord.GROWTH: ("同比", "growth"),
        ItemWord.CHANGE: ("增减数", "change"),
        ItemWord.QUOTED: ("所引上年数", "quoted"),
        ItemWord.REPORTED: ("上年报告数", "reported"),
        ItemWord.BASE_ALONE: ("只有基数", "base_alone"),
    }
)
