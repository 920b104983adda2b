"""Text of a page that is not seen: set invisibly, in the colour of paper, outside its clip, or covered later."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from auditor.ingest.pages.geometry import around
from auditor.ingest.pages.geometry import holds
from auditor.ingest.pages.geometry import middle
from auditor.ingest.pages.geometry import placed
from auditor.ingest.pages.pdfium import calls
from auditor.ingest.pages.seen.strokes import is_small_image

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.pages.pdfium.calls import Bounds
    from auditor.ingest.pages.pdfium.calls import Matrix
    from auditor.ingest.pages.seen.painted import Canvas
    from auditor.ingest.pages.seen.painted import Painted

    Colour = tuple[int, int, int, int]

_INVISIBLE = frozenset((pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP))
_FILLED = (pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP)
_OPAQUE = 255
# From how light on a colour cannot be told from paper.
_WHITE = 245
# A rectangle has at most so many corners, the first again at its end.
_CORNERS = 5
_MOST_CORNERS = 200
# By how many points texts are kept together, and how many of the last grounds a white one may stand on.
_ROW = 16.0
_MOST_GROUNDS = 2_000
# How far the border of what covers a text stands around it, in points; how many of them are looked at.
_BORDER = 2.0
_MOST_LIDS = 200


class Unseen:
    """The text objects that are not seen; what is drawn is told in the order in which it is painted, by its number."""

    def __init__(self, canvas: Canvas | None = None) -> None:
        self.hidden: set[int] = set()
        self.covered: set[int] = set()
        self.cut: set[int] = set()
        self.pale: set[int] = set()  # of the colour of paper: hidden where they stand on nothing else
        self._canvas = canvas
        self._rows: dict[float, list[tuple[float, float, Painted]]] = {}
        self._grounds: list[Bounds] = []
        self._lids: list[tuple[int, Bounds]] = []
        if canvas is None:
            return
        items = canvas.texts
        modes, colours, clips = calls.render_modes(items), calls.colours(items), calls.clip_paths(items)
        if _are_plain(modes, colours) and all(count <= 0 for _, count in clips):
            return
        told = dict(zip(items, zip(modes, colours, clips, strict=True), strict=True))
        for text in canvas.placed_texts():
            self._look(text, *told[text.item])

    def _look(self, text: Painted, mode: int, colour: Colour, clip: tuple[int, int]) -> None:
        """A text before it is painted: whether it is invisible by itself, cut, or of the colour of paper."""
        is_filled = mode in _FILLED
        limits = list(_limits(clip, text.matrix))
        if mode in _INVISIBLE or (is_filled and not colour[3]) or _is_away(text.box, limits):
            self.hidden.add(text.item)
            return
        if any(right < text.box[2] - _BORDER / 2 for _, _, right, _ in limits):  # it reaches over their right edge
            self.cut.add(text.item)
        if is_filled and min(colour[:3]) >= _WHITE:
            self.pale.add(text.item)

    def add_pale(self, text: Painted) -> None:
        """A text of the colour of paper, on the ground of what was painted before."""
        if not any(holds(ground, *middle(text.box)) for ground in self._grounds[-_MOST_GROUNDS:]):
            self.hidden.add(text.item)

    def add_area(self, area: Painted, *, is_image: bool) -> None:
        """A filled path or an image: the ground of later texts; an opaque rectangle covers those before.

        So does a small image. Seals and marks are laid over a text as images of which most is clear.
        """
        item, box = area.item, area.box
        ((*colours, opaque),) = calls.colours([item])
        if is_image or min(colours) < _WHITE:
            self._grounds.append(box)
        if opaque < _OPAQUE or (is_image and not is_small_image(box)):
            return
        below = list(self._below(area))
        if below and not calls.has_transparency(item) and calls.count_segments(item) <= _CORNERS:
            (clip,) = calls.clip_paths([item])
            covered = [text for x, y, text in below if _is_seen(clip, area.matrix, x, y)]
            self.covered.update(covered)
            if covered and not is_image and len(self._lids) < _MOST_LIDS:
                self._lids.append((area.number, box))

    def not_of_lids(self, lines: Sequence[tuple[int, Bounds]]) -> list[Bounds]:
        """Lines with the numbers of what they belong to, without those painted on something that covers a text."""
        lids = [(number, _wider(lid)) for number, lid in self._lids]
        if not lids:
            return [line for _, line in lines]
        return [
            line
            for at, line in lines
            if not any(number <= at and holds(lid, *line[:2]) and holds(lid, *line[2:]) for number, lid in lids)
        ]

    def _below(self, area: Painted) -> Iterator[tuple[float, float, int]]:
        """The seen texts painted before an area whose middle lies within it."""
        if not self._rows:
            for text in self._canvas.placed_texts() if self._canvas else ():
                x, y = middle(text.box)
                self._rows.setdefault(y // _ROW, []).append((x, y, text))
        box, number = area.box, area.number
        first, last = box[1] // _ROW, box[3] // _ROW
        for texts in [texts for row, texts in self._rows.items() if first <= row <= last]:
            for x, y, text in texts:
                if text.number < number and holds(box, x, y) and text.item not in self.hidden:
                    yield x, y, text.item


def _are_plain(modes: Iterable[int], colours: Iterable[Colour]) -> bool:
    """Whether all of some ways and colours in which texts are painted are seen on paper."""
    return _INVISIBLE.isdisjoint(modes) and all(
        opaque and min(red, green, blue) < _WHITE for red, green, blue, opaque in set(colours)
    )


def _wider(box: Bounds) -> Bounds:
    return box[0] - _BORDER, box[1] - _BORDER, box[2] + _BORDER, box[3] + _BORDER


def _limits(clip: tuple[int, int], matrix: Matrix) -> Iterator[Bounds]:
    """The boxes around the areas that an object is limited to."""
    path, count = clip
    for area in range(count):
        corners = calls.clip_corners(path, area, _MOST_CORNERS)
        if corners:
            yield placed(around(corners), matrix)


def _is_away(box: Bounds, limits: Iterable[Bounds]) -> bool:
    """Whether a text lies wholly outside of an area that it is limited to."""
    x0, y0, x1, y1 = box
    return any(x1 < left or right < x0 or y1 < low or high < y0 for left, low, right, high in limits)


def _is_seen(clip: tuple[int, int], matrix: Matrix, x: float, y: float) -> bool:
    """Whether a place lies within all areas that an object is limited to."""
    return all(holds(limit, x, y) for limit in _limits(clip, matrix))
