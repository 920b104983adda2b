"""Both spellings of functions, of the parts of a report, of what reports are grouped by, and of what sentences have."""

from __future__ import annotations

from enum import StrEnum

from auditor.lang.typed import PeerKey
from auditor.lang.vocabulary.spellings import by_word
from auditor.lang.vocabulary.spellings import canonical
from auditor.lang.vocabulary.spellings import frozen


class Func(StrEnum):
    """What a function gives."""

    SUM = "sum"
    MEAN = "mean"
    MAX = "max"
    MIN = "min"
    COUNT = "count"
    PARTS = "parts"
    SHARE = "share"
    ABS = "abs"
    DEFAULT = "default"
    PRESENT = "present"
    MISSING = "missing"
    COMPLETE = "complete"
    PREV = "prev"
    LAG = "lag"
    YOY = "yoy"
    DATE = "date"
    MENTIONED = "mentioned"
    DENIED = "denied"
    UNIVERSAL = "universal"
    SCOPED = "scoped"
    AGREES_ELSEWHERE = "agrees_elsewhere"
    ROWS = "rows"
    BLANKS = "blanks"
    NOTES = "notes"
    TEXTS = "texts"
    STRAY = "stray"
    DISORDERED = "disordered"
    FILLED = "filled"
    OWN = "own"
    PARENT = "parent"
    CHILDREN_SUM = "children_sum"
    CHILDREN_MAX = "children_max"
    CHILDREN_MIN = "children_min"
    CHILDREN_COUNT = "children_count"
    PEER_COUNT = "peer_count"
    PEER_MEDIAN = "peer_median"
    PEER_Z = "peer_z"
    HB_SCORE = "hb_score"
    SAME_AS_LAST_YEAR = "same_as_last_year"
    NONZERO = "nonzero"
    TWIN_COUNT = "twin_count"
    PEER_SIMILARITY = "peer_similarity"
    GRIM = "grim"
    UNIQUE = "unique"
    MATCHES = "matches"
    CONTAINS = "contains"
    LENGTH = "length"
    SIMILARITY = "similarity"
    NONINCREASING = "nonincreasing"
    MULTIPLE = "multiple_of"
    ROUND = "round"
    YEAR_OF = "year_of"
    WORKDAYS = "workdays"
    VERDICT = "verdict"


FUNCTIONS = frozen(
    {
        Func.SUM: ("合计", "sum"),
        Func.MEAN: ("平均", "mean"),
        Func.MAX: ("最大", "max"),
        Func.MIN: ("最小", "min"),
        Func.COUNT: ("个数", "count"),
        Func.PARTS: ("分项", "parts"),
        Func.SHARE: ("占比", "share"),
        Func.ABS: ("绝对值", "abs"),
        Func.DEFAULT: ("默认", "default"),
        Func.PRESENT: ("有值", "present"),
        Func.MISSING: ("缺失", "missing"),
        Func.COMPLETE: ("完整", "complete"),
        Func.PREV: ("上年", "prev"),
        Func.LAG: ("前", "lag"),
        Func.YOY: ("同比", "yoy"),
        Func.DATE: ("日期", "date"),
        Func.MENTIONED: ("提到", "mentioned"),
        Func.DENIED: ("否定", "denied", "negated"),
        Func.UNIVERSAL: ("全称", "universal"),
        Func.SCOPED: ("有范围", "scoped"),
        Func.AGREES_ELSEWHERE: ("另有相符", "agrees_elsewhere"),
        Func.ROWS: ("行数", "rows"),
        Func.BLANKS: ("空白数", "blanks"),
        Func.NOTES: ("附注数", "notes"),
        Func.TEXTS: ("无效数", "texts"),
        Func.STRAY: ("异单位数", "stray"),
        Func.DISORDERED: ("错序数", "disordered"),
        Func.FILLED: ("填写数", "filled"),
        Func.OWN: ("本级", "own"),
        Func.PARENT: ("上级", "parent"),
        Func.CHILDREN_SUM: ("下级合计", "children_sum"),
        Func.CHILDREN_MAX: ("下级最大", "children_max"),
        Func.CHILDREN_MIN: ("下级最小", "children_min"),
        Func.CHILDREN_COUNT: ("下级个数", "children_count"),
        Func.PEER_COUNT: ("同级个数", "peer_count"),
        Func.PEER_MEDIAN: ("同级中位数", "peer_median"),
        Func.PEER_Z: ("同级偏离", "peer_z"),
        Func.HB_SCORE: ("同级增速偏离", "hb_score"),
        Func.SAME_AS_LAST_YEAR: ("同上年个数", "same_as_last_year"),
        Func.NONZERO: ("非零个数", "nonzero"),
        Func.TWIN_COUNT: ("同级相同个数", "twin_count"),
        Func.PEER_SIMILARITY: ("同级相似度", "peer_similarity"),
        Func.GRIM: ("整数可得", "grim"),
        Func.UNIQUE: ("唯一", "unique"),
        Func.MATCHES: ("匹配", "matches"),
        Func.CONTAINS: ("包含", "contains"),
        Func.LENGTH: ("长度", "length"),
        Func.SIMILARITY: ("相似度", "similarity"),
        Func.NONINCREASING: ("递减", "nonincreasing"),
        Func.MULTIPLE: ("整倍数", "multiple_of", "整除", "divisible"),
        Func.ROUND: ("四舍五入", "round"),
        Func.YEAR_OF: ("年份", "year_of"),
        Func.WORKDAYS: ("工作日数", "workdays"),
        Func.VERDICT: ("状态", "verdict"),
    }
)
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


class ItemField(StrEnum):
    """What can be asked of a sentence that a loop goes through."""

    TOTAL = "total"
    PARTS = "parts"
    COMPLETE = "complete"
    OVERLAPPING = "overlapping"
    CARRIED = "carried"
    PART = "part"
    BASE = "base"
    PERCENT = "percent"
    GROWTH = "growth"
    CHANGE = "change"
    QUOTED = "quoted"
    REPORTED = "reported"
    BASE_ALONE = "base_alone"


ENUMERATION_FIELDS = frozen(
    {
        ItemField.TOTAL: ("总数", "total"),
        ItemField.PARTS: ("分项", "parts"),
        ItemField.COMPLETE: ("列举完整", "complete"),
        ItemField.OVERLAPPING: ("可重复", "overlapping"),
        ItemField.CARRIED: ("可含上年结转", "carried"),
    }
)
RATE_FIELDS = frozen(
    {
        ItemField.PART: ("分子", "part"),
        ItemField.BASE: ("分母", "base"),
        ItemField.PERCENT: ("百分比", "percent"),
        ItemField.GROWTH: ("同比", "growth"),
        ItemField.CHANGE: ("增减数", "change"),
        ItemField.QUOTED: ("所引上年数", "quoted"),
        ItemField.REPORTED: ("上年报告数", "reported"),
        ItemField.BASE_ALONE: ("只有基数", "base_alone"),
    }
)
