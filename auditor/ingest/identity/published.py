"""When a report was published, and who signs it: as the page says, in a line at the end, or in one below the title."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.ingest.dates import find_dates
from auditor.ingest.dates import parse_date
from auditor.ingest.identity.titles import lines_of
from auditor.ingest.identity.units import body_name
from auditor.patterns import CHINESE
from auditor.patterns import regex
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.ingest.identity.titles import Title

# How much of a text is its head.
HEAD = 3000
_TAIL = 400
_PUBLISHED = regex(r"(?:发布|公布|发表|公开|生成|更新)(?:日期|时间)\s*[:：]?\s*")
_STAMP = regex(r"20\d{2}[-./年]\d{1,2}[-./月]\d{1,2}日?\s+\d{1,2}:\d{2}")
# The head of a page that a browser printed says when, in the way of the computer, and how the page is called.
_PRINT_HEAD = regex(r"(?m)^20\d{2}/\d{1,2}/\d{1,2}\s+\d{1,2}:\d{2}(?!\d|:)(?!.*(?:来源|作者|浏览|字[号体]|阅读|点击))")
# What a program says of itself: when it wrote the file.
_EXPORTED = regex(
    r"(?:导出|打印|下载|制表|查询|填报|统计)(?:日期|时间)?\s*[:：]?\s*$", needs="导出|打印|下载|制表|查询|填报|统计"
)
_PRINTED = 24
_BELOW_TITLE = 3
_SEALED = regex(r"\((?:盖?章|公章|印章?)\)$", needs="章)|印)")
_DAY_LINE = regex(
    rf"(?P<unit>{CHINESE}{{0,30}}?)\(?(?P<day>(?:20\d{{2}}|二[〇零○][〇零○一二三四五六七八九]{{2}})[-./年].{{3,9}})\)?"
)


def find_published(text: str, titles: tuple[Title, ...]) -> Span | None:
    """Where a report prints the day of its publication: as the page says it, as it is signed, as its title has it."""
    head = fold(text[:HEAD])
    of_print = {match.start() for match in _PRINT_HEAD.finditer(head)}
    stamps = (
        match.start()
        for match in _STAMP.finditer(head)
        if match.start() not in of_print and not _EXPORTED.search(head[: match.start()])
    )
    starts = [*(match.end() for match in _PUBLISHED.finditer(head)), *stamps]
    near = (_day_within(text, Span(start, start + _PRINTED)) for start in starts)
    below = (_day_within(text, Span(span.end, len(text))) for _, span in signatures(text))
    under = (_day_within(text, span) for span in _lines_below(text, titles))
    return next((span for spans in (near, below, under) for span in spans if span), None)


def signatures(text: str) -> Iterator[tuple[str, Span]]:
    """The bodies that sign at the end, in a line of their own above the date, and where."""
    start = max(0, len(text) - _TAIL)
    lines = lines_of(text[start:])
    for (first, last), (below, end) in zip(lines.lines, lines.lines[1:], strict=False):
        words = _SEALED.sub("", lines.bare[first:last])
        name = body_name(words)
        if name and name in words and parse_date(lines.bare[below:end]):
            span = lines.span(first, first + len(words))
            yield name, Span(start + span.start, start + span.end)


def _lines_below(text: str, titles: tuple[Title, ...]) -> Iterator[Span]:
    """The lines right below the report's own title that hold a day, maybe behind a body's name, and nothing else."""
    title = next((title for title in titles if title.alone), None)
    if title is None:
        return
    lines = lines_of(text[:HEAD])
    first = bisect_left(lines.offsets, title.span.end)
    edges = [first, *(end for _, end in lines.lines if end > first)]
    for start, end in pairwise(edges[: _BELOW_TITLE + 1]):
        found = _DAY_LINE.fullmatch(lines.bare, start, end)
        if found and (not found["unit"] or body_name(found["unit"])):
            yield lines.span(start, end)


def _day_within(text: str, within: Span) -> Span | None:
    """The first day that exists of those printed within a span."""
    for found in find_dates(text[within.start : within.end]):
        if found.value:
            start, end = within.start + found.span.start, within.start + found.span.end
            return Span(start, start + len(text[start:end].rstrip()))
    return None
