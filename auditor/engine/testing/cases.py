"""The tests of rules (测试): every row of them as a record of its own, judged by the very code that audits."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import polars as pl
from msgspec import Struct
from msgspec.structs import replace

from auditor.engine.engines import Engine
from auditor.engine.plan import make_plan
from auditor.engine.run import run_plan
from auditor.engine.testing.trial_facts import reports_back
from auditor.engine.testing.trial_facts import trial_table
from auditor.engine.testing.trials import Trial
from auditor.engine.testing.trials import touched
from auditor.engine.testing.worlds import world_table
from auditor.engine.verdict_codes import VERDICTS
from auditor.engine.verdict_codes import column
from auditor.lang.typed.shift import figures
from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.engine.plan import Statement
    from auditor.engine.run import Run
    from auditor.lang.typed import Case
    from auditor.lang.typed import RuleBook

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
        Trial(index, case, touched(case, by_rule[case.rule, case.form]), book.schema.forms.get(case.form))
        for index, case in enumerate(book.cases)
    ]
    alone = [trial for trial in trials if not trial.case.world]
    run = run_plan(plan, trial_table(alone), book.sources, engine)
    sound = {rule.info.id for rule in rules} - {rule for rule, _ in run.broken}
    verdicts = _verdicts(run, _current_records(alone), alone, sound)
    for together in _worlds(trials):
        verdicts |= _verdicts_together(together, sound, engine)
    return tuple(
        CaseResult(trial.case, got, got is trial.case.expected)
        for trial, got in zip(trials, (verdicts[trial.number] for trial in trials), strict=True)
    )


def _worlds(trials: list[Trial]) -> list[list[Trial]]:
    """The trials whose rows are there together."""
    found: defaultdict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        if trial.case.world:
            found[trial.case.world].append(trial)
    return list(found.values())


def _verdicts_together(trials: list[Trial], sound: set[str], engine: Engine) -> dict[int, Verdict]:
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


def _spoken(trials: list[Trial]) -> frozenset[tuple[str, str | None]]:
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
    run: Run, current: Mapping[tuple[str, str], Mapping[int, int]], trials: list[Trial], sound: set[str]
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


def _current_records(trials: list[Trial]) -> dict[tuple[str, str], dict[int, int]]:
    """By rule and form: the record of each trial's own year, and the trial."""
    current: defaultdict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    record = 0
    for trial in trials:
        current[trial.case.rule, trial.case.form][record] = trial.number
        record += len(reports_back(trial))
    return current


def _worst(trial: Trial, found: Mapping[tuple[int, int], set[Verdict]], sound: set[str]) -> Verdict:
    if trial.case.rule not in sound:
        return Verdict.BROKEN
    all_of = {verdict for it in trial.statements for verdict in found.get((trial.number, id(it)), set())}
    return next((verdict for verdict in _WORST_FIRST if verdict in all_of), Verdict.NOT_APPLICABLE)
