"""Web pages made of markup, read as a user's are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.readers.html import read
from tests.ingest.generate import web

if TYPE_CHECKING:
    from auditor.document import Document


def document_of(body: str, charset: str = "utf-8", declared: str | None = None, title: str = "") -> Document:
    document, _ = read("a.html", web.page(body, declared or charset, title).encode(charset))
    assert document is not None
    return document


def text_of(body: str) -> str:
    return document_of(body).source.text
