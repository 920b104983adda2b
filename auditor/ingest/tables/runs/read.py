"""The tables of a form with columns in text without cells.

Figures that are parted are read as they stand. Digits that ran together are cut only where there is no other cut, or
where exactly one fits the row's total; else the row is in doubt, but for the columns on which all cuts agree.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.document import Fact
from auditor.document import Reading
from auditor.ingest.tables.cells import doubtful
from auditor.ingest.tables.grid.read import catch_all
from auditor.ingest.tables.grid.read import out_of_order
from auditor.ingest.tables.headings import below
from auditor.ingest.tables.headings import lexicon_of
from auditor.ingest.tables.outline.margin import counts_rows
from auditor.ingest.tables.prose_lines import sentences_of
from auditor.ingest.tables.prose_lines import without
from auditor.ingest.tables.reading import Places
from auditor.ingest.tables.reading import filled_in
from auditor.ingest.tables.reading import latest
from auditor.ingest.tables.reading import of_own_year
from auditor.ingest.tables.reading import year_above
from auditor.ingest.tables.runs.columns import cut_by_parts
from auditor.ingest.tables.runs.elsewhere import FEWEST_ASTRAY
from auditor.ingest.tables.runs.elsewhere import is_filled
from auditor.ingest.tables.runs.elsewhere import stand_above
from auditor.ingest.tables.runs.elsewhere import stand_among_heads
from auditor.ingest.tables.runs.elsewhere import stand_below
from auditor.ingest.tables.runs.elsewhere import stand_by_columns
from auditor.ingest.tables.runs.elsewhere import stand_together
from auditor.ingest.tables.runs.elsewhere import without_rows
from auditor.ingest.tables.runs.fields import blanks_stand_behind
from auditor.ingest.tables.runs.figures import Figure
from auditor.ingest.tables.runs.figures import Passage
from auditor.ingest.tables.runs.figures import Zeros
from auditor.ingest.tables.runs.figures import read_row
from auditor.ingest.tables.runs.figures import zeros_of
from auditor.ingest.tables.runs.foreign import without_foreign_columns
from auditor.ingest.tables.runs.jointly import cut_jointly
from auditor.ingest.tables.runs.left import leaves_figures
from auditor.ingest.tables.runs.left import left_over
from auditor.ingest.tables.runs.left import with_doubt_of_left
from auditor.ingest.tables.runs.lost import lost_repeated_lines
from auditor.ingest.tables.runs.lost import shows_blanks
from auditor.ingest.tables.runs.lost import with_order_unknown
from auditor.ingest.tables.runs.parted import parted
from auditor.ingest.tables.runs.rivals import with_doubt_of_copies
from auditor.ingest.tables.runs.rivals import with_doubt_of_rivals
from auditor.ingest.tables.runs.rows import find_windows
from auditor.ingest.tables.runs.scan import scan
from auditor.ingest.tables.runs.scattered import scattered_windows
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.document import Document
    from auditor.ingest.tables.cells import CellReading
    from auditor.ingest.tables.reading import Year
    from auditor.ingest.tables.runs.figures import ReadRow
    from auditor.ingest.tables.runs.rows import Window
    from auditor.schema import Form


_ABOVE = 80
_TWO_LABELS = 4
_FEWEST_SPOILT = 3
_SPOILT = 0.25
# The doubts of rows whose figures may stand elsewhere.
_ELSEWHERE = frozenset(("words", "shape", "columns", "copies"))


class RunReading(Struct, frozen=True):
    """What the text holds: the facts, the stretches that they stand in, the tables read and how often each comes.

    `left` is how many of the figures beside each other are in none of its tables.
    """

    facts: tuple[Fact, ...]
    spans: tuple[Span, ...]
    tables: frozenset[str]
    count: int
    left: int = 0


def read_runs(
    document: Document,
    form: Form,
    covered: Sequence[Span] = (),
    known: frozenset[str] = frozenset(),
    year: Year | None = None,
) -> RunReading:
    """Reads the tables that stand in the text outside of `covered`, those already `known` left out."""
    text = without_foreign_columns(without(document.source.text, covered), form)
    said = sentences_of(text, form)
    cells = tuple(cell.span for grid in document.grids for cell in grid.cells if len(cell.text) >= _TWO_LABELS)
    passage = Passage(without(text, said), form, document.pages, cells)
    items = scan(passage.text, lexicon_of(form), said)
    found = find_windows(items, form, len(passage.text))
    pieces = [each for each in scattered_windows(passage.text, form) if each.table not in {one.table for one in found}]
    found = tuple(parted(found, fold(passage.text)))
    windows = [window for window in sorted((*found, *pieces), key=lambda each: each.span) if window.table not in known]
    chosen, others, count = _own_windows(windows, passage, year)
    places = Places(document)
    own = list(_read(chosen, passage))
    if others:
        own = with_doubt_of_copies(own, [tuple(_read(copy, passage)) for copy in others], passage)
    facts = tuple(fact for rows in own for fact in _facts(rows, form, places))
    spans = tuple(window.span for window in windows)
    rows = [row.region for window in windows for row in window.rows]
    left = sum(1 for _ in left_over(passage.text, form, rows, Span(0, len(passage.text))))
    return RunReading(facts, spans, frozenset(window.table for window in chosen), count, left)


def _own_windows(
    windows: Sequence[Window], passage: Passage, year: Year | None
) -> tuple[tuple[Window, ...], list[tuple[Window, ...]], int]:
    """The report's own copy of each table, of those with most of its rows; the others; how many there are at most."""
    chosen: list[Window] = []
    others: list[Window] = []
    count = end = 0
    folded = fold(passage.text)
    years: dict[Window, int | None] = {}
    for window in windows:
        years[window] = year_above(folded, end, window.span.start, years[windows[len(years) - 1]] if years else None)
        end = window.span.end
    windows = of_own_year(windows, list(years.values()), year)
    for table in dict.fromkeys(window.table for window in windows):
        copies = [window for window in windows if window.table == table]
        most = max(len(window.rows) for window in copies)
        whole = filled_in([window for window in copies if 2 * len(window.rows) > most], partial(_says_any, passage))
        own = latest(whole, [years[window] for window in whole])
        chosen.append(own)
        others += [window for window in whole if window is not own]
        # NOTE: a heading above the heads of a table of one row is read as one of them, and without it
        count = max(count, len({window.rows[0].region for window in whole}))
    return tuple(chosen), [(window,) for window in others], count


