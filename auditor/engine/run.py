"""Plans against facts: for every statement and every row its verdict, as codes in a frame."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl

from auditor.engine.context import Context
from auditor.engine.context import Shared
from auditor.engine.context import is_blank
from auditor.engine.frames import item_frame
from auditor.engine.frames import largest_number
from auditor.engine.frames import record_frame
from auditor.engine.frames import scope_column
from auditor.engine.lower import certainty
from auditor.engine.plan import Step
from auditor.engine.plan import breakage
from auditor.lang.typed import Grain
from auditor.lang.typed import Missing
from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.diagnostics import Diagnostic
    from auditor.engine.algebra import Leaf
    from auditor.engine.frames import WideFrame
    from auditor.engine.lower import Certainty
    from auditor.engine.plan import Plan
    from auditor.engine.plan import Statement
    from auditor.facts import FactTable
    from auditor.lang.typed import CheckedRule
    from auditor.schema import Years
    from auditor.source import Source

VERDICTS = (Verdict.PASS, Verdict.FAIL, Verdict.UNKNOWN, Verdict.NOT_APPLICABLE)
_CODE: Mapping[Verdict, int] = MappingProxyType({verdict: code for code, verdict in enumerate(VERDICTS)})
_EXPR: Mapping[Verdict, pl.Expr] = MappingProxyType(
    {verdict: pl.lit(code, dtype=pl.UInt8) for verdict, code in _CODE.items()}
)
_FIRST_YEAR, _LAST_YEAR = 0, 9999
FAIL = _CODE[Verdict.FAIL]
UNKNOWN = _CODE[Verdict.UNKNOWN]
NOT_APPLICABLE = _CODE[Verdict.NOT_APPLICABLE]


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
    by_path = {source.path: source for source in sources}
    work = _with_rows(plan.steps, table)
    try:
        frames = pl.collect_all([_query(step, context) for step, context in work])
    except Exception:  # noqa: BLE001 - one rule that breaks must never take the others with it
        return _one_by_one(plan, work, by_path)
    judged = tuple(Judged(step, frame, context.wide) for (step, context), frame in zip(work, frames, strict=True))
    return Run(judged, plan.broken)


def column(index: int) -> str:
    """The name of the column that holds the codes of the statement at this position of its step."""
    return f"c{index}"


# ------------------------------------------------------------------------------------------------------------- within


def _with_rows(steps: tuple[Step, ...], table: FactTable) -> list[tuple[Step, Context]]:
    """The steps that have any rows to judge, each with its frame."""
    largest = largest_number(table)
    present = set(table.records["form"].to_list())
    needed: defaultdict[str, list[Leaf]] = defaultdict(list)
    for step in steps:
        if step.form in present:
            needed[step.form] += [leaf for it in step.statements for leaf in (*it.leaves, *it.graded_leaves)]
    wide = {form: record_frame(table, form, leaves) for form, leaves in needed.items()}
    framed = [(step, _frame(step, table, wide[step.form])) for step in steps if step.form in wide]
    return [(step, Context(frame, largest, Shared())) for step, frame in framed if not frame.frame.is_empty()]


def _frame(step: Step, table: FactTable, wide: WideFrame) -> WideFrame:
    return wide if step.grain is Grain.RECORD else item_frame(table, step.grain, wide)


def _query(step: Step, context: Context) -> pl.LazyFrame:
    codes = [verdict(it, context).alias(column(index)) for index, it in enumerate(step.statements)]
    frame = context.wide.frame.lazy()
    for stage in context.shared.stages:
        frame = frame.with_columns(stage)
    return frame.select("record", "item", *codes)


def _one_by_one(plan: Plan, work: list[tuple[Step, Context]], sources: Mapping[str, Source]) -> Run:
    """The slow way, to find out which rules break and to judge all others."""
    broken = dict(plan.broken)
    judged: list[Judged] = []
    for step, context in work:
        for rule in dict.fromkeys(it.rule.info.id for it in step.statements):
            part = Step(step.form, step.grain, tuple(it for it in step.statements if it.rule.info.id == rule))
            try:
                judged.append(_alone(part, context))
            except Exception as error:  # noqa: BLE001 - as above
                first = part.statements[0].rule
                broken[rule] = breakage(first, error, sources.get(first.info.path))
    return Run(tuple(it for it in judged if it.step.statements[0].rule.info.id not in broken), tuple(broken.items()))


def _alone(step: Step, context: Context) -> Judged:
    """A step with shared columns of its own, since those of others may be what breaks."""
    return Judged(step, _query(step, replace(context, shared=Shared())).collect(), context.wide)


def verdict(it: Statement, context: Context) -> pl.Expr:
    """The code of one statement on each row."""
    missing = it.rule.missing
    zeroing = missing in {Missing.TRY_ZERO, Missing.ZERO} and bool(it.figures)
    as_zero = replace(context, blank_is_zero=True) if zeroing else context
    tried = certainty(it.require, as_zero)
    strict = certainty(it.require, context) if zeroing and missing is Missing.TRY_ZERO else tried
    fails = strict.false
    if it.when is not None:
        fails &= certainty(it.when, as_zero if missing is Missing.ZERO else context).true
    if missing is Missing.FAIL:
        fails |= _fails_by_blank(it, strict, context)
    code = pl.when(tried.true).then(_EXPR[Verdict.PASS]).otherwise(_EXPR[Verdict.UNKNOWN])
    if it.idle is not None:
        code = pl.when(certainty(it.idle, as_zero).true).then(_EXPR[Verdict.NOT_APPLICABLE]).otherwise(code)
    return _where_due(it, pl.when(fails).then(_EXPR[Verdict.FAIL]).otherwise(code))


def _where_due(it: Statement, code: pl.Expr) -> pl.Expr:
    """The code on the rows that are the statement's, and not applicable out of the rule's scope."""
    inside = _in_scope(it.rule)
    if inside is not None:
        code = pl.when(inside).then(code).otherwise(_EXPR[Verdict.NOT_APPLICABLE])
    if it.rule.grain is Grain.MENTION:
        return pl.when(pl.col("indicator") == it.instance.indicator).then(code)
    return code


def _fails_by_blank(it: Statement, pair: Certainty, context: Context) -> pl.Expr:
    """空值: 不通过: a blank that leaves the statement open fails it, where it is certain that the statement applies."""
    blank = pl.any_horizontal(pl.lit(value=False), *(is_blank(leaf, context) for leaf in it.figures))
    left_open = ~pair.true.fill_null(value=False) & blank
    return left_open if it.idle is None else left_open & certainty(it.idle, context).false


def _in_scope(rule: CheckedRule) -> pl.Expr | None:
    """Whether a rule applies to a row at all, None where it applies to all; what is not known is out of its scope."""
    scope = rule.scope
    parts = [_in_years(scope.years)] if scope.years else []
    for name, allowed in (("levels", scope.levels), ("regions", scope.regions), ("kinds", scope.kinds)):
        if allowed:
            parts.append(pl.col(scope_column(name)).is_in(list(allowed)).fill_null(value=False))
    if scope.except_units:
        parts.append(~pl.col("unit").is_in(list(scope.except_units)).fill_null(value=False))
    return pl.all_horizontal(parts) if parts else None


def _in_years(ranges: tuple[Years, ...]) -> pl.Expr:
    year = pl.col("year")
    ends = (
        (_FIRST_YEAR if it.first is None else it.first, _LAST_YEAR if it.last is None else it.last) for it in ranges
    )
    return pl.any_horizontal(year.is_between(first, last) for first, last in ends).fill_null(value=False)
