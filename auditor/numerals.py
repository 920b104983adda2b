"""Whole numbers in Chinese numerals: 三十二, 两百, 三百五, 二〇一八."""

from __future__ import annotations

from unicodedata import numeric

from auditor.patterns import regex

_DIGIT = "[一二两三四五六七八九]"
_SECTION = rf"(?:{_DIGIT}千零?)?(?:{_DIGIT}百零?)?(?:{_DIGIT}?十|廿|卅)?{_DIGIT}?"
_NUMERAL = regex(rf"(?:{_SECTION}亿零?)?(?:{_SECTION}万零?)?{_SECTION}")
_ZERO = regex("[〇零]")
_TENS = "廿卅"
_ONES = str.maketrans("〇零一二两三四五六七八九", "001223456789")


def by_digits(numeral: str) -> int:
    """The number whose digits are written one by one: 二〇一八."""
    return int(numeral.translate(_ONES))


def number_in(numeral: str) -> int | None:
    """What Chinese numerals say, each by its value in Unicode; None where they are no number.

    A last digit without its unit has the one below the unit before it: 三百五 is 350, 三百零五 is 305. Before a further
    unit it may mean either: 三百五万.
    """
    if numeral[:1] in ("", "万", "亿") or not (_NUMERAL.fullmatch(numeral) or _ZERO.fullmatch(numeral)):
        return None
    total = section = digit = 0
    unit = 1
    for char in numeral.replace("两", "二"):
        each = int(numeric(char))
        if each < numeric("十"):
            digit, unit = each, unit if each else 1
        elif each < numeric("万"):
            section += (digit or 1) * each
            digit, unit = 0, 1 if char in _TENS else each
        elif digit and numeric("十") < unit < numeric("万"):
            return None
        else:
            total += (section + digit) * each
            section, digit, unit = 0, 0, each
    return total + section + digit * max(1, unit // 10)
