"""Which place of a matrix is which cell of the form: found by the headings over it and beside it, never by position."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.ingest.tables.grid.doubts import has_one_more
from auditor.ingest.tables.grid.doubts import is_shifted
from auditor.ingest.tables.grid.doubts import is_total_astray
from auditor.ingest.tables.grid.doubts import lacks_one
from auditor.ingest.tables.grid.doubts import parted_columns
from auditor.ingest.tables.grid.doubts import with_straddles
from auditor.ingest.tables.grid.doubts import with_strays
from auditor.ingest.tables.grid.doubts import with_uneven_rows
from auditor.ingest.tables.grid.hit import Hit
from auditor.ingest.tables.grid.hit import codes_of
from auditor.ingest.tables.grid.hit import is_of_another
from auditor.ingest.tables.grid.hit import meanings
from auditor.ingest.tables.grid.labels import columns_between
from auditor.ingest.tables.grid.labels import rows_between
from auditor.ingest.tables.grid.labels import with_rivals
from auditor.ingest.tables.grid.matrix import MOST_ROWS
from auditor.ingest.tables.grid.matrix import Role
from auditor.ingest.tables.grid.matrix import has_figure
from auditor.ingest.tables.grid.matrix import is_unit
from auditor.ingest.tables.grid.own import own_cells
from auditor.ingest.tables.grid.paths import by_path
from auditor.ingest.tables.heading_texts import unit_in
from auditor.ingest.tables.headings import Axis
from auditor.ingest.tables.headings import has_paths
from auditor.ingest.tables.headings import in_table
from auditor.ingest.tables.headings import size_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.ingest.tables.grid.matrix import Matrix
    from auditor.ingest.tables.grid.matrix import Place
    from auditor.schema import Form
    from auditor.schema import Table

SPREAD = "merged_cell"
_BY_NEIGHBOURS = "label"
_FEWEST_MEMBERS = 2


def find_hits(matrix: Matrix, form: Form) -> tuple[Hit, ...]:
    """All cells of the form in a matrix, each table read in the direction in which more of it is found."""
    named = {heading.table for row in matrix.rows for place in row for heading in place.headings}
    if not named:
        return ()
    found: list[Hit] = []
    blocks = matrix.blocks()
    for table in (table for table in form.tables if table.code in named):
        hits = _settled(_in_either(matrix, form, table))
        if len(blocks) > 1 and _certain(hits) < size_of(form, table.code):
            hits = max(hits, _settled(tuple(_in_blocks(blocks, form, table))), key=_certain)
        found.extend(hits)
    return tuple(_without_those_of_others(found))


def _without_those_of_others(hits: Sequence[Hit]) -> Iterator[Hit]:
    """The hits but for those told by their neighbours alone whose cell another table has by its own headings."""
    tables = {id(hit.place.cell): hit.table for hit in hits if hit.doubt != _BY_NEIGHBOURS}
    for hit in hits:
        if hit.doubt != _BY_NEIGHBOURS or tables.get(id(hit.place.cell), hit.table) == hit.table:
            yield hit


def _settled(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Each cell once for what it names, what is contested in doubt."""
    return _contested(tuple(_each_once(hits)))


def _certain(hits: Sequence[Hit]) -> int:
    """How many cells of a table were found without doubt."""
    return len({(hit.code, hit.member) for hit in hits if not hit.doubt})


def _in_blocks(blocks: Sequence[Matrix], form: Form, table: Table) -> Iterator[Hit]:
    """The cells of a table in parts of a sheet that are each read in their own direction."""
    for number, block in enumerate(blocks):
        hits = _in_either(block, form, table)
        yield from (replace(hit, section=hit.section + number * MOST_ROWS) for hit in hits)


