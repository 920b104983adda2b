"""Figures that are struck out: a line runs through their middle, or a note says that they are to be taken out."""

from __future__ import annotations

from bisect import bisect_left
from bisect import bisect_right
from typing import TYPE_CHECKING

from auditor.ingest.layout import is_wide
from auditor.ingest.pages.geometry import holds
from auditor.ingest.pages.page import NO_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.pages.page import Glyph
    from auditor.ingest.pages.page import Rule
    from auditor.ingest.pages.pdfium.calls import Bounds

# In heights of a figure: how far from its middle a line may run that strikes it out.
_MIDDLE = 0.22
# In points: how far such a line reaches beyond what it strikes out.
_BEYOND = 2.0


def without_struck(glyphs: tuple[Glyph, ...], across: tuple[Rule, ...]) -> tuple[tuple[Glyph, ...], tuple[Rule, ...]]:
    """The glyphs, figures that are struck out being no text, and the lines without those that strike nothing else."""
    texts = enumerate(glyphs)
    figures = sorted([((top + foot) / 2, number) for number, (text, _, top, _, foot) in texts if text.isdigit()])
    middles = [middle for middle, _ in figures]
    reach = _MIDDLE * max((glyphs[number].y1 - glyphs[number].y0 for _, number in figures), default=0.0)
    near = {
        at: [number for _, number in figures[start:end]]
        for at in {rule.at for rule in across}
        if (start := bisect_left(middles, at - reach)) < (end := bisect_right(middles, at + reach))
    }
    struck: set[int] = set()
    lines: set[Rule] = set()
    for rule in (rule for rule in across if rule.at in near):
        hit = list(_hit(rule, near[rule.at], glyphs))
        if hit and _is_within(rule, [glyphs[number] for number in hit]):
            lines.add(rule)
        elif hit and _is_between_rows(rule, glyphs, across):
            continue
        struck.update(hit)
    if not struck:
        return glyphs, across
    kept = tuple(glyph._replace(text=NO_TEXT) if number in struck else glyph for number, glyph in enumerate(glyphs))
    return kept, tuple(rule for rule in across if rule not in lines)


def without_removed(glyphs: tuple[Glyph, ...], boxes: Sequence[Bounds]) -> tuple[Glyph, ...]:
    """The glyphs, figures and signs within boxes of what is to be taken out being no text; words stay."""
    if not boxes:
        return glyphs
    return tuple(
        glyph._replace(text=NO_TEXT) if not is_wide(glyph.text) and _is_within_any(glyph, boxes) else glyph
        for glyph in glyphs
    )


def _is_within_any(glyph: Glyph, boxes: Sequence[Bounds]) -> bool:
    _, x0, y0, x1, y1 = glyph
    return any(holds(box, (x0 + x1) / 2, (y0 + y1) / 2) for box in boxes)


def _hit(rule: Rule, numbers: Sequence[int], glyphs: Sequence[Glyph]) -> Iterator[int]:
    for number in numbers:
        _, x0, y0, x1, y1 = glyphs[number]
        if abs((y0 + y1) / 2 - rule.at) <= _MIDDLE * (y1 - y0) and rule.start <= (x0 + x1) / 2 <= rule.end:
            yield number


def _is_within(rule: Rule, glyphs: Sequence[Glyph]) -> bool:
    start, end = min(glyph.x0 for glyph in glyphs), max(glyph.x1 for glyph in glyphs)
    return start - _BEYOND <= rule.start and rule.end <= end + _BEYOND


def _is_between_rows(rule: Rule, glyphs: Sequence[Glyph], across: Sequence[Rule]) -> bool:
    """Whether a line has text above it and below it, up to the next lines: fonts may claim room over their own line."""
    beside = [other.at for other in across if other.start < rule.end and rule.start < other.end]
    above = max((at for at in beside if at < rule.at - _BEYOND), default=rule.at)
    below = min((at for at in beside if at > rule.at + _BEYOND), default=rule.at)
    middles = [(y0 + y1) / 2 for _, x0, y0, x1, y1 in glyphs if rule.start < x1 and x0 < rule.end]
    return any(above < middle < rule.at for middle in middles) and any(rule.at < middle < below for middle in middles)
