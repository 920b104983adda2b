"""The verdict of another rule in a condition: what that rule's own verdict is, whatever is blank, in every engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from auditor.engine.plan import make_plan
from auditor.engine.run import run_plan
from auditor.engine.verdict_codes import VERDICTS
from auditor.lang import typed
from auditor.lang.typed import Missing
from auditor.results import Verdict
from auditor.schema import Years
from tests.oracle.tables import loop
from tests.oracle.tables import rule
from tests.oracle.trying import EXAMPLES
from tests.oracle.trying import LOCAL
from tests.oracle.trying import many
from tests.properties.test_differential import conditions
from tests.properties.test_differential import judged
from tests.properties.test_differential import meant
from tests.properties.test_differential import rules
from tests.properties.test_differential import sure
from tests.properties.test_differential import table_of
from tests.properties.test_differential import unsure
from tests.properties.test_differential import whens

if TYPE_CHECKING:
    from tests.oracle.interpreter import Record

ALL = (Verdict.PASS, Verdict.FAIL, Verdict.UNKNOWN, Verdict.NOT_APPLICABLE)
scopes = st.builds(typed.Scope, st.sampled_from(((), (Years(2010, 2016),), (Years(2017, None), Years(None, 2001)))))
instances = st.builds(lambda require, when: typed.Instance("", require, when), conditions, whens)
any_rule = st.builds(
    lambda made, missing, scope: loop(tuple(made), missing=missing, scope=scope),
    st.lists(instances, min_size=1, max_size=3),
    st.sampled_from(Missing),
    scopes,
)


def worst(verdicts: list[Verdict]) -> Verdict:
    return next(each for each in (Verdict.FAIL, Verdict.UNKNOWN, Verdict.PASS, ALL[-1]) if each in verdicts)


@many
@given(any_rule, st.lists(unsure, min_size=1, max_size=3))
def test_a_rule_has_the_verdict_that_others_are_told(asked: typed.CheckedRule, found: list[Record]) -> None:
    table = table_of(found)
    codes = run_plan(make_plan([asked]), table).judged[0].codes
    rows = codes.drop("record", "item").rows()
    expected = [worst([VERDICTS[code] for code in row]) for row in rows]
    asking = [rule(typed.Standing(asked, (verdict,))) for verdict in ALL]
    told = run_plan(make_plan(asking), table).judged[0].codes.drop("record", "item").rows()
    pairs = [list(zip(ALL, (VERDICTS[code] for code in row), strict=True)) for row in told]
    passed = [[verdict for verdict, got in row if got is Verdict.PASS] for row in pairs]
    assert passed == [[verdict] for verdict in expected]
    assert {VERDICTS[code] for row in told for code in row} <= {Verdict.PASS, Verdict.FAIL}


@many
@given(rules, st.lists(st.sampled_from(ALL), max_size=3, unique=True), st.lists(sure, min_size=1, max_size=3))
def test_what_is_known_is_judged_as_it_reads(
    asked: typed.CheckedRule, wanted: list[Verdict], found: list[Record]
) -> None:
    standing = typed.Standing(asked, tuple(wanted))
    following = typed.Implication(standing, asked.instances[0].require)
    checked = [rule(standing), rule(typed.Denial(standing)), rule(following)]
    assert judged(checked, found) == meant(checked, found)


@settings(many, max_examples=EXAMPLES // 3)
@given(any_rule, st.sampled_from(ALL), st.lists(unsure, min_size=1, max_size=3))
def test_every_engine_says_the_same(asked: typed.CheckedRule, wanted: Verdict, found: list[Record]) -> None:
    pytest.importorskip("duckdb", reason="the extra auditor[duckdb] is not installed")
    plan, table = make_plan([rule(typed.Standing(asked, (wanted,)))]), table_of(found)
    here, there = (run_plan(plan, table, (), engine).judged[0].codes for engine in LOCAL)
    assert here.to_dict(as_series=False) == there.to_dict(as_series=False)
