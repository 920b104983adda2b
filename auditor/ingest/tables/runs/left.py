"""Figures of a text that no row has: so many beside each other are a row of a table whose label was not understood."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.document import Reading
from auditor.ingest.tables.cells import doubtful
from auditor.ingest.tables.heading_texts import squash
from auditor.patterns import regex
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.tables.runs.figures import Passage
    from auditor.ingest.tables.runs.figures import ReadRow
    from auditor.ingest.tables.runs.rows import Window
    from auditor.schema import Form

_FIGURES = regex(r"(?<!\S)[-+]?\d[\d,.]*(?:[^\S\t]+[-+]?\d[\d,.]*){2,}(?!\S)")
_FIGURE = regex(r"\S+")
_WORDS = regex(r"[㐀-鿿]+\Z")
_LOOK_BACK = 80
_BELOW = 200


def left_over(text: str, form: Form, taken: Sequence[Span], within: Span) -> Iterator[Span]:
    """Each figure of three or more beside each other that are `taken` by no row, where no other row's label stands.

    Words before them are another row's label unless they are a piece of what the form prints.
    """
    folded = fold(text)
    starts, reach = sorted(span.start for span in taken), list(accumulate((each.end for each in sorted(taken)), max))
    for found in _FIGURES.finditer(folded, within.start, within.end):
        before_its_end = bisect_left(starts, found.end())
        if before_its_end and reach[before_its_end - 1] > found.start():
            continue
        before = _WORDS.search(folded[max(within.start, found.start() - _LOOK_BACK) : found.start()].rstrip())
        if before is None or before[0] in _printed(form):
            yield from (Span(*each.span()) for each in _FIGURE.finditer(folded, *found.span()))


def leaves_figures(rows: Sequence[ReadRow], windows: Sequence[Window], passage: Passage) -> bool:
    """Whether figures stand beside each other within the tables, or right below, that are in none of their rows."""
    if not windows:
        return False
    within = Span(windows[0].span.start, windows[-1].span.end + _BELOW)
    return any(left_over(passage.text, passage.form, [read.row.region for read in rows], within))


def with_doubt_of_left(read: ReadRow) -> ReadRow:
    """A row of a text in which figures are left over, in doubt unless all of its own cells have theirs."""
    whole = all(figure.read.reading is not Reading.BLANK for figure in read.figures) and not read.row.head
    return read if whole else replace(read, figures=tuple(replace(it, read=doubtful("shape")) for it in read.figures))


@cache
def _printed(form: Form) -> str:
    """All that a form prints beside and over its figures, parted by lines."""
    beside = (text for each in form.indicators for text in (each.label or each.name, each.column))
    over = (text for table in form.tables for text in (*table.heads, *(member.name for member in table.members)))
    return "\n".join(map(squash, (*beside, *over)))
