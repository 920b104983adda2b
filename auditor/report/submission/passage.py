"""The document's text, cut where findings cite it."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.report.views.submission import Line
from auditor.report.views.submission import Quote
from auditor.report.views.submission import Segment
from auditor.report.words.messages import say
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.diagnostics import Lang
    from auditor.report.views.submission import Mark
    from auditor.source import Source

# NOTE: a usual report has 5,000 to 30,000 characters and is shown whole; beyond this, the surroundings of what is
# cited are enough, or a page would be heavier than the file itself.
_WHOLE = 150_000
_AROUND = 15
_LONG_LINE = 2_000
_QUOTED = 160
_ELLIPSIS = "…"


class Citation(Struct, frozen=True):
    """A place that findings cite: its anchor on the page and the findings' marks."""

    span: Span
    anchor: str
    marks: tuple[Mark, ...]


def passage(source: Source, citations: tuple[Citation, ...], lang: Lang) -> tuple[Line, ...]:
    """The lines of a text with the cited places marked; of a very long text, those near them.

    Blank lines are left out: each line that is shown has its number.
    """
    texts = source.text.split("\n")
    starts = tuple(accumulate((len(text) + 1 for text in texts), initial=0))
    cited = _by_line(tuple(_trimmed(citation, source.text) for citation in citations), starts)
    brief = len(source.text) > _WHOLE
    shown = _near(cited, len(texts)) if brief else range(len(texts))
    numbers = [begin.line for begin in source.begins] or range(1, len(texts) + 1)
    lines: list[Line] = []
    known: set[int] = set()
    expected = 0
    for index in (*shown, len(texts)):
        if index > expected:
            lines.append(Line(numbers[expected], gap=say("elided", lang, count=index - expected)))
        expected = index + 1
        if index == len(texts):
            break
        number, is_rest = numbers[index], numbers[index] in known
        segments = _segments(texts[index], starts[index], cited[index], brief=brief) if index in cited else ()
        if segments:
            lines.append(Line(number, segments=segments, is_rest=is_rest))
        elif index not in cited and texts[index].strip():
            lines.append(Line(number, _cut(texts[index], brief=brief), is_rest=is_rest))
        else:
            continue
        known.add(number)
    return tuple(lines)


def quote(source: Source, sentence: Span, hit: Span) -> Quote:
    """A figure within its sentence, on one line, the far ends of a long sentence left out."""
    start, end = min(sentence.start, hit.start), max(sentence.end, hit.end)
    before = _flat(source.text[start : hit.start])
    after = _flat(source.text[hit.end : end])
    return _brief(before, _flat(source.text[hit.start : hit.end]), after)


def quote_of(text: str, hit: str) -> Quote:
    """A sentence with the first place where the figure stands in it."""
    sentence, figure = _flat(text), _flat(hit)
    before, found, after = sentence.partition(figure) if figure else (sentence, "", "")
    return _brief(before, found, after)


def _brief(before: str, hit: str, after: str) -> Quote:
    return Quote(
        before if len(before) <= _QUOTED else _ELLIPSIS + before[-_QUOTED:],
        hit,
        after if len(after) <= _QUOTED else after[:_QUOTED] + _ELLIPSIS,
    )


def _flat(text: str) -> str:
    return "".join(text.split("\n")).strip("\r")


def _trimmed(citation: Citation, text: str) -> Citation:
    """A citation that begins and ends on a character that a line can show, not on a line end."""
    start, end = citation.span.start, citation.span.end
    while start < end and text[start] == "\n":
        start += 1
    while start < end and text[end - 1] == "\n":
        end -= 1
    return replace(citation, span=Span(start, end) if start < end else Span(citation.span.start, citation.span.start))


def _by_line(citations: tuple[Citation, ...], starts: tuple[int, ...]) -> Mapping[int, tuple[Citation, ...]]:
    """The citations that touch each line, lines counted from 0."""
    touching: dict[int, tuple[Citation, ...]] = {}
    for citation in citations:
        first = bisect_right(starts, citation.span.start) - 1
        last = bisect_right(starts, max(citation.span.start, citation.span.end - 1)) - 1
        for index in range(first, last + 1):
            touching[index] = (*touching.get(index, ()), citation)
    return touching


def _near(cited: Iterable[int], count: int) -> list[int]:
    wanted = set(range(2 * _AROUND))
    for index in cited:
        wanted.update(range(index - _AROUND, index + _AROUND + 1))
    return sorted(index for index in wanted if 0 <= index < count)


def _segments(text: str, start: int, touching: tuple[Citation, ...], *, brief: bool) -> tuple[Segment, ...]:
    """One line cut at every citation's ends; overlapping citations give several pieces, never nested ones."""
    end = start + len(text)
    edges = {start, end}
    for citation in touching:
        edges.update((max(start, citation.span.start), min(end, citation.span.end)))
    # NOTE: an empty citation (a blank cell) has an anchor and marks but no characters: it becomes a piece of its own.
    empty = {citation.span.start for citation in touching if citation.span.start == citation.span.end}
    pieces = [*((edge, edge) for edge in empty), *pairwise(sorted(edges))]
    return tuple(_segment(text, start, piece, touching, brief=brief) for piece in sorted(pieces))


def _segment(text: str, start: int, piece: tuple[int, int], touching: Iterable[Citation], *, brief: bool) -> Segment:
    low, high = piece
    is_empty = low == high
    over = [
        citation
        for citation in touching
        if (citation.span.start == citation.span.end) == is_empty
        and citation.span.start <= low
        and high <= citation.span.end
    ]
    shown = text[low - start : high - start]
    return Segment(
        shown if over else _cut(shown, brief=brief),
        bool(over),
        tuple(citation.anchor for citation in over if citation.span.start == low),
        tuple(
            mark for citation in over if min(citation.span.end, start + len(text)) == high for mark in citation.marks
        ),
    )


def _cut(text: str, *, brief: bool) -> str:
    if not brief or len(text) <= _LONG_LINE:
        return text
    half = _LONG_LINE // 2
    return f"{text[:half]}{_ELLIPSIS}{text[-half:]}"


def citations_of(places: Iterable[tuple[Span, Mark]]) -> tuple[Citation, ...]:
    """One citation for each place, with the marks of all findings that cite it."""
    marks: dict[Span, list[Mark]] = {}
    for span, mark in places:
        known = marks.setdefault(span, [])
        if mark not in known:
            known.append(mark)
    return tuple(Citation(span, f"t{number}", tuple(marks[span])) for number, span in enumerate(sorted(marks), start=1))
