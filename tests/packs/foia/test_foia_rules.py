"""The rules of the FOIA pack: their own tests hold, and two made-up years give the planted errors and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from auditor.audit import audit_folder
from auditor.audit import try_rules
from auditor.cli.commands.every import app
from auditor.diagnostics import Lang
from auditor.lang.analysis.analyse import analyse
from auditor.results import AuditResult
from auditor.results import Severity
from auditor.results import Verdict

RULES = Path(__file__).parents[3] / "auditor" / "packs" / "foia" / "rules"
REPORTS = Path(__file__).parent / "reports_in"
AGENCY, LIGHTHOUSES = "Department of Coastal Affairs", "Bureau of Lighthouses (DCA)"
SECRETARY, TIDES = "Office of the Secretary (DCA)", "Tidal Survey (DCA)"
# What was changed in figures that agreed, and what each change must give.
PLANTED = {
    (2023, AGENCY, "C-18"),  # the overall median of fee waivers is larger than any component's
    (2023, LIGHTHOUSES, "C-01.2"),  # the 30th of February
    (2023, SECRETARY, "C-19"),  # the lowest and the highest days of simple requests changed places
    (2023, TIDES, "C-13"),  # one disposition of an appeal too many
    (2024, AGENCY, "C-03"),  # the digits of the bureau's pending requests changed places, but not in the overall figure
    (2024, LIGHTHOUSES, "C-02"),
    (2024, AGENCY, "C-28"),  # the comparison has ten requests more than section V.A
    (2024, SECRETARY, "C-32"),  # an opening balance was restated by two, in the overall figure too
    (2024, AGENCY, "C-32"),
    (2024, LIGHTHOUSES, "C-20"),  # the third and the fourth oldest requests changed places
    (2024, SECRETARY, "C-24"),  # no costs
    (2024, TIDES, "C-26.1"),  # N/A for backlogged appeals where appeals were received
    (2024, TIDES, "C-33"),  # last year's requests are not what last year's report said
    (2024, TIDES, "C-01"),  # a required figure is left out
}


@pytest.fixture(scope="module")
def result() -> AuditResult:
    return audit_folder((REPORTS,), RULES)[0]


def test_the_rules_are_sound_and_their_tests_hold() -> None:
    trial, book, diagnostics = try_rules(RULES)
    assert diagnostics == ()
    assert (trial.failed, book.broken) == (0, ())
    assert {case.rule for case in book.cases} == {info.id for info in book.infos}
    assert [each.message(Lang.EN) for each in analyse(book)] == []


def test_the_whole_catalogue_is_there() -> None:
    infos = try_rules(RULES)[1].infos
    catalogue = {f"C-{number:02}": Severity.ERROR for number in range(1, 34)}
    catalogue |= dict.fromkeys(("C-09", "C-15", "C-32", "C-33"), Severity.WARNING)
    found = {info.id: info.severity for info in infos if re.fullmatch(r"C-\d\d", info.id)}
    assert found == catalogue
    assert all(re.search("[㐀-鿿]", info.title) and re.search("[a-z]", info.title) for info in infos)


def test_two_years_give_the_planted_errors_and_nothing_else(result: AuditResult) -> None:
    failed = {(each.year, each.unit, each.rule) for each in result.findings if each.verdict is Verdict.FAIL}
    assert failed == PLANTED
    assert len([each for each in result.findings if each.verdict is Verdict.FAIL]) == len(PLANTED)


def test_only_the_figure_that_is_left_out_keeps_a_rule_from_being_judged(result: AuditResult) -> None:
    undecided = {(each.year, each.unit, each.rule) for each in result.findings if each.verdict is Verdict.UNKNOWN}
    assert undecided == {(2024, TIDES, "C-23")}


def test_a_component_is_compared_with_its_own_year_before(result: AuditResult) -> None:
    carried = next(each for each in result.findings if (each.rule, each.unit) == ("C-32", SECRETARY))
    assert (carried.left, carried.right) == ("10", "8")
    assert {each.submission for each in carried.evidence if each.submission} == {
        "department-of-coastal-affairs-2023.xml/OS"
    }


def _waiver_medians(tmp_path: Path, overall: str, component: str) -> set[Verdict]:
    """What C-18 says of the fee waivers where one component's median, 6.5 days, and the overall one are changed."""
    text = (REPORTS / "department-of-coastal-affairs-2024.xml").read_text(encoding="utf-8")
    before, section, after = text.partition("<foia:FeeWaiverSection>")
    fees, end, rest = after.partition("</foia:FeeWaiverSection>")
    medians = re.findall(r"(?<=MedianDaysValue>)[\d.]+", fees)
    assert medians == ["6.5", "9.5", "13.5", "9.5"]
    changed = iter((component, *medians[1:3], overall))
    fees = re.sub(r"(?<=MedianDaysValue>)[\d.]+", lambda _: next(changed), fees)
    (tmp_path / "a.xml").write_text(before + section + fees + end + rest, encoding="utf-8")
    findings = audit_folder((tmp_path,), RULES)[0].findings
    return {each.verdict for each in findings if each.rule == "C-18" and "waiver" in each.message.zh}


