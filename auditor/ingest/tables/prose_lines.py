"""Sentences and page numbers in running text: what stands beside a table, or between its rows, is no row of it."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING
from typing import NamedTuple

from auditor.ingest.tables.headings import PATH
from auditor.ingest.tables.headings import in_table
from auditor.patterns import regex
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.schema import Form

# Between dashes a page number may be three cells of a row, unless the line above already ends in a figure.
_PAGE = regex(
    r"(?m)(?:(?<=\d\n)[ \t\u3000]*[-—–－]{1,2} ?\d{1,3} ?[-—–－]{1,2}|^[ \t\u3000]*第 ?\d{1,3} ?页[^\n]{0,12})"
    r"[ \t\u3000\r]*$"
)
# What heads any table, and no sentence; a total of so many digits is those of several columns.
_HEADS = (r"统\s*计\s*指\s*标", r"总\s*计\s*\d{6}")
# How much of a title stands in its last line, where it was broken.
_TAIL = 4
# How many full lines a sentence has at most: from each line of a text without stops, all others were looked through.
_MOST_LINES = 40


class _Patterns(NamedTuple):
    """What sentences, their beginnings and heads of tables look like beside the tables of a form."""

    sentence: re.Pattern[str]
    begins: re.Pattern[str]
    heads: re.Pattern[str]


@cache
def _patterns(form: Form) -> _Patterns:
    """The patterns of a form.

    A sentence fills lines of its own: it begins where a line, another sentence or the title of a table ends, and it
    ends in a stop, which no cell does. A full line without a figure at its end goes on in the next one; separators of
    cells stand in none.
    """
    ends = tuple(dict.fromkeys(re.escape(table.title[-_TAIL:]) for table in form.tables))
    sentence = (
        rf"(?:\A|(?<=[\n。；！？;]){''.join(f'|(?<={end})' for end in ends)})[ \u3000]*"
        rf"(?P<said>(?:[^。；！？;\n\t|│]{{29,100}}[^。；！？;\n\t|│\d]\n(?![ \t\u3000])){{0,{_MOST_LINES}}}"
        r"[^。；！？;\n\t|│]{2,300})"
        "[。；！？;]"
    )
    return _Patterns(
        re.compile(sentence), re.compile("|".join((r"\n", *ends))), re.compile("|".join((*_HEADS, *_heads(form))))
    )


def _heads(form: Form) -> Iterator[str]:
    """Heads that tables of a form have and no sentence: those on top, and columns one behind the other."""
    for table in form.tables:
        yield from map(re.escape, table.heads[:1])
        if not table.members:
            columns = [each.label.split(PATH)[-1] for each in in_table(form, table.code) if PATH in each.label]
            yield from dict.fromkeys(rf"{re.escape(one)}\s*{re.escape(two)}" for one, two in pairwise(columns))


def sentences_of(text: str, form: Form) -> tuple[Span, ...]:
    """The sentences that stand in lines of their own, without their stops, and the page numbers that do, in order."""
    patterns = _patterns(form)
    found = (_below_heads(text, *match.span("said"), patterns) for match in patterns.sentence.finditer(text))
    said = (span for span in found if span is not None)
    return tuple(sorted((*said, *(Span(*match.span()) for match in _PAGE.finditer(text)))))


def _below_heads(text: str, start: int, end: int, patterns: _Patterns) -> Span | None:
    """A sentence without the table that seems to go on in it; None where the heads of one stand in its last line."""
    while heads := patterns.heads.search(text, start, end):
        begins = patterns.begins.search(text, heads.end(), end)
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
