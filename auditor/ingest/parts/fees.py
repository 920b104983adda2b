"""The fee for processing information that a report says was collected: an amount, none at all, or no word of it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.patterns import regex
from auditor.source import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_SENTENCE = regex("[^。;!?]{1,2000}")
_TITLE = regex("《[^《》]{0,80}》")
# What is certainly this fee wherever it stands; in the part that must report it any fee is.
_NAMED = regex("信息处理费|信息公开处理费|(?:政府信息公开|信息公开|依申请公开)[^,]{0,10}(?:收费|费用)")
_ANY_FEE = regex("费")
_AMOUNT = regex(r"(?P<n>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|零)(?P<unit>万?元)")
_TOTAL = regex("(?:共计?|合计|总计|累计|总额为?|总金额为?)$")
_TARIFF = regex("(?:每[件页次张份]?|超过|以上|标准|上限|不足)[^,]{0,8}$")
_BARE_ZERO = regex("费(?:金额|总额|用)?(?:为|是|:)?(?:0(?![0-9.])|零)")
_NONE = regex(
    "(?:未|没有|没|无|不)(?:曾|有)?(?:向[^,]{0,16}?)?(?:收取|收过|收到|产生|发生|出现|涉及|征收)[^,]{0,20}费(?!通知|标准|依据)"
    "|(?:未|没有|没|无|不)(?:任何|相关|有关|政府信息公开|信息公开|信息处理|依申请公开|的)*(?:收费|费用|处理费)(?!通知|标准|依据)"
    "|(?:均|全部|一律|全)(?:为|予以)?免费"
)
_YEAR = regex("(20[0-9]{2})年")
_TENTHOUSAND = 10_000


class Fee(Struct, frozen=True):
    """An amount in whole 元, and where it is said: a range of the text without blanks."""

    yuan: int
    span: Span


def processing_fee(text: str, section: Span | None, year: int | None = None) -> Fee | None:
    """The fee that a text without blanks reports: first in the part on other matters, else anywhere by its name.

    A text that speaks of no fee of the reported year gives none; so does an amount that is no whole number of 元.
    """
    if section is not None:
        found = _in(text, section, _ANY_FEE, year)
        if found is not None:
            return found
    return _in(text, Span(0, len(text)), _NAMED, year)


def _in(text: str, span: Span, named: re.Pattern[str], year: int | None) -> Fee | None:
    for sentence in _SENTENCE.finditer(text, span.start, span.end):
        words = _TITLE.sub(lambda found: "·" * len(found[0]), sentence[0])
        if named.search(words) is None or not _is_of(words, year):
            continue
        for said in (_amount(words), _nothing(words)):
            if said is not None:
                yuan, start, end = said
                return Fee(yuan, Span(sentence.start() + start, sentence.start() + end))
    return None


def _is_of(words: str, year: int | None) -> bool:
    """Whether a sentence names the reported year, or none."""
    years = {int(found) for found in _YEAR.findall(words)}
    return year is None or not years or year in years


def _amount(words: str) -> tuple[int, int, int] | None:
    """The amount of a sentence: the one said to be the total, else the first; a tariff is none."""
    amounts = list(_amounts(words))
    if not amounts:
        return None
    total = next((found for found in amounts if _TOTAL.search(words, 0, found[1])), amounts[0])
    yuan, start, end = total
    return (int(yuan), start, end) if yuan.denominator == 1 else None


def _amounts(words: str) -> Iterator[tuple[Fraction, int, int]]:
    for found in _AMOUNT.finditer(words):
        if _TARIFF.search(words, 0, found.start()) or "费" not in words[: found.end() + 12]:
            continue
        number = Fraction(found["n"].replace(",", "").replace("零", "0"))
        yield number * (_TENTHOUSAND if found["unit"] == "万元" else 1), *found.span()


def _nothing(words: str) -> tuple[int, int, int] | None:
    found = _BARE_ZERO.search(words) or _NONE.search(words)
    return (0, *found.span()) if found else None
