"""Columns of a table without rules that are certain: each has one head, and what stands below stands below it alone."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING
from typing import NamedTuple

from auditor.ingest.pages.tables.figure_pieces import is_figure
from auditor.ingest.tables.grid.matrix import is_unit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from auditor.ingest.pages.lines import Line
    from auditor.ingest.pages.lines import Piece
    from auditor.ingest.pages.pdfium.calls import Bounds

    Words = list[Piece]
    Extent = tuple[float, float]


# In sizes of type: how exactly the figures of a row stand on one line.
_LEVEL = 0.08
# In sizes of type: how far the lines of one text are apart at most.
WRAPPED = 0.7


class Heads(NamedTuple):
    """What stands over the columns: where these are, from the left, the words of each one's head, and wider heads."""

    columns: list[Extent]
    own: list[Words]
    wide: list[Words]
    corner: Words


def words_of(line: Line) -> Words:
    """The texts of a line as they stand apart, however close to each other."""
    return [part for piece in line for word in piece.words() for part in word.apart()]


def is_value(word: Piece) -> bool:
    """Whether a word is what cells of figures hold: a figure, or a unit in a column of its own."""
    return is_figure(word) or is_unit(word.text)


def values_of(words: Words) -> Words:
    """The words of a line that stand in columns of figures: what the line begins with is its label.

    Units alone are those of a row that is blank, and may be the end of a head where they have no label. Among words
    they are part of a head.
    """
    if all(map(is_value, words)):
        return words if any(map(is_figure, words)) else []
    label = max(at for at, word in enumerate(words) if not is_value(word))
    return [word for at, word in enumerate(words) if at and (is_figure(word) or (at > label and is_value(word)))]


def meets(one: Extent, other: Extent) -> bool:
    """Whether two stretches have a part in common."""
    return one[0] < other[1] and other[0] < one[1]


def is_drawn_on(lines: Sequence[Line], signs: Sequence[Bounds]) -> bool:
    """Whether something stands among lines that may be a figure and is no text."""
    top, foot = lines[0][0].y0, lines[-1][0].y1
    return any(top < (y0 + y1) / 2 < foot for _, y0, _, y1 in signs)


def are_level(words: Words) -> bool:
    """Whether words stand on one line exactly, as those of a row do."""
    level = words[0].y0 + words[0].y1
    return all(abs(word.y0 + word.y1 - level) <= 2 * _LEVEL * word.size for word in words)


def extent(words: Iterable[Piece]) -> Extent:
    """From where to where words reach."""
    words = list(words)
    return min(word.x0 for word in words), max(word.x1 for word in words)


def reach(word: Piece) -> Extent:
    """From where to where a word reaches."""
    return word.x0, word.x1


def under(word: Piece, columns: Sequence[Extent]) -> list[int]:
    """The numbers of the columns that a word stands in, or over."""
    return [number for number, column in enumerate(columns) if meets(reach(word), column)]


def grouped(words: Iterable[Piece]) -> list[Words]:
    """Words in groups of those that stand one below the other, from the left."""
    groups: list[tuple[Extent, Words]] = []
    for word in sorted(words, key=reach):
        if groups and word.x0 < groups[-1][0][1]:
            (start, end), held = groups[-1]
            groups[-1] = (start, max(end, word.x1)), [*held, word]
        else:
            groups.append((reach(word), [word]))
    return [held for _, held in groups]


def columns_under(heads: Sequence[Words], rows: Sequence[Words]) -> Heads | None:
    """The columns of values in rows below the lines of their heads; None where some column has no head, or shares one.

    A head alone, below which nothing stands, has a column of its own: all its cells are blank. What stands over the
    labels, which the rows begin with, is the head of no column.
    """
    values = list(map(values_of, rows))
    figures = [extent(group) for group in grouped(value for line in values for value in line)]
    if not figures:
        return None
    first = figures[0][0]
    end = max((word.x1 for line in rows for word in line if word.x1 <= first), default=-math.inf)
    corner = [word for line in heads for word in line if word.x0 < end and word.x1 <= first]
    over = [[word for word in line if word not in corner] for line in heads]
    wide = [[word for word in line if _is_wide(word, figures, over[at + 1 :])] for at, line in enumerate(over)]
    narrow = [word for line, others in zip(over, wide, strict=True) for word in line if word not in others]
    above = _above_others(narrow)
    narrow = [word for word in narrow if word not in above]
    wide = [[word for word in line if word in others or word in above] for line, others in zip(over, wide, strict=True)]
    own = grouped([*narrow, *(value for line in values for value in line)])
    columns = [extent(group) for group in own]
    names = [sorted((word for word in group if word in narrow), key=_in_reading_order) for group in own]
    if not all(names) or any(_are_beside(group) for group in own) or len(columns) < len(figures):
        return None
    return Heads(columns, names, wide, corner)


def _in_reading_order(word: Piece) -> tuple[float, float]:
    return word.y0, word.x0


def _above_others(heads: Words) -> Words:
    """Heads that stand further above others than lines of one do: those over several columns may be narrow."""
    above: Words = []
    for group in grouped(heads):
        ordered = sorted(group, key=_in_reading_order)
        gaps = (at for at, (one, next_one) in enumerate(pairwise(ordered), 1) if _is_apart(one, next_one))
        above += ordered[: max(gaps, default=0)]
    return above


def _is_apart(above: Piece, below: Piece) -> bool:
    return below.y0 - above.y1 > WRAPPED * below.size


def _is_wide(word: Piece, columns: Sequence[Extent], below: Sequence[Words]) -> bool:
    """Whether a head reaches over several columns, or over several heads of a line below it."""
    over = sum(meets(reach(word), column) for column in columns)
    return over > 1 or any(sum(meets(reach(word), reach(other)) for other in line) > 1 for line in below)


def _are_beside(group: Words) -> bool:
    """Whether some words of a column stand beside each other on one line."""
    ordered = sorted(group, key=lambda word: word.y0)
    return any(
        abs(one.y0 + one.y1 - other.y0 - other.y1) < one.size and not meets(reach(one), reach(other))
        for at, one in enumerate(ordered)
        for other in ordered[at + 1 :]
    )
