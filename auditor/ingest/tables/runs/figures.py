"""The figures of a row in running text, each with its place, its doubt, and the equations that its reading used."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.document import Reading
from auditor.ingest.tables.cells import CellReading
from auditor.ingest.tables.cells import doubtful
from auditor.ingest.tables.cells import read_cell
from auditor.ingest.tables.headings import below
from auditor.ingest.tables.headings import member_total
from auditor.ingest.tables.runs.cut import Slot
from auditor.ingest.tables.runs.cut import agreed
from auditor.ingest.tables.runs.cut import agreed_among
from auditor.ingest.tables.runs.cut import cuts_of_groups
from auditor.ingest.tables.runs.cut import cuts_with_total
from auditor.ingest.tables.runs.cut import only_cut
from auditor.ingest.tables.runs.fields import fields_of
from auditor.patterns import regex
from auditor.schema import Kind
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.tables.runs.cut import Piece
    from auditor.ingest.tables.runs.fields import Fields
    from auditor.ingest.tables.runs.fields import Run
    from auditor.ingest.tables.runs.rows import Row
    from auditor.ingest.tables.runs.rows import Window
    from auditor.schema import Form
    from auditor.schema import Indicator
    from auditor.schema import Measure


# Signs that stand between figures, of which no figure has any.
_SEPARATED = regex(r"\d\s*[、;；^#~|]|[、;；^#~|]\s*\d|\d\s*/\s*\d|\d/|/\d")


class Zeros(StrEnum):
    """How a table shows its zeros: as figures, as blanks in some places, or no row tells."""

    PRINTED = "printed"
    BLANK = "blank"
    UNKNOWN = "unknown"


class Figure(Struct, frozen=True):
    """One cell of a row: where it stands, what it says, and the equations that the reading used."""

    span: Span
    read: CellReading
    derived_by: tuple[str, ...] = ()


class ReadRow(Struct, frozen=True):
    """A row with the figures of its cells; `run` is the digits that ran together, where they did."""

    row: Row
    figures: tuple[Figure, ...]
    run: Span | None = None


class Passage(Struct, frozen=True):
    """The text that rows stand in, of a document of a form; `pages` are where pages begin, `cells` those of grids."""

    text: str
    form: Form
    pages: tuple[int, ...] = ()
    cells: tuple[Span, ...] = ()

    def at(self, span: Span) -> str:
        """The text under a span."""
        return self.text[span.start : span.end]

    def fields(self, row: Row) -> Fields:
        """The fields of a row."""
        return fields_of(self.text, row.region, len(row.cells), self.pages, blanks_behind=row.blanks_behind)

    def indicator(self, code: str) -> Indicator:
        """An indicator of the form."""
        return self.form.by_code[code]

    def measure(self, code: str) -> Measure:
        """What an indicator counts; a head row counts what its parts do."""
        indicator = self.indicator(code)
        return below(self.form, indicator)[0].measure if indicator.is_heading else indicator.measure


def zeros_of(window: Window, passage: Passage) -> Zeros:
    """How a table shows its zeros: a row of fewer digits than columns has blanks in it."""
    printed = False
    for row in window.rows:
        fields = passage.fields(row)
        run = fields.run.digits if fields.run else ""
        if row.spoilt:
            continue
        if fields.is_empty or (run and sum(char.isdecimal() for char in run) < len(row.cells)):
            return Zeros.BLANK
        printed = printed or (bool(run) and not run.strip("0"))
    return Zeros.PRINTED if printed else Zeros.UNKNOWN


def read_row(row: Row, passage: Passage, zeros: Zeros) -> ReadRow:
    """Reads a row of a table that shows its zeros in one way."""
    fields = passage.fields(row)
    glued = row.spoilt and (not passage.at(row.region)[-1:].isspace() or _goes_on_in_letters(row, passage))
    headed = row.headed and not any(map(str.isdecimal, passage.at(row.region)))
    if fields.is_empty or glued or headed:
        read = doubtful("words") if row.spoilt or headed else CellReading(Reading.BLANK)
        nothing = Figure(Span(row.region.start, row.region.start), read)
        return ReadRow(row, (nothing,) * len(row.cells))
    blank = fields.parts and all(part.start == part.end for part in fields.parts)
    if blank and any(map(str.isdecimal, passage.at(row.region))):  # figures follow in a line that names no row
        return ReadRow(row, (Figure(fields.parts[0], doubtful("blanks")),) * len(row.cells))
    if any(_SEPARATED.search(passage.at(part)) for part in fields.parts):  # other signs part figures, too
        return ReadRow(row, tuple(Figure(part, doubtful("run")) for part in fields.parts))
    if fields.parts:
        return ReadRow(row, tuple(_in_order(row, _parted(row, fields.parts, passage))))
    if fields.run is None or (fields.run.bounds and zeros is not Zeros.PRINTED):
        raw = passage.at(row.region)
        start = row.region.start + len(raw) - len(raw.lstrip())
        lost = Figure(Span(start, start + len(raw.strip())), doubtful("blanks"))
        return ReadRow(row, (lost,) * len(row.cells))
    figures = tuple(_in_order(row, _cut(row, fields.run, passage, zeros)))
    return ReadRow(row, figures, None if fields.run.bounds else fields.run.span())


def _goes_on_in_letters(row: Row, passage: Passage) -> bool:
    """Whether the next field of a line begins with a Latin letter: what cuts the row short was typed for a digit."""
    following = passage.text[row.region.end : row.region.end + 1]
    return passage.at(row.region)[-1:] == "\t" and following.isascii() and following.isalpha()


def _parted(row: Row, parts: Sequence[Span], passage: Passage) -> Iterator[Figure]:
    for place, (part, (code, _)) in enumerate(zip(parts, row.cells, strict=True)):
        unit = row.units[place] if row.units else ""
        signed = passage.indicator(code).signed
        if row.spoilt and part.start == part.end and part is parts[-1]:
            yield Figure(part, doubtful("words"))  # what follows may be what the last cell holds
            continue
        yield Figure(part, read_cell(passage.at(part), passage.measure(code), column_unit=unit, signed=signed))


def _in_order(row: Row, figures: Iterable[Figure]) -> Iterator[Figure]:
    """Figures under heads in another order are in doubt, unless all are the same, so that it does not matter."""
    figures = tuple(figures)
    same = len({(figure.read.reading, figure.read.value) for figure in figures}) == 1
    for figure in figures:
        yield figure if row.ordered or same else Figure(figure.span, doubtful("columns"))


def _cut(row: Row, run: Run, passage: Passage, zeros: Zeros) -> tuple[Figure, ...]:
    """The figures of digits that ran together.

    A row of nothing but zeros, one for each column, can be cut in one way whatever else holds; other digits only
    where no column can be blank.
    """
    slots = [Slot(passage.indicator(c).signed, passage.measure(c).kind is Kind.MONEY) for c, _ in row.cells]
    only = only_cut(run.digits, slots, run.bounds)
    if only and (zeros is Zeros.PRINTED or not run.digits.strip("0")):
        return tuple(_taken(row, run, only, passage))
    fitting = _with_totals(row, run, passage.form) if zeros is not Zeros.BLANK else ()
    if fitting:
        return tuple(_taken(row, run, agreed_among(run.digits, fitting), passage, _wholes(row, passage.form)))
    sure = agreed(run.digits, slots, run.bounds, blanks=zeros is not Zeros.PRINTED)
    return tuple(_taken(row, run, sure, passage))


def _with_totals(row: Row, run: Run, form: Form) -> tuple[tuple[Piece, ...], ...]:
    """The cuts in which the row's totals are the sums of their parts."""
    wholes = _wholes(row, form)
    columns = len(row.cells)
    if len(wholes) == 1:
        return cuts_with_total(run.digits, columns, run.bounds)
    cuts = cuts_of_groups(run.digits, columns // len(wholes), len(wholes), run.bounds) if wholes else ()
    return cuts if len(cuts) == 1 else ()


def _wholes(row: Row, form: Form) -> tuple[int, ...]:
    """The positions of a row's totals, where each is the sum of the figures between it and the one before."""
    table = next(each for each in form.tables if each.code == form.by_code[row.code].table)
    total = member_total(table)
    if table.members:
        return (len(row.cells) - 1,) if total is not None and row.cells[-1][1] == total.code else ()
    wholes: list[int] = []
    parts: list[str] = []
    for place, (code, _) in enumerate(row.cells):
        if parts and [part.code for part in form.parts(code)] == parts:
            wholes.append(place)
            parts = []
        else:
            parts.append(code)
    lengths = {after - before for before, after in zip((-1, *wholes), wholes, strict=False)}
    return tuple(wholes) if not parts and len(lengths) == 1 else ()


def _taken(
    row: Row, run: Run, pieces: Sequence[Piece | None], passage: Passage, wholes: Sequence[int] = ()
) -> Iterator[Figure]:
    """The figures of a cut, each marked with how it was found; `wholes` are the totals that it was cut by."""
    for place, (piece, (code, _)) in enumerate(zip(pieces, row.cells, strict=True)):
        if piece is None:
            yield Figure(run.span(), doubtful("run"))
            continue
        span = run.span(*piece)
        read = read_cell(passage.at(span), passage.measure(code), signed=passage.indicator(code).signed)
        whole = next((row.cells[at][0] for at in wholes if at >= place), "")
        marks = (f"row_total:{whole}",) if whole else ()
        yield Figure(span, replace(read, doubt=read.doubt or ("row_total" if whole else "only_cut")), marks)