def test_a_components_median_that_is_not_known_exactly_is_not_left_out(tmp_path: Path) -> None:
    assert _waiver_medians(tmp_path, "2", "N/A") == {Verdict.FAIL}
    assert Verdict.FAIL not in _waiver_medians(tmp_path, "2", "&lt;1")
    assert _waiver_medians(tmp_path, "14", "N/A") == {Verdict.FAIL}
    assert _waiver_medians(tmp_path, "9.5", "N/A") == set()


@pytest.mark.parametrize(
    ("element", "rule"),
    [("LowestDaysValue", "C-17"), ("LowestDaysValue", "C-19"), ("TotalFullTimeStaffQuantity", "C-24")],
)
def test_less_than_one_is_more_than_nothing_and_no_more_than_the_longest(
    element: str, rule: str, tmp_path: Path
) -> None:
    text = (REPORTS / "department-of-coastal-affairs-2024.xml").read_text(encoding="utf-8")
    loose = re.sub(rf"(?<={element}>)[\d.]+", "&lt;1", text)
    assert loose != text
    (tmp_path / "a.xml").write_text(loose, encoding="utf-8")
    findings = audit_folder((tmp_path,), RULES)[0].findings
    assert not [each for each in findings if each.rule.startswith(rule) and each.verdict is Verdict.UNKNOWN]


def test_ten_empty_rows_list_no_consultation_and_one_with_its_date_alone_is_listed(tmp_path: Path) -> None:
    text = (REPORTS / "department-of-coastal-affairs-2024.xml").read_text(encoding="utf-8")
    before, section, after = text.partition("<foia:OldestPendingConsultationSection>")
    for date, expected in (("N/A", True), ("2024-09-30", False)):
        listed, end, rest = after.partition("</foia:OldestPendingConsultationSection>")
        listed = re.sub(r"(?<=OldItemReceiptDate>)\d[\d-]+", date, listed)
        listed = re.sub(r"(?<=OldItemPendingDaysQuantity>)\d+", "0", listed)
        (tmp_path / "a.xml").write_text(before + section + listed + end + rest, encoding="utf-8")
        findings = audit_folder((tmp_path,), RULES)[0].findings
        assert any(each.rule == "C-27" for each in findings) is expected


def test_the_pack_is_known_by_its_name_in_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(app, ["rules", "list", "foia"])
    assert run.exit_code == 0
    assert "C-33" in run.output
    assert CliRunner().invoke(app, ["rules", "list", "fiao"]).exit_code == 2
    (tmp_path / "foia").mkdir()
    assert "C-33" not in CliRunner().invoke(app, ["rules", "list", "foia"]).output
