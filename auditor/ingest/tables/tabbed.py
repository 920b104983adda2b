"""Text whose cells are parted by tabs: its lines as fields, and the same text with some of them left out."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

Fields = tuple[Span, ...]
# Where a line begins, and what it says.
Line = tuple[int, str]


def stretches(text: str) -> Iterator[tuple[Line, ...]]:
    """The stretches of lines that have tabs."""
    at = 0
    lines: list[Line] = []
    for line in text.split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    for parted, group in groupby(lines, key=lambda each: "\t" in each[1]):
        if parted:
            yield tuple(group)


def fields_of(line: Line) -> Fields:
    """The fields between the tabs of a line."""
    at, text = line
    found: list[Span] = []
    for part in text.split("\t"):
        found.append(Span(at, at + len(part)))
        at += len(part) + 1
    return tuple(found)


def without_fields(text: str, fields: Iterable[Span], firsts: Sequence[Span] = ()) -> str:
    """The text, of the same length, with blanks for fields and the tabs before them; behind those that are `firsts`."""
    ranges = sorted((it.start, it.end + 1) if it in firsts else (it.start - 1, it.end) for it in fields)
    parts: list[str] = []
    at = 0
    for start, end in ranges:
        parts += (text[at:start], " " * (end - start))
        at = end
    return "".join((*parts, text[at:]))
