"""PDF: words with their places become lines, paragraphs and tables."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from auditor.ingest.layout import MOST_BYTES
from auditor.ingest.layout import MOST_CHARACTERS
from auditor.ingest.layout import MOST_SECONDS
from auditor.ingest.layout import TooLargeError
from auditor.ingest.refusals import REFUSALS
from auditor.ingest.refusals import DamagedError
from auditor.ingest.refusals import LockedError
from auditor.ingest.refusals import TooSlowError
from auditor.ingest.refusals import explain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.diagnostics import Diagnostic
    from auditor.document import Document
    from auditor.ingest.pages.page import Page

_MOST_PAGES = 1_000
_POINTS = 72


def read(path: str, data: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The text in reading order with its tables; a scan is told from a text, and recognised text is marked."""
    from auditor.ingest.pages.as_document import File
    from auditor.ingest.pages.as_document import document_of

    try:
        deadline = time.monotonic() + MOST_SECONDS
        pages = _pages(data, deadline)
        file = File(path, data, "pdf")
        return document_of(file, pages, lambda: _recognised(data, pages), lambda: _title(data), deadline)
    except REFUSALS as error:
        return None, (explain(path, "PDF", error),)


def _pages(data: bytes, deadline: float) -> list[Page]:
    import pypdfium2 as pdfium  # type: ignore[import-untyped]

    from auditor.ingest.pages.pdfium.fonts import use_stand_in
    from auditor.ingest.pages.pdfium.opened import open_page
    from auditor.ingest.pages.pdfium.opened import set_straight
    from auditor.ingest.pages.seen.glyphs import read_page

    use_stand_in()
    if len(data) > MOST_BYTES:
        what = "bytes"
        raise TooLargeError(what, MOST_BYTES)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise LockedError from error
        raise DamagedError(str(error)) from error
    try:
        if len(document) > _MOST_PAGES:
            what = "pages"
            raise TooLargeError(what, _MOST_PAGES)
        pages: list[Page] = []
        glyphs = 0
        for index in range(len(document)):
            page, notes = open_page(document, index)
            pages.append(read_page(page, deadline, notes))
            if pages[-1].lean:
                page = set_straight(document, index, page, pages[-1].lean)
                pages[-1] = read_page(page, deadline, notes)
            page.close()
            glyphs += len(pages[-1].glyphs)
            _check(glyphs, deadline)
    except pdfium.PdfiumError as error:
        raise DamagedError(str(error)) from error
    finally:
        document.close()
    return pages


def _recognised(data: bytes, pages: Sequence[Page]) -> list[Page]:
    """The scanned pages as they are recognised, as far as time allows; none where that extra is not installed."""
    import pypdfium2 as pdfium

    from auditor.ingest.pages.as_document import has_scan
    from auditor.ingest.pages.recognised import DENSITY
    from auditor.ingest.pages.recognised import can_recognise
    from auditor.ingest.pages.recognised import pages_of

    if not can_recognise() or not has_scan(pages):
        return []
    with pdfium.PdfDocument(data) as document:
        return pages_of(page.render(scale=DENSITY / _POINTS).to_numpy() for page in document)


def _title(data: bytes) -> str:
    """The title that the file itself carries."""
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(data) as document, suppress(UnicodeDecodeError):  # what is no text is no title
        return str(document.get_metadata_value("Title"))
    return ""


def _check(glyphs: int, deadline: float) -> None:
    if glyphs > MOST_CHARACTERS // 20:
        what = "characters"
        raise TooLargeError(what, MOST_CHARACTERS // 20)
    if time.monotonic() > deadline:
        raise TooSlowError
