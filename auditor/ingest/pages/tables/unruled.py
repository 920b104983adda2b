"""Tables without rules: lines whose figures stand one below the other."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING
from typing import NamedTuple

from auditor.ingest.layout import UNREAD
from auditor.ingest.layout import join_lines
from auditor.ingest.pages.lines import told
from auditor.ingest.pages.tables.aligned import aligned
from auditor.ingest.pages.tables.figure_columns import SHORT
from auditor.ingest.pages.tables.figure_columns import figure_columns
from auditor.ingest.pages.tables.figure_columns import is_astray
from auditor.ingest.pages.tables.figure_pieces import is_figure
from auditor.ingest.pages.tables.figure_pieces import is_printed_over
from auditor.ingest.pages.tables.figure_pieces import with_broken_figures
from auditor.ingest.pages.tables.headed import headed_blanks
from auditor.ingest.pages.tables.headed import headed_row
from auditor.ingest.pages.tables.printed import NUMBERED
from auditor.ingest.pages.tables.printed import PrintedCell
from auditor.ingest.pages.tables.printed import PrintedTable
from auditor.ingest.pages.tables.side_heads import without_side_heads
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.pages.lines import Line
    from auditor.ingest.pages.lines import Piece
    from auditor.ingest.pages.pdfium.calls import Bounds

_HEADING = regex(r"[一二三四五六七八九十]{1,3}、[㐀-鿿、，]{6,}")
_FEWEST = 3
_SEVERAL = 4
_PITCH = 2.2
_WRAPPED = 1.7
_PROSE = 0.75


class Stretch(NamedTuple):
    """Lines that form a table, from `start` to before `end`."""

    start: int
    end: int
    table: PrintedTable


def find_unruled(
    lines: Sequence[Line],
    page: int,
    width: float,
    signs: Sequence[Bounds] = (),
    above: PrintedTable | None = None,
) -> tuple[Stretch, ...]:
    """The stretches of lines that are tables: at least three lines with figures in shared columns.

    `signs` are what may say something there and is no text; `above` is a table that may go on in the first lines.
    """
    found: list[Stretch] = []
    for run, start, last, end in _candidates(lines, width, goes_on=above is not None):
        goes_on = above if run == 0 else None
        stretches = [(0, end), (0, last)] if goes_on else []
        stretches += [(start, end)] if end == len(lines) > last else []
        for first, to in (*stretches, (start, last)):
            table = aligned(lines[first:to], page, signs, goes_on)
            if table is not None:
                found.append(Stretch(first, to, table))
                break
        else:
            table = headed_blanks(lines[start:last], page, signs) or _table(lines[start:last], page)
            if table is not None:
                found.append(Stretch(start, last, table))
    return tuple(found)


def _candidates(lines: Sequence[Line], width: float, *, goes_on: bool) -> Iterator[tuple[int, int, int, int]]:
    """Stretches without a line of prose, and from where to where in them lines with figures or heads stand.

    A line is enough where a table may go on.
    """
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and not _is_prose(lines[end], width) and _follows(lines, start, end):
            if end > start and _is_heading(lines, end):
                break
            end += 1
        several = [index for index in range(start, end) if len(lines[index]) > 1]
        if len(several) >= (1 if goes_on and not start else _FEWEST):
            last = several[-1] + 1
            while last < end and _is_rest_of_label(lines[last - 1], lines[last]):
                last += 1
            first = several[0]
            while first > start and _is_heads(lines[first - 1]):
                first -= 1
            yield start, first, last, end
        start = max(end, start + 1)


def _is_heading(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is a heading of the text between two tables: numbered, alone, and no label of a row."""
    line = lines[index]
    if len(line) > 1 or not _HEADING.match(line[0].text):
        return False
    below = lines[index + 1] if index + 1 < len(lines) else None
    return below is None or not all(is_figure(piece) for piece in below)


def _is_heads(line: Line) -> bool:
    """Whether a line is the upper part of heads that stand close to each other: short words with gaps between."""
    words = [word for piece in line for word in piece.words()]
    return len(words) > 1 and all(len(word.text) <= SHORT and not is_figure(word) for word in words)


def _is_prose(line: Line, width: float) -> bool:
    return len(line) == 1 and line[0].x1 - line[0].x0 > _PROSE * width


