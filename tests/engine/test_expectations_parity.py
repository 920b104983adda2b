"""The tests of the rules as tables: what Great Expectations finds there is what an audit finds."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import polars as pl
import pytest
from msgspec.structs import replace

import auditor
from auditor.engine.wide.batch import cells_of
from auditor.lang.typed import Case
from auditor.lang.typed import Grain
from auditor.results import Verdict

gx = pytest.importorskip("great_expectations", reason="Great Expectations is an extra")
import pandas as pd  # noqa: E402

from auditor.engine.expectations import ExpectRuleToHold  # noqa: E402
from auditor.engine.expectations.suites import figure_suite  # noqa: E402
from auditor.engine.expectations.suites import is_about_figures  # noqa: E402
from tests.engine.batches import in_pandas  # noqa: E402

if TYPE_CHECKING:
    from auditor.schema import Form

PACKS = str(Path(__file__).parents[2] / "rules")
RULES = auditor.load_rules(PACKS)


def cases_of(form: str) -> dict[str, list[Case]]:
    """The tests of the packs whose rows are figures alone, by rule."""
    about_figures = {rule.info.id for rule in RULES.book.rules if rule.form == form and is_about_figures(rule)}
    found: dict[str, list[Case]] = defaultdict(list)
    for case in RULES.book.cases:
        alone = not (case.world or case.aspects or case.fields or case.attributes)
        if case.form == form and case.rule in about_figures and alone and not any(key[2] for key, _ in case.figures):
            found[case.rule].append(case)
    return found


def alone(rule: str, form: str) -> auditor.Rules:
    """The rules with no other rule at work."""
    only = tuple(it for it in RULES.book.rules if it.info.id == rule and it.form == form)
    return auditor.Rules(replace(RULES.book, rules=only))


def table_of(rule: str, cases: list[Case], form: Form) -> pl.DataFrame:
    """The cases as rows; as in a test, what a case does not name is 0."""
    spoken = sorted(cells_of(alone(rule, form.code).book.rules), key=str)
    usual = {form.cell_name(form.by_code[code], member): 0 for code, member in spoken if code in form.by_code}
    rows = []
    for number, case in enumerate(cases):
        row: dict[str, object] = {"单位": f"单位{number}", "年度": form.years.first, **usual}
        for (code, member, _), value in case.figures:
            indicator = form.by_code[code]
            name = form.cell_name(indicator, member)
            row[name] = None if value is None else value / indicator.measure.factor
        rows.append(row)
    return pl.DataFrame(rows, infer_schema_length=None)


@pytest.mark.parametrize("form", ["disclosure-2014", "disclosure-2021"])
def test_the_tests_of_the_packs_fail_the_same_rows(context: Any, form: str) -> None:  # noqa: ANN401
    checked, failing = 0, 0
    for rule, cases in cases_of(form).items():
        frame = table_of(rule, cases, RULES.book.schema.forms[form])
        verdicts = auditor.audit_table(frame.with_columns(版式=pl.lit(form)), rules=alone(rule, form)).verdicts
        wrong = verdicts.filter(pl.col("verdict") == "fail")["unit"].unique()
        batch = in_pandas(context, pd.DataFrame(frame.to_dict(as_series=False)))
        expectation = ExpectRuleToHold(rules=PACKS, rule_id=rule, form=form)
        found = batch.validate(
            expectation, result_format={"result_format": "COMPLETE", "unexpected_index_column_names": ["单位"]}
        )
        assert found.exception_info.get("raised_exception") is False, rule
        assert sorted(it["单位"] for it in found.result["unexpected_index_list"]) == sorted(wrong.to_list()), rule
        expected = {f"单位{number}" for number, case in enumerate(cases) if case.expected is Verdict.FAIL}
        assert expected <= set(wrong.to_list()), rule
        checked, failing = checked + len(cases), failing + len(expected)
    assert checked > 30
    assert failing > 10


def test_what_is_said_natively_fails_the_same_rows(context: Any) -> None:  # noqa: ANN401
    form = RULES.book.schema.forms["disclosure-2014"]
    rules = [rule for rule in RULES.book.rules if rule.form == form.code and rule.grain is Grain.RECORD]
    native = {
        it.meta["rule"]: it
        for it in figure_suite(form, rules, PACKS)[0].expectations
        if not isinstance(it, ExpectRuleToHold)
    }
    assert len(native) >= 4
    for rule, expectation in native.items():
        names = [value for name, value in expectation.configuration.kwargs.items() if name.startswith("column")]
        values = [None, 0, 3, 7]
        frame = pd.DataFrame(
            [dict(zip(names, pair, strict=False)) for pair in zip(values * 4, sorted(values, key=str) * 4, strict=True)]
        )
        frame.insert(0, "单位", [f"单位{number}" for number in range(len(frame))])
        frame.insert(1, "年度", 2016)
        batch = in_pandas(context, frame)
        ours = batch.validate(ExpectRuleToHold(rules=PACKS, rule_id=rule, form=form.code), result_format="COMPLETE")
        theirs = batch.validate(expectation, result_format="COMPLETE")
        assert theirs.result["unexpected_index_list"] == ours.result["unexpected_index_list"], rule
