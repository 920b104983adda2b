"""Tables of a text whose figures may stand elsewhere than behind the labels of their rows."""

from __future__ import annotations

from bisect import bisect_left
from bisect import bisect_right
from typing import TYPE_CHECKING

from auditor.document import Reading
from auditor.ingest.tables.cells import COMMON_UNIT
from auditor.ingest.tables.reading import digits_below
from auditor.patterns import regex
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.tables.runs.figures import Passage
    from auditor.ingest.tables.runs.figures import ReadRow
    from auditor.ingest.tables.runs.rows import Window

_WIDEST = 20
_MANY = 5
# How many figures beyond those of a row there are at least where they stand by columns; one may be a page's number.
FEWEST_ASTRAY = 3
_NUMBER = rf"[-+]?\d[\d.,]*(?:{COMMON_UNIT})?"
_FIGURES_ALONE = regex(rf"(?m)^[ \t]*{_NUMBER}(?:[ \t]+{_NUMBER})+[ \t]*$")
_FIGURE = regex(rf"(?<!\S){_NUMBER}(?!\S)")
_VALUE = regex(rf"(?<!\S)(?:{_NUMBER}|[-—–/]+|无)(?!\S)")
_BEHIND_WORDS = regex(rf"(?<=[㐀-鿿)])(?:[\s|]+{_NUMBER}(?![^\s|]))+")


def is_filled(row: ReadRow) -> bool:
    """Whether a row has anything where its figures should stand."""
    return any(figure.read.reading is not Reading.BLANK for figure in row.figures)


def stand_below(rows: Sequence[ReadRow], window: Window, passage: Passage) -> bool:
    """Whether no row has a figure behind its label while figures follow on the table: it lies on its side."""
    if len(rows) == 1 or any(_has_figure(read, passage) for read in rows):
        return False
    return digits_below(passage.text, window.span.end, _WIDEST * len(rows)) >= len(rows)


def stand_above(rows: Sequence[ReadRow], window: Window, passage: Passage) -> bool:
    """Whether figures stand between the heads and the first label and none behind the last: each is above.

    They may be signs for none, and stand in the line of the label. Numbers that count the columns are no figures.
    """
    if len(rows) == 1 or _has_figure(rows[-1], passage):
        return False
    line = passage.text.rfind("\n", 0, window.span.start) + 1
    above = _VALUE.findall(fold(passage.at(Span(line, rows[0].row.region.start))))
    return len(above) > 1 and above != [str(number) for number in range(1, len(above) + 1)]


def stand_among_heads(rows: Sequence[ReadRow], window: Window, passage: Passage) -> bool:
    """Whether figures stand between the heads of a table of one row: it is parted, and some of its own are there."""
    if len(rows) > 1 or len(rows[0].row.cells) == 1:
        return False
    return _figures_in(passage, Span(window.span.start, rows[0].row.region.start)) > 0


def stand_together(rows: Sequence[ReadRow], passage: Passage) -> bool:
    """Whether labels stand one behind the other and nothing but behind the last of them: figures of all may follow it.

    So a cell says that holds several labels, and a text that has all labels of a table first.
    """
    if len(rows) >= _MANY and not any(map(is_filled, rows[:-1])) and is_filled(rows[-1]):
        return True
    starts = [read.row.region.start for read in rows]
    for cell in passage.cells:
        first, end = bisect_left(starts, cell.start), bisect_right(starts, cell.end)
        if end - first > 1 and not any(map(is_filled, rows[first : end - 1])):
            return True
    return False


def _has_figure(read: ReadRow, passage: Passage) -> bool:
    digits = any(char.isdecimal() for char in passage.at(read.row.region))
    return digits or any(figure.read.reading in {Reading.VALUE, Reading.DASH} for figure in read.figures)


def stand_by_columns(rows: Sequence[ReadRow], window: Window, passage: Passage) -> bool:
    """Whether rows have nothing behind their labels while figures stand in the table beyond those of a row.

    So tables come out of prints: column by column, the figures of rows apart from their labels. Those of a row that
    the form does not have stand behind the label of that row.
    """
    if all(map(is_filled, rows)):
        return False
    own = sum(min(_figures_in(passage, read.row.region), len(read.row.cells)) for read in rows)
    widest = max(len(read.row.cells) for read in rows)
    own += sum(min(_figures_in(passage, region), widest) for region in _foreign_rows(rows, window, passage))
    return _figures_in(passage, window.span) - own >= FEWEST_ASTRAY


def _foreign_rows(rows: Sequence[ReadRow], window: Window, passage: Passage) -> Iterator[Span]:
    """Where figures stand behind words that are the label of no row."""
    taken = [read.row.region for read in rows]
    for found in _BEHIND_WORDS.finditer(fold(passage.text), window.span.start, window.span.end):
        if not any(region.start <= found.start() < region.end for region in taken):
            yield Span(*found.span())


def without_rows(rows: Sequence[ReadRow], passage: Passage) -> int:
    """How many lines are nothing but figures and stand behind no label."""
    taken = [read.row.region for read in rows]
    lines = (found.start() for found in _FIGURES_ALONE.finditer(fold(passage.text)))
    return sum(not any(region.start <= at < region.end for region in taken) for at in lines)


def _figures_in(passage: Passage, span: Span) -> int:
    return len(_FIGURE.findall(fold(passage.at(span))))
