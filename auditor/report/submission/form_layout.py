"""What a form prints whatever is filled in: its tables with their rows, captions and cells. Made once a form."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from typing import NamedTuple

from msgspec import Struct

from auditor.report.views.submission import RowHead
from auditor.source import squeezed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.document import Fact
    from auditor.schema import Form
    from auditor.schema import Indicator

_OUTLINE = re.compile(r"([一二三四五六七八九十]+)(\([一二三四五六七八九十]+\))?([0-9]+)?[.、]?(其中)?")
_OF_WHICH = "其中"


class Slot(NamedTuple):
    """A cell of the form: what belongs there, and what was read for it."""

    anchor: str
    indicator: Indicator
    member: str | None
    occurrence: int
    fact: Fact | None


class RowPlan(NamedTuple):
    """A row of the form: its caption, its caption where it stands a second time, and its cells, nothing read yet."""

    indicator: Indicator
    head: RowHead
    again: RowHead
    slots: tuple[Slot, ...]


class SheetPlan(Struct, frozen=True):
    """One table of the form. `heads` are the names of its columns, none where it has but one of figures."""

    title: str
    rows: tuple[RowPlan, ...]
    heads: tuple[str, ...]
    has_columns: bool


class Layout(Struct, frozen=True):
    """A form as it is printed."""

    sheets: tuple[SheetPlan, ...]


def layout_of(form: Form) -> Layout:
    """The tables of a form in the printed order; each cell has its anchor."""
    tables = {table.code: table for table in form.tables}
    by_table: dict[str, list[Indicator]] = {}
    for indicator in form.indicators:
        by_table.setdefault(indicator.table, []).append(indicator)
    anchors = _anchors(form)
    sheets = []
    for code, indicators in by_table.items():
        table = tables.get(code)
        members = {member.code: member.name for member in table.members} if table else {}
        rows = _rows(indicators, anchors)
        first = next((row.slots for row in rows if len(row.slots) > 1), ())
        sheets.append(
            SheetPlan(
                title=table.title if table else form.title,
                rows=rows,
                heads=tuple(members.get(slot.member or "", slot.member or "") for slot in first),
                has_columns=any(indicator.column for indicator in indicators),
            )
        )
    return Layout(tuple(sheets))


def _anchors(form: Form) -> Mapping[tuple[str, str | None], str]:
    cells = ((each.code, member) for each in form.indicators for member in each.members or (None,))
    return {cell: f"c{number}" for number, cell in enumerate(cells, start=1)}


def _rows(indicators: list[Indicator], anchors: Mapping[tuple[str, str | None], str]) -> tuple[RowPlan, ...]:
    rows = []
    seen: set[tuple[str, str]] = set()
    numbers: set[str] = set()
    for each in indicators:
        is_repeated = bool(each.column) and (each.number, each.label) in seen
        head = _head(each, is_numbered=each.number in numbers, is_repeated=is_repeated, is_first=True)
        again = _head(each, is_numbered=True, is_repeated=bool(each.column), is_first=False)
        slots = tuple(Slot(anchors[each.code, member], each, member, 1, None) for member in each.members or (None,))
        rows.append(RowPlan(each, head, again, slots))
        seen.add((each.number, each.label))
        numbers |= {each.number} - {""}
    return tuple(rows)


def _head(indicator: Indicator, *, is_numbered: bool, is_repeated: bool, is_first: bool) -> RowHead:
    marker, depth = _outline(indicator.number)
    if is_numbered and not indicator.number.endswith(_OF_WHICH):
        # NOTE: the form prints 制发规范性文件总数 below the 其中 of the row above, without a number of its own.
        depth += 1
    return RowHead(
        marker="" if is_numbered or not is_first else marker,
        is_article=marker == indicator.number,
        is_continued=is_numbered and marker != indicator.number,
        label="" if is_repeated else indicator.label or indicator.name,
        column=indicator.column,
        depth=depth,
        unit=indicator.measure.unit,
        is_heading=indicator.is_heading,
    )


@cache
def _outline(number: str) -> tuple[str, int]:
    """How the form prints the number of a row, and how deep it stands: 三（一）1 is `1.` at depth 2."""
    if number.isdecimal():
        return f"{number}.", 0
    found = _OUTLINE.fullmatch(squeezed(number))
    if not found:
        return number, 0
    head, section, item, of_which = found.groups()
    depth = sum(part is not None for part in (section, item, of_which))
    if of_which:
        return f"{_OF_WHICH}：", depth
    if item:
        return f"{item}.", depth
    return (section.replace("(", "（").replace(")", "）"), depth) if section else (f"{head}、", depth)
