"""What stands around a table: its title with the year above it, and who signed for it below."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.document import Attribute
from auditor.ingest.dates import YEAR
from auditor.ingest.dates import find_dates
from auditor.patterns import regex
from auditor.source import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.ingest.tables.reading import Places

_ABOVE = 400
_BELOW = 500
_LONGEST_TITLE_LINE = 40
_LONGEST_DATE = 16
_TITLE = regex(r"统\s*计\s*表")
_COLUMN_HEADS = regex(
    r"(?:统\s*计\s*)?指\s*标(?:\s*名\s*称)?\s*(?:计\s*量\s*)?单\s*位\s*统\s*计\s*数|统\s*计\s*指\s*标"
)
_OTHER_COLUMN = regex(r"上\s*一?\s*年|去\s*年|同\s*期|增\s*减|增\s*长|占\s*比|比\s*例|[代编]\s*码")
_ROW_NUMBERS = regex(r"序\s*号|行\s*次|编\s*号|代\s*码")
_STOPS = "。；;！!"
_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "负责人": "负责人",
        "审核人": "审核人",
        "填报人": "填报人",
        "填表人": "填报人",
        "经办人": "填报人",
        "填报日期": "填报日期",
        "填表日期": "填报日期",
        "报出日期": "填报日期",
    }
)
_NEXT_KEY = r"(?:单位|分管|主要)?负责人|审核人|填[报表]人|经办人|联系|电话|填[报表]日期|报出日期|填报单位|日期"
_SIGNED = regex(
    rf"(?P<key>负责人|审核人|填[报表]人|经办人|填[报表]日期|报出日期)\s*(?:\(签[字章名]*\))?\s*:"
    rf"[ ]*(?P<value>[^\n\t]*?)(?=[ ]{{2,}}|\n|\t|$|[ ]?(?:{_NEXT_KEY}))"
)
_NAME = regex(r"[㐀-鿿·]{1,8}(?:[ ][㐀-鿿·]{1,3})?")


def head_of_table(folded: str, first: int) -> int:
    """Where a table begins: at its title if one stands above the first row, else at its column heads or first row."""
    window = max(0, first - _ABOVE)
    titles = [match for match in _TITLE.finditer(folded, window, first) if _is_near(folded[match.end() : first])]
    if titles:
        return _line_start(folded, titles[-1].start(), window)
    heads = list(_COLUMN_HEADS.finditer(folded, window, first))
    return heads[-1].start() if heads and _is_near(folded[heads[-1].end() : first]) else first


def doubt_of_heads(folded: str, heads: Span) -> str:
    """Why figures that run together cannot be trusted: the heads over them name another column of numbers."""
    words = folded[heads.start : heads.end]
    columns = _COLUMN_HEADS.search(words)
    return "columns" if columns and _OTHER_COLUMN.search(words, columns.start()) else ""


def counts_rows(folded: str, heads: Span) -> bool:
    """Whether the heads name a column that numbers the rows."""
    return _ROW_NUMBERS.search(folded, heads.start, heads.end) is not None


def _is_near(between: str) -> bool:
    return not any(stop in between for stop in _STOPS)


def _line_start(folded: str, title: int, window: int) -> int:
    """The start of the title: of its line, and of a short line above that it goes on from (2017年度某某镇)."""
    start = folded.rfind("\n", window, title) + 1 or window
    cut = max(folded.rfind(stop, start, title) for stop in _STOPS)
    if cut >= 0:
        return cut + 1
    above = folded[window:start].rstrip()
    line = above[above.rfind("\n") + 1 :].strip()
    return folded.rfind(line, window, start) if _may_open_title(line) else start


def _may_open_title(line: str) -> bool:
    """Whether a title can begin with a line: a short one with a year, which is no day and no title of its own."""
    if not line or len(line) > _LONGEST_TITLE_LINE or not _is_near(line) or line.endswith("报告"):
        return False
    return YEAR.search(line) is not None and not find_dates(line)


def margin_attributes(folded: str, span: Span, first: int, places: Places) -> tuple[Attribute, ...]:
    """The year in a table's title, and the names and the date of those who signed."""
    return (*_year_above(folded, span, first, places), *_signatures(folded, span, places))


def year_of(folded: str, span: Span, first: int) -> int | None:
    """The year in a table's title, else in the line above it; None where neither names one."""
    match = _year_in_title(folded, span, first)
    if match is None:
        above = folded[max(0, span.start - _ABOVE) : span.start].rstrip()
        line = above.rpartition("\n")[2].strip()
        match = YEAR.search(line) if len(line) <= _LONGEST_TITLE_LINE else None
    return int(match["year"]) if match else None


def _year_above(folded: str, span: Span, first: int, places: Places) -> Iterator[Attribute]:
    if match := _year_in_title(folded, span, first):
        place = Span(*match.span("year"))
        yield Attribute("表头年度", int(match["year"]), None, places.origin(place), match["year"])


def _year_in_title(folded: str, span: Span, first: int) -> re.Match[str] | None:
    days = [date.span for date in find_dates(folded[span.start : first])]
    years = [
        match
        for match in YEAR.finditer(folded, span.start, first)
        if not any(day.start <= match.start() - span.start < day.end for day in days)
    ]
    reported = [match for match in years if match.group().endswith("度")]
    return next(reversed(reported or years), None)


def _signatures(folded: str, span: Span, places: Places) -> Iterator[Attribute]:
    known: set[str] = set()
    parts = ((span.end, span.end + _BELOW), (span.start, span.end))
    for match in (found for start, end in parts for found in _SIGNED.finditer(folded, start, end)):
        name = _KEYS[match["key"]]
        value = match["value"].strip(" _")
        if not value or name in known:
            continue
        place = Span(match.start("value"), match.start("value") + len(match["value"].rstrip()))
        if name == "填报日期":
            line_end = folded[match.start("value") : match.start("value") + _LONGEST_DATE].replace("\n", "")
            day = next((found.value for found in (*find_dates(value), *find_dates(line_end)) if found.value), None)
            if day:
                known.add(name)
                yield Attribute(name, day.toordinal(), None, places.origin(place), value)
        elif _NAME.fullmatch(value):
            known.add(name)
            yield Attribute(name, None, value.replace(" ", ""), places.origin(place), value)
