"""Drawn rules become frames: which make a table, where its rows and columns begin, which places form a cell."""

from __future__ import annotations

import math
from bisect import bisect_left
from bisect import bisect_right
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING
from typing import NamedTuple

from msgspec import Struct

from auditor.ingest.layout import TooLargeError
from auditor.ingest.pages.page import Rule
from auditor.ingest.pages.tables.boxes_within import without_boxes
from auditor.joined import Joined

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from auditor.ingest.pages.tables.boxes_within import Box

_SAME_LINE = 2.0
_JOINT = 3.0
_SHORTEST = 5.0
_OUTSIDE = 5.0
_WALL = 0.6
_WIDEST = 150.0
_MOST_RULES = 800
_MOST_PLACES = 40_000

_start = itemgetter(1)
_made = tuple.__new__  # a named tuple without a call of Python's own


class Region(NamedTuple):
    """A cell of a frame: the lines between which it lies, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


class Frame(Struct, frozen=True):
    """A ruled table: the places of its lines, and its cells as regions between them."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]
    open_columns: frozenset[int] = frozenset()

    @property
    def open_bottom(self) -> bool:
        """Whether most of the table ends without a line."""
        left = sum(self.xs[column + 1] - self.xs[column] for column in self.open_columns)
        return left > (self.xs[-1] - self.xs[0]) / 2

    @property
    def region_of(self) -> dict[tuple[int, int], Region]:
        """The cell that each row and column of lines belongs to."""
        return {
            (row, column): region
            for region in self.regions
            for row in range(region.top, region.bottom)
            for column in range(region.left, region.right)
        }

    def place(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and column of lines between which a point lies, None if it lies outside."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        inside = 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1
        return (row, column) if inside else None

    def open_column(self, x: float) -> int | None:
        """The column at a place if it ends without a line, as cells do that go on over the foot of a page."""
        column = bisect_right(self.xs, x) - 1
        return column if column in self.open_columns else None


def find_frames(across: Iterable[Rule], down: Iterable[Rule]) -> tuple[Frame, ...]:
    """The tables that rules draw, from the smallest, so that one within another comes first."""
    horizontal, vertical = _merged(across), _merged(down)
    if len(horizontal) > _MOST_RULES or len(vertical) > _MOST_RULES:
        what = "drawings"
        raise TooLargeError(what, _MOST_RULES)
    *lines, boxes = without_boxes(horizontal, vertical)
    around = _frames(*lines) if boxes else ()
    return around if around and _are_each_in_a_cell(boxes, around) else _frames(horizontal, vertical)


def _frames(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> tuple[Frame, ...]:
    frames = (_frame(*group) for group in _with_open_sides(_connected(horizontal, vertical)))
    return tuple(sorted((frame for frame in frames if frame is not None), key=_area))


def _are_each_in_a_cell(boxes: Sequence[Box], frames: Sequence[Frame]) -> bool:
    """Whether every box lies wholly in a cell of its own."""
    regions = [frame.region_of for frame in frames]
    held: set[tuple[int, Region]] = set()
    for x0, y0, x1, y1 in boxes:
        places = ((at, frame.place(x, y)) for at, frame in enumerate(frames) for x, y in ((x0, y0), (x1, y1)))
        cells = {(at, regions[at][place]) for at, place in places if place is not None}
        if len(cells) != 1 or cells & held:
            return False
        held |= cells
    return True


def _area(frame: Frame) -> float:
    return (frame.xs[-1] - frame.xs[0]) * (frame.ys[-1] - frame.ys[0])


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules on one line put together: a border is often drawn cell by cell, dash by dash, or twice."""
    merged: list[Rule] = []
    for group in _levels(sorted(rules)):
        place = _middle(group)
        ordered = sorted(group, key=_start)
        _, start, end = ordered[0]
        for _, begins, ends in ordered[1:]:
            if begins - end > _SAME_LINE:
                merged.append(_made(Rule, (place, start, end)))
                start, end = begins, ends
            elif ends > end:
                end = ends
        merged.append(_made(Rule, (place, start, end)))
    return [rule for rule in merged if rule.end - rule.start >= _SHORTEST]


def _levels(rules: Sequence[Rule]) -> list[list[Rule]]:
    levels: list[list[Rule]] = []
    first = -math.inf
    for rule in rules:
        if rule[0] - first <= _SAME_LINE:
            levels[-1].append(rule)
        else:
            levels.append([rule])
            first = rule[0]
    return levels


def _middle(rules: Sequence[Rule]) -> float:
    weight = sum([end - start for _, start, end in rules])
    if weight <= 0:
        return rules[0].at
    return sum([at * (end - start) for at, start, end in rules]) / weight


_Group = tuple[list[Rule], list[Rule]]


def _connected(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> list[_Group]:
    """The rules in groups of those that touch each other, directly or over others."""
    joined = Joined(len(horizontal) + len(vertical))
    for i, across in enumerate(horizontal):
        for j in _touching(across, vertical):
            joined.join(i, len(horizontal) + j)
    groups: dict[int, _Group] = {}
    for i, rule in enumerate(horizontal):
        groups.setdefault(joined.leader(i), ([], []))[0].append(rule)
    for j, rule in enumerate(vertical):
        groups.setdefault(joined.leader(len(horizontal) + j), ([], []))[1].append(rule)
    return list(groups.values())


def _with_open_sides(groups: Iterable[_Group]) -> list[_Group]:
    """The groups, each with the lines beside it that reach from its top to its end and that no other line touches.

    A cell that goes on over a whole page has no line above and none below on that page.
    """
    groups = list(groups)
    alone = [rule for horizontal, vertical in groups if not horizontal for rule in vertical]
    found = []
    for horizontal, vertical in (group for group in groups if group[0] and group[1]):
        top, end = min(rule.start for rule in vertical), max(rule.end for rule in vertical)
        first, last = min(rule.at for rule in vertical), max(rule.at for rule in vertical)
        beside = [
            rule
            for rule in alone
            if abs(rule.start - top) <= _OUTSIDE
            and abs(rule.end - end) <= _OUTSIDE
            and first - _WIDEST < rule.at < last + _WIDEST
        ]
        found.append((horizontal, [*vertical, *beside]))
    return found


def _touching(across: Rule, vertical: Sequence[Rule]) -> list[int]:
    """The numbers of the lines down that a line across touches."""
    place, left, right = across.at, across.start - _JOINT, across.end + _JOINT
    return [
        number
        for number, (at, start, end) in enumerate(vertical)
        if left <= at <= right and start - _JOINT <= place <= end + _JOINT
    ]


def _frame(horizontal: list[Rule], vertical: list[Rule]) -> Frame | None:
    if not horizontal or not vertical:
        return None
    xs = _marks((rule.at for rule in vertical), (end for rule in horizontal for end in (rule.start, rule.end)))
    ys = _marks((rule.at for rule in horizontal), (end for rule in vertical for end in (rule.start, rule.end)))
    if len(xs) * len(ys) > _MOST_PLACES:
        what = "cells"
        raise TooLargeError(what, _MOST_PLACES)
    if (len(xs) - 1) * (len(ys) - 1) < 2:  # noqa: PLR2004 - a single box is no table
        return None
    walls = _Walls(ys, xs, horizontal)
    regions = _regions(_Walls(xs, ys, vertical), walls)
    if len(regions) < 2:  # noqa: PLR2004 - as above
        return None
    foot = len(ys) - 1
    return Frame(xs, ys, regions, frozenset(at for at in range(len(xs) - 1) if not walls.along[foot][at]))


def _marks(lines: Iterable[float], ends: Iterable[float]) -> tuple[float, ...]:
    """Where rows or columns begin and end: at the lines, and where crossing lines reach beyond the outermost ones.

    At the foot of a page a table often ends without a line, and some tables have none at their sides.
    """
    marks: list[float] = []
    for line in sorted(lines):
        if not marks or line - marks[-1] > _JOINT:
            marks.append(line)
    reached = list(ends)
    if min(reached) < marks[0] - _OUTSIDE:
        marks.insert(0, min(reached))
    if max(reached) > marks[-1] + _OUTSIDE:
        marks.append(max(reached))
    return tuple(marks)


class _Walls:
    """For each mark of one axis, along which stretches between the marks of the other a rule runs: `along`."""

    def __init__(self, marks: Sequence[float], stretches: Sequence[float], rules: Iterable[Rule]) -> None:
        self.count = len(marks) - 1
        covered = [[0.0] * (len(stretches) - 1) for _ in marks]
        for at, start, end in rules:
            of_mark = covered[_nearest(marks, at)]
            first = max(0, bisect_right(stretches, start) - 1)
            for index in range(first, min(len(of_mark), bisect_left(stretches, end))):
                of_mark[index] += min(end, stretches[index + 1]) - max(start, stretches[index])
        lengths = [after - before for before, after in pairwise(stretches)]
        self.along = [[part >= _WALL * length for part, length in zip(row, lengths, strict=True)] for row in covered]


def _nearest(marks: Sequence[float], place: float) -> int:
    """The number of the mark that is nearest to a place, the first of two."""
    above = bisect_left(marks, place)
    if above == len(marks) or (above and place - marks[above - 1] <= marks[above] - place):
        return above - 1
    return above


def _regions(down: _Walls, across: _Walls) -> tuple[Region, ...]:
    """The cells: in each row the places without a rule between them, and those of rows without a rule between."""
    closed: list[Region] = []
    growing: dict[tuple[int, int], int] = {}
    for row, (walls, above) in enumerate(zip(zip(*down.along, strict=True), across.along, strict=False)):
        edges = [0, *(column for column in range(1, down.count) if walls[column]), down.count]
        now: dict[tuple[int, int], int] = {}
        for left, right in pairwise(edges):
            top = growing.get((left, right))
            now[left, right] = row if top is None or any(above[left:right]) else top
        closed.extend(
            _made(Region, (top, left, row, right))
            for (left, right), top in growing.items()
            if now.get((left, right)) != top
        )
        growing = now
    closed.extend(Region(top, left, across.count, right) for (left, right), top in growing.items())
    return tuple(sorted(closed))
