"""Units of measure: those that everybody knows, and what fits what.

Two figures can be added when their bases are equal. A bare number has no base of its own and takes that of what it
stands with. Ratios are kept at their true scale (1 is 100 %), counts and money as stored integers.
"""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.lang.typed import AttributeFigure
from auditor.lang.typed import Comparison
from auditor.lang.typed import Constant
from auditor.lang.typed import Figure
from auditor.lang.typed import Operator
from auditor.lang.typed import Product
from auditor.lang.typed import Stated
from auditor.schema import RATIO_SCALE
from auditor.schema import Kind
from auditor.schema import Measure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.lang.typed import Number
    from auditor.schema import Years

BARE = Measure(Kind.COUNT, "", "", 1)
# What counts things of the document itself (rows, sentences): no unit that a form knows.
PLAIN = Measure(Kind.COUNT, "", "#", 1)
YEAR = Measure(Kind.COUNT, "年", "年", 1)
DATE = Measure(Kind.DATE, "", "日期", 1)
DAYS = Measure(Kind.DAYS, "天", "天", 1)
RATIO = Measure(Kind.RATIO, "", "1", 1)

_COUNTS = (
    ("条", "items", "item"),
    ("件", "cases", "case"),
    ("次", "times"),
    ("篇", "articles", "article"),
    ("个", "pieces", "piece"),
    ("项", "matters", "matter"),
    ("人", "people", "persons", "person"),
    ("人次", "attendances", "attendance"),
    ("部", "volumes", "volume"),
    ("场", "sessions", "session"),
    ("份", "copies", "copy"),
    ("家", "organisations", "organisation"),
)
# What two percentages differ by; a percentage itself is never so many of these.
POINTS = Measure(Kind.RATIO, "个百分点", "1", RATIO_SCALE // 100)
_OTHERS: tuple[tuple[Measure, tuple[str, ...]], ...] = (
    (Measure(Kind.MONEY, "元", "元", 100), ("元", "yuan")),
    (Measure(Kind.MONEY, "万元", "元", 1_000_000), ("万元", "wan_yuan")),
    (Measure(Kind.MONEY, "亿元", "元", 10_000_000_000), ("亿元", "yi_yuan")),
    (Measure(Kind.RATIO, "%", "1", RATIO_SCALE // 100), ("%", "percent")),
    (Measure(Kind.RATIO, "‰", "1", RATIO_SCALE // 1000), ("‰", "permille")),
    (Measure(Kind.RATIO, "倍", "1", RATIO_SCALE), ("倍", "fold")),
    (POINTS, ("个百分点", "百分点", "points", "point")),
    (DAYS, ("天", "days", "day")),
    (Measure(Kind.DAYS, "个工作日", "工作日", 1), ("个工作日", "工作日", "working_days")),
    (YEAR, ("年",)),
)

BUILTIN: Mapping[str, Measure] = MappingProxyType(
    {
        **{word: Measure(Kind.COUNT, words[0], words[0], 1) for words in _COUNTS for word in words},
        **{word: measure for measure, words in _OTHERS for word in words},
    }
)
# 人 and 人次 are the pair that people confuse.
CONFUSED = frozenset({"人", "人次"})

_MULTIPLIERS: Mapping[str, int] = MappingProxyType(
    {"百": 100, "千": 1000, "万": 10_000, "百万": 1_000_000, "亿": 100_000_000}
)


def read_unit(word: str, units: Mapping[str, Measure]) -> tuple[Measure, int] | None:
    """The measure of a unit word and the multiplier before it: 万件 is ten thousand 件, 万 alone is bare."""
    if word in units:
        return units[word], 1
    for length in (2, 1):
        multiplier = _MULTIPLIERS.get(word[:length])
        rest = word[length:].strip()
        if multiplier is not None and (not rest or rest in units):
            return (units[rest] if rest else BARE), multiplier
    return None


def constant(value: Fraction, measure: Measure, multiplier: int, printed: str) -> Constant:
    """A number written with a unit, as stored integers."""
    if measure.kind is Kind.RATIO:
        return Constant(value * multiplier * measure.factor / RATIO_SCALE, replace(measure, factor=1), printed)
    return Constant(value * multiplier * measure.factor, measure, printed)


def is_bare(number: Number) -> bool:
    """Whether a number has no unit of its own."""
    return not number.measure.base


def fit(number: Number, measure: Measure) -> Number:
    """A bare number with the unit of what it stands with; any other number as it is."""
    if isinstance(number, Constant) and is_bare(number):
        return Constant(number.value * measure.factor, measure, number.printed)
    return number


def leading(numbers: tuple[Number, ...]) -> Measure:
    """The unit of the first number that has one."""
    return next((number.measure for number in numbers if not is_bare(number)), BARE)


def misfit(numbers: tuple[Number, ...]) -> tuple[int, int] | None:
    """The first two of the numbers that cannot be added or compared, by position."""
    first = next((at for at, number in enumerate(numbers) if not is_bare(number)), None)
    if first is None:
        return None
    base = numbers[first].measure.base
    other = next((at for at, number in enumerate(numbers) if not is_bare(number) and number.measure.base != base), None)
    return None if other is None else (first, other)


def unit_words(measure: Measure) -> str:
    """What a unit is called in a diagnostic."""
    return {"": "数", "#": "个数", "1": "比率", "日期": "日期"}.get(measure.base, measure.unit or measure.base)


def meets_scale(value: Fraction, measure: Measure) -> Fraction:
    """An amount in a unit, as it stands in expressions: ratios at their true scale, all else in stored integers."""
    if measure.kind is Kind.RATIO:
        return value * measure.factor / RATIO_SCALE
    return value * measure.factor


def as_number(figure: Figure | Stated) -> Number:
    """A figure in expressions: a ratio is brought to its true scale."""
    if figure.measure.kind is not Kind.RATIO:
        return figure
    return Product(figure, Constant(Fraction(1, RATIO_SCALE), RATIO, ""), RATIO)


def in_years(years: Years) -> tuple[Comparison, ...]:
    """What must hold for the reported year to be one of some."""
    year, ends = AttributeFigure("年度", YEAR), ((Operator.GE, years.first), (Operator.LE, years.last))
    return tuple(Comparison(op, year, Constant(Fraction(end), YEAR, str(end))) for op, end in ends if end is not None)
