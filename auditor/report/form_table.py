"""The form's tables filled with what was read: where each cell stands, and how it is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from typing import NamedTuple

from auditor.document import ABSENT
from auditor.document import Reading
from auditor.report.figures import differs
from auditor.report.figures import printed
from auditor.report.messages import say
from auditor.report.view import Link
from auditor.report.views_submission import CellView
from auditor.report.views_submission import TableRow
from auditor.report.views_submission import TableView
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.diagnostics import Lang
    from auditor.document import Fact
    from auditor.report.views_submission import Mark
    from auditor.schema import Form
    from auditor.schema import Indicator
    from auditor.schema import Table

_OUTLINE = re.compile(r"([一二三四五六七八九十]+)(\([一二三四五六七八九十]+\))?([0-9]+)?[.、]?(其中)?")
_OF_WHICH = "其中"
_NO_LINK = Link("", "")


class Slot(NamedTuple):
    """A cell of the form: what belongs there, and what was read for it."""

    anchor: str
    indicator: Indicator
    member: str | None
    occurrence: int
    fact: Fact | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of the form as rows of slots."""

    title: str
    table: Table | None
    rows: tuple[tuple[Slot, ...], ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """What findings say of a cell."""

    marks: tuple[Mark, ...] = ()
    severity: str = ""
    suspect: str = ""
    source: Link = _NO_LINK


_NO_FLAG = Flag()


def lay_out(form: Form, facts: Iterable[Fact]) -> tuple[Sheet, ...]:
    """Every cell of a form in the printed order, with its anchor; a row that occurs twice stands twice."""
    read: dict[tuple[str, str | None, int], Fact] = {}
    occurrences: dict[str, int] = {}
    for fact in facts:
        if not fact.is_narrative and fact.doubt != ABSENT:
            read.setdefault((fact.indicator, fact.member, fact.occurrence), fact)
            occurrences[fact.indicator] = max(fact.occurrence, occurrences.get(fact.indicator, 1))
    tables = {table.code: table for table in form.tables}
    rows: dict[str, list[tuple[Slot, ...]]] = {}
    count = 0
    for indicator in form.indicators:
        for occurrence in range(1, occurrences.get(indicator.code, 1) + 1):
            row: list[Slot] = []
            for member in indicator.members or (None,):
                count += 1
                fact_here = read.get((indicator.code, member, occurrence))
                row.append(Slot(f"c{count}", indicator, member, occurrence, fact_here))
            rows.setdefault(indicator.table, []).append(tuple(row))
    return tuple(
        Sheet(tables[code].title if code in tables else form.title, tables.get(code), tuple(rows[code]))
        for code in rows
    )


def table_views(sheets: tuple[Sheet, ...], flags: Mapping[str, Flag], lang: Lang) -> tuple[TableView, ...]:
    """The tables as they are shown. `flags` are by the anchor of the cell."""
    return tuple(_table_view(sheet, flags, lang) for sheet in sheets)


def _table_view(sheet: Sheet, flags: Mapping[str, Flag], lang: Lang) -> TableView:
    members = {member.code: member.name for member in sheet.table.members} if sheet.table else {}
    first = next((row for row in sheet.rows if len(row) > 1), ())
    cells = [slot for row in sheet.rows for slot in row if not slot.indicator.is_heading]
    read = sum(slot.fact is not None for slot in cells)
    rows = []
    seen: set[tuple[str, str]] = set()
    numbers: set[str] = set()
    for row in sheet.rows:
        indicator = row[0].indicator
        caption = (indicator.number, indicator.label)
        is_repeated = bool(indicator.column) and caption in seen
        rows.append(_row_view(row, flags, lang, is_numbered=indicator.number in numbers, is_repeated=is_repeated))
        seen.add(caption)
        numbers.add(indicator.number)
    return TableView(
        title=sheet.title,
        summary=say("rows_read", lang, count=len(cells), read=read),
        heads=tuple(members.get(slot.member or "", slot.member or "") for slot in first),
        has_columns=any(row[0].indicator.column for row in sheet.rows),
        is_matrix=bool(first),
        rows=tuple(rows),
    )


def _row_view(
    row: tuple[Slot, ...], flags: Mapping[str, Flag], lang: Lang, *, is_numbered: bool, is_repeated: bool
) -> TableRow:
    slot = row[0]
    indicator = slot.indicator
    marker, depth = _outline(indicator.number)
    if is_numbered and not indicator.number.endswith(_OF_WHICH):
        depth += (
            1  # NOTE: the form prints 制发规范性文件总数 below the 其中 of the row above, without a number of its own
        )
    remark = say("occurrence", lang, count=slot.occurrence) if slot.occurrence > 1 else ""
    if slot.fact is not None and not slot.fact.in_order:
        remark = " ".join(filter(None, (remark, say("out_of_order", lang))))
    cells = tuple([_cell_view(each, flags.get(each.anchor, _NO_FLAG), lang) for each in row])
    return TableRow(
        marker="" if is_numbered or slot.occurrence > 1 else marker,
        is_article=marker == indicator.number,
        is_continued=is_numbered and marker != indicator.number,
        label="" if is_repeated else indicator.label or indicator.name,
        column=indicator.column,
        remark=remark,
        depth=depth,
        unit=indicator.measure.unit,
        is_heading=indicator.is_heading,
        is_marked=any(cell.marks or cell.suspect for cell in cells),
        cells=cells,
    )


@cache
def _outline(number: str) -> tuple[str, int]:
    """How the form prints the number of a row, and how deep it stands: 三（一）1 is `1.` at depth 2."""
    found = _OUTLINE.fullmatch("".join(fold(number).split()))
    if not found:
        return number, 0
    head, section, item, of_which = found.groups()
    depth = sum(part is not None for part in (section, item, of_which))
    if of_which:
        return f"{_OF_WHICH}：", depth
    if item:
        return f"{item}.", depth
    return (section.replace("(", "（").replace(")", "）"), depth) if section else (f"{head}、", depth)


def _cell_view(slot: Slot, flag: Flag, lang: Lang) -> CellView:
    fact = slot.fact
    if fact is not None and _is_plain(fact, slot.indicator):
        state, text, raw, remark = "value", fact.raw, "", ""
    else:
        state, text, raw, remark = _content(slot, lang)
    return CellView(slot.anchor, state, text, raw, remark, flag.severity, flag.suspect, flag.marks, flag.source)


def _is_plain(fact: Fact, indicator: Indicator) -> bool:
    """Whether a cell holds a whole number and nothing else, as nearly all do: then there is nothing to work out."""
    is_whole = fact.reading is Reading.VALUE and not fact.unit and indicator.measure.factor == 1
    return is_whole and fact.raw == str(fact.value) and not indicator.is_heading


def _content(slot: Slot, lang: Lang) -> tuple[str, str, str, str]:
    """State, text, raw characters where they say more, and a remark."""
    fact = slot.fact
    if fact is None:
        return ("none", "", "", "") if slot.indicator.is_heading else ("missing", say("missing", lang), "", "")
    raw = " ".join(fact.raw.split())
    if fact.reading is Reading.BLANK:
        return "blank", "" if slot.indicator.is_heading else say("blank", lang), "", ""
    if fact.reading is Reading.DASH:
        return "dash", raw, "", ""
    if fact.reading is Reading.TEXT or fact.value is None:
        return "text", raw, "", say("not_a_figure", lang)
    value = printed(fact.value, slot.indicator.measure)
    shown_raw = raw if differs(value, raw) else ""
    if fact.reading is Reading.DOUBTFUL:
        return "doubtful", value, shown_raw, fact.doubt or say("doubtful", lang)
    return "value", value, shown_raw, _stray_unit(slot.indicator, fact)


def _stray_unit(indicator: Indicator, fact: Fact) -> str:
    unit = fold(fact.unit).strip()
    return unit if unit and unit != indicator.measure.unit and not indicator.is_heading else ""
