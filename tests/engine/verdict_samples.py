"""A small form of its own, and what a rule over it comes to on figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.engine.plan import make_plan
from auditor.engine.run import run_plan
from auditor.engine.verdict_codes import VERDICTS
from auditor.results import Verdict
from tests.oracle.tables import figure

if TYPE_CHECKING:
    from auditor.facts import FactTable
    from auditor.lang.typed import CheckedRule

A, B, C = figure("a"), figure("b"), figure("c")
PASS, FAIL = Verdict.PASS, Verdict.FAIL
UNKNOWN, IDLE = Verdict.UNKNOWN, Verdict.NOT_APPLICABLE


def verdicts(checked: CheckedRule, table: FactTable) -> list[Verdict]:
    """The verdicts of a rule of one instance on all rows that are its own."""
    run = run_plan(make_plan([checked]), table)
    assert run.broken == ()
    return [VERDICTS[code] for code in run.judged[0].codes.sort("record", "item")["c0"].drop_nulls()]


def verdict(checked: CheckedRule, table: FactTable) -> Verdict:
    (only,) = verdicts(checked, table)
    return only
