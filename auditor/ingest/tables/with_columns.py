"""The tables of a form with columns within a document, whether it marks its cells or only prints them."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.document import Reading
from auditor.ingest.codes import SEVERAL_TABLES
from auditor.ingest.codes import tell
from auditor.ingest.tables.grid.read import read_grids
from auditor.ingest.tables.grid.unread import unread
from auditor.ingest.tables.heading_texts import squash
from auditor.ingest.tables.headings import full_row
from auditor.ingest.tables.headings import in_table
from auditor.ingest.tables.headings import size_of
from auditor.ingest.tables.reading import TableReading
from auditor.ingest.tables.runs.read import read_runs
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.document import Cell
    from auditor.document import Document
    from auditor.document import Fact
    from auditor.ingest.tables.reading import Year
    from auditor.schema import Form

_SHORTEST_OWN = 4
_FEWEST = 2
_MOST_OWN = 0.6


def read_form_tables(document: Document, form: Form, year: Year | None = None) -> TableReading:
    """Reads all tables of a form, each from marked cells or from the text outside of them, wherever more of it is.

    What the text has of one that stands mostly in marked cells is taken from there.
    """
    grids = read_grids(document, form, year)
    marked = _cells(grids.facts, form)
    known = frozenset(table for table, found in marked.items() if _is_known(form, table, found))
    covered = tuple(_extent(document, number) for number in sorted(grids.grids))
    if known == {table.code for table in form.tables}:
        facts = (*grids.facts, *unread(grids.facts, document, form))
        return _told(TableReading(form.code, facts, covered, count=grids.count), document)
    closed = tuple(sorted(span for number in grids.grids for span in _closed_text(document, number, grids.facts, form)))
    runs = read_runs(document, form, closed, known, year)
    printed = _cells(runs.facts, form)
    from_text = frozenset(table for table, found in printed.items() if found > marked.get(table, 0))
    kept = tuple(fact for fact in grids.facts if form.by_code[fact.indicator].table not in from_text)
    there = {(fact.indicator, fact.member) for fact in kept}
    printed_facts = [_closed(fact, document) for fact in runs.facts if (fact.indicator, fact.member) not in there]
    facts = (*kept, *(_whole(printed_facts, form) if document.is_print else printed_facts))
    spans = tuple(sorted((*covered, *runs.spans)))
    count = max(grids.count, runs.count)
    return _told(
        TableReading(form.code, (*facts, *unread(facts, document, form, runs.left)), spans, count=count), document
    )


def _told(found: TableReading, document: Document) -> TableReading:
    """The tables, and that there are others of the form beside those that were taken."""
    if found.count <= 1:
        return found
    return replace(found, diagnostics=(*found.diagnostics, tell(SEVERAL_TABLES, document.source, count=found.count)))


def _is_known(form: Form, table: str, found: int) -> bool:
    """Whether what marked cells hold is the table: half of it, or all of one whose parts have heads of their own."""
    whole = size_of(form, table)
    return found >= whole if any(each.column for each in in_table(form, table)) else 2 * found >= whole


def _closed(fact: Fact, document: Document) -> Fact:
    """A fact of the text; a blank one in doubt where tables may stand without borders: no place in them is certain."""
    printed = document.is_print or not all(grid.ruled for grid in document.grids)
    is_open = fact.reading is Reading.BLANK and printed
    return replace(fact, reading=Reading.DOUBTFUL, doubt="blanks") if is_open else fact


def _whole(facts: Sequence[Fact], form: Form) -> Iterator[Fact]:
    """Facts of the text of a print, those in doubt whose row has fewer than its form: it may be any that is lacking."""
    found = {(fact.indicator, fact.member) for fact in facts}
    rows = Counter(_row(form, code) for code, _ in found)
    for fact in facts:
        lacks = rows[_row(form, fact.indicator)] < full_row(form, fact.indicator)
        yield replace(fact, reading=Reading.DOUBTFUL, value=None, doubt=fact.doubt or "columns") if lacks else fact


def _row(form: Form, code: str) -> tuple[str, str]:
    """The row of a figure: that of its members, those of the same label, or all of a table of one row."""
    own = form.by_code[code]
    is_headed = any(each.column for each in in_table(form, own.table))
    return own.table, code if own.members else own.label if is_headed else ""


def _cells(facts: Sequence[Fact], form: Form) -> Counter[str]:
    """How many cells of each table were found."""
    found = {(fact.indicator, fact.member) for fact in facts}
    return Counter(form.by_code[code].table for code, _ in found)


def layout_of(document: Document, forms: tuple[Form, ...]) -> Form | None:
    """The form whose own headings the document prints: those that no other of the forms has.

    None where the document prints as many of one form's own headings as of another's, as when only a part of the
    table stands in it that the forms share.
    """
    scores = _printed(document, forms)
    best = max(scores.values(), default=0)
    leading = [form for form in forms if scores[form.code] == best]
    return leading[0] if best >= _FEWEST and len(leading) == 1 else None


def printed_forms(document: Document, forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """The forms of which the document prints most of the headings that no other of the forms has."""
    own, scores = _own_headings(forms), _printed(document, forms)
    return tuple(form for form in forms if scores[form.code] >= max(_FEWEST, _MOST_OWN * len(own[form.code])))


def _printed(document: Document, forms: tuple[Form, ...]) -> Mapping[str, int]:
    """How many of its own headings the document prints, by form."""
    text = squash(document.source.text)
    return {code: sum(heading in text for heading in own) for code, own in _own_headings(forms).items()}


def _headings(form: Form) -> frozenset[str]:
    tables = [indicator for table in form.tables for indicator in in_table(form, table.code)]
    texts = (text for indicator in tables for text in (indicator.label or indicator.name, indicator.column))
    return frozenset(map(squash, texts))


@cache
def _own_headings(forms: tuple[Form, ...]) -> Mapping[str, frozenset[str]]:
    """The headings of each form that no other of the forms prints."""
    printed = {form.code: _headings(form) for form in forms}
    return {form.code: _own(form.code, printed) for form in forms}


def _own(code: str, printed: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The headings of a form that do not stand in another form, nor within one of its headings."""
    others = [heading for other, headings in printed.items() if other != code for heading in headings]
    longer = (heading for heading in printed[code] if len(heading) >= _SHORTEST_OWN)
    return frozenset(heading for heading in longer if not any(heading in other for other in others))


def _extent(document: Document, number: int) -> Span:
    return _around(document.grids[number].cells)


def _around(cells: Sequence[Cell]) -> Span:
    return Span(min(cell.span.start for cell in cells), max(cell.span.end for cell in cells))


def _closed_text(document: Document, number: int, facts: Sequence[Fact], form: Form) -> Iterator[Span]:
    """The text of marked cells that are not read as lines: of rows that lost some, that of the tables found in them.

    Rows without merged cells and of different lengths may have lost their blank ones (CSV), and stand under no head.
    """
    cells = document.grids[number].cells
    lengths = Counter(cell.row for cell in cells).values()
    if any(cell.rows > 1 or cell.columns > 1 for cell in cells) or len(set(lengths)) == 1:
        yield _extent(document, number)
        return
    rows: dict[str, set[int]] = {}
    for fact in facts:
        if fact.origin.table == number + 1 and fact.origin.row is not None:
            rows.setdefault(form.by_code[fact.indicator].table, set()).add(fact.origin.row - 1)
    for found in rows.values():
        yield _around([cell for cell in cells if min(found) <= cell.row <= max(found)])
