from __future__ import annotations

from msgspec.structs import replace

from auditor.diagnostics import Words
from auditor.engine.gaps import one_for_each_gap
from auditor.results import Evidence
from auditor.results import Finding
from auditor.results import Severity
from auditor.results import Verdict

GAP = Evidence("本年新收", "new_received", "company", "table", "", "", None, cause="读数存疑")
UNKNOWN = Finding(
    id="1",
    submission="甲.txt",
    unit="甲县",
    year=2022,
    form="f",
    rule="B-B01",
    title=Words("题", "title"),
    severity=Severity.ERROR,
    verdict=Verdict.UNKNOWN,
    binding="company",
    member="company",
    indicators=("new_received",),
    left=None,
    right=None,
    difference=None,
    formula="",
    message=Words("缺", "missing"),
    evidence=(GAP,),
)


def test_a_row_that_is_missing_is_told_once() -> None:
    assert one_for_each_gap((UNKNOWN, replace(UNKNOWN, id="2", rule="B-B03"))) == (UNKNOWN,)


def test_another_row_that_is_missing_is_told_too() -> None:
    other = replace(UNKNOWN, id="2", evidence=(GAP, replace(GAP, indicator="carried_in")))
    assert one_for_each_gap((UNKNOWN, other)) == (UNKNOWN, other)


def test_another_submission_is_told_of_its_own_gap() -> None:
    other = replace(UNKNOWN, id="2", submission="乙.txt")
    assert one_for_each_gap((UNKNOWN, other)) == (UNKNOWN, other)


def test_a_fail_is_never_left_out() -> None:
    fail = replace(UNKNOWN, id="2", verdict=Verdict.FAIL)
    assert one_for_each_gap((UNKNOWN, fail)) == (UNKNOWN, fail)


def test_a_report_that_was_not_handed_in_is_told_once_whatever_its_rows() -> None:
    lacking = replace(GAP, name="乙县：收到申请数", cause="下级未报")
    first = replace(UNKNOWN, evidence=(lacking,))
    same = replace(UNKNOWN, id="2", evidence=(replace(lacking, name="乙县：办结数", indicator="completed"),))
    other = replace(UNKNOWN, id="3", evidence=(replace(lacking, name="丙县：办结数", indicator="completed"),))
    assert one_for_each_gap((first, same, other)) == (first, other)
