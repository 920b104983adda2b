"""Rows of a form from the labels found: which labels make up a table, and which row of the form each one is."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.ingest.tables.outline.labels import BRACKETED
from auditor.patterns import regex
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.document import Document
    from auditor.document import Grid
    from auditor.ingest.tables.outline.labels import Mention
    from auditor.schema import Form
    from auditor.schema import Indicator

_SENTENCE = regex(r"[。；;！？，]")
# A mark behind the figure of a cell ends no sentence.
_ENDED = regex(r"(?<=[\n\t ]\d)[。；;，]+(?=[ ]*(?:[\n\t]|$))|(?<=[\d.]\d)[。；;，]+(?=[ ]*(?:[\n\t]|$))")
_BLANKS = regex(r"\s+")
_TITLE = regex(r"统\s*计\s*表|统\s*计\s*指\s*标|统\s*计\s*数")
_LONGEST_GAP = 140
_FARTHEST_CONTINUATION = 3000
_FEWEST = 5
_FEWEST_WITH_TITLE = 3
_AHEAD = 5
_MOST_REPEATED = 3
_MOST_COLUMNS = 4
_MOSTLY = 0.6
_TITLE_WINDOW = 300
_ORDINAL = regex(r"\d+$")
_HEAD = regex(r"^[一二三四五六七八九十]+")


class Row(Struct, frozen=True):
    """A printed row: `position` is its place in the form, None where its label fits several places."""

    mention: Mention
    position: int | None
    in_order: bool = True


def is_within(span: Span, grids: Sequence[Grid]) -> bool:
    """Whether a place lies in one of some tables."""
    return any(grid.cells and grid.cells[0].span.start <= span.start <= grid.cells[-1].span.end for grid in grids)


def has_empty_cell(grid: Grid, start: int) -> bool:
    """Whether a cell of the row in which a label begins is empty: without any, its figure may be cut away."""
    row = next((cell.row for cell in reversed(grid.cells) if cell.span.start <= start), 0)
    return any(not cell.text.strip() for cell in grid.cells if cell.row <= row < cell.row + cell.rows)


def gather_tables(mentions: tuple[Mention, ...], folded: str, form: Form) -> tuple[tuple[Mention, ...], ...]:
    """The labels that stand close together, table by table; lone labels are spoken of, not printed in a table."""
    runs = [
        part for run in _runs(mentions, folded) for part in _split_restarts(run, _MOST_REPEATED * len(form.indicators))
    ]
    joined: list[tuple[Mention, ...]] = []
    for run in runs:
        if joined and _continues(joined[-1], run):
            joined[-1] = (*joined[-1], *run)
        else:
            joined.append(run)
    return tuple(run for run in joined if _is_table(run, folded, form))


def _runs(mentions: tuple[Mention, ...], folded: str) -> list[tuple[Mention, ...]]:
    runs: list[list[Mention]] = []
    for mention in mentions:
        if runs and _is_close(folded[runs[-1][-1].end : mention.at]):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return [tuple(run) for run in runs]


def _is_close(gap: str) -> bool:
    if len(gap) > 10 * _LONGEST_GAP:
        return False
    bare = BRACKETED.sub("", _BLANKS.sub("", _ENDED.sub("", gap)))
    return len(bare) <= _LONGEST_GAP and not _SENTENCE.search(bare)


def _split_restarts(run: tuple[Mention, ...], most: int) -> list[tuple[Mention, ...]]:
    """Cuts where the rows begin anew: a second table of the form right below the first. No part exceeds `most`."""
    parts: list[list[Mention]] = [[]]
    seen: set[int] = set()
    for index, mention in enumerate(run):
        if _is_known(mention, seen):
            ahead = [each for each in run[index : index + _AHEAD] if len(each.rows) == 1]
            if len(ahead) >= min(_AHEAD, len(run) - index) // 2 + 1 and all(_is_known(each, seen) for each in ahead):
                parts.append([])
                seen = set()
        if len(parts[-1]) >= most:
            parts.append([])
            seen = set()
        parts[-1].append(mention)
        seen.update(mention.rows if len(mention.rows) == 1 else ())
    return [tuple(part) for part in parts if part]


def _is_known(mention: Mention, seen: set[int]) -> bool:
    return len(mention.rows) == 1 and mention.rows[0] in seen


def _sole_rows(run: tuple[Mention, ...]) -> set[int]:
    return {mention.rows[0] for mention in run if len(mention.rows) == 1}


def _continues(table: tuple[Mention, ...], run: tuple[Mention, ...]) -> bool:
    before, after = _sole_rows(table), _sole_rows(run)
    near = run[0].at - table[-1].end <= _FARTHEST_CONTINUATION
    return near and len(after) >= _FEWEST_WITH_TITLE and bool(before) and max(before) < min(after)


def _is_table(run: tuple[Mention, ...], folded: str, form: Form) -> bool:
    figures = {row for mention in run for row in mention.rows if not form.indicators[row].is_heading}
    if len(figures) >= max(_FEWEST_WITH_TITLE, min(_FEWEST, len(form.figures))):
        return True
    titled = _TITLE.search(folded[max(0, run[0].at - _TITLE_WINDOW) : run[0].at])
    return len(figures) >= _FEWEST_WITH_TITLE and titled is not None


def assign_rows(mentions: tuple[Mention, ...], form: Form) -> tuple[Row, ...]:
    """Which row of the form each label is.

    The longest chain of labels in the printed order decides; a label outside of it was moved, or stands twice. A
    label that the form prints in several places is told by its neighbours, else left open.
    """
    chain = _longest_chain(mentions, form)
    certain = _certain(chain, mentions, form)
    taken = set(chain.values())
    rows = []
    for index, mention in enumerate(mentions):
        if index in chain:
            rows.append(Row(mention, chain[index] if index in certain else None))
        else:
            rows.append(_place_stray(mention, taken))
    return tuple(rows)


def reading_order(mentions: tuple[Mention, ...], folded: str) -> tuple[Mention, ...]:
    """The labels in the order in which the form is read: down the first column of labels, then down the next.

    A table is set in columns of labels where most of its lines hold the same few of them.
    """
    lines: list[list[Mention]] = []
    for mention in mentions:
        if lines and "\n" not in folded[lines[-1][-1].end : mention.at]:
            lines[-1].append(mention)
        else:
            lines.append([mention])
    widest = max(len(line) for line in lines)
    wide = sum(len(line) == widest for line in lines)
    if not 1 < widest <= _MOST_COLUMNS or wide < max(_FEWEST, _MOSTLY * len(lines)):
        return mentions
    return tuple(line[column] for column in range(widest) for line in lines if column < len(line))


def _longest_chain(mentions: tuple[Mention, ...], form: Form) -> dict[int, int]:
    """The heaviest rising sequence of (label, row of the form); neighbours under one head weigh a little more."""
    nodes = [(index, row) for index, mention in enumerate(mentions) for row in mention.rows]
    heads = [_head_of(indicator) for indicator in form.indicators]
    reached: list[tuple[int, int, str, float]] = []
    back: list[int] = []
    for index, row in nodes:
        head = heads[row]
        best, previous = 0.0, -1
        for there, (before, above, its_head, weight) in enumerate(reached):
            if above < row and before < index:
                score = weight + 0.25 if its_head == head else weight
                if score > best:
                    best, previous = score, there
        reached.append((index, row, head, best + 1))
        back.append(previous)
    chain: dict[int, int] = {}
    step = max(range(len(nodes)), key=lambda node: reached[node][-1], default=-1)
    while step >= 0:
        chain[nodes[step][0]] = nodes[step][1]
        step = back[step]
    return dict(sorted(chain.items()))


def _certain(chain: dict[int, int], mentions: tuple[Mention, ...], form: Form) -> set[int]:
    """The labels of a chain that can be no other row: by all labels before and after, or in the midst of their list."""
    indices = list(chain)
    heads = [_head_of(indicator) for indicator in form.indicators]
    whole = {head for head in heads if _is_whole(chain, head, heads)}
    first, last = dict(chain), dict(chain)
    row = -1
    for index in indices:
        row = first[index] = min(each for each in mentions[index].rows if each > row)
    row = len(form.indicators)
    for index in reversed(indices):
        row = last[index] = max(each for each in mentions[index].rows if each < row)
    found = set()
    for before, index in zip([None, *indices], indices, strict=False):
        open_rows = [each for each in mentions[index].rows if first[index] <= each <= last[index]]
        below = [each for each in open_rows if before is not None and heads[chain[before]] == heads[each]]
        in_list = below == [chain[index]] and heads[chain[index]] in whole
        if len(open_rows) == 1 or in_list:
            found.add(index)
    return found


def _is_whole(chain: dict[int, int], head: str, heads: list[str]) -> bool:
    """Whether all rows under a head are there: where one is missing, any of them may be of another head."""
    found = set(chain.values())
    return all(row in found for row, other in enumerate(heads) if other == head)


def _head_of(indicator: Indicator) -> str:
    """The top-level number that an indicator stands under: 四 of 四（一）."""
    found = _HEAD.match(indicator.number)
    return found.group() if found else indicator.part_of or indicator.code


def ordinal_of(indicator: Indicator) -> str | None:
    """The Arabic number that the form prints before a row: 2 of 一（二）2."""
    found = _ORDINAL.search(indicator.number)
    return found.group() if found else None


def _place_stray(mention: Mention, taken: set[int]) -> Row:
    """A label outside of the chain: moved, or there twice; one that stands in several places could be any of them."""
    if len(mention.rows) == 1:
        return Row(mention, mention.rows[0], in_order=mention.rows[0] in taken)
    free = tuple(row for row in mention.rows if row not in taken)
    return Row(replace(mention, rows=free or mention.rows), None)


def shown_position(row: Row) -> int:
    """The row of the form that a row is, or may be."""
    return row.mention.rows[0] if row.position is None else row.position


def disorder(rows: tuple[Row, ...]) -> int:
    """How many rows stand out of the printed order."""
    return sum(not row.in_order for row in rows)


def gaps(rows: tuple[Row, ...], size: int) -> tuple[tuple[Row | None, Row | None, tuple[int, ...]], ...]:
    """Neighbouring rows in order with the rows of the form that are missing between them."""
    known = {row.position for row in rows}
    chain: list[Row | None] = [None, *(row for row in rows if row.position is not None and row.in_order), None]
    found = []
    for left, right in pairwise(chain):
        first = left.position + 1 if left and left.position is not None else 0
        last = right.position if right and right.position is not None else size
        missing = tuple(position for position in range(first, last) if position not in known)
        if missing:
            found.append((left, right, missing))
    return tuple(found)


def end_of_grid(last: Mention, document: Document) -> int | None:
    """Where the marked table ends that the last label of a table stands in."""
    label = Span(last.start, last.end)
    return next((grid.cells[-1].span.end for grid in document.grids if is_within(label, [grid])), None)
