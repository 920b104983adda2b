"""Tables without rules of which every cell is certain, blank ones too: columns have heads, and rows have labels."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.ingest.layout import UNREAD
from auditor.ingest.layout import join_lines
from auditor.ingest.pages.page import NO_TEXT
from auditor.ingest.pages.tables.aligned_columns import columns_under
from auditor.ingest.pages.tables.aligned_columns import is_drawn_on
from auditor.ingest.pages.tables.aligned_columns import is_value
from auditor.ingest.pages.tables.aligned_columns import under
from auditor.ingest.pages.tables.aligned_columns import values_of
from auditor.ingest.pages.tables.aligned_columns import words_of
from auditor.ingest.pages.tables.aligned_rows import rows_of
from auditor.ingest.pages.tables.printed import NUMBERED
from auditor.ingest.pages.tables.printed import PrintedCell
from auditor.ingest.pages.tables.printed import PrintedTable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.pages.lines import Line
    from auditor.ingest.pages.pdfium.calls import Bounds
    from auditor.ingest.pages.tables.aligned_columns import Extent
    from auditor.ingest.pages.tables.aligned_columns import Heads
    from auditor.ingest.pages.tables.aligned_columns import Words
    from auditor.ingest.pages.tables.aligned_rows import Row


def aligned(
    lines: Sequence[Line], page: int, signs: Sequence[Bounds] = (), above: PrintedTable | None = None
) -> tuple[int, PrintedTable] | None:
    """The table that lines form, where all its places are certain, and how many lines stand before it.

    `signs` are boxes of what may say something and is no text; `above` is the table that the page before ends with.
    None where anything is open: a column without a head, a figure without a label, a row that holds none for sure.
    """
    words = [words_of(line) for line in lines]
    if is_drawn_on(lines, signs) or any(UNREAD in word.text or NO_TEXT in word.text for line in words for word in line):
        return None
    values = [values_of(line) for line in words]
    first = next((at for at, line in enumerate(values) if line), None)
    if first is None:
        return None
    heads = columns_under(words[:first], words[first:])
    if heads is None:
        rest = _going_on(words, page, above) if above is not None else None
        return (0, rest) if rest is not None else None
    start = heads.columns[0][0]
    over = [at for at in range(first) if any(word.x1 > start for word in words[at])]
    rows = rows_of(words[over[-1] + 1 :], heads.columns)
    if not rows:
        return None
    xs = _marks(words[over[0] :], heads.columns)
    corner = [word for line in words[over[0] : over[-1] + 1] for word in line if word in heads.corner]
    return over[0], _table(page, xs, list(_head_cells(heads._replace(corner=corner), xs)), rows)


def _going_on(lines: Sequence[Words], page: int, above: PrintedTable) -> PrintedTable | None:
    """The rest of a table whose heads stand on the page before; None where its first row may have begun there."""
    marks = above.xs[above.labels :]
    labels = [word for line in lines for word in line if word.x0 < marks[0]]
    if not any(NUMBERED.match(word.text) for word in lines[0] if word in labels):
        return None
    columns = list(pairwise((max(marks[0], *(word.x1 for word in labels)), *marks[1:])))
    over = (word for line in lines for word in line if word not in labels and is_value(word))
    if columns[0][0] >= columns[0][1] or any(len(under(word, columns)) > 1 for word in over):
        return None
    rows = rows_of(lines, columns)
    return _table(page, (above.xs[0], *marks), [], rows) if rows else None


def _marks(lines: Sequence[Words], columns: Sequence[Extent]) -> tuple[float, ...]:
    """Where the labels begin, and where the columns begin and end: in the middle between them."""
    labels = [word for line in lines for word in line if word.x1 <= columns[0][0]]
    left, end = min(word.x0 for word in labels), max(word.x1 for word in labels)
    between = [(before[1] + after[0]) / 2 for before, after in pairwise(columns)]
    return (left, (end + columns[0][0]) / 2, *between, columns[-1][1])


def _head_cells(heads: Heads, xs: Sequence[float]) -> Iterator[list[PrintedCell]]:
    """The rows of heads: those over several columns, each line a row, above those of the columns."""
    columns = list(pairwise(xs[1:]))
    for words in heads.wide:
        row: list[PrintedCell] = []
        for word in words:
            at = under(word, columns)
            if at and (not row or row[-1].right <= at[0] + 1):
                row.append(PrintedCell(0, at[0] + 1, 1, at[-1] + 2, word.text))
        if row:
            yield row
    texts = [join_lines([word.text for word in words] or [""]) for words in (heads.corner, *heads.own)]
    yield [PrintedCell(0, at, 1, at + 1, text) for at, text in enumerate(texts)]


def _table(page: int, xs: tuple[float, ...], heads: Sequence[list[PrintedCell]], rows: Sequence[Row]) -> PrintedTable:
    """The table of rows of heads and rows of figures; heads beside several rows have a column of their own."""
    labels = 2 if any(row.side for row in rows) else 1
    cells = [
        PrintedCell(at, left + labels - 1 if left else 0, at + 1, right + labels - 1, text)
        for at, row in enumerate(heads)
        for _, left, _, right, text in row
    ]
    for at, row in enumerate(rows, len(heads)):
        if row.side:
            cells.append(PrintedCell(at, 0, at + 1, 1, row.side))
        cells.append(PrintedCell(at, 1 if row.side else 0, at + 1, labels, row.label))
        cells += [PrintedCell(at, a + labels, at + 1, b + labels, text) for (a, b), text in row.cells.items()]
    if labels > 1:
        xs = (xs[0], (xs[0] + xs[1]) / 2, *xs[1:])
    return PrintedTable(page, xs, len(heads) + len(rows), tuple(sorted(cells)), labels=labels)
