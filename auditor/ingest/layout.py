"""Blocks in reading order become a document: the one place where cells get their places in the text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import overload

from msgspec import Struct

from auditor.document import Cell
from auditor.document import Document
from auditor.document import Grid
from auditor.ingest.rows import Rows
from auditor.ingest.rows import lines_of
from auditor.patterns import regex
from auditor.source import Source
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from auditor.ingest.rows import AnySlot

MOST_BYTES = 200_000_000
MOST_CELLS = 200_000
MOST_COLUMNS = 1_000
MOST_CHARACTERS = 20_000_000
MOST_SECONDS = 30
MOST_DEPTH = 50

# Characters without width or meaning here: zero-width blanks and joiners, soft hyphens, direction marks, byte order
# marks. Left in, they would split a figure or hide one.
_UNSEEN = regex(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
# What stands behind this sign is shown from right to left: which digit comes first there cannot be told from the text.
_REVERSED = regex(r"\u202e(?=[^\n\t\u202c]{0,60}\d)")
# A sign that is there and cannot be read, or of which it is open what it is.
UNREAD = "\ufffd"
_LINE_ENDS = ("\r\n", "\r", "\v", "\f", "\u2028", "\u2029")
RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = str.maketrans("0123456789+-=()", f"{RAISED_DIGITS}⁺⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


class TooLargeError(Exception):
    """A document beyond a limit; `what` is counted, `limit` is how much of it is read."""

    def __init__(self, what: str, limit: int) -> None:
        super().__init__(what, limit)
        self.what = what
        self.limit = limit


class Slot(NamedTuple):
    """A cell that has a place in its table and none in a text yet."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


class Cells(Sequence[Cell]):
    """The cells of a table whose texts stand in a text one behind the other, made when one is first asked for.

    `slots` are they in reading order, `start` is where the first text begins; each is followed by one sign.
    """

    __slots__ = ("_made", "_slots", "_start")

    def __init__(self, slots: Sequence[AnySlot], start: int) -> None:
        self._slots = slots
        self._start = start
        self._made: tuple[Cell, ...] | None = None

    @property
    def made(self) -> tuple[Cell, ...]:
        """All of them."""
        if self._made is None:
            at, made = self._start, []
            for row, column, text, rows, columns in self._slots:
                end = at + len(text)
                made.append(Cell(row, column, text, Span(at, end), rows, columns))
                at = end + 1
            self._made = tuple(made)
        return self._made

    def __len__(self) -> int:
        return len(self._slots if self._made is None else self._made)

    def __iter__(self) -> Iterator[Cell]:
        return iter(self.made)

    @overload
    def __getitem__(self, at: int) -> Cell: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Cell, ...]: ...
    def __getitem__(self, at: int | slice) -> Cell | tuple[Cell, ...]:
        return self.made[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self.made == tuple(other)

    def __hash__(self) -> int:
        return hash(self.made)

    def __reduce__(self) -> tuple[type[Cells], tuple[Sequence[AnySlot], int]]:
        return Cells, (self._slots, self._start)


class Table(Struct, frozen=True):
    """A table among the blocks. `breaks` are the rows before which a new page begins; `ruled` as in `Grid`."""

    slots: Sequence[AnySlot]
    page: int | None = None
    name: str = ""
    breaks: tuple[int, ...] = ()
    ruled: bool = True


class PageBreak(Struct, frozen=True):
    """Where a page begins."""


class Paragraph(Struct, frozen=True):
    """A paragraph in which pages begin, at `breaks`."""

    text: str
    breaks: tuple[int, ...] = ()


class Picture(Struct, frozen=True):
    """Where a picture stands: one that is large enough to show a table, or in a cell of one any that is seen."""

    is_large: bool = True


Block = str | Paragraph | Table | PageBreak | Picture


def clean(text: str) -> str:
    """The text without invisible characters; line ends are newlines."""
    if text.isprintable():
        return text
    for end in _LINE_ENDS:
        text = text.replace(end, "\n")
    # No character that cannot be seen is printable, but some that can be are not either: blanks, private signs.
    if text.replace("\n", "").replace("\t", "").replace("\u3000", "").replace("\xa0", "").isprintable():
        return text
    return _UNSEEN.sub("", _REVERSED.sub(UNREAD, text).replace("\x85", " "))


def raised(text: str) -> str:
    """Superscript figures as such, so that a note mark behind a figure never becomes part of it."""
    return text.translate(_RAISED)


def lowered(text: str) -> str:
    """Subscript figures as such."""
    return text.translate(_LOWERED)


def one_line(text: str) -> str:
    r"""A cell's text in one line: lines join without a blank around Chinese characters, else with one.

    >>> one_line("结果\n维持"), one_line(" 10\n 20 ")
    ('结果维持', '10 20')
    """
    if " " not in text and text.isprintable():  # no other blank is
        return text
    if "\n" not in text:
        return " ".join(text.split())
    lines = [line for part in text.split("\n") if (line := " ".join(part.split()))]
    return join_lines(lines)


def join_lines(lines: Sequence[str]) -> str:
    """Lines of one paragraph as one line."""
    if len(lines) == 1:
        return lines[0]
    joined = ""
    for line in lines:
        glued = not joined or is_wide(joined[-1]) or is_wide(line[0])
        joined += line if glued else " " + line
    return joined


def is_wide(char: str) -> bool:
    """Whether a character is one of those that are set without blanks: Chinese characters and their signs."""
    return (
        "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\uff00" <= char <= "\uffef" or char > "\uffff"
    )


def digest(data: bytes) -> str:
    """How a file's content is known: its SHA-256."""
    return hashlib.sha256(data).hexdigest()


def assemble(path: str, data: bytes, kind: str, blocks: Iterable[Block], doubt: str | None = None) -> Document:
    """The document of blocks in reading order: every cell's text stands in the text at its span."""
    writer = _Writer()
    for block in blocks:
        writer.write(block)
    source = Source(path, "".join(writer.parts))
    grids, pages, pictures = tuple(writer.grids), tuple(writer.pages), tuple(writer.pictures)
    return Document(path, digest(data), kind, source, grids, pages, doubt, pictures)


class _Writer:
    """The text as it grows, with the places of its cells and pages."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.grids: list[Grid] = []
        self.pages: list[int] = []
        self.pictures: list[int] = []
        self.cells = 0

    def write(self, block: Block) -> None:
        if isinstance(block, str):
            self._say(block + "\n")
        elif isinstance(block, Paragraph):
            self.pages.extend(self.length + offset for offset in block.breaks)
            self._say(block.text + "\n")
        elif isinstance(block, PageBreak):
            self.pages.append(self.length)
        elif isinstance(block, Picture):
            self.pictures.append(self.length)
        elif count := len(block.slots):
            self.cells += count
            self._tabulate(block)

    def _say(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
        self._check_length()

    def _check_length(self) -> None:
        if self.length > MOST_CHARACTERS:
            what = "characters"
            raise TooLargeError(what, MOST_CHARACTERS)

    def _tabulate(self, table: Table) -> None:
        if self.cells > MOST_CELLS:
            what = "cells"
            raise TooLargeError(what, MOST_CELLS)
        slots = table.slots if isinstance(table.slots, Rows) else sorted(table.slots)
        start = self.length
        for row, text in lines_of(slots):
            if row in table.breaks:
                self.pages.append(self.length)
            self.parts += (text, "\n")
            self.length += len(text) + 1
        self._check_length()
        self.grids.append(Grid(Cells(slots, start), table.page, table.name, table.ruled))
