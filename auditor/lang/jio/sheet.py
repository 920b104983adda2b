"""A form as numbered rows and columns, in the order in which it is printed.

Rows count from 1, head rows included. A row is one indicator, with a cell for each of its columns. Indicators that
share row and place and differ in their printed heads (制发件数, 现行有效件数) are one row, with a cell under each head,
in the order of the heads in the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from auditor.schema import Form
    from auditor.schema import Indicator
    from auditor.schema import Table


class Row(Struct, frozen=True):
    """The cells of a row by their column from 1; `members` where they are the columns of one indicator.

    A cell is the indicator with the name of its column, empty where it has none.
    """

    cells: tuple[tuple[int, Indicator, str], ...]
    members: tuple[str, ...] = ()

    @property
    def is_heading(self) -> bool:
        """Whether no figure stands in the row."""
        return not self.cells

    def at(self, column: int) -> tuple[Indicator, str] | None:
        """The cell in a column."""
        return next(((indicator, member) for number, indicator, member in self.cells if number == column), None)


class Sheet(Struct, frozen=True):
    """A table of a form: its code, and its rows in order."""

    code: str
    names: tuple[str, ...]
    rows: tuple[Row, ...]

    def row(self, number: int) -> Row | None:
        """The row with a number."""
        return self.rows[number - 1] if 1 <= number <= len(self.rows) else None


def sheets_of(form: Form) -> tuple[Sheet, ...]:
    """The tables of a form, or the whole of a form that has none."""
    if not form.tables:
        return (Sheet("", (form.code, form.title), _rows(form.indicators, None)),)
    return tuple(
        Sheet(
            table.code,
            (table.code, table.title, *table.aliases, f"Z{number}"),
            _rows(tuple(each for each in form.indicators if each.table == table.code), table),
        )
        for number, table in enumerate(form.tables, start=1)
    )


def _rows(indicators: tuple[Indicator, ...], table: Table | None) -> tuple[Row, ...]:
    heads = tuple(dict.fromkeys(each.column for each in indicators if each.column))
    rows: list[Row] = []
    before: tuple[str, str] | None = None
    for each in indicators:
        here = (each.number, each.label) if each.column else None
        cell = (heads.index(each.column) + 1 if each.column else 1, each, "")
        if here is not None and here == before:
            rows[-1] = Row((*rows[-1].cells, cell))
        elif each.is_heading:
            rows.append(Row(()))
        elif each.members and table is not None:
            named = tuple(member.name for member in table.members if member.code in each.members)
            rows.append(Row(tuple((at, each, name) for at, name in enumerate(named, start=1)), named))
        else:
            rows.append(Row((cell,)))
        before = here
    return tuple(rows)
