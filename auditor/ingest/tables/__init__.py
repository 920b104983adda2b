"""Tables: the figures of official forms, found by their headings in any layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.document import Reading
from auditor.ingest.tables.grid_form import layout_of
from auditor.ingest.tables.grid_form import read_form_tables
from auditor.ingest.tables.outline import read_outline

if TYPE_CHECKING:
    from auditor.document import Document
    from auditor.ingest.tables.reading import TableReading
    from auditor.schema import Form
    from auditor.schema import Schema

# A table is told from a form that shares some of its labels by how much of the form it fills.
_SMALLEST_SHARE = 0.05
_TOLD_SHARE = 0.5


def read_tables(document: Document, form: Form) -> TableReading:
    """Every table of a form within a document."""
    return read_form_tables(document, form) if has_columns(form) else read_outline(document, form)


def has_columns(form: Form) -> bool:
    """Whether a form has tables with several columns of figures, which are read as grids."""
    return any(indicator.members or indicator.column for indicator in form.indicators)


def best_reading(document: Document, schema: Schema) -> TableReading | None:
    """The tables of the form that the document fills most; None where it holds none of a declared form.

    Forms that share labels are told apart by the headings that only one of them has. A form that is told so is the one
    where at least half of it is there, for none can be there more than wholly: no other is looked for then.
    """
    likely = layout_of(document, tuple(schema.forms.values()))
    first = [read_tables(document, likely)] if likely else []
    if likely and _filled(first[0], likely) >= _TOLD_SHARE:
        return first[0]
    others = [read_tables(document, form) for form in schema.forms.values() if form is not likely]
    readings = sorted((*first, *others), key=lambda reading: list(schema.forms).index(reading.form))
    scored = {reading.form: _filled(reading, schema.forms[reading.form]) for reading in readings if reading.facts}
    best = max(scored.values(), default=0.0)
    if best < _SMALLEST_SHARE:
        return None
    near = [code for code, share in scored.items() if share >= best / 2]
    told = layout_of(document, tuple(schema.forms[code] for code in near)) if len(near) > 1 else None
    chosen = told.code if told else max(near, key=lambda code: scored[code])
    return next(reading for reading in readings if reading.form == chosen)


def _filled(reading: TableReading, form: Form) -> float:
    """The share of a form's cells that were found; blank ones count half, since a label alone may be spoken of."""
    cells = sum(max(1, len(indicator.members)) for indicator in form.figures)
    found = {(fact.indicator, fact.member): fact.reading for fact in reading.facts}
    weight = sum(0.5 if reading in {Reading.BLANK, Reading.DASH} else 1.0 for reading in found.values())
    return weight / max(1, cells)
