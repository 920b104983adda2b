"""Text of a page that is not seen: set invisibly, in the colour of paper, outside its clip, or covered later."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from auditor.ingest.pages import calls
from auditor.ingest.pages.geometry import around
from auditor.ingest.pages.geometry import placed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.pages.calls import Bounds
    from auditor.ingest.pages.calls import Matrix

_INVISIBLE = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
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
    """The text objects that are not seen, told as the objects of a page come in the order in which they are painted."""

    def __init__(self) -> None:
        self.hidden: set[int] = set()
        self.covered: set[int] = set()
        self.cut: set[int] = set()
        self._texts: list[tuple[Bounds, int]] = []
        self._rows: dict[float, list[tuple[float, float, int]]] = defaultdict(list)
        self._grounds: list[Bounds] = []
        self._lids: list[Bounds] = []
        self._pale: set[int] = set()

    def look(self, texts: Sequence[tuple[int, Bounds]], matrix: Matrix) -> None:
        """Texts before they are painted: which are invisible by themselves, cut, or of the colour of paper."""
        items = [item for item, _ in texts]
        told = zip(texts, calls.render_modes(items), calls.colours(items), calls.clip_paths(items), strict=True)
        for (item, box), mode, (red, green, blue, opaque), clip in told:
            is_filled = mode in _FILLED
            if mode in _INVISIBLE or (is_filled and not opaque) or _is_away(clip, matrix, box):
                self.hidden.add(item)
                continue
            if clip[1] and _is_cut(clip, matrix, box):
                self.cut.add(item)
            if is_filled and red >= _WHITE and green >= _WHITE and blue >= _WHITE:
                self._pale.add(item)

    def add_text(self, item: int, box: Bounds) -> None:
        """A text, on the ground of what was painted before, which may be covered by what is painted later."""
        if item in self._pale and not any(_holds(ground, *_middle(box)) for ground in self._grounds[-_MOST_GROUNDS:]):
            self.hidden.add(item)
        else:
            self._texts.append((box, item))

    def add_area(self, item: int, box: Bounds, matrix: Matrix, *, is_image: bool) -> None:
        """A filled path or an image: the ground of later texts; an opaque rectangle covers those before."""
        ((*colours, opaque),) = calls.colours([item])
        if is_image or min(colours) < _WHITE:
            self._grounds.append(box)
        if is_image:
            return  # seals and marks are laid over a text as images of which most is clear
        below = list(self._below(box))
        if below and opaque == _OPAQUE and not calls.has_transparency(item) and calls.count_segments(item) <= _CORNERS:
            (clip,) = calls.clip_paths([item])
            covered = [text for x, y, text in below if _is_seen(clip, matrix, x, y)]
            self.covered.update(covered)
            self._lids += [box] if covered and len(self._lids) < _MOST_LIDS else []

    def is_of_lid(self, box: Bounds) -> bool:
        """Whether what is painted now lies within something that covers a text."""
        return any(_holds(_wider(lid), *box[:2]) and _holds(_wider(lid), *box[2:]) for lid in self._lids)

    def _below(self, box: Bounds) -> Iterator[tuple[float, float, int]]:
        """The texts so far whose middle lies within a box."""
        for text_box, item in self._texts:
            x, y = _middle(text_box)
            self._rows[y // _ROW].append((x, y, item))
        self._texts.clear()
        first, last = box[1] // _ROW, box[3] // _ROW
        for texts in [texts for row, texts in self._rows.items() if first <= row <= last]:
            yield from (text for text in texts if _holds(box, *text[:2]))


def _middle(box: Bounds) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _holds(box: Bounds, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _wider(box: Bounds) -> Bounds:
    return box[0] - _BORDER, box[1] - _BORDER, box[2] + _BORDER, box[3] + _BORDER


def _limits(clip: tuple[int, int], matrix: Matrix) -> Iterator[Bounds]:
    """The boxes around the areas that an object is limited to."""
    path, count = clip
    for area in range(count):
        corners = calls.clip_corners(path, area, _MOST_CORNERS)
        if corners:
            yield placed(around(corners), matrix)


def _is_away(clip: tuple[int, int], matrix: Matrix, box: Bounds) -> bool:
    """Whether a text lies wholly outside of an area that it is limited to."""
    x0, y0, x1, y1 = box
    return any(x1 < left or right < x0 or y1 < low or high < y0 for left, low, right, high in _limits(clip, matrix))


def _is_cut(clip: tuple[int, int], matrix: Matrix, box: Bounds) -> bool:
    """Whether a text reaches over the right edge of an area that it is limited to."""
    return any(right < box[2] - _BORDER / 2 for _, _, right, _ in _limits(clip, matrix))


def _is_seen(clip: tuple[int, int], matrix: Matrix, x: float, y: float) -> bool:
    """Whether a place lies within all areas that an object is limited to."""
    return all(_holds(limit, x, y) for limit in _limits(clip, matrix))
