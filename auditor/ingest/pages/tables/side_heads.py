"""Heads beside several rows, in tables without rules: they stand left of the labels and run into them."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from auditor.ingest.layout import join_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.pages.lines import Line
    from auditor.ingest.pages.lines import Piece

_FEWEST = 5
_MOSTLY = 0.4
_NARROWEST = 2.0
_SHORTEST = 4
_GAP = 0.3
_NEAR = 1.0


def without_side_heads(lines: Sequence[Line], first_figure: float) -> tuple[list[Line], list[Line]]:
    """The heads beside the labels as one line of text, and the lines without them.

    Labels begin at one place in most rows; what stands left of it, in lines that also have a label, is a head.
    """
    start = _start_of_labels(lines, first_figure)
    if start is None:
        return [], list(lines)
    heads: list[Piece] = []
    kept: list[Line] = []
    for line in lines:
        parts = [part for piece in line for part in _cut(piece, start)]
        beside = [part for part in parts if part.x1 < start + _NEAR and part.x0 < start - _NEAR]
        if len(beside) < len(parts) and not any(abs(part.x0 - start) <= _NEAR for part in parts):
            beside = []  # a label that begins further left
        rest = tuple(part for part in parts if part not in beside)
        heads += beside
        if rest:
            kept.append(rest)
    if not heads:
        return [], list(lines)
    return [(heads[0]._replace(text=join_lines([head.text for head in heads]), places=()),)], kept


def _start_of_labels(lines: Sequence[Line], first_figure: float) -> float | None:
    """Where most labels begin, where something stands left of it."""
    starts: Counter[int] = Counter()
    for line in lines:
        begins = [x for piece in line if piece.x0 < first_figure for x in _begins(piece)]
        starts.update({round(x) for x in begins if x < first_figure})
    usual = [x for x, count in starts.items() if count >= max(_FEWEST, _MOSTLY * len(lines))]
    left = min(line[0].x0 for line in lines)
    if not usual or max(usual) - left < _NARROWEST * lines[0][0].size:
        return None
    return float(max(usual))


def _begins(piece: Piece) -> Iterator[float]:
    """Where the piece and what stands behind its gaps begin."""
    end = -math.inf
    for number, (x0, x1) in enumerate(piece.places):
        long = len(piece.text) - number >= _SHORTEST
        if long and x0 - end > _GAP * piece.size and piece.text[number] != " ":
            yield x0
        end = x1 if piece.text[number : number + 1] != " " else end


def _cut(piece: Piece, start: float) -> Iterator[Piece]:
    """The piece, in two where what begins at a place stands behind something else."""
    at = next((at for at, (x0, _) in enumerate(piece.places) if abs(x0 - start) <= _NEAR and piece.text[at] != " "), 0)
    if not at or len(piece.places) != len(piece.text):
        yield piece
        return
    before = len(piece.text[:at].rstrip())
    if before and piece.places[at][0] - piece.places[before - 1][1] > _GAP * piece.size:
        yield piece.part(0, before)
        yield piece.part(at, len(piece.text))
    else:
        yield piece
