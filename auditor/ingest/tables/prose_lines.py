"""Sentences and page numbers in running text: what stands beside a table, or between its rows, is no row of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.patterns import regex
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

# A sentence fills lines of its own: it begins where a line, another sentence or the heading of a part ends, and it ends
# in a stop, which no cell does. A full line without a figure at its end goes on in the next one; separators of cells
# stand in none.
_SENTENCE = regex(
    r"(?:\A|(?<=[\n。；！？;])|(?<=(?:信息|申请|诉讼)情况))[ \u3000]*"
    r"(?P<said>(?:[^。；！？;\n\t|│]{29,100}[^。；！？;\n\t|│\d]\n(?![ \t\u3000]))*[^。；！？;\n\t|│]{2,300})"
    "[。；！？;]"
)
# Between dashes a page number may be three cells of a row, unless the line above already ends in a figure.
_PAGE = regex(
    r"(?m)(?:(?<=\d\n)[ \t\u3000]*[-—–－]{1,2} ?\d{1,3} ?[-—–－]{1,2}|^[ \t\u3000]*第 ?\d{1,3} ?页[^\n]{0,12})"
    r"[ \t\u3000\r]*$"
)
_BEGINS = regex(r"\n|(?:信息|申请|诉讼)情况")
# Heads that a table has and no sentence: where they stand, tables and sentences ran into one line.
_TABLE = regex(r"信息内容|申请人情况|统\s*计\s*指\s*标|结果维持\s*结果纠正|总\s*计\s*\d{6}")


def sentences_of(text: str) -> tuple[Span, ...]:
    """The sentences that stand in lines of their own, without their stops, and the page numbers that do, in order."""
    said = (span for match in _SENTENCE.finditer(text) if (span := _below_heads(text, *match.span("said"))))
    return tuple(sorted((*said, *(Span(*match.span()) for match in _PAGE.finditer(text)))))


def _below_heads(text: str, start: int, end: int) -> Span | None:
    """A sentence without the table that seems to go on in it; None where the heads of one stand in its last line."""
    while heads := _TABLE.search(text, start, end):
        begins = _BEGINS.search(text, heads.end(), end)
        if not begins:
            return None
        start = begins.end()
    return Span(start, end)


def without(text: str, spans: Sequence[Span]) -> str:
    """The text, of the same length, with line breaks in the place of some stretches of it."""
    pieces, at = [], 0
    for span in sorted(spans):
        start = max(at, span.start)
        pieces += [text[at:start], "\n" * (span.end - start)]
        at = max(at, span.end)
    return "".join((*pieces, text[at:]))
