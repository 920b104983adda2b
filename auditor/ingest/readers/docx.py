"""Word documents (DOCX), also as WPS writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.office.word.read import read_word

if TYPE_CHECKING:
    from auditor.diagnostics import Diagnostic
    from auditor.document import Document


def read(path: str, data: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The body's text and tables, tracked changes accepted, with text boxes and footnotes, without page headers."""
    return read_word(path, data, data)
