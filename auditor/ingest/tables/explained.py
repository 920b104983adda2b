"""Headings with what explains them behind them."""

from __future__ import annotations

from auditor.patterns import regex
from auditor.source import fold

_EXPLAINED = regex(r"(?P<word>[^:\d]{2,30}?)\s*(?::(?=[^\d]{8})(?s:.*)|(?:19|20)\d\d\s*年度?)")
# 合计：见附件 below a table is no row.
_TOTAL = regex("[总合共]计|总数")


def explained(text: str) -> str:
    """The heading that a text explains, or says the year of; nothing where it does neither.

    >>> explained("规章：由省级人民政府制定的规范"), explained("上一年项目数量 2019年")
    ('规章', '上一年项目数量')
    >>> explained("合计：见附件一的各个统计表")
    ''
    """
    found = _EXPLAINED.fullmatch(fold(text).strip())
    word = found["word"] if found else ""
    return "" if _TOTAL.search(word) else word
