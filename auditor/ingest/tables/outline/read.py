"""Forms of one column read from the text as a stream: a label, its unit, its figure, the next label.

Nothing is asked of the layout. A table is a dense run of the form's row labels; a row's figure is what stands between
its label and the next row; where a figure cannot be told from what surrounds it, it is in doubt and never judged.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.document import Attribute
from auditor.document import Fact
from auditor.document import Reading
from auditor.ingest.codes import AMBIGUOUS_CELL
from auditor.ingest.codes import FUZZY_LABEL
from auditor.ingest.codes import SEVERAL_TABLES
from auditor.ingest.codes import tell
from auditor.ingest.doubts import DOUBTS
from auditor.ingest.tables.cells import doubtful
from auditor.ingest.tables.copies import in_dispute
from auditor.ingest.tables.copies import said_otherwise
from auditor.ingest.tables.outline.astray import apart_from_numbers
from auditor.ingest.tables.outline.astray import stand_elsewhere
from auditor.ingest.tables.outline.astray import with_doubt_of_astray
from auditor.ingest.tables.outline.astray import with_doubt_of_numbers
from auditor.ingest.tables.outline.bounds import bound_rows
from auditor.ingest.tables.outline.guess import guess_missing
from auditor.ingest.tables.outline.labels import Skeleton
from auditor.ingest.tables.outline.labels import find_labels
from auditor.ingest.tables.outline.margin import counts_rows
from auditor.ingest.tables.outline.margin import doubt_of_heads
from auditor.ingest.tables.outline.margin import head_of_table
from auditor.ingest.tables.outline.margin import margin_attributes
from auditor.ingest.tables.outline.margin import year_of
from auditor.ingest.tables.outline.order import without_other_columns
from auditor.ingest.tables.outline.rows import assign_rows
from auditor.ingest.tables.outline.rows import disorder
from auditor.ingest.tables.outline.rows import end_of_grid
from auditor.ingest.tables.outline.rows import gather_tables
from auditor.ingest.tables.outline.rows import has_empty_cell
from auditor.ingest.tables.outline.rows import is_within
from auditor.ingest.tables.outline.rows import reading_order
from auditor.ingest.tables.outline.rows import shown_position
from auditor.ingest.tables.outline.shape import doubt_of_shape
from auditor.ingest.tables.outline.shape import stand_above
from auditor.ingest.tables.outline.shape import stands_below
from auditor.ingest.tables.outline.shape import with_doubt_of_heads
from auditor.ingest.tables.outline.shape import with_doubt_of_most
from auditor.ingest.tables.outline.unread import unread_rows
from auditor.ingest.tables.outline.values import Value
from auditor.ingest.tables.outline.values import read_region
from auditor.ingest.tables.outline.values import with_rivals
from auditor.ingest.tables.prose_lines import sentences_of
from auditor.ingest.tables.prose_lines import without
from auditor.ingest.tables.reading import Places
from auditor.ingest.tables.reading import TableReading
from auditor.ingest.tables.reading import filled_in
from auditor.ingest.tables.reading import latest
from auditor.ingest.tables.reading import of_own_year
from auditor.patterns import regex
from auditor.schema import Kind
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.diagnostics import Diagnostic
    from auditor.document import Document
    from auditor.ingest.tables.outline.labels import Mention
    from auditor.ingest.tables.outline.rows import Row
    from auditor.ingest.tables.reading import Year
    from auditor.schema import Form

_LAST_ROW = 160
_EXACT = 100
_MOST = 0.8
_FIGURES = (Reading.VALUE, Reading.DOUBTFUL)
_NUMERALS = regex("[〇零一二三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]")


class _Table(Struct, frozen=True):
    """A table with its rows read."""

    rows: tuple[Row, ...]
    values: tuple[Value, ...]
    span: Span

    @property
    def cells(self) -> Mapping[int, Span]:
        """Where each row of the form has its figure."""
        return {shown_position(row): value.span for row, value in zip(self.rows, self.values, strict=True)}


def read_outline(document: Document, form: Form, year: Year | None = None) -> TableReading:
    """Reads every table of a form of one column that stands in a document; `year` as in `reading.latest`."""
    text = without_other_columns(document.source.text)
    skeleton = Skeleton(without(text, sentences_of(text, form)))
    groups = gather_tables(find_labels(skeleton, form), skeleton.folded, form)
    tables = []
    for index, group in enumerate(groups):
        limit = groups[index + 1][0].at if index + 1 < len(groups) else len(skeleton.folded)
        end = end_of_grid(group[-1], document)
        tables.append(_read_table(group, skeleton.folded, form, min(limit, end or limit), closed=end is not None))
    if not tables:
        return TableReading(form.code)
    places = Places(document)
    spans = tuple(table.span for table in tables)
    tables = filled_in(tables, lambda table: any(value.read.reading in _FIGURES for value in table.values))
    own, whole = _own_table(tables, skeleton.folded, year)
    number = tables.index(own) + 1
    others = [table.cells for table in whole if table is not own]
    own = _with_doubt(own, said_otherwise(own.cells, others, skeleton.folded))
    facts = tuple(_facts(own, places, form, number))
    facts = (*facts, *unread_rows(facts, document, skeleton.folded, form))
    return TableReading(
        form.code,
        facts,
        spans,
        _attributes(own, places, skeleton.folded),
        tuple(_diagnose(tables, facts, document, form)),
        len(tables),
    )


def _read_table(mentions: tuple[Mention, ...], folded: str, form: Form, limit: int, *, closed: bool) -> _Table:
    rows = assign_rows(reading_order(mentions, folded), form)
    guesses = guess_missing(rows, folded, form)
    if guesses:
        mentions = tuple(sorted((*mentions, *guesses), key=lambda each: each.start))
        rows = assign_rows(reading_order(mentions, folded), form)
    rows = tuple(sorted(rows, key=lambda row: row.mention.start))
    end = min(limit, rows[-1].mention.end + _LAST_ROW)
    regions = bound_rows(rows, folded, form, end, closed=closed)
    values = tuple(read_region(region, folded, form.indicators[shown_position(region.row)]) for region in regions)
    values = tuple(
        replace(value, read=doubtful("label", unit=value.read.unit)) if _is_open(row, value, folded) else value
        for row, value in zip(rows, values, strict=True)
    )
    start = head_of_table(folded, rows[0].mention.at)
    above = folded[start : rows[0].mention.start]
    doubt = doubt_of_shape(rows, values, folded, form) or doubt_of_heads(folded, Span(start, rows[0].mention.at))
    headings = {at for at, row in enumerate(rows) if form.indicators[shown_position(row)].is_heading}
    if stand_elsewhere(values, above) or stand_above(values, rows, headings, folded):
        doubt = doubt or "shape"
    if doubt:
        values = tuple(replace(value, read=doubtful(doubt)) for value in values)
    if counts_rows(folded, Span(start, rows[0].mention.at)):
        values = apart_from_numbers(values, folded)
    values = with_doubt_of_most(_with_units(values, rows, form, folded))
    values = with_doubt_of_heads(with_doubt_of_astray(values, headings, folded), rows, headings, folded)
    return _Table(rows, values, Span(start, max(rows[-1].mention.end, values[-1].span.end)))


def _is_open(row: Row, value: Value, folded: str) -> bool:
    """Whether a row may be another one, or its label, misspelt at its end, have swallowed a numeral: 信息数条零."""
    swallowed = row.mention.likeness < _EXACT and _NUMERALS.search(folded, row.mention.start, row.mention.end)
    return row.position is None or (value.read.reading is Reading.BLANK and bool(swallowed))


def _with_units(values: tuple[Value, ...], rows: tuple[Row, ...], form: Form, folded: str) -> tuple[Value, ...]:
    """The values; an amount of money without a unit is in doubt where the other rows print theirs.

    So is a blank without one where nearly all do, or what stands below its label: the rest of the row stands elsewhere.
    """
    kinds = [form.indicators[shown_position(row)].measure.kind for row in rows]
    printed = [bool(value.read.unit) for value, kind in zip(values, kinds, strict=True) if kind is not Kind.HEADING]
    if 2 * sum(printed) < len(values):
        return values
    most = sum(printed) >= _MOST * len(printed)
    moved = [most and stands_below(row, value, folded) for row, value in zip(rows, values, strict=True)]
    told = zip(values, kinds, moved, strict=True)
    return tuple(_without_unit(value, kind, moved=below, blanks=most) for value, kind, below in told)


def _without_unit(value: Value, kind: Kind, *, moved: bool, blanks: bool) -> Value:
    """A value, in doubt where it has no unit and is money, or `moved`, or is blank and `blanks` have units, too."""
    if value.read.unit or kind is Kind.HEADING:
        return value
    if kind is Kind.MONEY and value.read.value:
        return replace(value, read=doubtful("words", value.read.value))
    is_open = blanks if value.read.reading is Reading.BLANK else moved and value.read.reading is not Reading.DOUBTFUL
    return replace(value, read=doubtful("shape", value.read.value)) if is_open else value


def _own_table(tables: list[_Table], folded: str, year: Year | None) -> tuple[_Table, list[_Table]]:
    """The table that is judged, of those that are whole; and these."""
    most = max(len(table.rows) for table in tables)
    whole = [table for table in tables if 2 * len(table.rows) > most]
    years = {id(table): year_of(folded, table.span, table.rows[0].mention.at) for table in whole}
    whole = of_own_year(whole, list(years.values()), year)
    return latest(whole, [years[id(table)] for table in whole]), whole


def _with_doubt(table: _Table, cells: Collection[int]) -> _Table:
    """The table, in doubt what its copies say differently."""
    pairs = zip(table.rows, table.values, strict=True)
    values = (replace(it, read=in_dispute(it.read)) if shown_position(row) in cells else it for row, it in pairs)
    return replace(table, values=tuple(values))


def _facts(table: _Table, places: Places, form: Form, number: int) -> Iterator[Fact]:
    occurrences: Counter[str] = Counter()
    values = with_rivals(table.values, [shown_position(row) for row in table.rows])
    values = with_doubt_of_numbers(values, table.rows, places.document.grids)
    for line, (row, value) in enumerate(zip(table.rows, values, strict=True), start=1):
        code = form.indicators[shown_position(row)].code
        occurrences[code] += 1
        doubt = (
            ""
            if form.by_code[code].is_heading
            else _doubt_of_place(row, value, form.by_code[code].measure.unit, places.document)
        )
        read = doubtful(doubt, unit=value.read.unit) if doubt else value.read
        yield Fact(
            code,
            places.origin(value.span, number, line),
            places.document.source.slice(value.span),
            read.reading,
            read.value,
            note=read.note,
            note_values=read.note_values,
            unit=read.unit,
            occurrence=occurrences[code],
            in_order=row.in_order,
            doubt=read.doubt,
        )


def _doubt_of_place(row: Row, value: Value, unit: str, document: Document) -> str:
    """Why a figure, or its absence, is not certain where no borders show the cells, above all in a printed document."""
    grid = next((each for each in document.grids if is_within(value.span, [each])), None)
    if value.read.reading is Reading.BLANK:
        is_open = not grid.ruled or not has_empty_cell(grid, row.mention.start) if grid else True
        return "blanks" if is_open and (document.is_print or (grid and not grid.ruled)) else ""
    if not document.is_print or (grid and grid.ruled):
        return ""
    below = "\n" in document.source.text[row.mention.end : value.span.start]
    broken = bool(value.read.unit) and unit != value.read.unit and unit.endswith(value.read.unit)
    return "shape" if broken or (below and grid is None) else ""  # 元 may be the lower line of 万元


def _attributes(table: _Table, places: Places, folded: str) -> tuple[Attribute, ...]:
    return (
        Attribute("错序行数", disorder(table.rows)),
        *margin_attributes(folded, table.span, table.rows[0].mention.at, places),
    )


def _diagnose(tables: list[_Table], facts: tuple[Fact, ...], document: Document, form: Form) -> Iterator[Diagnostic]:
    source = document.source
    if len(tables) > 1:
        yield tell(SEVERAL_TABLES, source, tables[1].span, count=len(tables))
    for row in (row for table in tables for row in table.rows if row.mention.likeness < _EXACT):
        words = Span(row.mention.start, row.mention.end)
        indicator = form.indicators[shown_position(row)]
        yield tell(FUZZY_LABEL, source, words, printed=source.slice(words), label=indicator.label or indicator.name)
    for fact in facts:
        if fact.reading is Reading.DOUBTFUL:
            name = form.by_code[fact.indicator].name
            yield replace(tell(AMBIGUOUS_CELL, source, fact.origin.span, name=name), hint=DOUBTS[fact.doubt])
