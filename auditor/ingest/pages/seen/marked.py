"""Texts of a page of which the file says more than their glyphs: that they stand for another text, or are of a layer.

What is printed counts. Layers that are shut are told by PDFium alone, by what it paints of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.pages.geometry import placed
from auditor.ingest.pages.pdfium import calls

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from pypdfium2 import PdfPage  # type: ignore[import-untyped]

    from auditor.ingest.pages.pdfium.calls import Bounds as Box  # of characters: left, top, right, bottom
    from auditor.ingest.pages.seen.painted import Canvas
    from auditor.ingest.pages.seen.painted import Painted

_LAYER = "OC"
_MOST_DOTS = 4_000_000
_PAPER = 255


def show_glyphs(figures: Iterable[int]) -> bool:
    """Takes from texts the figures that they are said to stand for, so that they tell what they show; whether any had.

    The text of the page is then to be asked for anew.
    """
    said = [
        (item, mark)
        for item in calls.marked(figures)
        for mark in calls.marks(item)
        if any(map(str.isdigit, calls.actual_text(mark)))
    ]
    removed = [calls.remove_mark(item, mark) for item, mark in said]
    return any(removed)


def in_place(boxes: Sequence[Box | None], texts: Sequence[int], canvas: Canvas) -> Sequence[Box | None]:
    """Where characters of some texts stand, those put right that are said to stand for others.

    NOTE: PDFium tells of them the place of their text, no higher than its ink, and within the form that holds it.
    """
    marked = calls.marked(canvas.texts)
    if not marked:
        return boxes
    own = dict(zip(marked, calls.bounds(marked), strict=True))
    matrices = {item: matrix for _, item, _, matrix in canvas.objects}
    told = list(boxes)
    for index, text in enumerate(texts):
        box, place = told[index], own.get(text)
        if box and place and (box[1], box[3]) == (place[3], place[1]):
            left, bottom, right, top = placed((box[0], box[3], box[2], box[1]), matrices[text])
            before, after = told[index - 1] if index else None, boxes[index + 1] if index + 1 < len(boxes) else None
            told[index] = _as_high_as((left, top, right, bottom), (before, after))
    return told


def _as_high_as(box: Box, beside: Iterable[Box | None]) -> Box:
    """A box, as high as one beside it that stands on its line and is higher."""
    left, top, right, bottom = box
    for _, high, _, low in filter(None, beside):
        if low <= (top + bottom) / 2 <= high and high - low > top - bottom:
            return left, high, right, low
    return box


def shut_away(page: PdfPage, canvas: Canvas, figures: Iterable[int]) -> set[int]:
    """The texts of layers of which nothing is seen on the page, where some of its figures are of a layer."""
    if not _layered(figures):
        return set()
    layered = _layered(canvas.texts)
    others = [item for _, item, _, _ in canvas.objects if item not in layered]
    calls.set_active(others, is_active=False)
    try:
        return set(_without_ink(page, [text for text in canvas.placed_texts() if text.item in layered]))
    finally:
        calls.set_active(others, is_active=True)


def _layered(texts: Iterable[int]) -> set[int]:
    return {item for item in calls.marked(texts) if _LAYER in map(calls.mark_name, calls.marks(item))}


def _without_ink(page: PdfPage, texts: Sequence[Painted]) -> Iterator[int]:
    """The texts in whose boxes nothing is painted."""
    width, height = page.get_size()
    image = page.render(scale=min(1.0, (_MOST_DOTS / max(1.0, width * height)) ** 0.5), grayscale=True)
    places = image.get_posconv(page)
    dots = bytes(image.buffer)
    for text in texts:
        left, bottom, right, top = text.box
        (ax, ay), (bx, by) = places.to_bitmap(left, bottom), places.to_bitmap(right, top)
        xs = slice(max(0, min(ax, bx)), max(ax, bx) + 1)
        rows = range(max(0, min(ay, by)), min(image.height, max(ay, by) + 1))
        lines = (dots[image.stride * row : image.stride * row + image.width][xs] for row in rows)
        if all(min(line, default=_PAPER) == _PAPER for line in lines):
            yield text.item
