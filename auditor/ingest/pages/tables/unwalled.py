"""Rows of a ruled table between whose cells no lines are drawn, as in tables of which every second row is shaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.pages.lines import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.pages.page import Glyph

    # The columns of lines that a cell takes, from the first to before the last, with what stands in it.
    Part = tuple[int, int, Sequence[Glyph]]

# In sizes of a glyph: how far texts of two cells are apart at least.
_APART = 0.8
# As many heads side by side are no text in one cell.
_FEWEST = 3


def cells_without_walls(columns: Sequence[Sequence[Glyph]], left: int) -> list[Part]:
    """The cells of a row that stand in one cell's place, given what stands in each column of lines from `left` on.

    All as one cell where it may be one: texts of cells stand apart at the lines, and are figures or many. Those whose
    characters are spread over the breadth of a cell do, too.
    """
    parts: list[Part] = []
    for at, glyphs in enumerate(columns, left):
        if not glyphs:
            continue
        if parts and _is_near(parts[-1][2], glyphs):
            first, _, before = parts.pop()
            parts.append((first, at + 1, [*before, *glyphs]))
        else:
            parts.append((at, at + 1, glyphs))
    figures = sum(_is_figure(glyphs) for _, _, glyphs in parts)
    words = [glyphs for _, _, glyphs in parts if not _is_figure(glyphs)]
    if len(parts) < 2 or any(map(_is_spread, words)) or (not figures and len(words) < _FEWEST):  # noqa: PLR2004 - one text is one cell
        return [(left, left + len(columns), [glyph for glyphs in columns for glyph in glyphs])]
    return list(_filled(parts, left, left + len(columns)))


def _is_figure(glyphs: Sequence[Glyph]) -> bool:
    return all(glyph.text.isdecimal() for glyph in glyphs)


def _is_spread(words: Sequence[Glyph]) -> bool:
    """Whether words may be a part of a text whose characters are spread over a cell."""
    return len(words) == 1 or " " in cell_text(words, 0.0)


def _is_near(before: Sequence[Glyph], after: Sequence[Glyph]) -> bool:
    size = max(glyph.y1 - glyph.y0 for glyph in after)
    return min(glyph.x0 for glyph in after) - max(glyph.x1 for glyph in before) < _APART * size


def _filled(parts: Sequence[Part], start: int, end: int) -> Iterator[Part]:
    """The parts with empty cells between them."""
    for left, right, glyphs in parts:
        yield from ((at, at + 1, ()) for at in range(start, left))
        yield left, right, glyphs
        start = right
    yield from ((at, at + 1, ()) for at in range(start, end))