def _follows(lines: Sequence[Line], start: int, index: int) -> bool:
    """Whether a line is near enough to the one above."""
    if index == start:
        return True
    above, below = lines[index - 1][0], lines[index][0]
    return below.y0 - above.y1 < _PITCH * max(above.size, below.size)


def _table(lines: Sequence[Line], page: int) -> PrintedTable | None:
    columns = figure_columns(lines)
    rows = [line for line in lines if any(is_figure(piece) for piece in line[1:])]
    if not columns or len(rows) < (_FEWEST if len(columns) < _SEVERAL else 2):
        return headed_row(lines, page)
    left = min(piece.x0 for line in lines for piece in line)
    labelled = any(piece.x1 < columns[0][0] for line in rows for piece in line)
    if not labelled or columns[0][0] - left < lines[0][0].size:
        return None
    if _are_heads_beside(lines, columns):
        return None
    lines = with_broken_figures(lines)
    full = _full_lines(lines, columns)
    starts = [left]
    for number, (before, after) in enumerate(_neighbours(left, columns)):
        starts.append(_seam(full, number) or _between(lines, before, after))
    xs = (*starts, max(piece.x1 for line in lines for piece in line))
    first = next(index for index, line in enumerate(lines) if any(is_figure(piece) for piece in line[1:]))
    beside, labels = without_side_heads(lines[first:], columns[0][0])
    grouped: list[list[Line]] = [*_heads(lines[:first], xs), *([beside] if beside else [])]
    grouped += _rows(labels, columns[0][0])
    cells = [cell for number, group in enumerate(grouped) for cell in _cells(group, number, xs, columns)]
    return PrintedTable(page, xs, len(grouped), tuple(sorted(cells)), ruled=False)


def _heads(lines: Sequence[Line], xs: Sequence[float]) -> list[list[Line]]:
    """The rows of heads above the first figures.

    Heads over one column that take several lines, each set in the middle of its height, are one row; what reaches over
    several columns stands above them.
    """
    narrow: list[Line] = []
    wide: list[list[Line]] = []
    taken: Counter[int] = Counter()
    for line in lines:
        pieces = [part for piece in line for part in _parted(piece, xs)]
        over = [_reach(piece, xs) for piece in pieces]
        single = tuple(piece for piece, (left, right) in zip(pieces, over, strict=True) if right == left + 1)
        several = tuple(piece for piece, (left, right) in zip(pieces, over, strict=True) if right > left + 1)
        taken.update(left for left, right in over if left and right == left + 1)
        narrow += [single] if single else []
        wide += [[several]] if several else []
    if max(taken.values(), default=0) < 2:  # noqa: PLR2004 - no head takes a second line
        return [[line] for line in lines]
    return [*wide, narrow]


def _parted(piece: Piece, xs: Sequence[float]) -> Iterator[Piece]:
    """A piece that reaches over several columns as its parts, where each of them stands in a column of its own."""
    parts = [part for word in piece.words() for part in word.parts(xs)]
    columns = [_reach(part, xs) for part in parts]
    apart = len({left for left, _ in columns}) == len(columns) and all(right == left + 1 for left, right in columns)
    yield from parts if apart else [piece]


def _figures_apart(piece: Piece, xs: Sequence[float]) -> Iterator[Piece]:
    """A piece; figures of neighbouring columns that stand close together each for itself."""
    parts = list(_parted(piece, xs))
    yield from parts if len(parts) > 1 and all(map(is_figure, parts)) else [piece]


def _reach(piece: Piece, xs: Sequence[float]) -> tuple[int, int]:
    """The columns that a piece takes, from the first to before the last."""
    left = max(index for index in range(len(xs) - 1) if index == 0 or xs[index] <= piece.x0 + 1)
    return left, min(index for index in range(1, len(xs)) if index > left and (piece.x1 - 1 <= xs[index]))


def _neighbours(
    left: float, columns: Sequence[tuple[float, float]]
) -> Iterable[tuple[tuple[float, float], tuple[float, float]]]:
    return zip([(left, left), *columns], columns, strict=False)


def _between(lines: Sequence[Line], before: tuple[float, float], after: tuple[float, float]) -> float:
    """Where a column begins: in the middle of the gap before it, headings and labels counted."""
    ends = [piece.x1 for line in lines for piece in line if before[1] <= piece.x1 < after[0]]
    return (max([*ends, before[1]]) + after[0]) / 2


