"""Rows of a marked table whose figures may stand in another column or row than their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.ingest.tables.grid.matrix import Role
from auditor.ingest.tables.grid.matrix import has_figure
from auditor.ingest.tables.headings import member_total

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.ingest.tables.grid.hit import Hit
    from auditor.ingest.tables.grid.matrix import Matrix
    from auditor.ingest.tables.grid.matrix import Place
    from auditor.schema import Table

# A column has a figure in a quarter of the rows at most where those that stand there have moved.
_LONE = 4
_LONGEST = 12


def is_shifted(row: Sequence[Place], columns: Mapping[int, str], heads: Sequence[Place]) -> bool:
    """Whether a row has a cell more than its heads, or one less and any figure: its figures may be shifted.

    So may those of a row with a figure behind its label before the heads begin at all, or with no more behind the last
    head, under none, than are blank under the first ones.
    """
    first, last = min(columns), max(columns)
    label = max((at for at in range(first) if row[at].role is Role.HEADING), default=first)
    if any(row[at].role is Role.FIGURE and heads[at].role is Role.OUTSIDE for at in range(label + 1, first)):
        return True
    if row[last].role is Role.OUTSIDE:
        return has_figure(row[min(label, first) :])
    behind = zip(row[last + 1 :], heads[last + 1 :], strict=True)
    over = [head.role for place, head in behind if place.role is Role.FIGURE]
    blank = next((count for count, at in enumerate(sorted(columns)) if row[at].role is not Role.BLANK), 0)
    return Role.OUTSIDE in over or 0 < over.count(Role.BLANK) <= blank


def is_total_astray(columns: Mapping[int, str], heads: Sequence[Place], table: Table) -> bool:
    """Whether the total's head reaches down among those of the parts: one that reaches over them lost its reach.

    It may stand before or behind all of them, and behind the first, which has no head in common with the others.
    """
    total = member_total(table)
    order = sorted(columns)
    within = (at for at in order[2:-1] if total is not None and columns[at] == total.code)
    return any(not heads[at].is_first for at in within)


def has_one_more(matrix: Matrix, row: Sequence[Place], columns: Mapping[int, str]) -> bool:
    """Whether a figure stands behind the last head, where hardly any other row has one: those before it have moved.

    So they have where other rows end before it.
    """
    last = max(columns)
    return any(place.role is Role.FIGURE and _is_lone(matrix, at, last) for at, place in enumerate(row) if at > last)


def lacks_one(row: Sequence[Place], columns: Mapping[int, str], table: Table) -> bool:
    """Whether figures of a row have moved into the place of one that is missing.

    The total is blank then, and the part before it no less than all others together, as only a total is.
    """
    total, last = member_total(table), max(columns)
    if total is None or columns[last] != total.code or row[last].role not in {Role.BLANK, Role.OUTSIDE}:
        return False
    texts = [row[at].text.strip() for at in sorted(columns)[:-1]]
    if not all(text.isdecimal() and len(text) < _LONGEST for text in texts):
        return False
    *others, part = map(int, texts)
    return part > 0 and part >= sum(others)


def _is_lone(matrix: Matrix, column: int, last: int) -> bool:
    """Whether a column behind the last head holds hardly any figures."""
    there, beside = (sum(row[at].role is Role.FIGURE for row in matrix.rows) for at in (column, last))
    ragged = any(row[last].role is Role.FIGURE and row[column].role is Role.OUTSIDE for row in matrix.rows)
    return ragged or _LONE * there <= beside


def parted_columns(matrix: Matrix, line: int, columns: Mapping[int, str]) -> frozenset[int]:
    """The columns of a row of which figures without a label, below or above it, may be its own, or the rest of it."""
    row = matrix.rows[line]
    beside = [matrix.rows[at] for at in (line - 1, line + 1) if 0 <= at < len(matrix.rows)]
    if all(row[column].role is Role.BLANK for column in columns):
        own = any(has_figure(other[at] for at in columns) and _has_no_label(other[: min(columns)]) for other in beside)
        return frozenset(columns) if own else frozenset()
    return _going_on(row, matrix.rows[line + 1], columns) if line + 1 < len(matrix.rows) else frozenset()


def _has_no_label(places: Sequence[Place]) -> bool:
    return all(place.role is Role.BLANK for place in places)


def _going_on(row: Sequence[Place], below: Sequence[Place], columns: Mapping[int, str]) -> frozenset[int]:
    """The columns of a row that may go on in the one below, which names nothing: 45 there and 3 here may be 453.

    What stands beside the label is the head of several rows.
    """
    first = min(columns)
    label = max((at for at in range(first) if row[at].role is Role.HEADING), default=0)
    new = [at for at in range(first) if below[at].cell is not row[at].cell]
    named = any(below[at].role is Role.HEADING for at in new if at < label)
    own = [below[at] for at in new if at >= label]
    figures = [at for at in columns if below[at].role is Role.FIGURE and row[at].cell is not below[at].cell]
    goes_on = not named and _has_no_label(own) and len(figures) < len(columns)
    return frozenset(figures) if goes_on else frozenset()


def with_strays(hits: Sequence[Hit], matrix: Matrix) -> Iterator[Hit]:
    """The hits, those in doubt in whose row a figure stands under no head of its own: the row is set otherwise."""
    lines: dict[int, set[int]] = {}
    for hit in hits:
        lines.setdefault(hit.line, set()).add(id(hit.place.cell))
    askew = {line for line, cells in lines.items() if _has_stray(matrix, line, cells)}
    return (replace(hit, doubt=hit.doubt or "columns") if hit.line in askew else hit for hit in hits)


def with_straddles(hits: Sequence[Hit], matrix: Matrix) -> Iterator[Hit]:
    """The hits, those in doubt in whose row a figure stands below the border of two heads: it was not set to them."""
    askew = {line for line in {hit.line for hit in hits} if _straddles(matrix, line)}
    return (replace(hit, doubt=hit.doubt or "columns") if hit.line in askew else hit for hit in hits)


def _straddles(matrix: Matrix, line: int) -> bool:
    over = _heads_over(matrix, line)
    if over is None:
        return False
    row = matrix.rows[line]
    ends = {id(place.cell): at for at, place in enumerate(row)}
    figures = (
        (at, ends[id(place.cell)]) for at, place in enumerate(row) if place.role is Role.FIGURE and place.is_first
    )
    return any(
        over[start].cell is not over[end].cell and (_goes_on_in(over, start - 1) or _goes_on_in(over, end))
        for start, end in figures
        if end > start
    )


def _goes_on_in(over: Sequence[Place], column: int) -> bool:
    """Whether the head over a column reaches over the next one, too."""
    pair = over[max(column, 0) : column + 2]
    return len(pair) > 1 and pair[0].role is Role.HEADING and pair[0].cell is pair[1].cell


def with_uneven_rows(hits: Sequence[Hit], matrix: Matrix) -> Iterator[Hit]:
    """The hits without members, those in doubt whose row has figures and is as long as its heads are not.

    It ends before others under the same heads, or has a figure behind the last of them: 1,234 became two cells.
    """
    ends: dict[int, int] = {}
    for hit in hits:
        row = matrix.rows[hit.line]
        column = next((at for at, place in enumerate(row) if place is hit.place), 0)
        ends[hit.section] = max(column, ends.get(hit.section, 0))
    uneven = {hit.line for hit in hits if hit.member is None and _is_uneven(matrix, hit.line, ends[hit.section])}
    return (replace(hit, doubt=hit.doubt or "columns") if hit.line in uneven else hit for hit in hits)


def _is_uneven(matrix: Matrix, line: int, last: int) -> bool:
    row = matrix.rows[line]
    if row[last].role is Role.OUTSIDE:
        return has_figure(row)
    over = _heads_over(matrix, line)
    behind = (at for at in range(last + 1, len(row)) if row[at].role is Role.FIGURE and row[at].is_first)
    return over is not None and any(over[at].role in {Role.BLANK, Role.OUTSIDE} for at in behind)


def _heads_over(matrix: Matrix, line: int) -> Sequence[Place] | None:
    """The next row above one that has no figures."""
    rows = reversed(matrix.rows[:line])
    return next((row for row in rows if not has_figure(row)), None)


def _has_stray(matrix: Matrix, line: int, taken: set[int]) -> bool:
    """Whether a row, from its label to its last cell `taken`, holds a figure that is none of them and has no head."""
    row = matrix.rows[line]
    columns = [column for column, place in enumerate(row) if id(place.cell) in taken]
    if not columns:  # blank cells that the table itself leaves out
        return False
    first, last = columns[0], columns[-1]
    label = max((column for column in range(first) if row[column].role is Role.HEADING), default=-1)
    return any(
        place.role is Role.FIGURE
        and place.is_first
        and id(place.cell) not in taken
        and _names_nothing(matrix, line, column, label)
        for column, place in enumerate(row[label + 1 : last], label + 1)
    )


def _names_nothing(matrix: Matrix, line: int, column: int, label: int) -> bool:
    """Whether what stands over a figure is no head of its own: the form's heads have theirs, the labels' is no head."""
    over = _heads_over(matrix, line)
    if over is None:
        return False
    return over[column].role is Role.HEADING or (label >= 0 and over[column].cell is over[label].cell)
