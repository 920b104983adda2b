"""What stands between a label and the next row: explanations in brackets, the unit word, the figure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.document import Reading
from auditor.ingest.figures import parse_number
from auditor.ingest.layout import UNREAD
from auditor.ingest.tables.cells import COMMON_UNITS
from auditor.ingest.tables.cells import CellReading
from auditor.ingest.tables.cells import doubtful
from auditor.ingest.tables.cells import figures_in
from auditor.ingest.tables.cells import is_nothing
from auditor.ingest.tables.cells import read_cell
from auditor.patterns import regex
from auditor.schema import Kind
from auditor.schema import Measure
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.ingest.tables.outline.bounds import Region
    from auditor.schema import Indicator

_PIECE = regex(r"(?:[^\n\t ]| (?! ))+")
# What leads from a label to its figure where a row is typed as a line: a colon, dots, a long dash.
_LEADER = regex(r"(?:\s*(?::|=|\.{2,}|[…⋯·_]+|[-—–―─]{2,}(?=\s*[\d无])))+\s*")
_BEFORE_FIGURE = " \t\n:=.…⋯·_"
_OPENED = regex(r"\s*[(\[【]")
_CLOSING = {"(": ")", "[": "]", "【": "】"}
_LONGEST_BRACKET = 120
_UNIT_IN_WORDS = regex(r"^(?:计量)?单位\s*:?\s*")
_NUMBERED_TEXT = regex(r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))\s*[㐀-鿿]{2}")
_NUMBERED_START = regex(
    r"(?:\d{1,2}[.、)]|\(\d{1,2}\)|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]+\))\s*[㐀-鿿]"
)
_LATIN_NUMBERED = regex(r"\d[.、)]\s*[㐀-鿿]{2}")
_DATE_NEXT = regex(r"\d\s*(?:年|月|日|[-./]\s*\d)")
_DIGIT = regex(r"(?<![\d计])(?<!计 )\d")  # an explanation may say 计1条
_LEADING_FIGURE = regex(r"[-+]?\d[\d,.]*(?:[万亿]|余|多)?")
_NOTE = regex(r"\s*[(\[【][^()]*[)\]】]")
_DASHED_HEAD = regex(r"[-—–―─]+ *(?=\d)")
_OUTLINE_NUMBER = regex(r"[一二三四五六七八九十]{1,3}")
# What the next row begins with.
_OF_WHICH = regex(r"其\s*中\s*:?")
_ANOTHER = regex(r"[ \t]+\d[\d,. \t]*(?:\n|\Z)")
_SHORT_NOTE = 8
_LONGEST_WORD = 12
_HEADS = ("统计指标", "单位", "统计数", "计量单位", "统 计 指 标", "统 计 数", "备注")


class Value(Struct, frozen=True):
    """A row's figure with its place."""

    read: CellReading
    span: Span


class _Found(Struct):
    """What was met so far on the way through a row's pieces."""

    unit: str = ""
    dash: Span | None = None
    value: Span | None = None
    note: str = ""
    extra: bool = False
    words: Span | None = None


@lru_cache(maxsize=64)
def _units(unit: str) -> tuple[str, ...]:
    return tuple(sorted({*COMMON_UNITS, unit} - {""}, key=len, reverse=True))


def read_region(region: Region, folded: str, indicator: Indicator) -> Value:
    """Reads the figure of a row from the text between its label and the next row."""
    measure = _measure_of(indicator)
    start, unit, unclosed = _skip_brackets(folded, region.start, region.end, measure)
    if unclosed:
        return Value(doubtful("words"), Span(region.start, region.start))
    found = _walk(folded, start, region, measure, unit)
    return _judge(found, folded, start, region, indicator)


def _skip_brackets(folded: str, start: int, end: int, measure: Measure) -> tuple[int, str, bool]:
    """Passes the brackets that explain a label; a unit word in them is the row's unit."""
    unit = ""
    while opened := _OPENED.match(folded, start, end):
        opening = folded[opened.end() - 1]
        close = folded.find(_CLOSING[opening], opened.end(), min(end, opened.end() + _LONGEST_BRACKET))
        if close < 0:
            return start, unit, True
        inner = folded[opened.end() : close].strip()
        if parse_number(inner) is not None or is_nothing(inner):
            break  # a figure in brackets is no explanation
        word = _UNIT_IN_WORDS.sub("", inner)
        unit = word if word in _units(measure.unit) else unit
        start = close + 1
    return start, unit, False


