"""Annual FOIA reports are read as they are written, and nothing in a hostile file is followed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.diagnostics import Lang
from auditor.document import Reading
from auditor.document import Status
from auditor.document import Submission
from auditor.ingest.files.reading import read_bytes
from auditor.lang.load import load_rules
from auditor.packs.foia import reader
from auditor.packs.foia.sections import SECTIONS
from auditor.packs.foia.sections import cells_of

if TYPE_CHECKING:
    from auditor.schema import Schema

ROOT = Path(__file__).parents[3]
RULES = ROOT / "auditor" / "packs" / "foia" / "rules"
SCHEMA = load_rules(RULES)[0].schema
NAME = "department-of-coastal-affairs-2024.xml"
REPORT = (Path(__file__).parent / "reports_in" / NAME).read_text(encoding="utf-8")
SMALL = """<?xml version="1.0"?>
<iepd:FoiaAnnualReport xmlns:iepd="i" xmlns:foia="f" xmlns:nc="n" xmlns:s="s">
 <nc:Organization s:id="ORG0">
  <nc:OrganizationAbbreviationText>OTA</nc:OrganizationAbbreviationText>
  <nc:OrganizationName>Office of Tide Accounts</nc:OrganizationName>
 </nc:Organization>
 <foia:DocumentFiscalYearDate>2024</foia:DocumentFiscalYearDate>
 <foia:RequestDispositionSection>
  <foia:RequestDisposition s:id="RD1">
   <foia:RequestDispositionFullGrantQuantity>7</foia:RequestDispositionFullGrantQuantity>
   <foia:NonExemptionDenial>
    <foia:NonExemptionDenialReasonCode>NoRecords</foia:NonExemptionDenialReasonCode>
    <foia:NonExemptionDenialQuantity>1,204</foia:NonExemptionDenialQuantity>
   </foia:NonExemptionDenial>
  </foia:RequestDisposition>
  <foia:RequestDispositionOrganizationAssociation>
   <foia:ComponentDataReference s:ref="RD1"/>
   <nc:OrganizationReference s:ref="ORG0"/>
  </foia:RequestDispositionOrganizationAssociation>
 </foia:RequestDispositionSection>
