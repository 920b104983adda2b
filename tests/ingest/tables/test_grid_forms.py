from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from auditor.lang.load import load_rules
from tests.ingest.tables.grid_forms import FORM_2019
from tests.ingest.tables.grid_forms import FORM_2021

if TYPE_CHECKING:
    from auditor.schema import Form
    from auditor.schema import Indicator

ROOT = Path(__file__).parents[3]
FORMS = ROOT.parent / "shared" / "forms"
BOTH = [FORM_2019, FORM_2021]


@pytest.fixture(scope="module")
def declared() -> dict[str, Form]:
    book, _ = load_rules(ROOT / "rules")
    return dict(book.schema.forms)


def printed(indicator: Indicator) -> Indicator:
    """What the form prints of an indicator, and how it counts; not how rules call it."""
    return replace(indicator, name="", split=None, years=BOTH[0].indicators[0].years, trust=1, english="")


@pytest.mark.parametrize("typed", BOTH, ids=lambda form: form.code)
def test_the_declared_form_prints_what_the_tests_of_reading_expect(typed: Form, declared: dict[str, Form]) -> None:
    form = declared[typed.code]
    assert [printed(each) for each in form.indicators] == [printed(each) for each in typed.indicators]
    assert [(table.code, table.members) for table in form.tables] == [
        (each.code, each.members) for each in typed.tables
    ]


@pytest.mark.skipif(not FORMS.is_dir(), reason="the lists of fixed codes are not beside the project")
@pytest.mark.parametrize("typed", BOTH, ids=lambda form: form.code)
def test_codes_labels_and_places_are_the_fixed_ones(typed: Form, declared: dict[str, Form]) -> None:
    with (FORMS / f"{typed.code}.csv").open(encoding="utf-8", newline="") as lines:
        fixed = [
            (row["code"], row["part_of"], row["number"], row["label"], row["column"].strip("*"), row["unit"])
            for row in csv.DictReader(lines)
        ]
    figures = declared[typed.code].figures
    assert fixed == [
        (each.code, each.part_of or "", each.number, each.label, each.column, each.measure.unit) for each in figures
    ]
