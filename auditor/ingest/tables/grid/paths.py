"""Tables of heads over heads with a row of figures, or of the same heads beside their figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.ingest.tables.grid.hit import Hit
from auditor.ingest.tables.grid.hit import codes_of
from auditor.ingest.tables.grid.hit import is_of_another
from auditor.ingest.tables.grid.matrix import Role
from auditor.ingest.tables.grid.matrix import has_figure
from auditor.ingest.tables.headings import Axis

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.ingest.tables.grid.matrix import Matrix
    from auditor.ingest.tables.grid.matrix import Place
    from auditor.schema import Table


def by_path(matrix: Matrix, table: Table, printed: Sequence[str]) -> Iterator[Hit]:
    """The figures below leaf heads or beside them; groups stand over the leaves, or left of them or of the figures.

    `printed` are the codes of the table in the form's order.
    """
    leaves: dict[int, frozenset[str]] = {}
    sides: dict[int, frozenset[str]] = {}
    section, top, fresh = 0, 0, True
    for line, row in enumerate(matrix.rows):
        if is_of_another(row, table):
            leaves, sides, section = {}, {}, section + 1
            continue
        found = _leaves_in(matrix, line, table)
        sides = _sides_in(row, sides, table)
        if found:
            if not fresh:  # other heads below the figures of the ones above
                section, leaves, top = section + 1, {}, line
            leaves, sides, fresh = leaves | found, {}, True
        elif has_figure(row) or (fresh and _is_blank_end(matrix, line)):
            fresh = False
            meant = _packed(matrix.rows[top:line], row, table, printed) if leaves else None
            meant = (leaves or _leaf_beside(row, table)) if meant is None else meant
            meant = {column: _narrowed(codes, sides) for column, codes in meant.items()}
            is_open = len(meant) == len(printed) and {
                code for codes in meant.values() if len(codes) == 1 for code in codes
            } != set(printed)
            if is_open:  # heads over others that do not reach over them: only their order is left
                meant = {at: frozenset((code,)) for at, code in zip(sorted(meant), printed, strict=True)}
            hits = _of_path_row(row, meant, table, line, section)
            yield from (replace(hit, doubt="columns") for hit in hits) if is_open else hits
            leaves = leaves if sides else {}


def _is_blank_end(matrix: Matrix, line: int) -> bool:
    """Whether a row of blank cells alone ends a table: there the figures were to stand."""
    return line == len(matrix.rows) - 1 and all(place.role is Role.BLANK for place in matrix.rows[line])


def _packed(
    above: Sequence[Sequence[Place]], row: Sequence[Place], table: Table, printed: Sequence[str]
) -> Mapping[int, frozenset[str]] | None:
    """The columns of a row where heads stand over others: written without merged cells, each deck begins at the left.

    All heads are there then, one behind the other, over fewer columns than they name; the row must have as many cells.
    None where heads stand over their columns.
    """
    heads = [
        (column, codes)
        for deck in above
        for column, place in enumerate(deck)
        if place.is_first and (codes := codes_of(place, table, Axis.LEAF))
    ]
    if len(heads) != len(printed) or len({column for column, _ in heads}) == len(printed):
        return None
    if not all(code in codes for code, (_, codes) in zip(printed, heads, strict=True)):
        return None
    cells = [column for column, place in enumerate(row) if place.cell is not None and place.is_first]
    return (
        {at: frozenset((code,)) for at, code in zip(cells, printed, strict=True)} if len(cells) == len(printed) else {}
    )


def _leaves_in(matrix: Matrix, line: int, table: Table) -> dict[int, frozenset[str]]:
    """The columns that a head row names, with what stands over them."""
    row = matrix.rows[line]
    if has_figure(row):
        return {}
    found = {column: codes_of(place, table, Axis.LEAF) for column, place in enumerate(row)}
    return {column: _under_groups(codes, matrix, line, column, table) for column, codes in found.items() if codes}


def _sides_in(row: Sequence[Place], sides: Mapping[int, frozenset[str]], table: Table) -> dict[int, frozenset[str]]:
    """The groups that stand beside the rows from here on, by their columns: a new one ends those right of it."""
    found = dict(sides)
    for column, place in enumerate(row):
        codes = codes_of(place, table, Axis.GROUP)
        if codes:
            found = {at: others for at, others in found.items() if at < column and others & codes}
            found[column] = codes
    return found


def _leaf_beside(row: Sequence[Place], table: Table) -> dict[int, frozenset[str]]:
    """The column of a row's figure with the leaf that stands before it, where the row holds one leaf."""
    leaves = [(column, codes) for column, place in enumerate(row) if (codes := codes_of(place, table, Axis.LEAF))]
    if len({codes for _, codes in leaves}) != 1:
        return {}
    column, codes = leaves[-1]
    figure = next((at for at in range(column + 1, len(row)) if row[at].role is Role.FIGURE), None)
    return {} if figure is None else {figure: codes}


def _narrowed(codes: frozenset[str], sides: Mapping[int, frozenset[str]]) -> frozenset[str]:
    """The codes that the groups beside a row leave, the nearest one first."""
    for column in sorted(sides, reverse=True):
        codes = codes & sides[column] or codes
    return codes


def _under_groups(codes: frozenset[str], matrix: Matrix, line: int, column: int, table: Table) -> frozenset[str]:
    """The codes that the group heads over a column leave, the nearest ones first.

    An unmerged group head stands over the first of its columns only, with blanks to its right: where there is none
    right over the column, the nearest one to the left in the same row is meant, unless that contradicts the others.
    """
    for at in range(line - 1, -1, -1):
        row = matrix.rows[at]
        if len(codes) <= 1 or has_figure(row):
            break
        over = codes_of(row[column], table, Axis.GROUP)
        beside = codes_of(_left_group(row, column, table), table, Axis.GROUP)
        codes = codes & over if over else codes & beside or codes
    return codes


def _left_group(row: Sequence[Place], column: int, table: Table) -> Place | None:
    for place in reversed(row[: column + 1]):
        if codes_of(place, table, Axis.GROUP):
            return place
        if place.role is not Role.BLANK:
            return None
    return None


def _of_path_row(
    row: Sequence[Place], meant: Mapping[int, frozenset[str]], table: Table, line: int, section: int
) -> Iterator[Hit]:
    """The figures of a row; one that ends before its heads do says nothing for sure: which of its cells is left out?"""
    last = next(place for place in reversed(row) if place.role is not Role.OUTSIDE)
    doubt = "columns" if any(row[column].role is Role.OUTSIDE for column in meant) else ""
    for column, codes in sorted(meant.items()):
        place = last if row[column].role is Role.OUTSIDE else row[column]
        if len(codes) == 1 and place.role is not Role.HEADING and place.cell is not None:
            yield Hit(table.code, next(iter(codes)), place, line, doubt=doubt, section=section)
