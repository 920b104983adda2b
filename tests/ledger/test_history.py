from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from auditor.results import Then
from tests.ledger.series import RIGHT
from tests.ledger.series import RULE
from tests.ledger.series import SECOND
from tests.ledger.series import WRONG
from tests.ledger.series import Series
from tests.ledger.series import report

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.results import AuditResult

TRIAL = RULE.rstrip() + "\n  状态: 试行\n"


@pytest.fixture
def series(tmp_path: Path) -> Series:
    return Series(tmp_path)


def audits(result: AuditResult, unit: str = "青屏县") -> tuple[Then, ...]:
    assert result.past is not None
    return result.past.history[unit, 2017]


def test_the_audits_of_a_report_stand_one_after_the_other_with_this_one_at_the_end(series: Series) -> None:
    series.audit(report(3, 4, 4), rules=RULE + SECOND, name="初审")
    series.audit(WRONG, rules=RULE + SECOND)
    result = series.audit(RIGHT, rules=RULE + SECOND)
    first, second, this = audits(result)
    assert first == Then("1 初审 (2026-03-01 09:30)", (1, 1, 0), 0, 0, 0)
    assert (second.found, second.corrected) == ((0, 1, 0), 1)
    assert this == Then("", (0, 0, 0), 0, 2, 0)


def test_the_same_audit_again_has_the_same_history(series: Series) -> None:
    series.audit(WRONG)
    first = series.audit(RIGHT)
    assert audits(series.audit(RIGHT)) == audits(first)


def test_a_report_without_findings_has_its_audits_too(series: Series) -> None:
    series.audit(WRONG, report(4, 4, unit="白河乡"))
    result = series.audit(RIGHT, report(4, 4, unit="白河乡"))
    assert [each.found for each in audits(result, "白河乡")] == [(0, 0, 0), (0, 0, 0)]


def test_what_could_not_be_judged_any_more_is_counted_and_rules_on_trial_are_not(series: Series) -> None:
    series.audit(WRONG)
    assert audits(series.audit(report(None, 4)))[-1].unjudged == 1
    series.audit(WRONG, rules=TRIAL)
    assert audits(series.audit(report(3, 5), rules=TRIAL))[-1].found == (0, 0, 0)


def test_only_the_last_audits_are_told(series: Series) -> None:
    for closed in range(5, 20):
        result = series.audit(report(3, closed))
    assert len(audits(result)) == 13
    assert audits(result)[0].audit.startswith("3 ")
