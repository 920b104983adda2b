"""Published reports beside the project: which figure is wrong in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.engine.judge import judge
from auditor.engine.locate.causes import locate
from auditor.engine.locate.causes import with_suspects
from auditor.ingest.files.receive import receive
from auditor.ingest.tabulate import tabulate
from auditor.lang.load import load_rules
from tests.engine.located_samples import figures

if TYPE_CHECKING:
    from auditor.results import Finding
    from auditor.results.causes import Cause

ROOT = Path(__file__).parents[2]
REPORTS = ROOT.parent / "shared" / "reports"

pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="the published reports are not beside the project")


def located(*paths: str) -> tuple[tuple[Cause, ...], tuple[Finding, ...]]:
    book, _ = load_rules(ROOT / "rules")
    received = tuple(submission for path in paths for submission in receive(REPORTS / path, book.schema, None))
    findings, _ = judge(book, tabulate(received, book.schema), received)
    causes = locate(book, received, findings)
    return tuple(causes), tuple(with_suspects(findings, causes))


def test_the_total_of_one_column_is_wrong_in_the_report_of_the_science_office_for_2022() -> None:
    (cause,), findings = located("real/hebei-kjt-2022.txt")
    assert figures(cause) == [[("processed_total.natural_person", "2件", "11件")]]
    assert cause.is_likely
    symptoms = {(it.rule, it.binding, it.suspects) for it in findings if it.id in cause.findings}
    assert symptoms == {
        ("B-B02", "natural_person", ("processed_total.natural_person",)),
        ("B-B03", "processed_total", ("processed_total.natural_person",)),
    }


def test_the_totals_of_reviews_and_suits_are_wrong_in_the_report_of_hongze_for_2023() -> None:
    (reviews, suits), _ = located("real/huaian-hongze-2023.pdf")
    assert figures(reviews) == [[("reviews_total", "0件", "11件")]]
    assert reviews.is_likely
    assert figures(suits) == [
        [("suits_after_review_total", "0件", "5件")],
        [("suits_after_review_upheld", "5件", "0件")],
    ]
    assert not suits.is_likely


def test_the_staff_of_zoushi_is_what_the_narrative_says_and_the_other_way_is_named_too() -> None:
    (cause,), findings = located("001_dc82018ac597aaab.txt")
    assert figures(cause) == [[("staff_total", "0人", "1人")], [("staff_part_time", "1人", "0人")]]
    assert cause.is_likely
    assert {it.rule for it in findings if it.id in cause.findings} >= {"A-B07", "N-13"}


@pytest.mark.parametrize("path", ["000_011591719922f726.txt", "002_add447287257bd48.txt", "real/hebei-kjt-2016.txt"])
def test_reports_whose_tables_balance_have_no_suspects(path: str) -> None:
    causes, findings = located(path)
    assert causes == ()
    assert {it.suspects for it in findings} <= {()}