def _contested(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits, those in doubt whose head has several figures in a row: 件数 and 比例, this year and the one before.

    A row with no more figures than heads, of which one has several, is set otherwise than the heads are.
    """
    figures = [hit for hit in hits if hit.place.role is Role.FIGURE and hit.doubt != SPREAD]
    texts: dict[tuple[str, str | None, int], set[str]] = {}
    for hit in figures:
        texts.setdefault((hit.code, hit.member, hit.line), set()).add(hit.place.text)
    crowded = {key for key, found in texts.items() if len(found) > 1}
    if not crowded:
        return tuple(hits)
    cells: dict[int, set[int]] = {}
    heads: dict[int, set[tuple[int, str]]] = {}
    for hit in hits:
        heads.setdefault(hit.line, set()).add(_head(hit))
    for hit in figures:
        cells.setdefault(hit.line, set()).add(id(hit.place.cell))
    several = {_head(hit) for hit in hits if (hit.code, hit.member, hit.line) in crowded}
    askew = {line for _, member, line in crowded if member is None or len(cells[line]) <= len(heads[line])}
    return tuple(
        replace(hit, doubt=hit.doubt or "columns") if _head(hit) in several or hit.line in askew else hit
        for hit in hits
    )


def _head(hit: Hit) -> tuple[int, str]:
    """The head that a figure stands under, where the columns of a table are members; else its cell of the form."""
    return hit.section, hit.member or hit.code


def _each_once(hits: Sequence[Hit]) -> Iterator[Hit]:
    """Each cell once for what it names, marked where a merged cell names several."""
    named: dict[int, dict[tuple[str, str | None], Hit]] = {}
    # A head may reach over several places of a row of which one holds its figure.
    filled = {(hit.code, hit.member, hit.line) for hit in hits if hit.place.role is not Role.BLANK}
    last: tuple[Hit, ...] = ()
    for hit in hits:
        if hit.place.role is not Role.BLANK or (hit.code, hit.member, hit.line) not in filled:
            named.setdefault(id(hit.place.cell), {}).setdefault((hit.code, hit.member), hit)
    for same in named.values():
        if any(_is_copy(hit, last) for hit in same.values()):
            continue
        last = tuple(same.values())
        yield from (replace(hit, doubt=hit.doubt or SPREAD) if len(same) > 1 else hit for hit in same.values())


def _is_copy(hit: Hit, last: Sequence[Hit]) -> bool:
    """Whether a cell only repeats the one beside it: merged cells that were parted and filled alike."""
    return any(
        (hit.code, hit.member, hit.line) == (other.code, other.member, other.line)
        and hit.place.text == other.place.text
        and hit.place.cell is not None
        and other.place.cell is not None
        and (hit.place.cell.row == other.place.cell.row or hit.place.cell.column == other.place.cell.column)
        for other in last
    )


def _in_either(matrix: Matrix, form: Form, table: Table) -> tuple[Hit, ...]:
    """The cells of a table as it stands; where some are missing, as it lies on its side, if there are more then."""
    hits = _in_table(matrix, form, table)
    return (
        hits if len(hits) >= size_of(form, table.code) else max(hits, _in_table(matrix.turned(), form, table), key=len)
    )


def _in_table(matrix: Matrix, form: Form, table: Table) -> tuple[Hit, ...]:
    of_table = in_table(form, table.code)
    labels = {
        each.code: each.column or each.label.rpartition("/")[2].strip() for each in of_table if not each.is_heading
    }
    if table.members:
        hits = tuple(with_rivals(tuple(_by_member(matrix, table))))
        hits += tuple(columns_between(hits, matrix, {each.code: each.name for each in table.members}, members=True))
        hits += tuple(rows_between(hits, matrix, labels))
    elif has_paths(form, table.code):
        hits = tuple(by_path(matrix, table, [each.code for each in of_table]))
        hits += tuple(columns_between(hits, matrix, labels))
    else:
        is_list = not any(indicator.column for indicator in of_table)
        hits = tuple(with_rivals(tuple(_by_label_and_column(matrix, table, is_list=is_list))))
        hits += tuple(columns_between(hits, matrix, labels))
    straight = tuple(with_straddles(tuple(with_strays(hits, matrix)), matrix))
    return tuple(with_uneven_rows(straight, matrix))


# ----------------------------------------------------------------------------- a row an indicator, a column a member


def _by_member(matrix: Matrix, table: Table) -> Iterator[Hit]:
    columns: dict[int, str] = {}
    labelled: dict[int, int] = {}  # what a line within a label cuts apart, as a stamp's frame does, is one row
    section, fresh = 0, True
    heads: Sequence[Place] = ()
    for line, row in enumerate(matrix.rows):
        found = _members_in(row, table)
        if is_of_another(row, table):
            columns = {}
        elif found:
            section, columns = (section, columns | found) if fresh else (section + 1, found)
            fresh, heads = True, row
        elif columns and (own := own_cells(row, columns, heads, table)):
            fresh = False
            parted = parted_columns(matrix, line, own.columns)
            moved = is_total_astray(columns, heads, table) or lacks_one(own.row, own.columns, table)
            doubt = own.doubt or ("columns" if moved else "")
            doubts = dict.fromkeys(own.columns, doubt) if doubt else dict.fromkeys(parted, "shape")
            first = labelled.setdefault(id(own.label.cell), line)
            yield from _of_row(own.row, own.columns, _row_of(own.label, table, first, section), doubts)
        elif columns and (label := _row_label(row, min(columns), table)):
            fresh = False
            shifted = is_shifted(row, columns, heads) or is_total_astray(columns, heads, table)
            shifted = shifted or has_one_more(matrix, row, columns) or lacks_one(row, columns, table)
            shifted = shifted or any(row[at].role is Role.HEADING for at in columns)
            parted = parted_columns(matrix, line, columns)
            doubts = dict.fromkeys(columns, "columns") if shifted else dict.fromkeys(parted, "shape")
            first = labelled.setdefault(id(label.cell), line)
            yield from _of_row(row, columns, _row_of(label, table, first, section), doubts)


def _members_in(row: Sequence[Place], table: Table) -> dict[int, str]:
    """The columns that a head row names; nothing where the row is none."""
    found = {
        column: heading.member
        for column, place in enumerate(row)
        for heading in meanings(place, table, Axis.COLUMN)
        if heading.member
    }
    return {} if has_figure(row[min(found, default=0) :]) or len(set(found.values())) < _FEWEST_MEMBERS else found


def _row_label(row: Sequence[Place], first: int, table: Table) -> Place | None:
    """The label of a row: the nearest words left of its figures, if they are this table's."""
    for place in reversed(row[:first]):
        if place.role is Role.HEADING:
            return place if any(heading.table == table.code for heading in place.headings) else None
        if place.role is Role.WORDS and not is_unit(place.text):
            return None
    return None


def _row_of(label: Place, table: Table, line: int, section: int) -> Hit | None:
    """The row that a label names, without its figures yet."""
    unit = unit_in(label.text)
    for heading in meanings(label, table, Axis.ROW):
        if len(heading.codes) == 1:
            return Hit(table.code, next(iter(heading.codes)), label, line, unit=unit, section=section)
    for heading in meanings(label, table, Axis.HEAD):
        return Hit(table.code, heading.head, label, line, unit=unit, section=section)
    return None


def _of_row(
    row: Sequence[Place], columns: Mapping[int, str], named: Hit | None, doubts: Mapping[int, str]
) -> Iterator[Hit]:
    if named is None:
        return
    for column, member in sorted(columns.items()):
        doubt = doubts.get(column, "")
        # A shifted row may lack its last cell, whose figure is not missing then: it stands somewhere in the row.
        place = named.place if doubt and row[column].cell is None else row[column]
        if place is named.place or (place.role not in {Role.HEADING, Role.OUTSIDE} and place.cell is not None):
            yield replace(named, place=place, member=member, doubt=doubt)


# ------------------------------------------------------------------------- a figure for each row label and column head


def _by_label_and_column(matrix: Matrix, table: Table, *, is_list: bool) -> Iterator[Hit]:
    over: list[Place | None] = [None] * matrix.width
    labels = len({codes for row in matrix.rows for place in row if (codes := codes_of(place, table, Axis.ROW))})
    labelled: dict[int, int] = {}
    section, fresh = 0, True
    for at, row in enumerate(matrix.rows):
        line = at
        label = beside = None
        doubt = ""
        for column, place in enumerate(row):
            if place.role is Role.HEADING:
                if meanings(place, table, Axis.ROW):
                    line = labelled.setdefault(id(place.cell), at)
                    label, doubt = place, "columns" if over[column] is not None else ""  # a row set beside its heads
                if meanings(place, table, Axis.COLUMN):
                    over[column] = beside = place
                    section, fresh = section + (not fresh), True
            elif place.cell and place.is_first:
                code, head = _named(label, (over[column], beside), table)
                code = code or (_only_code(row, label, place, table, is_list=is_list) if labels > 1 else None)
                if code:
                    fresh = False
                    unit = next((unit for unit in (unit_in(each.text) for each in (head, label) if each) if unit), "")
                    yield Hit(table.code, code, place, line, unit=unit, doubt=doubt, section=section)


def _named(label: Place | None, heads: Sequence[Place | None], table: Table) -> tuple[str | None, Place | None]:
    """The indicator that a label and the head over it (else the one beside it) name together."""
    for head in heads:
        shared = codes_of(label, table, Axis.ROW) & codes_of(head, table, Axis.COLUMN)
        if len(shared) == 1:
            return next(iter(shared)), head
    return None, None


def _only_code(row: Sequence[Place], label: Place | None, place: Place, table: Table, *, is_list: bool) -> str | None:
    """The indicator of a row that has one only, where the row holds one figure and its column head was lost or is none.

    What stands before the label numbers the row.
    """
    codes = codes_of(label, table, Axis.ROW)
    if len(codes) != 1:
        return None
    at = next((at for at, each in enumerate(row) if each is label), 0)
    figures = {id(each.cell) for each in row[at:] if each.role is Role.FIGURE}
    # The figure of a list stands behind its label and unit: where there is none, the last cell is where it was to be.
    is_blank = is_list and not figures and place is row[-1] and place.role is Role.BLANK
    return next(iter(codes)) if is_blank or figures == {id(place.cell)} else None
