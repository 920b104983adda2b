"""The tables of a document: those of one form, or of the form that it fills most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.document import Reading
from auditor.ingest.table_codes import SEVERAL_FORMS
from auditor.ingest.table_codes import tell
from auditor.ingest.tables.note_marks import with_doubt_of_marks
from auditor.ingest.tables.ones import with_doubt_of_ones
from auditor.ingest.tables.outline.read import read_outline
from auditor.ingest.tables.unplaced import without_order_of_unplaced
from auditor.ingest.tables.with_columns import layout_of
from auditor.ingest.tables.with_columns import printed_forms
from auditor.ingest.tables.with_columns import read_form_tables

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.document import Document
    from auditor.ingest.tables.reading import TableReading
    from auditor.ingest.tables.reading import Year
    from auditor.schema import Form
    from auditor.schema import Schema

# A table is told from a form that shares some of its labels by how much of the form it fills.
_SMALLEST_SHARE = 0.05
_TOLD_SHARE = 0.5
# Forms of which nearly as much is filled have the same tables there.
_ALIKE = 0.9


def read_tables(document: Document, form: Form, year: Year | None = None) -> TableReading:
    """Every table of a form within a document; `year` asks for the report's own, to tell its tables from others."""
    found = read_form_tables(document, form, year) if has_columns(form) else read_outline(document, form, year)
    return without_order_of_unplaced(with_doubt_of_ones(with_doubt_of_marks(found, document, form)), document)


def has_columns(form: Form) -> bool:
    """Whether a form has tables with several columns of figures, which are read as grids."""
    return any(indicator.members or indicator.column for indicator in form.indicators)


def best_reading(document: Document, schema: Schema, year: Year | None = None) -> TableReading | None:
    """The tables of the form that the document fills most; None where it holds none of a declared form.

    A report for a year that no form is for has tables of its own, which share some labels with a form and are none.
    """
    found = _fullest(document, schema, year)
    if found is None or year is None or _filled(found, schema.forms[found.form]) >= _TOLD_SHARE:
        return found
    own = year()
    return found if own is None or any(own in form.years for form in schema.forms.values()) else None


def _fullest(document: Document, schema: Schema, year: Year | None) -> TableReading | None:
    """The tables of the form that the document fills most.

    Forms that share labels are told apart by the headings that only one of them has. A form that is told so, or that
    alone has no columns, is the one where at least half of it is there, for none can be there more than wholly: no
    other is looked for then. Where the headings of several forms are there (last year's tables behind this year's),
    that of the report's `year` is meant.
    """
    forms = tuple(schema.forms.values())
    several = printed_forms(document, forms)
    if len(several) > 1:
        own = _for_year(document, several, year)
        if own is not None:
            return own
    likely = several[0] if len(several) == 1 else layout_of(document, forms) or _without_columns(forms)
    first = [read_tables(document, likely, year)] if likely else []
    if likely and _filled(first[0], likely) >= (_SMALLEST_SHARE if several else _TOLD_SHARE):
        return first[0]
    others = [read_tables(document, form, year) for form in schema.forms.values() if form is not likely]
    readings = sorted((*first, *others), key=lambda reading: list(schema.forms).index(reading.form))
    scored = {reading.form: _filled(reading, schema.forms[reading.form]) for reading in readings if reading.facts}
    best = max(scored.values(), default=0.0)
    if best < _SMALLEST_SHARE:
        return None
    near = [code for code, share in scored.items() if share >= best / 2]
    told = layout_of(document, tuple(schema.forms[code] for code in near)) if len(near) > 1 else None
    chosen = told.code if told else _most_likely({code: scored[code] for code in near}, schema, year)
    return next(reading for reading in readings if reading.form == chosen)


def _most_likely(scored: Mapping[str, float], schema: Schema, year: Year | None) -> str:
    """The form that is filled most; of those filled about as much, that of the report's year."""
    best = max(scored.values())
    own = year() if year and len(scored) > 1 else None
    alike = [code for code, share in scored.items() if share >= _ALIKE * best]
    of_year = [code for code in alike if own is not None and own in schema.forms[code].years]
    return max(of_year or scored, key=lambda code: scored[code])


def _without_columns(forms: Sequence[Form]) -> Form | None:
    """The one form that has no columns, if there is one only: its table is told by how much of it is there."""
    found = [form for form in forms if not has_columns(form)]
    return found[0] if len(found) == 1 else None


def _for_year(document: Document, forms: Sequence[Form], year: Year | None) -> TableReading | None:
    """The tables of the one of several forms that is for a year, where they are there."""
    own = year() if year else None
    form = next((each for each in forms if own is not None and own in each.years), None)
    reading = read_tables(document, form, year) if form else None
    if form is None or reading is None or _filled(reading, form) < _SMALLEST_SHARE:
        return None
    others = ", ".join(each.title for each in forms if each is not form)
    told = tell(SEVERAL_FORMS, document.source, form=form.title, others=others, year=own)
    return replace(reading, diagnostics=(told, *reading.diagnostics))


def _filled(reading: TableReading, form: Form) -> float:
    """The share of a form's cells that were found; blank ones count half, since a label alone may be spoken of.

    Those that may be there and were not found say where the first one stands, and count nothing.
    """
    cells = sum(max(1, len(indicator.members)) for indicator in form.figures)
    first = reading.facts[0] if reading.facts else None
    found = {
        (fact.indicator, fact.member): fact.reading
        for fact in reading.facts
        if fact is first or fact.raw or fact.doubt != "shape" or (first and fact.origin.line != first.origin.line)
    }
    readings = list(found.values())
    blank = readings.count(Reading.BLANK) + readings.count(Reading.DASH)
    return (len(readings) - blank / 2) / max(1, cells)
