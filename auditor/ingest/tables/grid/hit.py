"""One cell of the form found in a marked table, and what the headings around it mean to a table of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.ingest.tables.grid.matrix import Place
    from auditor.ingest.tables.headings import Axis
    from auditor.ingest.tables.headings import Heading
    from auditor.schema import Table


class Hit(Struct, frozen=True):
    """One cell of the form found: `line` is the row of the matrix (the column, where the table lies on its side).

    `code` is an indicator, or a head row; `head` is the head row that a figure was taken from for its part; `doubt`
    is why the figure may not be this cell's (see `codes.DOUBTS`); `unit` is the unit word that a heading prints;
    `section` counts the head rows passed, so that a row which comes again under a new head is told from a row that
    comes twice.
    """

    table: str
    code: str
    place: Place
    line: int
    member: str | None = None
    unit: str = ""
    doubt: str = ""
    head: str = ""
    section: int = 0


_NONE: frozenset[str] = frozenset()


def meanings(place: Place, table: Table, axis: Axis) -> tuple[Heading, ...]:
    """What the headings of a place are to a table on one of its axes."""
    return tuple([heading for heading in place.headings if heading.table == table.code and heading.axis is axis])


def codes_of(place: Place | None, table: Table, axis: Axis) -> frozenset[str]:
    """The indicators that the headings of a place name on an axis of a table."""
    if place is None or not place.headings:
        return _NONE
    return _NONE.union(*(heading.codes for heading in meanings(place, table, axis)))


def is_of_another(row: Sequence[Place], table: Table) -> bool:
    """Whether a row shows headings that can only be another table's, and none that can only be this one's."""
    tables = [{heading.table for heading in place.headings} for place in row if place.headings]
    sole = {table for of in tables if len(of) == 1 for table in of}
    return bool(sole) and table.code not in sole
