"""Published reports whose tables were flattened into text, against the figures typed by eye.

`?` is a figure that the flattened text does not give away even to a person; `_` is a blank. Rows of table three that
are not listed hold zeros in the 2021 form, and blanks in the 2019 form of these reports.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.document import Document
from auditor.document import Fact
from auditor.document import Reading
from auditor.ingest.tables.grid_form import layout_of
from auditor.ingest.tables.grid_form import read_form_tables
from auditor.source import Source
from tests.ingest.grid_forms import FORM_2019
from tests.ingest.grid_forms import FORM_2021
from tests.ingest.grid_forms import MEMBERS

if TYPE_CHECKING:
    from auditor.schema import Form

REAL = Path(__file__).parents[2].parent / "shared" / "reports" / "real"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real reports are not beside the project")

NO_RULES = "rules_issued 0 rules_repealed 0 rules_in_force 0 "
NO_DISPUTES = """
reviews_upheld 0 reviews_corrected 0 reviews_other 0 reviews_pending 0 reviews_total 0
suits_direct_upheld 0 suits_direct_corrected 0 suits_direct_other 0 suits_direct_pending 0 suits_direct_total 0
suits_after_review_upheld 0 suits_after_review_corrected 0 suits_after_review_other 0 suits_after_review_pending 0
suits_after_review_total 0
"""
SINGLES = {
    "hebei-gxt-2021": NO_RULES
    + "normative_issued 5 normative_repealed 2 normative_in_force 25 "
    + "licences_decided 273 penalties_decided 54 coercions_decided 0 fees_amount 739.0766"
    + NO_DISPUTES,
    "hebei-gxt-2022": NO_RULES
    + "normative_issued 5 normative_repealed 4 normative_in_force 26 "
    + "licences_decided 194 penalties_decided 46 coercions_decided 0 fees_amount 650.6 "
    + "reviews_upheld 1 reviews_corrected 0 reviews_other 0 reviews_pending 0 reviews_total 1 "
    + "suits_direct_upheld 0 suits_direct_corrected 0 suits_direct_other 0 suits_direct_pending 0 suits_direct_total 0 "
    + "suits_after_review_upheld 1 suits_after_review_corrected 0 suits_after_review_other 0 "
    + "suits_after_review_pending 0 suits_after_review_total 1",
    "hebei-gxt-2023": NO_RULES
    + "normative_issued 1 normative_repealed 1 normative_in_force 26 "
    + "licences_decided 3189 penalties_decided 81 coercions_decided 0 fees_amount 670.376375 "
    + "reviews_upheld 0 reviews_corrected 0 reviews_other 0 reviews_pending 1 reviews_total 1 "
    + "suits_direct_upheld 3 suits_direct_corrected 0 suits_direct_other 0 suits_direct_pending 0 suits_direct_total 3 "
    + "suits_after_review_upheld 0 suits_after_review_corrected 0 suits_after_review_other 0 "
    + "suits_after_review_pending 1 suits_after_review_total 1",
    "hebei-kjt-2021": NO_RULES
    + "normative_issued ? normative_repealed ? normative_in_force ? "
    + "licences_decided 1689 penalties_decided 0 coercions_decided _ fees_amount 0"
    + NO_DISPUTES,
    "hebei-kjt-2022": NO_RULES
    + "normative_issued 13 normative_repealed 8 normative_in_force 49 "
    + "licences_decided 1153 penalties_decided 0 coercions_decided 0 fees_amount 0"
    + NO_DISPUTES,
    "hebei-kjt-2023": NO_RULES
    + "normative_issued 1 normative_repealed 1 normative_in_force 53 "
    + "licences_decided 1029 penalties_decided 0 coercions_decided 0 fees_amount 0"
    + NO_DISPUTES,
    "hebei-gxt-2019": """
rules_made 0 rules_published 0 rules_public_total 0 normative_made 10 normative_published 10 normative_public_total 77
licences_items_last_year 156 licences_items_change -59 licences_decided 97
other_services_items_last_year ? other_services_items_change ? other_services_decided ?
penalties_items_last_year 1 penalties_items_change -1 penalties_decided 0
coercions_items_last_year ? coercions_items_change ? coercions_decided ?
charges_items_last_year 1 charges_items_change 0 procurement_items ? procurement_amount ?
""",
    "hebei-gxt-2020": """
rules_made _ rules_published _ rules_public_total _ normative_made 2 normative_published 2 normative_public_total 2
licences_items_last_year 97 licences_items_change ? licences_decided ?
other_services_items_last_year ? other_services_items_change ? other_services_decided ?
penalties_items_last_year 0 penalties_items_change ? penalties_decided ?
coercions_items_last_year ? coercions_items_change ? coercions_decided ?
charges_items_last_year 3 charges_items_change 0 procurement_items ? procurement_amount ?
""",
}
ROWS = {
    "hebei-gxt-2021": """
new_received 4 0 0 0 0 0 4
granted 3 0 0 0 0 0 3
partially_granted 1 0 0 0 0 0 1
processed_total 4 0 0 0 0 0 4
""",
    "hebei-gxt-2022": """
new_received 12 1 0 1 0 0 14
granted 3 1 0 1 0 0 5
partially_granted 1 0 0 0 0 0 1
unable_not_held 8 0 0 0 0 0 8
processed_total 12 1 0 1 0 0 14
""",
    "hebei-gxt-2023": """
new_received 8 1 0 1 0 0 10
granted 3 1 0 0 0 0 4
partially_granted 2 0 0 0 0 0 2
unable_not_held 3 0 0 1 0 0 4
processed_total 8 1 0 1 0 0 10
""",
    "hebei-kjt-2021": """
new_received 2 0 0 0 0 0 2
granted 1 0 0 0 0 0 1
denied_internal 1 0 0 0 0 0 1
processed_total 2 0 0 0 0 0 2
""",
    "hebei-kjt-2022": """
new_received 11 0 0 0 0 0 11
granted 10 0 0 0 0 0 10
denied_internal 1 0 0 0 0 0 1
processed_total 2 0 0 0 0 0 11
""",
    "hebei-kjt-2023": """
new_received 17 0 0 0 0 0 17
granted 17 0 0 0 0 0 17
processed_total 17 0 0 0 0 0 17
""",
    "hebei-gxt-2019": """
new_received ? ? ? ? ? ? 2
granted ? ? ? ? ? ? 2
processed_total ? ? ? ? ? ? 2
""",
    "hebei-gxt-2020": """
new_received ? ? ? ? ? ? 1
partially_granted ? ? ? ? ? ? 1
processed_total ? ? ? ? ? ? 1
""",
}
Cells = dict[tuple[str, str | None], str]


def form_of(name: str) -> Form:
    return FORM_2019 if name.endswith(("2019", "2020")) else FORM_2021


def truth(name: str) -> Cells:
    form = form_of(name)
    words = SINGLES[name].split()
    cells: Cells = dict(zip(((code, None) for code in words[::2]), words[1::2], strict=True))
    usual = "_" if form is FORM_2019 else "0"
    cells |= {(each.code, member.code): usual for each in form.figures if each.members for member in MEMBERS}
    for line in ROWS[name].strip().splitlines():
        code, *figures = line.split()
        cells |= {(code, member.code): figure for member, figure in zip(MEMBERS, figures, strict=True)}
    return cells


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


@pytest.mark.parametrize("name", sorted(SINGLES))
def test_no_figure_is_read_as_another_one(name: str) -> None:
    form = form_of(name)
    found = {key: printed(fact, form) for key, fact in read(name, form).items()}
    typed = truth(name)
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


@pytest.mark.parametrize("name", sorted(SINGLES))
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
