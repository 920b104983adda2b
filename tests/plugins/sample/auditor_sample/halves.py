"""A reader that gives a text with half of a character beyond the basic plane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.layout import assemble

if TYPE_CHECKING:
    from auditor.diagnostics import Diagnostic
    from auditor.document import Document
    from auditor.schema import Schema


def recognises(path: str, head: bytes) -> bool:
    del path, head
    return True


def read(path: str, data: bytes, schema: Schema) -> tuple[Document, tuple[Diagnostic, ...]]:
    del schema
    return assemble(path, data, "half", ["甲县2018年政府信息公开工作年度报告\ud83d"]), ()
