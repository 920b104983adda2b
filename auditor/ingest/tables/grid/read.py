"""The marked tables of a document read as the tables of a form with columns."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.document import Fact
from auditor.document import Origin
from auditor.document import Reading
from auditor.ingest.tables.cells import CellReading
from auditor.ingest.tables.cells import doubtful
from auditor.ingest.tables.cells import read_cell
from auditor.ingest.tables.copies import DISPUTED
from auditor.ingest.tables.copies import disputed
from auditor.ingest.tables.grid.hits import SPREAD
from auditor.ingest.tables.grid.hits import find_hits
from auditor.ingest.tables.grid.joins import joined
from auditor.ingest.tables.grid.matrix import Role
from auditor.ingest.tables.grid.years import years_of
from auditor.ingest.tables.heading_texts import squash
from auditor.ingest.tables.headings import below
from auditor.ingest.tables.headings import full_row
from auditor.ingest.tables.reading import filled_in
from auditor.ingest.tables.reading import latest
from auditor.ingest.tables.reading import of_own_year
from auditor.source import Span
from auditor.source import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.document import Document
    from auditor.ingest.tables.grid.hit import Hit
    from auditor.ingest.tables.reading import Year
    from auditor.schema import Form
    from auditor.schema import Indicator

_NOTHING = frozenset({Reading.BLANK, Reading.DASH})


class GridReading(Struct, frozen=True):
    """What the marked tables hold: the facts, the marked tables that they stand in, and how often each table comes."""

    facts: tuple[Fact, ...]
    grids: frozenset[int]
    tables: frozenset[str]
    count: int


def read_grids(document: Document, form: Form, year: Year | None = None) -> GridReading:
    """Reads every marked table that shows headings of the form; `year` as in `reading.latest`."""
    hits = [hit for matrix in joined(document, form) for hit in _whole_rows(find_hits(matrix, form), form)]
    chosen, count = _own_tables(hits, years_of(hits, document), year)
    facts = tuple(_facts(chosen, document, form))
    return GridReading(
        facts,
        frozenset(hit.place.grid for hit in hits),
        frozenset(hit.table for hit in hits),
        count,
    )


def _whole_rows(hits: Sequence[Hit], form: Form) -> Iterator[Hit]:
    """The hits on figures; a head row that holds figures stands for its parts when none of them has a row."""
    heads = {indicator.code for indicator in form.indicators if indicator.is_heading}
    present = {hit.code for hit in hits} - heads
    for hit in hits:
        if hit.code not in heads:
            yield hit
            continue
        parts = below(form, form.by_code[hit.code])
        if parts and not present & {part.code for part in parts}:
            yield from (replace(hit, code=part.code, head=hit.code) for part in parts)


def catch_all(form: Form, head: Indicator) -> Indicator:
    """The part that takes the figure of a head row filled in as one: the one that says the same, or else the last."""
    parts = below(form, head)
    said = squash(head.label or head.name)
    return next((part for part in parts if said.startswith(squash(part.label or part.name))), parts[-1])


def _own_tables(
    hits: Sequence[Hit], years: Mapping[int, int | None], year: Year | None = None
) -> tuple[tuple[Hit, ...], int]:
    """The hits of the report's own copy of each table, of those that are whole; and how many copies there are at most.

    `years` are those of the hits, by their identity.
    """
    hits = of_own_year(hits, [years[id(hit)] for hit in hits], year)
    chosen: list[Hit] = []
    count = 1 if hits else 0
    for table in dict.fromkeys(hit.table for hit in hits):
        copies = _copies([hit for hit in hits if hit.table == table])
        sizes = [len({(hit.code, hit.member) for hit in copy}) for copy in copies]
        whole = [copy for copy, size in zip(copies, sizes, strict=True) if 2 * size > max(sizes)]
        whole = filled_in(whole, _has_figures)
        count = max(count, len(whole))
        own = latest(whole, [years[id(copy[0])] for copy in whole])
        differing = disputed(_said(own), [_said(copy) for copy in whole if copy is not own])
        chosen.extend(_with_doubt(own, differing) if differing else own)
    return tuple(chosen), count


def _said(hits: Sequence[Hit]) -> dict[tuple[str, str | None], str]:
    """What each cell of a copy says."""
    return {(hit.code, hit.member): squeezed(hit.place.cell.text) if hit.place.cell else "" for hit in hits}


def _with_doubt(hits: Sequence[Hit], differing: frozenset[tuple[str, str | None]]) -> Iterator[Hit]:
    return (replace(hit, doubt=hit.doubt or DISPUTED) if (hit.code, hit.member) in differing else hit for hit in hits)


def _has_figures(hits: Sequence[Hit]) -> bool:
    return any(sign.isnumeric() for hit in hits if hit.place.cell for sign in hit.place.cell.text)


def _copies(hits: Sequence[Hit]) -> list[list[Hit]]:
    """The hits of one table cut where its cells begin to come again under new heads."""
    copies: list[list[Hit]] = [[]]
    seen: dict[tuple[str, str | None], tuple[int, int]] = {}
    for hit in hits:
        under = (hit.place.grid, hit.section)
        key = (hit.code, hit.member)
        if seen.get(key, under) != under:
            copies.append([])
            seen = {}
        seen.setdefault(key, under)
        copies[-1].append(hit)
    return copies


# ---------------------------------------------------------------------------------------------------- hits into facts


def _facts(hits: Sequence[Hit], document: Document, form: Form) -> Iterator[Fact]:
    late = out_of_order([hit.code for hit in hits], form)
    open_rows = _open_rows(hits, document, form)
    counted: Counter[tuple[str, str | None]] = Counter()
    for hit in sorted(hits, key=lambda hit: hit.place.grid):
        counted[hit.code, hit.member] += 1
        read = _read(hit, form.by_code[hit.code], form, ruled=document.grids[hit.place.grid].ruled)
        if (hit.place.grid, hit.line) in open_rows:
            read = doubtful("blanks", read.value, read.note, read.unit)
        yield Fact(
            hit.code,
            _origin(hit, document),
            hit.place.text,
            read.reading,
            read.value,
            hit.member,
            read.note,
            read.note_values,
            read.unit,
            counted[hit.code, hit.member],
            hit.code not in late,
            read.doubt,
        )


def _open_rows(hits: Sequence[Hit], document: Document, form: Form) -> frozenset[tuple[int, int]]:
    """The rows without borders that are not full: which of their cells are blank is not certain."""
    rows: dict[tuple[int, int], list[Hit]] = {}
    for hit in hits:
        if not document.grids[hit.place.grid].ruled:
            rows.setdefault((hit.place.grid, hit.line), []).append(hit)
    return frozenset(
        row
        for row, found in rows.items()
        if any(hit.place.role is Role.BLANK for hit in found)
        or len({(hit.code, hit.member) for hit in found}) < full_row(form, found[0].code)
    )


def _read(hit: Hit, indicator: Indicator, form: Form, *, ruled: bool) -> CellReading:
    """What a cell says; one that stands for several says nothing for sure, unless borders show it and it is empty."""
    text = hit.place.text
    read = read_cell(text, indicator.measure, column_unit=hit.unit, signed=indicator.signed)
    if hit.doubt and not (hit.doubt == SPREAD and ruled and read.reading in _NOTHING):
        return doubtful(hit.doubt, read.value, read.note, read.unit)
    if not hit.head or read.reading is not Reading.VALUE:
        return read
    taker = catch_all(form, form.by_code[hit.head])
    return replace(read, value=read.value if taker == indicator else 0, doubt="merged_row")


def _origin(hit: Hit, document: Document) -> Origin:
    cell = hit.place.cell
    span = cell.span if cell else Span(0, 0)
    grid = document.grids[hit.place.grid]
    page = page_of(document, span.start) or grid.page
    line = document.source.position(span.start).line
    row, column = (cell.row + 1, cell.column + 1) if cell else (None, None)
    return Origin(span, line, page, hit.place.grid + 1, row, column, grid.name)


def page_of(document: Document, offset: int) -> int | None:
    """The page (from 1) on which an offset stands."""
    return sum(1 for start in document.pages if start <= offset) or None


def out_of_order(codes: Iterable[str], form: Form) -> frozenset[str]:
    """The rows that stand out of the printed order: as few as make the others stand in it."""
    printed = {indicator.code: at for at, indicator in enumerate(form.indicators)}
    found = list(dict.fromkeys(codes))
    places = [printed[code] for code in found]
    if places == sorted(places):
        return frozenset()
    best: list[tuple[int, ...]] = []
    for place in places:
        before = _longest(chain for chain in best if chain[-1] < place)
        best.append((*before, place))
    kept = set(_longest(best))
    return frozenset(code for code in found if printed[code] not in kept)


def _longest(chains: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    best: tuple[int, ...] = ()
    for chain in chains:
        best = chain if len(chain) > len(best) else best
    return best
