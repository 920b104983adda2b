"""What a row says, by the text between its label and the next row: its figure, a sign for none, words, or doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.document import Reading
from auditor.ingest.figures import parse_number
from auditor.ingest.layout import UNREAD
from auditor.ingest.tables.cells import CellReading
from auditor.ingest.tables.cells import doubtful
from auditor.ingest.tables.cells import figures_in
from auditor.ingest.tables.cells import is_nothing
from auditor.ingest.tables.cells import read_cell
from auditor.ingest.tables.outline.pieces import CLOSING
from auditor.ingest.tables.outline.pieces import Found
from auditor.ingest.tables.outline.pieces import trimmed
from auditor.ingest.tables.outline.pieces import unit_words
from auditor.ingest.tables.outline.pieces import walk
from auditor.patterns import CHINESE
from auditor.patterns import regex
from auditor.schema import Kind
from auditor.schema import Measure
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.ingest.tables.outline.bounds import Region
    from auditor.schema import Indicator

_BEFORE_FIGURE = " \t\n:=.…⋯·_"
_OPENED = regex(r"\s*[(\[【]")
_LONGEST_BRACKET = 120
_UNIT_IN_WORDS = regex(r"^(?:计量)?单位\s*:?\s*")
_LATIN_NUMBERED = regex(rf"\d[.、)]\s*{CHINESE}{{2}}")
_DATE_NEXT = regex(r"\d\s*(?:年|月|日|[-./]\s*\d)")
_DIGIT = regex(r"(?<![\d计])(?<!计 )\d")  # an explanation may say 计1条
_LEADING_FIGURE = regex(r"[-+]?\d[\d,.]*(?:[万亿]|余|多)?")
_NOTE = regex(r"\s*[(\[【][^()]*[)\]】]")
_ANOTHER = regex(r"[ \t]+\d[\d,. \t]*(?:\n|\Z)")


class Value(Struct, frozen=True):
    """A row's figure with its place."""

    read: CellReading
    span: Span


def read_region(region: Region, folded: str, indicator: Indicator) -> Value:
    """Reads the figure of a row from the text between its label and the next row."""
    measure = _measure_of(indicator)
    start, unit, unclosed = _skip_brackets(folded, region.start, region.end, measure)
    if unclosed:
        return Value(doubtful("words"), Span(region.start, region.start))
    found = walk(folded, start, region, measure, unit)
    return _judge(found, folded, start, region, indicator)


def _skip_brackets(folded: str, start: int, end: int, measure: Measure) -> tuple[int, str, bool]:
    """Passes the brackets that explain a label; a unit word in them is the row's unit."""
    unit = ""
    while opened := _OPENED.match(folded, start, end):
        opening = folded[opened.end() - 1]
        close = folded.find(CLOSING[opening], opened.end(), min(end, opened.end() + _LONGEST_BRACKET))
        if close < 0 or opening in folded[opened.end() : close]:  # that of another one, in a label below
            return start, unit, True
        inner = folded[opened.end() : close].strip()
        if parse_number(inner) is not None or is_nothing(inner):
            break  # a figure in brackets is no explanation
        word = _UNIT_IN_WORDS.sub("", inner)
        unit = word if word in unit_words(measure.unit) else unit
        start = close + 1
    return start, unit, False


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


def _judge(found: Found, folded: str, start: int, region: Region, indicator: Indicator) -> Value:
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


def _without_figure(found: Found, folded: str, start: int, region: Region) -> Value:
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
    unit = next((word for word in unit_words(measure.unit) if piece.startswith(word, end)), "")
    note = _NOTE.match(piece, end + len(unit))
    return trimmed(folded, Span(span.start, span.start + (note.end() if note else end + len(unit)))), False
