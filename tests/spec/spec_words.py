"""Which sections of the specification try which words of the language, told by their rule files and tables."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.lang.vocabulary import function_words
from auditor.lang.vocabulary import keywords
from auditor.lang.vocabulary.words import COMPARISONS
from auditor.lang.vocabulary.words import PLACEHOLDERS
from auditor.lang.vocabulary.words import WORDS
from auditor.source import fold
from tests.spec.spec_runner import Case
from tests.spec.spec_runner import read_cases

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

CASES = tuple(case for path in sorted(Path(__file__).parent.glob("*.md")) for case in read_cases(path))
# What the files of a section say: its own, and once what it shares with those after it.
TEXTS = tuple(
    (case, fold(case.rules + (case.shared if before is None or before.shared != case.shared else "")))
    for before, case in zip((None, *CASES), CASES, strict=False)
)
# Every closed list of words that the language has.
TABLES: Mapping[str, Iterable[tuple[str, ...]]] = {
    "语句 Statements": keywords.STATEMENTS.values(),
    "条款 Clauses": keywords.CLAUSES.values(),
    "词 Words": WORDS.values(),
    "比较 Comparisons": COMPARISONS.values(),
    "类型 Types": keywords.TYPES.values(),
    "分项 Splits": keywords.SPLITS.values(),
    "级别 Severities": keywords.SEVERITIES.values(),
    "状态 States": keywords.STATES.values(),
    "结果 Verdicts": keywords.VERDICTS.values(),
    "空值 Blanks": keywords.MISSING.values(),
    "取整 Roundings": keywords.ROUNDINGS.values(),
    "适用 Scopes": keywords.SCOPES.values(),
    "函数 Functions": function_words.FUNCTIONS.values(),
    "占位 Placeholders": PLACEHOLDERS,
    "类别 Kinds": keywords.KINDS,
    "部分 Passages": function_words.PASSAGES,
    "同级 Peers": function_words.PEER_KEYS.values(),
    "列举句 Enumerations": function_words.ENUMERATION_FIELDS.values(),
    "比率句 Rates": function_words.RATE_FIELDS.values(),
    "写法的记号 Marks": (keywords.FIGURE_MARKS, keywords.MONEY_MARKS, keywords.PERCENT_MARKS),
}


def words() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every word with the list that it is of."""
    for table, rows in TABLES.items():
        yield from ((table, spellings) for spellings in rows)


def tried_in(spellings: tuple[str, ...]) -> tuple[Case, ...]:
    """The sections whose rules or tables have a word in one of its spellings, and in which nothing is wrong."""
    pattern = re.compile("|".join(_whole(fold(spelling)) for spelling in spellings))
    return tuple(case for case, text in TEXTS if not case.expected and pattern.search(text))


def _whole(spelling: str) -> str:
    """A word is one only where it is a whole run of name characters."""
    before, after = (r"(?<![\w·])" if spelling[0].isalpha() else ""), (r"(?![\w·])" if spelling[-1].isalpha() else "")
    return before + re.escape(spelling) + after
