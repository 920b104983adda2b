"""Cells that hold 一 alone: a one, or the dash of a Chinese keyboard where no other figure is in such numerals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.document import Reading
from auditor.patterns import regex

if TYPE_CHECKING:
    from auditor.document import Fact
    from auditor.ingest.tables.reading import TableReading

_ONE_OR_DASH = "一"
_NUMERALS = regex(r"\s*[零〇一二两三四五六七八九十百千]*[二两三四五六七八九十百千]\s*")


def with_doubt_of_ones(found: TableReading) -> TableReading:
    """The tables, in doubt the cells of which it is open whether they hold a one or nothing."""
    if not any(map(_may_be_dash, found.facts)) or any(_NUMERALS.fullmatch(fact.raw) for fact in found.facts):
        return found
    facts = (
        replace(fact, reading=Reading.DOUBTFUL, doubt="digits") if _may_be_dash(fact) else fact for fact in found.facts
    )
    return replace(found, facts=tuple(facts))


def _may_be_dash(fact: Fact) -> bool:
    return fact.reading is Reading.VALUE and fact.raw.strip() == _ONE_OR_DASH
