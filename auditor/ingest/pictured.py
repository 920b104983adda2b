"""Tables that are there and cannot be read: shown as pictures, or lost at the edge of a printed page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.document import ABSENT
from auditor.document import Fact
from auditor.document import Reading
from auditor.ingest.tables.read import has_columns
from auditor.ingest.tables.read import read_tables
from auditor.patterns import regex
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.document import Document
    from auditor.document import Origin
    from auditor.ingest.tables.reading import TableReading
    from auditor.schema import Form

# How a table is announced; and how far above its picture that may stand.
_HEADING = regex(
    r"统\s*计\s*表|情况表|附\s*[件表]|主动公开政府信息(?:的)?情况|收到和处理政府信息公开申请|行政复议.{0,6}行政诉讼|数据统计"
)
_ABOVE = 160
# What heads the form of one column, and how many rows end with a figure at least where it is that form.
_HEADS = ("统计指标", "统计数")
_FEWEST_ROWS = 20


def pictured_table(document: Document, form: Form | None, tables: TableReading | None) -> Span | None:
    """Where a picture stands in the place of a table that was not found; None where there is no such picture."""
    if not document.pictures or not _lacks_tables(form, tables):
        return None
    text = fold(document.source.text)
    for offset in document.pictures:
        found = list(_HEADING.finditer(text, max(0, offset - _ABOVE), offset))
        if found and "。" not in text[found[-1].end() : offset]:
            return Span(*found[-1].span())
    return Span(document.pictures[0], document.pictures[0]) if document.is_print and tables is None else None


def table_without_labels(document: Document, form: Form | None, tables: TableReading | None) -> Span | None:
    """Where a printed table has the heads and the figures of a form of one column, and no label that can be read.

    A sheet whose rows are too low for their words is printed so: what does not fit is cut off, or stands in the next
    row.
    """
    if not document.is_print or tables is not None or form is None or has_columns(form):
        return None
    for grid in document.grids:
        heads = [cell for cell in grid.cells if fold(cell.text).strip() in _HEADS]
        last = max((cell.column for cell in heads), default=0)
        figures = sum(cell.column == last and cell.text.strip().isdecimal() for cell in grid.cells)
        if len(heads) == len(_HEADS) and figures >= _FEWEST_ROWS:
            return heads[0].span
    return None


def unread_tables(document: Document, form: Form | None, tables: TableReading | None) -> tuple[Fact, ...]:
    """The figures of the tables of a print, all in doubt, of which next to nothing was read although they are there."""
    if not document.tells_no_cells or tables is not None or form is None or not has_columns(form):
        return ()
    facts = read_tables(document, form).facts
    if all(fact.reading is not Reading.DOUBTFUL for fact in facts):
        return ()
    return tuple(replace(fact, reading=Reading.DOUBTFUL, doubt=fact.doubt or "shape") for fact in facts)


def figures_of_picture(place: Origin, form: Form, tables: TableReading | None, doubt: str) -> Iterator[Fact]:
    """The figures of the tables that were not found: they are there, and none of them can be judged."""
    found = {form.by_code[fact.indicator].table for fact in tables.facts} if tables else set()
    for indicator in form.figures:
        for member in indicator.members or (None,):
            if indicator.table not in found:
                yield Fact(indicator.code, place, "", Reading.DOUBTFUL, member=member, doubt=doubt)


def figures_cut_off(place: Origin, form: Form, tables: TableReading | None) -> Iterator[Fact]:
    """The figures that were not found in a document whose pages were cut: nobody knows whether they were given."""
    found = {(fact.indicator, fact.member) for fact in tables.facts} if tables else set()
    for indicator in form.figures:
        for member in indicator.members or (None,):
            if (indicator.code, member) not in found:
                yield Fact(indicator.code, place, "", Reading.DOUBTFUL, member=member, doubt=ABSENT)


def _lacks_tables(form: Form | None, tables: TableReading | None) -> bool:
    if tables is None or form is None:
        return True
    return has_columns(form) and len({form.by_code[fact.indicator].table for fact in tables.facts}) < len(form.tables)
