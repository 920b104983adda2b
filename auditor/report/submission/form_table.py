"""The form's tables filled with what was read, and how each cell is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from msgspec import Struct

from auditor.document import ABSENT
from auditor.document import Reading
from auditor.ingest.doubts import DOUBTS
from auditor.report.submission.form_layout import Slot
from auditor.report.views.submission import CellView
from auditor.report.views.submission import TableRow
from auditor.report.views.submission import TableView
from auditor.report.views.view import NO_LINK
from auditor.report.views.view import Link
from auditor.report.words.figures import differs
from auditor.report.words.figures import printed
from auditor.report.words.messages import say
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.diagnostics import Lang
    from auditor.document import Fact
    from auditor.report.submission.form_layout import Layout
    from auditor.report.submission.form_layout import RowPlan
    from auditor.report.submission.form_layout import SheetPlan
    from auditor.report.views.submission import Mark
    from auditor.schema import Indicator


class Row(NamedTuple):
    """A row with what was read; `occurrence` is above 1 where it stands again."""

    plan: RowPlan
    occurrence: int
    slots: tuple[Slot, ...]


class Sheet(Struct, frozen=True):
    """One table of the form as rows with what was read."""

    plan: SheetPlan
    rows: tuple[Row, ...]


class Flag(Struct, frozen=True):
    """What findings say of a cell."""

    marks: tuple[Mark, ...] = ()
    severity: str = ""
    suspect: str = ""
    source: Link = NO_LINK


_NO_FLAG = Flag()


def lay_out(layout: Layout, facts: Iterable[Fact]) -> tuple[Sheet, ...]:
    """Every cell of a form in the printed order with what was read; a row that occurs twice stands twice."""
    read: dict[tuple[str, str | None], Fact] = {}
    repeated: dict[str, dict[int, dict[str | None, Fact]]] = {}
    for fact in facts:
        if not fact.is_narrative and fact.doubt != ABSENT:
            if fact.occurrence == 1:
                read.setdefault((fact.indicator, fact.member), fact)
            else:
                again = repeated.setdefault(fact.indicator, {}).setdefault(fact.occurrence, {})
                again.setdefault(fact.member, fact)
    return tuple(Sheet(plan, tuple(_filled(plan.rows, read, repeated))) for plan in layout.sheets)


def _filled(
    plans: tuple[RowPlan, ...],
    read: Mapping[tuple[str, str | None], Fact],
    repeated: Mapping[str, Mapping[int, Mapping[str | None, Fact]]],
) -> Iterator[Row]:
    for plan in plans:
        code = plan.indicator.code
        slots = [
            Slot(slot.anchor, slot.indicator, slot.member, 1, fact) if (fact := read.get((code, slot.member))) else slot
            for slot in plan.slots
        ]
        yield Row(plan, 1, tuple(slots))
        for occurrence, found in sorted(repeated.get(code, {}).items()):
            again = [
                Slot(f"{slot.anchor}-{occurrence}", slot.indicator, slot.member, occurrence, found.get(slot.member))
                for slot in plan.slots
            ]
            yield Row(plan, occurrence, tuple(again))


def table_views(sheets: tuple[Sheet, ...], flags: Mapping[str, Flag], lang: Lang) -> tuple[TableView, ...]:
    """The tables as they are shown. `flags` are by the anchor of the cell."""
    return tuple(_table_view(sheet, flags, lang) for sheet in sheets)


def _table_view(sheet: Sheet, flags: Mapping[str, Flag], lang: Lang) -> TableView:
    cells = [slot for row in sheet.rows if not row.plan.head.is_heading for slot in row.slots]
    found = [slot.fact.reading for slot in cells if slot.fact is not None]
    counts = {"count": len(cells), "read": len(found), "doubtful": found.count(Reading.DOUBTFUL)}
    return TableView(
        title=sheet.plan.title,
        summary=say("rows_doubtful" if counts["doubtful"] else "rows_read", lang, **counts),
        heads=sheet.plan.heads,
        has_columns=sheet.plan.has_columns,
        is_matrix=bool(sheet.plan.heads),
        rows=tuple([_row_view(row, flags, lang) for row in sheet.rows]),
    )


def _row_view(row: Row, flags: Mapping[str, Flag], lang: Lang) -> TableRow:
    fact = row.slots[0].fact
    remark = say("occurrence", lang, count=row.occurrence) if row.occurrence > 1 else ""
    if fact is not None and not fact.in_order:
        remark = " ".join(filter(None, (remark, say("out_of_order", lang))))
    is_marked = False
    cells = []
    for slot in row.slots:
        flag = flags.get(slot.anchor)
        is_marked = is_marked or flag is not None
        cells.append(_cell_view(slot, flag or _NO_FLAG, lang))
    return TableRow(
        row.plan.head if row.occurrence == 1 else row.plan.again, remark, is_marked=is_marked, cells=tuple(cells)
    )


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
    if fact.reading is Reading.TEXT:
        return "text", raw, "", say("not_a_figure", lang)
    value = "" if fact.value is None else printed(fact.value, slot.indicator.measure)
    shown_raw = raw if value and differs(value, raw) else ""
    if fact.reading is Reading.DOUBTFUL:
        known = DOUBTS.get(fact.doubt)
        return "doubtful", value or raw, shown_raw, known.say(lang) if known else say("doubtful", lang)
    return "value", value, shown_raw, _stray_unit(slot.indicator, fact)


def _stray_unit(indicator: Indicator, fact: Fact) -> str:
    unit = fold(fact.unit).strip()
    return unit if unit and unit != indicator.measure.unit and not indicator.is_heading else ""
