"""What a printed figure says: its exact value, how finely it was printed, and what loosens it.

Figures stay exact from the character to the stored integer; a binary fraction never takes part.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from math import floor
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.document import Hedge
from auditor.numerals import by_digits
from auditor.numerals import number_in
from auditor.patterns import regex
from auditor.source import fold

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

HEDGES_BEFORE: Mapping[str, Hedge] = MappingProxyType(
    {
        "大约": Hedge.ABOUT,
        "约为": Hedge.ABOUT,
        "约有": Hedge.ABOUT,
        "约计": Hedge.ABOUT,
        "约": Hedge.ABOUT,
        "将近": Hedge.NEARLY,
        "接近": Hedge.NEARLY,
        "近": Hedge.NEARLY,
        "超过": Hedge.OVER,
        "超出": Hedge.OVER,
        "突破": Hedge.OVER,
        "超": Hedge.OVER,
        "逾": Hedge.OVER,
    }
)
HEDGES_WITHIN: Mapping[str, Hedge] = MappingProxyType({"余": Hedge.ODD, "多": Hedge.ODD, "几": Hedge.ODD})
HEDGES_AFTER: Mapping[str, Hedge] = MappingProxyType(
    {"左右": Hedge.ABOUT, "上下": Hedge.ABOUT, "以上": Hedge.OVER, "之多": Hedge.OVER}
)
MULTIPLIERS: Mapping[str, int] = MappingProxyType(
    {"": 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "万亿": 10**12}
)

# Longer digit strings are telephone numbers, file numbers or figures run together, never a count.
_MOST_DIGITS = 15
# 约 and 左右 are taken to mean within this share of the figure, 近 at most this share below it: one at least, since who
# writes 约18件 does not mean 18.
_ABOUT = Fraction(5, 100)
_ABOUT_ONE = Fraction(1)

_BEFORE = "|".join(HEDGES_BEFORE)
_WITHIN = "|".join(HEDGES_WITHIN)
_AFTER = "|".join(HEDGES_AFTER)
_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_FIGURE = regex(
    rf"(?P<before>{_BEFORE})? ?(?P<sign>[+-])?"
    rf"(?:(?P<digits>{_DIGITS}) ?(?P<odd>{_WITHIN})? ?(?P<multiplier>万亿|[百千万亿])?"
    r"|(?P<chinese>[〇零一二两三四五六七八九十百千万亿廿卅]+|[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+))"
    rf"(?P<within>{_WITHIN})? ?(?P<after>{_AFTER})?"
)
_YEAR = regex(r"[一二][〇零一二三四五六七八九]{3}")
# Digit by digit: 一〇二. Without a zero, 二三 may be two or three.
_BY_DIGITS = regex("[一二三四五六七八九](?=[一二三四五六七八九]*[〇零])[〇零一二三四五六七八九]+", needs="〇|零")
# Numerals as they are written on cheques.
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")


class Number(Struct, frozen=True):
    """A printed figure.

    `value` includes the multiplier (1.2万 is 12000), `digits` are the printed decimals (1), and `hedge` is the word
    that loosens it. A figure printed with decimals or a multiplier was rounded by whoever wrote it; a plain integer is
    exact.
    """

    value: Fraction
    digits: int = 0
    multiplier: int = 1
    hedge: Hedge | None = None

    @property
    def low(self) -> Fraction:
        """The least that the figure can mean."""
        return self._low(Fraction(1), rounded=self._is_rounded)

    @property
    def high(self) -> Fraction | None:
        """The most that the figure can mean; nothing when the end is open."""
        return self._high(Fraction(1), rounded=self._is_rounded)

    def scaled(self, scale: Fraction | int, *, rounded: bool = False) -> tuple[int, int, int | None] | None:
        """The stored integer with its bounds, one unit of the figure being `scale` stored integers.

        `rounded` says that the figure's own unit is coarse (万元), so that even a plain integer may have been rounded.
        Nothing when the figure is no whole number of stored integers: half a case is no count.
        """
        exact = Fraction(scale)
        stored = self.value * exact
        if stored.denominator != 1:
            return None
        loose = self._is_rounded or (rounded and self.value != 0)
        high = self._high(exact, rounded=loose)
        return int(stored), ceil(self._low(exact, rounded=loose)), None if high is None else floor(high)

    @property
    def _is_rounded(self) -> bool:
        return bool(self.digits) or (self.multiplier > 1 and self.value != 0)

    def _half_step(self) -> Fraction:
        return Fraction(self.multiplier, 2 * 10**self.digits)

    def _leeway(self) -> Fraction:
        """How far 约 reaches: a figure without decimals counts whole things, of which it is at least one."""
        share = abs(self.value) * _ABOUT
        return share if self._is_rounded or not self.value else max(share, _ABOUT_ONE)

    def _low(self, scale: Fraction, *, rounded: bool) -> Fraction:
        low = self.value - (self._half_step() if rounded else 0)
        if self.hedge in {Hedge.ABOUT, Hedge.NEARLY}:
            low = min(low, self.value - self._leeway())
        if self.hedge in {Hedge.OVER, Hedge.ODD}:
            low = self.value
        return low * scale

    def _high(self, scale: Fraction, *, rounded: bool) -> Fraction | None:
        if self.hedge in {Hedge.OVER, Hedge.ODD}:
            return None
        high = self.value + (self._half_step() if rounded else 0)
        if self.hedge is Hedge.ABOUT:
            high = max(high, self.value + self._leeway())
        if self.hedge is Hedge.NEARLY:
            high = self.value
        return high * scale


def parse_number(text: str) -> Number | None:
    """The figure that a text consists of, with its hedges and its multiplier but without a unit; else nothing.

    >>> parse_number("１,200").value
    Fraction(1200, 1)
    >>> parse_number("约1.2万").high
    Fraction(12600, 1)
    >>> parse_number("12,34") is None
    True
    """
    found = _FIGURE.fullmatch(fold(text).strip())
    if found is None:
        return None
    if found["chinese"] is not None:
        return _chinese(found)
    digits = found["digits"].replace(",", "")
    whole, _, decimals = digits.partition(".")
    if len(whole) + len(decimals) > _MOST_DIGITS:
        return None
    multiplier = MULTIPLIERS[found["multiplier"] or ""]
    value = Fraction(int(whole + decimals), 10 ** len(decimals)) * multiplier
    return Number(-value if found["sign"] == "-" else value, len(decimals), multiplier, _hedge(found))


def _hedge(found: re.Match[str]) -> Hedge | None:
    return (
        HEDGES_BEFORE.get(found["before"] or "")
        or HEDGES_WITHIN.get(found["odd"] or found["within"] or "")
        or HEDGES_AFTER.get(found["after"] or "")
    )


def _chinese(found: re.Match[str]) -> Number | None:
    """A figure in Chinese numerals: 三十二, 两百, 百余, 二〇一八, 壹拾贰."""
    numeral = found["chinese"].translate(_FORMAL)
    if found["sign"]:
        return None
    hedge = _hedge(found)
    if _YEAR.fullmatch(numeral) or (_BY_DIGITS.fullmatch(numeral) and len(numeral) <= _MOST_DIGITS):
        return Number(Fraction(by_digits(numeral)), 0, 1, hedge)
    if numeral[0] in "百千万亿":  # 百余, 近百: the one before is left out only in a loose figure
        if hedge is None:
            return None
        numeral = f"一{numeral}"
    value = number_in(numeral)
    return None if value is None else Number(Fraction(value), 0, 1, hedge)
