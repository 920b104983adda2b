"""Several rows of digits that ran together, cut so that all of them together balance: by their totals and the columns.

Each row has a few cuts that fit its own total. Where one choice of them makes every column add up to the row that sums
the others up, and no other choice does, that one is taken; both equations are noted with every figure they tell of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.document import Reading
from auditor.ingest.tables.cells import read_cell
from auditor.ingest.tables.runs.cut import cuts_with_total
from auditor.ingest.tables.runs.figures import Figure
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.ingest.tables.runs.cut import Piece
    from auditor.ingest.tables.runs.figures import Passage
    from auditor.ingest.tables.runs.figures import ReadRow

_MOST_STEPS = 20_000

Vector = tuple[int, ...]


def cut_jointly(rows: Sequence[ReadRow], passage: Passage) -> tuple[ReadRow, ...]:
    """The rows, the open ones among those that sum up to another cut where one choice alone balances."""
    found = tuple(rows)
    for whole in dict.fromkeys(row.row.code for row in rows):
        parts = {part.code for part in passage.form.parts(whole)}
        members = [row for row in found if row.row.code in parts | {whole}]
        if parts and sorted(row.row.code for row in members) == sorted(parts | {whole}):
            found = _with_cuts(found, _choice(members, whole, passage), members, (whole, passage))
    return found


def _choice(members: Sequence[ReadRow], whole: str, passage: Passage) -> dict[str, tuple[Piece, ...]]:
    """The one choice of cuts of the open rows, by their codes, that balances; empty where there is none or several."""
    options: dict[str, list[tuple[Vector, tuple[Piece, ...]]]] = {}
    for row in members:
        figures = tuple(figure.read for figure in row.figures)
        if all(read.reading is Reading.VALUE for read in figures):
            options[row.row.code] = [(tuple(read.value or 0 for read in figures), ())]
        elif row.run is None:
            return {}
        else:
            digits = fold(passage.at(row.run))
            cuts = cuts_with_total(digits, len(figures))
            options[row.row.code] = [(tuple(int(digits[a:b]) for a, b in cut), cut) for cut in cuts]
    search = _Search([options[row.row.code] for row in members if row.row.code != whole])
    solved = [
        (cut, choice) for target, cut in options[whole] for choice in search.below(target, 0) if not search.is_spent
    ]
    if len(solved) != 1 or search.is_spent:
        return {}
    ((of_whole, of_parts),) = solved
    chosen = dict(zip((row.row.code for row in members if row.row.code != whole), of_parts, strict=True))
    return {code: cut for code, cut in {**chosen, whole: of_whole}.items() if cut}


class _Search(Struct):
    """All choices of one option for each row that sum up to a target."""

    options: Sequence[Sequence[tuple[Vector, tuple[Piece, ...]]]]
    steps: int = 0

    @property
    def is_spent(self) -> bool:
        """Whether the search grew too long to tell."""
        return self.steps > _MOST_STEPS

    def below(self, left: Vector, at: int) -> list[tuple[tuple[Piece, ...], ...]]:
        """The choices for the rows from `at` on that make up what is `left` in each column."""
        self.steps += 1
        if self.is_spent:
            return []
        if at == len(self.options):
            return [()] if not any(left) else []
        found = []
        for figures, cut in self.options[at]:
            rest = tuple(whole - part for whole, part in zip(left, figures, strict=True))
            if min(rest) >= 0:
                found += [(cut, *others) for others in self.below(rest, at + 1)]
        return found


def _with_cuts(
    rows: tuple[ReadRow, ...],
    cuts: dict[str, tuple[Piece, ...]],
    members: Sequence[ReadRow],
    of: tuple[str, Passage],
) -> tuple[ReadRow, ...]:
    """The rows with the open ones cut, and the equations of the columns noted with every figure in them."""
    if not cuts:
        return rows
    whole, passage = of
    made = []
    for row in rows:
        figures = row.figures
        if row.row.code in cuts and row.run is not None:
            figures = _figures(row, row.run, cuts[row.row.code], passage)
        if row in members:
            figures = tuple(
                replace(figure, derived_by=(*figure.derived_by, f"column_total:{whole}[{member}]"))
                for figure, (_, member) in zip(figures, row.row.cells, strict=True)
            )
        made.append(replace(row, figures=figures))
    return tuple(made)


def _figures(row: ReadRow, run: Span, cut: Sequence[Piece], passage: Passage) -> tuple[Figure, ...]:
    digits, measure = fold(passage.at(run)), passage.measure(row.row.code)
    return tuple(
        Figure(
            Span(run.start + a, run.start + b),
            replace(read_cell(digits[a:b], measure), doubt="column_total"),
            (f"row_total:{row.row.code}",),
        )
        for a, b in cut
    )
