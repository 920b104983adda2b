"""What was given of one unit and year as a submission: its figures with their places, and those that are absent."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from typing import NamedTuple

from msgspec import Struct
from msgspec import field

from auditor.document import ABSENT
from auditor.document import Attribute
from auditor.document import Document
from auditor.document import Fact
from auditor.document import Origin
from auditor.document import Reading
from auditor.document import Status
from auditor.document import Submission
from auditor.ingest.identity.levels import levels_of
from auditor.ingest.layout import digest
from auditor.ingest.tables.cells import read_cell
from auditor.source import Source
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.diagnostics import Diagnostic
    from auditor.ingest.figure_tables.heads import Cell
    from auditor.ingest.figure_tables.heads import Names
    from auditor.schema import Form
    from auditor.schema import Indicator


class FigureTable(Struct, frozen=True):
    """A table as texts: its head and its rows, each with its number in the file (from 1); "" is a blank.

    `sheet` is the name of the sheet of a workbook that it stands on. `turned` are the rows of the file that its columns
    are where it lies on its side there; the numbers of its rows are those of columns then.
    """

    path: str
    names: Sequence[str]
    rows: Iterable[tuple[int, Sequence[str]]]
    format: str
    number: int = 1
    sheet: str = ""
    turned: tuple[int, ...] = ()

    def place(self, row: int, column: int) -> tuple[int, int]:
        """The row and the column of the file, both from 1, of a column (from 0) of the row of a number."""
        return (self.turned[column], row) if self.turned else (row, column + 1)


class Who(NamedTuple):
    """What a record is: rows with the same of these belong together."""

    unit: str
    year: int
    form: str


class Given(NamedTuple):
    """One figure as it was given: its text, where it stands, and whether its table holds it in doubt."""

    cell: Cell
    text: str
    row: int
    column: int
    is_doubtful: bool = False


class Record(Struct):
    """What was given for one unit and year."""

    row: int
    form: Names | None
    figures: list[Given] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def submission_of(
    path: str, who: Who, record: Record, table: FigureTable, unread: tuple[Diagnostic, ...]
) -> Submission:
    """A record as a submission, its document being a line for each figure that was given."""
    form = record.form.form if record.form else None
    text, facts = _written(who, record, table, form) if form else (f"{who.unit}\t{who.year}\n", ())
    content = digest(text.encode("utf-8", "surrogatepass"))
    return Submission(
        path,
        content,
        Status.AUDITED,
        who.unit,
        who.year,
        form.code if form else None,
        Document(path, content, table.format, Source(path, text)),
        facts,
        tuple(_attributes(who, form)),
        diagnostics=(*record.diagnostics, *unread),
    )


def _written(who: Who, record: Record, table: FigureTable, form: Form) -> tuple[str, tuple[Fact, ...]]:
    """The figures as lines of a text, and as facts that stand there."""
    lines = [f"{who.unit}\t{who.year}"]
    offset = len(lines[0]) + 1
    facts: list[Fact] = []
    seen: Counter[Cell] = Counter()
    for given in record.figures:
        indicator = form.by_code[given.cell[0]]
        seen[given.cell] += 1
        name = form.cell_name(indicator, given.cell[1])
        start = offset + len(name) + 1
        lines.append(f"{name}\t{given.text}")
        span = Span(start, start + len(given.text))
        origin = Origin(span, len(lines), None, table.number, given.row, given.column, table.sheet)
        facts.append(_fact(given, indicator, origin, seen[given.cell]))
        offset += len(lines[-1]) + 1
    return "\n".join((*lines, "")), (*facts, *_absent(form, seen))


def _fact(given: Given, indicator: Indicator, origin: Origin, occurrence: int) -> Fact:
    code, member = given.cell
    read = read_cell(given.text, indicator.measure, signed=indicator.signed)
    is_doubtful = given.is_doubtful and read.reading in {Reading.VALUE, Reading.BLANK}
    return Fact(
        code,
        origin,
        given.text,
        Reading.DOUBTFUL if is_doubtful else read.reading,
        read.value,
        member,
        read.note,
        read.note_values,
        read.unit,
        occurrence,
        doubt="given" if is_doubtful else read.doubt,
    )


def _absent(form: Form, seen: Mapping[Cell, int]) -> Iterator[Fact]:
    """The cells that the table says nothing of: they are not blank, and nothing is judged of them."""
    origin = Origin(Span(0, 0), 1)
    for indicator in form.figures:
        for member in indicator.members or (None,):
            if (indicator.code, member) not in seen:
                yield Fact(indicator.code, origin, "", Reading.DOUBTFUL, None, member, doubt=ABSENT)


def _attributes(who: Who, form: Form | None) -> Iterator[Attribute]:
    yield Attribute("单位", None, who.unit)
    yield Attribute("年度", who.year)
    if form is not None:
        yield Attribute("版式", None, form.code)
    yield from (Attribute(name, None, level) for name, level in levels_of(who.unit))
