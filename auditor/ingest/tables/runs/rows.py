"""The rows of a form's tables in running text: which cells a row has, and the stretch that holds its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.ingest.tables.cells import COMMON_UNITS
from auditor.ingest.tables.cells import bare_unit
from auditor.ingest.tables.heading_texts import unit_in
from auditor.ingest.tables.headings import Axis
from auditor.ingest.tables.headings import below
from auditor.ingest.tables.headings import has_paths
from auditor.ingest.tables.headings import in_table
from auditor.ingest.tables.headings import member_total
from auditor.patterns import regex
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.tables.headings import Heading
    from auditor.ingest.tables.runs.scan import Item
    from auditor.schema import Form
    from auditor.schema import Indicator
    from auditor.schema import Table

# Columns may be lettered, too: 甲, A.
_WORD = regex("[㐀-鿿]{2}|计|比")
_LONGEST_ASIDE = 60
_NOTE = regex(r"[(][^()]*[)]")
_LONGEST_REGION = 400
_FEWEST_ROWS = 3
_ROWS_WITHOUT_HEADS = 10


class Row(Struct, frozen=True):
    """One row: its cells as (indicator, member) in the printed order, and where its figures stand.

    `ordered` is whether the heads over it show that order; `units` are the unit words of the heads; `heads` says
    that the row is a head row, filled in for all its parts; `spoilt` that words stand where figures should;
    `blanks_behind` on which side of the figures blank fields beyond the columns stand, if that is known; `headed` that
    a head follows instead of figures.
    """

    code: str
    cells: tuple[tuple[str, str | None], ...]
    region: Span
    ordered: bool = True
    units: tuple[str, ...] = ()
    head: str = ""
    spoilt: bool = False
    blanks_behind: bool | None = None
    headed: bool = False


class Window(Struct, frozen=True):
    """One table in the text."""

    table: str
    rows: tuple[Row, ...]
    span: Span


def find_windows(items: Sequence[Item], form: Form, end: int) -> tuple[Window, ...]:
    """Every table of the form that the headings show; `end` is the length of the text."""
    found: list[Window] = []
    for table in form.tables:
        if table.members:
            found.extend(_member_windows(items, form, table, end))
        elif any(indicator.column for indicator in in_table(form, table.code)):
            found.extend(_column_windows(items, form, table, end))
        elif has_paths(form, table.code):
            found.extend(_path_windows(items, form, table, end))
        else:
            found.extend(_list_windows(items, form, table, end))
    return tuple(sorted(found, key=lambda window: window.span))


def _region(items: Sequence[Item], at: int, end: int) -> Span:
    """The text behind a heading up to the next words, unit words passed over."""
    start = items[at].end
    following = (item.start for item in _behind(items, at) if not item.is_unit)
    return Span(start, min(next(following, end), start + _LONGEST_REGION))


def _is_spoilt(items: Sequence[Item], at: int) -> bool:
    """Whether words follow that may be what a cell holds."""
    following = next((item for item in _behind(items, at) if not item.is_unit), None)
    return following is not None and following.may_be_cell


def _is_headed(items: Sequence[Item], at: int) -> bool:
    """Whether a head follows right away: each figure has a line of its own then, with its row and its head."""
    following = next((item for item in _behind(items, at) if not item.is_unit), None)
    return following is not None and following.heading is not None and following.heading.axis is Axis.COLUMN


def _behind(items: Sequence[Item], at: int) -> Iterator[Item]:
    return (items[other] for other in range(at + 1, len(items)))


def _stretches(items: Sequence[Item], table: Table, *, fits: tuple[Axis, ...]) -> Iterator[tuple[int, ...]]:
    """The positions of a table's headings, cut where longer words or another table's headings come between."""
    stretch: list[int] = []
    for at, item in enumerate(items):
        heading = item.heading
        if heading and heading.table == table.code and heading.axis in fits:
            stretch.append(at)
        elif stretch and (heading or (not item.is_unit and len(_NOTE.sub("", item.text)) > _LONGEST_ASIDE)):
            yield tuple(stretch)
            stretch = []
    if stretch:
        yield tuple(stretch)


def _window(table: Table, rows: Sequence[Row], items: Sequence[Item], first: int) -> Window:
    return Window(table.code, tuple(rows), Span(items[first].start, rows[-1].region.end))


# ----------------------------------------------------------------------------- a row an indicator, a column a member


def _member_windows(items: Sequence[Item], form: Form, table: Table, end: int) -> Iterator[Window]:
    for stretch in _stretches(items, table, fits=(Axis.ROW, Axis.HEAD, Axis.COLUMN)):
        members: tuple[str, ...] = ()
        rows: list[Row] = []
        heading_open, foreign = True, False
        for before, at in zip((None, *stretch), stretch, strict=False):
            heading = items[at].headings[0]
            if heading_open and members:
                foreign = foreign or any(map(_is_foreign_head, items[(at if before is None else before) + 1 : at]))
            if heading.axis is Axis.COLUMN:
                members = (*(members if heading_open else ()), heading.member)
                heading_open, foreign = True, foreign and heading_open
                continue
            heading_open = False
            ordered = not foreign and _in_form_order(members, table)
            code = heading.head or next(iter(heading.codes))
            cells = tuple((code, member.code) for member in table.members)
            units = (unit_in(items[at].text),) * len(cells)
            spoilt = _is_spoilt(items, at)
            headed = _is_headed(items, at)
            row = Row(code, cells, _region(items, at, end), ordered, units, heading.head, spoilt, headed=headed)
            rows.append(row)
        named, heads = {row.code for row in rows}, set(members)
        is_headed = len(heads) > _FEWEST_ROWS or heads == {member.code for member in table.members}
        if len(named) >= (_fewest(form, table) if is_headed else _ROWS_WITHOUT_HEADS):
            yield _window(table, _parts_for_heads(rows, form), items, stretch[0])


def _fewest(form: Form, table: Table) -> int:
    """How many rows make a table at least; a small one has no more."""
    return min(_FEWEST_ROWS, sum(not indicator.is_heading for indicator in in_table(form, table.code)))


def _is_foreign_head(item: Item) -> bool:
    """Whether words among the heads are a head that the form does not have: a column of other figures."""
    if item.headings or item.is_unit or item.is_said or item.is_over:
        return False
    return _WORD.search(item.text) is not None


def _in_form_order(members: Sequence[str], table: Table) -> bool:
    """Whether heads stand in the form's order.

    Read row by row, heads in two decks put the total, which spans both, before the columns of the lower deck.
    """
    printed = tuple(member.code for member in table.members)
    total = member_total(table)
    if total is None or tuple(members) == printed:
        return tuple(members) == printed
    rest = tuple(member for member in members if member != total.code)
    return len(members) == len(printed) and (*rest, total.code) == printed and members[1] == total.code


def _parts_for_heads(rows: Sequence[Row], form: Form) -> tuple[Row, ...]:
    """The rows, head rows left out unless they are filled in for parts that have no rows of their own."""
    named = {row.code for row in rows}
    kept: list[Row] = []
    for row in rows:
        if not row.head:
            kept.append(row)
            continue
        parts = below(form, form.by_code[row.head])
        if parts and not named & {part.code for part in parts}:
            kept.append(row)
    return tuple(kept)


# ------------------------------------------------------------------------- a figure for each row label and column head


def _column_windows(items: Sequence[Item], form: Form, table: Table, end: int) -> Iterator[Window]:
    printed = tuple(indicator.code for indicator in in_table(form, table.code))
    for stretch in _stretches(items, table, fits=(Axis.ROW, Axis.COLUMN)):
        heads: list[int] = []
        rows: list[Row] = []
        heading_open = True
        for at in stretch:
            heading = items[at].headings[0]
            if heading.axis is Axis.COLUMN:
                heads = [*(heads if heading_open else ()), at]
                heading_open = True
                continue
            heading_open = False
            meant = _apart([tuple(_meant(heading, items[head], printed)) for head in heads])
            named = [(code, head) for head, codes in zip(heads, meant, strict=True) for code in codes]
            codes = [code for code, _ in named]
            if named and len(set(codes)) == len(named):
                ordered = codes == sorted(codes, key=printed.index) or not _are_parted(items[heads[0] : heads[-1]])
                cells = tuple((code, None) for code in codes)
                units = tuple(unit_in(items[head].text) for _, head in named)
                spoilt, headed = _is_spoilt(items, at), _is_headed(items, at)
                row = Row(codes[0], cells, _region(items, at, end), ordered, units, spoilt=spoilt, headed=headed)
                rows.append(row)
        if rows:
            yield _window(table, rows, items, stretch[0])


def _apart(meant: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """What each head names; of those that name the same several cells, as many as there are cells, one each in order.

    A cell that another head names alone is none of them.
    """
    alone = {codes[0] for codes in meant if len(codes) == 1}
    left = [codes if len(codes) == 1 else tuple(code for code in codes if code not in alone) for codes in meant]
    for at, codes in enumerate(left):
        yield (codes[left[:at].count(codes)],) if codes and left.count(codes) == len(codes) else codes


def _are_parted(heads: Sequence[Item]) -> bool:
    """Whether other words stand among heads: the head over the labels, where a head of two lines begins above it."""
    return any(not item.headings and not item.is_unit for item in heads)


def _meant(label: Heading, head: Item, printed: Sequence[str]) -> Iterator[str]:
    return (code for code in printed if code in label.codes & head.headings[0].codes)


# ------------------------------------------------------------------------------------------------- one figure a row


def _list_windows(items: Sequence[Item], form: Form, table: Table, end: int) -> Iterator[Window]:
    for stretch in _stretches(items, table, fits=(Axis.ROW, Axis.HEAD)):
        rows: list[Row] = []
        for at in stretch:
            codes = items[at].headings[0].codes if items[at].headings[0].axis is Axis.ROW else ()
            for code in codes if len(codes) == 1 else ():
                beside = _unit_beside(items, at, form.by_code[code])
                unit = unit_in(items[at].text) if beside is None else bare_unit(items[beside].text)
                last = at if beside is None else beside
                spoilt = _is_spoilt(items, last)
                rows.append(Row(code, ((code, None),), _region(items, last, end), units=(unit,), spoilt=spoilt))
        if rows and len({row.code for row in rows}) >= _fewest(form, table):
            yield _window(table, rows, items, stretch[0])


def _unit_beside(items: Sequence[Item], at: int, indicator: Indicator) -> int | None:
    """Where the unit of a row stands that is printed in a column of its own, right behind the label."""
    text = bare_unit(items[at + 1].text) if at + 1 < len(items) else ""
    return at + 1 if text and (text in COMMON_UNITS or text == indicator.measure.unit) else None


# ------------------------------------------------------------------------------------- heads over heads, figures below


def _path_windows(items: Sequence[Item], form: Form, table: Table, end: int) -> Iterator[Window]:
    """A table of one row: all its heads, the lowest ones in the form's order, and then its figures."""
    indicators = in_table(form, table.code)
    printed = tuple(indicator.label.split(" / ")[-1] for indicator in indicators)
    groups = tuple(dict.fromkeys(indicator.label.split(" / ")[-2] for indicator in indicators))
    whole = _stretches(items, table, fits=(Axis.LEAF, Axis.GROUP))
    for stretch in (part for each in whole for part in (each, *_pieces(items, each))):
        leaves = [at for at in stretch if items[at].headings[0].axis is Axis.LEAF]
        said = [items[at].headings[0].codes for at in leaves]
        meant = [indicator.code for indicator in indicators]
        matching = len(said) == len(printed) and all(code in codes for code, codes in zip(meant, said, strict=True))
        said_groups = [items[at].headings[0].codes for at in stretch if items[at].headings[0].axis is Axis.GROUP]
        last_said = sorted({codes: at for at, codes in enumerate(said_groups)}.items(), key=lambda each: each[1])
        firsts = [next(place for place, code in enumerate(meant) if code in codes) for codes, _ in last_said]
        if matching and len(firsts) >= len(groups) and leaves[-1] == stretch[-1]:
            cells = tuple((code, None) for code in meant)
            region, spoilt = _region(items, stretch[-1], end), _is_spoilt(items, stretch[-1])
            row = Row(meant[0], cells, region, firsts == sorted(firsts), spoilt=spoilt)
            yield _window(table, (row,), items, stretch[0])


def _pieces(items: Sequence[Item], stretch: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """The parts of a stretch, cut where a copy begins and at other words: sentences below may name some heads again."""
    parts: list[list[int]] = []
    for at in stretch:
        goes_on = parts and all(item.headings or item.is_unit for item in items[parts[-1][-1] + 1 : at])
        if goes_on and items[at].headings != items[stretch[0]].headings:
            parts[-1].append(at)
        else:
            parts.append([at])
    return tuple(map(tuple, parts)) if len(parts) > 1 else ()
