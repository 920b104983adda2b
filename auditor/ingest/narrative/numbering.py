"""Headings of the prose whose numbers do not go on: (一)(三), (二)(二); without official parts also 一、三、.

Only what stands at the start of a line is a heading, and only where its list began with one. A number that is missing
at the start of a line but stands within one is there; what starts with one again is another list.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.ingest.figures import parse_number
from auditor.patterns import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from auditor.ingest.narrative.sentences import Prose
    from auditor.source import Span

_SIGNS = "一二三四五六七八九十"
_HEADING = regex(
    rf"(?:^|\n)(?:[(](?P<inner>[{_SIGNS}]{{1,3}})[)](?![项款目条、和])|(?P<outer>[{_SIGNS}]{{1,3}})、(?![{_SIGNS}]))[^\n]"
)
_NUMBERS = {"inner": regex(rf"[(]([{_SIGNS}]{{1,3}})[)]"), "outer": regex(rf"([{_SIGNS}]{{1,3}})、")}
_MOST_MISSING = 2


def read_numbering(prose: Prose, *, outer: bool) -> tuple[Span, ...]:
    """The headings that are numbered wrongly, the inner ones and, where asked, the `outer` ones."""
    return tuple(prose.span(*heading.span(level)) for heading, level in _wrong(prose.text, outer=outer))


def _wrong(text: str, *, outer: bool) -> Iterator[tuple[re.Match[str], str]]:
    before: dict[str, re.Match[str] | None] = {"inner": None, "outer": None}
    for heading in _HEADING.finditer(text):
        level = "inner" if heading["inner"] else "outer"
        last = before[level]
        if level == "outer":
            before["inner"] = None
        if last is None and _number(heading[level]) != 1:
            continue
        if last is not None and (level == "inner" or outer) and not _goes_on(text, last, heading, level):
            yield heading, level
        before[level] = heading


def _goes_on(text: str, last: re.Match[str], heading: re.Match[str], level: str) -> bool:
    """Whether a heading follows the last one of its list, or begins another, or may do so for all that is known."""
    before, number = _number(last[level]), _number(heading[level])
    if number == 1 or number < before or number > before + 1 + _MOST_MISSING:
        return True
    between = _NUMBERS[level].finditer(text, last.end(), heading.start())
    return number == before + 1 or any(before < _number(found[1]) < number for found in between)


@lru_cache(maxsize=256)
def _number(sign: str) -> int:
    number = parse_number(sign)
    return int(number.value) if number else 0
