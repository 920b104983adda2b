"""The tables of a department's report of 2020, typed by eye from the flattened text."""

from __future__ import annotations

from tests.ingest.truth.typed import Truth

TRUTH = Truth(
    "real/hebei-gxt-2020.txt",
    "disclosure-2019",
    "河北省工业和信息化厅",
    2020,
    singles="""
rules_made _ rules_published _ rules_public_total _
normative_made 2 normative_published 2 normative_public_total 2
licences_items_last_year 97 licences_items_change ? licences_decided ?
other_services_items_last_year ? other_services_items_change ? other_services_decided ?
penalties_items_last_year 0 penalties_items_change ? penalties_decided ?
coercions_items_last_year ? coercions_items_change ? coercions_decided ?
charges_items_last_year 3 charges_items_change 0
procurement_items ? procurement_amount ?
""",
    rows="""
new_received ? ? ? ? ? ? 1
partially_granted ? ? ? ? ? ? 1
processed_total ? ? ? ? ? ? 1
""",
    usual="_",
)
