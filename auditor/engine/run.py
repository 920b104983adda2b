"""Plans against facts: for every statement and every row its verdict, as codes in a frame."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl
from msgspec import Struct
from msgspec.structs import replace

from auditor.engine.columns.frames import Needed
from auditor.engine.columns.frames import form_frame
from auditor.engine.columns.frames import item_frame
from auditor.engine.columns.frames import record_frame
from auditor.engine.columns.largest import largest_number
from auditor.engine.engines import Engine
from auditor.engine.lowered.as_numbers import codes_of
from auditor.engine.lowered.as_polars import printer
from auditor.engine.lowered.context import Context
from auditor.engine.lowered.ruling import ruling
from auditor.engine.plan import Step
from auditor.engine.plan import breakage
from auditor.engine.verdict_codes import CODE
from auditor.engine.verdict_codes import column
from auditor.lang.typed import Grain
from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.diagnostics import Diagnostic
    from auditor.engine.canonical.algebra import Leaf
    from auditor.engine.columns.frames import WideFrame
    from auditor.engine.lowered.as_polars import Printer
    from auditor.engine.lowered.ruling import Ruling
    from auditor.engine.plan import Plan
    from auditor.facts import FactTable
    from auditor.source import Source

_EXPR: Mapping[Verdict, pl.Expr] = MappingProxyType(
    {verdict: pl.lit(code, dtype=pl.UInt8) for verdict, code in CODE.items()}
)

# Up to how many rows it takes longer to set up a query than to work out what statements ask number by number.
FEW = 64
# From how many rows on it is worth while to make what statements ask of one another.
_MANY = 1_000


class Judged(Struct, frozen=True, eq=False):
    """The verdicts of one step.

    `codes` has `record`, `item` and one column a statement (`c0`, `c1`, …), a position in `VERDICTS`, null where the
    row is none of the statement's. `wide` has the same rows in the same order, with the figures.
    """

    step: Step
    codes: pl.DataFrame
    wide: WideFrame


class Run(Struct, frozen=True):
    """The verdicts of all steps, and the rules that broke on the way."""

    judged: tuple[Judged, ...]
    broken: tuple[tuple[str, Diagnostic], ...]


def run_plan(plan: Plan, table: FactTable, sources: Iterable[Source] = (), engine: Engine = Engine.POLARS) -> Run:
    """Judge everything: one query a step."""
    whole = run_in_parts(plan, table, sources, engine, at_once=max(1, table.records.height))
    return next(whole, Run((), plan.broken))


def run_in_parts(
    plan: Plan,
    table: FactTable,
    sources: Iterable[Source] = (),
    engine: Engine = Engine.POLARS,
    *,
    at_once: int,
) -> Iterator[Run]:
    """Judge everything, so many records at a time; what is beyond a record is looked up among all of them.

    As rows with a column a figure, records take more memory than all that is known of them.
    """
    by_path = {source.path: source for source in sources}
    present = set(table.records["form"].to_list())
    asked = tuple((step, _leaves(step)) for step in plan.steps if step.form in present)
    case = _Case(
        table, asked, Needed.of(table, (leaf for _, leaves in asked for leaf in leaves)), largest_number(table)
    )
    for records in table.records.iter_slices(at_once):
        yield _run(plan, _with_rows(case, records), by_path, engine)


# ------------------------------------------------------------------------------------------------------------- within


def _run(plan: Plan, work: list[_Work], by_path: Mapping[str, Source], engine: Engine) -> Run:
    try:
        frames = _collected(work, engine)
    except Exception:  # noqa: BLE001 - one rule that breaks must never take the others with it
        return _one_by_one(plan, work, by_path, engine)
    judged = tuple(Judged(it.step, frame, it.wide) for it, frame in zip(work, frames, strict=True))
    return Run(judged, plan.broken)


class _Case(Struct, frozen=True, eq=False):
    """What is judged: the steps, each with the leaves that it asks for, and what is the same for all records."""

    table: FactTable
    asked: tuple[tuple[Step, tuple[Leaf, ...]], ...]
    needed: Needed
    largest: int


class _Work(Struct, frozen=True, eq=False):
    """A step with the rows that it is judged on, and with what its statements are lowered by."""

    step: Step
    wide: WideFrame
    context: Context


def _with_rows(case: _Case, records: pl.DataFrame) -> list[_Work]:
    """The steps that have any rows to judge among some records, each with its frame."""
    judged = records.filter(pl.col("form").is_in([step.form for step, _ in case.asked]))
    whole = record_frame(case.table, judged, case.needed)
    framed = [(step, _frame(step, case.table, form_frame(whole, step.form, leaves))) for step, leaves in case.asked]
    # NOTE: the same figure has the same name in all frames, so that what is said of it is lowered once for all forms.
    values = {leaf: name for _, frame in framed for leaf, name in frame.names.values.items()}
    context = Context(replace(whole.names, values=MappingProxyType(values)), case.largest)
    return [_Work(step, frame, context) for step, frame in framed if not frame.frame.is_empty()]


def _leaves(step: Step) -> tuple[Leaf, ...]:
    """What the statements of a step speak of."""
    return tuple(dict.fromkeys(leaf for it in step.statements for leaf in (*it.leaves, *it.graded_leaves)))


def _frame(step: Step, table: FactTable, wide: WideFrame) -> WideFrame:
    return wide if step.grain is Grain.RECORD else item_frame(table, step.grain, wide)


def _collected(work: list[_Work], engine: Engine) -> list[pl.DataFrame]:
    """The codes of each step."""
    rulings = [_rulings(it) for it in work]
    if engine is not Engine.POLARS:
        from auditor.engine.sql.in_sql import codes_in_sql

        return codes_in_sql([(each, it.wide) for each, it in zip(rulings, work, strict=True)], engine)
    return [codes_on(each, it.wide) for each, it in zip(rulings, work, strict=True)]


def _rulings(it: _Work) -> list[Ruling]:
    return [ruling(statement, it.context) for statement in it.step.statements]


def codes_on(rulings: list[Ruling], wide: WideFrame) -> pl.DataFrame:
    """The codes of some statements on each row of a frame."""
    if wide.frame.height > FEW:
        # NOTE: what is shared has its column and no column is without use: there is nothing left to optimise. One after
        # the other, as a query of thousands of columns takes far more memory than its rows.
        return query(rulings, wide).collect(optimizations=pl.QueryOptFlags.none())
    codes = enumerate(codes_of(rulings, wide.frame))
    return wide.frame[["record", "item"]].hstack([pl.Series(column(at), each, dtype=pl.UInt8) for at, each in codes])


def query(rulings: list[Ruling], wide: WideFrame) -> pl.LazyFrame:
    """What gives the codes of some statements on each row of a frame."""
    frame, terms = wide.frame.lazy(), (term for each in rulings for term in each.terms)
    to = printer(terms, wide.frame.schema, wide.names.full, regroups=wide.frame.height >= _MANY)
    for stage in to.stages:
        frame = frame.with_columns(stage)
    return frame.select("record", "item", *(code(each, to).alias(column(at)) for at, each in enumerate(rulings)))


def _one_by_one(plan: Plan, work: list[_Work], sources: Mapping[str, Source], engine: Engine) -> Run:
    """The slow way, to find out which rules break and to judge all others."""
    broken = dict(plan.broken)
    judged: list[Judged] = []
    for it in work:
        for rule in dict.fromkeys(statement.rule.info.id for statement in it.step.statements):
            statements = tuple(each for each in it.step.statements if each.rule.info.id == rule)
            part = Step(it.step.form, it.step.grain, statements)
            try:
                (frame,) = _collected([replace(it, step=part)], engine)
                judged.append(Judged(part, frame, it.wide))
            except Exception as error:  # noqa: BLE001 - as above
                first = statements[0].rule
                broken[rule] = breakage(first, error, sources.get(first.info.path))
    return Run(tuple(it for it in judged if it.step.statements[0].rule.info.id not in broken), tuple(broken.items()))


def code(it: Ruling, to: Printer) -> pl.Expr:
    """The code of one statement on each row."""
    found = pl.when(to.of(it.passes)).then(_EXPR[Verdict.PASS]).otherwise(_EXPR[Verdict.UNKNOWN])
    if it.idles is not None:
        found = pl.when(to.of(it.idles)).then(_EXPR[Verdict.NOT_APPLICABLE]).otherwise(found)
    found = pl.when(to.of(it.fails)).then(_EXPR[Verdict.FAIL]).otherwise(found)
    return found if it.due is None else pl.when(to.of(it.due)).then(found)
