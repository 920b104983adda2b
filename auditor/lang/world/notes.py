"""A place to note what is wrong while files are put together."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Diagnostic

if TYPE_CHECKING:
    from auditor.diagnostics import Code
    from auditor.diagnostics import Words
    from auditor.source import Source
    from auditor.source import Span


class Notes:
    """Diagnostics gathered on the way."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []

    def say(self, code: Code, source: Source, span: Span, hint: Words | None = None, **values: str) -> None:
        """Notes something wrong at a place."""
        self.diagnostics.append(Diagnostic(code, source, span, MappingProxyType(values), hint))


def place_words(source: Source, span: Span) -> str:
    """Where something is, as people write it."""
    return f"{source.path}:{source.position(span.start).line}"
