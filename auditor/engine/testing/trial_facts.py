"""The rows of tests as facts: each row a report of its own, with the earlier ones of which it gives figures."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from typing import Any

from auditor.document import Reading
from auditor.engine.testing.trials import place_of
from auditor.engine.testing.worlds import frame_of
from auditor.engine.testing.worlds import stated_rows
from auditor.facts import ATTRIBUTES
from auditor.facts import ENUMERATIONS
from auditor.facts import FIGURES
from auditor.facts import FIRST
from auditor.facts import RATES
from auditor.facts import RECORDS
from auditor.facts import FactTable
from auditor.lang.typed import Aspect
from auditor.lang.typed import Field
from auditor.lang.typed import Grain
from auditor.schema import RATIO_SCALE
from auditor.schema import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.engine.plan import Statement
    from auditor.engine.testing.trials import Trial

_PERCENT = 100


def trial_table(trials: Iterable[Trial]) -> FactTable:
    """The facts of some trials: a record for each report of each, this year's first, in the order of the trials."""
    rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for trial in trials:
        numbers = {back: len(rows["records"]) + at for at, back in enumerate(reports_back(trial))}
        for back, record in numbers.items():
            rows["records"].append(_record(trial, record, back))
            rows["figures"] += _cells(trial, record, back)
            rows["first"] += _first(trial, record, back)
        now = numbers[0]
        rows["attributes"] += [
            {"record": now, "name": name, "number" if isinstance(value, int) else "text": value}
            for name, value in trial.attributes.items()
            if value is not None
        ]
        rows["figures"] += stated_rows(now, trial.case)
        _add_item(trial, now, rows)
    return FactTable(
        frame_of(rows["records"], RECORDS),
        frame_of(rows["figures"], FIGURES),
        frame_of(rows["attributes"], ATTRIBUTES),
        frame_of(rows["enumerations"], ENUMERATIONS),
        frame_of(rows["rates"], RATES),
        first=frame_of(rows["first"], FIRST),
    )


def reports_back(trial: Trial) -> tuple[int, ...]:
    """How far back there are reports: this year's, and those of which any figure is given."""
    given = (*trial.case.figures, *trial.case.first)
    return tuple(sorted({0} | {back for (_, _, back), value in given if value is not None}))


def _record(trial: Trial, record: int, back: int) -> dict[str, Any]:
    year = trial.year
    unit = dict(trial.case.attributes).get("单位") if back == 0 else None
    return {
        "record": record,
        "submission": f"{trial.number}-{back}",
        "unit": unit if isinstance(unit, str) else f"{trial.number}",
        "year": None if year is None else year - back,
        "form": trial.case.form,
    }


def _first(trial: Trial, record: int, back: int) -> list[dict[str, Any]]:
    """The report of a year as it was first published, where the row says what it had."""
    return [
        {
            "record": record,
            "indicator": code,
            "member": member,
            "stored": value,
            "reading": Reading.BLANK.value if value is None else Reading.VALUE.value,
        }
        for (code, member, years), value in trial.case.first
        if years == back
    ]


def _cells(trial: Trial, record: int, back: int) -> list[dict[str, Any]]:
    """The table of one report: the figures named, and 0 for all others that the statements speak of."""
    named = {(code, member): value for (code, member, years), value in trial.case.figures if years == back}
    spoken = {
        place[:2] for it in trial.statements for leaf in it.leaves if (place := place_of(leaf)) and place[2] == back
    }
    spoken |= {(it.instance.indicator, None) for it in trial.statements if it.instance.indicator and back == 0}
    aspects = {key: value for key, value in trial.case.aspects if back == 0}
    cells: list[dict[str, Any]] = []
    for code, member in sorted(spoken | named.keys(), key=repr):
        about = {
            aspect: value for (name, column_, aspect), value in aspects.items() if (name, column_) == (code, member)
        }
        heading = trial.form is not None and code in trial.form.by_code and trial.form.by_code[code].is_heading
        value = named.get((code, member), None if heading else 0)
        cells += [{"record": record, "indicator": code, "member": member, **row} for row in _rows(value, about)]
    return cells


def _rows(value: int | None, about: Mapping[Aspect, int]) -> list[dict[str, Any]]:
    """The rows of a table that show a figure and the aspects that a test gives of it."""
    count = about.get(Aspect.ROWS, max(1, *(about.get(aspect, 0) for aspect in Aspect)))
    return [
        {
            "source": "table",
            "in_order": at >= about.get(Aspect.DISORDERED, 0),
            "noted": at < about.get(Aspect.NOTES, 0),
            "stray_unit": at < about.get(Aspect.STRAY, 0),
            "scoped": False,
            "agrees_elsewhere": False,
            **_cell(value, about, at),
        }
        for at in range(count)
    ]


def _cell(value: int | None, about: Mapping[Aspect, int], at: int) -> dict[str, Any]:
    if at < about.get(Aspect.TEXTS, 0):
        return {"reading": Reading.TEXT.value}
    filled = about.get(Aspect.FILLED)
    blank = value is None if filled is None else at >= filled
    if blank or at < about.get(Aspect.BLANKS, 0):
        return {"reading": Reading.BLANK.value}
    return {"reading": Reading.VALUE.value, "stored": value or 0}


def _add_item(trial: Trial, record: int, rows: Mapping[str, list[dict[str, Any]]]) -> None:
    """The mention, enumeration or rate that the row gives."""
    fields = dict(trial.case.fields)
    grain = trial.statements[0].rule.grain if trial.statements else Grain.RECORD
    match grain:
        case Grain.RECORD:
            return
        case Grain.MENTION:
            for statement in trial.statements:
                rows["figures"].append(_mention(statement, record, fields, len(rows["figures"])))
        case Grain.ENUMERATION:
            own = {str(field): fields.get(field, 0) for field in Field if field in ENUMERATIONS}
            rows["enumerations"].append({"record": record, "item": 0, **own})
        case Grain.RATE:
            usual = {Field.SCALE: _PERCENT}
            own = {str(field): fields.get(field, usual.get(field, 0)) for field in Field if field in RATES}
            rows["rates"].append({"record": record, "item": 0, **own})


def _mention(statement: Statement, record: int, fields: Mapping[Field, int | None], number: int) -> dict[str, Any]:
    stated, scale = fields.get(Field.STATED), fields.get(Field.SCALE) or _PERCENT
    ratio = None if stated is None else stated * RATIO_SCALE // scale
    value = ratio if Field.STATED in fields else fields.get(Field.MENTION, 0)
    stance = (
        Stance.DENIAL
        if fields.get(Field.DENIED)
        else Stance.UNIVERSAL
        if fields.get(Field.UNIVERSAL)
        else Stance.FIGURE
    )
    return {
        "record": record,
        "fact": number,
        "indicator": statement.instance.indicator,
        "member": statement.instance.column,
        "source": "narrative",
        "stored": value,
        "reading": Reading.DOUBTFUL.value if value is None else Reading.VALUE.value,
        "digits": len(str(scale)) - len(str(_PERCENT)),
        "stance": stance.value,
        "scoped": bool(fields.get(Field.SCOPED)),
        "noted": False,
        "stray_unit": False,
        "in_order": True,
        "agrees_elsewhere": bool(fields.get(Field.AGREES_ELSEWHERE)),
    }
