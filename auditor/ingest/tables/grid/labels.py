"""Rows and columns of a marked table whose labels were cut, damaged or left out, so that it is open which they are."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.ingest.tables.grid.matrix import Role
from auditor.ingest.tables.headings import SUBTOTAL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.ingest.tables.grid.hit import Hit
    from auditor.ingest.tables.grid.matrix import Matrix
    from auditor.ingest.tables.grid.matrix import Place


def with_rivals(hits: Sequence[Hit]) -> Iterator[Hit]:
    """The hits, those of rows in doubt that are all read as one row of the form and have other figures each.

    The label of one was cut, damaged or typed wrongly; which one is not known.
    """
    said: dict[tuple[str, str | None, int], dict[int, str]] = {}
    for hit in hits:
        if hit.place.role is Role.FIGURE and hit.place.cell is not None:
            said.setdefault((hit.code, hit.member, hit.section), {})[hit.line] = hit.place.cell.text
    rivals = {(code, section) for (code, _, section), lines in said.items() if len(set(lines.values())) > 1}
    for hit in hits:
        yield replace(hit, doubt=hit.doubt or "label") if (hit.code, hit.section) in rivals else hit


def rows_between(hits: Sequence[Hit], matrix: Matrix, labels: Mapping[str, str]) -> Iterator[Hit]:
    """Rows of figures whose labels are blank or damaged, by those around them, in doubt.

    Between two rows of the form stand as many as the form has there; `labels` are its rows as they are printed.
    """
    order = list(labels)
    lines = {hit.line: hit for hit in hits if hit.code in order and hit.place.role is not Role.HEADING}
    found = {hit.code for hit in lines.values()}
    if 2 * len(found) < len(order):
        return
    known = sorted(lines)
    for above, below in zip([-1, *known], [*known, len(matrix.rows)], strict=True):
        model = lines[below if above < 0 else above]
        columns = _columns_of([hit for hit in hits if hit.line == model.line], matrix)
        first = order.index(lines[above].code) + 1 if above >= 0 else 0
        last = order.index(lines[below].code) if below in lines else len(order)
        missing = [code for code in order[first:last] if code not in found]
        nameless = [at for at in range(above + 1, below) if _has_figure_in(matrix.rows[at], columns)]
        said = [matrix.rows[at][min(columns.values()) - 1].text for at in nameless]
        if _may_be(said, [labels[code] for code in missing]):
            for at, code in zip(nameless, missing, strict=True):
                for member, column in columns.items():
                    yield replace(
                        model, code=code, member=member, line=at, place=matrix.rows[at][column], doubt="label"
                    )


def _columns_of(hits: Sequence[Hit], matrix: Matrix) -> dict[str | None, int]:
    """The columns of a row's figures, by what they are figures of."""
    row = matrix.rows[hits[0].line]
    places = {id(place): column for column, place in enumerate(row)}
    return {hit.member: places[id(hit.place)] for hit in hits if id(hit.place) in places}


def _has_figure_in(row: Sequence[Place], columns: Mapping[str | None, int]) -> bool:
    """Whether a row has a figure, and nothing else, in the columns of figures."""
    roles = {row[column].role for column in columns.values()}
    return Role.FIGURE in roles and roles <= {Role.FIGURE, Role.BLANK}


def columns_between(
    hits: Sequence[Hit], matrix: Matrix, heads: Mapping[str, str], *, members: bool = False
) -> Iterator[Hit]:
    """Figures of a row under heads that are blank or damaged, by those beside them, in doubt; see `rows_between`.

    `heads` are the cells of a table, or the members of each of its rows, as they are printed. Before the first figure
    of a row and behind its last one are others only where they are not those of another row.
    """
    order = list(heads)
    lines = _by_line_and_column([hit for hit in hits if _name(hit, members=members) in heads], matrix)
    everywhere = {_name(hit, members=members) for hit in hits}
    for line, known in lines.items():
        row, taken = matrix.rows[line], {id(hit.place.cell) for hit in known.values()}
        names = {column: _name(hit, members=members) for column, hit in known.items()}
        found = set(names.values()) if members else everywhere
        if 2 * len(found) < len(order):
            continue
        ends = (-1, len(row)) if members or len(lines) == 1 else ()
        for left, right in pairwise(sorted((*known, *ends))):
            first = order.index(names[left]) + 1 if left in known else 0
            last = order.index(names[right]) if right in known else len(order)
            missing = [name for name in order[first:last] if name not in found]
            nameless = [at for at in range(left + 1, right) if _is_nameless(row[at], taken)]
            said = [_head_over(matrix, line, at) for at in nameless]
            if _may_be(said, [heads[name] for name in missing]):
                model = next(iter(known.values()))
                for at, name in zip(nameless, missing, strict=True):
                    named = replace(model, member=name) if members else replace(model, code=name)
                    yield replace(named, place=row[at], doubt="label")


def _by_line_and_column(hits: Sequence[Hit], matrix: Matrix) -> dict[int, dict[int, Hit]]:
    """The hits on cells, each in the first column of its cell."""
    columns = {line: _columns_in(matrix.rows[line]) for line in {hit.line for hit in hits}}
    lines: dict[int, dict[int, Hit]] = {}
    for hit in hits:
        column = columns[hit.line].get(id(hit.place.cell))
        if hit.place.cell is not None and column is not None:
            lines.setdefault(hit.line, {})[column] = hit
    return lines


def _columns_in(row: Sequence[Place]) -> dict[int, int]:
    """The first column of each cell of a row."""
    return {id(place.cell): column for column, place in reversed([*enumerate(row)])}


def _may_be(said: Sequence[str], meant: Sequence[str]) -> bool:
    """Whether labels may be those of the form: as many, each blank or with half of the signs of its own, and no sum."""
    if len(said) != len(meant) or any(SUBTOTAL.search(label) for label in said):
        return False
    pairs = zip(said, meant, strict=True)
    return all(not label or 2 * len(set(label) & set(words)) >= len(set(words)) for label, words in pairs)


def _head_over(matrix: Matrix, line: int, column: int) -> str:
    """The words nearest over a figure."""
    over = (matrix.rows[at][column] for at in range(line - 1, -1, -1))
    return next((place.text for place in over if place.role is not Role.FIGURE), "")


def _name(hit: Hit, *, members: bool) -> str:
    return (hit.member or "") if members else hit.code


def _is_nameless(place: Place, taken: set[int]) -> bool:
    return place.role is Role.FIGURE and place.is_first and id(place.cell) not in taken
