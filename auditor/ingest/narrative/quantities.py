"""Every counted thing that the prose prints: the figure, its hedge, and the word that says what is counted."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.ingest.figures import HEDGES_AFTER
from auditor.ingest.figures import HEDGES_BEFORE
from auditor.ingest.figures import HEDGES_WITHIN
from auditor.ingest.figures import parse_number
from auditor.patterns import regex

if TYPE_CHECKING:
    import re

    from auditor.ingest.figures import Number

# A long text says few figures and those often.
_number = lru_cache(maxsize=4096)(parse_number)
PERCENT = "%"
MONEY = "元"

# Measure words; the longer is tried first. 年 月 日 号 届 are among them so that a date is never taken for a count.
_UNITS = (
    "个百分点 个工作日 平方公里 平方米 个小时 个月 人[(]次[)] 人次 件次 家次 条次 场次 批次 台次 户次 篇次 车次 小时 "
    "分钟 公里 季度 周岁 月份 元 条 件 次 篇 人 名 项 份 起 场 期 家 户 宗 例 封 则 幅 部 册 本 卷 页 批 届 轮 "
    "类 种 个 辆 台 块 处 所 座 亩 吨 间 套 张 枚 位 组 村 镇 乡 县 市 年 月 日 天 时 分 秒 号 级 度 倍 字 周 大 % ‰"
)
_UNIT = "|".join(sorted(_UNITS.split(), key=len, reverse=True))
_UNIT_WORD = regex(_UNIT)
_QUANTITY = regex(
    rf"(?P<figure>(?:{'|'.join(HEDGES_BEFORE)})?"
    r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    rf"(?:{'|'.join(HEDGES_WITHIN)})?(?:万亿|[百千万亿])?(?:{'|'.join(HEDGES_WITHIN)})?)"
    rf"(?P<unit>{_UNIT})?(?P<after>{'|'.join(HEDGES_AFTER)})?"
)
# A figure next to one of these is part of a number, a file number, a range, an ordinal or a name.
_JOINED_BEFORE = regex(
    "[0-9A-Za-z.\u3014/@_+=*-]$|[0-9] $|第$|[0-9年月日号][-~—–至到]$|[0-9][-~—–至到]+$|(?:不足|不到|不满|未满)$"
)
_RANGE_AFTER = regex("[-~—–至到]+[0-9]")
_JOINED_AFTER = regex("[-~—–至到]+[0-9]|[0-9A-Za-z/@_]|[.][0-9]")


class Quantity(Struct, frozen=True):
    """A figure with its unit word.

    `start` to `end` is all of it, `digits_start` to `digits_end` the bare digits, and its unit word ends at `unit_end`.
    """

    start: int
    end: int
    digits_start: int
    digits_end: int
    unit_end: int
    number: Number
    unit: str

    @property
    def is_exact_count(self) -> bool:
        """Whether this is a plain whole number of something, neither hedged nor rounded."""
        number = self.number
        return number.hedge is None and not number.digits and number.multiplier == 1 and bool(self.unit)

    @property
    def count(self) -> int:
        """The figure as a whole number; meant for exact counts."""
        return int(self.number.value)


def read_quantities(text: str) -> tuple[Quantity, ...]:
    """All figures of a text in order, ranges and numbers that count nothing left out."""
    return tuple(quantity for found in _QUANTITY.finditer(text) if (quantity := _quantity(text, found)) is not None)


def unit_at(text: str, at: int) -> str:
    """The unit word that stands at a place of a text, if any."""
    found = _UNIT_WORD.match(text, at)
    return found[0] if found else ""


def covering(quantities: tuple[Quantity, ...], start: int, end: int) -> Quantity | None:
    """The one quantity whose digits a range holds or lies in."""
    index = bisect_left(quantities, start, key=lambda quantity: quantity.digits_end)
    while index < len(quantities) and quantities[index].digits_start < end:
        if quantities[index].digits_end > start:
            return quantities[index]
        index += 1
    return None


def _quantity(text: str, found: re.Match[str]) -> Quantity | None:
    start, end = found.span()
    joined = _RANGE_AFTER if found["unit"] else _JOINED_AFTER
    if _JOINED_BEFORE.search(text, max(0, start - 4), start) or joined.match(text, end):
        return None
    number = _number(found["figure"] + (found["after"] or ""))
    if number is None:
        return None
    unit = (found["unit"] or "").replace("(", "").replace(")", "")
    unit_end = found.end("unit") if found["unit"] else found.end("figure")
    return Quantity(start, end, *found.span("digits"), unit_end, number, unit)
