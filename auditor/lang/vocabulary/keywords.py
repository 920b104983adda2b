"""Both spellings of the keywords of statements and clauses, and of the words that can stand there.

Each table maps what a word means to how it is written, the Chinese spelling first. The words of expressions are in
`words`, functions in `function_words`; nothing else in the package writes a word of the language.
"""

from __future__ import annotations

from auditor.lang.typed import Missing
from auditor.lang.vocabulary.spellings import Spelled
from auditor.lang.vocabulary.spellings import by_word
from auditor.lang.vocabulary.spellings import canonical
from auditor.lang.vocabulary.spellings import frozen
from auditor.lang.vocabulary.spellings import spellings
from auditor.results import Severity
from auditor.results import State
from auditor.results import Verdict
from auditor.schema import Kind
from auditor.schema import Split


class StatementKey(Spelled):
    """What a statement is."""

    RULESET = "ruleset", "规则集", "ruleset"
    IMPORT = "import", "引用", "import"
    UNIT = "unit", "计量单位", "unit"
    PARAM = "param", "参数", "param"
    FORM = "form", "版式", "form"
    TABLE = "table", "表", "table"
    INDICATOR = "indicator", "指标", "indicator"
    GROUP = "group", "组", "group"
    RULE = "rule", "规则", "rule"
    TEMPLATE = "template", "模板", "template"
    APPLY = "apply", "套用", "apply"
    TEST = "test", "测试", "test"
    WORD_GROUP = "word_group", "词组", "word_group"
    CLAIM = "claim", "陈述", "claim"
    WAIVER = "waive", "豁免", "waive"


STATEMENTS = spellings(StatementKey)


class ClauseKey(Spelled):
    """What a clause of a statement says."""

    REQUIRE = "require", "要求", "require"
    WHEN = "when", "当", "when"
    FOREACH = "foreach", "对每个", "foreach"
    BY = "by", "按", "by"
    TOLERANCE = "tolerance", "容差", "tolerance"
    ROUNDING = "rounding", "取整", "rounding"
    MISSING = "missing", "空值", "missing"
    APPLIES = "applies", "适用", "applies"
    GRADE = "grade", "分级", "grade"
    MESSAGE = "message", "消息", "message"
    MESSAGE_EN = "message_en", "消息en", "message_en", "英文消息"
    BASIS = "basis", "依据", "basis"
    FIX = "fix", "整改", "fix"
    RELATED = "related", "相关", "related"
    UNLESS_FAILED = "unless_failed", "让位", "unless_failed"
    TAGS = "tags", "标签", "tags"
    STATUS = "status", "状态", "status"
    VERSION = "version", "版本", "version"
    KIND = "kind", "类别", "kind"
    LANGUAGE = "language", "语言", "language"
    FORM = "form", "版式", "form", "forms"
    YEARS = "years", "年度", "years", "year"
    NUMBER = "number", "位置", "number"
    LABEL = "label", "栏目", "label"
    COLUMN_LABEL = "column_label", "列目", "column_label"
    ALIAS = "alias", "别名", "alias", "aliases"
    COLUMNS = "columns", "列", "columns", "members"
    COLUMN_ALIAS = "column_alias", "列别名", "column_alias", "column_aliases"
    TOTAL_COLUMN = "total_column", "合计列", "total_column"
    HEADS = "heads", "表头", "heads"
    SIGNED = "signed", "可负", "signed"
    TRUST = "trust", "可信", "trust"
    ENGLISH = "english", "英文", "english"
    ID = "id", "编号", "id"
    TITLE = "title", "标题", "title"
    WORDING = "wording", "写法", "wording", "wordings"
    DENIAL = "denial", "否定", "denial"
    UNIVERSAL = "universal", "全称", "universal"
    MENTION = "mention", "提到", "mention"
    SCOPE = "scope", "范围", "scope"
    EXCLUDE = "exclude", "排除", "exclude"
    CONTEXT = "context", "上文", "context"
    EXAMPLE = "example", "例句", "example"
    COUNTEREXAMPLE = "counterexample", "反例", "counterexample"
    ORG = "org", "单位", "org"
    REASON = "reason", "理由", "reason"
    APPROVED_BY = "approved_by", "批准", "approved_by"
    UNTIL = "until", "有效至", "until"
    BINDING = "binding", "对象", "binding"
    FIGURES = "figures", "数值", "figures"


CLAUSES = spellings(ClauseKey)


class Rounding(Spelled):
    """How a printed ratio was rounded."""

    HALF_UP = "half_up", "四舍五入", "half_up"
    TRUNCATE = "truncate", "截断", "truncate"
    ANY = "any", "任意", "any"


ROUNDINGS = spellings(Rounding)


class ScopeKey(Spelled):
    """What a part of 适用 narrows."""

    YEARS = "year", "年度", "year", "years"
    LEVELS = "level", "层级", "level"
    REGIONS = "region", "地区", "region"
    KINDS = "type", "类型", "type"
    EXCEPT = "except", "除外", "except"


SCOPES = spellings(ScopeKey)


MISSING = frozen(
    {
        Missing.UNKNOWN: ("无法判定", "unknown"),
        Missing.TRY_ZERO: ("试零", "try_zero"),
        Missing.ZERO: ("视为零", "zero"),
        Missing.SKIP: ("跳过", "skip"),
        Missing.FAIL: ("不通过", "fail"),
    }
)
TYPES = frozen(
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
SPLITS = frozen({Split.SUM: ("分为", "splits"), Split.OF_WHICH: ("其中", "of_which")})
SEVERITIES = frozen(
    {
        Severity.ERROR: ("强制", "error"),
        Severity.WARNING: ("核实", "warning"),
        Severity.NOTICE: ("提示", "notice"),
    }
)
STATES = frozen(
    {
        State.DRAFT: ("草案", "draft"),
        State.TRIAL: ("试行", "trial"),
        State.ACTIVE: ("启用", "active"),
        State.RETIRED: ("停用", "retired"),
    }
)
VERDICTS = frozen(
    {
        Verdict.PASS: ("通过", "pass"),
        Verdict.FAIL: ("不通过", "fail"),
        Verdict.UNKNOWN: ("无法判定", "unknown", "无法判断"),
        Verdict.NOT_APPLICABLE: ("不适用", "na"),
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

# The marks of a wording.
FIGURE_MARKS = ("数", "number", "figure")
MONEY_MARKS = ("金额", "money", "amount")
PERCENT_MARKS = ("百分比", "percent", "percentage")
MARKS = (*FIGURE_MARKS, *MONEY_MARKS, *PERCENT_MARKS)


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
KIND_WORDS = canonical(KINDS)
