"""Lines above tables that say whose they are: 填报单位：某局, 某局2016年政府信息公开情况统计表, or the name alone.

Titles of reports are found as such (`identity.titles`); a table of figures that came without one has such a line.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.ingest.identity.captions import LONGEST_CAPTION
from auditor.ingest.identity.captions import SENTENCE
from auditor.ingest.identity.captions import unit_above_table
from auditor.ingest.identity.captions import year_within
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

# Labels that stand in a text again, as they do where it holds a table twice.
_FEWEST_LABELS, _SHORTEST_LABEL = 10, 8
_LINES_ABOVE, _LINES_BELOW = 3, 6


class Head(Struct, frozen=True):
    """Where a table with its title begins, and whose it is; of which year, as far as its title says so."""

    start: int
    unit: str
    year: int | None


@lru_cache(maxsize=1)  # a text is asked for tables beside each other first, and for those below each other then
def labels_again(text: str) -> frozenset[str]:
    """The labels that stand in a text again; none where they are fewer than a table has."""
    times = Counter(piece for line in text.split("\n") for piece in line.split("\t") if len(piece) >= _SHORTEST_LABEL)
    found = frozenset(piece for piece, count in times.items() if count > 1 and not piece.isascii())
    return found if len(found) >= _FEWEST_LABELS else frozenset()


def heads_of_tables(text: str) -> Iterator[Head]:
    """The lines that name a body right above a table that the text holds twice, each with the titles above it."""
    labels = labels_again(text)
    lines = text.split("\n") if labels else []
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    for at, line in enumerate(lines):
        unit = unit_above_table(line) if len(line) <= LONGEST_CAPTION else None
        below = lines[at + 1 : at + 1 + _LINES_BELOW]
        if unit is None or labels.isdisjoint(piece for each in below for piece in each.split("\t")):
            continue
        first = at
        while first and at - first < _LINES_ABOVE and _is_title(lines[first - 1]):
            first -= 1
        around = (year_within(each) for each in (line, *lines[first:at], *below[:1]))
        yield Head(starts[first], unit, next((year for year in around if year), None))


def _is_title(line: str) -> bool:
    """Whether a line may be a title: words in one cell that are no sentence."""
    words = line.strip()
    return 0 < len(words) <= LONGEST_CAPTION and "\t" not in words and not SENTENCE.search(fold(words))
