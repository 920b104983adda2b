"""Tables of ready-made figures become submissions, one for each unit and year, as if each had been read from a report.

Such a table is told from a report by its first row: it heads a column with the unit, one with the year, and then either
one with the indicator and one with the value (long), or one for each indicator (wide).
"""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec import field
from msgspec.structs import replace

from auditor.diagnostics import Diagnostic
from auditor.diagnostics import Words
from auditor.diagnostics import closest
from auditor.diagnostics import did_you_mean
from auditor.document import Reading
from auditor.document import Status
from auditor.document import Submission
from auditor.ingest.codes import NO_FORM
from auditor.ingest.codes import tell
from auditor.ingest.figure_tables.codes import BAD_YEAR
from auditor.ingest.figure_tables.codes import NO_UNIT
from auditor.ingest.figure_tables.codes import UNKNOWN_COLUMN
from auditor.ingest.figure_tables.codes import UNKNOWN_FORM
from auditor.ingest.figure_tables.codes import UNKNOWN_ROW
from auditor.ingest.figure_tables.codes import WRONG_HEAD
from auditor.ingest.figure_tables.compiled import compiled_table
from auditor.ingest.figure_tables.heads import Names
from auditor.ingest.figure_tables.heads import find_heads
from auditor.ingest.figure_tables.heads import is_half_a_head
from auditor.ingest.figure_tables.heads import plain
from auditor.ingest.figure_tables.heads import unknown_columns
from auditor.ingest.figure_tables.heads import what_is_missing
from auditor.ingest.figure_tables.heads import year_of
from auditor.ingest.figure_tables.records import FigureTable
from auditor.ingest.figure_tables.records import Given
from auditor.ingest.figure_tables.records import Record
from auditor.ingest.figure_tables.records import Who
from auditor.ingest.figure_tables.records import submission_of
from auditor.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.document import Document
    from auditor.document import Grid
    from auditor.ingest.figure_tables.heads import Cell
    from auditor.ingest.figure_tables.heads import Heads
    from auditor.schema import Schema


def read_figures(table: FigureTable, schema: Schema) -> tuple[Submission, ...]:
    """The submissions that a table holds, in the order in which their units and years first stand in it.

    A table without the columns that it needs is one that cannot be read, with what it lacks as the reason; so is a row
    without a unit or a year.
    """
    forms = tuple(Names.of(form) for form in schema.forms.values())
    heads = find_heads(table.names)
    lacks = what_is_missing(heads, table.names, forms)
    if heads is None or lacks is not None:
        problem = lacks or Words("", "")
        reason = _wrong_head(table.path, problem)
        return (Submission(table.path, "", Status.UNREADABLE, diagnostics=(reason,)),)
    clerk = _Clerk(table, heads, forms)
    for number, row in table.rows:
        clerk.take(number, row)
    return tuple(clerk.submissions())


def read_sheets(document: Document, schema: Schema) -> tuple[Submission, ...]:
    """The submissions of a document's tables of figures; none where no table of it has the head of one."""
    forms = tuple(Names.of(form) for form in schema.forms.values())
    return tuple(submission for table in _tables(document, forms) for submission in read_figures(table, schema))


def _tables(document: Document, forms: Sequence[Names]) -> tuple[FigureTable, ...]:
    """The grids that have the head of a table of figures; below a note on the same sheet a table goes on."""
    tables: list[FigureTable] = []
    sheet: str | None = None
    for number, grid in enumerate(document.grids, start=1):
        rows = _rows(grid)
        is_headed = bool(rows) and find_heads(rows[0][1]) is not None
        if not is_headed and (compiled := compiled_table(document, grid, number, rows, forms)):
            tables.append(compiled)
            sheet = None
        elif is_headed or (rows and is_half_a_head(rows[0][1], forms)):
            (_, names), *rest = rows
            tables.append(FigureTable(document.path, names, rest, document.format, number, grid.name))
            sheet = grid.name
        elif sheet == grid.name:
            tables[-1] = replace(tables[-1], rows=[*tables[-1].rows, *rows])
    return tuple(tables)


