"""The cells of a test table, as their columns hold them."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.lang import ast
from auditor.lang import typed
from auditor.lang.grammar.elements import MOST_DIGITS
from auditor.lang.testing.columns import FieldColumn
from auditor.lang.vocabulary.words import WORDS
from auditor.lang.vocabulary.words import Word
from auditor.lang.world.measures import meets_scale
from auditor.lang.world.measures import read_unit
from auditor.schema import LARGEST
from auditor.schema import RATIO_SCALE
from auditor.schema import Kind
from auditor.schema import Measure
from auditor.source import fold

if TYPE_CHECKING:
    from auditor.lang.testing.columns import AttributeColumn
    from auditor.lang.testing.columns import PercentColumn
    from auditor.lang.world.environment import Env


_DIGITS = rf"\d{{1,{MOST_DIGITS}}}"
_WHOLE = re.compile(_DIGITS)
_NUMBER = re.compile(rf"([+-]?{_DIGITS}(?:\.{_DIGITS})?)\s*(\S*)")
_DATE = re.compile(r"(\d{4})[-年.](\d{1,2})[-月.](\d{1,2})日?")
_PERCENT = re.compile(r"(\d{1,9})(?:\.(\d{1,9}))?\s*%")
_PARTS = re.compile(rf"{_DIGITS}(?:\s*\+\s*{_DIGITS})*")


class Unreadable(Struct, frozen=True):
    """A cell that its column cannot hold."""


def is_blank(words: str) -> bool:
    """Whether a cell says that there is nothing."""
    return not words or words in WORDS[Word.BLANK]


def read_figure(cell: ast.Text, measure: Measure, env: Env) -> int | Unreadable | None:
    """A figure as a stored integer, None for a blank."""
    words = fold(cell.value).replace(",", "")
    if is_blank(words):
        return None
    if _WHOLE.fullmatch(words) and measure.kind is not Kind.RATIO:
        return _fitting(Fraction(int(words) * measure.factor))
    match = _NUMBER.fullmatch(words)
    if match is None:
        return Unreadable()
    unit = (measure, 1) if not match.group(2) else read_unit(match.group(2), env.world.units)
    if unit is None or (unit[0].base and unit[0].base != measure.base):
        return Unreadable()
    own = unit[0] if unit[0].base else measure
    scaled = meets_scale(Fraction(match.group(1)) * unit[1], own) if own.kind is not Kind.RATIO else None
    stored = scaled if scaled is not None else Fraction(match.group(1)) * own.factor
    return _fitting(stored)


def _fitting(stored: Fraction) -> int | Unreadable:
    return int(stored) if stored.denominator == 1 and abs(stored) <= LARGEST else Unreadable()


_TIMES = re.compile(r'(?P<text>["“].*["”])\s*\*\s*(?P<times>[1-9]\d{0,3})')


def read_attribute(cell: ast.Text, column: AttributeColumn, env: Env) -> int | str | Unreadable | None:
    """An attribute: a text (`"…" × 60`: so many times over), a day as its ordinal, or a whole number."""
    words = fold(cell.value)
    if is_blank(words):
        return None
    match column.kind:
        case Kind.TEXT:
            times = _TIMES.fullmatch(words)
            written = cell.value[: times.end("text")] if times else cell.value
            return written.strip('"“”') * (int(times["times"]) if times else 1)
        case Kind.DATE:
            return _read_day(words)
        case _:
            return read_figure(replace(cell, value=words.removesuffix("年")), column.measure, env)


def _read_day(words: str) -> int | Unreadable:
    match = _DATE.fullmatch(words)
    try:
        return date(*(int(part) for part in match.groups())).toordinal() if match else Unreadable()
    except ValueError:
        return Unreadable()


def read_percent(cell: ast.Text) -> tuple[tuple[typed.Field, int | None], ...] | Unreadable:
    """A printed percentage: its digits and what they stand over."""
    words = fold(cell.value)
    if is_blank(words):
        return ((typed.Field.STATED, None), (typed.Field.SCALE, None))
    match = _PERCENT.fullmatch(words)
    if match is None:
        return Unreadable()
    decimals = match.group(2) or ""
    return ((typed.Field.STATED, int(match.group(1) + decimals)), (typed.Field.SCALE, 100 * 10 ** len(decimals)))


def read_stated(cell: ast.Text, column: FieldColumn | PercentColumn, env: Env) -> tuple[int | None, int] | Unreadable:
    """A figure that the narrative states: the stored integer, None where it states none, and the printed decimals."""
    if isinstance(column, FieldColumn):
        value = read_figure(cell, column.measure, env)
        return Unreadable() if isinstance(value, Unreadable) else (value, 0)
    found = read_percent(cell)
    if isinstance(found, Unreadable):
        return found
    stated, scale = (value for _, value in found)
    if stated is None or scale is None:
        return (None, 0)
    return stated * RATIO_SCALE // scale, len(str(scale)) - len("100")


def read_parts(cell: ast.Text) -> tuple[tuple[typed.Field, int | None], ...] | Unreadable:
    """The parts of an enumeration, `120+81+3`."""
    words = fold(cell.value)
    if not _PARTS.fullmatch(words):
        return Unreadable()
    parts = [int(part) for part in words.split("+")]
    return (
        (typed.Field.SUM, sum(parts)),
        (typed.Field.LARGEST, max(parts)),
        (typed.Field.COUNT, len(parts)),
    )
