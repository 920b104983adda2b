"""Marked tables drawn as text, and what came out of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.document import Fact
from auditor.ingest.tables.with_columns import read_form_tables
from tests.ingest.tables.grid_forms import FORM_2021
from tests.ingest.tables.grid_layouts import PRINTED
from tests.ingest.tables.grid_layouts import Box
from tests.ingest.tables.grid_layouts import document

if TYPE_CHECKING:
    from auditor.schema import Form


Found = dict[tuple[str, str | None], Fact]


def table(*rows: str) -> list[Box]:
    """Boxes of a table without merged cells: cells parted by strokes."""
    return [
        (row, column, text.strip(), 1, 1)
        for row, line in enumerate(rows)
        for column, text in enumerate(line.split("|"))
    ]


def read(*grids: list[Box], form: Form = FORM_2021, pages: bool = False) -> Found:
    facts = read_form_tables(document(list(grids), pages=pages), form).facts
    return {(fact.indicator, fact.member): fact for fact in facts}


def values(found: Found, code: str) -> list[int | None]:
    return [found[code, member.code].value for member in FORM_2021.tables[1].members if (code, member.code) in found]


HEADS = "|" + "|".join(PRINTED)
