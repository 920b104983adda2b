"""Cells of a form that were not found although they may be there: tables without borders, cut, or not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.document import Fact
from auditor.document import Origin
from auditor.document import Reading
from auditor.ingest.tables.cells import COMMON_UNIT
from auditor.ingest.tables.heading_texts import squash
from auditor.ingest.tables.headings import PATH
from auditor.ingest.tables.headings import in_table
from auditor.ingest.tables.headings import size_of
from auditor.ingest.tables.prose_lines import sentences_of
from auditor.ingest.tables.prose_lines import without
from auditor.patterns import regex
from auditor.source import Span
from auditor.source import is_chinese
from auditor.source import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.document import Cell
    from auditor.document import Document
    from auditor.document import Grid
    from auditor.schema import Form
    from auditor.schema import Indicator

_SUBTOTAL = regex(r"\s*(?:小|合)\s*计\s*")
_FEWEST_COUNTED = 3
# How many figures are left over at least, of all that a table has, where it may stand among them.
_FEWEST_LEFT, _SHARE_LEFT = 3, 4
_SHORTEST = 4
_LONGEST_HEAD = 20
_FIGURE = regex(rf"\d[\d,.]*(?:{COMMON_UNIT})?")


def unread(facts: Sequence[Fact], document: Document, form: Form, left: int = 0) -> Iterator[Fact]:
    """The cells that were not found although they may be there; `left` is how many figures of the text no row has.

    A printed table is cut where figures stand in it that belong to no cell that was found, and where a whole column of
    its form is not there: it may have run over the edge of its page. One of which nothing was found may be among the
    figures that are left over, or it stands there in pieces, which its heads and labels tell.
    """
    there = {(fact.indicator, fact.member) for fact in facts}
    found = {form.by_code[code].table for code, _ in there}
    complete = len(there) >= sum(size_of(form, table.code) for table in form.tables)
    unsure = _unsure(facts, found, document, form, left) | _told(
        _text_of(document, form, complete=complete), form, facts
    )
    columns = {_column(form, code, member) for code, member in there}
    headed = _headed(facts, document, form)
    origin = next((fact.origin for fact in facts), Origin(Span(0, 0), 1))
    for indicator in form.figures:
        for member in indicator.members or (None,):
            column = _column(form, indicator.code, member)
            is_headed = document.is_print or column in headed
            over = indicator.table in found and column not in columns and is_headed
            if (over or indicator.table in unsure) and (indicator.code, member) not in there:
                yield Fact(indicator.code, origin, "", Reading.DOUBTFUL, member=member, doubt="shape")


def _unsure(facts: Sequence[Fact], found: set[str], document: Document, form: Form, left: int) -> set[str]:
    """The tables that are cut or without borders, and those that may be among the figures that are left over."""
    cut = _cut_grids(facts, document) if document.is_print else frozenset()
    left += _left_in_grids(facts, document) if document.is_print else 0
    lacking = {table.code for table in form.tables} - found
    loose = [fact for fact in facts if _is_loose(fact.origin, document)]
    unsure = {form.by_code[each.indicator].table for each in (*loose, *(it for it in facts if it.origin.table in cut))}
    unsure |= {each for each in lacking if loose or left >= _least_left(form, each)}
    return unsure | found if left >= _FEWEST_LEFT else unsure


def _told(text: str, form: Form, facts: Sequence[Fact]) -> set[str]:
    """The tables that stand in a text in pieces, or of which it has the label of a row whose figures were not found."""
    filled = {fact.indicator for fact in facts}
    found = {form.by_code[code].table for code in filled}
    shown = {each.code for each in form.tables if each.code not in found and _is_shown(text, form, each.code)}
    return shown | {each.table for each in form.figures if each.code not in filled and _says(text, each)}


def _headed(facts: Sequence[Fact], document: Document, form: Form) -> frozenset[tuple[str, str | None]]:
    """The columns of members whose heads stand in the marked tables that figures were read from.

    A head that stands apart from the others was not understood: figures below it are not missing.
    """
    read = {
        (form.by_code[fact.indicator].table, fact.origin.table) for fact in facts if fact.member and fact.origin.row
    }
    heads = {
        (table, squeezed(cell.text))
        for table, number in read
        if number is not None and number <= len(document.grids)
        for cell in document.grids[number - 1].cells
        if len(cell.text) <= _LONGEST_HEAD
    }
    return frozenset(
        (table.code, member.code)
        for table in form.tables
        for member in table.members
        if (table.code, squeezed(member.name)) in heads
    )


def _text_of(document: Document, form: Form, *, complete: bool) -> str:
    """The words of a print outside of its sentences, where some cells of the form were not found."""
    if complete or not document.tells_no_cells:
        return ""
    text = document.source.text
    return _words(without(text, sentences_of(text, form)))


def _is_shown(text: str, form: Form, table: str) -> bool:
    """Whether half of the heads and labels of a table stand in a text."""
    words = _headings(form, table)
    return 2 * sum(word in text for word in words) >= len(words) > 0


def _says(text: str, indicator: Indicator) -> bool:
    """Whether the label of a row stands in a text, as that of one whose figures were not found."""
    label = _words(indicator.label) if indicator.members else ""
    return len(label) >= _SHORTEST and label in text


def _headings(form: Form, table: str) -> frozenset[str]:
    """What a table prints at its rows and over its columns, without what is too short to tell it."""
    printed = (part for each in in_table(form, table) for part in (*each.label.split(PATH), each.column))
    return frozenset(word for word in map(_words, printed) if len(word) >= _SHORTEST)


def _words(text: str) -> str:
    """A text without what may part its words: figures, numbers of rows and the like."""
    return "".join(filter(is_chinese, squash(_FIGURE.sub(" ", text))))


def _column(form: Form, code: str, member: str | None) -> tuple[str, str | None]:
    """The column of a cell within its table; of a table of heads over one row each cell is a column."""
    table = form.by_code[code].table
    one_row = member is None and not any(each.column for each in in_table(form, table))
    return table, code if one_row else member


def _least_left(form: Form, table: str) -> int:
    return max(_FEWEST_LEFT, size_of(form, table) // _SHARE_LEFT)


def _is_loose(origin: Origin, document: Document) -> bool:
    """Whether something was read from a table without borders, which in a PDF may be lines of text."""
    if origin.table is None or origin.column is None:
        return document.is_print
    return not document.grids[origin.table - 1].ruled


def _taken(facts: Sequence[Fact]) -> set[tuple[int | None, int | None, int | None]]:
    return {(fact.origin.table, fact.origin.row, fact.origin.column) for fact in facts}


def _cut_grids(facts: Sequence[Fact], document: Document) -> frozenset[int]:
    """The tables, counted from 1, that facts were read from and where other figures stand in none of their cells."""
    taken = _taken(facts)
    return frozenset(
        number
        for number in {table for table, _, column in taken if table is not None and column is not None}
        if any((number, cell.row + 1, cell.column + 1) not in taken for cell in figures_of(document.grids[number - 1]))
    )


def _left_in_grids(facts: Sequence[Fact], document: Document) -> int:
    """How many figures stand in printed tables of which nothing was read."""
    read = {fact.origin.table for fact in facts}
    return sum(len(figures_of(grid)) for number, grid in enumerate(document.grids, 1) if number not in read)


def figures_of(grid: Grid) -> list[Cell]:
    """The cells that hold figures, without the numbers of the rows and those of subtotals, which no form has."""
    summed = {cell.row for cell in grid.cells if _SUBTOTAL.fullmatch(cell.text)}
    columns: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        if cell.text.isdecimal() and cell.row not in summed:
            columns.setdefault(cell.column, []).append(cell)
    return [cell for column in columns.values() if not _counts(column) for cell in column]


def _counts(column: Sequence[Cell]) -> bool:
    """Whether the figures of a column are the numbers of its rows."""
    numbers = [int(cell.text) for cell in column]
    return len(numbers) >= _FEWEST_COUNTED and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
