"""The six parts that a report of 2019 or later must have, found by their headings; and what rules ask of them.

Headings stand in lines of their own, in running text, or glued to the table before them; their wording varies, their
ordinals stay. A heading quoted within a sentence, an entry of a table of contents and a label of a table are none.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import re2  # type: ignore[import-untyped]
from msgspec import Struct

from auditor.document import Attribute
from auditor.document import Reading
from auditor.ingest.identity.titles import lines_of
from auditor.ingest.parts.fees import processing_fee
from auditor.ingest.tables.reading import Places
from auditor.patterns import regex
from auditor.source import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.document import Document
    from auditor.document import Fact
    from auditor.ingest.identity.titles import Lines
    from auditor.schema import Form

# The first year whose reports have the six parts.
_FIRST_YEAR = 2019
PARTS = 6
_PROBLEMS = 5
_OTHER_MATTERS = 6
# The part of the first table of the form; the others stand in the parts that follow.
_FIRST_TABLE = 2
# A text with fewer headings than this is no whole report, but a page or a sheet of one.
_FEWEST_FOUND = 2

_ORDINALS = "一二三四五六七八九十"
_MARK = rf"(?:第(?P<part>[{_ORDINALS}])部分[、.:,]?|(?P<ordinal>[{_ORDINALS}]|[1-9])[、.:,]?)"
_ABOUT = "(?:政府|政务)?信息公开"
_WORDS = (
    r"(?:总体|基本|总的)(?:工作)?(?:情况|概况)|(?:总体|工作|基本)?概述|工作概况",
    r"(?:行政机关)?主动公开(?:政府|政务)?信息(?:工作)?的?(?:情况|内容)|(?:政府信息)?主动公开(?:工作)?的?情况",
    (
        rf"(?:行政机关)?(?:收到|受理|接收)(?:和|及|与|、)(?:处理|办理){_ABOUT}申请的?情况"
        rf"|{_ABOUT}申请的?(?:(?:收到|受理)(?:和|及))?(?:办理|处理|受理)的?情况|依申请公开(?:政府信息|工作)?的?(?:办理)?情况"
    ),
    rf"因?(?:{_ABOUT})?(?:工作)?(?:被申请|引起|引发|被提起)?的?行政复议(?:情况)?[和、及与或,]*(?:被?提起|引起)?的?(?:行政)?诉讼的?情况",
    (
        rf"(?:{_ABOUT}工作中?)?(?:存在)?的?(?:主要)?(?:问题|不足)(?:(?:和|与|及)?不足)?(?:[及和与、]|以及)(?:其)?(?:下一步)?"
        r"(?:改进|整改)(?:工作)?(?:情况|措施|意见|方向|打算)?|存在的?(?:主要)?(?:问题|不足)"
    ),
    r"其[他它]需要?报告的?(?:其他|有关|相关)?(?:事项|情况)|需要?报告的其[他它](?:事项|情况)",
)
# How the official layout calls them, for who is told that one is missing.
_NAMES = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
_NONE = "无"
# NOTE: re2 looks for these eight times as fast as re does.
_HEADINGS = tuple(re2.compile(rf"{_MARK}?(?P<words>{words})") for words in _WORDS)

_NO_HEADING_BEFORE = regex(
    "(?:[(《“\u3014,、:·+/第]|详见|参见|[见在按为是指由如与和及]|按照|对照|根据|报告|包括|分为|年度|[一二三四五六七八九十百])$"
)
_NO_HEADING_AFTER = regex("[”》)、,;:。的和与及等中/]|[.·…]{2}")
_CLOSED_LINE = regex("[”》的和与及等]")
_CONTENTS = regex(r"[.·…\-—]*\d{0,3}")

# Said of another year than the reported one: most often what last year's report left behind.
_OF_YEAR = regex(
    r"(?P<before>.?)(?P<year>20[0-9]{2})年度?(?!以来|[起至到—-]),?[^,。;:0-9《》]{0,14}?"
    r"(?:(?:未|没有|无)(?:曾|有)?(?:收到|接到|受理|发生|产生|收取|出现)|无(?=(?:政府)?信息公开))"
    r"[^,。;《》]{0,24}?(?:申请|复议|诉讼|费)"
)
_COMPARED = frozenset("比较与同自从至截到")


class Section(Struct, frozen=True):
    """One part of a report: its official number, the number printed, its heading and what stands under it."""

    part: int
    printed: int | None
    heading: Span
    body: Span


class _Heading(Struct, frozen=True):
    """A heading as a range of the text without blanks."""

    part: int
    printed: int | None
    start: int
    end: int


@lru_cache(maxsize=4)
def find_sections(lines: Lines) -> tuple[Section, ...]:
    """The parts of a report in the order in which they stand, each once; spans are ranges of `lines.bare`."""
    headings = _without_contents(lines, sorted(_headings(lines), key=lambda each: each.start))
    firsts: dict[int, _Heading] = {}
    for heading in headings:
        firsts.setdefault(heading.part, heading)
    found = sorted(firsts.values(), key=lambda each: each.start)
    ends = [*(each.start for each in found[1:]), len(lines.bare)]
    return tuple(
        Section(each.part, each.printed, Span(each.start, each.end), Span(each.end, end))
        for each, end in zip(found, ends, strict=False)
    )


def _headings(lines: Lines) -> Iterator[_Heading]:
    for part, pattern in enumerate(_HEADINGS, 1):
        for match in pattern.finditer(lines.bare):
            if _is_heading(lines, match):
                yield _Heading(part, _printed(match), *match.span())


def _is_heading(lines: Lines, match: re.Match[str]) -> bool:
    """Whether words that could be a heading are one, by what stands around them."""
    start, end = match.span()
    at_line_start = start in lines.starts
    if at_line_start and _ends_line(lines, end):
        return True
    if match["part"] is None and (match["ordinal"] is None or match["ordinal"] not in _ORDINALS):
        return False  # without an ordinal only a line of its own is a heading
    if at_line_start:
        return _CLOSED_LINE.match(lines.bare, end) is None
    before = lines.bare[max(0, start - 2) : start]
    return _NO_HEADING_BEFORE.search(before) is None and _NO_HEADING_AFTER.match(lines.bare, end) is None


def _ends_line(lines: Lines, end: int) -> bool:
    return end == len(lines.bare) or end in lines.starts or (lines.bare[end] in ":。" and end + 1 in lines.starts)


def _printed(match: re.Match[str]) -> int | None:
    sign = match["part"] or match["ordinal"]
    if sign is None:
        return None
    return _ORDINALS.index(sign) + 1 if sign in _ORDINALS else int(sign)


def _without_contents(lines: Lines, headings: list[_Heading]) -> tuple[_Heading, ...]:
    """The headings without a table of contents: entries that follow each other at once and stand again below."""
    kept: list[_Heading] = []
    in_contents = False
    for index, heading in enumerate(headings):
        rest = headings[index + 1 :]
        listed = bool(rest) and _CONTENTS.fullmatch(lines.bare, heading.end, rest[0].start) is not None
        in_contents = (listed or in_contents) and any(other.part == heading.part for other in rest)
        if not in_contents:
            kept.append(heading)
    return tuple(kept)


def read_sections(
    document: Document,
    form: Form | None,
    year: int | None = None,
    stale: tuple[Span, ...] = (),
    facts: tuple[Fact, ...] = (),
) -> tuple[Attribute, ...]:
    """What rules ask of the parts of a report; of one of the years before them only what it says of other years.

    `stale` are sentences with another year's figures where the report should give its own, `facts` the tables' ones.
    """
    lines = lines_of(document.source.text)
    places = Places(document)
    found = tuple(_of_other_years(lines, year, places, stale))
    if form is None or form.years.first is None or form.years.first < _FIRST_YEAR:
        return found
    sections = find_sections(lines)
    by_part = {section.part: section for section in sections}
    if len(sections) >= _FEWEST_FOUND:
        found += tuple(_of_parts(lines, sections, places, _without_table(form, facts)))
        found += tuple(_of_tables(lines, by_part, form, facts))
    if problems := by_part.get(_PROBLEMS):
        found += (_length(lines, problems, places),)
    matters = by_part.get(_OTHER_MATTERS)
    fee = processing_fee(lines.bare, matters.body if matters else None, year)
    if fee is not None:
        span = lines.span(fee.span.start, fee.span.end)
        found += (Attribute("信息处理费元数", fee.yuan, None, places.origin(span), document.source.slice(span)),)
    return found


def _of_parts(lines: Lines, sections: tuple[Section, ...], places: Places, bare: frozenset[int]) -> Iterator[Attribute]:
    """How many of the six parts are missing, and how many do not stand at their place or under their number.

    A part that is missing together with its table (`bare` are those without one) is told as the missing table is, and
    not counted.
    """
    first = sections[0].heading
    origin = places.origin(lines.span(first.start, first.end))
    missing = set(range(1, PARTS + 1)) - {section.part for section in sections}
    yield Attribute("缺少部分数", len(missing - bare), None, origin)
    yield Attribute("缺少部分", None, _named(missing))
    yield Attribute("连表缺少部分", None, _named(missing & bare))
    misplaced = [
        section
        for section, other in zip(sections, sorted(sections, key=lambda each: each.part), strict=True)
        if section.part != other.part
    ]
    misnumbered = sum(section.printed not in (None, section.part) for section in sections if section not in misplaced)
    yield Attribute("颠倒部分数", len(misplaced), None, origin)
    yield Attribute("颠倒部分", None, _named({section.part for section in misplaced}))
    yield Attribute("错序部分数", len(misplaced) + misnumbered, None, origin)


def _table_parts(form: Form) -> dict[str, int]:
    """The part that each table of a form belongs into."""
    return {table.code: part for part, table in enumerate(form.tables, _FIRST_TABLE)}


def _without_table(form: Form, facts: tuple[Fact, ...]) -> frozenset[int]:
    """The parts whose table was not found."""
    there = {form.by_code[fact.indicator].table for fact in facts}
    return frozenset(part for table, part in _table_parts(form).items() if table not in there)


def _of_tables(
    lines: Lines, sections: Mapping[int, Section], form: Form, facts: tuple[Fact, ...]
) -> Iterator[Attribute]:
    """How many tables stand in another part than their own, where others stand in theirs.

    Tables that all stand together behind the text are attached to it, and a table whose part has no heading that is
    known stands nowhere.
    """
    bodies = {part: lines.span(each.body.start, each.body.end) for part, each in sections.items()}
    starts: dict[str, int] = {}
    for fact in facts:
        table = form.by_code[fact.indicator].table
        if table and (fact.raw or fact.reading is not Reading.DOUBTFUL):  # what was not found stands nowhere
            starts[table] = min(fact.origin.span.start, starts.get(table, fact.origin.span.start))
    own = _table_parts(form)
    stands = {
        own[table]: part
        for table, start in starts.items()
        for part, body in bodies.items()
        if body.start <= start < body.end and own[table] in bodies
    }
    elsewhere = {part for part, where in stands.items() if part != where}
    if len(elsewhere) == len(stands) > 1 and len({*stands.values()}) == 1:
        elsewhere = set()
    if len(elsewhere) < len(stands):
        yield Attribute("错位表数", len(elsewhere))
        yield Attribute("错位表", None, _named(elsewhere))


def _named(parts: set[int]) -> str:
    return "；".join(_NAMES[part - 1] for part in sorted(parts)) or _NONE


def _length(lines: Lines, section: Section, places: Places) -> Attribute:
    """How many characters a part has, blanks and punctuation aside."""
    body = lines.bare[section.body.start : section.body.end]
    heading = lines.span(section.heading.start, section.heading.end)
    return Attribute("问题部分字数", sum(char.isalnum() for char in body), None, places.origin(heading))


def _of_other_years(lines: Lines, year: int | None, places: Places, stale: tuple[Span, ...]) -> Iterator[Attribute]:
    """How many sentences speak of another year where they should of the reported one."""
    if year is None:
        return
    denied = [
        lines.span(match.start("year"), _sentence_end(lines.bare, match.end()))
        for match in _OF_YEAR.finditer(lines.bare)
        if int(match["year"]) != year
        and match["before"] not in _COMPARED
        and f"{year}年" not in lines.bare[match.end() : _sentence_end(lines.bare, match.end())]
    ]
    spans = sorted({*stale, *(each for each in denied if not any(it.start <= each.start < it.end for it in stale))})
    origin = places.origin(spans[0]) if spans else None
    raw = places.document.source.slice(spans[0]) if spans else ""
    yield Attribute("他年语句数", len(spans), None, origin, raw)


def _sentence_end(bare: str, start: int) -> int:
    end = bare.find("。", start)
    return len(bare) if end < 0 else end
