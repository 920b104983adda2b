"""Figures that stand in lines of their own and belong to no row: prints told by their columns, not by their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.document import Reading
from auditor.ingest.tables.cells import COMMON_UNIT
from auditor.ingest.tables.cells import doubtful
from auditor.ingest.tables.outline.rows import is_within
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Sequence

    from auditor.document import Grid
    from auditor.ingest.tables.outline.rows import Row
    from auditor.ingest.tables.outline.values import Value
    from auditor.source import Span

_ALONE = regex(rf"(?m)^[ \t]*(?:\d{{1,3}}[ \t]+)?(?:(?:{COMMON_UNIT})[ \t]+)?([-+]?\d[\d,.]*)[ \t]*$")
_BEGINS = regex(r"(?m)^[ \t]*(\d{1,3})(?!\S)")
_FEWEST_ROWS = 10
_BEFORE_LABEL = regex(r"统\s*计\s*数\s*\n\s*(?:[-—–―─]+|\d[\d,.]*)[ \t]*(?:\n|$)")
_HEADS_ALONE = regex(r"指\s*标\s*(?:计\s*量\s*)?单\s*位\s*(?:[一二三]、\s*|\([一二三]\)\s*)?$")
_LABEL = regex(r"[㐀-鿿]{4}")
# Fewer may be the numbers of pages, if there are not about as many as rows without a figure.
_FEWEST = 3
_SHARE = 0.5
# By how many rows fewer or more a table may have than are found of it.
_NEAR = 3


def with_doubt_of_astray(values: Sequence[Value], headings: Collection[int], folded: str) -> tuple[Value, ...]:
    """The values, blanks and those beside them in doubt where figures stand apart from all rows; `headings` have none.

    Figures that only count lines are no such figures; what stands behind a heading is one.
    """
    figured = [number for number in range(len(values)) if number not in headings]
    blank = {at for at, number in enumerate(figured) if values[number].span.start == values[number].span.end}
    if not blank:
        return tuple(values)
    astray = _astray([values[number] for number in figured], folded)
    if astray < min(_FEWEST, _SHARE * len(blank)):
        return tuple(values)
    near = {figured[at] for each in blank for at in (each - 1, each, each + 1) if 0 <= at < len(figured)}
    return tuple(
        replace(value, read=doubtful("shape", value.read.value, unit=value.read.unit))
        if number in near and value.read.reading in {Reading.BLANK, Reading.VALUE}
        else value
        for number, value in enumerate(values)
    )


def apart_from_numbers(values: Sequence[Value], folded: str) -> tuple[Value, ...]:
    """The values of a table that numbers its rows, in doubt where a figure may be such a number or run into one."""
    last = len(values) - 1
    counted = _counted(folded)
    return tuple(
        replace(value, read=doubtful("glued", unit=value.read.unit))
        if (at < last and _touches(value, folded))
        or value.span.start in counted
        or _is_number_of(at + 1, value, folded)
        else value
        for at, value in enumerate(values)
    )


def _counted(folded: str) -> frozenset[int]:
    """Where the numbers of rows stand that begin lines, one after the other from 1; nowhere if they are few."""
    starts: list[int] = []
    for found in _BEGINS.finditer(folded):
        if found[1] == str(len(starts) + 1):
            starts.append(found.start(1))
    return frozenset(starts if len(starts) >= _FEWEST_ROWS else ())


def _touches(value: Value, folded: str) -> bool:
    """Whether a figure runs into what follows."""
    end = value.span.end
    return folded[end - 1 : end].isdecimal() and not folded[end : end + 1].isspace()


def _is_number_of(row: int, value: Value, folded: str) -> bool:
    """Whether a figure begins a line and is about the number of its row, or has words of a label behind it."""
    figure = folded[value.span.start : value.span.end]
    begins = not folded[folded.rfind("\n", 0, value.span.start) + 1 : value.span.start].strip()
    followed = folded[value.span.end : folded.find("\n", value.span.end)].strip()
    if not (begins and followed and figure.isdecimal()):
        return False
    return abs(int(figure) - row) <= _NEAR or _LABEL.search(followed) is not None


def _astray(values: Sequence[Value], folded: str) -> int:
    """How many lines are a figure alone that no row has, the numbers of lines left out."""
    taken = {at for value in values for at in range(value.span.start, value.span.end)}
    return len(figures_alone(taken, folded))


def figures_alone(taken: Collection[int], folded: str) -> list[str]:
    """The lines that are a figure alone, with its unit or without, none of those `taken`, nor numbers of lines."""
    alone = [found[1] for found in _ALONE.finditer(folded) if found.start(1) not in taken]
    counted: list[str] = []
    for text in alone:
        if text == str(len(counted) + 1):
            counted.append(text)
    return alone[len(counted) :] if len(counted) > _FEWEST else alone


def stand_elsewhere(values: Sequence[Value], heads: str) -> bool:
    """Whether the figures of a table stand before their labels, or their column is not there at all.

    `heads` is what stands above the first label: the first row's figure where figures come first, and then the last row
    has none; or the heads without that of the figures.
    """
    if values[-1].read.reading is Reading.VALUE:
        return False
    empty = all(value.read.reading in {Reading.BLANK, Reading.DASH} for value in values)
    return _BEFORE_LABEL.search(heads) is not None or (empty and _HEADS_ALONE.search(heads) is not None)


def with_doubt_of_numbers(values: Sequence[Value], rows: Sequence[Row], grids: Sequence[Grid]) -> list[Value]:
    """The values of rows, those in doubt that stand in the cell of the next label and not in that of their own."""
    labels = [row.mention.start for row in rows]
    return [
        replace(value, read=doubtful("glued", unit=value.read.unit))
        if value.read.reading is Reading.VALUE and following is not None and _numbers(value.span, own, following, grids)
        else value
        for value, own, following in zip(values, labels, (*labels[1:], None), strict=True)
    ]


def _numbers(figure: Span, own: int, following: int, grids: Sequence[Grid]) -> bool:
    grid = next((each for each in grids if is_within(figure, [each])), None)
    cells = () if grid is None else grid.cells
    cell = next((each.span for each in cells if each.span.start <= figure.start <= each.span.end), None)
    return cell is not None and own < cell.start and figure.end <= following < cell.end
