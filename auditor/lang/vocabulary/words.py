"""Both spellings of the words within expressions, heads and messages: operators, signs, and what has a name."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.lang.vocabulary.spellings import by_word
from auditor.lang.vocabulary.spellings import canonical
from auditor.lang.vocabulary.spellings import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping


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


WORDS = frozen(
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