def _says_any(passage: Passage, window: Window) -> bool:
    """Whether any row of a table has a figure behind its label."""
    return any(char.isdecimal() for row in window.rows for char in passage.at(row.region))


def _read(windows: Sequence[Window], passage: Passage) -> Iterator[tuple[ReadRow, ...]]:
    """The rows of each table; a table of one row shows its zeros as the others of the document do."""
    windows = _with_blanks(windows, passage)
    shown = {window.table: zeros_of(window, passage) for window in windows}
    found: list[tuple[Window, Zeros, tuple[ReadRow, ...]]] = []
    for window in windows:
        zeros = shown[window.table]
        if len(window.rows) == 1 and zeros is Zeros.UNKNOWN and Zeros.PRINTED in shown.values():
            zeros = Zeros.PRINTED
        found.append((window, zeros, _once(tuple(read_row(row, passage, zeros) for row in window.rows))))
    if windows and lost_repeated_lines(passage.text[windows[0].span.start : windows[-1].span.end]):
        found = [(window, zeros, tuple(map(_in_doubt, rows))) for window, zeros, rows in found]
    if not any(shows_blanks(read) for _, _, rows in found for read in rows):
        found = [(window, zeros, tuple(map(with_order_unknown, rows))) for window, zeros, rows in found]
    by_columns = any(stand_by_columns(rows, window, passage) for window, _, rows in found)
    astray = without_rows([read for _, _, rows in found for read in rows], passage) >= FEWEST_ASTRAY
    is_left = leaves_figures([read for _, _, rows in found for read in rows], windows, passage)
    tables: list[tuple[ReadRow, ...]] = []
    for window, zeros, rows in found:
        told = tuple(map(with_doubt_of_left, rows)) if is_left else tuple(map(_in_doubt, rows)) if astray else rows
        elsewhere = by_columns or stand_together(rows, passage) or stand_among_heads(rows, window, passage)
        elsewhere = elsewhere or stand_below(rows, window, passage) or stand_above(rows, window, passage)
        settled = _settled(told, window, passage, elsewhere=elsewhere)
        cut = cut_jointly(cut_by_parts(settled, passage), passage) if zeros is Zeros.PRINTED else settled
        tables.append(with_doubt_of_rivals(cut, passage))
    return _with_doubt_of_most(tables)


