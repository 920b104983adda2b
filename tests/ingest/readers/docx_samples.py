"""Word files made of markup, read as a user's are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.readers.docx import read
from tests.ingest.generate import word

if TYPE_CHECKING:
    from auditor.document import Document


def document_of(body: str, **parts: str) -> Document:
    document, _ = read("a.docx", word.package(body, {f"word/{name}.xml": part for name, part in parts.items()}))
    assert document is not None
    return document


def text_of(body: str, **parts: str) -> str:
    return document_of(body, **parts).source.text
