"""Documents of the Chinese standard for fixed layouts (OFD): signs with their places become lines and tables."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from auditor.ingest.layout import MOST_CHARACTERS
from auditor.ingest.layout import MOST_SECONDS
from auditor.ingest.layout import TooLargeError
from auditor.ingest.ofd.page import read_page
from auditor.ingest.ofd.parts import sheets_of
from auditor.ingest.ofd.parts import title_of
from auditor.ingest.office.packages import Package
from auditor.ingest.pages.bound import File
from auditor.ingest.pages.bound import bind
from auditor.ingest.pages.bound import nothing_on
from auditor.ingest.refusals import REFUSALS
from auditor.ingest.refusals import explain

if TYPE_CHECKING:
    from auditor.diagnostics import Diagnostic
    from auditor.document import Document
    from auditor.ingest.pages.page import Page

_MOST_GLYPHS = MOST_CHARACTERS // 20


def read(path: str, data: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The text in reading order with its tables, as of a PDF; seals, notes and attachments are no part of it."""
    deadline = time.monotonic() + MOST_SECONDS
    try:
        with Package(data) as package:
            pages = _pages(package, deadline)
            if not any(page.glyphs for page in pages):
                return None, (nothing_on(path, pages),)
            return bind(File(path, data, "ofd"), pages, lambda: title_of(package), deadline)
    except REFUSALS as error:
        return None, (explain(path, "OFD", error),)


def _pages(package: Package, deadline: float) -> list[Page]:
    pages: list[Page] = []
    glyphs = 0
    for sheet in sheets_of(package):
        pages.append(read_page(sheet, deadline))
        glyphs += len(pages[-1].glyphs)
        if glyphs > _MOST_GLYPHS:
            what = "characters"
            raise TooLargeError(what, _MOST_GLYPHS)
    return pages
