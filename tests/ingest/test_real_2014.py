from __future__ import annotations

from pathlib import Path

import pytest

from auditor.document import Document
from auditor.document import Reading
from auditor.ingest.readers.text import read
from auditor.ingest.tables.outline.read import read_outline
from auditor.source import Source
from tests.ingest.forms_2014 import FORM_2014
from tests.ingest.truth import TRUTH as ALL

TRUTH = {
    path: {code: value for (code, _), value in truth.stored.items()}
    for path, truth in ALL.items()
    if truth.form == FORM_2014.code
}
REPORTS = Path(__file__).parents[2].parent / "shared" / "reports"
needs_reports = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports do not lie beside the project")


def document(path: str) -> Document:
    made, diagnostics = read(path, (REPORTS / path).read_bytes())
    assert made is not None
    assert diagnostics == ()
    return made


def flat(path: str) -> Document:
    text = document(path).source.text
    return Document(path, "", "text", Source(path, "".join(text.split())))


@needs_reports
@pytest.mark.parametrize("path", sorted(TRUTH))
def test_every_figure_of_a_real_table_is_right(path: str) -> None:
    facts = read_outline(document(path), FORM_2014).facts
    figures = {fact.indicator: fact.value for fact in facts if not FORM_2014.by_code[fact.indicator].is_heading}
    assert figures == TRUTH[path]
    assert {fact.reading for fact in facts} <= {Reading.VALUE, Reading.DASH, Reading.BLANK}
    assert all(fact.in_order and fact.occurrence == 1 for fact in facts)


@needs_reports
@pytest.mark.parametrize("path", sorted(TRUTH))
def test_a_real_table_says_the_same_without_any_separator(path: str) -> None:
    facts = read_outline(flat(path), FORM_2014).facts
    certain = {fact.indicator: fact.value for fact in facts if fact.reading is Reading.VALUE and fact.value is not None}
    figures = {code: value for code, value in certain.items() if not FORM_2014.by_code[code].is_heading}
    assert figures.items() <= TRUTH[path].items()
    assert len(figures) >= 57


@needs_reports
def test_notes_in_cells_are_kept_with_their_figures() -> None:
    facts = {fact.indicator: fact for fact in read_outline(document("000_011591719922f726.txt"), FORM_2014).facts}
    noted = {code: (fact.raw.strip(), fact.note, fact.note_values) for code, fact in facts.items() if fact.note}
    assert noted == {
        "meetings": ("9(县级)", "县级", ()),
        "trainings": ("40(县级3次)", "县级3次", (3,)),
        "trainees": ("610(县级240)", "县级240", (240,)),
    }


@needs_reports
def test_a_figure_in_a_head_row_and_a_stray_unit_are_kept() -> None:
    facts = {fact.indicator: fact for fact in read_outline(document("003_135d3461a5eeb3ef.txt"), FORM_2014).facts}
    assert facts["heading_response_channels"].value == 34
    assert facts["heading_disclosure"].reading is Reading.DASH
    assert facts["fees_collected"].unit == "万"


@needs_reports
def test_a_table_knows_its_year_and_who_signed() -> None:
    reading = read_outline(document("001_dc82018ac597aaab.txt"), FORM_2014)
    said = {each.name: each.text or each.number for each in reading.attributes}
    assert said["表头年度"] == 2017
    assert (said["负责人"], said["审核人"], said["填报人"]) == ("文承喜", "谢波勇", "雷萍")
    assert "填报日期" in said


@needs_reports
@pytest.mark.parametrize("path", ["002_add447287257bd48.txt", "004_d11d3cd24fe9e5f4.txt", "real/hebei-gxt-2018.txt"])
def test_a_narrative_is_no_table(path: str) -> None:
    assert read_outline(document(path), FORM_2014).facts == ()
