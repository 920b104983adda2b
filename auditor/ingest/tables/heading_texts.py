"""What a printed heading says, however it is set: without its number, its brackets, its blanks, in one spelling."""

from __future__ import annotations

import re

from auditor.patterns import regex
from auditor.source import fold
from auditor.source import remembered

BRACKETS = regex(r"[(\[【][^()\[\]【】]*[)\]】]")
_SIGNS = regex(r"[\W_]+")
_ORDINAL = regex(r"(?:[(][一二三四五六七八九十\d]{1,3}[)]|[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[.、)]|[①-⑳])")
# NOTE: the same word in other clothes; both sides of every comparison go through this.
_SPELLINGS = (
    *(("年度", "年"), ("其它", "其他"), ("维护", "维持"), ("机关法人", "法人")),
    *(("下一年", "下年"), ("事业型", "事业性")),
)
_UNIT_NOTE = regex(r"[(](?:计量)?(?:单位[::]?)?([^()\d]{1,3})[)]")
_NUMBERS = regex(r"^\s*(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.]\s*|其中\s*:?)*")
_EXPLAINED = regex(r"(?P<word>[^:\d]{2,30}?)\s*(?::(?=[^\d]{8})(?s:.*)|(?:19|20)\d\d\s*年度?)")
# 合计：见附件 below a table is no row.
_TOTAL = regex("[总合共]计|总数")


@remembered
def squash(text: str) -> str:
    """A heading reduced to what names it: no blanks, no outline number, no punctuation, one spelling.

    >>> squash("（三） 3.危及“三安全一稳定”")
    '危及三安全一稳定'
    """
    bare = _SIGNS.sub("", _without_ordinal(text))
    for other, usual in _SPELLINGS:
        bare = bare.replace(other, usual)
    return bare


def variants(text: str) -> tuple[str, ...]:
    """The squashed text, with and without what stands in brackets."""
    whole = squash(text)
    outside = squash(BRACKETS.sub("", _without_ordinal(text)))
    return (whole,) if outside in {whole, ""} else (whole, outside)


def unit_in(text: str) -> str:
    """The unit word that a heading prints in brackets, never its number: 万元 of （三）收费金额（单位：万元）."""
    match = _UNIT_NOTE.search(_without_ordinal(text))
    return match[1] if match else ""


def without_number(text: str) -> str:
    """A label as it is folded, without the number and the 其中 before it.

    >>> without_number("其中：（2）网上公开")
    '网上公开'
    """
    return _NUMBERS.sub("", fold(text)).strip()


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


def _without_ordinal(text: str) -> str:
    bare = re.sub(r"\s+", "", fold(text))
    while match := _ORDINAL.match(bare):
        bare = bare[match.end() :]
    return bare
