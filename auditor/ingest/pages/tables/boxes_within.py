"""Boxes drawn around single figures within the cells of a table, as fields of a form are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.ingest.pages.page import Rule

    Box = tuple[float, float, float, float]

# By how many points the ends of lines miss each other at most where they meet at a corner.
_CORNER = 1.0


def without_boxes(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> tuple[list[Rule], list[Rule], list[Box]]:
    """The lines without those of boxes that nothing else touches, and these boxes: left, top, right, bottom."""
    boxes: list[Box] = []
    taken: set[Rule] = set()
    for at, left in enumerate(vertical):
        for right in vertical[at + 1 :]:
            if not (_meet(left.start, right.start) and _meet(left.end, right.end)):
                continue
            sides = [
                rule
                for rule in horizontal
                if _meet(rule.start, left.at) and _meet(rule.end, right.at) and _is_end(rule.at, left)
            ]
            box = (left.at, left.start, right.at, left.end)
            own = {left, right, *sides}
            if len(sides) == 2 and not _is_touched(box, own, horizontal, vertical):  # noqa: PLR2004 - its top and foot
                boxes.append(box)
                taken |= own
            break
    return [rule for rule in horizontal if rule not in taken], [rule for rule in vertical if rule not in taken], boxes


def _meet(one: float, other: float) -> bool:
    return abs(one - other) <= _CORNER


def _is_end(at: float, rule: Rule) -> bool:
    return _meet(at, rule.start) or _meet(at, rule.end)


def _is_touched(box: Box, own: set[Rule], horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> bool:
    """Whether other lines than its own run into a box or up to it."""
    x0, y0, x1, y1 = box
    return any(
        rule not in own
        and y0 - _CORNER <= rule.at <= y1 + _CORNER
        and rule.start <= x1 + _CORNER
        and rule.end >= x0 - _CORNER
        for rule in horizontal
    ) or any(
        rule not in own
        and x0 - _CORNER <= rule.at <= x1 + _CORNER
        and rule.start <= y1 + _CORNER
        and rule.end >= y0 - _CORNER
        for rule in vertical
    )
