"""Tables as offices change them before they send them: every figure comes out, or is marked.

`AUDITOR_DOCUMENTS=500 pytest tests/ingest/test_office_layouts.py` tries every format of each.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from auditor.ingest.files.reading import read_bytes
from auditor.lang.load import load_rules
from tests.ingest.compare import Score
from tests.ingest.compare import score
from tests.ingest.generate.content import content
from tests.ingest.generate.office import CHANGES
from tests.ingest.generate.whole import TEXTS
from tests.ingest.generate.whole import WRITERS
from tests.ingest.generate.whole import written
from tests.ingest.truth.typed import FORMS

SCHEMA = load_rules(Path(__file__).parents[2] / "rules")[0].schema
# Formats in which every cell can be told from its neighbours.
MARKED = ("html", "xlsx", "docx", "csv", "pdf")
# What cannot be read for sure is marked: all figures lie apart from their labels, or run over many narrow columns.
UNCERTAIN = frozenset({("turned", "pdf")})
# Columns that the form does not have, among its own.
FOREIGN = ("org subtotal", "org subtotal first", "last year column", "ratio column", "unit column", "foreign column")
EVERY = "AUDITOR_DOCUMENTS" in os.environ


def cases(formats: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Each change of each form that it changes, in every format, or in one of them by turns."""
    found = [(change, form) for change in CHANGES for form in FORMS if changes(change, form)]
    if EVERY:
        return [(*case, how) for case in found for how in formats]
    return [(*case, formats[number % len(formats)]) for number, case in enumerate(found)]


def changes(change: str, form: str) -> bool:
    made = content(FORMS[form], 7)
    before = list(made.blocks)
    CHANGES[change](made)
    return made.blocks != before or change == "as printed"


def read(change: str, form: str, how: str) -> Score:
    made = content(FORMS[form], 7)
    CHANGES[change](made)
    # a report of another year that stands behind may be told apart
    (submission,) = (each for each in read_bytes(*written(made, how), SCHEMA) if each.year == made.year)
    assert (submission.unit, submission.form) == (made.unit, form)
    return score(submission, FORMS[form], made.truth)


@pytest.mark.parametrize(("change", "form", "how"), [case for case in cases(MARKED) if case[::2] not in UNCERTAIN])
def test_every_figure_of_a_table_with_cells_comes_out(change: str, form: str, how: str) -> None:
    found = read(change, form, how)
    assert found.faults == ()
    assert found.share >= 0.97


@pytest.mark.parametrize(
    ("change", "form", "how"),
    cases(tuple(how for how in WRITERS if how not in MARKED)) + [("turned", form, "pdf, no rules") for form in FORMS],
)
def test_no_figure_of_a_table_without_cells_looks_certain_and_is_wrong(change: str, form: str, how: str) -> None:
    assert read(change, form, how).faults == ()


@pytest.mark.parametrize(
    ("change", "form"), [*((change, "disclosure-2021") for change in FOREIGN), ("year columns", "disclosure-2014")]
)
def test_a_column_of_other_figures_is_told_by_its_head_in_text_with_tabs(change: str, form: str) -> None:
    found = read(change, form, "text, tabs")
    assert (found.faults, found.share) == ((), 1)


@pytest.mark.parametrize("change", FOREIGN)
def test_where_a_row_lacks_a_field_no_column_is_told_by_its_head(change: str) -> None:
    made = content(FORMS["disclosure-2021"], 7)
    CHANGES[change](made)
    text = TEXTS["tabs"](made)
    start = text.index("\t", text.index("国家秘密"))
    shorter = text[:start] + text[text.index("\t", start + 1) :]
    (submission,) = read_bytes("a.txt", shorter.encode(), SCHEMA)
    received = {each.doubt for each in submission.facts if each.indicator == "new_received" and not each.is_narrative}
    assert received <= {"run", "blanks", "words"}
    assert score(submission, FORMS["disclosure-2021"], made.truth).faults == ()


def test_where_a_row_of_one_column_lacks_a_field_no_column_is_told_by_its_head() -> None:
    made = content(FORMS["disclosure-2014"], 7)
    CHANGES["year columns"](made)
    text = TEXTS["tabs"](made)
    start = text.index("\t", text.index("制发规范性文件总数"))
    shorter = text[:start] + text[text.index("\t", start + 1) :]
    (submission,) = read_bytes("a.txt", shorter.encode(), SCHEMA)
    found = score(submission, FORMS["disclosure-2014"], made.truth)
    assert (found.faults, found.right) == ((), 0)
