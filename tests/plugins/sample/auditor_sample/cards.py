"""A reader of card files: `CARD unit year`, then one `code=figure` a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.document import Attribute
from auditor.document import Fact
from auditor.document import Status
from auditor.document import Submission
from auditor.ingest.layout import Slot
from auditor.ingest.layout import Table
from auditor.ingest.layout import assemble
from auditor.ingest.tables.reading import Places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.diagnostics import Diagnostic
    from auditor.document import Document
    from auditor.schema import Schema


def recognises(path: str, head: bytes) -> bool:
    del path
    return head.startswith(b"CARD ")


def read(path: str, data: bytes, schema: Schema) -> tuple[tuple[Submission, ...], tuple[Diagnostic, ...]]:
    del schema
    head, *lines = data.decode().splitlines()
    _, unit, year, form = head.split()
    rows = [line.partition("=") for line in lines]
    table = Table(
        tuple(
            Slot(row, column, text)
            for row, (code, _, value) in enumerate(rows)
            for column, text in enumerate((code, value))
        )
    )
    document = assemble(path, data, "card", [head, table])
    attributes = (Attribute("单位", None, unit), Attribute("年度", int(year)), Attribute("版式", None, form))
    facts = tuple(_facts(document))
    return (Submission(path, document.digest, Status.AUDITED, unit, int(year), form, document, facts, attributes),), ()


def _facts(document: Document) -> Iterator[Fact]:
    places = Places(document)
    (grid,) = document.grids
    for code, value in zip(grid.cells[::2], grid.cells[1::2], strict=True):
        yield Fact(code.text, places.origin(value.span), value.text, value=int(value.text))