def _texts(line: Line) -> list[Piece]:
    """The texts of a line as they stand apart, however close to each other."""
    return [part for piece in line for word in piece.words() for part in word.apart()]


def _full_lines(lines: Sequence[Line], columns: Sequence[tuple[float, float]]) -> list[list[Piece]]:
    """The texts of lines that have one for each column of figures and a label, if heads have and no line has more."""
    texts = [_texts(line) for line in lines]
    full = [line for line in texts if len(line) == len(columns) + 1]
    heads = [line for line in full if not any(map(is_figure, line))]
    if len(columns) < _FEWEST or not heads or max(map(len, texts)) != len(columns) + 1:
        return []
    return [*heads, *(line for line in full if _stands_in(line[1:], columns))]


def _stands_in(figures: Sequence[Piece], columns: Sequence[tuple[float, float]]) -> bool:
    return all(piece.x0 <= end and start <= piece.x1 for piece, (start, end) in zip(figures, columns, strict=True))


def _seam(full: Sequence[Sequence[Piece]], column: int) -> float | None:
    """Where a column begins as the lines tell that have a text for every column; None where they do not agree."""
    end = max((texts[column].x1 for texts in full), default=math.inf)
    start = min((texts[column + 1].x0 for texts in full), default=-math.inf)
    return (end + start) / 2 if end < start else None


def _are_heads_beside(lines: Sequence[Line], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether heads stand between the columns of figures and not over them, so that it is open which they are of.

    One alone may stand over two columns.
    """
    gaps = list(pairwise(columns))
    between = [
        sum(any(before[1] < part.x0 and part.x1 < after[0] for before, after in gaps) for part in texts)
        for line in lines
        if not any(map(is_figure, line)) and len(texts := _texts(line)) != len(columns) + 1
    ]
    return max(between, default=0) > 1


def _rows(lines: Sequence[Line], first_figure: float) -> list[list[Line]]:
    """The lines of each row: a label may take several, its figures beside any of them."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and _belongs(rows[-1], line, first_figure):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _belongs(row: Sequence[Line], line: Line, first_figure: float) -> bool:
    """Whether a line goes on with a row: the rest of its label, or the figures of a label that has none yet."""
    if line[0].y0 - row[-1][0].y1 > (_WRAPPED - 1) * line[0].size:
        return False
    has_figures = any(piece.x0 >= first_figure for before in row for piece in before)
    if line[0].x0 >= first_figure:
        return not has_figures
    if not has_figures and len(line) > 1 and any(map(is_figure, line[1:])):
        return NUMBERED.match(line[0].text) is None
    return len(line) == 1 and line[0].x1 < first_figure and has_figures and _is_rest_of_label(row[-1], line)


def _is_rest_of_label(above: Line, line: Line) -> bool:
    near = line[0].y0 - above[0].y1 <= (_WRAPPED - 1) * line[0].size
    begins = any(NUMBERED.match(word.text) for word in _texts(line))  # a head beside several rows may stand before it
    return near and len(line) == 1 and not begins and not is_figure(line[0])


def _cells(
    group: Sequence[Line], row: int, xs: Sequence[float], columns: Sequence[tuple[float, float]]
) -> Iterator[PrintedCell]:
    """The cells of a row; a piece that reaches over several columns takes them all.

    Beside a label that another one is printed over, figures are in doubt: it is open whose they are. So are those that
    stand below none of the `columns` of figures.
    """
    texts: dict[tuple[int, int], list[str]] = {}
    doubt = any(is_printed_over(piece) for line in group for piece in line)
    for line in group:
        for piece in (part for each in line for part in _figures_apart(each, xs)):
            reach = _reach(piece, xs)
            is_open = is_figure(piece) and (doubt or is_astray(piece, reach, columns))
            texts.setdefault(reach, []).append(piece.text + UNREAD * bool(is_open))
    taken: set[int] = set()
    for (left, right), lines in sorted(texts.items()):
        if not taken & set(range(left, right)):
            taken.update(range(left, right))
            yield PrintedCell(row, left, row + 1, right, told(join_lines(lines)))
        else:
            free = next((column for column in range(left, right) if column not in taken), None)
            if free is not None:
                taken.add(free)
                yield PrintedCell(row, free, row + 1, free + 1, told(join_lines(lines)))
    for column in sorted(set(range(len(xs) - 1)) - taken):
        yield PrintedCell(row, column, row + 1, column + 1, "")
