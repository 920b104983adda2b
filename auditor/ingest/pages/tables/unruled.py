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

_HEADING = regex(r"[一二三四五六七八九十⼀⼆⼋⼗]{1,3}、[⺀-⿕㐀-鿿、，]{6,}")
_FEWEST = 3
_SEVERAL = 4
_PITCH = 2.2
_FAR = 5.0
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
    at = 0
    while at < len(lines):
        run = _Run(lines, at, width)
        goes_on = above if at == 0 else None
        stretch = _aligned(lines, run, page, signs, goes_on) or _by_figures(lines, run, page, signs)
        if stretch is not None:
            found.append(stretch)
        at = max(run.end, stretch.end if stretch else 0)
    return tuple(found)


class _Run:
    """A stretch without a line of prose: from `start` to before `end`, which may be a heading of the text below.

    `ends` are where what begins there may end: at such headings, which may be labels of blank rows, where prose begins,
    and where nothing stands for long.
    """

    def __init__(self, lines: Sequence[Line], start: int, width: float) -> None:
        self.start = start
        self.ends: list[int] = []
        end = start
        while end < len(lines) and not _is_prose(lines[end], width) and _follows(lines, start, end, _FAR):
            is_heading = end > start and _is_heading(lines, end)
            if is_heading and not _stands_over_figures(lines, end):
                break
            if is_heading or not _follows(lines, start, end):
                self.ends.append(end)
            end += 1
        self.ends.append(end)
        self.end = max(self.ends[0], start + 1)


def _aligned(
    lines: Sequence[Line], run: _Run, page: int, signs: Sequence[Bounds], above: PrintedTable | None
) -> Stretch | None:
    """The table in a run whose places are all certain, as long as there is one."""
    start = run.start + (above is None and _is_heading(lines, run.start))
    several = [at for at in range(start, run.ends[-1]) if len(lines[at]) > 1]
    if len(several) < (_FEWEST if above is None else 1):
        return None
    for end in (end for end in reversed(run.ends) if end > several[0]):
        last = _with_rest(lines, [at for at in several if at < end], end)
        for to in (end, last) if end == len(lines) else (last,):
            table = aligned(lines[start:to], page, signs, above)
            if table is not None:
                return Stretch(start + table[0], to, table[1])
    return None


def _with_rest(lines: Sequence[Line], several: Sequence[int], end: int) -> int:
    """Behind which line a table ends whose lines of several texts these are: behind the rest of its last label."""
    last = several[-1] + 1
    while last < end and _is_rest_of_label(lines[last - 1], lines[last]):
        last += 1
    return last


def _by_figures(lines: Sequence[Line], run: _Run, page: int, signs: Sequence[Bounds]) -> Stretch | None:
    """The table in a run whose figures stand in columns, from its first to its last line with figures or heads."""
    several = [at for at in range(run.start, run.end) if len(lines[at]) > 1]
    if len(several) < _FEWEST:
        return None
    last = _with_rest(lines, several, run.end)
    first = several[0]
    while first > run.start and _is_heads(lines[first - 1]):
        first -= 1
    table = headed_blanks(lines[first:last], page, signs) or _table(lines[first:last], page)
    return Stretch(first, last, table) if table is not None else None


def _is_heading(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is a heading of the text between two tables: numbered, alone, and no label of a row."""
    line = lines[index]
    if len(line) > 1 or not _HEADING.match(line[0].text):
        return False
    below = lines[index + 1] if index + 1 < len(lines) else None
    return below is None or not all(is_figure(piece) for piece in below)


def _stands_over_figures(lines: Sequence[Line], index: int) -> bool:
    """Whether the next line of several texts is of figures, not of heads."""
    below = next((line for line in lines[index + 1 :] if len(line) > 1), ())
    return any(map(is_figure, below[1:]))


def _is_heads(line: Line) -> bool:
    """Whether a line is the upper part of heads that stand close to each other: short words with gaps between."""
    words = [word for piece in line for word in piece.words()]
    return len(words) > 1 and all(len(word.text) <= SHORT and not is_figure(word) for word in words)


def _is_prose(line: Line, width: float) -> bool:
    return len(line) == 1 and line[0].x1 - line[0].x0 > _PROSE * width


def _follows(lines: Sequence[Line], start: int, index: int, pitch: float = _PITCH) -> bool:
    """Whether a line is near enough to the one above."""
    if index == start:
        return True
    above, below = lines[index - 1][0], lines[index][0]
    return below.y0 - above.y1 < pitch * max(above.size, below.size)


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