def _rows(grid: Grid) -> list[tuple[int, list[str]]]:
    """The rows of a grid with their numbers, counted from 1."""
    rows: dict[int, dict[int, str]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell.text
    width = max((cell.column for cell in grid.cells), default=-1) + 1
    return [(row + 1, [texts.get(column, "") for column in range(width)]) for row, texts in sorted(rows.items())]


def _wrong_head(path: str, problem: Words) -> Diagnostic:
    values = MappingProxyType({"problem": problem.zh, "problem_en": problem.en})
    return Diagnostic(WRONG_HEAD, Source(path, ""), None, values)


# ------------------------------------------------------------------------------------------------------------- within


class _Clerk(Struct):
    """Sorts rows into records."""

    table: FigureTable
    heads: Heads
    forms: tuple[Names, ...]
    records: dict[tuple[Who, int], Record] = field(default_factory=dict)
    refused: list[Submission] = field(default_factory=list)
    columns: dict[str, tuple[tuple[int, Cell], ...]] = field(default_factory=dict)
    times: Counter[Who] = field(default_factory=Counter)

    def take(self, number: int, row: Sequence[str]) -> None:
        """Adds what a row holds to the record that it belongs to."""
        if not any(text.strip() for text in row):
            return
        who = self._who(number, row)
        if who is None:
            return
        if self.heads.is_long:
            self._take_figure(self._record(who, 0, number), number, row)
        elif "member" in self.heads.roles:
            self._take_row(self._record(who, 0, number), number, row)
        else:
            self._take_row(self._record(who, self.times[who], number), number, row)
            self.times[who] += 1

    def submissions(self) -> Iterator[Submission]:
        """The records as submissions, then the rows that belong to none."""
        unread = () if self.heads.is_long else tuple(self._unread())
        paths: Counter[str] = Counter()
        for (who, _), record in self.records.items():
            name = f"{self.table.path}/{who.unit.replace('/', '／')} {who.year}"
            paths[name] += 1
            path = name if paths[name] == 1 else f"{name} ({paths[name]})"
            yield submission_of(path, who, record, self.table, unread)
        yield from self.refused

    def _text(self, row: Sequence[str], role: str) -> str:
        place = self.heads.roles.get(role)
        return row[place].strip() if place is not None and place < len(row) else ""

    def _who(self, number: int, row: Sequence[str]) -> Who | None:
        unit, printed = self._text(row, "unit"), self._text(row, "year")
        year = year_of(printed)
        if unit and year is not None:
            return Who(unit, year, self._text(row, "form"))
        path = f"{self.table.path}/{number}"
        reason = tell(BAD_YEAR, path, row=number, found=printed) if unit else tell(NO_UNIT, path, row=number)
        self.refused.append(Submission(path, "", Status.UNREADABLE, unit or None, diagnostics=(reason,)))
        return None

    def _record(self, who: Who, again: int, number: int) -> Record:
        if (who, again) not in self.records:
            form = self._form(who)
            self.records[who, again] = Record(number, form, diagnostics=[] if form else [self._no_form(who)])
        return self.records[who, again]

    def _no_form(self, who: Who) -> Diagnostic:
        if not who.form:
            return tell(NO_FORM, self.table.path, year=who.year)
        values = MappingProxyType({"name": who.form, "unit": who.unit, "year": str(who.year)})
        known = [it.form.code for it in self.forms]
        hint = Words(f"现有版式：{'、'.join(known)}", f"the forms are {', '.join(known)}")
        return Diagnostic(UNKNOWN_FORM, Source(self.table.path, ""), None, values, hint)

    def _form(self, who: Who) -> Names | None:
        """The form that is named, or else the one of the year."""
        if who.form:
            wanted = plain(who.form)
            return next((it for it in self.forms if wanted in (plain(it.form.code), plain(it.form.title))), None)
        return next((it for it in self.forms if it.form.years.first is not None and who.year in it.form.years), None)

    def _take_figure(self, record: Record, number: int, row: Sequence[str]) -> None:
        """A row of a long table."""
        if record.form is None or plain(self._text(row, "source")) == "narrative":
            return
        name, column = self._text(row, "indicator"), self._text(row, "member")
        cell = record.form.find(f"{name}[{column}]" if column else name)
        if cell is None:
            values = MappingProxyType({"form": record.form.form.title, "name": name, "row": str(number)})
            hint = did_you_mean(closest(plain(name), record.form.codes))
            record.diagnostics.append(Diagnostic(UNKNOWN_ROW, Source(self.table.path, ""), None, values, hint))
            return
        role = "value" if self._text(row, "value") else "raw"
        is_doubtful = self._text(row, "reading") == Reading.DOUBTFUL.value
        place = self.heads.roles.get(role, self.heads.roles["value"])
        record.figures.append(Given(cell, self._text(row, role), number, place + 1, is_doubtful))

    def _take_row(self, record: Record, number: int, row: Sequence[str]) -> None:
        """A row of a wide table; where it names a column of the form, its figures are those of that column."""
        names = record.form
        if names is None:
            return
        column = self._text(row, "member")
        doubtful = {plain(name) for name in self._text(row, "doubtful").split("、")}
        for place, (code, member) in self._cells(names):
            if member is None:
                member = names.member(code, column) if column else names.total(code)  # noqa: PLW2901 - the member meant
            if place < len(row) and (member is not None or not names.form.by_code[code].members):
                is_doubtful = plain(self.table.names[place]) in doubtful
                where = self.table.place(number, place)
                record.figures.append(Given((code, member), row[place], *where, is_doubtful))

    def _cells(self, names: Names) -> tuple[tuple[int, Cell], ...]:
        """The columns of a wide table that are cells of a form."""
        code = names.form.code
        if code not in self.columns:
            found = ((place, names.find(name)) for place, name in self.heads.rest)
            self.columns[code] = tuple((place, cell) for place, cell in found if cell is not None)
        return self.columns[code]

    def _unread(self) -> Iterator[Diagnostic]:
        met = tuple({record.form.form.code: record.form for record in self.records.values() if record.form}.values())
        if not met:
            return
        for name, meant in unknown_columns(self.heads, met):
            values = MappingProxyType({"name": name})
            yield Diagnostic(UNKNOWN_COLUMN, Source(self.table.path, ""), None, values, did_you_mean(meant))
