"""The second part of a department's report of 2020: its only table, flattened, most cells blank."""

from __future__ import annotations

from tests.ingest.truth.typed import Truth

TRUTH = Truth(
    "real/hebei-kjt-2020.txt",
    "disclosure-2019",
    "河北省科学技术厅",
    2020,
    singles="""
rules_made _ rules_published _ rules_public_total _
normative_made ? normative_published ? normative_public_total ?
licences_items_last_year ? licences_items_change ? licences_decided ?
other_services_items_last_year 0 other_services_items_change ? other_services_decided ?
penalties_items_last_year _ penalties_items_change _ penalties_decided _
coercions_items_last_year _ coercions_items_change _ coercions_decided _
charges_items_last_year _ charges_items_change _ procurement_items ? procurement_amount ?
""",
)
