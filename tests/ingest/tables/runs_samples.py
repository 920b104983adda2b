"""Tables with several columns as text, read alone, and what came out of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.document import Document
from auditor.document import Fact
from auditor.document import Reading
from auditor.ingest.tables.with_columns import read_form_tables
from auditor.source import Source
from tests.ingest.tables.grid_forms import FORM_2021

if TYPE_CHECKING:
    from auditor.schema import Form
    from tests.ingest.tables.run_layouts import Truth


HEADS = "申请人情况自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他"


def facts(text: str, form: Form = FORM_2021) -> dict[tuple[str, str | None], Fact]:
    document = Document("report.txt", "0", "text", Source("report.txt", text))
    return {(fact.indicator, fact.member): fact for fact in read_form_tables(document, form).facts}


def row(found: dict[tuple[str, str | None], Fact], code: str) -> list[int | None]:
    members = [member.code for member in FORM_2021.tables[1].members]
    return [found[code, member].value for member in members]


def wrong(document: Document, form: Form, truth: Truth) -> list[object]:
    """Cells read as another figure than was written."""
    read = {(fact.indicator, fact.member): fact for fact in read_form_tables(document, form).facts}
    return [
        (key, value, read[key].value)
        for key, value in truth.items()
        if key in read and read[key].reading is Reading.VALUE and read[key].value != value
    ]


def table_three(**rows: tuple[int, ...]) -> str:
    """Table three with its cells run together; rows that are not given are of zeros."""
    lines = (each for each in FORM_2021.figures if each.table == "办理表")
    return HEADS + "".join(f"\n{each.label}" + "".join(map(str, rows.get(each.code, (0,) * 7))) for each in lines)
