"""Pages as a document, with what makes their text uncertain; or the reason why there is none."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING
from typing import NamedTuple

from auditor.ingest.codes import tell
from auditor.ingest.layout import Paragraph
from auditor.ingest.layout import assemble
from auditor.ingest.layout import clean
from auditor.ingest.layout import one_line
from auditor.ingest.pages.flow import flow
from auditor.ingest.reader_codes import CUT_OFF
from auditor.ingest.reader_codes import GARBLED
from auditor.ingest.reader_codes import NO_TEXT
from auditor.ingest.reader_codes import PARTLY_SCANNED
from auditor.ingest.reader_codes import RECOGNISED
from auditor.ingest.reader_codes import SCANNED

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.diagnostics import Diagnostic
    from auditor.document import Document
    from auditor.ingest.pages.page import Page

# From how much of a page on an image is a scan of it.
_SCAN = 0.5
_FEW_GLYPHS = 20
_GARBLED = 0.01
# What makes every figure of a file uncertain.
_DOUBTS = (RECOGNISED, GARBLED, CUT_OFF)


class File(NamedTuple):
    """A file as it was received; `kind` is its format."""

    path: str
    data: bytes
    kind: str


def document_of(
    file: File,
    pages: Sequence[Page],
    recognise: Callable[[], Sequence[Page]],
    title: Callable[[], str],
    deadline: float,
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The document that the pages of a file are; those without any text are what is recognised of them, if anything.

    A title in the middle of a wide web page is the first to be lost when the page is printed: where text was lost, that
    which the file itself carries is put before it, unless a paragraph says it. Where nothing was lost `title` is not
    asked for: many files carry the title of the one that they were made from.
    """
    told: list[Diagnostic] = []
    if not any(page.glyphs for page in pages):
        scans, pages, deadline = pages, recognise(), math.inf
        if not any(page.glyphs for page in pages):
            return None, (_nothing_on(file.path, scans),)
        unread = ", ".join(str(number) for number in range(len(pages) + 1, len(scans) + 1))
        told += [tell(PARTLY_SCANNED, file.path, pages=unread)] if unread else []
    told += _doubts(file.path, pages)
    doubt = next((item.code.slug for item in told if item.code in _DOUBTS), None)
    blocks = flow(pages, deadline)
    if any(page.cut for page in pages):
        said = one_line(clean(title()))
        paragraphs = {"".join(block.text.split()) for block in blocks if isinstance(block, Paragraph)}
        if said and "".join(said.split()) not in paragraphs:
            blocks = [said, *blocks]
    return assemble(*file, blocks, doubt), tuple(told)


def _nothing_on(path: str, pages: Sequence[Page]) -> Diagnostic:
    """Why there is no text on some pages: they are images, or empty."""
    if has_scan(pages):
        return tell(SCANNED, path, pages=len(pages))
    return tell(NO_TEXT, path)


def has_scan(pages: Sequence[Page]) -> bool:
    """Whether some page shows an image so large that it may be a scan."""
    return any(page.images > _SCAN / 2 for page in pages)


def _doubts(path: str, pages: Sequence[Page]) -> Iterator[Diagnostic]:
    """What makes the text uncertain or incomplete."""
    images = [
        str(number)
        for number, page in enumerate(pages, 1)
        if page.images > _SCAN and len(page.glyphs) < _FEW_GLYPHS and not page.recognised
    ]
    if images:
        yield tell(PARTLY_SCANNED, path, pages=", ".join(images))
    if any(page.recognised for page in pages):
        yield tell(RECOGNISED, path)
    cut = ", ".join(str(number) for number, page in enumerate(pages, 1) if page.cut)
    if cut:
        yield tell(CUT_OFF, path, pages=cut)
    garbled = sum(page.garbled for page in pages)
    if garbled > _GARBLED * sum(len(page.glyphs) for page in pages):
        yield tell(GARBLED, path, count=garbled)
