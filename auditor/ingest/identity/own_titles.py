"""Titles of reports on forms of one's own: a unit, a period and what the report is called, on one line or on two.

What it is called is the title or another name of a form or of one of its tables (学校年度统计); without these a line
is a title that has a unit, a period and, behind both, a word for a report (某中学2023年教育统计报表).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.ingest.identity.captions import LONGEST_CAPTION
from auditor.ingest.identity.captions import SENTENCE
from auditor.ingest.identity.titles import Title
from auditor.ingest.identity.titles import as_year
from auditor.ingest.identity.units import body_name
from auditor.ingest.identity.units import plain_name
from auditor.patterns import regex
from auditor.source import fold
from auditor.source import is_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.ingest.identity.titles import Lines
    from auditor.schema import Form

_PERIOD = regex(
    r"\(?(?P<year>(?P<digits>20\d{2})|(?P<chinese>二[〇零○Oo0][〇零○Oo0一二三四五六七八九]{2}))(?:[-—–~至]20\d{2})?学?年度?"
    r"(?:第?[一二三四1-4]季度|1?\d月份?|[上下]半年|全年)?\)?"
)
_KIND = regex(r"[㐀-鿿()]{0,30}(?:表|报告|月报|季报|年报|统计)")
_REST = regex(r"(?:统计|情况|汇总|综合)*(?:报表|报告|月报|季报|年报|表)?")
_NUMBER = regex(r"(?:附[件表]\d{0,2}[:.、]?|\(?[一二三四五六七八九十\d]{1,3}[)、.])?")
_FILLED_BY = regex(r"(?:填报|编制|报送)?(?:单位|机关|部门)(?:名称)?(?:\(盖?章\))?:")
_SHORTEST = 4
_OPENING_LINES = 12


def own_titles(lines: Lines, forms: tuple[Form, ...]) -> tuple[Title, ...]:
    """The lines of a head that are such titles; that of a form alone with what the line below it says."""
    return tuple(_titles(lines, _names(forms)))


@lru_cache(maxsize=8)
def _names(forms: tuple[Form, ...]) -> re.Pattern[str] | None:
    """What the reports of some forms are called, the longest first."""
    words = {word for form in forms for word in (form.title, *form.aliases)}
    words |= {word for form in forms for table in form.tables for word in (table.title, *table.aliases)}
    plain = sorted({fold("".join(word.split())) for word in words}, key=lambda word: (-len(word), word))
    known = [re.escape(word) for word in plain if len(word) >= _SHORTEST and any(map(is_chinese, word))]
    return regex("|".join(known)) if known else None


def _titles(lines: Lines, names: re.Pattern[str] | None) -> Iterator[Title]:
    waiting = False
    for number, (start, end) in enumerate(lines.lines):
        words = lines.bare[start:end]
        if end - start > LONGEST_CAPTION or SENTENCE.search(words):
            continue
        named = names.search(words) if names else None
        title = _title(lines, start, end, named) if named or number < _OPENING_LINES else None
        if title is None or not (named or title.unit or waiting):
            continue
        waiting = title.year is None and (named is not None or waiting)
        yield title


def _title(lines: Lines, start: int, end: int, named: re.Match[str] | None) -> Title | None:
    """A line as a title: what is left of it without the period and the name is a unit, or a word for a report."""
    words = lines.bare[start:end]
    period = _PERIOD.search(words)
    cuts = sorted(found.span() for found in (period, named) if found)
    edges = [0, *(edge for cut in cuts for edge in cut), len(words)]
    pieces = [(first, last) for first, last in zip(edges[::2], edges[1::2], strict=True) if first < last]
    units = [found for first, last in pieces if (found := _unit(words, first, last))]
    others = [words[first:last] for first, last in pieces if _unit(words, first, last) is None]
    word, filled = _REST if named else _KIND, _FILLED_BY.match(words)
    if len(units) > 1 or not all(word.fullmatch(each) for each in others) or not (named or period or filled):
        return None
    if others and not named and not (period and units and units[0][2] <= period.start()):
        return None
    return Title(
        lines.span(start, end),
        words,
        alone=True,
        unit=units[0][0] if units else None,
        unit_span=lines.span(start + units[0][1], start + units[0][2]) if units else None,
        year=as_year(period) if period else None,
        year_span=lines.span(start + period.start("year"), start + period.end("year")) if period else None,
    )


def _unit(words: str, first: int, last: int) -> tuple[str, int, int] | None:
    """The body that a piece of a line names and says nothing else of, with its place."""
    for prefix in (_NUMBER, _FILLED_BY):
        found = prefix.match(words, first, last)
        first = found.end() if found else first
    name = body_name(words[first:last])
    return (name, first, last) if name is not None and plain_name(words[first:last]) == name else None
