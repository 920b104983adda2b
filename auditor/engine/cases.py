"""The tests of rules (测试): every row of them as a record of its own, judged by the very code that audits."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from typing import Any

import polars as pl
from msgspec import Struct
from msgspec.structs import replace

from auditor.document import Reading
from auditor.engine.canonical.algebra import LeafKind
from auditor.engine.canonical.derive import BAR
from auditor.engine.canonical.derive import figures_in
from auditor.engine.engines import Engine
from auditor.engine.plan import make_plan
from auditor.engine.run import run_plan
from auditor.engine.verdict_codes import VERDICTS
from auditor.engine.verdict_codes import column
from auditor.engine.worlds import stated_rows
from auditor.engine.worlds import world_table
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
from auditor.lang.typed.shift import figures
from auditor.results import Verdict
from auditor.schema import RATIO_SCALE
from auditor.schema import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.engine.canonical.algebra import Leaf
    from auditor.engine.plan import Statement
    from auditor.engine.run import Run
    from auditor.lang.typed import Case
    from auditor.lang.typed import RuleBook
    from auditor.schema import Form
    from auditor.schema import Years

_ANY_YEAR = 2016
_PERCENT = 100
_WORST_FIRST = (Verdict.FAIL, Verdict.UNKNOWN, Verdict.PASS)


class CaseResult(Struct, frozen=True):
    """One row of a test with the verdict that the rule gives."""

    case: Case
    got: Verdict
    ok: bool


def run_cases(book: RuleBook, engine: Engine = Engine.POLARS) -> tuple[CaseResult, ...]:
    """All tests of a book, those of drafts too, in their order."""
    rules = tuple(rule for rule in (*book.rules, *book.drafts) if any(case.rule == rule.info.id for case in book.cases))
    plan = make_plan(rules, book.sources)
    by_rule: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
    for step in plan.steps:
        for statement in step.statements:
            by_rule[statement.rule.info.id, step.form].append(statement)
    trials = [
        _Trial(index, case, _touched(case, by_rule[case.rule, case.form]), book.schema.forms.get(case.form))
        for index, case in enumerate(book.cases)
    ]
    alone = [trial for trial in trials if not trial.case.world]
    run = run_plan(plan, _table(alone), book.sources, engine)
    sound = {rule.info.id for rule in rules} - {rule for rule, _ in run.broken}
    verdicts = _verdicts(run, _current_records(alone), alone, sound)
    for together in _worlds(trials):
        verdicts |= _verdicts_together(together, sound, engine)
    return tuple(
        CaseResult(trial.case, got, got is trial.case.expected)
        for trial, got in zip(trials, (verdicts[trial.number] for trial in trials), strict=True)
    )


# ------------------------------------------------------------------------------------------------- what a row is about


class _Trial(Struct, frozen=True):
    """A row of a test with the statements that it is about."""

    number: int
    case: Case
    statements: tuple[Statement, ...]
    form: Form | None

    @property
    def attributes(self) -> Mapping[str, int | str | None]:
        """The attributes that the row gives, and those that bring it into the rule's scope."""
        given = dict(self.case.attributes)
        if not self.statements:
            return given
        scope = self.statements[0].rule.scope
        usual: dict[str, int | str | None] = {}
        for name, allowed in (("单位级别", scope.levels), ("单位地区", scope.regions), ("单位类型", scope.kinds)):
            usual |= {name: allowed[0]} if allowed else {}
        asked = {leaf.code for it in self.statements for leaf in it.leaves if leaf.kind is LeafKind.ATTRIBUTE}
        usual |= dict.fromkeys((name for name in asked if name.startswith("提到")), 0)
        return {**usual, **given}

    @property
    def year(self) -> int | None:
        """The year that the row gives, or else one in which the rule applies."""
        given = dict(self.case.attributes)
        if "年度" in given:
            year = given["年度"]
            return year if isinstance(year, int) else None
        scopes = self.statements[0].rule.scope.years if self.statements else ()
        return _within((*scopes, *((self.form.years,) if self.form else ())))


def _within(ranges: tuple[Years, ...]) -> int:
    for years in ranges:
        end = years.first if years.first is not None else years.last
        if end is not None:
            return end
    return _ANY_YEAR


def _touched(case: Case, statements: list[Statement]) -> tuple[Statement, ...]:
    """The instances that a row is about: those bound as it says, and of these the ones whose figures it names."""
    bound = [it for it in statements if not case.binding or _is_bound(it, case.binding)]
    if len(bound) <= 1:
        return tuple(bound)
    named = {key for key, _ in (*case.figures, *case.first)} | {
        (code, member, 0) for (code, member, _), _ in case.aspects
    }
    by_figure = [it for it in bound if any(place in named for leaf in it.leaves for place in _places(leaf))]
    if by_figure or named:
        return tuple(by_figure)
    names = {name for name, _ in case.attributes}
    return tuple(it for it in bound if case.fields or any(leaf.code in names for leaf in it.leaves))


def _is_bound(statement: Statement, binding: str) -> bool:
    """Whether an instance is the one that a row names, by all of its binding or by one part of it."""
    whole = statement.instance.binding
    return binding == whole or f".{binding}." in f".{whole}."


def _places(leaf: Leaf) -> tuple[tuple[str, str | None, int], ...]:
    """The cells that a leaf is about; what looks beyond the report is about those of this year."""
    if leaf.kind is LeafKind.DERIVED:
        cells = figures_in(leaf.code) if BAR in leaf.code else ((leaf.code, leaf.member),)
        return tuple((code, member, 0) for code, member in cells)
    place = _place(leaf)
    return () if place is None else (place,)


