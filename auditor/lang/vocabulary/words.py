"""Both spellings of the words within expressions, heads and messages: operators, signs, and what has a name."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.lang.vocabulary.spellings import Spelled
from auditor.lang.vocabulary.spellings import by_word
from auditor.lang.vocabulary.spellings import canonical
from auditor.lang.vocabulary.spellings import spellings

if TYPE_CHECKING:
    from collections.abc import Mapping


class Word(Spelled):
    """A word within an expression or a head."""

    IF = "if", "若", "如果", "if"
    THEN = "then", "则", "那么", "then"
    ELSE = "else", "否则", "else"
    IFF = "iff", "当且仅当", "iff"
    OR = "or", "或", "或者", "or"
    AND = "and", "且", "并且", "and"
    NOT = "not", "非", "不是", "not"
    BETWEEN = "between", "介于", "between"
    TO = "to", "与", "和", "至", "and"
    BETWEEN_END = "between_end", "之间"
    IN = "in", "属于", "in"
    NOT_IN = "not_in", "不属于", "not_in"
    AT = "at", "于", "属于", "in", "of"
    RELATIVE = "relative", "相对", "relative"
    OTHERWISE = "otherwise", "其他", "else"
    NARRATIVE = "narrative", "正文", "narrative"
    ENUMERATIONS = "enumerations", "列举句", "enumerations"
    RATES = "rates", "比率句", "rates"
    PREVIOUS = "prev", "上年", "prev"
    BLANK = "blank", "空", "空白", "blank"
    RESULT = "result", "结果", "result"
    ALL_FORMS = "all", "全部", "all"
    DIFFERENCE = "difference", "差额", "difference"
    RELATIVE_DIFFERENCE = "relative_difference", "相对差额", "relative_difference"
    EXPECTED = "expected", "应报", "expected"
    REPORTED = "reported", "已报", "reported"
    CHILDREN = "children", "下级", "children"
    FIRST = "first_published", "首次公布", "first_published"


WORDS = spellings(Word)


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

COMPARISON_WORDS = by_word(COMPARISONS)
RESERVED: frozenset[str] = frozenset(word for key in _RESERVED_WORDS for word in WORDS[key]) | frozenset(
    word for words in COMPARISONS.values() for word in words if word.isalpha()
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
PLACEHOLDER_WORDS = canonical(PLACEHOLDERS)
