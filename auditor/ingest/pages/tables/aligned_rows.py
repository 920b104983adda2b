"""Rows of a table without rules that are certain: every label with the one line of figures beside it, or with none."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from auditor.ingest.layout import join_lines
from auditor.ingest.pages.tables.aligned_columns import WRAPPED
from auditor.ingest.pages.tables.aligned_columns import are_level
from auditor.ingest.pages.tables.aligned_columns import extent
from auditor.ingest.pages.tables.aligned_columns import is_value
from auditor.ingest.pages.tables.aligned_columns import meets
from auditor.ingest.pages.tables.aligned_columns import reach
from auditor.ingest.pages.tables.aligned_columns import under
from auditor.ingest.pages.tables.figure_pieces import is_figure
from auditor.ingest.pages.tables.printed import NUMBERED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from auditor.ingest.pages.lines import Piece
    from auditor.ingest.pages.tables.aligned_columns import Extent
    from auditor.ingest.pages.tables.aligned_columns import Words

    # The columns that a cell takes, from the first to before the last.
    Span = tuple[int, int]

# In sizes of type: how exactly the line of a label's figures is one of its own or the middle of all, and how far a head
# of several rows reaches into one of them.
_BESIDE = 0.2
_INTO = 0.15


class Block:
    """Lines of text below each other that are one label, or a head beside several rows, and the values beside it."""

    def __init__(self, piece: Piece, *, beside: bool) -> None:
        self.lines = [piece]
        self.has_beside = beside
        self.is_side = False
        self.values: Words = []

    @property
    def top(self) -> float:
        """Where it begins."""
        return self.lines[0].y0

    @property
    def foot(self) -> float:
        """Where it ends."""
        return self.lines[-1].y1

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.foot) / 2

    @property
    def sides(self) -> Extent:
        """From where to where it reaches."""
        return extent(self.lines)

    @property
    def text(self) -> str:
        """What it says."""
        return join_lines([line.text for line in self.lines])

    def goes_on_with(self, piece: Piece, *, beside: bool) -> bool:
        """Whether a text on a later line is the rest of it; `beside` says whether figures stand on that line."""
        near = piece.y0 - self.foot <= WRAPPED * piece.size and meets(self.sides, reach(piece))
        return near and NUMBERED.match(piece.text) is None and not (beside and self.has_beside)

    def is_level_with(self, middle: float) -> bool:
        """Whether a line stands beside one of its own, or beside the middle of all."""
        middles = [self.middle, *map(_middle, self.lines)]
        return any(abs(middle - own) <= _BESIDE * self.lines[0].size for own in middles)

    def is_left_of(self, other: Block) -> bool:
        """Whether another one stands right of it, at the same height."""
        into = min(self.foot, other.foot) - max(self.top, other.top)
        return self.sides[1] <= other.sides[0] + 1 and into > _INTO * self.lines[0].size


class Row(NamedTuple):
    """A row: its label, the head of several rows beside it, if one stands there, and its cells by their columns."""

    label: str
    side: str
    cells: dict[Span, str]


def rows_of(lines: Sequence[Words], columns: Sequence[Extent]) -> list[Row] | None:
    """The rows of lines below the heads, given where columns stand; None where anything is open."""
    blocks: list[Block] = []
    beside: list[Words] = []
    for words in lines:
        labels = [word for word in words if word.x1 <= columns[0][0]]
        over = words[len(labels) :]
        if over:
            beside.append(over)
        if not _add_labels(blocks, labels, beside=bool(over)):
            return None
    if not all(_give(blocks, values) for values in beside):
        return None
    return _rows(blocks, columns)


def _add_labels(blocks: list[Block], words: Words, *, beside: bool) -> bool:
    """Adds the words of a line that stand left of the columns to the labels; whether it is clear to which.

    One with a number begins a label, and what stands close below one goes on with that. A figure is no label.
    """
    last: Block | None = None
    known = list(blocks)
    for word in words:
        above = [block for block in known if block is not last and block.goes_on_with(word, beside=beside)]
        if len(above) > 1 or (last is None and not above and is_figure(word) and not NUMBERED.match(word.text)):
            return False
        if above:
            last = above[0]
            last.lines.append(word)
            last.has_beside |= beside
        elif last is not None and not NUMBERED.match(word.text):
            line = last.lines[-1]
            last.lines[-1] = line._replace(text=join_lines([line.text, word.text]), x1=word.x1, places=())
        else:
            last = Block(word, beside=beside)
            blocks.append(last)
    return True


def _give(blocks: Sequence[Block], values: Words) -> bool:
    """Gives the values of a line to the label that they stand beside; whether there is one that has none yet."""
    middle = _middle(values[0])
    if not are_level(values):
        return False
    beside = sorted((block for block in blocks if block.is_level_with(middle)), key=lambda block: block.sides[0])
    if not beside or beside[-1].values or not all(block.is_left_of(beside[-1]) for block in beside[:-1]):
        return False
    beside[-1].values = values
    return True


def _middle(word: Piece) -> float:
    return (word.y0 + word.y1) / 2


def _rows(blocks: Sequence[Block], columns: Sequence[Extent]) -> list[Row] | None:
    """The rows from the top; None where a value stands under no head, or two under one."""
    sides = _heads_beside(blocks)
    rows: list[Row] = []
    spans = [(at, at + 1) for at in range(len(columns))]
    for block in sorted(blocks, key=lambda block: block.middle):
        if block.is_side:
            continue
        if block.values and not any(map(is_value, block.values)):
            found = _spans(block.values, columns)
            spans = list(found or ())
        else:
            found = _cells(block.values, spans, columns)
        if found is None:
            return None
        rows.append(Row(block.text, " ".join(sides.get(block, ())), found | _blank(found, len(columns))))
    return rows


def _heads_beside(blocks: Sequence[Block]) -> dict[Block, list[str]]:
    """The heads of several rows, each with the label right of it that is nearest to its middle."""
    sides: dict[Block, list[str]] = {}
    for block in blocks:
        right = [] if block.values else [other for other in blocks if block.is_left_of(other)]
        if right:
            block.is_side = True
            nearest = min(right, key=lambda other: abs(other.middle - block.middle))
            sides.setdefault(nearest, []).append(block.text)
    return sides


def _cells(values: Words, spans: Sequence[Span], columns: Sequence[Extent]) -> dict[Span, str] | None:
    """The cells of a row below heads that stand over columns so; None where a value has no cell of its own."""
    cells = dict.fromkeys(spans, "")
    for word in values:
        at = under(word, columns)
        span = next((each for each in spans if at and each[0] <= at[0] and at[-1] < each[1]), None)
        if span is None or cells[span]:
            return None
        cells[span] = word.text
    return cells


def _blank(cells: Iterable[Span], count: int) -> dict[Span, str]:
    """The columns over which no head stands."""
    taken = {at for left, right in cells for at in range(left, right)}
    return {(at, at + 1): "" for at in range(count) if at not in taken}


def _spans(heads: Words, columns: Sequence[Extent]) -> dict[Span, str] | None:
    """The columns over which heads within a table stand, with what they say; None where one stands over none.

    Whatever stands below a head that is the only one is its own.
    """
    found: dict[Span, str] = {}
    for word in heads:
        at = under(word, columns)
        if not at:
            return None
        left, right = at[0], at[-1] + 1
        same = [each for each in found if each[0] < right and left < each[1]]
        text = join_lines([*(found.pop(each) for each in same), word.text])
        found[min([left, *(start for start, _ in same)]), max([right, *(end for _, end in same)])] = text
    return {(0, len(columns)): text for text in found.values()} if len(found) == 1 else found
