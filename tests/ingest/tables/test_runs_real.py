"""Published reports whose tables were flattened into text, against the figures typed by eye."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.document import Document
from auditor.document import Fact
from auditor.document import Reading
from auditor.ingest.tables.with_columns import layout_of
from auditor.ingest.tables.with_columns import read_form_tables
from auditor.source import Source
from tests.ingest.tables.grid_forms import FORM_2019
from tests.ingest.tables.grid_forms import FORM_2021
from tests.ingest.truth import TRUTH
from tests.ingest.truth.typed import FORMS

if TYPE_CHECKING:
    from auditor.schema import Form

REAL = Path(__file__).parents[3].parent / "shared" / "reports" / "real"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real reports are not beside the project")

REPORTS = {
    Path(path).stem: truth
    for path, truth in TRUTH.items()
    if truth.form in {FORM_2019.code, FORM_2021.code} and truth.format == "text"
}


def form_of(name: str) -> Form:
    return FORMS[REPORTS[name].form]


def read(name: str, form: Form) -> dict[tuple[str, str | None], Fact]:
    text = (REAL / f"{name}.txt").read_text(encoding="utf-8")
    document = Document(name, "0", "text", Source(name, text))
    return {(fact.indicator, fact.member): fact for fact in read_form_tables(document, form).facts}


def printed(fact: Fact, form: Form) -> str:
    """A fact as the truth is typed; a figure in doubt as it is."""
    if fact.reading is Reading.BLANK:
        return "_"
    if fact.reading is not Reading.VALUE or fact.value is None:
        return fact.reading.value
    return f"{fact.value / form.by_code[fact.indicator].measure.factor:.10g}"


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_no_figure_is_read_as_another_one(name: str) -> None:
    form = form_of(name)
    found = {key: printed(fact, form) for key, fact in read(name, form).items()}
    typed = REPORTS[name].cells
    assert {key: (figure, typed[key]) for key, figure in found.items() if figure not in {typed[key], "doubtful"}} == {}
    assert set(found) == set(typed)


@pytest.mark.parametrize(
    ("name", "doubtful"),
    [
        ("hebei-gxt-2021", 3),
        ("hebei-gxt-2022", 8),
        ("hebei-gxt-2023", 3),
        ("hebei-kjt-2021", 3),
        ("hebei-kjt-2022", 2),
        ("hebei-kjt-2023", 3),
        ("hebei-gxt-2019", 38),
        ("hebei-gxt-2020", 38),
    ],
)
def test_so_many_figures_stay_in_doubt(name: str, doubtful: int) -> None:
    found = read(name, form_of(name)).values()
    assert sum(fact.reading is Reading.DOUBTFUL for fact in found) == doubtful


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_the_layout_is_told_by_its_headings(name: str) -> None:
    text = (REAL / f"{name}.txt").read_text(encoding="utf-8")
    document = Document(name, "0", "text", Source(name, text))
    assert layout_of(document, (FORM_2019, FORM_2021)) is form_of(name)


def test_a_sum_that_contradicts_its_row_is_cut_by_its_columns_and_says_so() -> None:
    found = read("hebei-kjt-2022", FORM_2021)
    total = found["processed_total", "total"]
    assert (total.value, total.doubt) == (11, "column_total")
    assert total.derived_by == ("column_total:processed_total[total]",)
    assert "column_total:processed_total[total]" in found["granted", "total"].derived_by
    assert found["processed_total", "natural_person"].derived_by == ()
