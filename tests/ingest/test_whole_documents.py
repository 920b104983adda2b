"""Whole reports of every form in every format: what is written comes out, or is marked; and who reports for when.

`AUDITOR_DOCUMENTS=500 pytest tests/ingest/test_whole_documents.py` tries more of them.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from auditor.document import Status
from auditor.ingest.files.reading import read_bytes
from auditor.lang.load import load_rules
from tests.ingest.compare import score
from tests.ingest.generate.content import QUIRKS
from tests.ingest.generate.content import content
from tests.ingest.generate.whole import WRITERS
from tests.ingest.generate.whole import written
from tests.ingest.truth import TRUTH
from tests.ingest.truth.typed import FORMS
from tests.ingest.truth.typed import UNKNOWN

if TYPE_CHECKING:
    from tests.ingest.truth.typed import Truth

ROOT = Path(__file__).parents[2]
REPORTS = ROOT.parent / "shared" / "reports"
SCHEMA = load_rules(ROOT / "rules")[0].schema
MORE = int(os.environ.get("AUDITOR_DOCUMENTS", "60"))
# Layouts in which every cell can be told from its neighbours, whatever it holds.
MARKED = ("html", "docx", "xlsx", "csv", "pdf", "ofd", "markdown")


@settings(deadline=None, max_examples=MORE)
@given(
    st.sampled_from(sorted(FORMS)),
    st.sampled_from(sorted(WRITERS)),
    st.integers(0, 10**6),
    st.lists(st.sampled_from(QUIRKS), unique=True, max_size=4),
)
def test_what_is_written_comes_out_or_is_marked(form: str, how: str, seed: int, quirks: list[str]) -> None:
    made = content(FORMS[form], seed, quirks)
    (submission,) = read_bytes(*written(made, how), SCHEMA)
    assert (submission.status, submission.unit, submission.year, submission.form) == (
        Status.AUDITED,
        made.unit,
        made.year,
        form,
    )
    assert score(submission, FORMS[form], made.truth).faults == ()


@settings(deadline=None, max_examples=MORE // 3)
@given(st.sampled_from(sorted(FORMS)), st.sampled_from(MARKED), st.integers(0, 10**6))
def test_every_cell_of_a_table_with_borders_is_right(form: str, how: str, seed: int) -> None:
    made = content(FORMS[form], seed, ("reworded", "spaced", "thousands"))
    found = score(read_bytes(*written(made, how), SCHEMA)[0], FORMS[form], made.truth)
    assert (found.right, found.cells) == (len(made.truth), len(made.truth))


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports do not lie beside the project")
@pytest.mark.parametrize("truth", TRUTH.values(), ids=TRUTH.keys())
def test_no_figure_of_a_real_report_looks_certain_and_is_wrong(truth: Truth) -> None:
    (submission,) = read_bytes(truth.path, (REPORTS / truth.path).read_bytes(), SCHEMA)
    assert (submission.unit, submission.year, submission.form) == (truth.unit, truth.year, truth.form)
    unknown = {key for key, figure in truth.cells.items() if figure == UNKNOWN}
    found = score(submission, FORMS[truth.form], truth.stored, unknown)
    assert (found.faults, found.missing) == ((), 0)
    assert found.marked <= len(unknown) + 12
