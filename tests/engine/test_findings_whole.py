from __future__ import annotations

from msgspec.structs import replace

from auditor.diagnostics import Words
from auditor.engine.judge import judge
from auditor.lang.typed import Instance
from auditor.lang.typed import Quotient
from auditor.lang.typed import RuleBook
from auditor.lang.typed import YearDate
from auditor.results import State
from auditor.results.outcomes import Outcome
from tests.engine.finding_samples import BALANCE
from tests.engine.finding_samples import FACTS
from tests.engine.finding_samples import FULL
from tests.engine.finding_samples import PART
from tests.engine.finding_samples import SCHEMA
from tests.engine.finding_samples import STAFF
from tests.engine.finding_samples import SUBMISSION
from tests.engine.finding_samples import finding
from tests.engine.finding_samples import judged
from tests.engine.finding_samples import people
from tests.engine.finding_samples import table
from tests.oracle.tables import COUNT
from tests.oracle.tables import compare
from tests.oracle.tables import constant
from tests.oracle.tables import loop
from tests.oracle.tables import rule


def test_the_identity_of_a_finding_outlives_its_figures_and_its_wording() -> None:
    changed = replace(SUBMISSION, facts=(replace(FACTS[0], value=7, raw="7"), *FACTS[1:]))
    first = finding(rule(BALANCE))
    (again,), _ = judged(rule(BALANCE, message=Words("别的话", "")), of=(changed,))
    assert first.id == again.id
    assert first.formula != again.formula


def test_two_submissions_of_a_unit_and_year_have_findings_of_their_own() -> None:
    findings, _ = judged(rule(BALANCE), of=(SUBMISSION, replace(SUBMISSION, path="县/b.txt")))
    assert len({it.id for it in findings}) == 2


def test_findings_come_by_submission_then_rule() -> None:
    before = replace(SUBMISSION, path="县/0.txt", unit="乙县")
    findings, _ = judged(rule(BALANCE, id="Z"), rule(BALANCE, id="A"), of=(SUBMISSION, before))
    assert [(it.submission, it.rule) for it in findings] == [
        ("县/0.txt", "Z"),
        ("县/0.txt", "A"),
        ("县/a.txt", "Z"),
        ("县/a.txt", "A"),
    ]


def test_a_rule_on_trial_says_so_and_a_draft_does_not_run() -> None:
    findings, outcomes = judged(rule(BALANCE, id="T", state=State.TRIAL), rule(BALANCE, id="D", state=State.DRAFT))
    assert [(it.rule, it.trial) for it in findings] == [("T", True)]
    assert [it.rule for it in outcomes] == ["T"]


def test_instances_of_a_loop_are_counted_one_by_one() -> None:
    instances = tuple(
        Instance(code, compare("=", people(code), constant(0))) for code in ("staff", "full_time", "part_time")
    )
    findings, outcomes = judged(loop(instances))
    assert [it.binding for it in findings] == ["part_time"]
    assert outcomes == (Outcome("R", passed=2, failed=1),)


def test_a_consequence_yields_to_its_cause() -> None:
    cause = rule(BALANCE, id="cause")
    consequence = rule(compare("=", STAFF, PART), id="consequence", unless_failed=("cause",))
    findings, outcomes = judged(cause, consequence)
    assert [it.rule for it in findings] == ["cause"]
    assert outcomes[1] == Outcome("consequence", yielded=1)


def test_a_finding_on_one_indicator_does_not_yield_to_a_cause_on_another() -> None:
    cause = loop((Instance("staff", compare("=", STAFF, constant(1))),), id="cause")
    instances = (Instance("staff", compare("=", STAFF, PART)), Instance("full_time", compare("=", FULL, PART)))
    findings, _ = judged(cause, loop(instances, id="consequence", unless_failed=("cause",)))
    assert [(it.rule, it.binding) for it in findings] == [("cause", "staff"), ("consequence", "full_time")]


def test_nothing_yields_to_a_rule_on_trial_but_another_on_trial() -> None:
    cause = rule(BALANCE, id="cause", state=State.TRIAL)
    checked = rule(compare("=", STAFF, PART), id="active", unless_failed=("cause",))
    findings, _ = judged(cause, checked)
    assert [it.rule for it in findings] == ["cause", "active"]


def test_a_rule_that_breaks_is_an_outcome_with_its_reason_and_no_finding() -> None:
    endless = YearDate(Quotient(STAFF, PART, COUNT), 1, 1, COUNT)
    findings, outcomes = judged(rule(compare("=", endless, endless), id="broken"), rule(BALANCE, id="sound"))
    assert [it.rule for it in findings] == ["sound"]
    assert [(it.rule, it.error is not None) for it in outcomes] == [("broken", True), ("sound", False)]


def test_facts_without_their_submissions_are_judged_all_the_same() -> None:
    book = RuleBook(SCHEMA, (rule(BALANCE),), (), (), ())
    (found,), _ = judge(book, table(SUBMISSION), ())
    assert (found.formula, found.evidence[0].origin) == ("0 ≠ 0 + 1", None)


def test_an_equation_that_the_reading_used_is_not_judged_on_what_it_gave() -> None:
    marked = tuple(replace(it, derived_by=("row_total:staff",)) for it in FACTS[:3])
    read_so = replace(SUBMISSION, facts=(*marked, *FACTS[3:]))
    one = rule(compare("=", STAFF, constant(1)), id="one")
    findings, outcomes = judged(rule(BALANCE, id="same"), one, of=(read_so,))
    assert [it.rule for it in findings] == ["one"]
    assert outcomes[0] == Outcome("same", not_applicable=1)


def test_an_equation_over_other_figures_too_is_judged() -> None:
    read_so = replace(SUBMISSION, facts=(replace(FACTS[0], derived_by=("row_total:staff",)), *FACTS[1:]))
    findings, _ = judged(rule(BALANCE), of=(read_so,))
    assert len(findings) == 1
