"""The pieces between a label and the next row, one after the other: the unit word, the figure, a note, words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.document import Reading
from auditor.ingest.figures import parse_number
from auditor.ingest.tables.cells import COMMON_UNITS
from auditor.ingest.tables.cells import is_nothing
from auditor.ingest.tables.cells import read_cell
from auditor.ingest.tables.outline.bounds import NUMERALS
from auditor.patterns import CHINESE
from auditor.patterns import regex
from auditor.source import Span
from auditor.source import is_chinese

if TYPE_CHECKING:
    from auditor.ingest.tables.outline.bounds import Region
    from auditor.schema import Measure


_PIECE = regex(r"(?:[^\n\t ]| (?! ))+")
# What leads from a label to its figure where a row is typed as a line: a colon, dots, a long dash.
_LEADER = regex(r"(?:\s*(?::|=|\.{2,}|[…⋯·_]+|[-—–―─]{2,}(?=\s*[\d无])))+\s*")
CLOSING = {"(": ")", "[": "]", "【": "】"}
_NUMBERED_TEXT = regex(rf"(?:[一二三四五六七八九十]{{1,3}}、|\([一二三四五六七八九十]{{1,3}}\))\s*{CHINESE}{{2}}")
# A number, behind which Chinese must stand.
_NUMBERED_START = regex(r"(?:\d{1,2}[.、)]|\(\d{1,2}\)|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]+\))\s*")
_DASHED_HEAD = regex(r"[-—–―─]+ *(?=\d)")
# What the next row begins with.
_OF_WHICH = regex(r"其\s*中\s*:?")
_SHORT_NOTE = 8
_LONGEST_WORD = 12
_HEADS = ("统计指标", "单位", "统计数", "计量单位", "统 计 指 标", "统 计 数", "备注")


class Found(Struct):
    """What was met so far on the way through a row's pieces."""

    unit: str = ""
    dash: Span | None = None
    value: Span | None = None
    note: str = ""
    extra: bool = False
    words: Span | None = None


@lru_cache(maxsize=64)
def unit_words(unit: str) -> tuple[str, ...]:
    """The words that may stand for the unit of a row, the longest first: its own, and those that everybody uses."""
    return tuple(sorted({*COMMON_UNITS, unit} - {""}, key=len, reverse=True))


def walk(folded: str, start: int, region: Region, measure: Measure, unit: str) -> Found:
    """Goes through the pieces of a row until its figure is found and something else begins."""
    found = Found(unit=unit)
    for match in _PIECE.finditer(folded, start, region.end):
        span = trimmed(folded, Span(match.start(), match.end()))
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


def _take_first(folded: str, span: Span, found: Found, measure: Measure, label_end: int) -> bool:
    """Takes a piece before the figure is found; False when it belongs to something else."""
    span, unit = _peel_unit(folded, _without_leader(folded, span), measure)
    span = _without_leader(folded, span)
    whole = found.unit + unit  # a narrow column breaks 万元 into two lines
    found.unit = whole if whole in unit_words(measure.unit) else unit or found.unit
    if not measure.unit and (dash := _DASHED_HEAD.match(folded, span.start, span.end)):
        span = Span(dash.end(), span.end)  # a head row has a dash for its unit
    if span.start >= span.end:
        return True
    piece = folded[span.start : span.end]
    if is_nothing(piece):
        found.dash = found.dash or span
    number = _NUMBERED_START.match(piece)
    numbered = number is not None and is_chinese(piece[number.end() : number.end() + 1])
    if is_nothing(piece) or (piece[0] in CLOSING and not numbered and parse_number(piece[1:-1]) is None):
        return True
    if numbered:
        if piece[0].isdecimal() and folded[span.start - 1 : span.start].strip():
            found.value = span  # digits that run on from the row above: which are its figure is open
        return False
    if not any(char.isdecimal() for char in piece) and not _is_figure(piece, measure):
        return _take_words(folded, span, found, label_end)
    cut = _NUMBERED_TEXT.search(piece)
    found.value = trimmed(folded, Span(span.start, span.start + cut.start())) if cut else span
    return True


def _is_figure(piece: str, measure: Measure) -> bool:
    """Whether a piece without digits is a figure, in numerals or in other signs, or may be one."""
    read = read_cell(piece, measure).reading if len(piece) <= _LONGEST_WORD else Reading.TEXT
    return read in {Reading.VALUE, Reading.DOUBTFUL}


def _take_words(folded: str, span: Span, found: Found, label_end: int) -> bool:
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


def _take_next(folded: str, span: Span, found: Found, measure: Measure) -> bool:
    """Takes a piece after the figure: its unit, a note, or a second figure, which spoils the first."""
    piece = folded[span.start : span.end]
    if piece in unit_words(measure.unit):
        found.unit = found.unit or piece
        return True
    if piece[0] in CLOSING:
        inner = piece.strip("()[]【】 ")
        same_line = found.value is not None and "\n" not in folded[found.value.end : span.start]
        if same_line or len(inner) <= _SHORT_NOTE:
            found.note = inner
        return True
    if is_nothing(piece) or NUMERALS.fullmatch(piece):
        return True
    if parse_number(piece) is not None or re.fullmatch(r"[\d,.\s]+", piece):
        found.extra = True
        return True
    return False


def _peel_unit(folded: str, span: Span, measure: Measure) -> tuple[Span, str]:
    """A piece without the unit word that it begins with."""
    piece = folded[span.start : span.end]
    if (spaced := piece.replace(" ", "")) in unit_words(measure.unit):
        return Span(span.end, span.end), spaced
    for word in unit_words(measure.unit):
        if piece.startswith(word):
            rest = piece[len(word) :].lstrip()
            if not rest or rest[0].isdecimal() or rest[0] in "-—–―+/([【约近超逾:=.…" or is_nothing(rest):
                return Span(span.end - len(rest), span.end), word
    return span, ""


def _without_leader(folded: str, span: Span) -> Span:
    """A piece without the colon or the dots before its figure."""
    leader = _LEADER.match(folded, span.start, span.end)
    return Span(leader.end(), span.end) if leader else span


def trimmed(folded: str, span: Span) -> Span:
    """A span without the blanks at both its ends."""
    piece = folded[span.start : span.end]
    return Span(span.start + len(piece) - len(piece.lstrip()), span.start + len(piece.rstrip()))
