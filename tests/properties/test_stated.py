"""Percentages of the narrative against their plain meaning: printed digits, several mentions, sums of columns."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.engine.plan import make_plan
from auditor.engine.run import run_plan
from auditor.engine.verdict_codes import VERDICTS
from auditor.lang import typed
from auditor.lang.typed import Grain
from auditor.lang.typing.items import printed_ratio
from auditor.lang.typing.rounding import agrees
from auditor.lang.vocabulary.keywords import Rounding
from auditor.lang.world.measures import as_number
from auditor.results import Verdict
from auditor.schema import RATIO_SCALE
from auditor.schema import Kind
from auditor.schema import Measure
from tests.oracle.tables import fact_table
from tests.oracle.tables import figure
from tests.oracle.tables import rule
from tests.oracle.trying import LOCAL
from tests.oracle.trying import many

pytest.importorskip("duckdb", reason="the extra auditor[duckdb] is not installed")
PERCENT = Measure(Kind.RATIO, "%", "1", RATIO_SCALE // 100)
WHOLE = typed.Constant(Fraction(1), PERCENT, "100%")
# A printed percentage: its digits without the point, and how many of them are decimals.
Printed = tuple[int, int]
printed = st.integers(0, 2).flatmap(lambda digits: st.tuples(st.integers(0, 100 * 10**digits), st.just(digits)))


def mention(column: str | None, value: Printed) -> dict[str, object]:
    stated, digits = value
    stored = stated * RATIO_SCALE // (100 * 10**digits)
    figures = {"indicator": "r", "member": column, "source": "narrative", "stance": "figure"}
    return {**figures, "stored": stored, "digits": digits}


def verdicts(checked: typed.CheckedRule, rows: list[dict[str, object]]) -> list[Verdict]:
    """The verdicts on the rows of one report, the same in both engines."""
    table = fact_table([{"submission": "a", "unit": "甲县", "year": 2020}], rows)
    runs = [run_plan(make_plan([checked]), table, (), engine) for engine in LOCAL]
    assert [run.broken for run in runs] == [(), ()]
    one, other = ([VERDICTS[code] for code in run.judged[0].codes["c0"].drop_nulls()] for run in runs)
    assert one == other
    return one


@many
@given(printed, st.integers(0, 30), st.integers(0, 30), st.sampled_from(Rounding))
def test_a_percentage_agrees_by_its_printed_digits(value: Printed, part: int, base: int, rounding: Rounding) -> None:
    exact = Fraction(part * 100, base) * 10 ** value[1] if base else None
    require = agrees(printed_ratio("r"), typed.Quotient(figure("a"), figure("b"), PERCENT), rounding)
    figures = [{"indicator": "a", "stored": part}, {"indicator": "b", "stored": base}]
    got = verdicts(rule(require, grain=Grain.MENTION, indicator="r"), [mention(None, value), *figures])
    if exact is None:
        assert got == [Verdict.NOT_APPLICABLE]
        return
    rounded = value[0] - Fraction(1, 2) <= exact < value[0] + Fraction(1, 2)
    cut = value[0] <= exact < value[0] + 1
    holds = {Rounding.HALF_UP: rounded, Rounding.TRUNCATE: cut, Rounding.ANY: rounded or cut}[rounding]
    assert got == [Verdict.PASS if holds else Verdict.FAIL]


@many
@given(st.lists(st.lists(printed, max_size=2), min_size=1, max_size=3))
def test_a_sum_of_percentages_is_known_as_far_as_each_is_stated_once(columns: list[list[Printed]]) -> None:
    parts = tuple(as_number(typed.Stated("r", f"m{at}", PERCENT, "r")) for at in range(len(columns)))
    got = verdicts(
        rule(agrees(typed.Sum(parts, PERCENT), WHOLE, Rounding.HALF_UP)),
        [mention(f"m{at}", value) for at, values in enumerate(columns) for value in values],
    )
    stated = [{Fraction(value, 10**digits) for value, digits in values} for values in columns]
    if any(len(values) != 1 for values in stated):
        assert got == [Verdict.UNKNOWN]
        return
    halves = sum((Fraction(1, 2 * 10 ** max(digits for _, digits in values)) for values in columns), Fraction())
    apart = abs(sum((min(values) for values in stated), Fraction(-100)))
    assert got == [Verdict.PASS if apart <= halves else Verdict.FAIL]
