"""All there is to know of one rule: its sentence, its clauses, what the engine makes of it, and how its tests fare."""

from __future__ import annotations

import re
from importlib.util import find_spec
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.engine.columns.frames import Needed
from auditor.engine.columns.frames import item_frame
from auditor.engine.columns.frames import record_frame
from auditor.engine.lowered.as_polars import printer
from auditor.engine.lowered.context import Context
from auditor.engine.lowered.ruling import ruling
from auditor.engine.plan import make_plan
from auditor.engine.run import code
from auditor.engine.testing.cases import run_cases
from auditor.facts import no_facts
from auditor.lang.sentence import read_rule
from auditor.lang.typed import Grain

if TYPE_CHECKING:
    import polars as pl

    from auditor.engine.lowered.ruling import Ruling
    from auditor.engine.plan import Step
    from auditor.engine.testing.cases import CaseResult
    from auditor.lang.sentence import Reading
    from auditor.lang.typed import RuleBook

_LARGEST = 10**6
_CLAUSE = re.compile(r" (?=(?:FROM|WHEN|ELSE|END AS|SELECT record,) )")
_LITERAL = re.compile(r"dyn int: (-?\d+)")


class Compiled(Struct, frozen=True):
    """What the engine makes of a rule for one form.

    `columns` are what its figures are called there, each with the name of the figure; `shared` are columns that are
    worked out first; `verdict` gives 0 pass, 1 fail, 2 unknown, 3 not applicable for the first of `bindings`. `sql` is
    the same for DuckDB over a table `figures` of these columns, None where sqlglot is not installed, empty where SQL
    cannot say it.
    """

    form: str
    bindings: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    shared: tuple[tuple[str, str], ...]
    verdict: str
    sql: str | None


class Explanation(Struct, frozen=True):
    """A rule explained; `reading` is absent for a rule that stands for the tree of an indicator."""

    rule: str
    reading: Reading | None
    compiled: tuple[Compiled, ...]
    cases: tuple[CaseResult, ...]


def explain_rule(book: RuleBook, rule: str, *, compiled: bool = True) -> Explanation | None:
    """The explanation of a rule by its id, perhaps without what is compiled; None where the book has no such rule."""
    reading = read_rule(book.sources, rule)
    rules = tuple(each for each in (*book.rules, *book.drafts) if each.info.id == rule)
    if reading is None and not rules:
        return None
    own = replace(book, rules=rules, cases=tuple(case for case in book.cases if case.rule == rule))
    steps = make_plan(rules, book.sources).steps if compiled else ()
    return Explanation(rule, reading, tuple(_compiled(step, book) for step in steps), run_cases(own) if rules else ())


def _compiled(step: Step, book: RuleBook) -> Compiled:
    first = step.statements[0]
    leaves = [*first.leaves, *first.graded_leaves]
    empty = no_facts()
    records = record_frame(empty, empty.records, Needed.of(empty, leaves))
    wide = records if step.grain is Grain.RECORD else item_frame(empty, step.grain, records)
    made = ruling(first, Context(wide.names, _LARGEST))
    to = printer(made.terms, wide.frame.schema, wide.names.full)
    verdict, shared = code(made, to), [each for stage in to.stages for each in stage]
    form = book.schema.forms[step.form]
    names = {indicator.code: indicator.name for indicator in form.indicators}
    columns = tuple(
        (column, _called(leaf.code, leaf.member, leaf.years_back, names)) for leaf, column in wide.names.values.items()
    )
    roots = {name for each in (verdict, *shared) for name in each.meta.root_names()}
    return Compiled(
        step.form,
        tuple(it.instance.binding for it in step.statements),
        tuple((column, name) for column, name in columns if column in roots) or columns,
        tuple((each.meta.output_name(), _printed(each)) for each in shared),
        _printed(verdict),
        _sql(made),
    )


def _sql(made: Ruling) -> str | None:
    if find_spec("sqlglot") is None:
        return None
    from auditor.engine.lowered.as_sql import Dialect
    from auditor.engine.lowered.as_sql import UnsupportedError
    from auditor.engine.sql.script import query_text

    try:
        return _CLAUSE.sub("\n", query_text(made, Dialect.DUCKDB))
    except UnsupportedError:
        return ""


def _called(code: str, member: str | None, years_back: int, names: dict[str, str]) -> str:
    name = names.get(code, code)
    column = f"[{member}]" if member else ""
    return f"{name}{column}" + (f" (-{years_back})" if years_back else "")


def _printed(expr: pl.Expr) -> str:
    return _LITERAL.sub(r"\1", " ".join(str(expr).split()))
