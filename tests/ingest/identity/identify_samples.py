"""What is known of a report by its text alone."""

from __future__ import annotations

from auditor.document import Document
from auditor.ingest.identity.identify import Identity
from auditor.ingest.identity.identify import identify
from auditor.schema import Schema
from auditor.source import Source


def identity(text: str, path: str = "a.txt") -> Identity:
    return identify(Document(path, "", path.rpartition(".")[2], Source(path, text)), Schema())
