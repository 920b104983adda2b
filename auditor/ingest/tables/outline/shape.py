"""Whether the figures of a form of one column stand beside the labels of its rows: its table may lie on its side."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.document import Reading
from auditor.ingest.tables.cells import doubtful
from auditor.ingest.tables.outline.rows import shown_position
from auditor.ingest.tables.reading import digits_below
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Sequence

    from auditor.ingest.tables.outline.rows import Row
    from auditor.ingest.tables.outline.values import Value
    from auditor.schema import Form

_LOOK_BACK = 160
_SHAPELESS = 0.8
_FEWEST_SHAPED = 10
_MOSTLY = 0.8
_BEFORE = 2
_WIDEST_ROW = 20
_NOTHING = (Reading.BLANK, Reading.DASH)
# The doubts of figures that may stand elsewhere than in their rows.
_ELSEWHERE = frozenset(("shape", "figures", "label", "glued"))
_SEPARATOR = regex(r"[\t|]")


def doubt_of_shape(rows: Sequence[Row], values: Sequence[Value], folded: str, form: Form) -> str:
    """Why the figures may not be those of the labels that they stand behind: they stand elsewhere."""
    return "shape" if _is_shapeless(rows, values, folded, form) or _stands_before(rows, folded) else ""


def _is_shapeless(rows: Sequence[Row], values: Sequence[Value], folded: str, form: Form) -> bool:
    """Whether hardly any row has a figure beside it although there are some (a transposed table).

    Where rows have their units beside them, their figures stand there, too, unless there are some below the table.
    """
    figures = [
        value.read
        for row, value in zip(rows, values, strict=True)
        if not form.indicators[shown_position(row)].is_heading
    ]
    empty = sum(read.reading is Reading.BLANK for read in figures)
    if len(figures) < _FEWEST_SHAPED or empty < _SHAPELESS * len(figures):
        return False
    in_rows = empty == len(figures) or sum(bool(read.unit) for read in figures) >= _MOSTLY * len(figures)
    below = digits_below(folded, rows[-1].mention.end, _WIDEST_ROW * len(figures))
    return not in_rows or below >= empty / 2


def _stands_before(rows: Sequence[Row], folded: str) -> bool:
    """Whether in most lines two cells stand before the label and none behind it: the columns run the other way."""
    before = 0
    for mention in (row.mention for row in rows):
        start = folded.rfind("\n", 0, mention.at) + 1
        line_end = folded.find("\n", mention.end)
        behind = folded[mention.end : line_end if line_end >= 0 else len(folded)]
        cells = [
            cell for cell in _SEPARATOR.split(folded[max(start, mention.at - _LOOK_BACK) : mention.at]) if cell.strip()
        ]
        before += len(cells) >= _BEFORE and not behind.strip("|\t ")
    return _MOSTLY * len(rows) < before


def stands_below(row: Row, value: Value, folded: str) -> bool:
    """Whether what a row holds stands in a line below that of its label."""
    return "\n" in folded[row.mention.end : value.span.start]


def stand_above(values: Sequence[Value], rows: Sequence[Row], headings: Collection[int], folded: str) -> bool:
    """Whether a figure stands between the first heading and the first row, and none behind the last: each is above.

    So they are where several headings have one; the first row may have a sign for none, as a heading has for its unit.
    """
    first = next((number for number in range(len(values)) if number not in headings), 0)
    lent = [at for at in headings if values[at].read.value is not None and stands_below(rows[at], values[at], folded)]
    return (len(lent) > 1 or any(at < first for at in lent)) and values[-1].read.reading is not Reading.VALUE


def with_doubt_of_heads(
    values: Sequence[Value], rows: Sequence[Row], headings: Collection[int], folded: str
) -> tuple[Value, ...]:
    """The values; the rows above and below a heading that have nothing are in doubt where it has a figure below it.

    A heading has none: prints that come out of order have that of a row beside it there.
    """
    figured = [number for number in range(len(values)) if number not in headings]
    lent: set[int] = set()
    for head in headings:
        if values[head].read.value is not None and stands_below(rows[head], values[head], folded):
            above = [number for number in figured if number < head][-1:]
            lent |= {*above, *[number for number in figured if number > head][:1]}
    return tuple(
        replace(value, read=doubtful("shape", unit=value.read.unit))
        if number in lent and value.read.reading in _NOTHING
        else value
        for number, value in enumerate(values)
    )


def with_doubt_of_most(values: Sequence[Value]) -> tuple[Value, ...]:
    """The figures, those that look certain in doubt, too, where nearly all others are so for one reason.

    A column of other figures then stands in the table, and one row does not show it: the last one, say. Rows without
    a figure are in doubt where half of the others may have them elsewhere. Words in nearly all cells are what parts
    them, no notes.
    """
    told = [value.read for value in values if value.read.reading in {Reading.VALUE, Reading.DOUBTFUL}]
    reasons = Counter(read.doubt for read in told)
    reason, times = reasons.most_common(1)[0] if reasons else ("", 0)
    most = reason if times >= _MOSTLY * reasons.total() else ""
    doubts = {Reading.VALUE: most} if most else {}
    if most == "words":
        doubts |= dict.fromkeys((Reading.DOUBTFUL, *_NOTHING), most)
    elif told and 2 * sum(reasons[each] for each in _ELSEWHERE) >= len(told):
        doubts |= dict.fromkeys(_NOTHING, "shape")
    return tuple(
        replace(value, read=doubtful(doubts[value.read.reading], value.read.value, unit=value.read.unit))
        if value.read.reading in doubts
        else value
        for value in values
    )
