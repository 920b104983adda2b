"""Documents of the Chinese standard for fixed layouts (OFD): signs with their places become lines and tables."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from auditor.ingest.layout import MOST_CHARACTERS
from auditor.ingest.layout import MOST_SECONDS
from auditor.ingest.layout import TooLargeError
from auditor.ingest.ofd.page import read_page
from auditor.ingest.ofd.page import scan_of
from auditor.ingest.ofd.parts import sheets_of
from auditor.ingest.ofd.parts import title_of
from auditor.ingest.office.packages import Package
from auditor.ingest.pages.as_document import File
from auditor.ingest.pages.as_document import document_of
from auditor.ingest.pages.recognised import can_recognise
from auditor.ingest.pages.recognised import open_image
from auditor.ingest.pages.recognised import pages_of
from auditor.ingest.refusals import REFUSALS
from auditor.ingest.refusals import explain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.diagnostics import Diagnostic
    from auditor.document import Document
    from auditor.ingest.ofd.parts import Sheet
    from auditor.ingest.pages.page import Page

_MOST_GLYPHS = MOST_CHARACTERS // 20


def read(path: str, data: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The text in reading order with its tables, as of a PDF; seals, notes and attachments are no part of it."""
    deadline = time.monotonic() + MOST_SECONDS
    try:
        with Package(data) as package:
            sheets = tuple(sheets_of(package))
            file, pages = File(path, data, "ofd"), _pages(sheets, deadline)
            return document_of(file, pages, lambda: _recognised(package, sheets), lambda: title_of(package), deadline)
    except REFUSALS as error:
        return None, (explain(path, "OFD", error),)


def _pages(sheets: Sequence[Sheet], deadline: float) -> list[Page]:
    pages: list[Page] = []
    glyphs = 0
    for sheet in sheets:
        pages.append(read_page(sheet, deadline))
        glyphs += len(pages[-1].glyphs)
        if glyphs > _MOST_GLYPHS:
            what = "characters"
            raise TooLargeError(what, _MOST_GLYPHS)
    return pages


def _recognised(package: Package, sheets: Sequence[Sheet]) -> list[Page]:
    """The scanned pages as they are recognised; none where that extra is not installed."""
    if not can_recognise():
        return []
    scans = (package.part(name) for sheet in sheets if (name := scan_of(sheet)))
    return pages_of(open_image(scan) for scan in scans if scan)
