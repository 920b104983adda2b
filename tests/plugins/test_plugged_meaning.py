"""A function of another package among all others: the engine, the explanation and the naive meaning agree."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import polars as pl
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from auditor.engine.findings.exact import truth
from auditor.engine.findings.rows import known_rows
from auditor.engine.plan import make_plan
from auditor.engine.run import run_plan
from auditor.engine.verdict_codes import VERDICTS
from auditor.lang import typed
from auditor.lang.typed import Operator
from auditor.results import Verdict
from tests.oracle.interpreter import Record
from tests.oracle.tables import COUNT
from tests.oracle.tables import rule
from tests.properties import test_differential as differential

if TYPE_CHECKING:
    from collections.abc import Callable


NAME = "末位.last_digit"
figures = st.sampled_from(differential.FIGURES)
wholes = st.recursive(
    figures,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda args: typed.Sum(tuple(args), COUNT)),
        inner.map(lambda arg: typed.Negative(arg, COUNT)),
        inner.map(lambda arg: typed.Applied(NAME, (arg,), COUNT)),
    ),
    max_leaves=4,
)
digits = wholes.map(lambda arg: typed.Applied(NAME, (arg,), COUNT))
comparisons = st.builds(
    lambda op, digit, value, other: typed.Comparison(
        op, typed.Sum((digit, other), COUNT), typed.Constant(Fraction(value), COUNT, "")
    ),
    st.sampled_from(Operator),
    digits,
    st.integers(0, 12),
    st.one_of(digits, figures),
)
few = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
INSTALLED = {"functions": {NAME: "auditor_sample.functions:LAST_DIGIT"}}


def test_what_is_known_is_judged_as_it_reads(install: Callable[..., None]) -> None:
    install(**INSTALLED)

    @few
    @given(st.lists(comparisons, min_size=1, max_size=3), st.lists(differential.sure, min_size=1, max_size=3))
    def agrees(requires: list[typed.Condition], found: list[Record]) -> None:
        checked = [rule(require) for require in requires]
        assert differential.judged(checked, found) == differential.meant(checked, found)

    agrees()


def test_what_is_not_known_is_not_judged_and_the_explanation_says_the_same(install: Callable[..., None]) -> None:
    install(**INSTALLED)

    @few
    @given(comparisons, st.lists(differential.unsure, min_size=1, max_size=3))
    def agrees(require: typed.Condition, found: list[Record]) -> None:
        run = run_plan(make_plan([rule(require)]), differential.table_of(found))
        (judged,) = run.judged
        places = pl.Series(range(0, 3 * len(found), 3), dtype=pl.UInt32)
        told = [
            truth(judged.step.statements[0].require, row)
            for row in known_rows(judged, judged.step.statements[0], places)
        ]
        verdicts = {True: Verdict.PASS, False: Verdict.FAIL, None: Verdict.UNKNOWN}
        got = [VERDICTS[code] for code in judged.codes.gather_every(3)["c0"]]
        # NOTE: the frames leave open what does not fit into their numbers, while Python's have no end.
        assert [one for one, it in zip(got, told, strict=True) if one not in {Verdict.UNKNOWN, verdicts[it]}] == []

    agrees()


def test_a_sum_that_does_not_fit_into_64_bits_is_no_other_number(install: Callable[..., None]) -> None:
    install(**INSTALLED)
    received, most = differential.FIGURES[0], 2**62
    digit = typed.Applied(NAME, (typed.Sum((received,) * 3, COUNT),), COUNT)
    wrapped = Fraction((3 * most - 2**64) % 10)
    require = typed.Comparison(Operator.EQ, digit, typed.Constant(wrapped, COUNT, ""))
    cells = {(it.indicator, it.member, it.years_back): 0 for it in differential.FIGURES} | {("a", None, 0): most}
    about = {"年度": 2016, "统计表个数": 0, "填报日期": None, "文种": "年度报告"}
    found = Record(cells, about, {("b", None, 0, "rows"): 1}, {}, {})
    assert differential.judged([rule(require)], [found]) == [[Verdict.UNKNOWN]]
