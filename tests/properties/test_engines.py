"""DuckDB against polars: the same verdicts, row by row, on random rules and tables and on the tests of the packs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from auditor.engine.engines import Engine
from auditor.engine.plan import make_plan
from auditor.engine.run import run_plan
from auditor.engine.testing.cases import run_cases
from auditor.lang import typed
from auditor.lang.load import load_rules
from auditor.lang.typed import Grain
from auditor.lang.typed import Operator
from tests.oracle.tables import COUNT
from tests.oracle.tables import DATE
from tests.oracle.tables import constant
from tests.oracle.tables import fact_table
from tests.oracle.tables import figure
from tests.oracle.tables import rule
from tests.oracle.trying import EXAMPLES
from tests.oracle.trying import many
from tests.properties.test_differential import FIGURES
from tests.properties.test_differential import SIGNED_ON
from tests.properties.test_differential import some_rules
from tests.properties.test_differential import table_of
from tests.properties.test_differential import unsure

if TYPE_CHECKING:
    from auditor.facts import FactTable
    from tests.oracle.interpreter import Record

pytest.importorskip("duckdb", reason="the extra auditor[duckdb] is not installed")
pytest.importorskip("sqlglot", reason="the extra auditor[duckdb] is not installed")
RULES = Path(__file__).parents[2] / "rules"


def both(checked: list[typed.CheckedRule], table: FactTable, engine: Engine = Engine.DUCKDB) -> None:
    plan = make_plan(checked)
    here, there = (run_plan(plan, table, (), it) for it in (Engine.POLARS, engine))
    assert (here.broken, there.broken) == ((), ())
    assert [each.codes.to_dict(as_series=False) for each in there.judged] == [
        each.codes.to_dict(as_series=False) for each in here.judged
    ]


@settings(many, max_examples=EXAMPLES * 2 // 3)
@given(some_rules, st.lists(unsure, min_size=1, max_size=4))
def test_random_rules_have_the_same_verdicts(checked: list[typed.CheckedRule], found: list[Record]) -> None:
    both(checked, table_of(found))


@settings(many, max_examples=EXAMPLES // 6)
@given(st.integers(1, 3_652_059), st.integers(-30, 30), st.integers(-20, 20), st.sampled_from(Operator))
def test_days_roundings_and_working_days_are_the_same(day: int, more: int, part: int, op: Operator) -> None:
    table = fact_table(
        [{"submission": "a", "unit": "a", "year": 2020}],
        [{"indicator": "a", "stored": abs(more)}, {"indicator": "s", "stored": part}],
        [{"record": 0, "name": "填报日期", "number": day}],
    )
    signed = figure("s", signed=True)
    later = typed.Sum((SIGNED_ON, constant(more)), DATE)
    numbers = (
        typed.Workdays(SIGNED_ON, later, COUNT),
        typed.YearOf(later, COUNT),
        typed.Rounded(typed.Quotient(signed, FIGURES[0], COUNT), 0, COUNT),
    )
    both([rule(typed.Comparison(op, number, constant(part))) for number in numbers], table)


def test_loose_figures_of_the_narrative_have_the_same_verdicts() -> None:
    mention = typed.ItemField(typed.Field.MENTION, COUNT, "正文.a")
    checked = [rule(typed.Comparison(op, mention, FIGURES[0]), grain=Grain.MENTION, indicator="a") for op in Operator]
    mentions = [(None, None), (3, 5), (4, None), (None, 2)]
    rows = [{"indicator": "a", "stored": 4}] + [
        {"indicator": "a", "source": "narrative", "stance": "figure", "stored": 4, "low": low, "high": high}
        for low, high in mentions
    ]
    both(checked, fact_table([{"submission": "a", "unit": "a", "year": 2017}], rows))


def test_the_tests_of_the_packs_hold_in_duckdb() -> None:
    book, _ = load_rules(RULES)
    results = run_cases(book, Engine.DUCKDB)
    assert results
    assert [(each.case.rule, each.case.span, each.got) for each in results if not each.ok] == []