def _walk(folded: str, start: int, region: Region, measure: Measure, unit: str) -> _Found:
    """Goes through the pieces of a row until its figure is found and something else begins."""
    found = _Found(unit=unit)
    for match in _PIECE.finditer(folded, start, region.end):
        span = _trim(folded, Span(match.start(), match.end()))
        if span.start >= span.end:
            continue
        if found.value is None:
            if not _take_first(folded, span, found, measure, start):
                break
            # NOTE: a figure right behind the label, its unit still to come, may be the mark of a note
            is_told = found.value is not None and (found.unit or found.value.start > region.start + 1)
            if region.is_last and is_told:
                break
        elif not _take_next(folded, span, found, measure):
            break
    return found


def _take_first(folded: str, span: Span, found: _Found, measure: Measure, label_end: int) -> bool:
    """Takes a piece before the figure is found; False when it belongs to something else."""
    span, unit = _peel_unit(folded, _without_leader(folded, span), measure)
    span = _without_leader(folded, span)
    whole = found.unit + unit  # a narrow column breaks 万元 into two lines
    found.unit = whole if whole in _units(measure.unit) else unit or found.unit
    if not measure.unit and (dash := _DASHED_HEAD.match(folded, span.start, span.end)):
        span = Span(dash.end(), span.end)  # a head row has a dash for its unit
    if span.start >= span.end:
        return True
    piece = folded[span.start : span.end]
    if is_nothing(piece):
        found.dash = found.dash or span
    numbered = _NUMBERED_START.match(piece)
    if is_nothing(piece) or (piece[0] in _CLOSING and not numbered and parse_number(piece[1:-1]) is None):
        return True
    if numbered:
        if piece[0].isdecimal() and folded[span.start - 1 : span.start].strip():
            found.value = span  # digits that run on from the row above: which are its figure is open
        return False
    if not any(char.isdecimal() for char in piece) and not _is_figure(piece, measure):
        return _take_words(folded, span, found, label_end)
    cut = _NUMBERED_TEXT.search(piece)
    found.value = _trim(folded, Span(span.start, span.start + cut.start())) if cut else span
    return True


def _is_figure(piece: str, measure: Measure) -> bool:
    """Whether a piece without digits is a figure, in numerals or in other signs, or may be one."""
    read = read_cell(piece, measure).reading if len(piece) <= _LONGEST_WORD else Reading.TEXT
    return read in {Reading.VALUE, Reading.DOUBTFUL}


def _take_words(folded: str, span: Span, found: _Found, label_end: int) -> bool:
    """Takes words where a figure should be: the rest of the label, what the cell says, or no part of the row."""
    piece = folded[span.start : span.end]
    if _OF_WHICH.fullmatch(piece):
        return False
    if span.start == label_end and len(piece) <= _SHORT_NOTE:
        found.words = span
        return True
    own = "\n" not in folded[label_end : span.start] or len(piece) <= _LONGEST_WORD
    if own and not piece.startswith(_HEADS) and found.dash is None:
        found.words = span
    return False


def _take_next(folded: str, span: Span, found: _Found, measure: Measure) -> bool:
    """Takes a piece after the figure: its unit, a note, or a second figure, which spoils the first."""
    piece = folded[span.start : span.end]
    if piece in _units(measure.unit):
        found.unit = found.unit or piece
        return True
    if piece[0] in _CLOSING:
        inner = piece.strip("()[]【】 ")
        same_line = found.value is not None and "\n" not in folded[found.value.end : span.start]
        if same_line or len(inner) <= _SHORT_NOTE:
            found.note = inner
        return True
    if is_nothing(piece) or _OUTLINE_NUMBER.fullmatch(piece):
        return True
    if parse_number(piece) is not None or re.fullmatch(r"[\d,.\s]+", piece):
        found.extra = True
        return True
    return False


def _peel_unit(folded: str, span: Span, measure: Measure) -> tuple[Span, str]:
    """A piece without the unit word that it begins with."""
    piece = folded[span.start : span.end]
    if (spaced := piece.replace(" ", "")) in _units(measure.unit):
        return Span(span.end, span.end), spaced
    for word in _units(measure.unit):
        if piece.startswith(word):
            rest = piece[len(word) :].lstrip()
            if not rest or rest[0].isdecimal() or rest[0] in "-—–―+/([【约近超逾:=.…" or is_nothing(rest):
                return Span(span.end - len(rest), span.end), word
    return span, ""


