"""Fonts that say of their figures that they are others: what a file says and what is seen differ, and the shapes tell.

Programs that make fonts smaller, or that do not want their text to be copied, write such tables of characters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.pages.pdfium import shapes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

_FIGURES = range(ord("0"), ord("9") + 1)
_ONE, _BLANK = ord("1"), ord(" ")
_LOOKED_AT = frozenset((*_FIGURES, _BLANK))
# Of how many lines a figure is drawn; a nought may be struck through or have a point, a four may be open.
_LINES: Mapping[int, tuple[int, ...]] = dict(
    zip(_FIGURES, ((2, 3), (1,), (1,), (1,), (1, 2), (1,), (2,), (1,), (3,), (2,)), strict=True)
)
# In parts of a width: by how much that of another shape differs, how near that of an outline is, and what is less than
# that of a one, which is the slimmest of figures, or nearly so where all take up as much room.
_EXACT, _NEAR, _SLIM = 0.01, 0.04, 0.92
# As many shapes of one figure are several figures; two may be those of two ways of setting it.
_SEVERAL = 3
_FEWEST_UNLIKE = 2
_SAMPLES = 12


def false_signs(text: int, codes: Sequence[int], objects: Sequence[int]) -> frozenset[int]:
    """The places of characters of a text page that are not what they are said to be: figures, blanks that are drawn."""
    fonts: dict[int, dict[int, list[int]]] = {}
    font_of: dict[int, int] = {}
    for at in [at for at, code in enumerate(codes) if code in _LOOKED_AT]:
        code, item = codes[at], objects[at]
        if item:
            if item not in font_of:
                font_of[item] = shapes.font(item)
            fonts.setdefault(font_of[item], {}).setdefault(code, []).append(at)
    wrong = [
        found
        for font, places in fonts.items()
        if font and shapes.is_embedded(font) and _is_false(text, font, places, objects)
        for found in places.values()
    ]
    return frozenset(at for found in wrong for at in found)


def _is_false(text: int, font: int, places: Mapping[int, Sequence[int]], objects: Sequence[int]) -> bool:
    """Whether the figures of a font are shaped otherwise than they are said to be."""
    widths = {code: sorted(_widths(text, found, objects)) for code, found in places.items()}
    if any(_different(each) >= _SEVERAL for each in widths.values()):
        return True
    figures = {code: each for code, each in widths.items() if each and code != _BLANK}
    slimmest = min((each[0] for each in figures.values()), default=0.0)
    if _different(sorted(each[0] for each in figures.values())) < _FEWEST_UNLIKE:
        return False  # a stand-in, whose characters are all the same, or nothing that tells
    if _ONE in figures and slimmest < _SLIM * figures[_ONE][0]:
        return True
    return sum(_is_unlike(font, code, each[0]) for code, each in figures.items()) >= _FEWEST_UNLIKE


def _widths(text: int, found: Sequence[int], objects: Sequence[int]) -> Iterator[float]:
    """How wide some of the characters at places are drawn."""
    for at in found[:: max(1, len(found) // _SAMPLES)]:
        width, height = shapes.drawn_size(text, at, objects[at])
        if width > 0 and height > 0:
            yield round(width, 3)


def _different(widths: Sequence[float]) -> int:
    """How many widths there are."""
    count, last = 0, 0.0
    for width in sorted(widths):
        if width > (1 + _EXACT) * last:
            count, last = count + 1, width
    return count


def _is_unlike(font: int, code: int, width: float) -> bool:
    """Whether what is drawn so wide for a figure is drawn of other lines; unknown where the font draws another one."""
    lines, drawn = shapes.outline(font, code)
    return abs(drawn - width) <= _NEAR * width and lines not in _LINES[code]
