"""Both spellings of every word of the rule language, in one place.

Each table maps what a word means to how it is written, the Chinese spelling first. Nothing else in the package writes
a word of the language.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import TypeVar

from auditor.lang.typed import PeerKey
from auditor.results import Severity
from auditor.results import State
from auditor.results import Verdict
from auditor.schema import Kind
from auditor.schema import Split

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

_K = TypeVar("_K")


class StatementKey(StrEnum):
    """What a statement is."""

    RULESET = "ruleset"
    IMPORT = "import"
    UNIT = "unit"
    PARAM = "param"
    FORM = "form"
    TABLE = "table"
    INDICATOR = "indicator"
    GROUP = "group"
    RULE = "rule"
    TEMPLATE = "template"
    APPLY = "apply"
    TEST = "test"
    CLAIM = "claim"
    WAIVER = "waive"


class ClauseKey(StrEnum):
    """What a clause of a statement says."""

    REQUIRE = "require"
    WHEN = "when"
    FOREACH = "foreach"
    BY = "by"
    TOLERANCE = "tolerance"
    ROUNDING = "rounding"
    MISSING = "missing"
    APPLIES = "applies"
    GRADE = "grade"
    MESSAGE = "message"
    MESSAGE_EN = "message_en"
    BASIS = "basis"
    FIX = "fix"
    RELATED = "related"
    UNLESS_FAILED = "unless_failed"
    TAGS = "tags"
    STATUS = "status"
    VERSION = "version"
    KIND = "kind"
    LANGUAGE = "language"
    FORM = "form"
    YEARS = "years"
    CUES = "cues"
    NUMBER = "number"
    LABEL = "label"
    COLUMN_LABEL = "column_label"
    ALIAS = "alias"
    COLUMNS = "columns"
    COLUMN_ALIAS = "column_alias"
    TOTAL_COLUMN = "total_column"
    SIGNED = "signed"
    TRUST = "trust"
    ENGLISH = "english"
    ID = "id"
    TITLE = "title"
    WORDING = "wording"
    DENIAL = "denial"
    UNIVERSAL = "universal"
    MENTION = "mention"
    SCOPE = "scope"
    EXCLUDE = "exclude"
    EXAMPLE = "example"
    COUNTEREXAMPLE = "counterexample"
    ORG = "org"
    REASON = "reason"
    APPROVED_BY = "approved_by"
    UNTIL = "until"
    BINDING = "binding"
    FIGURES = "figures"


class Word(StrEnum):
    """A word within an expression or a head."""

    IF = "if"
    THEN = "then"
    ELSE = "else"
    IFF = "iff"
    OR = "or"
    AND = "and"
    NOT = "not"
    BETWEEN = "between"
    TO = "to"
    BETWEEN_END = "between_end"
    IN = "in"
    NOT_IN = "not_in"
    AT = "at"
    RELATIVE = "relative"
    OTHERWISE = "otherwise"
    NARRATIVE = "narrative"
    ENUMERATIONS = "enumerations"
    RATES = "rates"
    PREVIOUS = "prev"
    BLANK = "blank"
    RESULT = "result"
    ALL_FORMS = "all"
    DIFFERENCE = "difference"
    RELATIVE_DIFFERENCE = "relative_difference"
    EXPECTED = "expected"
    REPORTED = "reported"
    CHILDREN = "children"
    FIRST = "first_published"


class Rounding(StrEnum):
    """How a printed ratio was rounded."""

    HALF_UP = "half_up"
    TRUNCATE = "truncate"
    ANY = "any"


class ScopeKey(StrEnum):
    """What a part of 适用 narrows."""

    YEARS = "year"
    LEVELS = "level"
    REGIONS = "region"
    KINDS = "type"
    EXCEPT = "except"


class MissingWord(StrEnum):
    """What a blank means to a rule."""

    UNKNOWN = "unknown"
    TRY_ZERO = "try_zero"
    ZERO = "zero"
    SKIP = "skip"
    FAIL = "fail"


def _frozen(table: dict[_K, tuple[str, ...]]) -> Mapping[_K, tuple[str, ...]]:
    return MappingProxyType(table)


STATEMENTS = _frozen(
    {
        StatementKey.RULESET: ("规则集", "ruleset"),
        StatementKey.IMPORT: ("引用", "import"),
        StatementKey.UNIT: ("计量单位", "unit"),
        StatementKey.PARAM: ("参数", "param"),
        StatementKey.FORM: ("版式", "form"),
        StatementKey.TABLE: ("表", "table"),
        StatementKey.INDICATOR: ("指标", "indicator"),
        StatementKey.GROUP: ("组", "group"),
        StatementKey.RULE: ("规则", "rule"),
        StatementKey.TEMPLATE: ("模板", "template"),
        StatementKey.APPLY: ("套用", "apply"),
        StatementKey.TEST: ("测试", "test"),
        StatementKey.CLAIM: ("陈述", "claim"),
        StatementKey.WAIVER: ("豁免", "waive"),
    }
)

CLAUSES = _frozen(
    {
        ClauseKey.REQUIRE: ("要求", "require"),
        ClauseKey.WHEN: ("当", "when"),
        ClauseKey.FOREACH: ("对每个", "foreach"),
        ClauseKey.BY: ("按", "by"),
        ClauseKey.TOLERANCE: ("容差", "tolerance"),
        ClauseKey.ROUNDING: ("取整", "rounding"),
        ClauseKey.MISSING: ("空值", "missing"),
        ClauseKey.APPLIES: ("适用", "applies"),
        ClauseKey.GRADE: ("分级", "grade"),
        ClauseKey.MESSAGE: ("消息", "message"),
        ClauseKey.MESSAGE_EN: ("消息en", "message_en", "英文消息"),
        ClauseKey.BASIS: ("依据", "basis"),
        ClauseKey.FIX: ("整改", "fix"),
        ClauseKey.RELATED: ("相关", "related"),
        ClauseKey.UNLESS_FAILED: ("让位", "unless_failed"),
        ClauseKey.TAGS: ("标签", "tags"),
        ClauseKey.STATUS: ("状态", "status"),
        ClauseKey.VERSION: ("版本", "version"),
        ClauseKey.KIND: ("类别", "kind"),
        ClauseKey.LANGUAGE: ("语言", "language"),
        ClauseKey.FORM: ("版式", "form", "forms"),
        ClauseKey.YEARS: ("年度", "years", "year"),
        ClauseKey.CUES: ("特征", "cues"),
        ClauseKey.NUMBER: ("位置", "number"),
        ClauseKey.LABEL: ("栏目", "label"),
        ClauseKey.COLUMN_LABEL: ("列目", "column_label"),
        ClauseKey.ALIAS: ("别名", "alias", "aliases"),
        ClauseKey.COLUMNS: ("列", "columns", "members"),
        ClauseKey.COLUMN_ALIAS: ("列别名", "column_alias", "column_aliases"),
        ClauseKey.TOTAL_COLUMN: ("合计列", "total_column"),
        ClauseKey.SIGNED: ("可负", "signed"),
        ClauseKey.TRUST: ("可信", "trust"),
        ClauseKey.ENGLISH: ("英文", "english"),
        ClauseKey.ID: ("编号", "id"),
        ClauseKey.TITLE: ("标题", "title"),
        ClauseKey.WORDING: ("写法", "wording", "wordings"),
        ClauseKey.DENIAL: ("否定", "denial"),
        ClauseKey.UNIVERSAL: ("全称", "universal"),
        ClauseKey.MENTION: ("提到", "mention"),
        ClauseKey.SCOPE: ("范围", "scope"),
        ClauseKey.EXCLUDE: ("排除", "exclude"),
        ClauseKey.EXAMPLE: ("例句", "example"),
        ClauseKey.COUNTEREXAMPLE: ("反例", "counterexample"),
        ClauseKey.ORG: ("单位", "org"),
        ClauseKey.REASON: ("理由", "reason"),
        ClauseKey.APPROVED_BY: ("批准", "approved_by"),
        ClauseKey.UNTIL: ("有效至", "until"),
        ClauseKey.BINDING: ("对象", "binding"),
        ClauseKey.FIGURES: ("数值", "figures"),
    }
)

WORDS = _frozen(
    {
        Word.IF: ("若", "如果", "if"),
        Word.THEN: ("则", "那么", "then"),
        Word.ELSE: ("否则", "else"),
        Word.IFF: ("当且仅当", "iff"),
        Word.OR: ("或", "或者", "or"),
        Word.AND: ("且", "并且", "and"),
        Word.NOT: ("非", "不是", "not"),
        Word.BETWEEN: ("介于", "between"),
        Word.TO: ("与", "和", "至", "and"),
        Word.BETWEEN_END: ("之间",),
        Word.IN: ("属于", "in"),
        Word.NOT_IN: ("不属于", "not_in"),
        Word.AT: ("于", "属于", "in", "of"),
        Word.RELATIVE: ("相对", "relative"),
        Word.OTHERWISE: ("其他", "else"),
        Word.NARRATIVE: ("正文", "narrative"),
        Word.ENUMERATIONS: ("列举句", "enumerations"),
        Word.RATES: ("比率句", "rates"),
        Word.PREVIOUS: ("上年", "prev"),
        Word.BLANK: ("空", "空白", "blank"),
        Word.RESULT: ("结果", "result"),
        Word.ALL_FORMS: ("全部", "all"),
        Word.DIFFERENCE: ("差额", "difference"),
        Word.RELATIVE_DIFFERENCE: ("相对差额", "relative_difference"),
        Word.EXPECTED: ("应报", "expected"),
        Word.REPORTED: ("已报", "reported"),
        Word.CHILDREN: ("下级", "children"),
        Word.FIRST: ("首次公布", "first_published"),
    }
)

# Comparison signs and words, each with the sign that stands for it.
COMPARISONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "=": ("==", "=", "等于"),
        "≠": ("≠", "!=", "<>", "不等于"),
        ">": (">", "大于"),
        "≥": ("≥", ">=", "≧", "⩾", "不小于", "大于等于", "大于或等于", "至少"),
        "<": ("<", "小于"),
        "≤": ("≤", "<=", "≦", "⩽", "不大于", "小于等于", "小于或等于", "不超过"),
        "≈": ("≈", "~=", "约等于"),
    }
)

# Words that a bare name cannot be; a name that is one of them is written in 「…」.
_RESERVED_WORDS = (
    Word.IF,
    Word.THEN,
    Word.ELSE,
    Word.IFF,
    Word.OR,
    Word.AND,
    Word.NOT,
    Word.BETWEEN,
    Word.TO,
    Word.BETWEEN_END,
    Word.IN,
    Word.NOT_IN,
)

TYPES = _frozen(
    {
        Kind.COUNT: ("计数", "count"),
        Kind.MONEY: ("金额", "money"),
        Kind.RATIO: ("比率", "ratio"),
        Kind.DAYS: ("天数", "days"),
        Kind.DATE: ("日期", "date"),
        Kind.TEXT: ("文本", "text"),
        Kind.HEADING: ("标题", "heading"),
    }
)
SPLITS = _frozen({Split.SUM: ("分为", "splits"), Split.OF_WHICH: ("其中", "of_which")})
SEVERITIES = _frozen(
    {
        Severity.ERROR: ("强制", "error"),
        Severity.WARNING: ("核实", "warning"),
        Severity.NOTICE: ("提示", "notice"),
    }
)
STATES = _frozen(
    {
        State.DRAFT: ("草案", "draft"),
        State.TRIAL: ("试行", "trial"),
        State.ACTIVE: ("启用", "active"),
        State.RETIRED: ("停用", "retired"),
    }
)
VERDICTS = _frozen(
    {
        Verdict.PASS: ("通过", "pass"),
        Verdict.FAIL: ("不通过", "fail"),
        Verdict.UNKNOWN: ("无法判定", "unknown", "无法判断"),
        Verdict.NOT_APPLICABLE: ("不适用", "na"),
    }
)
MISSING = _frozen(
    {
        MissingWord.UNKNOWN: ("无法判定", "unknown"),
        MissingWord.TRY_ZERO: ("试零", "try_zero"),
        MissingWord.ZERO: ("视为零", "zero"),
        MissingWord.SKIP: ("跳过", "skip"),
        MissingWord.FAIL: ("不通过", "fail"),
    }
)
ROUNDINGS = _frozen(
    {
        Rounding.HALF_UP: ("四舍五入", "half_up"),
        Rounding.TRUNCATE: ("截断", "truncate"),
        Rounding.ANY: ("任意", "any"),
    }
)
SCOPES = _frozen(
    {
        ScopeKey.YEARS: ("年度", "year", "years"),
        ScopeKey.LEVELS: ("层级", "level"),
        ScopeKey.REGIONS: ("地区", "region"),
        ScopeKey.KINDS: ("类型", "type"),
        ScopeKey.EXCEPT: ("除外", "except"),
    }
)

# Kinds of rules; people read the first spelling.
KINDS: tuple[tuple[str, ...], ...] = (
    ("格式", "format"),
    ("平衡", "balance"),
    ("界限", "bound"),
    ("条件", "condition"),
    ("合理", "plausibility"),
    ("时限", "deadline"),
    ("文表", "narrative_table"),
    ("文内", "narrative"),
    ("文跨", "narrative_period"),
    ("跨期", "cross_period"),
    ("跨级", "cross_level"),
    ("诊断", "diagnosis"),
)

# What stands between braces in a message beside names; the first spelling is what the engine fills.
PLACEHOLDERS: tuple[tuple[str, ...], ...] = (
    ("左", "left"),
    ("右", "right"),
    ("差额", "difference"),
    ("相对差额", "relative_difference"),
    ("算式", "formula"),
    ("单位", "unit"),
    ("年度", "year"),
    ("列", "column"),
    ("出处", "place"),
    ("缺", "missing"),
    ("缺表", "missing_tables"),
    ("异单位", "stray_units"),
    ("疑", "suspects", "suspect"),
    ("引文", "quote"),
)

# The marks of a wording.
FIGURE_MARKS = ("数", "number", "figure")
MONEY_MARKS = ("金额", "money", "amount")
PERCENT_MARKS = ("百分比", "percent", "percentage")


def by_word(table: Mapping[_K, tuple[str, ...]]) -> Mapping[str, _K]:
    """What each spelling of a table means."""
    return MappingProxyType({word: key for key, words in table.items() for word in words})


def canonical(table: Iterable[tuple[str, ...]]) -> Mapping[str, str]:
    """The first spelling of each spelling."""
    return MappingProxyType({word: words[0] for words in table for word in words})


STATEMENT_WORDS = by_word(STATEMENTS)
CLAUSE_WORDS = by_word(CLAUSES)
TYPE_WORDS = by_word(TYPES)
SPLIT_WORDS = by_word(SPLITS)
SEVERITY_WORDS = by_word(SEVERITIES)
STATE_WORDS = by_word(STATES)
VERDICT_WORDS = by_word(VERDICTS)
MISSING_WORDS = by_word(MISSING)
ROUNDING_WORDS = by_word(ROUNDINGS)
SCOPE_WORDS = by_word(SCOPES)
COMPARISON_WORDS = by_word(COMPARISONS)
KIND_WORDS = canonical(KINDS)
PLACEHOLDER_WORDS = canonical(PLACEHOLDERS)
RESERVED: frozenset[str] = frozenset(word for key in _RESERVED_WORDS for word in WORDS[key]) | frozenset(
    word for words in COMPARISONS.values() for word in words if word.isalpha()
)


def is_word(text: str, word: Word) -> bool:
    """Whether a text is a spelling of a word."""
    return text in WORDS[word]


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


FUNCTIONS = _frozen(
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
PEER_KEYS = _frozen(
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


ENUMERATION_FIELDS = _frozen(
    {
        ItemField.TOTAL: ("总数", "total"),
        ItemField.PARTS: ("分项", "parts"),
        ItemField.COMPLETE: ("列举完整", "complete"),
        ItemField.OVERLAPPING: ("可重复", "overlapping"),
        ItemField.CARRIED: ("可含上年结转", "carried"),
    }
)
RATE_FIELDS = _frozen(
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
