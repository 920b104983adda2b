"""Columns that a form does not have, in text whose cells are parted by tabs: found by their heads, and left out.

Text keeps a merged cell once, so heads that stand over others must be put back over them before they can be counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.tables.headings import Axis
from auditor.ingest.tables.headings import lexicon_of
from auditor.ingest.tables.tabbed import fields_of
from auditor.ingest.tables.tabbed import stretches
from auditor.ingest.tables.tabbed import without_fields
from auditor.patterns import regex
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.ingest.tables.headings import Lexicon
    from auditor.ingest.tables.tabbed import Fields
    from auditor.ingest.tables.tabbed import Line
    from auditor.schema import Form
    from auditor.schema import Table

_FIGURE = regex(r"[-+—–/\d.,%\s]*")


def without_foreign_columns(text: str, form: Form) -> str:
    """The text, of the same length, with blanks for columns that are none of the form's.

    They are left out only where the heads name all columns of a table, each once, and each row has a field for every
    head: then it is certain which figure stands under which.
    """
    for table in form.tables:
        if table.members:
            for lines in stretches(text):
                text = without_fields(text, *_foreign(text, lines, table, lexicon_of(form)))
    return text


def _foreign(text: str, lines: Sequence[Line], table: Table, lexicon: Lexicon) -> tuple[Fields, Fields]:
    """The fields under heads of other columns, and those heads; and which fields begin a line of heads."""
    ends = next((at for at, (_, line) in enumerate(lines) if any(map(_is_figure, fold(line).split("\t")))), 0)
    decks = tuple(map(fields_of, lines[:ends]))
    heads = _columns(text, decks, lexicon)
    members = [_member(text[head.start : head.end], table, lexicon) for head in heads]
    own = [member for member in members if member]
    if len(own) == len(members) or sorted(own) != sorted(member.code for member in table.members):
        return (), ()
    rows = tuple(map(fields_of, lines[ends:]))
    if not all(_is_row(text, row, len(heads), lexicon) for row in rows):
        return (), ()
    other = [at for at, member in enumerate(members) if not member]
    fields = [row[len(row) - len(heads) + at] for row in rows for at in other]
    return (*(heads[at] for at in other), *fields), tuple(deck[0] for deck in decks)


def _columns(text: str, decks: Sequence[Fields], lexicon: Lexicon) -> Fields:
    """The lowest heads from left to right, without that of the labels; none where it is open how they stand."""
    below: Fields = ()
    for deck in reversed(decks):
        over = [at for at, part in enumerate(deck) if text[part.start : part.end].strip().startswith(lexicon.over)]
        if below and len(over) != 1:
            return ()
        below = (*deck[: over[0]], *below, *deck[over[0] + 1 :]) if below else deck
    return below[1:]


def _member(head: str, table: Table, lexicon: Lexicon) -> str:
    """The column of the table that a head names, empty where it names none."""
    named = {each.member for each in lexicon.headings(head, near=False) if each.axis is Axis.COLUMN}
    return named.pop() if len(named) == 1 and named <= {member.code for member in table.members} else ""


def _is_row(text: str, row: Fields, columns: int, lexicon: Lexicon) -> bool:
    """Whether fields are a row of the form with one for each column behind its label, the last one if it has two."""
    named = [at for at, part in enumerate(row) if _is_label(text[part.start : part.end], lexicon)]
    return bool(named) and len(row) - named[-1] - 1 == columns


def _is_label(field: str, lexicon: Lexicon) -> bool:
    return any(each.axis in {Axis.ROW, Axis.HEAD} for each in lexicon.headings(field))


def _is_figure(field: str) -> bool:
    return _FIGURE.fullmatch(field) is not None
