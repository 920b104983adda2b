"""Digits that ran together, cut by the columns: where a row is the sum of other rows, those tell where to cut it.

The equation that was used is noted with every figure that stands in it, so that no rule is judged by what it helped
to read. In the one column where a cut may differ from the sum, nothing was used, and the difference is a finding.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from auditor.document import Reading
from auditor.ingest.tables.cells import read_cell
from auditor.ingest.tables.runs_cut import all_cuts
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.ingest.tables.runs_cut import Piece
    from auditor.ingest.tables.runs_figures import Figure
    from auditor.ingest.tables.runs_figures import Passage
    from auditor.ingest.tables.runs_figures import ReadRow
    from auditor.schema import Form

_MOST_CUTS = 2000
_MOST_OFF = 1
_LEAST_LEAD = 2


def cut_by_parts(rows: Sequence[ReadRow], passage: Passage) -> tuple[ReadRow, ...]:
    """The rows, those that are sums of others cut by them where that leaves one cut only."""
    found = list(rows)
    for at, read in enumerate(rows):
        sums = _sums(read, rows, passage.form)
        if read.run is None or sums is None or not _in_doubt(read):
            continue
        cut = _best(fold(passage.at(read.run)), sums)
        if cut:
            found = _with_cut(found, at, cut, sums, passage)
    return tuple(found)


def _in_doubt(read: ReadRow) -> bool:
    return any(figure.read.reading is Reading.DOUBTFUL for figure in read.figures)


def _sums(read: ReadRow, rows: Sequence[ReadRow], form: Form) -> tuple[int, ...] | None:
    """For each column the sum of the parts' figures, when all parts have rows that are read without doubt."""
    parts = {part.code for part in form.parts(read.row.code)}
    found = [each for each in rows if each.row.code in parts]
    if not parts or {each.row.code for each in found} != parts or len(found) != len(parts):
        return None
    columns = list(zip(*(each.figures for each in found), strict=True))
    if any(figure.read.reading is not Reading.VALUE for column in columns for figure in column):
        return None
    return tuple(sum(figure.read.value or 0 for figure in column) for column in columns)


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
    rows: Sequence[ReadRow], at: int, cut: Sequence[Piece], sums: Sequence[int], passage: Passage
) -> list[ReadRow]:
    """The rows with one of them cut, and the equation noted with every figure of each column where it holds."""
    whole = rows[at]
    run = whole.run or Span(0, 0)
    digits = fold(passage.at(run))
    measure = passage.measure(whole.row.code)
    mine = {part.code for part in passage.form.parts(whole.row.code)} | {whole.row.code}
    figures = tuple(
        replace(
            figure,
            span=Span(run.start + a, run.start + b),
            read=replace(read_cell(digits[a:b], measure), doubt="column_total"),
            derived_by=(),
        )
        for figure, (a, b) in zip(whole.figures, cut, strict=True)
    )
    held = tuple(int(digits[a:b]) == expected for (a, b), expected in zip(cut, sums, strict=True))
    marked = [replace(each, figures=figures) if each is whole else each for each in rows]
    mark = f"column_total:{whole.row.code}"
    return [replace(each, figures=_noted(each, held, mark)) if each.row.code in mine else each for each in marked]


def _noted(read: ReadRow, held: Sequence[bool], equation: str) -> tuple[Figure, ...]:
    noted = []
    for figure, holds, (_, member) in zip(read.figures, held, read.row.cells, strict=True):
        mark = f"{equation}[{member}]"
        noted.append(replace(figure, derived_by=(*figure.derived_by, mark)) if holds else figure)
    return tuple(noted)
