"""Prints that come out of order: figures that stand apart from their rows, and labels that are none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.document import Reading
from tests.ingest.forms_2014 import FORM_2014
from tests.ingest.tables.outline_layouts import LAYOUTS
from tests.ingest.tables.outline_layouts import with_value
from tests.ingest.tables.outline_samples import PRINTED
from tests.ingest.tables.outline_samples import ROWS
from tests.ingest.tables.outline_samples import STORED
from tests.ingest.tables.outline_samples import facts_of
from tests.ingest.tables.outline_samples import read


def test_a_figure_below_a_heading_leaves_rows_beside_it_that_have_nothing_open() -> None:
    rows = with_value(with_value(ROWS, "hot_topics", "—"), "heading_response_channels", "12")
    scattered, typed = read("a cell a line", rows), read("tabs in a row", rows)
    assert (scattered["hot_topics"].doubt, typed["hot_topics"].reading) == ("shape", Reading.DASH)
    assert {code for code, fact in scattered.items() if fact.doubt} == {"hot_topics"}


def test_a_figure_below_its_label_without_the_unit_that_the_others_have_may_be_anothers() -> None:
    rows = with_value(ROWS, "interviews_led", PRINTED["interviews_led"], unit="")
    assert read("a cell a line", rows)["interviews_led"].doubt == "shape"
    assert read("tabs in a row", rows)["interviews_led"].reading is Reading.VALUE


def test_where_most_rows_may_have_anothers_figure_none_is_certain_to_have_none() -> None:
    rows = tuple(replace(row, value="" if row.code == "meetings" else f"{row.value}\t7") for row in ROWS)
    assert read("tabs in a row", rows)["meetings"].doubt == "shape"


@pytest.mark.parametrize("layout", ["a cell a line", "tabs in a row", "numbered rows", "spaced", "glued with unit"])
@pytest.mark.parametrize("note", ["（其中网络申请1件）", "（含信函申请1件、当面申请2件）"])
def test_labels_in_the_note_of_a_figure_are_no_rows(layout: str, note: str) -> None:
    rows = tuple(replace(row, value=f"{row.value}{note}") if row.value.isdecimal() else row for row in ROWS)
    facts = facts_of(LAYOUTS[layout](rows))
    assert len(facts) == len(FORM_2014.indicators)
    assert {fact.indicator: fact.value for fact in facts if fact.indicator in STORED} == STORED