</iepd:FoiaAnnualReport>
"""


def submissions(text: str, schema: Schema = SCHEMA) -> tuple[Submission, ...]:
    return read_bytes("a.xml", text.encode(), schema)


def stored(submission: Submission) -> dict[str, int | None]:
    return {fact.indicator: fact.value for fact in submission.facts if fact.reading is Reading.VALUE}


def said(submission: Submission) -> list[str]:
    return [each.message(Lang.EN) for each in submission.diagnostics]


def test_the_form_declares_what_the_reader_reads_and_nothing_else() -> None:
    form = SCHEMA.forms[reader.FORM]
    declared = {(indicator.code, member) for indicator in form.figures for member in indicator.members or (None,)}
    assert {cell for section in SECTIONS for field in section.fields for cell in cells_of(field)} == declared


def test_a_file_is_the_report_of_the_agency_and_of_each_component() -> None:
    found = submissions(REPORT)
    assert [(each.path, each.unit, each.year) for each in found] == [
        ("a.xml", "Department of Coastal Affairs", 2024),
        ("a.xml/OS", "Office of the Secretary (DCA)", 2024),
        ("a.xml/BOL", "Bureau of Lighthouses (DCA)", 2024),
        ("a.xml/TSU", "Tidal Survey (DCA)", 2024),
    ]
    above = [[each.text for each in one.attributes if each.name == "上级单位"] for one in found]
    assert above == [[], *[["Department of Coastal Affairs"]] * 3]


def test_every_figure_stands_in_the_text_with_its_element_and_line() -> None:
    bureau = submissions(REPORT)[2]
    assert bureau.document is not None
    source = bureau.document.source
    assert all(source.slice(fact.origin.span) == fact.raw for fact in bureau.facts)
    received = next(fact for fact in bureau.facts if fact.indicator == "requests_received")
    line = next(at for at, text in enumerate(REPORT.split("\n"), start=1) if ">345<" in text)
    assert source.line(received.origin.line) == (
        f"Number of requests received in fiscal year\t345\tProcessingStatisticsReceivedQuantity, line {line}"
    )


def test_a_centralized_agency_has_one_report() -> None:
    (found,) = submissions(SMALL)
    assert stored(found) == {"disposed_full_grant": 7, "disposed_no_records": 1204}
    assert said(found) == []


def test_what_a_list_leaves_out_is_blank_and_what_a_section_leaves_out_is_missing() -> None:
    (found,) = submissions(SMALL)
    blank = {fact.indicator for fact in found.facts if fact.reading is Reading.BLANK}
    assert "disposed_referred" in blank
    assert "disposed_total" not in {fact.indicator for fact in found.facts}


@pytest.mark.parametrize(
    ("printed", "reading", "value"),
    [
        ("12", Reading.VALUE, 12),
        (" 12\n", Reading.VALUE, 12),
        ("N/A", Reading.DASH, None),
        ("-3", Reading.TEXT, None),
        ("12.5", Reading.TEXT, None),
        ("twelve", Reading.TEXT, None),
        ("١٢", Reading.TEXT, None),
        ("9" * 40, Reading.TEXT, None),
        ("&lt;1", Reading.DOUBTFUL, None),
        ("&lt;.01", Reading.DOUBTFUL, None),
        ("$12", Reading.TEXT, None),
        (".5", Reading.TEXT, None),
        (".", Reading.TEXT, None),
        ("N.A.", Reading.DASH, None),
    ],
)
def test_a_count_is_read_as_it_is_printed(printed: str, reading: Reading, value: int | None) -> None:
    (found,) = submissions(SMALL.replace(">7<", f">{printed}<"))
    fact = next(fact for fact in found.facts if fact.indicator == "disposed_full_grant")
    assert (fact.reading, fact.value) == (reading, value)


@pytest.mark.parametrize(
    ("element", "printed", "reading"),
    [
        ("TotalCostAmount", "$122,500.50", Reading.VALUE),
        ("TotalCostAmount", "12%", Reading.TEXT),
        ("FeesCollectedCostPercent", "0.10%", Reading.VALUE),
        ("FeesCollectedCostPercent", "&lt;1%", Reading.DOUBTFUL),
    ],
)
def test_the_sign_of_its_measure_may_stand_beside_a_figure(element: str, printed: str, reading: Reading) -> None:
    printed_as = re.sub(rf"(?<=<foia:{element}>)[^<]+", printed, REPORT, count=1)
    assert printed_as != REPORT
    codes = {"TotalCostAmount": "cost_total", "FeesCollectedCostPercent": "fees_percent"}
    read = {fact.reading for it in submissions(printed_as) for fact in it.facts if fact.indicator == codes[element]}
    assert reading in read


@pytest.mark.parametrize(("printed", "value"), [("12.5", 12_500), (".5", 500), ("0.5", 500), (".125", 125)])
def test_days_are_exact_to_a_thousandth(printed: str, value: int) -> None:
    facts = submissions(
        REPORT.replace("<foia:AdjudicationAverageDaysValue>", "<foia:AdjudicationAverageDaysValue>0", 1)
    )
    assert facts[1].facts
    (found,) = submissions(
        SMALL.replace("RequestDispositionFullGrantQuantity", "AdjudicationMedianDaysValue")
        .replace("RequestDispositionSection", "FeeWaiverSection")
        .replace("RequestDisposition ", "FeeWaiver ")
        .replace("</foia:RequestDisposition>", "</foia:FeeWaiver>")
        .replace(">7<", f">{printed}<")
    )
    assert stored(found)["waiver_median"] == value


@pytest.mark.parametrize("short", ["..", "../../x", "a/b\\c", "BOL", ""])
def test_names_of_components_stay_below_the_file_and_apart(short: str) -> None:
    abbreviation = "<nc:OrganizationAbbreviationText>"
    text = REPORT.replace(f"{abbreviation}OS<", f"{abbreviation}{short}<")
    text = text.replace(">Office of the Secretary<", ">Bureau of Lighthouses<")
    found = submissions(text)
    paths = [each.path for each in found]
    assert len(set(paths)) == len({each.unit for each in found}) == 4
    assert all(path.startswith("a.xml") and ".." not in path.split("/") for path in paths)
    assert {path.count("/") for path in paths[1:]} == {1}


def test_what_belongs_to_nobody_is_told_with_its_line() -> None:
    (found,) = submissions(SMALL.replace('s:ref="RD1"', 's:ref="RD2"'))
    assert found.facts == ()
    assert said(found) == ["belongs to no organization and was not read: V.B.(1) RequestDisposition RD1, line 9"]
    (found,) = submissions(SMALL.replace('s:ref="ORG0"', 's:ref="ORG9"'))
    assert said(found) == ["the organization ORG9 is not declared, not read: V.B.(1) RequestDisposition RD1, line 9"]


def test_an_unknown_reason_is_told_and_not_guessed() -> None:
    (found,) = submissions(SMALL.replace("NoRecords", "NoRecord"))
    assert said(found) == ["an unknown item was not read: V.B.(1) NonExemptionDenial “NoRecord”, line 11"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SMALL.replace("</iepd:FoiaAnnualReport>", ""), "no well-formed XML"),
        (SMALL.replace('<?xml version="1.0"?>', '<!DOCTYPE a [<!ENTITY b "c">]>'), "DOCTYPE, line 1"),
        (SMALL.replace('<?xml version="1.0"?>', '<!DOCTYPE a SYSTEM "file:///etc/passwd">'), "DOCTYPE, line 1"),
        (f"<a>{SMALL.partition('?>')[2]}</a>", "no annual FOIA report: a"),
        ("<FoiaAnnualReport/>", "names no agency"),
        (SMALL.replace("<foia:Doc", "<x>" * 50 + "<foia:Doc"), "levels"),
    ],
)
def test_what_is_no_report_is_refused_in_words(text: str, words: str) -> None:
    (found,) = submissions(text)
    assert found.status is Status.UNREADABLE
    assert words in said(found)[0]


def test_a_year_that_is_none_is_told() -> None:
    (found,) = submissions(SMALL.replace(">2024<", ">FY24<"))
    assert found.year is None
    assert said(found) == ["the fiscal year is no year: `FY24`"]


def test_the_rules_of_another_domain_leave_the_file_alone() -> None:
    schema = load_rules(ROOT / "rules")[0].schema
    (found,) = submissions(REPORT, schema)
    assert found.status is Status.NOT_APPLICABLE
    assert [each.code.slug for each in found.diagnostics] == ["undeclared-form"]
