"""Both spellings of the keywords of statements and clauses, and of the words that can stand there.

Each table maps what a word means to how it is written, the Chinese spelling first. The words of expressions are in
`words`, functions in `function_words`; nothing else in the package writes a word of the language.
"""

from __future__ import annotations

from enum import StrEnum

from auditor.lang.vocabulary.spellings import by_word
from auditor.lang.vocabulary.spellings import canonical
from auditor.lang.vocabulary.spellings import frozen
from auditor.results import Severity
from auditor.results import State
from auditor.results import Verdict
from auditor.schema import Kind
from auditor.schema import Split


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
    WORD_GROUP = "word_group"
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
    HEADS = "heads"
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


STATEMENTS = frozen(
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
        StatementKey.WORD_GROUP: ("词组", "word_group"),
        StatementKey.CLAIM: ("陈述", "claim"),
        StatementKey.WAIVER: ("豁免", "waive"),
    }
)

CLAUSES = frozen(
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
        ClauseKey.HEADS: ("表头", "heads"),
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
MISSING = frozen(
    {
        MissingWord.UNKNOWN: ("无法判定", "unknown"),
        MissingWord.TRY_ZERO: ("试零", "try_zero"),
        MissingWord.ZERO: ("视为零", "zero"),
        MissingWord.SKIP: ("跳过", "skip"),
        MissingWord.FAIL: ("不通过", "fail"),
    }
)
ROUNDINGS = frozen(
    {
        Rounding.HALF_UP: ("四舍五入", "half_up"),
        Rounding.TRUNCATE: ("截断", "truncate"),
        Rounding.ANY: ("任意", "any"),
    }
)
SCOPES = frozen(
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
