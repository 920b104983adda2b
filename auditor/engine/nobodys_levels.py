"""What is said of the levels of units that rules name and no unit is of: 县极."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.diagnostics import Diagnostic
from auditor.diagnostics import closest
from auditor.engine.codes import LEVEL_OF_NOBODY
from auditor.ingest.identity.levels import LEVELS
from auditor.lang.typed.trees import levels_asked_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.lang.typed.book import RuleBook


def nobodys_levels(book: RuleBook) -> Iterator[Diagnostic]:
    """What is said where a rule asks for levels of which none is told by names or the list, and one is nearly.

    Of others, somebody's own in a ready-made table, nothing.
    """
    known = {*LEVELS, *(unit.level for unit in book.schema.registry.units)} - {""}
    sources = {source.path: source for source in book.sources}
    for rule in book.rules:
        for levels in levels_asked_for(rule):
            near = {level: closest(level, known) for level in levels if not known & {*levels}}
            for level, meant in near.items():
                if meant is not None:
                    values = {"rule": rule.info.id, "level": level, "near": meant}
                    yield Diagnostic(LEVEL_OF_NOBODY, sources.get(rule.info.path), rule.span, values)
