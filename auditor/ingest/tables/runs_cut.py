"""Cutting digits that ran together into the figures of a row; a cut is taken only when there is no other.

A figure has no leading zero, so `0000000` has one cut into seven and `4000004` too; `121010014` has several, of which
one fits the row's total.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

# NOTE: seven columns of six digits; longer runs do not occur, and the search must stay short on nonsense.
LONGEST = 60
_MOST_STEPS = 20_000
_MOST_FITS = 64
_TWO = 2
_UNSIGNED = re.compile(r"0|[1-9]\d*")
_DECIMAL = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?")
_SIGN = re.compile(r"[+-]")
_DASH = re.compile(r"[-—–/]+")


class Slot(Struct, frozen=True):
    """What one column of a row can hold: signed figures, figures with a point."""

    signed: bool = False
    decimal: bool = False

    def takes(self, text: str) -> bool:
        """Whether a piece of a run can be this column's figure."""
        if _DASH.fullmatch(text):
            return True
        pattern = _DECIMAL if self.decimal else _UNSIGNED
        return bool(pattern.fullmatch(_SIGN.sub("", text, count=1) if self.signed and _SIGN.match(text) else text))


Piece = tuple[int, int]


_OPEN: frozenset[int] = frozenset()


def possible(
    run: str, slots: Sequence[Slot], bounds: frozenset[int] = _OPEN, *, blanks: bool = False
) -> tuple[frozenset[Piece], ...]:
    """For each column the pieces of the run that it can hold in some cut of the whole run (none: no cut at all).

    No piece reaches over a place of `bounds`; `blanks` says that columns may be empty.
    """
    size = len(run)
    if size > LONGEST:
        return ()
    stretches = [(a, b) for a, b in _stretches(size) if not bounds or b <= _reach(a, size, bounds)]
    pieces_of = {
        slot: {(a, b) for a, b in stretches if (blanks if a == b else slot.takes(run[a:b]))} for slot in set(slots)
    }
    takes = [pieces_of[slot] for slot in slots]
    reached = [{0}]
    for pieces in takes:
        reached.append({b for a, b in pieces if a in reached[-1]})
    open_ends = {size} & reached[-1]
    found: list[frozenset[Piece]] = []
    for pieces, starts in zip(reversed(takes), reversed(reached[:-1]), strict=True):
        live = frozenset((a, b) for a, b in pieces if a in starts and b in open_ends)
        found.append(live)
        open_ends = {a for a, _ in live}
    return tuple(reversed(found)) if open_ends else ()


@lru_cache(maxsize=LONGEST + 1)
def _stretches(size: int) -> tuple[Piece, ...]:
    return tuple((a, b) for a in range(size + 1) for b in range(a, size + 1))


def _reach(start: int, end: int, bounds: frozenset[int]) -> int:
    """How far a piece can reach that begins at `start`."""
    return min((at for at in bounds if start < at < end), default=end)


def only_cut(run: str, slots: Sequence[Slot], bounds: frozenset[int] = _OPEN) -> tuple[Piece, ...] | None:
    """The cut of a run when there is one only, no column being empty."""
    pieces = possible(run, slots, bounds)
    return tuple(next(iter(each)) for each in pieces) if pieces and all(len(each) == 1 for each in pieces) else None


def agreed(
    run: str, slots: Sequence[Slot], bounds: frozenset[int] = _OPEN, *, blanks: bool
) -> tuple[Piece | None, ...]:
    """For each column the piece that all cuts give it, by its text; None where they differ."""
    pieces = possible(run, slots, bounds, blanks=blanks)
    if not pieces:
        return (None,) * len(slots)
    return tuple(min(each) if len({run[a:b] for a, b in each}) == 1 else None for each in pieces)


def agreed_among(run: str, cuts: Sequence[Sequence[Piece]]) -> tuple[Piece | None, ...]:
    """For each column the piece that these cuts give it, by its text; None where they differ."""
    columns = zip(*cuts, strict=True)
    return tuple(min(column) if len({run[a:b] for a, b in column}) == 1 else None for column in columns)


def cuts_with_total(run: str, columns: int, bounds: frozenset[int] = _OPEN) -> tuple[tuple[Piece, ...], ...]:
    """The cuts of a run of digits in which the last figure is the sum of the others; `bounds` as in `possible`.

    None when there are too many, or the search grows too long to tell.
    """
    if not run.isdecimal() or not columns <= len(run) <= LONGEST:
        return ()
    steps = _Steps()
    found: list[tuple[Piece, ...]] = []
    for start in range(len(run) - 1, columns - 2, -1):
        if (run[start] == "0" and start < len(run) - 1) or _reach(start, len(run), bounds) < len(run):
            continue
        for parts in _parts(run, columns - 1, (0, start), int(run[start:]), (steps, bounds)):
            found.append((*parts, (start, len(run))))
            if len(found) == _MOST_FITS:
                return ()
    return () if steps.left <= 0 else tuple(found)


def cuts_of_groups(
    run: str, columns: int, groups: int, bounds: frozenset[int] = _OPEN
) -> tuple[tuple[Piece, ...], ...]:
    """The cuts of a run into groups of columns, each with its total last: at most two."""
    if not run.isdecimal() or not columns * groups <= len(run) <= LONGEST:
        return ()
    ends: dict[int, list[tuple[Piece, ...]]] = {0: [()]}
    for _ in range(groups):
        following: dict[int, list[tuple[Piece, ...]]] = {}
        for start, heads in ends.items():
            for end in range(start + columns, len(run) + 1):
                within = frozenset(at - start for at in bounds if start < at < end)
                for cut in cuts_with_total(run[start:end], columns, within):
                    moved = tuple((a + start, b + start) for a, b in cut)
                    following.setdefault(end, []).extend((*head, *moved) for head in heads)
        ends = {end: cuts[:_TWO] for end, cuts in following.items()}
    return tuple(ends.get(len(run), ()))


def all_cuts(run: str, columns: int) -> Iterator[tuple[Piece, ...]]:
    """Every cut of a run of digits into so many figures without leading zeros."""
    if not run.isdecimal() or not columns <= len(run) <= LONGEST:
        return
    stack: list[tuple[Piece, ...]] = [()]
    while stack:
        cut = stack.pop()
        start = cut[-1][1] if cut else 0
        left = columns - len(cut)
        if left == 0:
            yield cut
            continue
        first = len(run) if left == 1 else start + 1
        last = start + 1 if run[start] == "0" else len(run) - left + 1
        stack.extend((*cut, (start, end)) for end in range(first, last + 1))


class _Steps:
    """How far a search has gone."""

    def __init__(self) -> None:
        self.left = _MOST_STEPS


def _parts(
    run: str, columns: int, within: Piece, total: int, search: tuple[_Steps, frozenset[int]]
) -> Iterator[tuple[Piece, ...]]:
    """The cuts of a stretch into figures that sum to the total."""
    start, end = within
    steps, bounds = search
    reach = _reach(start, end, bounds) if bounds else end
    steps.left -= 1
    if steps.left <= 0:
        return
    if columns == 1:
        whole = run[start:end]
        if reach == end and (whole == "0" or not whole.startswith("0")) and int(whole) == total:
            yield (within,)
        return
    width = len(str(total))
    for cut in range(start + 1, min(start + width, end - columns + 1, reach) + 1):
        if (run[start] == "0" and cut > start + 1) or end - cut > (columns - 1) * width:
            continue
        figure = int(run[start:cut])
        if figure <= total:
            rest = _parts(run, columns - 1, (cut, end), total - figure, search)
            yield from (((start, cut), *parts) for parts in rest)
