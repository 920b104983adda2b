"""Prose on a sheet: rows of one cell that hold sentences are lines of the document, between the tables beside them.

What is told apart by its words is only a sentence. A heading goes with the sentences that it stands over, never with
the table below it; rows of single cells that lie between sentences and belong to no table are lines, too.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from auditor.ingest.layout import Table
from auditor.ingest.rows import Rows
from auditor.patterns import regex
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.layout import Block
    from auditor.ingest.rows import Row

# Words in brackets explain a label; its commas and figures make it no sentence: 部分公开（…，不计其他情形）.
_BRACKETS = regex(r"[(][^()]*[)]")
_NUMBER = regex(r"^\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.,:](?!\d)")
_FULL_STOP = regex("[。！!？?]")
# Without a full stop, a sentence has clauses and a figure; a label has not both.
_CLAUSES = regex("[,;].*[0-9]|[0-9].*[,;]")
_GROUPED = regex(r"(?<=\d),(?=\d{3})")
_SHORTEST = 12
_PART = regex(r"\s*(?:[一二三四五六七八九十]{1,3}[、.]|第[一二三四五六七八九十]{1,3}部分)[^,。;:]{2,40}$")
_DOWN = itemgetter(0)
_HEADING = regex(r"\s*[(][一二三四五六七八九十]{1,3}[)][^,。;:]{2,40}$")


def blocks_of(table: Table) -> Iterator[Block]:
    """A table without the rows that are prose, in reading order: its parts, and those rows as lines.

    A table in which no row is prose comes back as it is.
    """
    rows = Rows.of(table.slots).rows
    alone = _alone(rows)
    prose = [text is not None and _is_prose(text) for text in alone]
    if not any(prose):
        yield table
        return
    _add_headings(alone, prose)
    for is_prose, numbers in groupby(range(len(rows)), key=lambda number: prose[number]):
        part = list(numbers)
        texts = [text for number in part if (text := alone[number]) is not None]
        if is_prose or len(texts) == len(part):
            yield from texts
        else:
            yield Table(Rows([rows[number] for number in part]), table.page, table.name, ruled=table.ruled)


def _alone(rows: Sequence[Row]) -> list[str | None]:
    """The text of each row that is a single filled cell and stands beside no cell of several rows; None for others."""
    texts: list[str | None] = []
    covered = -1
    for number, _, within, reaches in rows:
        if reaches and (down := max(map(_DOWN, reaches.values()))) > 1:
            covered = max(covered, number + down - 1)
        is_alone = within.count("") == len(within) - 1 and number > covered
        texts.append("".join(within) if is_alone else None)
    return texts


def _is_prose(text: str) -> bool:
    if len(text) < _SHORTEST:
        return False
    words = fold(text).strip()
    bare = _NUMBER.sub("", _GROUPED.sub("", _BRACKETS.sub("", words)))
    if len(bare) < _SHORTEST:
        return False
    return _FULL_STOP.search(bare) is not None or _CLAUSES.search(bare) is not None


def _add_headings(alone: Sequence[str | None], prose: list[bool]) -> None:
    """Counts the headings right above prose as prose, up to that of a part, or to the prose before them."""
    for number in [number for number, is_prose in enumerate(prose) if is_prose]:
        above = number
        while above and not prose[above - 1] and _is_heading(alone[above - 1]):
            above -= 1
        is_below_prose = above > 0 and prose[above - 1]
        while above < number and not is_below_prose and not _PART.match(fold(alone[above] or "")):
            above += 1
        prose[above:number] = [True] * (number - above)


def _is_heading(text: str | None) -> bool:
    folded = fold(text or "")
    return _PART.match(folded) is not None or _HEADING.match(folded) is not None
