"""Columns that a form does not have, in text whose cells are parted by tabs: found by their heads, and left out.

Text keeps a merged cell once, so heads that stand over others must be put back over them before they can be counted.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from auditor.ingest.tables.grid_words import Axis
from auditor.ingest.tables.grid_words import words_of
from auditor.ingest.tables.runs_scan import OVER_HEADS
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.tables.grid_words import Words
    from auditor.schema import Form
    from auditor.schema import Table

_FIGURE = re.compile(r"[-+—–/\d.,%\s]*")
_Line = tuple[Span, ...]


def without_foreign_columns(text: str, form: Form) -> str:
    """The text, of the same length, with blanks for columns that are none of the form's.

    They are left out only where the heads name all columns of a table, each once, and each row has a field for every
    head: then it is certain which figure stands under which.
    """
    for table in form.tables:
        if table.members:
            for lines in _stretches(text):
                for span in _foreign(text, lines, table, words_of(form)):
                    text = f"{text[: span.start]}{' ' * (span.end - span.start)}{text[span.end :]}"
    return text


def _stretches(text: str) -> Iterator[tuple[_Line, ...]]:
    """The stretches of lines with tabs, each line as the fields between them."""
    at = 0
    lines: list[tuple[int, str]] = []
    for line in text.split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    for parted, group in groupby(lines, key=lambda each: "\t" in each[1]):
        if parted:
            yield tuple(_fields(start, line) for start, line in group)


def _fields(start: int, line: str) -> _Line:
    tabs = [at for at, char in enumerate(line) if char == "\t"]
    bounds = zip([-1, *tabs], [*tabs, len(line)], strict=True)
    return tuple(Span(start + before + 1, start + after) for before, after in bounds)


def _foreign(text: str, lines: Sequence[_Line], table: Table, words: Words) -> tuple[Span, ...]:
    """The fields under heads of other columns, and those heads, each with the tab that parts it from its neighbour."""
    decks = next((at for at, line in enumerate(lines) if any(map(_is_figure, _texts(text, line)))), 0)
    heads = _columns(text, lines[:decks])
    members = [_member(text[head.start : head.end], table, words) for head in heads]
    own = [member for member in members if member]
    if len(own) == len(members) or sorted(own) != sorted(member.code for member in table.members):
        return ()
    rows = lines[decks:]
    if not all(_is_row(text, line, len(heads), words) for line in rows):
        return ()
    other = [at for at, member in enumerate(members) if not member]
    first = {line[0].start for line in lines[:decks]}
    found = [heads[at] for at in other]
    found += [line[len(line) - len(heads) + at] for line in rows for at in other]
    return tuple(Span(it.start, it.end + 1) if it.start in first else Span(it.start - 1, it.end) for it in found)


def _columns(text: str, decks: Sequence[_Line]) -> _Line:
    """The lowest heads from left to right, without that of the labels; none where it is open how they stand."""
    below: _Line = ()
    for deck in reversed(decks):
        over = [at for at, part in enumerate(deck) if text[part.start : part.end].strip().startswith(OVER_HEADS)]
        if below and len(over) != 1:
            return ()
        below = (*deck[: over[0]], *below, *deck[over[0] + 1 :]) if below else deck
    return below[1:]


def _member(head: str, table: Table, words: Words) -> str:
    """The column of the table that a head names, empty where it names none."""
    named = {each.member for each in words.headings(head, near=False) if each.axis is Axis.COLUMN}
    return named.pop() if len(named) == 1 and named <= {member.code for member in table.members} else ""


def _is_row(text: str, line: _Line, columns: int, words: Words) -> bool:
    """Whether a line is a row of the form with a field for each column behind its label, the last one if it has two."""
    named = [at for at, part in enumerate(line) if _is_label(text[part.start : part.end], words)]
    return bool(named) and len(line) - named[-1] - 1 == columns


def _is_label(field: str, words: Words) -> bool:
    return any(each.axis in {Axis.ROW, Axis.HEAD} for each in words.headings(field))


def _texts(text: str, line: _Line) -> Iterator[str]:
    return (fold(text[part.start : part.end]) for part in line)


def _is_figure(field: str) -> bool:
    return _FIGURE.fullmatch(field) is not None
