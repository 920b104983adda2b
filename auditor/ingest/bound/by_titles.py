"""Reports of several units or years bound in one document (汇编), or on one sheet, are told apart by their titles.

A title that names another unit or year begins another report where tables of a form follow it that there are already;
links, citations and appendices have titles without. Tables alone are told apart by the lines above them, likewise.
"""

from __future__ import annotations

import re
from heapq import merge
from itertools import dropwhile
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.ingest.bound.by_columns import moved
from auditor.ingest.bound.by_sheets import ReportPart
from auditor.ingest.bound.by_sheets import joined_parts
from auditor.ingest.bound.by_sheets import tables_of
from auditor.ingest.bound.heads import Head
from auditor.ingest.bound.heads import heads_of_tables
from auditor.ingest.bound.interleaved import joined
from auditor.ingest.bound.interleaved import table_by_table
from auditor.ingest.identity.identify import reads_as_annual
from auditor.ingest.identity.titles import find_titles
from auditor.ingest.identity.titles import lines_of
from auditor.ingest.layout import digest
from auditor.patterns import regex
from auditor.source import Source
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.document import Document
    from auditor.document import Grid
    from auditor.ingest.identity.titles import Title
    from auditor.schema import Schema

# What stands in the text where a report begins or is cited; a document that says it but once holds one report.
_NAMED = regex(r"公开[^\n。，,；;]{0,16}(?:报告|年报)[》”]?[ \t\u3000]*$", re.MULTILINE)
# In characters: a report with its tables is longer.
_SHORTEST = 600
# A text that lost its line ends: what begins a report stands within a line, too.
_FLAT = regex(rf"[^\n]{{{2 * _SHORTEST}}}")


def reports_bound(document: Document, data: bytes, schema: Schema) -> tuple[Document, ...]:
    """The reports in a document, named by unit and year; itself where it is one report.

    `data` are the bytes of the file.
    """
    text = document.source.text
    if len(text) < 2 * _SHORTEST:
        return (document,)
    heads = list(_beginnings(document))
    if len(heads) < 2:  # noqa: PLR2004
        return (document,)
    starts = [0, *(head.start for head in heads[1:]), len(text)]
    spans = [Span(start, end) for start, end in pairwise(starts)]
    found = [
        ReportPart(
            f"{head.unit}{head.year or ''}", head.unit, head.year, (span,), tables_of(_slice(document, span), schema)
        )
        for head, span in zip(heads, spans, strict=True)
    ]
    found = list(dropwhile(_is_cover, found))
    parts = table_by_table(found) or joined_parts(found)
    bound = [(part.name, joined(_slice(document, span) for span in _whole(part.pieces))) for part in parts]
    # Last year's tables, which a unit puts behind its own, are no report.
    is_whole = len({part.unit for part in parts}) > 1 or all(reads_as_annual(each.source.text) for _, each in bound)
    if len(parts) < 2 or not is_whole:  # noqa: PLR2004
        return (document,)
    return tuple(
        replace(
            each,
            path=f"{document.path}/{name}",
            digest=digest(data + name.encode()),
            source=Source(f"{document.path}/{name}", each.source.text),
        )
        for name, each in bound
    )


def _whole(spans: Sequence[Span]) -> list[Span]:
    """Stretches of a text, those as one that follow each other."""
    found = [spans[0]]
    for span in spans[1:]:
        if span.start == found[-1].end:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def _is_cover(part: ReportPart[Span]) -> bool:
    """Whether a part is too short for a report and has no tables: a cover, an entry of a list in front."""
    return not part.tables and part.pieces[0].end - part.pieces[0].start < _SHORTEST


def _beginnings(document: Document) -> Iterator[Head]:
    """Where another report may begin: each is of another unit or year than the last.

    A table alone is of the year that was last named, where its own title names none.
    """
    text = document.source.text
    titles = _titled(document) if _names_several(text) else ()
    last: Head | None = None
    for head in merge(titles, heads_of_tables(text), key=lambda each: each.start):
        year = head.year or (last.year if last else None)
        if last is None or (head.unit, year) != (last.unit, last.year):
            last = replace(head, year=year)
            yield last


def _titled(document: Document) -> Iterator[Head]:
    """The titles of reports that stand alone and name a unit and a year."""
    text = document.source.text
    for title in find_titles(lines_of(text)):
        begins = title.alone or _is_flat(text, title)
        if begins and title.unit is not None and title.year is not None:
            yield Head(_start(text, title), title.unit, title.year)


def _names_several(text: str) -> bool:
    """Whether a text may hold several titles."""
    return sum(1 for _ in _NAMED.finditer(text)) > 1 or (_FLAT.search(text) is not None and text.count("报告") > 1)


def _is_flat(text: str, title: Title) -> bool:
    """Whether a title stands within a line that whole reports ran together in."""
    start, end = text.rfind("\n", 0, title.span.start) + 1, text.find("\n", title.span.end)
    return (end if end >= 0 else len(text)) - start >= 2 * _SHORTEST


def _start(text: str, title: Title) -> int:
    """Where a report begins: with the line of its title, or with the unit's name where lines ran together."""
    if not _is_flat(text, title):
        return text.rfind("\n", 0, title.span.start) + 1
    return title.span.start if title.alone or title.unit_span is None else title.unit_span.start


def _slice(document: Document, span: Span) -> Document:
    """A stretch of a document as one of its own; its pages keep their numbers."""
    start, end = span.start, span.end
    pages = tuple(max(0, page - start) for page in document.pages if page < end)
    return replace(
        document,
        source=Source(document.path, document.source.slice(span)),
        grids=tuple(moved(part, -start) for grid in document.grids if (part := _part_of(grid, span)).cells),
        pages=pages,
        pictures=tuple(offset - start for offset in document.pictures if start <= offset < end),
    )


def _part_of(grid: Grid, span: Span) -> Grid:
    """The rows of a table that stand within a stretch of the text: one sheet may hold several reports."""
    first, last = grid.cells[0].span.start, grid.cells[-1].span.end
    if span.start <= first and last <= span.end:
        return grid
    return replace(grid, cells=tuple(cell for cell in grid.cells if span.start <= cell.span.start < span.end))
