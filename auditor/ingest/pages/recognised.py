"""Images of pages become pages, where the extra `ocr` is installed: what was recognised stands where it was seen.

Nothing that is read so is certain: documents made of it carry a doubt, and none of their figures is judged.
"""

from __future__ import annotations

import io
import time
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING
from typing import Any

from auditor.ingest.layout import TooLargeError
from auditor.ingest.layout import is_wide
from auditor.ingest.pages.page import Glyph
from auditor.ingest.pages.page import Page
from auditor.ingest.refusals import DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

_LIBRARY = "rapidocr_onnxruntime"
# Dots an inch at which pages are looked at: small figures are told apart, and a page takes seconds.
DENSITY = 120
_MOST_SECONDS = 45
_MOST_DOTS = 40_000_000
# Boxes around lines of text are higher than the signs in them.
_MARGIN = 0.12

Image = Any  # an array of dots, of a library that carries no types here


def can_recognise() -> bool:
    """Whether the extra that recognises text is installed."""
    return find_spec(_LIBRARY) is not None


@cache
def _engine() -> Any:  # noqa: ANN401 - the library carries no types
    return import_module(_LIBRARY).RapidOCR(use_cls=False)


def pages_of(images: Iterable[Image]) -> list[Page]:
    """The pages that images show, as far as time allows; the process that reads a document is ended soon after."""
    start = time.monotonic()
    found: list[Page] = []
    for image in images:
        taken = time.monotonic() - start
        if found and taken / len(found) * (len(found) + 1) > _MOST_SECONDS:
            break
        found.append(page_of(image))
    return found


def page_of(image: Image) -> Page:
    """The page that an image shows."""
    height, width = image.shape[:2]
    found, _ = _engine()(image, use_cls=False)
    glyphs = tuple(glyph for corners, text, _ in found or () for glyph in _glyphs(corners, text))
    return Page(float(width), float(height), glyphs, (), (), images=1.0, recognised=True)


def _glyphs(corners: list[tuple[float, float]], text: str) -> Iterator[Glyph]:
    """The signs of a line of text side by side within its box, each as wide as signs of its kind are."""
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    margin = (bottom - top) * _MARGIN
    weights = [2 if is_wide(sign) else 1 for sign in text]
    step = (right - left) / max(1, sum(weights))
    at = float(left)
    for sign, weight in zip(text, weights, strict=True):
        if not sign.isspace():
            yield Glyph(sign, at, float(top + margin), at + weight * step, float(bottom - margin))
        at += weight * step


def open_image(data: bytes) -> Image:
    """The dots of an image file; of several images in one, the first."""
    pillow, numpy = import_module("PIL.Image"), import_module("numpy")
    try:
        with pillow.open(io.BytesIO(data)) as image:
            if image.width * image.height > _MOST_DOTS:
                what = "drawings"
                raise TooLargeError(what, _MOST_DOTS)
            return numpy.asarray(image.convert("RGB"))
    except (OSError, ValueError, SyntaxError) as error:
        raise DamagedError(str(error)) from error
