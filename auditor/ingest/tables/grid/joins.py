"""Marked tables that are parts of one: broken over pages, their heads in a table above, each row a table of its own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from auditor.ingest.tables.grid.captions import under_caption
from auditor.ingest.tables.grid.cut_rows import mended
from auditor.ingest.tables.grid.matrix import Matrix
from auditor.ingest.tables.grid.matrix import has_figure
from auditor.ingest.tables.grid.matrix import matrix_of
from auditor.ingest.tables.headings import Axis
from auditor.ingest.tables.headings import lexicon_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.document import Document
    from auditor.ingest.tables.grid.matrix import Place
    from auditor.schema import Form


_ALONG = frozenset({Axis.COLUMN, Axis.GROUP, Axis.LEAF})
_DOWN = frozenset({Axis.ROW, Axis.HEAD})
_FEWEST_ALONG = 3


def joined(document: Document, form: Form) -> Iterator[Matrix]:
    """The marked tables, those that go on over a page or under heads of their own joined to what they go on from."""
    lexicon = lexicon_of(form)
    last: Matrix | None = None
    for number, grid in enumerate(document.grids):
        matrix = mended(matrix_of(grid, number, lexicon), lexicon)
        if not matrix.rows:
            continue
        matrix = under_caption(matrix, grid, document, lexicon)
        if last is not None and _goes_on(last, matrix):
            last = last.below(matrix)
            continue
        if last is not None:
            yield last
        last = matrix
    if last is not None:
        yield last


def _goes_on(before: Matrix, after: Matrix) -> bool:
    """Whether a table begins with rows without the heads that stand in the one before."""
    return _under_columns(before, after) or _under_rows(before, after) or _under_decks(before, after)


def _under_columns(before: Matrix, after: Matrix) -> bool:
    """Whether rows go on under the heads of columns, or figures alone under heads over heads."""
    open_heads = {(table, axis) for table, axis in _heads(before) if axis is not Axis.GROUP}
    figures = any(map(has_figure, after.rows))
    named = [kinds for row in after.rows if (kinds := frozenset(kind for place in row for kind in _kinds(place)))]
    if not named:
        rows = {heading.table for row in after.rows for place in row for heading in place.headings}
        under = any(axis is Axis.LEAF or table in rows for table, axis in open_heads)
        return figures and before.width == after.width and under
    if before.width == after.width and any((table, Axis.COLUMN) in open_heads for table in _headed_late(after)):
        return True
    headed: set[str] = set()
    for kinds in named:
        headed |= {table for table, axis in kinds if axis is Axis.COLUMN}
        rows = {table for table, axis in kinds if axis in _DOWN}
        if any((table, Axis.COLUMN) in open_heads for table in rows - headed):
            return True
    return False


def _headed_late(matrix: Matrix) -> frozenset[str]:
    """The tables whose heads of columns stand below figures that no heads stand over: a last row, the heads again."""
    bare = False
    for row in matrix.rows:
        kinds = frozenset(kind for place in row for kind in _kinds(place))
        if kinds:
            return frozenset(table for table, axis in kinds if bare and axis is Axis.COLUMN)
        bare = bare or has_figure(row)
    return frozenset()


def _under_rows(before: Matrix, after: Matrix) -> bool:
    """Whether a table that lies on its side goes on: the labels of its rows stand over the columns of `before`."""
    if before.width != after.width:
        return False
    above = _tables_along(before, _DOWN)
    members = {table for row in after.rows for place in row for table, axis in _kinds(place) if axis is Axis.COLUMN}
    return bool(above & members - _tables_along(after, _DOWN))


def _tables_along(matrix: Matrix, axes: frozenset[Axis]) -> frozenset[str]:
    """The tables of which a row without figures shows several headings of some axes."""
    found: set[str] = set()
    for row in matrix.rows:
        if has_figure(row):
            continue
        shown = Counter(table for place in row if place.is_first for table, axis in _kinds(place) if axis in axes)
        found |= {table for table, count in shown.items() if count >= _FEWEST_ALONG}
    return frozenset(found)


def _under_decks(before: Matrix, after: Matrix) -> bool:
    """Whether a table of nothing but heads stands over one that begins with more of them: their lower deck."""
    if before.width != after.width or any(_is_open(row) for row in before.rows):
        return False
    first = {table for place in after.rows[0] for table, axis in _kinds(place) if axis in _ALONG}
    return bool(first & {table for table, axis in _heads(before)})


def _is_open(row: Sequence[Place]) -> bool:
    """Whether a row holds anything but heads of columns."""
    kinds = [_kinds(place) for place in row]
    return not any(kinds) or any(axis in _DOWN for of in kinds for _, axis in of)


def _heads(matrix: Matrix) -> frozenset[tuple[str, Axis]]:
    """The kinds of column heads that a table shows, in rows without figures."""
    return frozenset(
        (table, axis)
        for row in matrix.rows
        if not has_figure(row)
        for place in row
        for table, axis in _kinds(place)
        if axis in _ALONG
    )


def _kinds(place: Place) -> frozenset[tuple[str, Axis]]:
    """The table and the axis that a heading belongs to beyond doubt: 总计 stands in several."""
    kinds = frozenset((heading.table, heading.axis) for heading in place.headings)
    return kinds if len(kinds) == 1 else frozenset()
