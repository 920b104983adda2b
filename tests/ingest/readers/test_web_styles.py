"""Reports as pages of every make: pasted from Word, articles of an app, boxes for tables, tables in pieces."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.ingest.files.reading import read_bytes
from auditor.lang.load import load_rules
from tests.ingest.compare import score
from tests.ingest.generate.content import content
from tests.ingest.generate.web_styles import STYLES
from tests.ingest.generate.web_styles import written
from tests.ingest.truth.typed import FORMS

SCHEMA = load_rules(Path(__file__).parents[3] / "rules")[0].schema
QUIRKS = ((), ("zeros blank",), ("rows missing", "units in cells", "notes"))
CASES = [(style, form) for form in FORMS for style in STYLES]


@pytest.mark.parametrize(
    ("style", "form", "quirks"), [(*case, QUIRKS[number % len(QUIRKS)]) for number, case in enumerate(CASES)]
)
def test_every_figure_of_a_page_comes_out(style: str, form: str, quirks: tuple[str, ...]) -> None:
    made = content(FORMS[form], 9, quirks)
    (submission,) = read_bytes(*written(made, style), SCHEMA)
    assert (submission.unit, submission.year, submission.form) == (made.unit, made.year, form)
    found = score(submission, FORMS[form], made.truth)
    assert (found.right, found.faults) == (len(made.truth), ())
