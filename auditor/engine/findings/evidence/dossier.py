"""A submission with its facts at hand, for what is told of it."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.document import Origin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.document import Fact
    from auditor.document import Submission
    from auditor.source import Span


class Dossier(Struct, frozen=True, dict=True):
    """A submission with its facts at hand."""

    submission: Submission

    @cached_property
    def cells(self) -> Mapping[tuple[str, str | None], tuple[Fact, ...]]:
        """The rows of the table by indicator and column."""
        found: dict[tuple[str, str | None], tuple[Fact, ...]] = {}
        for fact in self.submission.facts:
            if not fact.is_narrative:
                key = (fact.indicator, fact.member)
                found[key] = (*found.get(key, ()), fact)
        return MappingProxyType(found)

    @cached_property
    def ordinals(self) -> Mapping[int, int]:
        """For each figure of the narrative, by its position, which of its indicator and column it is, from 1."""
        counts: Counter[tuple[str, str | None]] = Counter()
        found: dict[int, int] = {}
        for position, fact in enumerate(self.submission.facts):
            if fact.is_narrative:
                counts[fact.indicator, fact.member] += 1
                found[position] = counts[fact.indicator, fact.member]
        return MappingProxyType(found)

    def quote(self, span: Span | None) -> str:
        """The characters under a span."""
        document = self.submission.document
        return "" if document is None or span is None else document.source.slice(span).strip()

    def place(self, span: Span) -> Origin:
        """Where a span stands."""
        document = self.submission.document
        return Origin(span, document.source.position(span.start).line if document else 1)
