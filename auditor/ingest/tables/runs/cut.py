"""Cutting digits that ran together into the figures of a row; a cut is taken only when there is no other.

A figure has no leading zero, so `0000000` has one cut into seven and `4000004` too; `121010014` has several, of which
one fits the row's total.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

# NOTE: seven columns of six digits; longer runs do not occur, and the search must stay short on nonsense.
LONGEST = 60
_MOST_STEPS = 20_000
_MOST_FITS = 64
_TWO = 2
_UNSIGNED = regex(r"0|[1-9]\d*")
_DECIMAL = regex(r"(?:0|[1-9]\d*)(?:\.\d+)?")
_SIGN = regex(r"[+-]")
_DASH = regex(r"[-—–/]+")


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
    ends_of = {slot: _ends(run, slot, bounds, blanks=blanks) for slot in set(slots)}
    takes = [ends_of[slot] for slot in slots]
    reached = [{0}]
    for ends in takes:
        reached.append({b for a in reached[-1] for b in ends[a]})
    open_ends = {size} & reached[-1]
    found: list[frozenset[Piece]] = []
    for ends, starts in zip(reversed(takes), reversed(reached[:-1]), strict=True):
        live = frozenset((a, b) for a in starts for b in ends[a] if b in open_ends)
        found.append(live)
        open_ends = {a for a, _ in live}
    return tuple(reversed(found)) if open_ends else ()


def _ends(run: str, slot: Slot, bounds: frozenset[int], *, blanks: bool) -> list[list[int]]:
    """For each place of a run where the pieces can end that begin there and that a column can hold."""
    size = len(run)
    found: list[list[int]] = []
    plain = run.isascii() and run.isdecimal()  # then a piece is a figure but for a leading zero
    for start in range(size + 1):
        last = _reach(start, size, bounds) if bounds else size
        ends: Iterable[int] = range(start + 1, last + 1)
        if not plain:
            ends = (end for end in ends if slot.takes(run[start:end]))
        elif run.startswith("0", start):
            ends = range(start + 1, min(start + 1, last) + 1)
        found.append([start, *ends] if blanks else list(ends))
    return found


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
    search = _Search(run, bounds)
    found: list[tuple[Piece, ...]] = []
    for start in range(len(run) - 1, columns - 2, -1):
        if (run[start] == "0" and start < len(run) - 1) or _reach(start, len(run), bounds) < len(run):
            continue
        found += ((*parts, (start, len(run))) for parts in search.parts(columns - 1, 0, start, int(run[start:])))
        if len(found) >= _MOST_FITS:
            return ()
    return () if search.left <= 0 else tuple(found)


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


class _Search:
    """A search for figures of which the sum is known; `left` is how many steps it may still take."""

    def __init__(self, run: str, bounds: frozenset[int]) -> None:
        self.left = _MOST_STEPS
        self._run = run
        self._bounds = bounds

    def parts(self, columns: int, start: int, end: int, total: int) -> list[tuple[Piece, ...]]:
        """The cuts of a stretch into figures that sum to the total."""
        self.left -= 1
        if self.left <= 0:
            return []
        run = self._run
        if columns == 1:
            return [((start, end),)] if int(run[start:end]) == total and self._is_figure(start, end) else []
        reach = _reach(start, end, self._bounds) if self._bounds else end
        width = len(str(total))
        last = start + 1 if run[start] == "0" else min(start + width, end - columns + 1)
        found: list[tuple[Piece, ...]] = []
        for cut in range(max(start + 1, end - (columns - 1) * width), min(last, reach) + 1):
            figure = int(run[start:cut])
            if figure > total:
                break
            if columns > _TWO:
                found += [((start, cut), *parts) for parts in self.parts(columns - 1, cut, end, total - figure)]
                continue
            self.left -= 1  # the last figure is what is left
            if int(run[cut:end]) == total - figure and self.left > 0 and self._is_figure(cut, end):
                found.append(((start, cut), (cut, end)))
        return found

    def _is_figure(self, start: int, end: int) -> bool:
        """Whether a stretch has no leading zero, and no bound within."""
        if self._run[start] == "0" and end > start + 1:
            return False
        return not self._bounds or _reach(start, end, self._bounds) == end
