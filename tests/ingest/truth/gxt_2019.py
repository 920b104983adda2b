"""The tables of a department's report of 2019, typed by eye from the flattened text."""

from __future__ import annotations

from tests.ingest.truth.typed import Truth

TRUTH = Truth(
    "real/hebei-gxt-2019.txt",
    "disclosure-2019",
    "河北省工业和信息化厅",
    2019,
    singles="""
rules_made 0 rules_published 0 rules_public_total 0
normative_made 10 normative_published 10 normative_public_total 77
licences_items_last_year 156 licences_items_change -59 licences_decided 97
other_services_items_last_year ? other_services_items_change ? other_services_decided ?
penalties_items_last_year 1 penalties_items_change -1 penalties_decided 0
coercions_items_last_year ? coercions_items_change ? coercions_decided ?
charges_items_last_year 1 charges_items_change 0
procurement_items ? procurement_amount ?
""",
    rows="""
new_received ? ? ? ? ? ? 2
granted ? ? ? ? ? ? 2
processed_total ? ? ? ? ? ? 2
""",
    usual="_",
)
