"""Rules as SQL for other tools: one query for each form and grain, and what its columns and its codes stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from sqlglot import exp

from auditor.engine.columns.frames import Needed
from auditor.engine.columns.frames import item_frame
from auditor.engine.columns.frames import record_frame
from auditor.engine.lowered.as_sql import Dialect
from auditor.engine.lowered.as_sql import query
from auditor.engine.lowered.context import Context
from auditor.engine.lowered.ruling import ruling
from auditor.engine.plan import make_plan
from auditor.facts import no_facts
from auditor.lang.typed import Grain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.engine.lowered.ruling import Ruling
    from auditor.engine.plan import Step
    from auditor.lang.typed import RuleBook

_LARGEST = 10**12


def sql_files(book: RuleBook, dialect: Dialect) -> Iterator[tuple[str, str]]:
    """Names and texts of files: `FORM-GRAIN.sql` reads a table `figures`; the `.csv` beside it explains its columns.

    The codes are 0 pass, 1 fail, 2 unknown, 3 not applicable. Figures are taken to be below 10^12.
    """
    for step in make_plan(book.rules, book.sources).steps:
        yield from _files(step, dialect)


def query_text(made: Ruling, dialect: Dialect) -> str:
    """The query for the code of one ruling on each row of the table `figures`."""
    return query([made], exp.to_table("figures"), ("record",), dialect).sql(dialect.value)


# ------------------------------------------------------------------------------------------------------------- within


def _files(step: Step, dialect: Dialect) -> Iterator[tuple[str, str]]:
    leaves = [leaf for it in step.statements for leaf in (*it.leaves, *it.graded_leaves)]
    empty = no_facts()
    records = record_frame(empty, empty.records, Needed.of(empty, leaves))
    names = (records if step.grain is Grain.RECORD else item_frame(empty, step.grain, records)).names
    context = Context(names, _LARGEST)
    rulings = [ruling(it, context) for it in step.statements]
    name = f"{step.form}-{step.grain.value}"
    yield f"{name}.sql", query(rulings, exp.to_table("figures"), ("record", "item"), dialect).sql(dialect.value) + ";\n"
    told = [
        (column, leaf.kind.value, leaf.code, leaf.member or "", str(leaf.years_back), leaf.aspect)
        for leaf, column in names.values.items()
    ]
    told += [
        (column, "state", leaf.code, leaf.member or "", str(leaf.years_back), "")
        for leaf, column in names.states.items()
    ]
    told += [(column, "text", name, "", "0", "") for name, column in names.texts.items()]
    told += [
        (f"c{at}", "verdict", it.rule.info.id, it.instance.binding, "0", "") for at, it in enumerate(step.statements)
    ]
    columns = ["column", "kind", "code", "member", "years_back", "aspect"]
    yield f"{name}.csv", pl.DataFrame(told, schema=dict.fromkeys(columns, pl.String), orient="row").write_csv()