def _place(leaf: Leaf) -> tuple[str, str | None, int] | None:
    if leaf.kind is LeafKind.FIGURE:
        return (leaf.code, leaf.member, leaf.years_back)
    return (leaf.code, leaf.member, 0) if leaf.kind is LeafKind.ASPECT else None


# ----------------------------------------------------------------------------------------------------------- the facts


def _table(trials: Iterable[_Trial]) -> FactTable:
    rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for trial in trials:
        numbers = {back: len(rows["records"]) + at for at, back in enumerate(_years(trial))}
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
        _frame(rows["records"], RECORDS),
        _frame(rows["figures"], FIGURES),
        _frame(rows["attributes"], ATTRIBUTES),
        _frame(rows["enumerations"], ENUMERATIONS),
        _frame(rows["rates"], RATES),
        first=_frame(rows["first"], FIRST),
    )


def _frame(rows: list[dict[str, Any]], schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    empty = dict.fromkeys(schema)
    return pl.DataFrame([{**empty, **row} for row in rows], schema=dict(schema), orient="row")


def _years(trial: _Trial) -> tuple[int, ...]:
    """How far back there are reports: this year's, and those of which any figure is given."""
    given = (*trial.case.figures, *trial.case.first)
    return tuple(sorted({0} | {back for (_, _, back), value in given if value is not None}))


def _record(trial: _Trial, record: int, back: int) -> dict[str, Any]:
    year = trial.year
    unit = dict(trial.case.attributes).get("单位") if back == 0 else None
    return {
        "record": record,
        "submission": f"{trial.number}-{back}",
        "unit": unit if isinstance(unit, str) else f"{trial.number}",
        "year": None if year is None else year - back,
        "form": trial.case.form,
    }


def _first(trial: _Trial, record: int, back: int) -> list[dict[str, Any]]:
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


def _cells(trial: _Trial, record: int, back: int) -> list[dict[str, Any]]:
    """The table of one report: the figures named, and 0 for all others that the statements speak of."""
    named = {(code, member): value for (code, member, years), value in trial.case.figures if years == back}
    spoken = {
        place[:2] for it in trial.statements for leaf in it.leaves if (place := _place(leaf)) and place[2] == back
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


def _add_item(trial: _Trial, record: int, rows: Mapping[str, list[dict[str, Any]]]) -> None:
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


# -------------------------------------------------------------------------------------------------------- the verdicts


def _worlds(trials: list[_Trial]) -> list[list[_Trial]]:
    """The trials whose rows are there together."""
    found: defaultdict[str, list[_Trial]] = defaultdict(list)
    for trial in trials:
        if trial.case.world:
            found[trial.case.world].append(trial)
    return list(found.values())


def _verdicts_together(trials: list[_Trial], sound: set[str], engine: Engine) -> dict[int, Verdict]:
    """The verdicts of rows that are one world: each row is a report, and all of them are judged in one run."""
    rules = {id(it.rule): it.rule for trial in trials for it in trial.statements}
    plan = make_plan(rules.values())
    # NOTE: the plan has statements of its own; those that a row is about are found among them by what they are.
    again = {(it.rule.form, it.instance): it for step in plan.steps for it in step.statements}
    renewed = [
        replace(trial, statements=tuple(again[it.rule.form, it.instance] for it in trial.statements))
        for trial in trials
    ]
    case = trials[0].case
    current = {(case.rule, case.form): {record: trial.number for record, trial in enumerate(renewed)}}
    table = world_table([(trial.case, trial.attributes, trial.year) for trial in renewed], _spoken(renewed))
    return _verdicts(run_plan(plan, table, (), engine), current, renewed, sound)


def _spoken(trials: list[_Trial]) -> frozenset[tuple[str, str | None]]:
    """The cells that the statements of some trials speak of, in whatever report they stand."""
    return frozenset(
        (figure.indicator, figure.member)
        for trial in trials
        for it in trial.statements
        for condition in (it.instance.require, it.instance.when)
        if condition is not None
        for figure in figures(condition)
    )


def _verdicts(
    run: Run, current: Mapping[tuple[str, str], Mapping[int, int]], trials: list[_Trial], sound: set[str]
) -> dict[int, Verdict]:
    """For each trial the worst verdict among the statements that it is about; broken where its rule is not sound."""
    found: defaultdict[tuple[int, int], set[Verdict]] = defaultdict(set)
    for judged in run.judged:
        for index, statement in enumerate(judged.step.statements):
            codes = judged.codes.select("record", code=column(index)).drop_nulls()
            wanted = current.get((statement.rule.info.id, judged.step.form), {})
            for record, code in codes.filter(pl.col("record").is_in(list(wanted))).iter_rows():
                found[wanted[record], id(statement)].add(VERDICTS[code])
    return {trial.number: _worst(trial, found, sound) for trial in trials}


def _current_records(trials: list[_Trial]) -> dict[tuple[str, str], dict[int, int]]:
    """By rule and form: the record of each trial's own year, and the trial."""
    current: defaultdict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    record = 0
    for trial in trials:
        current[trial.case.rule, trial.case.form][record] = trial.number
        record += len(_years(trial))
    return current


def _worst(trial: _Trial, found: Mapping[tuple[int, int], set[Verdict]], sound: set[str]) -> Verdict:
    if trial.case.rule not in sound:
        return Verdict.BROKEN
    all_of = {verdict for it in trial.statements for verdict in found.get((trial.number, id(it)), set())}
    return next((verdict for verdict in _WORST_FIRST if verdict in all_of), Verdict.NOT_APPLICABLE)
