"""Plans against facts: for every statement and every row its verdict, as codes in a frame."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl

from auditor.engine.frames import item_frame
from auditor.engine.frames import largest_number
from auditor.engine.frames import record_frame
from auditor.engine.frames import scope_column
from auditor.engine.lower import Context
from auditor.engine.lower import Shared
from auditor.engine.lower import certainty
from auditor.engine.lower import is_blank
from auditor.engine.plan import Step
from auditor.engine.plan import breakage
from auditor.lang.typed import Grain
from auditor.lang.typed import Missing
from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.diagnostics import Diagnostic
    from auditor.engine.frames import WideFrame
    from auditor.engine.plan import Plan
    from auditor.engine.plan import Statement
    from auditor.facts import FactTable
    from auditor.lang.typed import CheckedRule
    from auditor.source import Source

VERDICTS = (Verdict.PASS, Verdict.FAIL, Verdict.UNKNOWN, Verdict.NOT_APPLICABLE)
_CODE: Mapping[Verdict, int] = MappingProxyType({verdict: code for code, verdict in enumerate(VERDICTS)})
FAIL = _CODE[Verdict.FAIL]
UNKNOWN = _CODE[Verdict.UNKNOWN]


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """The verdicts of one step.

    `codes` has `record`, `item` and one column a statement (`c0`, `c1`, …), a position in `VERDICTS`, null where the
    row is none of the statement's. `wide` has the same rows in the same order, with the figures.
    """

    step: Step
    codes: pl.DataFrame
    wide: WideFrame


@dataclass(frozen=True, slots=True)
class Run:
    """The verdicts of all steps, and the rules that broke on the way."""

    judged: tuple[Judged, ...]
    broken: tuple[tuple[str, Diagnostic], ...]


def run_plan(plan: Plan, table: FactTable, sources: Iterable[Source] = ()) -> Run:
    """Judge everything: one lazy query a step, all of them collected together."""
    largest = largest_number(table)
    by_path = {source.path: source for source in sources}
    contexts = _contexts(plan.steps, table, largest)
    try:
        frames = pl.collect_all([_query(step, context) for step, context in zip(plan.steps, contexts, strict=True)])
    except Exception:  # noqa: BLE001 - one rule that breaks must never take the others with it
        return _one_by_one(plan, contexts, by_path)
    judged = tuple(
        Judged(step, frame, context.wide) for step, frame, context in zip(plan.steps, frames, contexts, strict=True)
    )
    return Run(judged, plan.broken)


def column(index: int) -> str:
    """The name of the column that holds the codes of the statement at this position of its step."""
    return f"c{index}"


# ------------------------------------------------------------------------------------------------------------- within


def _contexts(steps: tuple[Step, ...], table: FactTable, largest: int) -> list[Context]:
    forms = dict.fromkeys(step.form for step in steps)
    needed = {
        form: [
            leaf
            for step in steps
            if step.form == form
            for it in step.statements
            for leaf in (*it.leaves, *it.graded_leaves)
        ]
        for form in forms
    }
    wide = {form: record_frame(table, form, needed[form]) for form in forms}
    return [Context(_frame(step, table, wide[step.form]), largest, Shared()) for step in steps]


def _frame(step: Step, table: FactTable, wide: WideFrame) -> WideFrame:
    return wide if step.grain is Grain.RECORD else item_frame(table, step.grain, wide)


def _query(step: Step, context: Context) -> pl.LazyFrame:
    codes = [verdict(it, context).alias(column(index)) for index, it in enumerate(step.statements)]
    shared = context.shared
    frame = context.wide.frame.lazy().with_columns(shared.figures).with_columns(shared.numbers)
    return frame.select("record", "item", *codes)


def _one_by_one(plan: Plan, contexts: list[Context], sources: Mapping[str, Source]) -> Run:
    """The slow way, to find out which rules break and to judge all others."""
    broken = dict(plan.broken)
    judged: list[Judged] = []
    for step, context in zip(plan.steps, contexts, strict=True):
        for rule in dict.fromkeys(it.rule.info.id for it in step.statements):
            part = Step(step.form, step.grain, tuple(it for it in step.statements if it.rule.info.id == rule))
            try:
                judged.append(Judged(part, _query(part, context).collect(), context.wide))
            except Exception as error:  # noqa: BLE001 - as above
                first = part.statements[0].rule
                broken[rule] = breakage(first, error, sources.get(first.info.path))
    return Run(tuple(it for it in judged if it.step.statements[0].rule.info.id not in broken), tuple(broken.items()))


def verdict(it: Statement, context: Context) -> pl.Expr:
    """The code of one statement on each row."""
    missing = it.rule.missing
    as_zero = Context(
        context.wide, context.largest, context.shared, blank_is_zero=missing in {Missing.TRY_ZERO, Missing.ZERO}
    )
    unknown = as_zero if missing is Missing.ZERO else context
    fails = _fails(it, unknown)
    if missing is Missing.FAIL:
        fails |= _fails_by_blank(it, unknown)
    passes = certainty(it.require, as_zero).true
    chain = pl.when(~_in_scope(it.rule)).then(_code(Verdict.NOT_APPLICABLE)).when(fails).then(_code(Verdict.FAIL))
    if it.idle is not None:
        chain = chain.when(certainty(it.idle, as_zero).true).then(_code(Verdict.NOT_APPLICABLE))
    code = chain.when(passes).then(_code(Verdict.PASS)).otherwise(_code(Verdict.UNKNOWN))
    if it.rule.grain is Grain.MENTION:
        return pl.when(pl.col("indicator") == it.instance.indicator).then(code)
    return code


def _code(verdict: Verdict) -> pl.Expr:
    return pl.lit(_CODE[verdict], dtype=pl.UInt8)


def _fails(it: Statement, context: Context) -> pl.Expr:
    false = certainty(it.require, context).false
    return false if it.when is None else false & certainty(it.when, context).true


def _fails_by_blank(it: Statement, context: Context) -> pl.Expr:
    """空值: 不通过: a blank that leaves the statement open fails it, where it is certain that the statement applies."""
    pair = certainty(it.require, context)
    blank = pl.any_horizontal(pl.lit(value=False), *(is_blank(leaf, context) for leaf in it.figures))
    open_ = ~pair.true.fill_null(value=False) & blank
    if it.idle is None:
        return open_
    return open_ & certainty(it.idle, context).false


def _in_scope(rule: CheckedRule) -> pl.Expr:
    scope = rule.scope
    inside = pl.lit(value=True)
    if scope.years:
        year = pl.col("year")
        inside &= pl.any_horizontal(
            year.is_between(
                years.first if years.first is not None else 0, years.last if years.last is not None else 9999
            )
            for years in scope.years
        ).fill_null(value=False)
    for name in ("levels", "regions", "kinds"):
        allowed = getattr(scope, name)
        if allowed:
            inside &= pl.col(scope_column(name)[1]).is_in(list(allowed)).fill_null(value=False)
    if scope.except_units:
        inside &= ~pl.col("unit").is_in(list(scope.except_units)).fill_null(value=False)
    return inside
