"""What one cell of a table says: a figure, nothing, a sign for nothing, words, or a figure that is in doubt."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.document import Hedge
from auditor.document import Reading
from auditor.ingest.figures import MULTIPLIERS
from auditor.ingest.figures import parse_number
from auditor.ingest.layout import UNREAD
from auditor.patterns import regex
from auditor.schema import LARGEST
from auditor.schema import Kind
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from auditor.ingest.figures import Number
    from auditor.schema import Measure

_LONGEST_CELL = 120

# Words that count things in the forms, also where no rule file declares them: they belong to a figure, not to a note.
COMMON_UNITS = (
    *("人次", "件次", "家次", "万元", "亿元", "条", "件", "次", "篇", "个", "人", "项", "元", "份", "部", "场"),
    *("起", "宗", "期", "名", "处", "封", "万"),
)
COMMON_UNIT = "|".join(COMMON_UNITS)  # a pattern: the longest come first
# How a loose figure is noted: the word that multiplies it, and one word for all that loosen it in the same way.
_MULTIPLIED: Mapping[int, str] = MappingProxyType({times: word for word, times in MULTIPLIERS.items()})
_LOOSENED: Mapping[Hedge, str] = MappingProxyType(
    {Hedge.ABOUT: "约", Hedge.NEARLY: "近", Hedge.OVER: "超过", Hedge.ODD: "余"}
)
_MONEY: Mapping[str, int] = MappingProxyType({"元": 100, "万": 10**6, "万元": 10**6, "亿": 10**10, "亿元": 10**10})

# What stands between the figure that a cell of a sheet shows and the one that it holds.
_OTHERWISE = "≠"
# How sheets show a value that they do not have: `=B4+B5` without a result, `#REF!`.
NOT_WORKED_OUT = ("=", "#")
_NOTHING = regex(r"[-—–―─﹣_/\\~\s]+|无|不适用|空白?|n/?a|nil|0\.", re.IGNORECASE)
_PARTS = regex(
    r"(?P<figure>[^(\[【]*?)\s*(?P<marks>(?:[*#①-⑳⁰¹²³⁴-⁹]|注(?=[⁰¹²³⁴-⁹]))*)\s*(?P<note>(?:[(\[【].*)?)", re.DOTALL
)
_COUNTED = regex(r"^(?:共计|合计|共|计)\s*(?=\d)", needs="共|计")
_DIGITS = regex(r"[+-]?\d[\d,.]*")
# Digits that a print sets apart: whether they are one figure is open, but no words stand beside them.
_SPACED = regex(r"[\d.](?:\s+[\d.])+")
_ENDED = regex(r"(?<=\w)[。.;,、]+$")
# How spreadsheets are told that a figure is a text.
_AS_TEXT = regex(r"^['‘’](?=[-+]?\d)", needs="'|‘|’")
# A form to be filled in by hand has a line for the figure: __12__件.
_ON_A_LINE = regex(r"(?<!_)_+\s*([+-]?\d[\d,.]*)\s*_+", needs="_")
# Marks of emphasis that a text keeps around its figures.
_EMPHASISED = regex(r"^(\*{1,3}|_{1,3}|`)\s*([+-]?\d[\d,.]*\s?[㐀-鿿]{0,2})\s*\1$", needs="*|_|`")
# What private signs show is known to their font only, which may have digits there.
_UNREADABLE = regex(f"[{UNREAD}\ue000-\uf8ff]")
# Letters and signs that look like digits, of the Latin, the Greek and the Cyrillic alphabet, or are typed for them.
_LOOKALIKE = regex(r"[\dOoDQlI|!SsZzBbgq\u039f\u041e\u043e\u0406\u0417\u0431丨○◯〇]{1,9}|[\u30fc\u3127]")
_SIGNS_OF_FIGURES = regex(
    r"[\u00b2\u00b3\u00b9\u2070-\u2089\u2150-\u218b\u2460-\u249b\u24ea-\u24ff\u2776-\u2793"
    r"\u3021-\u3029\u3220-\u3229\u3280-\u3289]"
)
_CORRECTED = regex("更正|更改|改为|应为|实为|修正", needs="更正|更改|改为|应为|实为|修正")
_OF_A_KIND = regex(r"其中[㐀-鿿]")
_LEADING_ZERO = regex(r"[+-]?0\d")


def bare_unit(text: str) -> str:
    """A unit word without the brackets and blanks around it."""
    return fold(text).strip(" ()\n\t")


class CellReading(Struct, frozen=True):
    """The meaning of a cell; see `document.Fact` for the fields."""

    reading: Reading
    value: int | None = None
    note: str = ""
    note_values: tuple[int, ...] = ()
    unit: str = ""
    doubt: str = ""


def doubtful(doubt: str, value: int | None = None, note: str = "", unit: str = "") -> CellReading:
    """A reading that must not be judged, with the slug of its reason (see `codes.DOUBTS`)."""
    return CellReading(Reading.DOUBTFUL, value, note, (), unit, doubt)


@lru_cache(maxsize=8192)
def _short_cell(text: str, measure: Measure, column_unit: str, signed: bool, alone: bool) -> CellReading:  # noqa: FBT001
    return _read(text, measure, column_unit, signed=signed, alone=alone)


def read_cell(
    text: str, measure: Measure, *, column_unit: str = "", signed: bool = False, alone: bool = True
) -> CellReading:
    """Reads what a cell holds.

    `column_unit` is the unit word that another cell of the row prints. `alone` says that the text is a cell of its
    own, so that words in it are what the cell says, and Chinese numerals a figure.

    >>> from auditor.schema import Measure
    >>> read_cell("9(县级)", Measure(Kind.COUNT, "次", "次")).value
    9
    """
    if len(text) <= _LONGEST_CELL:
        return _short_cell(text, measure, column_unit, signed, alone)
    return _read(text, measure, column_unit, signed=signed, alone=alone)


def _read(text: str, measure: Measure, column_unit: str, *, signed: bool, alone: bool) -> CellReading:
    cell = fold(text).strip()
    if alone:
        cell = _AS_TEXT.sub("", cell)
    cell = _ON_A_LINE.sub(r"\1", cell)
    cell = _EMPHASISED.sub(r"\2", cell)
    if not cell or is_nothing(cell):
        return CellReading(Reading.DASH if cell else Reading.BLANK, unit=column_unit)
    seen, unread = _UNREADABLE.subn("", cell)
    if unread or _OTHERWISE in cell:
        rest = _read(seen.partition(_OTHERWISE)[0], measure, column_unit, signed=signed, alone=alone)
        return doubtful("unread" if unread else "shown", rest.value, unit=rest.unit or column_unit)
    parts = _PARTS.fullmatch(_ENDED.sub("", cell) if alone else cell)
    unknown = cell.startswith(NOT_WORKED_OUT)
    if unknown or parts is None or len(cell) > _LONGEST_CELL:
        return doubtful("formula" if unknown else "words", unit=column_unit)
    figure, unit = _peel_unit(_COUNTED.sub("", parts["figure"].strip()), measure)
    number = parse_number(figure)
    if number is None or (not alone and not figure[-1:].isdecimal()):
        return _read_words(cell, measure, column_unit, alone=alone)
    if _LEADING_ZERO.match(figure):
        return doubtful("digits", unit=unit or column_unit)
    note = parts["note"].strip("()[]【】 \n\t")
    read = _weigh(number, measure, unit, column_unit, signed=signed)
    return _with_note(read, note, measure) if note else read


def _with_note(read: CellReading, note: str, measure: Measure) -> CellReading:
    """A figure with what else its cell holds, in doubt where that may be the figure which is meant.

    What says how much of the figure is of a kind (12件（其中网络申请1件）) leaves no doubt which one is.
    """
    if _CORRECTED.search(note):
        return doubtful("figures", read.value, read.note + note, read.unit)
    values = figures_in(note, measure)
    is_part = _OF_A_KIND.match(note) is not None and bool(values) and max(values) <= (read.value or 0)
    return replace(read, note=read.note + ("" if is_part else note), note_values=values)


def is_nothing(text: str) -> bool:
    """Whether a text is a sign for nothing: a dash, a stroke, 无."""
    cell = fold(text).strip()
    return bool(cell) and _NOTHING.fullmatch(cell) is not None


def figures_in(text: str, measure: Measure) -> tuple[int, ...]:
    """The plain figures within a text, as stored integers of the measure."""
    numbers = (parse_number(digits.rstrip(",.")) for digits in _DIGITS.findall(text))
    stored = (number.value * measure.factor for number in numbers if number is not None)
    return tuple(int(each) for each in stored if each.denominator == 1)


def _peel_unit(figure: str, measure: Measure) -> tuple[str, str]:
    """The figure without the unit word behind it, and the unit word; 万 and 亿 behind a count are a part of it."""
    words = {measure.unit, *COMMON_UNITS, *_MONEY} - ({""} if measure.kind is Kind.MONEY else {"", "万", "亿"})
    for word in sorted(words, key=len, reverse=True):
        if figure.endswith(word) and len(figure) > len(word):
            return figure.removesuffix(word).rstrip(), word
    return figure, ""


def _weigh(number: Number, measure: Measure, unit: str, column_unit: str, *, signed: bool) -> CellReading:
    printed = unit or column_unit
    times = 10**4 if column_unit == "万" and not unit and measure.kind is not Kind.MONEY else 1
    stored = number.value * times * _factor(measure, printed)
    loose = number.hedge is not None or (stored != 0 and number.multiplier * times > 1)
    if loose:
        whole = int(stored) if stored.denominator == 1 and abs(stored) <= LARGEST else None
        return doubtful("loose", whole, note=_loose_word(number), unit=printed)
    return _exact(stored, measure, printed, signed=signed)


def _loose_word(number: Number) -> str:
    return _MULTIPLIED[number.multiplier] + (_LOOSENED[number.hedge] if number.hedge else "")


def _factor(measure: Measure, unit: str) -> int:
    return _MONEY.get(unit, measure.factor) if measure.kind is Kind.MONEY else measure.factor


def _exact(stored: Fraction, measure: Measure, unit: str, *, signed: bool) -> CellReading:
    if abs(stored) > LARGEST:
        return doubtful("large", unit=unit)
    if stored.denominator != 1:
        if measure.kind is Kind.MONEY:  # finer than what is stored: true, but not to be compared exactly
            return doubtful("precision", round(stored), unit=unit)
        return CellReading(Reading.TEXT, unit=unit)
    if stored < 0 and not signed:
        return CellReading(Reading.TEXT, unit=unit)
    return CellReading(Reading.VALUE, int(stored), unit=unit)


def _read_words(cell: str, measure: Measure, unit: str, *, alone: bool) -> CellReading:
    digits = _DIGITS.findall(cell)
    if not digits and (_LOOKALIKE.fullmatch(cell) or _SIGNS_OF_FIGURES.search(cell)):
        return doubtful("digits", unit=unit)
    if not digits:
        return CellReading(Reading.TEXT, unit=unit) if alone else doubtful("words", unit=unit)
    if len(digits) > 1:
        return doubtful("figures", note="" if _SPACED.fullmatch(cell) else cell, unit=unit)
    number = parse_number(digits[0])
    stored = number.value * _factor(measure, unit) if number else None
    whole = int(stored) if stored is not None and stored.denominator == 1 and abs(stored) <= LARGEST else None
    return doubtful("words" if number else "digits", whole, note="" if number is None else cell, unit=unit)
