"""The small tables that lie beside the rules and are kept in Excel: a head, then a line for each entry."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import closest
from auditor.diagnostics import reason_of
from auditor.encoding import decode
from auditor.ingest.codes import tell
from auditor.ingest.lists.codes import LIST_HEAD
from auditor.ingest.lists.codes import LIST_HEADS
from auditor.source import Source
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

    from auditor.diagnostics import Diagnostic

_LARGEST = 16 * 2**20
# What may stand between columns: the first of these that the head has. Some programs write the others, and people.
_REMARK_LINES = 100  # above the head at most
_BETWEEN = (",", "\t", ";", "，", "；")
# Columns of these heads are for people.
_REMARKS = frozenset({"备注", "说明", "注", "序号", "编号", "no.", "note", "notes", "remark", "remarks"})


class Line(Struct, frozen=True):
    """An entry: the number of its line, and its cells by the meaning of their columns."""

    number: int
    values: Mapping[str, str]


class Listing(Struct, frozen=True):
    """A table as read.

    `heads` are those of its columns as written and `columns` what they mean, empty where that is not known; `unlike`
    are heads that may be misspelt, each with the one that is meant. `unknown` are others that nobody knows, remarks
    left out, and `unwritten` the heads that could have been written instead.
    """

    source: Source
    head_line: int
    heads: tuple[str, ...]
    columns: tuple[str, ...]
    unlike: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]
    unwritten: tuple[str, ...]
    lines: tuple[Line, ...]

    def place(self, line: int, cell: str = "") -> Span:
        """Where a cell stands in its line; without one, or where it is written in another way, the whole line."""
        start, text = self.source.line_start(line), self.source.line(line)
        found = text.find(cell) if cell else -1
        return Span(start, start + len(text)) if found < 0 else Span(start + found, start + found + len(cell))


def read_list(place: Path) -> tuple[str | None, str]:
    """The text of a table; None where there is no such file. Beside it why it cannot be read, empty where it can."""
    try:
        if not place.is_file():
            return None, ""
        if place.stat().st_size > _LARGEST:
            return None, f"> {_LARGEST // 2**20} MB"
        return decode(place.read_bytes()).text, ""
    except OSError as error:
        return None, reason_of(error)


def parse_list(path: str, text: str, meanings: Mapping[str, str]) -> Listing:
    """The table that a text holds; `meanings` are the heads that are known, in every wording.

    Raises:
        csv.Error: the text is no table.

    """
    source = Source(path, text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))
    rows = list(_rows(source.text))
    heads = tuple(fold(head).strip().lower() for head in rows[0][1]) if rows else ()
    columns = tuple(meanings.get(head, "") for head in heads)
    missing = [word for word, meaning in meanings.items() if meaning not in columns]
    near = {head: closest(head, missing) for head in heads if head and head not in meanings}
    named = {meaning: word for word, meaning in reversed(tuple(meanings.items())) if not word.isascii()}
    lines = (
        Line(number, {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if column})
        for number, cells in rows[1:]
    )
    return Listing(
        source,
        rows[0][0] if rows else 1,
        heads,
        columns,
        tuple((head, meant) for head, meant in near.items() if meant is not None),
        tuple(head for head, meant in near.items() if meant is None and head not in _REMARKS),
        tuple(word for meaning, word in reversed(named.items()) if meaning not in columns),
        tuple(line for line in lines if any(line.values.values())),
    )


def misspelt(listing: Listing) -> Iterator[Diagnostic]:
    """What is said of heads that are nearly those that are known."""
    for head, meant in listing.unlike:
        yield tell(LIST_HEAD, listing.source, listing.place(listing.head_line, head), head=head, near=meant)


def unused(listing: Listing) -> Iterator[Diagnostic]:
    """What is said, in one line, of somebody's own columns in a list that is used."""
    if listing.unknown:
        place = listing.place(listing.head_line, listing.unknown[0])
        heads, known = ("、".join(words) for words in (listing.unknown, listing.unwritten))
        yield tell(LIST_HEADS, listing.source, place, heads=heads, known=known or "—")


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with the number of the line that each begins in; remarks begin with `#`."""
    head = next((line for line in text.split("\n", _REMARK_LINES) if line and not line.startswith("#")), "")
    between = next((sign for sign in _BETWEEN if sign in head), _BETWEEN[0])
    reader = csv.reader(io.StringIO(text), delimiter=between)
    line = 1
    for row in reader:
        if row and not row[0].startswith("#"):
            yield line, row
        line = reader.line_num + 1