def _with_blanks(windows: Sequence[Window], passage: Passage) -> tuple[Window, ...]:
    """The tables, their rows told on which side of the figures blank fields stand.

    Those behind fill rows up, as one program does in all tables; those before are merged labels, which a table has or
    not. In a table of one row they may be those of the heads above it.
    """
    several = [window for window in windows if len(window.rows) > 1]
    filled_up = _blanks_behind(several, passage) or None
    behind = {id(each): _blanks_behind([each], passage) for each in several}
    told = {key: filled_up if own is None else own for key, own in behind.items()}
    return tuple(
        replace(each, rows=tuple(replace(row, blanks_behind=told.get(id(each))) for row in each.rows))
        for each in windows
    )


def _blanks_behind(windows: Sequence[Window], passage: Passage) -> bool | None:
    rows = ((row.region, len(row.cells)) for each in windows for row in each.rows)
    return blanks_stand_behind(passage.text, rows)


def _settled(rows: tuple[ReadRow, ...], window: Window, passage: Passage, *, elsewhere: bool) -> tuple[ReadRow, ...]:
    """The rows of a table, in doubt where its figures stand elsewhere or run into the numbers of its rows."""
    if elsewhere:
        return tuple(replace(row, figures=tuple(map(_misplaced, row.figures))) for row in rows)
    if not counts_rows(passage.text, Span(max(0, window.span.start - _ABOVE), window.rows[0].region.start)):
        return rows
    return tuple(_apart_from_numbers(row, passage.text) for row in rows)


def _once(rows: tuple[ReadRow, ...]) -> tuple[ReadRow, ...]:
    """The rows without labels said again: the rest of one that was cut, or a merged cell that was parted."""
    filled = {read.row.code for read in rows if is_filled(read)}
    last = {read.row.code: read for read in rows}
    return tuple(
        read for read in rows if is_filled(read) or (read.row.code not in filled and last[read.row.code] is read)
    )


def _with_doubt_of_most(tables: Sequence[tuple[ReadRow, ...]]) -> Iterator[tuple[ReadRow, ...]]:
    """The tables; rows without figures in doubt where many others are so wholly: theirs may stand elsewhere, too."""
    filled = [row for rows in tables for row in rows if is_filled(row)]
    spoilt = sum(all(figure.read.doubt in _ELSEWHERE for figure in row.figures) for row in filled)
    many = spoilt >= max(_FEWEST_SPOILT, _SPOILT * len(filled))
    return (tuple(map(_in_doubt, rows)) if many else rows for rows in tables)


def _in_doubt(row: ReadRow) -> ReadRow:
    """A row that has no figures, in doubt: they may stand elsewhere."""
    return row if is_filled(row) else replace(row, figures=tuple(map(_misplaced, row.figures)))


def _apart_from_numbers(row: ReadRow, text: str) -> ReadRow:
    """A row of a table that numbers its rows, in doubt where its last figure runs into the number of the next."""
    last = row.figures[-1].span.end
    touches = text[last - 1 : last].isdecimal() and not text[last : last + 1].isspace()
    return (
        replace(row, figures=tuple(replace(each, read=doubtful("glued")) for each in row.figures)) if touches else row
    )


def _misplaced(figure: Figure) -> Figure:
    return replace(figure, read=doubtful("shape"))


def _facts(rows: Sequence[ReadRow], form: Form, places: Places) -> Iterator[Fact]:
    late = out_of_order([row.row.code for row in rows], form)
    # NOTE: words that stand at another place than their row, with nothing behind them, may be a piece of another label
    rows = [_in_doubt(read) if read.row.code in late else read for read in rows]
    counted: Counter[tuple[str, str | None]] = Counter()
    for number, read in enumerate(rows, 1):
        for column, ((code, member), figure) in enumerate(zip(read.row.cells, read.figures, strict=True), 1):
            for part, reading in _for_parts(code, figure.read, form):
                counted[part, member] += 1
                origin = places.origin(figure.span, row=number, column=column)
                yield Fact(
                    part,
                    origin,
                    places.document.source.slice(figure.span),
                    reading.reading,
                    reading.value,
                    member,
                    reading.note,
                    reading.note_values,
                    reading.unit,
                    counted[part, member],
                    read.row.code not in late,
                    reading.doubt,
                    derived_by=figure.derived_by,
                )


def _for_parts(code: str, read: CellReading, form: Form) -> tuple[tuple[str, CellReading], ...]:
    """The figure of a row for its indicator, or that of a head row for the parts that it stands for."""
    indicator = form.by_code[code]
    if not indicator.is_heading:
        return ((code, read),)
    taker = catch_all(form, indicator)
    parts = below(form, indicator)
    if read.reading is not Reading.VALUE:
        return tuple((part.code, read) for part in parts)
    return tuple(
        (part.code, replace(read, value=read.value if part == taker else 0, doubt="merged_row")) for part in parts
    )
