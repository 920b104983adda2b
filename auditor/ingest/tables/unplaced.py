"""Figures of a print of which it is open what cell they are: they tell nothing of the order and number of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.document import Reading

if TYPE_CHECKING:
    from auditor.document import Document
    from auditor.document import Fact
    from auditor.ingest.tables.reading import TableReading

_OF_PLACE = frozenset(("label", "shape", "blanks", "columns", "run"))


def without_order_of_unplaced(found: TableReading, document: Document) -> TableReading:
    """The tables of a print, its unplaced figures in no other order than the form's and each there once."""
    unplaced = {id(fact) for fact in found.facts if _is_unplaced(fact)} if document.tells_no_cells else set()
    if not unplaced:
        return found
    sure = {(fact.indicator, fact.member) for fact in found.facts if fact.reading is not Reading.DOUBTFUL}
    facts = (
        replace(fact, in_order=True) if id(fact) in unplaced else fact
        for fact in found.facts
        if fact.occurrence == 1 or id(fact) not in unplaced or (fact.indicator, fact.member) in sure
    )
    return replace(found, facts=tuple(facts))


def _is_unplaced(fact: Fact) -> bool:
    return fact.reading is Reading.DOUBTFUL and fact.doubt in _OF_PLACE