def _without_leader(folded: str, span: Span) -> Span:
    """A piece without the colon or the dots before its figure."""
    leader = _LEADER.match(folded, span.start, span.end)
    return Span(leader.end(), span.end) if leader else span


def with_rivals(values: Sequence[Value], positions: Sequence[int]) -> list[Value]:
    """The values of rows, those in doubt of which other rows are read as the same row of the form, with other figures.

    The label of one was cut, damaged or typed wrongly; `positions` are their rows in the form.
    """
    said: dict[int, set[int]] = {}
    for value, position in zip(values, positions, strict=True):
        if value.read.value is not None:
            said.setdefault(position, set()).add(value.read.value)
    return [
        replace(value, read=doubtful("label", value.read.value, value.read.note, value.read.unit))
        if len(said.get(position, ())) > 1 and value.read.reading is Reading.VALUE
        else value
        for value, position in zip(values, positions, strict=True)
    ]


def _trim(folded: str, span: Span) -> Span:
    piece = folded[span.start : span.end]
    return Span(span.start + len(piece) - len(piece.lstrip()), span.start + len(piece.rstrip()))


def _judge(found: _Found, folded: str, start: int, region: Region, indicator: Indicator) -> Value:
    if found.value is None:
        return _without_figure(found, folded, start, region)
    measure = _measure_of(indicator)
    span = found.value
    if region.is_last:
        span, dated = _cut_tail(folded, span, measure)
        if dated:
            return Value(doubtful("glued", unit=found.unit), span)
        found.extra = found.extra or _ANOTHER.match(folded, span.end) is not None
    piece = folded[span.start : span.end]
    if region.doubt or _LATIN_NUMBERED.search(piece):
        return Value(doubtful(region.doubt or "glued", unit=found.unit), span)
    if found.extra:
        return Value(doubtful("figures", unit=found.unit), span)
    alone = not folded[span.start - 1 : span.start].strip(_BEFORE_FIGURE) or piece[0].isdecimal()
    read = read_cell(piece, measure, column_unit=found.unit, signed=indicator.signed, alone=alone)
    if found.note and read.reading is Reading.VALUE:
        read = replace(read, note=read.note + found.note, note_values=figures_in(found.note, measure))
    return Value(read, span)


def _measure_of(indicator: Indicator) -> Measure:
    """What a row's figure counts; a head row holds none, and if it does, a plain number."""
    return Measure(Kind.COUNT) if indicator.is_heading else indicator.measure


def _without_figure(found: _Found, folded: str, start: int, region: Region) -> Value:
    nothing = Span(start, start)
    if region.doubt:
        return Value(doubtful(region.doubt, unit=found.unit), nothing)
    if found.dash is not None:
        return Value(CellReading(Reading.DASH, unit=found.unit), found.dash)
    if found.words is not None:
        return _of_words(found.words, found.unit, folded, start, region)
    if not region.is_last and _DIGIT.search(folded, region.start, region.end):
        return Value(doubtful("words", unit=found.unit), nothing)  # a figure stands here, behind what is not understood
    return Value(CellReading(Reading.BLANK, unit=found.unit), nothing)


def _of_words(words: Span, unit: str, folded: str, start: int, region: Region) -> Value:
    """A row with words in the place of its figure: what the cell says where nothing else follows, or in doubt.

    Behind the last row of a table they may stand below it.
    """
    if region.is_last and "\n" in folded[start : words.start]:
        return Value(CellReading(Reading.BLANK, unit=unit), Span(start, start))
    if UNREAD in folded[words.start : words.end]:
        return Value(doubtful("unread", unit=unit), words)
    if region.is_last or folded[words.end : region.end].strip():
        return Value(doubtful("words", unit=unit), words)
    return Value(CellReading(Reading.TEXT, unit=unit), words)


def _cut_tail(folded: str, span: Span, measure: Measure) -> tuple[Span, bool]:
    """The last figure of a table without the text that runs into it; a date may have lent it digits."""
    piece = folded[span.start : span.end]
    if _DATE_NEXT.search(piece) and parse_number(piece) is None:
        return span, True
    figure = _LEADING_FIGURE.match(piece)
    if figure is None:
        return span, False
    end = figure.end()
    unit = next((word for word in _units(measure.unit) if piece.startswith(word, end)), "")
    note = _NOTE.match(piece, end + len(unit))
    return _trim(folded, Span(span.start, span.start + (note.end() if note else end + len(unit)))), False
