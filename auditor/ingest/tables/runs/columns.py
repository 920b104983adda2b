"""Digits that ran together, cut by the columns: of a row that is the sum of others, those tell where to cut it.

They tell as well where to cut one of the others, when it is the only row of them that is open.

The equation that was used is noted with every figure that stands in it, so that no rule is judged by what it helped
to read. In the one column where a cut may differ from the sum, nothing was used, and the difference is a finding.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.document import Reading
from auditor.ingest.tables.cells import read_cell
from auditor.ingest.tables.runs.cut import all_cuts
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.ingest.tables.runs.cut import Piece
    from auditor.ingest.tables.runs.figures import Figure
    from auditor.ingest.tables.runs.figures import Passage
    from auditor.ingest.tables.runs.figures import ReadRow
    from auditor.schema import Form

_MOST_CUTS = 2000
_MOST_OFF = 1
_LEAST_LEAD = 2


def cut_by_parts(rows: Sequence[ReadRow], passage: Passage) -> tuple[ReadRow, ...]:
    """The rows, those that are sums of others or parts of one cut by these where that leaves one cut only."""
    found = list(rows)
    for at, read in enumerate(rows):
        if read.run is None or not _in_doubt(read):
            continue
        for whole in (read.row.code, passage.form.by_code[read.row.code].part_of):
            sums = _expected(read, rows, whole, passage.form) if whole else None
            cut = _best(fold(passage.at(read.run)), sums) if sums else None
            if whole and sums and cut:
                found = _with_cut(found, at, cut, sums, (whole, passage))
                break
    return tuple(found)


def _in_doubt(read: ReadRow) -> bool:
    return any(figure.read.reading is Reading.DOUBTFUL for figure in read.figures)


def _expected(read: ReadRow, rows: Sequence[ReadRow], whole: str, form: Form) -> tuple[int, ...] | None:
    """For each column what the other rows leave for a row, where a whole is the sum of its parts.

    None unless all of them are there once and read without doubt.
    """
    parts = {part.code for part in form.parts(whole)}
    others = [each for each in rows if each.row.code in parts | {whole} and each.row.code != read.row.code]
    codes = [each.row.code for each in others]
    if not parts or sorted([*codes, read.row.code]) != sorted(parts | {whole}):
        return None
    columns = list(zip(*(each.figures for each in others), strict=True))
    if any(figure.read.reading is not Reading.VALUE for column in columns for figure in column):
        return None
    sign = 1 if read.row.code == whole else -1
    weights = [-sign if code == whole else sign for code in codes]
    left = tuple(
        sum(weight * (figure.read.value or 0) for weight, figure in zip(weights, column, strict=True))
        for column in columns
    )
    return left if min(left) >= 0 else None


def _best(digits: str, sums: Sequence[int]) -> tuple[Piece, ...] | None:
    """The cut that agrees with the sums in all columns but one at most, the total's among them, and far best so."""
    cuts = tuple(islice(all_cuts(digits, len(sums)), _MOST_CUTS))
    if len(cuts) == _MOST_CUTS:
        return None
    scored = sorted(((_agreeing(digits, cut, sums), cut) for cut in cuts), reverse=True)
    if not scored:
        return None
    best, cut = scored[0]
    second = scored[1][0] if len(scored) > 1 else 0
    total_agrees = int(digits[slice(*cut[-1])]) == sums[-1]
    return cut if total_agrees and best >= len(sums) - _MOST_OFF and best - second >= _LEAST_LEAD else None


def _agreeing(digits: str, cut: Sequence[Piece], sums: Sequence[int]) -> int:
    return sum(int(digits[a:b]) == expected for (a, b), expected in zip(cut, sums, strict=True))


def _with_cut(
    rows: Sequence[ReadRow], at: int, cut: Sequence[Piece], sums: Sequence[int], of: tuple[str, Passage]
) -> list[ReadRow]:
    """The rows with one of them cut, and the equation noted with every figure of each column where it holds.

    `of` is the row that sums up the others, and the passage.
    """
    whole, passage = of
    open_row = rows[at]
    run = open_row.run or Span(0, 0)
    digits = fold(passage.at(run))
    measure = passage.measure(open_row.row.code)
    mine = {part.code for part in passage.form.parts(whole)} | {whole}
    figures = tuple(
        replace(
            figure,
            span=Span(run.start + a, run.start + b),
            read=replace(read_cell(digits[a:b], measure), doubt="column_total"),
            derived_by=(),
        )
        for figure, (a, b) in zip(open_row.figures, cut, strict=True)
    )
    held = tuple(int(digits[a:b]) == expected for (a, b), expected in zip(cut, sums, strict=True))
    marked = [replace(each, figures=figures) if each is open_row else each for each in rows]
    mark = f"column_total:{whole}"
    return [replace(each, figures=_noted(each, held, mark)) if each.row.code in mine else each for each in marked]


def _noted(read: ReadRow, held: Sequence[bool], equation: str) -> tuple[Figure, ...]:
    noted = []
    for figure, holds, (_, member) in zip(read.figures, held, read.row.cells, strict=True):
        mark = f"{equation}[{member}]"
        noted.append(replace(figure, derived_by=(*figure.derived_by, mark)) if holds else figure)
    return tuple(noted)
