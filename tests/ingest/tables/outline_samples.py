"""A table of one column as text in any layout, and what came out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.tables.outline.read import read_outline
from tests.ingest.forms_2014 import FIGURES
from tests.ingest.forms_2014 import FORM_2014
from tests.ingest.tables.outline_layouts import LAYOUTS
from tests.ingest.tables.outline_layouts import document
from tests.ingest.tables.outline_layouts import lines

if TYPE_CHECKING:
    from auditor.document import Fact
    from tests.ingest.tables.outline_layouts import Line


PRINTED = {each.code: str(position * 7 % 120) for position, each in enumerate(FIGURES)}
STORED = {each.code: int(PRINTED[each.code]) * each.measure.factor for each in FIGURES}
ROWS = lines(PRINTED)


def facts_of(text: str) -> tuple[Fact, ...]:
    return read_outline(document(text), FORM_2014).facts


def read(layout: str, rows: tuple[Line, ...]) -> dict[str, Fact]:
    return {fact.indicator: fact for fact in facts_of(LAYOUTS[layout](rows))}


def values(facts: dict[str, Fact]) -> dict[str, int | None]:
    return {code: fact.value for code, fact in facts.items() if code in STORED}
