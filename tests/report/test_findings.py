from __future__ import annotations

from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.document import Origin
from auditor.report.ordering import numbered
from auditor.report.ordering import telling_first
from auditor.report.submission.findings import finding_views
from auditor.report.submission.form_layout import layout_of
from auditor.report.submission.form_table import lay_out
from auditor.report.submission.shelf import Shelf
from auditor.results import Evidence
from auditor.results import Verdict
from auditor.results.causes import Cause
from auditor.results.causes import Suspect
from auditor.source import Span
from tests.report import report_rules
from tests.report import report_samples
from tests.report import report_written

SUBMISSION, FINDINGS = report_samples.town()
RULES = {info.id: info for info in report_rules.RULES}


def shelf(*evidence: Evidence) -> Shelf:
    finding = report_written.finding_of(SUBMISSION, "A-B07", evidence)
    return Shelf(SUBMISSION, lay_out(layout_of(report_rules.FORM_2014), SUBMISSION.facts), (finding,), Lang.ZH)


def test_what_must_be_corrected_comes_first_and_trials_last() -> None:
    order = [each.rule for each in numbered(reversed(FINDINGS))]
    assert order[0] == "A-B07"
    assert order[2:] == ["A-R02", "A-F04", "A-B03", "T-01"]


def test_a_finding_follows_the_graver_one_that_it_shares_a_cell_with() -> None:
    assert [each.rule for each in numbered(FINDINGS)][:2] == ["A-B07", "N-06"]


def test_a_figure_of_another_document_is_not_looked_for_in_this_one() -> None:
    last_year = replace(
        report_written.evidence_of(SUBMISSION, "staff_total"), raw="5", value="5人", origin=Origin(Span(3, 4), 1)
    )
    made = shelf(last_year)
    assert made.citations == ()
    assert made.flags == {}
    assert made.figure(last_year).text.href == ""


def test_a_figure_of_last_year_leads_to_the_page_that_it_stands_on() -> None:
    last_year = replace(report_written.evidence_of(SUBMISSION, "staff_total"), submission="乡镇/2017.txt")
    made = replace(shelf(last_year), pages={"乡镇/2017.txt": "p.html"})
    assert made.figure(last_year).other.href == "p.html#L71"
    assert made.flags == {}


def test_a_missing_report_of_last_year_marks_no_cell_of_this_year() -> None:
    absent = Evidence("上年.工作人员数", "staff_total", None, "table", "", "", None, cause="没有上年报告")
    assert shelf(absent).flags == {}


def test_a_missing_row_is_marked_in_the_table() -> None:
    missing = Evidence("涉及个人隐私", "denied_privacy", None, "table", "", "", None, cause="缺行")
    made = shelf(missing)
    assert len(made.flags) == 1
    assert made.citations == ()


def test_an_attribute_of_the_report_is_cited_in_the_text_and_marks_no_cell() -> None:
    title = Evidence("标题年度", "标题年度", None, "attribute", "2018", "2018", Origin(Span(6, 10), 1))
    made = shelf(title)
    assert [citation.span for citation in made.citations] == [Span(6, 10)]
    assert made.flags == {}


def test_a_suspected_cell_is_marked_as_such() -> None:
    evidence = report_written.evidence_of(SUBMISSION, "staff_total")
    finding = replace(report_written.finding_of(SUBMISSION, "A-B07", (evidence,)), suspects=("staff_total",))
    made = Shelf(SUBMISSION, lay_out(layout_of(report_rules.FORM_2014), SUBMISSION.facts), (finding,), Lang.ZH)
    (flag,) = made.flags.values()
    assert flag.suspect == "疑"
    assert finding_views(made, RULES)["fail"][0].suspects == ("从事政府信息公开工作人员数",)


def located(*sets: tuple[Suspect, ...], is_likely: bool) -> tuple[Shelf, Cause]:
    evidence = tuple(report_written.evidence_of(SUBMISSION, code) for code in ("staff_total", "staff_full_time"))
    finding = report_written.finding_of(SUBMISSION, "A-B07", evidence)
    codes = dict.fromkeys(each.code for them in sets for each in them)
    finding = replace(finding, suspects=tuple(codes))
    cause = Cause("c", SUBMISSION.path, (finding.id,), sets, Words("疑似", "likely"), is_likely=is_likely)
    sheets = lay_out(layout_of(report_rules.FORM_2014), SUBMISSION.facts)
    return Shelf(SUBMISSION, sheets, (finding,), Lang.ZH, causes=(cause,)), cause


TOTAL = Suspect("staff_total", None, Words("工作人员", "staff"), "2人", "1人")
FULL = Suspect("staff_full_time", None, Words("专职", "full time"), "0人", "1人")


def test_a_cell_says_what_it_would_have_to_be_where_one_cause_is_likely() -> None:
    shelf_made, cause = located((TOTAL,), is_likely=True)
    assert [flag.suspect for flag in shelf_made.flags.values()] == ["疑应为1人", ""]
    assert [
        (link.text, link.href in {f"#{anchor}" for anchor in shelf_made.flags})
        for link in shelf_made.cells_of_cause(cause)
    ] == [("工作人员", True)]
    assert finding_views(shelf_made, RULES)["fail"][0].suspects == ()


def test_of_several_possible_causes_each_is_one_of_several() -> None:
    shelf_made, cause = located((TOTAL,), (FULL,), is_likely=False)
    assert [flag.suspect for flag in shelf_made.flags.values()] == ["疑（其一）", "疑（其一）"]
    assert [link.text for link in shelf_made.cells_of_cause(cause)] == ["工作人员", "专职"]


def test_a_finding_with_many_figures_shows_the_first_and_keeps_the_others_at_hand() -> None:
    many = tuple(report_written.evidence_of(SUBMISSION, each.code) for each in report_rules.FORM_2014.figures[:12])
    (view,) = finding_views(shelf(*many), RULES)["fail"]
    assert (len(view.figures), len(view.further), view.further_title) == (8, 4, "其余4项")


def test_figures_that_make_the_sum_are_shown_before_blanks_and_zeros() -> None:
    one = report_written.evidence_of(SUBMISSION, "staff_total")
    said = ("0件", "10件", "0件", "", "8件", "0.5件", "0件", "05件", "1件", "2件", "-3件")
    figures = tuple(replace(one, value=value) for value in said)
    (view,) = finding_views(shelf(*figures), RULES)["fail"]
    shown = [each.value for each in (*view.figures, *view.further)]
    assert shown == ["0件", "10件", "8件", "0.5件", "05件", "1件", "2件", "-3件", "空白", "0件", "0件"]
    undecided = replace(report_written.finding_of(SUBMISSION, "A-B07", figures), verdict=Verdict.UNKNOWN)
    assert telling_first(undecided) == figures


def test_a_finding_of_a_rule_that_is_unknown_is_shown_all_the_same() -> None:
    made = shelf(report_written.evidence_of(SUBMISSION, "staff_total"))
    (view,) = finding_views(made, {})["fail"]
    assert (view.rule, view.statement, view.basis) == ("A-B07", "", "")
