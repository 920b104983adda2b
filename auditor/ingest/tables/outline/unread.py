"""Rows of a form of one column that were not found in a print although they may be there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.document import Fact
from auditor.document import Origin
from auditor.document import Reading
from auditor.ingest.tables.cells import COMMON_UNIT
from auditor.ingest.tables.grid.unread import figures_of
from auditor.ingest.tables.heading_texts import squash
from auditor.ingest.tables.outline.astray import figures_alone
from auditor.patterns import regex
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.document import Document
    from auditor.schema import Form

_FEWEST_ALONE = 3
_SHORTEST = 4
_MOST = 0.5
# A unit, a figure or both at the end of a line, in the middle of a label that goes on below.
_FIGURE_WITHIN = regex(rf"[ \t]+(?:(?:{COMMON_UNIT})|(?:[㐀-鿿]{{1,3}}[ \t]+)?[-—\d.,]+)[ \t]*\n[ \t]*")


def unread_rows(facts: Sequence[Fact], document: Document, folded: str, form: Form) -> Iterator[Fact]:
    """The rows without a fact, in doubt where their labels stand elsewhere in the text, or figures without labels.

    So they are where most others are in doubt: then the table was not understood.
    """
    found = {fact.indicator for fact in facts}
    lacking = [each for each in form.figures if each.code not in found]
    if not lacking or not document.tells_no_cells:
        return
    labels = {each.code: squash(each.label or each.name) for each in form.figures}
    text = squash(folded)
    read = Counter(labels[code] for code in found if code in labels)
    taken = {at for fact in facts for at in range(fact.origin.span.start, fact.origin.span.end)}
    in_cells = [cell for grid in document.grids for cell in figures_of(grid) if cell.span.start not in taken]
    is_cut = max(len(figures_alone(taken, folded)), len(in_cells)) >= _FEWEST_ALONE
    is_cut = is_cut or _MOST * len(facts) < sum(fact.reading is Reading.DOUBTFUL for fact in facts)
    joined = squash(_FIGURE_WITHIN.sub("", folded))
    origin = _before(facts[0].origin) if facts else Origin(Span(0, 0), 1)
    for each in lacking:
        label = labels[each.code]
        is_there = max(joined.count(label), text.count(label)) > read[label]
        if is_cut or (len(label) >= _SHORTEST and is_there):
            yield Fact(each.code, origin, "", Reading.DOUBTFUL, doubt="shape")


def _before(origin: Origin) -> Origin:
    """The place before what stands at another: nothing was read there."""
    return replace(origin, span=Span(origin.span.start, origin.span.start))
